"""How far a long work is, and whether it shall go on."""

from collections.abc import Callable

from clonus_desktop.storage import backup_faults

Progress = Callable[[float], None]
"""Is told how much is done, from 0 to 1, never less than before."""

Cancel = Callable[[], bool]
"""Says whether the work shall stop."""


class Work:
    """One part of a long work, from one share of the whole to another.

    Raises:
        BackupCancelled: From ``tell`` and ``check``, once somebody has stopped it.
    """

    def __init__(
        self,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
        *,
        first: float = 0.0,
        last: float = 1.0,
    ) -> None:
        self._progress = progress
        self._cancel = cancel
        self._first = first
        self._last = last

    def part(self, first: float, last: float) -> "Work":
        """The part of this work between two shares of it."""
        span = self._last - self._first
        return Work(
            self._progress,
            self._cancel,
            first=self._first + first * span,
            last=self._first + last * span,
        )

    def tell(self, done: int, of: int) -> None:
        """Says how much of this part is done; nothing to do is all done."""
        self.check()
        if self._progress is not None:
            share = min(done / of, 1.0) if of > 0 else 1.0
            self._progress(self._first + share * (self._last - self._first))

    def check(self) -> None:
        """Ends the work when it shall stop."""
        if self.is_cancelled():
            raise backup_faults.cancelled()

    def is_cancelled(self) -> bool:
        """True once somebody has stopped it."""
        return self._cancel is not None and self._cancel()
