"""One round in the worker: a backup, its check, and its copy in the second place."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from clonus_desktop.casebook import backups
from clonus_desktop.casebook.backups import Backup, Kind
from clonus_desktop.casebook.faults import StorageFault

_COPY_FROM = 0.6
"""The share of the backup, where a copy follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be done.

    Attributes:
        path: The casebook.
        key: Its key; None when it has none.
        kind: Of the backup to make; None to copy the newest there is.
        second: Where a copy goes; None for nowhere.
        now: The clock.
    """

    path: Path
    key: bytes | None = field(repr=False)
    kind: Kind | None
    second: Path | None
    now: Callable[[], datetime] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of it.

    Attributes:
        backup: The newest one, verified.
        is_new: True when it was made now; False when it was there, to be copied.
        copy: The same in the second place, compared; None when there is none.
        copy_fault: Why there is none; None also where the place is not there and need not be.
    """

    backup: Backup
    is_new: bool
    copy: Backup | None = None
    copy_fault: StorageFault | None = None


def carry_out(task: Task, tell: Callable[[float], None], cancel: Callable[[], bool]) -> Done:
    """Do it; tell() is called with how much is done, from 0 to 1.

    Raises:
        StorageFault: There is no new backup.
    """
    kept = backups.newest_whole(task.path) if task.kind is None else None
    made = kept or _made(task, tell, cancel)
    done = Done(backup=made, is_new=kept is None)
    # A place that is not there is a fault only where a copy was asked for.
    if task.second is None or (task.kind is not None and not _is_there(task.second)):
        return done
    begun = _COPY_FROM if done.is_new else 0.0
    try:
        copy = backups.copy_to(
            made,
            task.second,
            now=task.now,
            progress=lambda share: tell(begun + share * (1 - begun)),
            cancel=cancel,
        )
    except StorageFault as fault:
        return replace(done, copy_fault=fault)
    return replace(done, copy=copy)


def _made(task: Task, tell: Callable[[float], None], cancel: Callable[[], bool]) -> Backup:
    share = 1.0 if task.second is None else _COPY_FROM
    return backups.make(
        task.path,
        task.kind or Kind.ON_DEMAND,
        key=task.key,
        now=task.now,
        progress=lambda done: tell(done * share),
        cancel=cancel,
    )


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False
