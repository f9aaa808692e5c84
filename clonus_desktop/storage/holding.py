"""Who holds what: casebooks that are open, and folders in which a backup is being made.

The system lets go of both kinds of lock when a process ends, however it ends.
"""

import errno
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from clonus_desktop.storage import backup_faults

try:
    import fcntl
except ImportError:  # Windows has other locks, and none that are needed here.
    fcntl = None  # type: ignore[assignment]  # its absence is the value

LOCK_NAME = ".lock"
RESTORING = ".restoring"
"""The folder beside a casebook in which a killed restore waits to be finished."""

_FIRST_LOCK_BYTE = 0x40000000
_LOCK_BYTES = 512
"""Where SQLite locks a file (os.h, PENDING_BYTE): each connection in WAL mode holds one of these
bytes for as long as it is open."""

# Some sticks and shares know no locks: one user with one stick is the usual case there.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})

_open: Counter[Path] = Counter()


def is_half_restored(path: Path) -> bool:
    """True when a killed restore of the casebook waits to be finished."""
    try:
        return path.with_name(RESTORING).is_dir()
    except OSError:
        # In a folder that may not be looked into; what is tried next says so.
        return False


def take(path: Path) -> None:
    """Notes that this process has opened a casebook."""
    _open[path.resolve()] += 1


def leave(path: Path) -> None:
    """Notes that this process has closed it."""
    _open[path.resolve()] -= 1


@contextmanager
def casebook_alone(path: Path) -> Iterator[None]:
    """Nobody has the casebook open, and while this lasts nobody can open it.

    Neither the key nor a readable file is needed. A file that is not there is held by nobody.

    Raises:
        CasebookInUse: It is open, here or in another process.
        OSError: The file may not be written.
    """
    # Asked first: closing a file takes the locks of SQLite in this process away from it.
    if _open[path.resolve()] > 0:
        raise backup_faults.in_use(path)
    if not path.exists():
        yield
        return
    if fcntl is None:
        _refuse_if_open_elsewhere(path)
        yield
        return
    descriptor = os.open(path, os.O_RDWR)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_BYTES, _FIRST_LOCK_BYTE)
        except OSError:
            raise backup_faults.in_use(path) from None
        yield
    finally:
        os.close(descriptor)


def _refuse_if_open_elsewhere(path: Path) -> None:
    # Windows renames no file that another process has open, not even to its own name.
    try:
        path.rename(path)
    except OSError:
        raise backup_faults.in_use(path) from None


@contextmanager
def folder_alone(folder: Path) -> Iterator[None]:
    """No other backup is made in the folder while this lasts.

    Raises:
        BackupsBusy: One is being made there, in this process or another.
        OSError: The folder cannot be written.
    """
    descriptor = os.open(folder / LOCK_NAME, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        _lock(descriptor, folder)
        yield
    finally:
        # A stick that was pulled says so at the last moment; that is told by what was written.
        with suppress(OSError):
            os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> None:
    if fcntl is None:
        return
    try:
        # Not lockf: two threads of one process must not meet either.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise backup_faults.busy(folder) from None
