"""Long work on a worker of its own, with progress and a cancel that is felt at once."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from clonus_desktop.ui.background import Background

_EVERY_MS = 100


@dataclass
class Run:
    """One run; the worker writes the share and reads the wish."""

    share: float = 0.0
    is_unwanted: bool = False

    def take(self, share: float) -> None:
        """The share that is done, from 0 to 1."""
        self.share = share

    def is_cancelled(self) -> bool:
        """True when nobody waits for it any more."""
        return self.is_unwanted


class OneRun(QObject):
    """One run after the other: whoever begins anew, or quits, ends what runs.

    Signals:
        progressed: The share that is done, from 0 to 1.
        ended: What was found, or None when it was cancelled.
    """

    progressed = Signal(float)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own_worker: Background | None = None
        self._run = Run(is_unwanted=True)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(lambda: self.progressed.emit(self._run.share))
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        """True until it ended or was cancelled."""
        return not self._run.is_unwanted

    def cancel(self) -> None:
        """End at once, without waiting for the worker."""
        if self.is_running:
            self._end(self._run, None)

    @property
    def _worker(self) -> Background:
        # Its own: a letter does not wait behind it.
        if self._own_worker is None:
            self._own_worker = Background(self)
        return self._own_worker

    def _tell_progress(self) -> None:
        self._timer.start()
        self.progressed.emit(0.0)

    def _end(self, run: Run, found: object) -> None:
        if run.is_unwanted:
            return
        run.is_unwanted = True
        self._timer.stop()
        self.ended.emit(found)
