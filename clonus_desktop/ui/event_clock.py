"""One steady clock for events with a time stamp of their own and for those without."""

import sys
import time
from collections.abc import Callable

FARTHEST_AHEAD_MS = 600_000
FARTHEST_LATE_MS = 60_000
"""No window is busy for a minute: the computer slept, and its stamps stood still meanwhile."""

FARTHEST_BACK_MS = 250
"""A stamp farther off comes from another clock, or its counter began anew."""

COUNTER_MS = 2**32
"""Window systems count milliseconds in 32 bits: after 49.7 days they begin anew."""


def _clock_over_sleep() -> int:
    """The clock of this system that goes on while the computer sleeps."""
    if sys.platform == "linux":
        return time.CLOCK_BOOTTIME
    return time.CLOCK_MONOTONIC


def steady_ms() -> int:
    """Milliseconds of a clock that never goes back, and goes on during sleep."""
    if sys.platform == "win32":
        return time.monotonic_ns() // 1_000_000
    return time.clock_gettime_ns(_clock_over_sleep()) // 1_000_000


def elapsed_ms(earlier_ms: int, later_ms: int) -> int:
    """Milliseconds between two stamps, also where the counter began anew between them."""
    elapsed = later_ms - earlier_ms
    return elapsed + COUNTER_MS if elapsed < -COUNTER_MS // 2 else elapsed


class EventClock:
    """Event time stamps on the scale of the steady clock.

    A stamp tells when the key moved; the clock tells when the program got to it, which in a
    busy window is up to 57 ms off. The first stamp fixes how far the two scales lie apart, so
    that intervals between stamps stay exact.
    """

    def __init__(self, clock_ms: Callable[[], int] = steady_ms) -> None:
        self._clock_ms = clock_ms
        self._apart_ms: int | None = None
        self._stamp_ms = 0
        self._latest_ms = 0

    def now_ms(self) -> int:
        """The time now."""
        return self._clock_ms()

    def at_ms(self, stamp_ms: int) -> int:
        """When the event of that stamp happened; now, for an event without one (0)."""
        now = self._clock_ms()
        if stamp_ms <= 0:
            # Handed out after the others, so it did not happen before them.
            return max(now, self._latest_ms) if self._apart_ms is not None else now
        if self._apart_ms is not None:
            passed = elapsed_ms(self._stamp_ms, stamp_ms)
            if not self._fits(passed, now):
                self._apart_ms = None
            else:
                self._apart_ms += passed - (stamp_ms - self._stamp_ms)
        if self._apart_ms is None:
            self._apart_ms = max(now, self._latest_ms) - stamp_ms
        self._stamp_ms = stamp_ms
        self._latest_ms = stamp_ms + self._apart_ms
        return self._latest_ms

    def start_anew(self) -> None:
        """Let the next stamp fix the scales again."""
        self._apart_ms = None
        self._latest_ms = 0

    def _fits(self, passed_ms: int, now_ms: int) -> bool:
        ahead = self._latest_ms + passed_ms - now_ms
        is_back = passed_ms < -FARTHEST_BACK_MS
        return -FARTHEST_LATE_MS <= ahead <= FARTHEST_AHEAD_MS and not is_back
