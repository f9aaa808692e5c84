"""Locks the window when nobody works at it: after some minutes, and when the computer slept."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from clonus_desktop.ui.lock.clocks import Clocks, computer_clocks

LOOK_EVERY_MS = 500
LEAST_SLEEP_S = 2.0
"""The two clocks are read one after the other: a busy moment between them is no sleep."""

_ACTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class IdleWatch(QObject):
    """Watches the native window, where every key, press and touch comes in once.

    A filter on the application would run Python for every event of every widget, and a beat
    would be painted later for it.

    Args:
        parent: Lives as long.
        lock_after_s: Seconds without an act; asked at every look, as it can be chosen anew.
        is_busy: True while hands are at work without an act: idle time begins after it.

    Signals:
        wanted: The window is to be locked now.
    """

    wanted = Signal()

    def __init__(
        self,
        parent: QObject,
        *,
        lock_after_s: Callable[[], float],
        is_busy: Callable[[], bool],
        clocks: Clocks | None = None,
    ) -> None:
        super().__init__(parent)
        self._lock_after_s, self._is_busy = lock_after_s, is_busy
        self._clocks = clocks or computer_clocks()
        self._watched: list[QWindow] = []
        self.begin_anew()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin_anew(self) -> None:
        """Count from now on."""
        self._last_s = self._clocks.always_s()
        self._slept_s = self._clocks.slept_s

    def watch(self, native: QWindow | None) -> None:
        """Take the acts on that window for acts of somebody at work."""
        self._watched = [window for window in self._watched if isValid(window)]
        if native is not None and native not in self._watched:
            self._watched.append(native)
            native.installEventFilter(self)

    def start(self) -> None:
        """Look now and then from now on."""
        self.begin_anew()
        self._timer.start()

    def stop(self) -> None:
        """Look no more: the window is locked."""
        self._timer.stop()

    def look(self) -> None:
        """Ask for the lock when it is time."""
        # Whoever works in a dialog works as well.
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            self.watch(dialog.windowHandle())
        if self._has_slept():
            self.wanted.emit()
            return
        now_s = self._clocks.always_s()
        if self._is_busy():
            self._last_s = now_s
        elif now_s - self._last_s >= self._lock_after_s():
            self.wanted.emit()

    def _has_slept(self) -> bool:
        slept_s = self._clocks.slept_s
        gained_s, self._slept_s = slept_s - self._slept_s, slept_s
        return gained_s >= LEAST_SLEEP_S

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in _ACTS or not self._timer.isActive():
            return False
        now_s = self._clocks.always_s()
        is_late = now_s - self._last_s >= self._lock_after_s() and not self._is_busy()
        if is_late or self._has_slept():
            # The first touch after a long pause or a sleep finds the window locked; it was made
            # by somebody who has not said who they are.
            self.wanted.emit()
            return True
        self._last_s = now_s
        return False
