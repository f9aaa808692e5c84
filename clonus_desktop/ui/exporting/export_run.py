"""One export on a worker of its own, with progress and a cancel that is felt at once."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from clonus_desktop.casebook import exporting
from clonus_desktop.casebook.exporting import (
    ExportCancelled,
    Exported,
    NotExportable,
    Plan,
    Prepared,
    Request,
)
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.domain.message import Message
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.session import Session

_EVERY_MS = 100


@dataclass
class _Run:
    """One export; the worker writes the share and reads the wish."""

    share: float = 0.0
    is_unwanted: bool = False
    prepared: Prepared | None = None

    def take(self, share: float) -> None:
        self.share = share

    def is_cancelled(self) -> bool:
        return self.is_unwanted


class ExportRun(QObject):
    """Writes one export after the other; what is cancelled leaves nothing.

    Signals:
        progressed: How much is done, from 0 to 1.
        ended: An Exported, a Message why there is none, or None when it was cancelled.
    """

    progressed = Signal(float)
    ended = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._worker: Background | None = None
        self._run = _Run(is_unwanted=True)
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

    def start(self, request: Request, target: Path) -> None:
        """Begin; what ran before is cancelled."""
        self.cancel()
        run = self._run = _Run()
        try:
            planned = exporting.plan(self._session.book, request)
        except (NotExportable, StorageFault) as refused:
            self._end(run, refused.message)
            return
        if self._worker is None:
            self._worker = Background(self)
        self._worker.run(
            lambda: _written(planned, target, run),
            done=lambda prepared: self._finish(run, prepared),
            failed=lambda error: self._fail(run, error),
        )
        self._timer.start()
        self.progressed.emit(0.0)

    def cancel(self) -> None:
        """End at once, without waiting for the worker; it takes away what it has written."""
        if self.is_running:
            self._end(self._run, None)
            _forget(self._run)

    def _finish(self, run: _Run, prepared: Prepared | None) -> None:
        if prepared is None or run.is_unwanted:
            return
        try:
            done = exporting.finish(self._session.book, prepared)
        except StorageFault as fault:
            self._end(run, fault.message)
            return
        self._session.changed.emit(done.change)
        self._end(run, done)

    def _fail(self, run: _Run, error: BaseException) -> None:
        if isinstance(error, StorageFault):
            self._end(run, error.message)
            return
        self._end(run, None)
        # A fault of the program: the excepthook logs it.
        raise error

    def _end(self, run: _Run, found: Exported | Message | None) -> None:
        if run.is_unwanted:
            return
        run.is_unwanted = True
        self._timer.stop()
        self.ended.emit(found)


def _written(planned: Plan, target: Path, run: _Run) -> Prepared | None:
    """What is to be published; None when nobody wants it any more."""
    try:
        run.prepared = exporting.write(planned, target, progress=run.take, cancel=run.is_cancelled)
    except ExportCancelled:
        return None
    if run.is_unwanted:
        _forget(run)
    return run.prepared


def _forget(run: _Run) -> None:
    """Remove what was written and not published; each side does, whichever comes last."""
    if run.prepared is not None:
        exporting.discard(run.prepared)
