"""What somebody with a database program can do to a casebook, and leave no other trace.

The guards are dropped and put back, so that only the content differs.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from clonus_desktop.storage import driver
from clonus_desktop.storage.driver import Access, Connection
from clonus_desktop.storage.mark import mark_path

NO_RECORD = {"pad", "unsaved", "shipment_attempt", "_sqlite_migrations"}
"""What waits on the pad and in forms, how often sending was tried, and which steps made the
tables: no part of the record."""

Value = str | int | float | bytes | None


def copy_of(casebook: Path, folder: Path) -> Path:
    """A copy with the mark beside it, which it takes along."""
    copy = folder / casebook.name
    shutil.copyfile(casebook, copy)
    shutil.copyfile(mark_path(casebook), mark_path(copy))
    return copy


@contextmanager
def unguarded(path: Path, key: bytes | None = None) -> Iterator[Connection]:
    """The rows without what guards them; the guards are there again afterwards."""
    connection = driver.connect(path, Access.READ_AND_WRITE, key=key)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("BEGIN")
        sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid"
        guards = [tuple(row) for row in connection.execute(sql).fetchall()]
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _name, guard in guards:
            connection.execute(guard)
        connection.execute("COMMIT")
    finally:
        connection.close()


def tables_of(connection: Connection) -> tuple[str, ...]:
    """The tables of the record."""
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'patient_words%' "
        "AND name NOT LIKE 'sqlite%' ORDER BY name"
    ).fetchall()
    return tuple(row["name"] for row in rows if row["name"] not in NO_RECORD)


def columns_of(connection: Connection, table: str) -> tuple[tuple[str, str], ...]:
    """Name and declared type of each column."""
    rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return tuple((row["name"], row["type"]) for row in rows)


def rowids_of(connection: Connection, table: str) -> tuple[int, ...]:
    """The numbers of all rows."""
    rows = connection.execute(f"SELECT rowid FROM {table} ORDER BY rowid").fetchall()
    return tuple(row[0] for row in rows)


def other_values(kind: str, old: Value, others: Sequence[Value]) -> list[Value]:
    """What could stand there instead."""
    made: list[Value]
    if isinstance(old, str):
        made = [old + "x", old[:-1], old.swapcase(), "", None]
    elif isinstance(old, int | float):
        made = [old + 1, old - 1, 0, None]
    elif isinstance(old, bytes):
        flipped = bytes([old[0] ^ 1]) + old[1:] if old else b""
        made = [flipped, b"", old + bytes(8), None]
    else:
        made = [{"TEXT": "x", "INTEGER": 1, "REAL": 0.5, "BLOB": bytes(8)}[kind], *others]
    return [value for value in dict.fromkeys([*made, *others]) if value != old]


def is_done(act: Callable[[], object]) -> bool:
    """False when the tables themselves refuse it: a value twice, or none where one must be."""
    try:
        act()
    except driver.IntegrityError:
        return False
    return True


def said_by(path: Path, key: bytes | None = None) -> object:
    """All rows of the record, to see whether anything in them differs."""
    connection = driver.connect(path, Access.READ, key=key)
    try:
        return {
            table: [tuple(row) for row in connection.execute(f"SELECT * FROM {table}").fetchall()]
            for table in tables_of(connection)
        }
    finally:
        connection.close()
