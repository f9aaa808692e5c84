"""Rows as CSV: once for spreadsheets and people, once for machines."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from clonus_desktop.exchange.tidy.columns import Column, Kind
from clonus_desktop.exchange.tidy.rows import Row
from clonus_desktop.exchange.tidy.spreadsheet import guarded

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""By which spreadsheets know UTF-8."""


class CsvLines:
    """Rows of some columns as CSV.

    Args:
        for_spreadsheets: ``yes`` and ``no``, guarded words, a byte order mark, and lines ended
            by CRLF; else ``true`` and ``false``, words as they are, and lines ended by LF. Days
            and times are those of ISO 8601 in both.
    """

    def __init__(self, columns: Sequence[Column], *, for_spreadsheets: bool) -> None:
        self._columns = columns
        self._mark = BYTE_ORDER_MARK if for_spreadsheets else b""
        self._end = "\r\n" if for_spreadsheets else "\n"
        written = _FOR_PEOPLE if for_spreadsheets else _FOR_MACHINES
        # Only these: numbers, codes and empty cells are written as they are, and are most.
        self._turned = [
            (index, written[column.kind])
            for index, column in enumerate(columns)
            if column.kind in written
        ]

    def head(self) -> bytes:
        """The first line, with the names of the columns."""
        return self._mark + self._lines([[column.name for column in self._columns]])

    def rows(self, rows: Iterable[Row]) -> bytes:
        """A line for each row."""
        return self._lines(self._cells(row) for row in rows)

    def _cells(self, row: Row) -> list[Any]:
        cells = list(row)
        for index, written in self._turned:
            if cells[index] is not None:
                cells[index] = written(cells[index])
        return cells

    def _lines(self, rows: Iterable[list[Any]]) -> bytes:
        text = io.StringIO()
        csv.writer(text, lineterminator=self._end).writerows(rows)
        return text.getvalue().encode("utf-8", "replace")


def _day(day: date) -> str:
    return day.isoformat()


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _true_or_false(value: bool) -> str:
    return "true" if value else "false"


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


_Written = Mapping[Kind, Callable[[Any], str]]
_BOTH: _Written = {Kind.DAY: _day, Kind.MOMENT: _moment}
_FOR_MACHINES: _Written = {**_BOTH, Kind.YES_NO: _true_or_false}
_FOR_PEOPLE: _Written = {**_BOTH, Kind.YES_NO: _yes_or_no, Kind.WORDS: guarded}
