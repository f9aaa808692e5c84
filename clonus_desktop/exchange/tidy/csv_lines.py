"""Rows as CSV: once for spreadsheets and people, once for machines."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from clonus_desktop.exchange.tidy.columns import Column, Kind
from clonus_desktop.exchange.tidy.rows import Row, Value
from clonus_desktop.exchange.tidy.spreadsheet import guarded

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""By which spreadsheets know UTF-8."""


def for_machines(rows: Iterable[Row]) -> bytes:
    """The rows in UTF-8, ISO 8601 days and times, ``true`` and ``false``, each ended by LF."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([[_for_machine(value) for value in row] for row in rows])
    return text.getvalue().encode("utf-8", "replace")


def for_people(rows: Iterable[Row], columns: Sequence[Column]) -> bytes:
    """The rows as spreadsheets take them: ``yes`` and ``no``, guarded words, ended by CRLF.

    Args:
        columns: Of the rows; those of words are guarded.
    """
    typed = [column.kind is Kind.WORDS for column in columns]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow(
            [_for_person(value, typed=one) for value, one in zip(row, typed, strict=True)]
        )
    return text.getvalue().encode("utf-8", "replace")


def head(columns: Sequence[Column]) -> Row:
    """The names of the columns, as the first row."""
    return tuple(column.name for column in columns)


def _for_machine(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _as_written(value)


def _for_person(value: Value, *, typed: bool) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guarded(str(value)) if typed else _as_written(value)


def _as_written(value: str | float | date) -> str | int | float:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
