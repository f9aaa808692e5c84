"""Which key went down, so that its release is known again."""

from typing import NamedTuple

from PySide6.QtGui import QKeyEvent


class KeySource(NamedTuple):
    """A key by its position, or by its code where the window system names no position.

    Shift or Num Lock may change between a press and its release, and the code with them.
    """

    scan_code: int
    key: int


def key_source(event: QKeyEvent) -> KeySource:
    """The key of an event."""
    position = event.nativeScanCode()
    return KeySource(position, 0 if position else event.key())
