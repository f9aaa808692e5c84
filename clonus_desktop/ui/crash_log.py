"""A crash of the process itself: where it happened is written down, and said at the next start.

What ``faulthandler`` writes are names of files and functions of every thread, without a value.
"""

import faulthandler
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from clonus_desktop.ui.problems import make_owners_folder, open_for_owner

CRASH_NAME = "crash.log"
LAST_NAME = "crash-before.log"
_MOST_KEPT = 256 * 1024
_MARKS = (b"Fatal Python error", b"Windows fatal exception")


class CrashLog:
    """The file of one process.

    Attributes:
        path: The file; None when the folder cannot be written.
        has_crashed: The program before this one ended by a crash.
    """

    def __init__(self, folder: Path) -> None:
        self.path: Path | None = None
        self.has_crashed = False
        self._file: Any = None
        try:
            make_owners_folder(folder)
            self._file = open_for_owner(folder / CRASH_NAME)
            self.has_crashed = _set_aside(folder)
        except OSError:
            return
        self.path = folder / CRASH_NAME
        _leave_no_core()
        faulthandler.enable(self._file, all_threads=True)

    def close(self) -> None:
        """Write no more."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None


def _set_aside(folder: Path) -> bool:
    """Move what a crash left into the file that is kept; True when there was something."""
    path = folder / CRASH_NAME
    with path.open("rb") as file:
        left = file.read(_MOST_KEPT)
    if not left:
        return False
    last = folder / LAST_NAME
    with suppress(FileNotFoundError):
        last.unlink()
    with open_for_owner(last) as kept:
        kept.buffer.write(left)
    # Not unlinked: another window of the program may hold it open as well.
    os.truncate(path, 0)
    return any(mark in left for mark in _MARKS)


def _leave_no_core() -> None:
    """No image of the memory: it would hold whatever was on the screen."""
    try:
        import resource
    except ImportError:
        # Windows writes none unless it was told to.
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
