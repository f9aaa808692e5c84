"""What a casebook says of itself, read through one connection."""

from pathlib import Path

from clonus_desktop.storage import backup_faults, driver, schema
from clonus_desktop.storage.backups.bundle import Content, Counts, Head, Identity
from clonus_desktop.storage.backups.work import Work
from clonus_desktop.storage.driver import Access, Connection
from clonus_desktop.storage.journals import journals

_COUNTS = (
    "SELECT (SELECT count(*) FROM patient) AS patients, "
    "(SELECT count(*) FROM examination WHERE signed_at IS NOT NULL) AS signed, "
    "(SELECT count(*) FROM examination WHERE signed_at IS NULL AND struck_at IS NULL) AS drafts, "
    "(SELECT count(*) FROM letter) AS letters, (SELECT count(*) FROM audit) AS acts"
)
_STEPS_BETWEEN_LOOKS = 100_000
"""Of SQLite's machine: some milliseconds."""


def content_of(connection: Connection, path: Path) -> Content:
    """The counts, the head and the identity of a casebook of any version up to today's.

    Raises:
        CasebookForeign: It is another program's database.
        CasebookNewer: It is of a later version.
        CasebookDamaged: A table is not there.
        DriverError: It cannot be read.
    """
    version = schema.judge(connection, path)
    counts = connection.execute(_COUNTS).fetchall()[0]
    newest = connection.execute("SELECT id, digest FROM audit ORDER BY id DESC LIMIT 1").fetchall()
    first = connection.execute("SELECT digest FROM audit WHERE id = 1").fetchall()
    return Content(
        schema_version=version,
        identity=Identity(
            casebook_id=_casebook_id(connection), origin=first[0][0] if first else ""
        ),
        counts=Counts(**{name: counts[name] for name in Counts.__slots__}),
        head=Head(*newest[0]) if newest else Head(0, ""),
    )


def _casebook_id(connection: Connection) -> str | None:
    # Casebooks have one since version 3.
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'casebook'").fetchall():
        return None
    rows = connection.execute("SELECT casebook_id FROM casebook").fetchall()
    return str(rows[0][0]) if rows else None


def without_a_trace(path: Path, key: bytes | None) -> Connection:
    """A connection that reads and changes no byte of the casebook.

    What lies in the -wal counts: it is read where there is one, and stays. Beside a journal that
    a crash has left, the first read fails: what it says would have to be written back first.
    """
    access = Access.READ if any(one.exists() for one in journals(path)) else Access.LOOK_ONLY
    return driver.connect(path, access, key=key)


def is_sound(connection: Connection, *, is_encrypted: bool, work: Work) -> bool:
    """True when every page reads back, and each is as the cipher wrote it.

    Raises:
        BackupCancelled: It was stopped meanwhile.
    """
    connection.set_progress_handler(lambda: int(work.is_cancelled()), _STEPS_BETWEEN_LOOKS)
    try:
        if is_encrypted and connection.execute("PRAGMA cipher_integrity_check").fetchall():
            return False
        work.tell(1, 2)
        return [row[0] for row in connection.execute("PRAGMA quick_check").fetchall()] == ["ok"]
    except driver.READ_ERRORS as error:
        if driver.code_of(error) == driver.INTERRUPTED:
            raise backup_faults.cancelled() from None
        return False
