"""Presses by mouse and touch as one thing: each finger once, never touch and mouse both."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEventPoint, QMouseEvent, QTouchEvent

AFTER_TOUCH_MS = 1000
"""A mouse press made up from a touch comes within this time of it."""

TOUCHES = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TouchCancel,
    }
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A finger or button that goes down (or up).

    Attributes:
        source: Which finger or button.
        is_down: True for a press, False for a release.
        stamp_ms: The event's own time stamp; 0 when it has none.
    """

    source: Hashable
    is_down: bool
    stamp_ms: int


class Contacts:
    """Reads contacts out of the events of one widget."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}
        self._last_touch_ms: int | None = None

    def of_touch(self, event: QTouchEvent) -> Iterator[Contact]:
        """The fingers that went down or up with this event, each once per press."""
        self._last_touch_ms = event.timestamp()
        if event.type() == QEvent.Type.TouchCancel:
            yield from self._all_up(event.timestamp())
            return
        for point in event.points():
            source = ("touch", point.id())
            if point.state() == QEventPoint.State.Pressed:
                if self._is_new(point):
                    yield Contact(source, True, point.pressTimestamp() or event.timestamp())
            elif point.state() == QEventPoint.State.Released:
                yield Contact(source, False, point.timestamp() or event.timestamp())

    def of_mouse(self, event: QMouseEvent) -> Contact | None:
        """The left button going down or up; None for another, or one made up from a touch."""
        if event.button() is not Qt.MouseButton.LeftButton or self._is_made_up(event):
            return None
        is_down = event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}
        return Contact(("mouse", 0), is_down, event.timestamp())

    def _is_new(self, point: QEventPoint) -> bool:
        # One press has come twice on some machines: the same finger with the same time stamp.
        pressed_ms = point.pressTimestamp() or point.timestamp()
        is_new = self._seen.get(point.id()) != pressed_ms
        self._seen[point.id()] = pressed_ms
        return is_new

    def _all_up(self, stamp_ms: int) -> Iterator[Contact]:
        for finger in self._seen:
            yield Contact(("touch", finger), False, stamp_ms)

    def _is_made_up(self, event: QMouseEvent) -> bool:
        if event.source() == Qt.MouseEventSource.MouseEventNotSynthesized:
            return False
        # Where a system gives no touch events at all, its mouse events are all there is.
        if self._last_touch_ms is None:
            return False
        return event.timestamp() - self._last_touch_ms < AFTER_TOUCH_MS
