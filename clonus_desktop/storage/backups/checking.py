"""Whether a backup is what it was when it was made."""

from dataclasses import dataclass

from clonus_desktop.storage import backup_faults, driver
from clonus_desktop.storage.backups import files, manifest
from clonus_desktop.storage.backups.bundle import DATABASE, MANIFEST, Backup, Content
from clonus_desktop.storage.backups.snapshot import content_of, is_sound
from clonus_desktop.storage.backups.work import Work
from clonus_desktop.storage.driver import Access
from clonus_desktop.storage.faults import CasebookDamaged, CasebookForeign, CasebookNewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A backup that is what it was.

    Attributes:
        was_opened: False when only the digests were compared, because the key is not at hand.
    """

    was_opened: bool


def verify(backup: Backup, *, key: bytes | None, work: Work) -> Verified:
    """That every file is as it was stored and, with the key, that the casebook opens and agrees.

    Raises:
        BackupDamaged: Something is not what it was; names the file.
        BackupCancelled: It was stopped.
    """
    if not _is_told_there(backup):
        raise backup_faults.damaged(backup.folder, MANIFEST)
    for name, share in files.each(backup, work.part(0.0, 0.5)):
        if not _is_as_stored(backup, name, share):
            raise backup_faults.damaged(backup.folder, name)
    if not backup.is_of(key):
        work.tell(1, 1)
        return Verified(was_opened=False)
    if key is not None and not manifest.is_sealed_by(backup, key):
        raise backup_faults.damaged(backup.folder, MANIFEST)
    if said_by(backup, key=key, work=work.part(0.5, 1.0)) != backup.content:
        raise backup_faults.damaged(backup.folder, DATABASE)
    return Verified(was_opened=True)


def _is_told_there(backup: Backup) -> bool:
    try:
        return manifest.read(backup.folder) == backup
    except (backup_faults.BackupForeign, OSError):
        return False


def _is_as_stored(backup: Backup, name: str, work: Work) -> bool:
    try:
        return files.stored(backup.folder / name, work) == backup.files[name]
    except OSError:
        return False


def said_by(backup: Backup, *, key: bytes | None, work: Work) -> Content | None:
    """What the casebook in a backup says of itself; None when it is not sound.

    Raises:
        BackupCancelled: It was stopped.
    """
    path = backup.folder / DATABASE
    try:
        connection = driver.connect(path, Access.LOOK_ONLY, key=key)
        try:
            said = content_of(connection, path)
            sound = is_sound(connection, is_encrypted=key is not None, work=work)
        finally:
            connection.close()
    except (driver.DriverError, CasebookForeign, CasebookNewer, CasebookDamaged):
        return None
    work.tell(1, 1)
    return said if sound else None
