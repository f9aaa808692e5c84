"""Lists of patients, as CSV or FHIR: read, understood, and compared with the record."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from clonus_desktop.casebook.importing import faults
from clonus_desktop.casebook.importing.comparing import Earlier, judged, likes_in_record
from clonus_desktop.casebook.importing.items import Item, Plan, Verdict
from clonus_desktop.casebook.importing.sources import ListFile
from clonus_desktop.domain.record_number import Region
from clonus_desktop.exchange.patients import Entry
from clonus_desktop.exchange.patients import csv_patients as rows
from clonus_desktop.exchange.patients import fhir_file as fhir
from clonus_desktop.exchange.patients.birth_dates import DateOrder, OrderFound
from clonus_desktop.exchange.patients.columns import Column, guess
from clonus_desktop.exchange.patients.csv_table import Shape, Table, read_table
from clonus_desktop.storage.beside import Beside, beside

Progress = Callable[[float], None]
Cancel = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How a CSV file is to be understood.

    Attributes:
        columns: Which column holds what, by its index.
        order: Of dates of three numbers; None while it was not asked.
        are_numbers_plain: True when they are of another kind than the region's.
    """

    columns: Mapping[Column, int]
    order: DateOrder | None = None
    are_numbers_plain: bool = False


def table_of(file: ListFile, shape: Shape | None = None) -> Table:
    """The rows of a CSV file.

    Raises:
        BadFile: It is no text, is cut off, or has too many rows or columns.
    """
    return read_table(file.content, shape)


def first_choices(table: Table) -> Choices:
    """The columns as their names say, and the order of dates where it is certain."""
    columns = guess(table.heading)
    return Choices(columns=columns, order=rows.order_in(table, columns).order)


def order_found(table: Table, choices: Choices) -> OrderFound:
    """What the dates of birth tell of the order of day and month."""
    return rows.order_in(table, choices.columns)


def must_ask_order(table: Table, choices: Choices) -> bool:
    """True while nobody said what stands first in dates that can mean two days."""
    return choices.order is None and order_found(table, choices).is_needed


def csv_entries(table: Table, choices: Choices, *, region: Region, today: date) -> Iterator[Entry]:
    """Each row as a patient, or with what is wrong with it.

    Raises:
        ValueError: The order of day and month is to be asked first.
    """
    if must_ask_order(table, choices):
        raise ValueError("Whether day or month stands first is not known.")
    reading = rows.Reading(
        columns=choices.columns,
        order=choices.order or DateOrder.DAY_FIRST,
        region=region,
        are_numbers_plain=choices.are_numbers_plain,
        today=today,
    )
    return rows.entries_of(table, reading)


def fhir_entries(file: ListFile, *, region: Region, today: date) -> Iterator[Entry]:
    """Each patient of a FHIR file, or with what is wrong with it.

    Raises:
        BadFile: It is no FHIR, or a Bundle of another kind.
    """
    return fhir.entries_of(file.content, region=region, today=today)


def plan_list(
    file: ListFile,
    entries: Iterable[Entry],
    *,
    path: Path,
    key: bytes | None,
    progress: Progress = lambda _share: None,
    cancel: Cancel = lambda: False,
) -> Plan:
    """What would become of everybody on a list. Slow: for a worker.

    Args:
        path: The casebook, which somebody may have open.

    Raises:
        ImportCancelled: It was cancelled.
        StorageFault: The casebook cannot be read.
        BadFile: As from the entries.
    """
    listed = tuple(entries)
    items = []
    with beside(path, key=key) as there:
        for item in _items(file, listed, there):
            if cancel():
                raise faults.cancelled()
            items.append(item)
            progress(len(items) / len(listed))
        head = there.audit.head()
    added, same = (
        sum(item.verdict is verdict for item in items) for verdict in (Verdict.ADD, Verdict.KNOWN)
    )
    return Plan(
        kind=file.kind,
        source=file.path,
        digest=file.digest,
        head=head,
        items=tuple(items),
        counts={"patients": added, "same": same},
    )


def _items(file: ListFile, listed: Sequence[Entry], there: Beside) -> Iterator[Item]:
    keys = [_key(file, entry) for entry in listed]
    known, earlier = there.imports.known("patient", keys), Earlier()
    for entry, key in zip(listed, keys, strict=True):
        yield _item(entry, key, known, there, earlier)


def _key(file: ListFile, entry: Entry) -> str:
    """Under which name the entry is known ever after: its own, or its place in this very file."""
    return entry.key or f"{file.digest}/{entry.where}"


def _item(
    entry: Entry, key: str, known: Mapping[str, int], there: Beside, earlier: Earlier
) -> Item:
    item = Item(
        where=entry.where,
        named=entry.named,
        verdict=Verdict.WRONG,
        patient=entry.patient,
        key=key,
        problems=entry.problems,
        notes=entry.notes,
    )
    patient = entry.patient
    if patient is None:
        return item
    if key in known:
        return replace(item, verdict=Verdict.KNOWN)
    likes = (*likes_in_record(there.imports.likely, patient), *earlier.likes(patient))
    verdict, shown, choices = judged(patient, likes, may_be_joined=False)
    if verdict is not Verdict.KNOWN:
        earlier.add(entry.where, patient)
    return replace(item, verdict=verdict, likes=shown, choices=choices)
