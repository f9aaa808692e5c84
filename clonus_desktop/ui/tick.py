"""A very short tick for each beat, for an examiner who looks at the limb and not at the screen."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtWidgets import QApplication

from clonus_desktop import resources
from clonus_desktop.ui.event_clock import steady_ms

LEAST_APART_MS = 50
"""Two hands reach about 12 taps a second; more ticks than 20 would be one noise."""

LONGEST_MS = 1000
"""A player that has not played 20 ms of sound by then hangs."""

MOST_AT_ONCE = 4

PLAYERS: tuple[tuple[str, ...], ...] = (
    ("pw-play",),
    ("paplay",),
    ("afplay",),
    ("aplay", "-q"),
)
"""What plays a sound file on Linux and macOS, the quickest first, without its file."""


def player_command() -> tuple[str, ...] | None:
    """The first player of this computer with its arguments, or None."""
    for name, *arguments in PLAYERS:
        found = shutil.which(name)
        if found is not None:
            return (found, *arguments)
    return None


class Tick(QObject):
    """Sounds without keeping the window waiting; a computer that cannot sound stays silent.

    Args:
        parent: With it the tick ends.
        player: Command that plays the file it is given; by default that of this computer.
        clock_ms: Gives milliseconds of a steady clock.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        player: tuple[str, ...] | None = None,
        clock_ms: Callable[[], int] = steady_ms,
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._play: Callable[[], None] | None = None
        self._clock_ms = clock_ms
        self._last_ms: int | None = None
        self._running: list[QProcess] = []
        app = QApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.stop)

    def sound(self) -> None:
        """Tick once, unless it ticked just now."""
        now = self._clock_ms()
        if self._last_ms is not None and now - self._last_ms < LEAST_APART_MS:
            return
        self._last_ms = now
        if self._play is None:
            # Looked for at the first tick: it is off for most, and costs a look at the disk.
            self._play = self._found()
        self._play()

    def stop(self) -> None:
        """End what is still sounding."""
        running, self._running = self._running, []
        for process in running:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(LONGEST_MS)
            process.deleteLater()

    @property
    def is_sounding(self) -> bool:
        """True while a player runs."""
        return bool(self._running)

    def _found(self) -> Callable[[], None]:
        try:
            file = resources.path("sounds", "tick.wav")
        except resources.ResourceMissing:
            return QApplication.beep
        if sys.platform == "win32" and self._player is None:
            return _windows_sound(file)
        command = self._player or player_command()
        if command is None:
            return QApplication.beep
        program, *arguments = command
        return lambda: self._start(program, [*arguments, str(file)])

    def _start(self, program: str, arguments: list[str]) -> None:
        if len(self._running) >= MOST_AT_ONCE:
            return
        process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(lambda *_ended: self._forget(process))
        process.errorOccurred.connect(lambda error: self._fail(process, error))
        self._running.append(process)
        process.start(program, arguments)
        QTimer.singleShot(LONGEST_MS, process, process.kill)

    def _forget(self, process: QProcess) -> None:
        if process in self._running:
            self._running.remove(process)
            process.deleteLater()

    def _fail(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is not QProcess.ProcessError.FailedToStart:
            return
        # It was there and is gone: the plain beep from now on.
        self._play = QApplication.beep
        self._forget(process)


def _windows_sound(file: Path) -> Callable[[], None]:
    if sys.platform != "win32":
        return QApplication.beep
    import winsound

    how = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT

    def play() -> None:
        try:
            winsound.PlaySound(str(file), how)
        except RuntimeError:
            # No sound device.
            return

    return play
