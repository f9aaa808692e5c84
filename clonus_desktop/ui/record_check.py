"""Checking the record off the window's thread, with progress and a cancel that is felt at once."""

from pathlib import Path

from clonus_desktop.casebook import verification
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.verification import VerificationCancelled
from clonus_desktop.ui.one_run import OneRun, Run


class RecordCheck(OneRun):
    """Checks one casebook after the other.

    It ends with a Verdict, a StorageFault when the casebook could not be read, or None when it
    was cancelled; the worker then stops within some milliseconds.
    """

    def start(self, path: Path, key: bytes | None) -> None:
        """Begin; what ran before is cancelled."""
        self.cancel()
        run = self._run = Run()
        self._worker.run(
            lambda: verification.check(path, key, progress=run.take, is_cancelled=run.is_cancelled),
            done=lambda verdict: self._end(run, verdict),
            failed=lambda error: self._fail(run, error),
        )
        self._tell_progress()

    def _fail(self, run: Run, error: BaseException) -> None:
        if isinstance(error, StorageFault):
            self._end(run, error)
        elif not isinstance(error, VerificationCancelled):
            self._end(run, None)
            # A fault of the program: the excepthook logs it.
            raise error
