"""Checking the record off the window's thread, with progress and a cancel that is felt at once."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from clonus_desktop.casebook import verification
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.verification import Verdict, VerificationCancelled
from clonus_desktop.ui.background import Background

_EVERY_MS = 100


@dataclass
class _Run:
    """One check; the worker writes the share and reads the wish."""

    share: float = 0.0
    is_unwanted: bool = False

    def take(self, share: float) -> None:
        self.share = share

    def is_cancelled(self) -> bool:
        return self.is_unwanted


class RecordCheck(QObject):
    """Checks one casebook on a worker of its own: a letter does not wait behind it.

    Signals:
        progressed: Percent.
        ended: A Verdict, a StorageFault when the casebook could not be read, or None when it
            was cancelled.
    """

    progressed = Signal(int)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: Background | None = None
        self._run = _Run(is_unwanted=True)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(lambda: self.progressed.emit(int(self._run.share * 100)))
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        """True until it ended or was cancelled."""
        return not self._run.is_unwanted

    def start(self, path: Path, key: bytes | None) -> None:
        """Begin; what ran before is cancelled."""
        self.cancel()
        run = self._run = _Run()
        if self._worker is None:
            self._worker = Background(self)
        self._worker.run(
            lambda: verification.check(path, key, progress=run.take, is_cancelled=run.is_cancelled),
            done=lambda verdict: self._end(run, verdict),
            failed=lambda error: self._fail(run, error),
        )
        self._timer.start()
        self.progressed.emit(0)

    def cancel(self) -> None:
        """End at once, without waiting for the worker; it stops within some milliseconds."""
        if self.is_running:
            self._end(self._run, None)

    def _fail(self, run: _Run, error: BaseException) -> None:
        if isinstance(error, StorageFault):
            self._end(run, error)
        elif not isinstance(error, VerificationCancelled):
            self._end(run, None)
            # A fault of the program: the excepthook logs it.
            raise error

    def _end(self, run: _Run, found: Verdict | StorageFault | None) -> None:
        if run.is_unwanted:
            return
        run.is_unwanted = True
        self._timer.stop()
        self.ended.emit(found)
