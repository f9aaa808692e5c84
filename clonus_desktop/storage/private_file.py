"""Files that are for one user only, and there as a whole or not at all."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

_FOLDERS_CANNOT = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM})
"""Said where a folder cannot be synchronised: on Windows, and on some shares."""


class NotAFile(OSError):
    """A folder, a pipe or a device lies where a file should."""


def read(path: Path, *, largest: int) -> bytes:
    """The content of a file, and of a larger one one byte more than allowed.

    Raises:
        NotAFile: Reading it could wait for ever.
        OSError: It is not there, or cannot be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotAFile
    with path.open("rb") as file:
        return file.read(largest + 1)


def write(path: Path, content: bytes) -> None:
    """Puts the content in the place of the file, readable for this user alone, durably.

    Raises:
        OSError: It could not; the file is as it was.
    """
    part = path.with_name(f".{path.name}.{os.urandom(8).hex()}.part")
    try:
        with make(part).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def make(path: Path) -> Path:
    """An empty file for this user alone.

    Raises:
        FileExistsError: There is something already.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def sync(path: Path) -> None:
    """Waits until the disk has what was written into the file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Waits until the disk has the names in a folder, where the system can do that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _FOLDERS_CANNOT:
            raise


def sweep(path: Path) -> None:
    """Removes what killed processes left of writing this file."""
    for part in path.parent.glob(f".{path.name}.*.part"):
        with suppress(OSError):
            part.unlink()
