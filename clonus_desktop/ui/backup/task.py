"""One round in the worker: a backup, its check, and its copy in the second place."""

from collections.abc import Callable
from dataclasses import dataclass, field
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
        must_copy: True when a second place that is not there is a fault.
        now: The clock.
    """

    path: Path
    key: bytes | None = field(repr=False)
    kind: Kind | None
    second: Path | None
    must_copy: bool
    now: Callable[[], datetime] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of it.

    Attributes:
        backup: The newest one, verified.
        copy: The same in the second place, compared; None when there is none.
        copy_fault: Why there is none; None also where the place is not there and need not be.
    """

    backup: Backup
    copy: Backup | None = None
    copy_fault: StorageFault | None = None


def carry_out(task: Task, tell: Callable[[float], None], cancel: Callable[[], bool]) -> Done:
    """Do it; tell() is called with how much is done, from 0 to 1.

    Raises:
        StorageFault: There is no new backup.
    """
    made = _backup(task, tell, cancel)
    if task.second is None or not (task.must_copy or _is_there(task.second)):
        return Done(backup=made)
    begun = 0.0 if task.kind is None else _COPY_FROM
    try:
        copy = backups.copy_to(
            made,
            task.second,
            now=task.now,
            progress=lambda share: tell(begun + share * (1 - begun)),
            cancel=cancel,
        )
    except StorageFault as fault:
        return Done(backup=made, copy_fault=fault)
    return Done(backup=made, copy=copy)


def _backup(task: Task, tell: Callable[[float], None], cancel: Callable[[], bool]) -> Backup:
    if task.kind is None:
        newest = next((one for one in backups.listed(task.path) if one.is_whole), None)
        if newest is not None:
            return newest
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
