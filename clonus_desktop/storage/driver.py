"""The one module that knows the database driver, SQLCipher, and how a connection is set up.

sqlite_utils takes whatever stands in ``sys.modules`` as ``pysqlite3``; the driver is put there
before anybody imports it, so that both speak to the same, encrypted, current SQLite. The
standard library's own (3.40) lies inside the range of SQLite's WAL-reset corruption race.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from sqlcipher3 import dbapi2

sys.modules["pysqlite3"] = dbapi2
sys.modules["pysqlite3.dbapi2"] = dbapi2

KEY_BYTES = 32
BUSY_TIMEOUT_S = 2.0
"""How long an act waits for another process; longer would look like a hanging window."""

Values = Sequence[str | int | float | bytes | None]


class Row(Protocol):
    """One row of an answer, by name or by position. SQLite has no types to promise."""

    def __getitem__(self, key: str | int, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


class Cursor(Protocol):
    """An answer of the database."""

    @property
    def lastrowid(self) -> int: ...

    def fetchall(self) -> list[Row]: ...

    def __iter__(self) -> Iterator[Row]: ...


class Connection(Protocol):
    """An open database, as far as the record uses it."""

    def execute(self, sql: str, values: Values = ..., /) -> Cursor: ...

    def set_progress_handler(self, look: Callable[[], int] | None, steps: int, /) -> None: ...

    def close(self) -> None: ...

    def backup(self, target: Any, /, *, pages: int, progress: Any) -> None: ...


class Access(StrEnum):
    """How a file is opened. None of them makes a file that is not there."""

    READ_AND_WRITE = "mode=rw"
    # Beside a writer: reads what lies in the -wal too, and leaves it there.
    READ = "mode=ro"
    # Neither locks nor -wal nor -shm: a look that leaves no trace.
    LOOK_ONLY = "mode=ro&immutable=1"


DriverError: type[Exception] = dbapi2.Error
READ_ERRORS: tuple[type[Exception], ...] = (dbapi2.Error, UnicodeDecodeError)
"""What reading can raise: damaged text is found by Python and not by SQLite."""

IntegrityError: type[Exception] = dbapi2.IntegrityError

BUSY: frozenset[int] = frozenset({dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED})
READ_ONLY: frozenset[int] = frozenset(
    {dbapi2.SQLITE_READONLY, dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_PERM}
)
IO_ERROR: int = dbapi2.SQLITE_IOERR
NOT_A_DATABASE: int = dbapi2.SQLITE_NOTADB
INTERRUPTED: int = dbapi2.SQLITE_INTERRUPT
FULL: frozenset[int] = frozenset({dbapi2.SQLITE_FULL})
DAMAGED: frozenset[int] = frozenset({dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB})

# storage.md, "One way in". The journal mode comes first: the rest depends on it.
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "secure_delete = FAST",
    "journal_size_limit = 67108864",
    "temp_store = MEMORY",
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
)


def connect(path: Path, access: Access, *, key: bytes | None) -> Connection:
    """A connection to an existing file; the first read tells whether the key fits.

    Raises:
        ValueError: The key is not 32 bytes long.
        DriverError: The file cannot be opened.
    """
    if key is not None and len(key) != KEY_BYTES:
        raise ValueError(f"A key has {KEY_BYTES} bytes, not {len(key)}.")
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?{access}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT_S,
    )
    connection.row_factory = dbapi2.Row
    if key is not None:
        # Before the key: otherwise a wrong one is reported on stderr as well.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    result: Connection = connection
    return result


def look(path: Path, key: bytes | None) -> Exception | None:
    """What SQLite says when it reads the beginning of a file, without a trace; None if it can."""
    try:
        with closing(connect(path, Access.LOOK_ONLY, key=key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except READ_ERRORS as error:
        return error
    return None


def in_memory() -> Connection:
    """A database that is nowhere, to be compared with."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    connection.row_factory = dbapi2.Row
    result: Connection = connection
    return result


def prepare(connection: Connection) -> None:
    """Sets what SQLite does not keep in the file, after the first read has proved the key."""
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def require_writing(connection: Connection) -> None:
    """Returns when this process may write now: takes the lock of who writes, and lets it go.

    Raises:
        DriverError: It may not, or somebody else is writing.
    """
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def attach(connection: Connection, path: Path, key: bytes, *, name: str) -> None:
    """Adds an existing encrypted file, or an empty one that becomes one, under a name.

    Raises:
        DriverError: The file cannot be opened, or the key does not fit.
    """
    where = f"{path.absolute().as_uri()}?{Access.READ_AND_WRITE}"
    connection.execute(f"ATTACH ? AS {name} KEY ?", (where, f"x'{key.hex()}'"))


# The driver gives no code with what goes wrong in a backup, only SQLite's own words for it.
_SAID: dict[str, int] = {
    "database is locked": dbapi2.SQLITE_BUSY,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "database or disk is full": dbapi2.SQLITE_FULL,
    "file is not a database": dbapi2.SQLITE_NOTADB,
}


def code_of(error: Exception) -> int:
    """SQLite's primary result code, or 0 when the driver itself complained."""
    if isinstance(error, UnicodeDecodeError):
        return int(dbapi2.SQLITE_CORRUPT)
    code = getattr(error, "sqlite_errorcode", None)
    return _SAID.get(str(error), 0) if code is None else int(code)


def is_complete(sql: str) -> bool:
    """True when the text is a whole statement; knows the inner semicolons of triggers."""
    return bool(dbapi2.complete_statement(sql))
