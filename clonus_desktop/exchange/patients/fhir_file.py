"""FHIR R4 files of patients: a Bundle, one Patient, or NDJSON with one resource to a line."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from clonus_desktop.domain.message import Message
from clonus_desktop.domain.record_number import Region
from clonus_desktop.exchange.patients.decoding import Encoding, decode
from clonus_desktop.exchange.patients.entry import BadFile, Entry, Problem, shortened
from clonus_desktop.exchange.patients.fhir_patient import entry_of
from clonus_desktop.exchange.patients.safe_json import UnsafeJson, loads

MOST_ENTRIES = 100_000
BUNDLES = ("searchset", "collection", "transaction", "batch")


def entries_of(content: bytes, *, region: Region, today: date) -> Iterator[Entry]:
    """Each patient of a file, or what is wrong with it; other resources are left aside.

    Raises:
        BadFile: It is no FHIR, a Bundle of another kind, or holds too many entries.
    """
    text = decode(content, Encoding.UTF_8).text
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and _is_resource(lines[0]):
        _check_count(len(lines))
        yield from _of_lines(text, region, today)
        return
    try:
        found = loads(text)
    except UnsafeJson:
        raise _no_fhir() from None
    yield from _of_whole(found, region, today)


def _is_resource(line: str) -> bool:
    try:
        found = loads(line)
    except UnsafeJson:
        return False
    return isinstance(found, dict) and "resourceType" in found


def _of_lines(text: str, region: Region, today: date) -> Iterator[Entry]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found = loads(line)
        except UnsafeJson:
            problem = Problem("", Message("The line is no JSON that can be read in one way."))
            yield Entry(where=number, named="", patient=None, problems=(problem,))
            continue
        if _kind(found) == "Patient":
            yield entry_of(found, where=number, full_url="", region=region, today=today)
        elif _kind(found) == "":
            yield _odd(number)


def _of_whole(found: Any, region: Region, today: date) -> Iterator[Entry]:
    if _kind(found) == "Patient":
        yield entry_of(found, where=1, full_url="", region=region, today=today)
        return
    if _kind(found) != "Bundle":
        raise _no_fhir()
    entries = found.get("entry", [])
    if found.get("type") not in BUNDLES or not isinstance(entries, list):
        raise BadFile(
            Message(
                "The Bundle is of the kind “{value}”. Nothing was taken in. "
                "Choose a Bundle of the kind {known}.",
                {"value": shortened(str(found.get("type"))), "known": ", ".join(BUNDLES)},
            )
        )
    _check_count(len(entries))
    for number, entry in enumerate(entries, start=1):
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict) and _kind(resource) == "Patient":
            url = entry.get("fullUrl")
            url = url if isinstance(url, str) else ""
            yield entry_of(resource, where=number, full_url=url, region=region, today=today)
        elif _kind(resource) == "":
            yield _odd(number)


def _kind(resource: Any) -> str:
    kind = resource.get("resourceType") if isinstance(resource, dict) else None
    return kind if isinstance(kind, str) else ""


def _odd(number: int) -> Entry:
    problem = Problem("", Message("The entry holds no resource of FHIR."))
    return Entry(where=number, named="", patient=None, problems=(problem,))


def _check_count(count: int) -> None:
    if count > MOST_ENTRIES:
        raise BadFile(
            Message(
                "The file has more than {most} entries. Nothing was taken in. "
                "Divide it into several files, and take them in one after the other.",
                {"most": MOST_ENTRIES},
            )
        )


def _no_fhir() -> BadFile:
    return BadFile(
        Message(
            "The file is no FHIR: no Bundle and no Patient as JSON. Nothing was taken in. "
            "Choose a Bundle, or a file with one Patient on each line.",
        )
    )
