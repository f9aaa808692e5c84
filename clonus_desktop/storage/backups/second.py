"""A second place: a stick or a share that takes copies of backups."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from clonus_desktop.storage import backup_faults, holding
from clonus_desktop.storage.backups import files, listing, manifest, retention
from clonus_desktop.storage.backups.bundle import MANIFEST, Backup
from clonus_desktop.storage.backups.work import Work


def copy_to(backup: Backup, folder: Path, *, now: datetime, work: Work) -> Backup:
    """The copy in the second place, compared with what was stored; older ones make room.

    Raises:
        BackupDamaged: The backup itself is not what it was.
        SecondPlaceFault: The place is missing, read-only, full, or was lost in the middle.
        BackupsBusy: Something is being copied there.
        BackupCancelled: It was stopped.
    """
    with files.told_as(backup_faults.second, folder):
        # Never made here: where a stick is not there, its folder would be one of this disk.
        if not folder.is_dir():
            raise backup_faults.second_missing(folder)
        with holding.folder_alone(folder):
            files.clear_parts(folder)
            there = _same_there(backup, folder)
            if there is not None:
                _compare(there, folder, work)
                return there
            copy = _copied(backup, folder, work)
            retention.rotate(folder, now, only=backup.content.identity)
            return copy


def _same_there(backup: Backup, folder: Path) -> Backup | None:
    for one in listing.listed(folder):
        if replace(one, folder=backup.folder) == backup and one.is_whole:
            return one
    return None


def _copied(backup: Backup, folder: Path, work: Work) -> Backup:
    with files.part_of(folder, backup.folder.name) as part:
        files.copy_all(backup, part, work.part(0.0, 0.5))
        files.write(part / MANIFEST, manifest.rendered(backup).encode())
        _compare(manifest.read(part), folder, work.part(0.5, 1.0))
        return replace(backup, folder=files.publish(part, folder / backup.folder.name))


def _compare(there: Backup, folder: Path, work: Work) -> None:
    for name, share in files.each(there, work):
        if files.stored(there.folder / name, share) != there.files[name]:
            raise backup_faults.second_lost(folder)
