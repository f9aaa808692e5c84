"""One casebook, one window: a second start brings the first window to the front and ends.

The lock lies beside the casebook, where another computer on the same share sees it too. The
knock is an empty file in a folder that only this user can write in, and whoever is inside takes
it away: nothing is listened to that another user or another computer could reach.
"""

import os
import time
from binascii import crc32
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QSysInfo, Qt, QTimer
from PySide6.QtWidgets import QApplication

from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.domain.message import Message

ANSWER_WITHIN_S = 3.0
_LISTEN_MS = 300
_LOOK_AGAIN_S = 0.05


class CasebookInUse(StorageFault):
    """Another window has the casebook and did not come to the front."""


class OnlyWindow:
    """The right to show one casebook.

    Args:
        path: The casebook; it need not exist.
        folder: Of this user on this computer, for the knock.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        self._path, self._folder = path, folder
        self.lock_path = path.with_name(f"{path.name}.lock")
        self._lock = QLockFile(str(self.lock_path))
        # However long a window is open, its lock does not grow old. That of a process which
        # was killed is known by its number.
        self._lock.setStaleLockTime(0)

    @property
    def knock_path(self) -> Path:
        """The same for every way to write the path of one casebook."""
        found = self._path.parent.stat()
        name = crc32(self._path.name.encode("utf-8", "surrogateescape"))
        return self._folder / f"knock-{found.st_dev:x}-{found.st_ino:x}-{name:08x}"

    def take(self) -> bool:
        """True when this is the only window; False when the other one came to the front.

        Raises:
            CasebookInUse: The other one does not answer, or is on another computer.
        """
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._lock.tryLock(0):
            return True
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            # A folder that takes no lock takes no entry either: the casebook says it in words.
            return True
        pid, host, _program = self._lock.getLockInfo()
        if pid and host and host != QSysInfo.machineHostName():
            raise CasebookInUse(self._said_of(host))
        if self._knock():
            return False
        if self._lock.tryLock(0):
            # It closed meanwhile.
            return True
        raise CasebookInUse(self._said_of(""))

    def _knock(self) -> bool:
        """True when whoever is inside took the knock away."""
        try:
            knock = self.knock_path
            os.close(os.open(knock, os.O_CREAT | os.O_WRONLY, 0o600))
        except OSError:
            return False
        deadline = time.monotonic() + ANSWER_WITHIN_S
        while time.monotonic() < deadline:
            if not knock.exists():
                return True
            time.sleep(_LOOK_AGAIN_S)
        with suppress(OSError):
            knock.unlink()
            return False
        # Taken away in the last moment.
        return True

    def _said_of(self, host: str) -> Message:
        values = {"file": self._path.name, "host": host, "lock": self.lock_path.name}
        if host:
            return Message(
                "The casebook {file} is open on the computer {host}. "
                "It was not opened here, so that nothing in it can be mixed up. "
                "Close it there and try again; if that computer was switched off meanwhile, "
                "delete {lock} beside the casebook first.",
                values,
            )
        return Message(
            "The casebook {file} is already open in a window that does not answer. "
            "It was not opened a second time, so that nothing in it can be mixed up. "
            "Wait a moment and try again, or end the other window first.",
            values,
        )

    def listen(self, parent: QObject, come: Callable[[], None] | None = None) -> None:
        """Come to the front whenever somebody knocks, as long as the parent lives."""
        answer = come or bring_to_front
        try:
            knock = self.knock_path
        except OSError:
            # Without a folder there is no casebook either: opening it says so.
            return
        with suppress(OSError):
            # An old one, from a start that was killed while it waited.
            knock.unlink()
        timer = QTimer(parent)
        timer.timeout.connect(lambda: _answer(knock, answer))
        timer.start(_LISTEN_MS)

    def give_up(self) -> None:
        """Let go of the casebook."""
        self._lock.unlock()


def _answer(knock: Path, come: Callable[[], None]) -> None:
    try:
        knock.unlink()
    except OSError:
        return
    come()


def bring_to_front() -> None:
    """Every window of this program, and what must be answered first above the others."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.setWindowState(
                (window.windowState() & ~Qt.WindowState.WindowMinimized)
                | Qt.WindowState.WindowActive
            )
            window.raise_()
            window.activateWindow()
    asked = QApplication.activeModalWidget()
    if asked is not None:
        asked.raise_()
        asked.activateWindow()
