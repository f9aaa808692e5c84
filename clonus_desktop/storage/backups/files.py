"""Files and folders of backups: copied with their digest, and on the disk before they count."""

import errno
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from clonus_desktop.storage import backup_faults, durable
from clonus_desktop.storage.backups.bundle import PART, Backup, Stored
from clonus_desktop.storage.backups.work import Work
from clonus_desktop.storage.storage_fault import StorageFault

_CHUNK = 1 << 20
# A link or a pipe in the place of a file is not followed, nor waited for.
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_READ |= getattr(os, "O_BINARY", 0)
_MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def copied(source: Path, target: Path, work: Work) -> Stored:
    """What was copied, as it was read; the copy is on the disk.

    Raises:
        OSError: Either cannot be used, the source is no plain file, or the target exists.
        BackupCancelled: It was stopped.
    """
    with _reading(source) as reads, _making(target) as writes:
        size, found = 0, hashlib.sha256()
        length = os.fstat(reads).st_size
        while chunk := os.read(reads, _CHUNK):
            _write(writes, chunk)
            found.update(chunk)
            size += len(chunk)
            work.tell(size, length)
        os.fsync(writes)
    return Stored(size=size, sha256=found.hexdigest())


def copy_all(backup: Backup, part: Path, work: Work) -> None:
    """Copies every file of a backup but its manifest, as the manifest tells them.

    Raises:
        OSError: Either cannot be used.
        BackupDamaged: A file is not what was stored.
        BackupCancelled: It was stopped.
    """
    for name, share in each(backup, work):
        (part / name).parent.mkdir(mode=0o700, exist_ok=True)
        if copied(backup.folder / name, part / name, share) != backup.files[name]:
            raise backup_faults.damaged(backup.folder, name)


def each(backup: Backup, work: Work) -> Iterator[tuple[str, Work]]:
    """The names of the files of a backup, each with its share of the work by its length."""
    done, of = 0, max(backup.size, 1)
    for name, one in backup.files.items():
        yield name, work.part(done / of, (done + one.size) / of)
        done += one.size


def stored(path: Path, work: Work) -> Stored:
    """Length and digest of a file, as the disk gives them.

    Raises:
        OSError: It cannot be read, or is no plain file.
        BackupCancelled: It was stopped.
    """
    with _reading(path) as reads:
        _forget(reads)
        size, found = 0, hashlib.sha256()
        length = os.fstat(reads).st_size
        while chunk := os.read(reads, _CHUNK):
            found.update(chunk)
            size += len(chunk)
            work.tell(size, length)
    return Stored(size=size, sha256=found.hexdigest())


def write(path: Path, content: bytes) -> None:
    """Makes a file of the content, for this user alone; it is on the disk."""
    with _making(path) as writes:
        _write(writes, content)
        os.fsync(writes)


@contextmanager
def part_of(folder: Path, name: str) -> Iterator[Path]:
    """A folder in the making, under a name that no finished one has.

    Whatever is not renamed before the end is removed.
    """
    part = folder / f".{name}.{secrets.token_hex(4)}{PART}"
    part.mkdir(mode=0o700)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def clear_parts(folder: Path, names: str = "*") -> None:
    """Removes what a killed process has left in the making. The folder is held.

    Args:
        names: A pattern for what was in the making.
    """
    for one in folder.glob(f".{names}{PART}"):
        shutil.rmtree(one, ignore_errors=True)


def publish(part: Path, wanted: Path) -> Path:
    """Gives a finished part its name, or the next free one; it is on the disk, and its place."""
    final = free(wanted)
    for folder in (*(one for one in part.iterdir() if one.is_dir()), part):
        durable.sync_folder(folder)
    part.rename(final)
    durable.sync_folder(final.parent)
    return final


def free(wanted: Path) -> Path:
    """The path, or the next one with a number at which nothing lies."""
    found, number = wanted, 2
    while os.path.lexists(found):
        found, number = wanted.with_name(f"{wanted.name}-{number}"), number + 1
    return found


def remove(folder: Path) -> None:
    """Takes a backup away: first its name, so that no half backup is ever found.

    Raises:
        OSError: It cannot be removed, and is whole.
    """
    leaving = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}{PART}")
    folder.rename(leaving)
    shutil.rmtree(leaving, ignore_errors=True)


@contextmanager
def told_as(fault: Callable[[OSError, Path], StorageFault], where: Path) -> Iterator[None]:
    """An error of the file system comes out as the fault that it means for this work."""
    try:
        yield
    except OSError as error:
        raise fault(error, where) from error


@contextmanager
def _reading(path: Path) -> Iterator[int]:
    descriptor = os.open(path, _READ)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a plain file", str(path))
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _making(path: Path) -> Iterator[int]:
    descriptor = os.open(path, _MAKE, 0o600)
    try:
        yield descriptor
    finally:
        # What counts was synced before; a pulled stick has been told by that.
        with suppress(OSError):
            os.close(descriptor)


def _write(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def _forget(descriptor: int) -> None:
    # So that a check reads the disk, and not what the system remembers of the writing.
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
