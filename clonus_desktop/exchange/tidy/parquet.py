"""Rows as Parquet, in row groups that fit in memory whatever the number of rows."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import IO, Any

from clonus_desktop.exchange.tidy.columns import Column, Kind
from clonus_desktop.exchange.tidy.rows import Row

ROWS_IN_A_GROUP = 50_000


def _arrow(part: str = "") -> Any:
    # Late, as it takes long to load; and by name, as it publishes no annotations.
    return import_module(f"pyarrow.{part}" if part else "pyarrow")


def is_there() -> bool:
    """True when the library is installed: it is an extra of the program."""
    return find_spec("pyarrow") is not None


class ParquetRows:
    """A Parquet file that rows are added to.

    Args:
        file: Open for writing in bytes; stays open.
        columns: Of the rows.
        group: How many rows are kept until they are written.
    """

    def __init__(
        self, file: IO[bytes], columns: Sequence[Column], *, group: int = ROWS_IN_A_GROUP
    ) -> None:
        self._group = group
        self._columns = columns
        self._schema = _arrow().schema([(one.name, _type_of(one.kind)) for one in columns])
        self._writer = _arrow("parquet").ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows; a full group is written at once."""
        self._rows += rows
        if len(self._rows) >= self._group:
            self._write()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        if self._rows:
            self._write()
        self._writer.close()

    def _write(self) -> None:
        arrow = _arrow()
        by_column = zip(*self._rows, strict=True)
        arrays = [
            arrow.array(_values(values, field.type), type=field.type)
            for values, field in zip(by_column, self._schema, strict=True)
        ]
        self._writer.write_table(arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []


def _values(values: Sequence[Any], wanted: Any) -> Sequence[Any]:
    if _arrow().types.is_timestamp(wanted):
        return [None if at is None else _in_utc(at) for at in values]
    return values


def _in_utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


def _type_of(kind: Kind) -> Any:
    arrow = _arrow()
    return {
        Kind.WORDS: arrow.string(),
        Kind.CODE: arrow.string(),
        Kind.WHOLE: arrow.int32(),
        Kind.NUMBER: arrow.float64(),
        Kind.YES_NO: arrow.bool_(),
        Kind.DAY: arrow.date32(),
        Kind.MOMENT: arrow.timestamp("us", tz="UTC"),
    }[kind]
