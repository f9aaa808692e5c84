"""A disk of its own in a file, whose power can be cut: ext4 on a loop device, for root alone."""

import fcntl
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SHUTDOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN: from now on nothing reaches the disk."""
_NOTHING_MORE = 2
"""Not even the journal that waits in memory."""


class LoopDisk:
    """An ext4 file system in a file.

    Attributes:
        folder: Where it is mounted.
    """

    def __init__(self, scratch: Path, megabytes: int = 64) -> None:
        self._image = scratch / "disk.img"
        self.folder = scratch / "disk"
        self.folder.mkdir()
        with self._image.open("wb") as image:
            image.truncate(megabytes << 20)
        _run("mkfs.ext4", "-q", "-F", str(self._image))

    def mount(self) -> None:
        """As at the start of the computer."""
        _run("mount", "-o", "loop", str(self._image), str(self.folder))

    def cut_power(self) -> None:
        """What was not forced to the disk by now is gone."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUTDOWN, struct.pack("I", _NOTHING_MORE))
        finally:
            os.close(handle)

    def unmount(self) -> None:
        """Lets go of the device."""
        _run("umount", str(self.folder))


@contextmanager
def loop_disk(scratch: Path) -> Iterator[LoopDisk]:
    """A mounted disk, let go at the end."""
    disk = LoopDisk(scratch)
    disk.mount()
    try:
        yield disk
    finally:
        disk.unmount()


def can_mount_loops() -> bool:
    """True where this user may make a disk in a file and mount it."""
    tools = all(shutil.which(tool) for tool in ("mkfs.ext4", "mount", "umount"))
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    if not (tools and is_root and Path("/dev/loop-control").exists()):
        return False
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        try:
            with loop_disk(Path(scratch)):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
