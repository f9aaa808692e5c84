"""A FHIR R4 Patient as a patient of the record, or what is wrong with it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from clonus_desktop.domain.dates import make_date
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Sex
from clonus_desktop.domain.record_number import NO_REGION, Region
from clonus_desktop.exchange.patients.birth_dates import NoBirth, checked
from clonus_desktop.exchange.patients.csv_patients import read_number
from clonus_desktop.exchange.patients.entry import Draft, Entry, name_shown, shortened

_WHOLE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_PARTIAL = re.compile(r"\d{4}(?:-\d\d)?")
_ABSOLUTE = ("http://", "https://", "urn:uuid:", "urn:oid:")

_NAME_USES = ("official", "usual", None, "temp", "anonymous", "maiden", "old")
_NUMBER_USES = ("official", "usual", None, "secondary", "temp")

Json = Mapping[str, Any]


class _NotAsFhir(ValueError):
    """An element is of another kind than R4 says; the message is its name."""


def entry_of(resource: Json, *, where: int, full_url: str, region: Region, today: date) -> Entry:
    """The patient of a resource.

    Args:
        where: Number of the entry or line.
        full_url: As the Bundle says; may be empty.
        region: That checks the record numbers.
        today: No birth is after it.
    """
    draft = Draft()
    named = ""
    try:
        texts = _names(resource)
        named = name_shown(texts)
        draft.check_texts(texts)
        _read_birth(draft, resource, today)
        _read_sex(draft, resource)
        _read_identifier(draft, resource, region)
        _read_state(draft, resource)
    except _NotAsFhir as odd:
        values = {"name": str(odd)}
        draft.object_to("", Message("“{name}” is not as FHIR R4 has it.", values))
    return draft.entry(where, named=named, key=_key(full_url))


def _key(full_url: str) -> str:
    """Under which name the patient is known everywhere, as far as there is one."""
    return full_url if full_url.startswith(_ABSOLUTE) else ""


# --- names ----------------------------------------------------------------------------------------


def _names(resource: Json) -> dict[str, str]:
    names = _objects(resource, "name")
    name = _first_by_use(names, _NAME_USES)
    if name is None:
        return {"family_name": ""}
    called = next((one for one in names if one.get("use") in ("nickname", "usual")), None)
    given = _joined(name, "given")
    preferred = "" if called is None else _joined(called, "given") or _text(called, "text")
    return {
        "family_name": _text(name, "family"),
        "given_name": given,
        "title": _joined(name, "prefix"),
        "preferred_name": "" if preferred == given else preferred,
    }


def _first_by_use(found: list[Json], uses: tuple[str | None, ...]) -> Json | None:
    for use in uses:
        for one in found:
            if one.get("use") == use:
                return one
    return None


# --- birth and sex --------------------------------------------------------------------------------


def _read_birth(draft: Draft, resource: Json, today: date) -> None:
    text = _text(resource, "birthDate")
    if not text:
        return
    try:
        draft.values["born_on"] = _born_on(text, today)
    except NoBirth as problem:
        draft.object_to("born_on", problem.message)


def _born_on(text: str, today: date) -> date:
    if _PARTIAL.fullmatch(text):
        shown = {"value": shortened(text)}
        raise NoBirth(Message("The date of birth “{value}” lacks the day.", shown))
    found = _WHOLE.fullmatch(text)
    day = None if found is None else make_date(*(int(part) for part in found.groups()))
    return checked(day, text, today=today)


def _read_sex(draft: Draft, resource: Json) -> None:
    text = _text(resource, "gender")
    try:
        draft.values["sex"] = Sex(text) if text else Sex.UNKNOWN
    except ValueError:
        values = {"value": shortened(text)}
        draft.object_to("sex", Message("“{value}” is no gender of FHIR R4.", values))


# --- number ---------------------------------------------------------------------------------------


def _read_identifier(draft: Draft, resource: Json, region: Region) -> None:
    """The number of the region by its system; else the medical record number, else the first."""
    found = [
        one
        for one in _objects(resource, "identifier")
        if one.get("use") != "old" and _text(one, "value").strip()
    ]
    of_region = [one for one in found if region.number_system and _is_of(one, region)]
    medical = [one for one in found if _is_medical_record(one)]
    chosen = _first_by_use(of_region or medical or found, _NUMBER_USES)
    if chosen is None:
        return
    draft.check_texts({"number": _text(chosen, "value").strip()})
    # A number of another system is not measured by the digits of this region.
    read_number(draft, region if of_region else NO_REGION, are_plain=False)
    if len(found) > 1:
        draft.notes.append(Message("It has other numbers too, which are left aside."))


def _is_of(identifier: Json, region: Region) -> bool:
    return _text(identifier, "system") == region.number_system


def _is_medical_record(identifier: Json) -> bool:
    kind = identifier.get("type")
    if not isinstance(kind, Mapping):
        return False
    return any(code.get("code") == "MR" for code in _objects(kind, "coding"))


# --- what became of the patient -------------------------------------------------------------------


def _read_state(draft: Draft, resource: Json) -> None:
    if resource.get("active") is False:
        draft.notes.append(Message("The other program marks the patient as not active."))
    if resource.get("deceasedBoolean") is True or _text(resource, "deceasedDateTime"):
        draft.notes.append(Message("The other program marks the patient as deceased."))
    kinds = {_text(link, "type") for link in _objects(resource, "link")}
    if "replaced-by" in kinds:
        draft.object_to(
            "", Message("The other program has put this record together with another one.")
        )
    elif kinds:
        draft.notes.append(Message("The other program links this record with another one."))


# --- elements -------------------------------------------------------------------------------------


def _objects(holder: Json, name: str) -> list[Json]:
    found = holder.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise _NotAsFhir(name)
    return found


def _text(holder: Json, name: str) -> str:
    found = holder.get(name, "")
    if not isinstance(found, str):
        raise _NotAsFhir(name)
    return found.strip()


def _joined(holder: Json, name: str) -> str:
    found = holder.get(name, [])
    # A null stands for a part that has only an extension.
    if not isinstance(found, list) or not all(isinstance(one, str | None) for one in found):
        raise _NotAsFhir(name)
    return " ".join(one.strip() for one in found if one)
