"""One steady clock for events with a time stamp of their own and for those without."""

import time
from collections.abc import Callable

FARTHEST_AHEAD_MS = 60_000
FARTHEST_BACK_MS = 1_000
"""A stamp farther off comes from another clock, or its counter began anew."""


def steady_ms() -> int:
    """Milliseconds of the clock that never goes back."""
    return time.monotonic_ns() // 1_000_000


class EventClock:
    """Event time stamps on the scale of the steady clock.

    A stamp tells when the key moved; the clock tells when the program got to it, which in a
    busy window is up to 57 ms off. The first stamp fixes how far the two scales lie apart, so
    that intervals between stamps stay exact.
    """

    def __init__(self, clock_ms: Callable[[], int] = steady_ms) -> None:
        self._clock_ms = clock_ms
        self._apart_ms: int | None = None
        self._latest_ms = 0

    def now_ms(self) -> int:
        """The time now."""
        return self._clock_ms()

    def at_ms(self, stamp_ms: int) -> int:
        """When the event of that stamp happened; now, for an event without one (0)."""
        now = self._clock_ms()
        if stamp_ms <= 0:
            return now
        if self._apart_ms is None or not self._fits(stamp_ms + self._apart_ms, now):
            self._apart_ms = now - stamp_ms
        self._latest_ms = stamp_ms + self._apart_ms
        return self._latest_ms

    def start_anew(self) -> None:
        """Let the next stamp fix the scales again."""
        self._apart_ms = None
        self._latest_ms = 0

    def _fits(self, at_ms: int, now_ms: int) -> bool:
        is_ahead = at_ms - now_ms > FARTHEST_AHEAD_MS
        is_back = at_ms < self._latest_ms - FARTHEST_BACK_MS
        return not is_ahead and not is_back
