"""The folder of an export: for this user alone, and under its name only when it is whole."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from clonus_desktop.storage import durable, export_faults, private_file

PARTIAL = ".partial"
"""Ends the name of a folder that is not whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWritten:
    """A finished file.

    Attributes:
        name: With "/" between folder and file.
        sha256: In hexadecimal.
    """

    name: str
    size: int
    sha256: str


class FileInMaking:
    """A file that bytes are added to, with their digest; looks like an open file.

    Attributes:
        name: With "/" between folder and file.
    """

    closed = False

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self.name = name
        self._file = file
        self._is_abandoned = False
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, content: bytes | memoryview) -> int:
        """How many bytes were added: all of them.

        Raises:
            OSError: The disk did not take them.
        """
        count = memoryview(content).nbytes
        # Who writes Parquet ends its file even when it has failed.
        if self._is_abandoned:
            return count
        self._file.write(content)
        self._digest.update(content)
        self._size += count
        return count

    def tell(self) -> int:
        """How many bytes there are."""
        return self._size

    def flush(self) -> None:
        """Nothing: what counts is synced at the end."""

    def finish(self) -> FileWritten:
        """The file, on the disk.

        Raises:
            OSError: The disk did not take it.
        """
        self._file.flush()
        os.fsync(self._file.fileno())
        self.abandon()
        return FileWritten(name=self.name, size=self._size, sha256=self._digest.hexdigest())

    def abandon(self) -> None:
        """Let go of the file; what is still written goes nowhere."""
        self._is_abandoned = True
        # What counts was synced before; a full disk has been told by that.
        with suppress(OSError):
            self._file.close()


class FolderInMaking:
    """The partial folder."""

    def __init__(self, part: Path) -> None:
        self.path = part
        self._open: dict[str, FileInMaking] = {}

    def file(self, name: str) -> Any:
        """The file of a name, begun when it is asked for the first time.

        Args:
            name: With at most one "/", between folder and file.
        """
        found = self._open.get(name)
        if found is None:
            path = self.path / name
            path.parent.mkdir(mode=0o700, exist_ok=True)
            found = FileInMaking(name, private_file.make(path).open("wb"))
            self._open[name] = found
        return found

    def finish_files(self) -> tuple[FileWritten, ...]:
        """The files so far, on the disk, in the order in which they were begun."""
        written = tuple(one.finish() for one in self._open.values())
        self._open = {}
        return written

    def abandon(self) -> None:
        """Let go of every file."""
        for one in self._open.values():
            one.abandon()


@contextmanager
def folder_in_making(target: Path) -> Iterator[FolderInMaking]:
    """A partial folder beside the target; it stays for ``publish``, unless something fails.

    Raises:
        ExportNotMade: The target is there already, or the disk does not take the files.
    """
    if os.path.lexists(target):
        raise export_faults.folder_exists(target)
    part = target.with_name(f"{target.name}{PARTIAL}")
    with told(target):
        if part.is_dir() and not part.is_symlink():
            # Of an export that was killed: half of one is never gone on with.
            shutil.rmtree(part)
        part.mkdir(mode=0o700)
        making = FolderInMaking(part)
        try:
            yield making
        except BaseException:
            making.abandon()
            shutil.rmtree(part, ignore_errors=True)
            raise


def publish(part: Path, target: Path) -> None:
    """Gives a whole folder its name.

    Raises:
        ExportNotMade: Something of that name is there meanwhile, or the disk refuses.
    """
    if os.path.lexists(target):
        shutil.rmtree(part, ignore_errors=True)
        raise export_faults.folder_exists(target)
    with told(target):
        for folder in (*(one for one in part.iterdir() if one.is_dir()), part):
            durable.sync_folder(folder)
        part.rename(target)
        durable.sync_folder(target.parent)


def discard(part: Path) -> None:
    """Removes a partial folder; nothing when there is none."""
    shutil.rmtree(part, ignore_errors=True)


@contextmanager
def told(target: Path) -> Iterator[None]:
    """Errors of the file system come out as the faults of an export."""
    try:
        yield
    except OSError as error:
        raise export_faults.not_made(error, target) from error
