"""A casebook copied under another key: whole, verified, and while nobody writes in it.

``sqlcipher_export`` copies the rows of every table, those behind the search index too, and makes
the indexes anew. It loses ``user_version`` and ``application_id``, which are set by hand. The
plain text is nowhere but in the casebook itself and in memory.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path

from clonus_desktop.storage import driver, durable, faults, private_file, schema, vault_faults
from clonus_desktop.storage.driver import Access, Connection
from clonus_desktop.storage.journals import is_unfinished, journals

Progress = Callable[[float], None]
"""Is told what part is done, from 0 to 1; an exception that it raises stops the work safely."""

_NUMBERS = ("application_id", "user_version")
"""In the header; no export copies them."""

_STEPS_BETWEEN = 20_000
"""Steps of SQLite between two looks at how far it is: some milliseconds."""


@contextmanager
def copied(
    path: Path, key: bytes | None, part: Path, part_key: bytes, progress: Progress
) -> Iterator[None]:
    """Makes the verified copy of a casebook; inside, nobody else can write in the casebook.

    Args:
        key: Of the casebook; None when it is plain.
        part: Where the copy shall lie; what a killed process left there is replaced.
        progress: Is told how far it is.

    Raises:
        CasebookLocked: Somebody has the casebook open, perhaps this program itself.
        StorageFault: The casebook cannot be read, or the copy cannot be written, or does not say
            the same. The casebook says what it said, and there is no copy.
    """
    try:
        with faults.told(path), _source(path, key) as source:
            part.unlink(missing_ok=True)
            private_file.make(part)
            _export(source, path, part, part_key, progress)
            _verify(source, path, part, part_key, progress)
            durable.sync_file(part)
            yield
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def publish(part: Path, path: Path) -> None:
    """Puts the copy in the place of the casebook, in one rename that the disk has when it returns.

    The old content is not overwritten on the disk: journals of file systems and the cells of a
    flash disk keep more than a program can reach. Only encryption of the whole disk helps there.

    Raises:
        StorageFault: It could not; either of the two is in its place, as a whole.
    """
    with faults.told(path):
        try:
            if is_unfinished(path):
                # Somebody opened the casebook since the copy was made.
                raise faults.locked(path)
            for one in (*journals(path), path.with_name(f"{path.name}-shm")):
                one.unlink(missing_ok=True)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        durable.sync_folder(path.parent)


@contextmanager
def _source(path: Path, key: bytes | None) -> Iterator[Connection]:
    """The casebook in one file, for this process alone, with nothing in temporary files."""
    with closing(driver.connect(path, Access.READ_AND_WRITE, key=key)) as connection:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("PRAGMA temp_store = MEMORY")
        schema.judge(connection, path)
        # All of it into the one file; refused while another connection is open.
        connection.execute("PRAGMA journal_mode = DELETE")
        # Taken with the next transaction, and kept until the connection is closed: ATTACH and
        # the export want to be outside of one.
        connection.execute("PRAGMA main.locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection


def _export(
    source: Connection, path: Path, part: Path, part_key: bytes, progress: Progress
) -> None:
    whole = max(1, path.stat().st_size)
    with _attached(source, part, part_key):
        # Only when it is complete has it to be on the disk: the fsync comes once, at the end.
        source.execute("PRAGMA part.journal_mode = MEMORY")
        source.execute("PRAGMA part.synchronous = OFF")
        with _told(source, lambda: progress(0.6 * min(1.0, part.stat().st_size / whole))):
            _export_all(source, path)
        for name in _NUMBERS:
            source.execute(f"PRAGMA part.{name} = {_number(source, 'main', name)}")
    progress(0.6)


def _export_all(source: Connection, path: Path) -> None:
    try:
        source.execute("SELECT sqlcipher_export('part')").fetchall()
    except driver.READ_ERRORS as error:
        # The function passes on the words of what went wrong inside it, and loses its number.
        said = str(error)
        if "interrupted" in said:
            raise
        if "full" in said:
            raise faults.disk_full(path) from None
        if "I/O" in said:
            raise faults.write_failed(path) from None
        # Malformed, or rows that break the rules of their own tables.
        raise faults.damaged(path) from None


def _verify(
    source: Connection, path: Path, part: Path, part_key: bytes, progress: Progress
) -> None:
    """Reads the copy again, page by page and row by row, the audit among them."""
    try:
        with _attached(source, part, part_key), _told(source, lambda: progress(0.8)):
            damaged = source.execute("PRAGMA part.cipher_integrity_check").fetchall()
            if damaged or not says_the_same(source):
                raise vault_faults.copy_failed(path)
            said = source.execute("PRAGMA part.quick_check").fetchall()
    except driver.READ_ERRORS as error:
        if driver.code_of(error) in driver.DAMAGED:
            raise vault_faults.copy_failed(path) from None
        raise
    if [row[0] for row in said] != ["ok"]:
        # The copy says the same, and so it is the casebook that breaks its rules.
        raise faults.damaged(path)
    progress(1.0)


def says_the_same(connection: Connection) -> bool:
    """True when the database attached as ``part`` has the schema and the rows of ``main``."""
    if _schema(connection, "main") != _schema(connection, "part"):
        return False
    tables = connection.execute(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' "
        "AND type IN ('table', 'shadow') AND name <> 'sqlite_schema'"
    ).fetchall()
    return all(_has_same_rows(connection, table["name"], table["wr"]) for table in tables)


def _schema(connection: Connection, database: str) -> list[tuple[object, ...]]:
    rows = connection.execute(
        f"SELECT type, name, tbl_name, sql FROM {database}.sqlite_schema ORDER BY type, name"
    )
    numbers = [(name, _number(connection, database, name)) for name in _NUMBERS]
    return [*map(tuple, rows.fetchall()), *numbers]


def _has_same_rows(connection: Connection, table: str, is_without_rowid: int) -> bool:
    # Row by row, as they lie there: a join or EXCEPT would hold a whole table in memory.
    name = table.replace('"', '""')
    order = "" if is_without_rowid else "ORDER BY rowid"
    ours, theirs = (
        connection.execute(f'SELECT * FROM {database}."{name}" {order}')
        for database in ("main", "part")
    )
    return all(
        one is not None and other is not None and tuple(one) == tuple(other)
        for one, other in zip_longest(ours, theirs)
    )


def _number(connection: Connection, database: str, name: str) -> int:
    return int(connection.execute(f"PRAGMA {database}.{name}").fetchall()[0][0])


@contextmanager
def _attached(connection: Connection, part: Path, key: bytes) -> Iterator[None]:
    driver.attach(connection, part, key, name="part")
    yield
    connection.execute("DETACH part")


@contextmanager
def _told(connection: Connection, tell: Callable[[], None]) -> Iterator[None]:
    """Calls tell() now and then while SQLite is at work; what it raises comes out of here."""
    raised: list[BaseException] = []

    def look() -> int:
        try:
            tell()
        except BaseException as error:  # noqa: BLE001  # SQLite must not see it; raised below
            raised.append(error)
        return len(raised)

    connection.set_progress_handler(look, _STEPS_BETWEEN)
    try:
        yield
    except driver.READ_ERRORS:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
