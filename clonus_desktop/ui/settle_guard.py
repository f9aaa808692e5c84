"""A short rest after each entry, so that a double press cannot fill the next place."""

from collections.abc import Callable

from clonus_desktop.ui.event_clock import elapsed_ms, steady_ms


class SettleGuard:
    """Closed for a while after an entry; input that comes while it is closed is ignored.

    The time of the press decides, not the time of its handling: when the window was busy, two
    quick presses arrive together. Events without a time stamp are judged by the clock, and so
    are those whose stamp lies far before the entry: its counter began anew.

    Args:
        settle_ms: How long it stays closed.
        clock_ms: Gives milliseconds of a steady clock.
    """

    def __init__(self, settle_ms: int, *, clock_ms: Callable[[], int] = steady_ms) -> None:
        self.settle_ms = settle_ms
        self._clock_ms = clock_ms
        self._closed_by_ms = 0
        self._closed_at_ms: int | None = None
        self._for_ms = 0

    def close(self, event_ms: int = 0, *, for_ms: int | None = None) -> None:
        """Close after the event of that time stamp (0 for none), for the usual time or another."""
        self._closed_by_ms = event_ms
        self._closed_at_ms = self._clock_ms()
        self._for_ms = self.settle_ms if for_ms is None else for_ms

    def is_closed(self, event_ms: int = 0) -> bool:
        """True when an event of that time stamp (0 for none) comes too soon."""
        if self._closed_at_ms is None:
            return False
        if event_ms > 0 and self._closed_by_ms > 0:
            since = elapsed_ms(self._closed_by_ms, event_ms)
            if since > -self._for_ms:
                return since < self._for_ms
        return self._clock_ms() - self._closed_at_ms < self._for_ms
