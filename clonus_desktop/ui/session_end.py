"""The end of a session, however it comes: what was typed is kept before it."""

import signal
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

_LISTEN_MS = 250
_ENDS = "is_ending"


class SessionEnd(QObject):
    """Calls ``keep`` when the program, the session or the computer may be about to end.

    Where the program may go on after it, ``lock`` is called, which keeps as well.

    The computer tells of a shutdown by the session (Windows, macOS, X11) or by a signal; a tablet
    suspends the program first and may end it without another word.
    """

    def __init__(
        self, app: QApplication, *, keep: Callable[[], object], lock: Callable[[], None]
    ) -> None:
        super().__init__(app)
        self._keep, self._lock = keep, lock
        # At once and not later: the session may end as soon as this has returned.
        direct = Qt.ConnectionType.DirectConnection
        app.commitDataRequest.connect(self._take_request, direct)
        app.aboutToQuit.connect(keep)
        app.applicationStateChanged.connect(self._take_state)

    def _take_request(self, _manager: QSessionManager) -> None:
        self._keep()
        self._lock()

    def _take_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationSuspended:
            self._lock()
        elif state is not Qt.ApplicationState.ApplicationActive:
            self._keep()


def is_ending() -> bool:
    """True once a signal has told the program to end: nobody is asked anything then."""
    app = QApplication.instance()
    return app is not None and bool(app.property(_ENDS))


def _end(app: QApplication) -> None:
    app.setProperty(_ENDS, True)
    app.quit()


def quit_on_signals(app: QApplication) -> None:
    """End the program in good order when it is told to by a signal."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, lambda *_: _end(app))
    # Python runs signal handlers between its own steps only: wake it now and then.
    timer = QTimer(app)
    timer.timeout.connect(lambda: None)
    timer.start(_LISTEN_MS)
