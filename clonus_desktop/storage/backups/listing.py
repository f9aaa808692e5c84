"""Which backups there are."""

from pathlib import Path

from clonus_desktop.storage.backups import manifest
from clonus_desktop.storage.backups.bundle import Backup, is_name_of_a_backup
from clonus_desktop.storage.storage_fault import StorageFault


def listed(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, the newest first by the order in which they were made.

    A folder whose manifest cannot be read is left out; ``unreadable`` names it.

    Raises:
        OSError: The folder is there and cannot be read.
    """
    found = [one for one in map(_read, _folders(folder)) if one is not None]
    return tuple(sorted(found, key=lambda one: (one.sequence, one.made_at), reverse=True))


def unreadable(folder: Path) -> tuple[Path, ...]:
    """The folders that are named as backups and cannot be read as one."""
    return tuple(one for one in _folders(folder) if _read(one) is None)


def last_sequence(folder: Path) -> int:
    """The number of the backup that was made last; 0 when there is none."""
    return max((one.sequence for one in listed(folder)), default=0)


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if is_name_of_a_backup(one.name))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _read(folder: Path) -> Backup | None:
    try:
        return manifest.read(folder)
    except (StorageFault, OSError):
        return None
