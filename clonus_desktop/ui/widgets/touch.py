"""Presses by mouse and touch as one thing: each finger once, never touch and mouse both."""

from collections.abc import Collection, Hashable, Iterator
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
        self._down: set[int] = set()
        self._lifted: dict[int, int] = {}
        self._last_touch_ms: int | None = None

    def of_touch(self, event: QTouchEvent) -> Iterator[Contact]:
        """The fingers that went down or up with this event, each once per press."""
        self._last_touch_ms = event.timestamp()
        if event.type() == QEvent.Type.TouchCancel:
            yield from self._all_up(event.timestamp())
            return
        points = event.points()
        if event.type() == QEvent.Type.TouchBegin:
            # A first finger: any that seems to be down still has lost its release.
            again = {point.id() for point in points if not self._is_new(point, event)}
            yield from self._all_up(event.timestamp(), but=again)
        for point in points:
            if point.state() == QEventPoint.State.Pressed:
                yield from self._press_of(point, event)
            elif point.state() == QEventPoint.State.Released:
                yield self._up(point.id(), point.timestamp() or event.timestamp())

    def of_mouse(self, event: QMouseEvent) -> Contact | None:
        """The left button going down or up; None for another, or one made up from a touch."""
        if event.button() is not Qt.MouseButton.LeftButton or self._is_made_up(event):
            return None
        is_down = event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}
        return Contact(("mouse", 0), is_down, event.timestamp())

    def _press_of(self, point: QEventPoint, event: QTouchEvent) -> Iterator[Contact]:
        # One press has come twice on some machines: the same finger with the same time stamp.
        if self._is_new(point, event):
            if point.id() in self._down:
                yield self._up(point.id(), event.timestamp())
            self._seen[point.id()] = _pressed_ms(point, event)
            self._down.add(point.id())
            yield Contact(("touch", point.id()), True, point.pressTimestamp() or event.timestamp())

    def _up(self, finger: int, stamp_ms: int) -> Contact:
        self._down.discard(finger)
        self._lifted[finger] = stamp_ms
        return Contact(("touch", finger), False, stamp_ms)

    def _all_up(self, stamp_ms: int, *, but: Collection[int] = ()) -> Iterator[Contact]:
        for finger in sorted(self._down.difference(but)):
            yield self._up(finger, stamp_ms)

    def _is_new(self, point: QEventPoint, event: QTouchEvent) -> bool:
        finger, pressed_ms = point.id(), _pressed_ms(point, event)
        if pressed_ms and self._seen.get(finger) != pressed_ms:
            return True
        # A finger that is up can go down again in the millisecond that it went up in, not before.
        was_up_by_then = not pressed_ms or pressed_ms >= self._lifted.get(finger, 0)
        return finger not in self._down and was_up_by_then

    def _is_made_up(self, event: QMouseEvent) -> bool:
        if event.source() == Qt.MouseEventSource.MouseEventNotSynthesized:
            return False
        # Where a system gives no touch events at all, its mouse events are all there is.
        if self._last_touch_ms is None:
            return False
        return event.timestamp() - self._last_touch_ms < AFTER_TOUCH_MS


def _pressed_ms(point: QEventPoint, event: QTouchEvent) -> int:
    return point.pressTimestamp() or point.timestamp() or event.timestamp()
