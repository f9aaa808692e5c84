"""Files that are for one user only, and there as a whole or not at all."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from clonus_desktop.storage import durable


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
    part = new_part(path)
    try:
        with make(part).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    durable.sync_folder(path.parent)


def new_part(path: Path) -> Path:
    """A name beside a file that nothing has yet, for the file while it is written."""
    return path.with_name(f".{path.name}.{os.urandom(8).hex()}.part")


def make(path: Path) -> Path:
    """An empty file for this user alone.

    Raises:
        FileExistsError: There is something already.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def sweep(path: Path) -> None:
    """Removes what killed processes left of writing this file."""
    for part in path.parent.glob(f".{path.name}.*.part"):
        with suppress(OSError):
            part.unlink()
