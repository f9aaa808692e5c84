"""The schema of a casebook: its version, and the way up to it.

sqlite_utils is imported here alone, and only when something is to be made or migrated: it
costs a start-up about 50 ms.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from clonus_desktop.storage import driver, faults, migrations
from clonus_desktop.storage.driver import Connection, Row

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x436C4F6E
"""``ClOn``, in the header of every casebook."""

TABLES = frozenset(
    {"patient", "examiner", "examination", "clonus_test", "trial", "note", "gesture", "letter"}
    | {"practice", "audit", "patient_words"}
)
"""Tables of version 1, which every later version keeps."""

TABLES_SINCE_2 = frozenset({"statement", "pad", "unsaved"})
TABLES_SINCE_3 = frozenset(
    {"casebook", "clinician", "signing_key", "signature", "withdrawal", "erasure", "erased_row"}
    | {"patient_merge"}
)
TABLES_SINCE_4 = frozenset(
    {"addressee", "stationery", "shipment", "shipment_attempt", "data_export", "export_secret"}
    | {"data_import", "imported_row"}
)


VERSION_WITH_MARK = 3
"""The first version beside whose files a mark lies."""


def version() -> int:
    """The version that this program writes."""
    return len(migrations.STEPS)


def judge(connection: Connection, path: Path) -> int:
    """The version of a casebook that this program can read.

    Raises:
        CasebookForeign: It is another program's database.
        CasebookNewer: It is of a later version.
        CasebookDamaged: A table is not there.
        DriverError: It cannot be read.
    """
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    application = connection.execute("PRAGMA application_id").fetchall()[0][0]
    found = int(connection.execute("PRAGMA user_version").fetchall()[0][0])
    if application != APPLICATION_ID:
        raise faults.not_a_casebook(path)
    if found > version():
        raise faults.newer(path)
    if TABLES - {row["name"] for row in names}:
        raise faults.damaged(path)
    return found


def migrate(connection: Connection) -> None:
    """Brings an empty file, or an older casebook, to today's version.

    Each step is one transaction, and they run outside WAL: so the header of the file itself
    always tells its version, and a look at it needs neither a lock nor the -wal.
    """
    from sqlite_utils import Database, Migrations

    connection.execute("PRAGMA journal_mode = DELETE")
    steps = Migrations("clonus_desktop")
    for number, (name, sql) in enumerate(migrations.STEPS, start=1):
        steps(name=name)(_step(number, sql))
    steps.apply(Database(connection, execute_plugins=False))  # type: ignore[arg-type]  # SQLCipher's


def parts_of(query: Callable[[str], Iterable[Row]]) -> Mapping[str, str]:
    """Tables, indexes and guards by name, as they were made.

    Without what SQLite keeps for itself, and without the quotes that renaming a table leaves.
    """
    return {
        f"{kind} {name}": sql.replace('"', "")
        for kind, name, sql in query(
            "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
            "AND name NOT GLOB 'sqlite_stat*'"
        )
    }


def _step(number: int, sql: str) -> "Callable[[Database], None]":
    def run(db: "Database") -> None:
        # Not executescript: it would commit the step's transaction.
        for statement in _statements(sql):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {number}")

    return run


def _statements(sql: str) -> Iterator[str]:
    lines: list[str] = []
    for line in sql.splitlines(keepends=True):
        lines.append(line)
        text = "".join(lines)
        if driver.is_complete(text):
            yield text
            lines.clear()
