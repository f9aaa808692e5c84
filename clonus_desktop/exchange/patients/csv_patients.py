"""Rows of a table as patients: each row is understood, or says what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from clonus_desktop.domain.message import Message
from clonus_desktop.domain.record_number import NO_REGION, Region
from clonus_desktop.exchange.patients.birth_dates import (
    DateOrder,
    NoBirth,
    OrderFound,
    find_order,
    read_birth,
)
from clonus_desktop.exchange.patients.columns import Column
from clonus_desktop.exchange.patients.csv_table import Table
from clonus_desktop.exchange.patients.entry import Draft, Entry, name_shown, shortened
from clonus_desktop.exchange.patients.sexes import NoSex, SexWords

# What a spreadsheet makes of a long number: the last digits are lost.
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)

_TEXTS = tuple(column for column in Column if column not in {Column.BORN_ON, Column.SEX})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the rows of a table are to be understood.

    Attributes:
        columns: The index of the column of each field that there is.
        order: Of dates of three numbers; where nothing depends on it, any.
        region: That checks the record numbers.
        are_numbers_plain: True when they are of another kind than the region's.
        today: No birth is after it.
    """

    columns: Mapping[Column, int]
    order: DateOrder = DateOrder.DAY_FIRST
    region: Region = NO_REGION
    are_numbers_plain: bool = False
    today: date


def order_in(table: Table, columns: Mapping[Column, int]) -> OrderFound:
    """What the column of births tells of the order of day and month."""
    index = columns.get(Column.BORN_ON)
    return find_order(() if index is None else table.column(index))


def entries_of(table: Table, reading: Reading) -> Iterator[Entry]:
    """Each row as a patient, or with what is wrong with it."""
    index = reading.columns.get(Column.SEX)
    sexes = SexWords((), "")
    if index is not None:
        heading = table.heading[index] if index < len(table.heading) else ""
        sexes = SexWords(table.column(index), heading)
    for line, cells in table.rows:
        yield _entry(line, cells, table, reading, sexes)


def _entry(
    line: int, cells: tuple[str, ...], table: Table, reading: Reading, sexes: SexWords
) -> Entry:
    found = {
        column: cells[index] if index < len(cells) else ""
        for column, index in reading.columns.items()
    }
    draft = Draft()
    if table.heading and any(cells[len(table.heading) :]):
        draft.object_to(
            "",
            Message(
                "The line has more cells than there are columns: a name may hold the character "
                "that stands between them."
            ),
        )
    texts = {column.value: found.get(column, "") for column in _TEXTS}
    draft.check_texts(texts)
    _read_birth(draft, found.get(Column.BORN_ON, ""), reading)
    try:
        draft.values["sex"] = sexes.read(found.get(Column.SEX, ""))
    except NoSex as problem:
        draft.object_to("sex", problem.message)
    read_number(draft, reading.region, are_plain=reading.are_numbers_plain)
    return draft.entry(line, named=name_shown(texts))


def _read_birth(draft: Draft, cell: str, reading: Reading) -> None:
    try:
        draft.values["born_on"] = read_birth(cell, reading.order, today=reading.today)
    except NoBirth as problem:
        draft.object_to("born_on", problem.message)


def read_number(draft: Draft, region: Region, *, are_plain: bool) -> None:
    """Check the record number of a draft by the region's digits."""
    number = str(draft.values.get("number", ""))
    shown = {"value": shortened(number)}
    if _ROUNDED.fullmatch(number):
        draft.object_to(
            "number", Message("A spreadsheet has rounded the number to “{value}”.", shown)
        )
    elif number and not are_plain:
        if region.refuses(number):
            draft.object_to(
                "number",
                Message(
                    "“{value}” is no valid {label}: a digit is wrong, missing or swapped.",
                    {**shown, "label": region.number_label},
                ),
            )
        elif region.accepts(number):
            draft.values["number_scheme"] = region.key
