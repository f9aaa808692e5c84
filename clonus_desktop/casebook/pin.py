"""A PIN for quick unlocking, in memory only: on a disk, four digits fall in minutes."""

import os
from collections.abc import Callable

LEAST_DIGITS = 4
MISSES = 5
HOURS = 8


class Pin:
    """At most one PIN, until it was missed five times or eight hours are over.

    It opens nothing by itself: what it guards is what the program still holds in memory.

    Args:
        now_s: Seconds from some fixed moment on, by a clock that goes on while the computer sleeps.
    """

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self._digest = b""
        self._salt = b""
        self._until_s = 0.0
        self._misses = 0

    def __repr__(self) -> str:
        return f"Pin(is_set={self.is_set})"

    @property
    def is_set(self) -> bool:
        """True while the PIN counts."""
        if self._digest and self._now_s() >= self._until_s:
            self.drop()
        return bool(self._digest)

    @property
    def tries_left(self) -> int:
        """How often it may still be missed; 0 when none is set."""
        return MISSES - self._misses if self.is_set else 0

    def set(self, pin: str) -> None:
        """Counts from now on for eight hours.

        Raises:
            ValueError: It is not four digits or more.
        """
        if len(pin) < LEAST_DIGITS or not (pin.isascii() and pin.isdecimal()):
            raise ValueError(f"A PIN has at least {LEAST_DIGITS} digits, and nothing else.")
        self._salt = os.urandom(16)
        self._digest = self._of(pin)
        self._until_s = self._now_s() + HOURS * 3600
        self._misses = 0

    def check(self, pin: str) -> bool:
        """True when it is the PIN; the fifth miss drops it."""
        if not self.is_set:
            return False
        from hmac import compare_digest

        if compare_digest(self._of(pin), self._digest):
            self._misses = 0
            return True
        self._misses += 1
        if self._misses >= MISSES:
            self.drop()
        return False

    def drop(self) -> None:
        """No PIN counts any more."""
        self._digest = self._salt = b""
        self._misses = 0

    def _of(self, pin: str) -> bytes:
        from hashlib import blake2b

        return blake2b(pin.encode("utf-8", "replace"), key=self._salt).digest()
