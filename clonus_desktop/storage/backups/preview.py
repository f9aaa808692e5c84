"""What a restore would bring, and what it would take out of sight."""

import hashlib
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from clonus_desktop.storage import driver
from clonus_desktop.storage.backups.bundle import DATABASE, VAULT, Backup, Content
from clonus_desktop.storage.backups.snapshot import content_of, without_a_trace
from clonus_desktop.storage.driver import Access, Connection
from clonus_desktop.storage.storage_fault import StorageFault
from clonus_desktop.storage.values import time_from

# Each act belongs to one examination at most: by itself, as a gesture in it, or as its letter.
_LOST = """
SELECT count(*) AS acts, min(a.at) AS first_at, max(a.at) AS last_at,
    count(DISTINCT CASE WHEN row_table = 'patient' THEN row_id END) AS patients,
    count(DISTINCT CASE row_table WHEN 'examination' THEN row_id
        WHEN 'gesture' THEN g.examination_id END) AS examinations,
    count(DISTINCT CASE WHEN row_table = 'letter' THEN row_id END) AS letters
FROM audit a LEFT JOIN gesture g ON row_table = 'gesture' AND g.id = row_id
WHERE a.id > ?
"""


class Present(StrEnum):
    """What stands in the place of the casebook now."""

    MISSING = "missing"
    EMPTY = "empty"
    READABLE = "readable"
    KEY_NEEDED = "key needed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Acts of the present casebook that are not in a backup.

    Attributes:
        acts: Entries of the audit.
        patients: Who were entered or changed by them.
        examinations: In which something was recorded, signed or discarded.
        letters: That were issued.
        first_at: When the first of them was done, in UTC; None without any.
        last_at: When the last was done.
    """

    acts: int
    patients: int
    examinations: int
    letters: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorePreview:
    """What a restore would do.

    Attributes:
        backup: What is in it.
        present: What stands in the place of the casebook now.
        content: What the present casebook says of itself; None unless it is readable.
        is_same_casebook: None when that cannot be told.
        lost: What would be out of sight; None when that cannot be told, because the present
            casebook cannot be read or has gone its own way since a backup that is not opened.
        brought_back: Acts that are in the backup and not in the present casebook; None when
            that cannot be told.
        has_other_keys: True when the passphrases and the recovery code would be those of then.
    """

    backup: Backup
    present: Present
    content: Content | None
    is_same_casebook: bool | None
    lost: Lost | None
    brought_back: int | None
    has_other_keys: bool


def preview(path: Path, backup: Backup, *, key: bytes | None) -> RestorePreview:
    """What restoring the backup would do; it changes nothing. Without the key it tells less."""
    state, read = _present(path, backup, key)
    content, lost, back = (None, None, None) if read is None else read
    return RestorePreview(
        backup=backup,
        present=state,
        content=content,
        is_same_casebook=None if content is None else _is_same(content, backup),
        lost=lost,
        brought_back=back,
        has_other_keys=_has_other_keys(path, backup),
    )


_Read = tuple[Content, Lost | None, int | None]


def _present(path: Path, backup: Backup, key: bytes | None) -> tuple[Present, _Read | None]:
    if not path.exists():
        return Present.MISSING, None
    if path.stat().st_size == 0:
        return Present.EMPTY, None
    try:
        with closing(without_a_trace(path, key)) as connection:
            content = content_of(connection, path)
            read = (content, *_compared(connection, content, backup, key))
    except driver.READ_ERRORS as error:
        return _why_unreadable(error, path, backup, key), None
    except StorageFault:
        return Present.UNREADABLE, None
    return Present.READABLE, read


def _compared(
    connection: Connection, content: Content, backup: Backup, key: bytes | None
) -> tuple[Lost | None, int | None]:
    """What is only in the present casebook, and how many acts are only in the backup."""
    then, now = backup.content.head, content.head
    common: int | None
    if _is_same(content, backup) is False:
        common = 0
    elif _digest_at(connection, then.sequence) == then.digest:
        common = then.sequence
    else:
        common = _common_with(connection, now.sequence, backup, key)
    if common is None:
        return None, None
    return _lost_after(connection, common), then.sequence - common


def _common_with(
    connection: Connection, last: int, backup: Backup, key: bytes | None
) -> int | None:
    """The last entry that both have: each seals all before it, so it is found by halving."""
    try:
        with closing(driver.connect(backup.folder / DATABASE, Access.LOOK_ONLY, key=key)) as then:
            low, high = 0, min(last, backup.content.head.sequence)
            while low < high:
                middle = (low + high + 1) // 2
                if _digest_at(connection, middle) == _digest_at(then, middle):
                    low = middle
                else:
                    high = middle - 1
            return low
    except driver.READ_ERRORS:
        return None


def _digest_at(connection: Connection, sequence: int) -> str:
    rows = connection.execute("SELECT digest FROM audit WHERE id = ?", (sequence,)).fetchall()
    return str(rows[0][0]) if rows else ""


def _lost_after(connection: Connection, sequence: int) -> Lost:
    row = connection.execute(_LOST, (sequence,)).fetchall()[0]
    return Lost(
        acts=row["acts"],
        patients=row["patients"],
        examinations=row["examinations"],
        letters=row["letters"],
        first_at=None if row["first_at"] is None else time_from(row["first_at"]),
        last_at=None if row["last_at"] is None else time_from(row["last_at"]),
    )


def _why_unreadable(error: Exception, path: Path, backup: Backup, key: bytes | None) -> Present:
    # A damaged beginning and a missing key look the same to the driver: it is said to be the key
    # where one is known to be needed.
    needs_key = path.with_name(VAULT).exists() or backup.is_encrypted
    if driver.code_of(error) == driver.NOT_A_DATABASE and key is None and needs_key:
        return Present.KEY_NEEDED
    return Present.UNREADABLE


def _is_same(content: Content, backup: Backup) -> bool | None:
    return content.identity.is_same(backup.content.identity)


def _has_other_keys(path: Path, backup: Backup) -> bool:
    stored = backup.files.get(VAULT)
    try:
        now = hashlib.sha256(path.with_name(VAULT).read_bytes()).hexdigest()
    except OSError:
        return stored is not None
    return stored is None or stored.sha256 != now
