"""One export on a worker of its own, with progress and a cancel that is felt at once."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from clonus_desktop.casebook import exporting
from clonus_desktop.casebook.exporting import (
    ExportCancelled,
    NotExportable,
    Plan,
    Prepared,
    Request,
)
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.ui.one_run import OneRun, Run
from clonus_desktop.ui.session import Session


@dataclass
class _Run(Run):
    """One export, and what it wrote that has not got its name yet."""

    prepared: Prepared | None = None


class ExportRun(OneRun):
    """Writes one export after the other; what is cancelled leaves nothing.

    It ends with an Exported, a Message why there is none, or None when it was cancelled.
    """

    _run: _Run

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._run = _Run(is_unwanted=True)

    def start(self, request: Request, target: Path) -> None:
        """Begin; what ran before is cancelled."""
        self.cancel()
        run = self._run = _Run()
        try:
            planned = exporting.plan(self._session.book, request)
        except (NotExportable, StorageFault) as refused:
            self._end(run, refused.message)
            return
        self._worker.run(
            lambda: _written(planned, target, run),
            done=lambda prepared: self._finish(run, prepared),
            failed=lambda error: self._fail(run, error),
        )
        self._tell_progress()

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
