"""The backups that there are, here and in other places, read in the worker."""

from dataclasses import dataclass
from pathlib import Path

from clonus_desktop.casebook import backups
from clonus_desktop.casebook.backups import Backup
from clonus_desktop.casebook.faults import StorageFault


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One backup and where it lies.

    Attributes:
        backup: Where it is whole, the one beside the casebook before a copy of it.
        is_whole: False when a file of it is missing or cut off.
        is_here: True when it lies beside the casebook.
        elsewhere: The other folders with the same one.
    """

    backup: Backup
    is_whole: bool
    is_here: bool
    elsewhere: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was found.

    Attributes:
        found: The newest first.
        unreadable: Folders beside the casebook that cannot be read as a backup.
        faults: Why other places could not be looked into.
    """

    found: tuple[Found, ...]
    unreadable: tuple[Path, ...] = ()
    faults: tuple[StorageFault, ...] = ()


def look_for(path: Path, elsewhere: tuple[Path, ...]) -> Search:
    """The backups of a casebook: beside it, and in other folders, or around one that was chosen."""
    found, faults = list(_beside(path)), []
    for folder in dict.fromkeys(map(backups.holder_of, elsewhere)):
        try:
            found += backups.listed_in(folder, path)
        except StorageFault as fault:
            faults.append(fault)
    by_name: dict[tuple[object, ...], list[Backup]] = {}
    for one in found:
        by_name.setdefault(_name_of(one), []).append(one)
    merged = [_merged(same, backups.folder_of(path)) for same in by_name.values()]
    merged.sort(key=lambda one: (one.backup.made_at, one.backup.sequence), reverse=True)
    return Search(found=tuple(merged), unreadable=_unreadable(path), faults=tuple(faults))


def _beside(path: Path) -> tuple[Backup, ...]:
    try:
        return backups.listed(path)
    except OSError:
        return ()


def _name_of(backup: Backup) -> tuple[object, ...]:
    head = backup.content.head
    return (backup.made_at, backup.sequence, backup.kind, head.sequence, head.digest)


def _merged(same: list[Backup], here: Path) -> Found:
    best = next((one for one in same if one.is_whole), same[0])
    return Found(
        backup=best,
        is_whole=best.is_whole,
        is_here=any(one.folder.parent == here for one in same),
        elsewhere=tuple(one.folder.parent for one in same if one.folder.parent != here),
    )


def _unreadable(path: Path) -> tuple[Path, ...]:
    try:
        return backups.unreadable(path)
    except OSError:
        return ()
