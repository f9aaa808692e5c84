"""Restoring a backup: the present casebook is set aside whole, never changed or removed."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from clonus_desktop.storage import backup_faults, durable, holding
from clonus_desktop.storage.backups import files, making, swapping
from clonus_desktop.storage.backups.bundle import MANIFEST, PART, Backup, Kind, stamp
from clonus_desktop.storage.backups.checking import verify
from clonus_desktop.storage.backups.preview import Present, preview
from clonus_desktop.storage.backups.work import Work
from clonus_desktop.storage.driver import DriverError
from clonus_desktop.storage.faults import StorageFault


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
    with _told(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        swapping.finish(path)
        with holding.casebook_alone(path):
            pass
        verify(backup, key=key, work=work.part(0.0, 0.3))
        _back_up_the_present(path, backup, key, at, work.part(0.3, 0.5))
        _clear_parts(path.parent)
        with _part_of(path.parent) as part:
            was_opened = _copied(backup, part, key, work.part(0.5, 1.0))
            plan = swapping.Plan(
                database=path.name,
                aside=_free_name(path.parent, swapping.SET_ASIDE + stamp(at)),
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
    done, of = 0, max(backup.size, 1)
    for name, one in backup.files.items():
        (part / name).parent.mkdir(mode=0o700, exist_ok=True)
        share = work.part(0.5 * done / of, 0.5 * (done + one.size) / of)
        if files.copied(backup.folder / name, part / name, share) != one:
            raise backup_faults.damaged(backup.folder, name)
        done += one.size
    files.copied(backup.folder / MANIFEST, part / MANIFEST, work.part(0.5, 0.5))
    found = verify(replace(backup, folder=part), key=key, work=work.part(0.5, 1.0))
    for folder in (one for one in part.iterdir() if one.is_dir()):
        durable.sync_folder(folder)
    return found.was_opened


@contextmanager
def _part_of(folder: Path) -> Iterator[Path]:
    part = folder / f"{holding.RESTORING}.{secrets.token_hex(4)}{PART}"
    part.mkdir(mode=0o700)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _clear_parts(folder: Path) -> None:
    for one in folder.glob(f".resto*{PART}"):
        shutil.rmtree(one, ignore_errors=True)


def _free_name(folder: Path, wanted: str) -> str:
    name, number = wanted, 2
    while (folder / name).exists():
        name, number = f"{wanted}-{number}", number + 1
    return name


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise backup_faults.not_restored(error, path) from error
