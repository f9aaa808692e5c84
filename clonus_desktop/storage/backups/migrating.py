"""The backup that stands before every migration."""

from datetime import UTC, datetime
from pathlib import Path

from clonus_desktop.storage import backup_faults
from clonus_desktop.storage.backups import listing, making
from clonus_desktop.storage.backups.bundle import FOLDER, Content, Kind
from clonus_desktop.storage.backups.checking import verify
from clonus_desktop.storage.backups.snapshot import content_of
from clonus_desktop.storage.backups.work import Work
from clonus_desktop.storage.driver import Connection


def back_up_first(connection: Connection, path: Path, *, key: bytes | None) -> None:
    """Makes sure that there is a verified backup of an older casebook, as it is.

    One that a killed migration has left serves again: what is made before a migration is never
    removed, and each try would leave another.

    Raises:
        NotMigrated: There is none, and none can be made.
        StorageFault: The casebook cannot be read.
    """
    content = content_of(connection, path)
    if _is_there(path, content, key):
        return
    try:
        making.make(path, Kind.PRE_MIGRATION, key=key, at=datetime.now(UTC), work=Work())
    except backup_faults.BackupNotMade:
        raise backup_faults.not_migrated(path) from None


def _is_there(path: Path, content: Content, key: bytes | None) -> bool:
    try:
        for one in listing.listed(path.with_name(FOLDER)):
            if one.kind is Kind.PRE_MIGRATION and one.content == content:
                return verify(one, key=key, work=Work()).was_opened
    except (backup_faults.BackupDamaged, OSError):
        return False
    return False
