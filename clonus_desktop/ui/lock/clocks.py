"""Two clocks of the computer: one goes on while it sleeps, the other stands still."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

Seconds = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Clocks:
    """Seconds from some fixed moment on; what the first gains on the second was slept.

    Attributes:
        always_s: Goes on during sleep.
        awake_s: Stands still during sleep, where the system has such a clock.
    """

    always_s: Seconds
    awake_s: Seconds

    @property
    def slept_s(self) -> float:
        """How long the computer has slept so far; only differences mean anything."""
        return self.always_s() - self.awake_s()


def computer_clocks() -> Clocks:
    """The clocks of this computer.

    Windows has no such pair: there the clock on the wall may be turned, which can only lock the
    window too early.
    """
    if sys.platform == "linux":
        return Clocks(_clock(time.CLOCK_BOOTTIME), time.monotonic)
    if sys.platform == "darwin":
        # There the monotonic clock goes on, and this one stands still.
        return Clocks(_clock(time.CLOCK_MONOTONIC), _clock(time.CLOCK_UPTIME_RAW))
    return Clocks(time.monotonic, time.monotonic)


def _clock(which: int) -> Seconds:
    return lambda: time.clock_gettime(which)
