"""Restoring a backup: the present casebook is set aside whole, never changed or removed."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from clonus_desktop.storage import backup_faults, durable, holding
from clonus_desktop.storage.backups import files, making, swapping
from clonus_desktop.storage.backups.bundle import MANIFEST, Backup, Kind, stamp
from clonus_desktop.storage.backups.checking import verify
from clonus_desktop.storage.backups.preview import Present, preview
from clonus_desktop.storage.backups.work import Work
from clonus_desktop.storage.driver import DriverError
from clonus_desktop.storage.storage_fault import StorageFault

_PART_NAME = holding.RESTORING.removeprefix(".")
_IN_THE_MAKING = "resto*"
"""Of a restore that was killed before it counted, or after it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A casebook that was restored.

    Attributes:
        path: The casebook.
        backup: From which it was restored.
        set_aside: The folder with all that stood there before; None when nothing did.
        was_opened: False when only the digests were compared, because the key is not at hand.
    """

    path: Path
    backup: Backup
    set_aside: Path | None
    was_opened: bool


def restore(path: Path, backup: Backup, *, key: bytes | None, at: datetime, work: Work) -> Restored:
    """Puts the casebook of a backup in the place of the present one.

    The present one is moved into a folder ``set-aside-…`` beside it, readable or not. When it
    can be read, a backup of it is made first as well.

    Raises:
        CasebookInUse: Somebody has it open.
        BackupDamaged: The backup is not what it was.
        NotRestored: There is no room, or the folder takes no files.
        BackupCancelled: It was stopped.
    """
    with files.told_as(backup_faults.not_restored, path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        swapping.finish(path)
        with holding.casebook_alone(path):
            pass
        verify(backup, key=key, work=work.part(0.0, 0.3))
        _back_up_the_present(path, backup, key, at, work.part(0.3, 0.5))
        files.clear_parts(path.parent, _IN_THE_MAKING)
        with files.part_of(path.parent, _PART_NAME) as part:
            was_opened = _copied(backup, part, key, work.part(0.5, 1.0))
            plan = swapping.Plan(
                database=path.name,
                aside=files.free(path.with_name(swapping.SET_ASIDE + stamp(at))).name,
                comes=tuple(dict.fromkeys(name.split("/")[0] for name in backup.files)),
            )
            work.check()
            with holding.casebook_alone(path):
                swapping.begin(part, plan)
    aside = path.with_name(plan.aside)
    return Restored(
        path=path,
        backup=backup,
        set_aside=aside if aside.is_dir() else None,
        was_opened=was_opened,
    )


def _back_up_the_present(
    path: Path, backup: Backup, key: bytes | None, at: datetime, work: Work
) -> None:
    """A backup of what can still be read: one more way back beside what is set aside."""
    try:
        if preview(path, backup, key=key).present is Present.READABLE:
            making.make(path, Kind.PRE_RESTORE, key=key, at=at, work=work)
    except backup_faults.BackupCancelled:
        raise
    except (StorageFault, DriverError):
        # A casebook that cannot be backed up is all the more in need of being restored; what
        # stands there is set aside anyway.
        return


def _copied(backup: Backup, part: Path, key: bytes | None, work: Work) -> bool:
    """Everything new, complete and verified; whether the casebook was opened for that."""
    files.copy_all(backup, part, work.part(0.0, 0.5))
    files.copied(backup.folder / MANIFEST, part / MANIFEST, work.part(0.5, 0.5))
    found = verify(replace(backup, folder=part), key=key, work=work.part(0.5, 1.0))
    for folder in (one for one in part.iterdir() if one.is_dir()):
        durable.sync_folder(folder)
    return found.was_opened
