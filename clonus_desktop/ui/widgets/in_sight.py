"""What has the keyboard is in sight: whatever it lies in scrolls to it."""

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from clonus_desktop.ui.appearance import appearance

_AROUND = 48
"""Pixels at 100 % that are shown around it, for the ring and for what it belongs to."""


class InSight(QObject):
    """Follows the keyboard through one window.

    Qt scrolls only where Tab leads from one thing to another inside the same area: not to the
    first thing of a page, not to what a page gives the keyboard itself.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # What is pressed must not move away under the press, or the release misses it.
            return
        if now is not None and now.window() is self.parent():
            # Once what was just shown has found its place.
            QTimer.singleShot(0, now, lambda: show_in_sight(now))


def show_in_sight(widget: QWidget, part: QRect | None = None) -> None:
    """Scroll all that the widget with the keyboard lies in until it, or a part of it, is seen.

    QScrollArea.ensureWidgetVisible() would show the line of the cursor and not the field.
    """
    if not isValid(widget) or not widget.hasFocus():
        return
    box = widget.rect() if part is None else part
    area = widget.parentWidget()
    while area is not None:
        inside = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and inside is not None and inside.isAncestorOf(widget):
            top = widget.mapTo(inside, box.topLeft()).y()
            _scroll_to(area, top, top + box.height())
        area = area.parentWidget()


def _scroll_to(area: QScrollArea, top: int, bottom: int) -> None:
    bar, room = area.verticalScrollBar(), area.viewport().height()
    around = appearance().gap(_AROUND)
    if bottom - top > room:
        # Of what is taller than the window its beginning is shown, unless some of it is.
        if bottom < bar.value() or top > bar.value() + room:
            bar.setValue(top - around)
    elif top - around < bar.value():
        bar.setValue(min(top - around, bar.value()))
    elif bottom + around > bar.value() + room:
        bar.setValue(min(bottom + around - room, top))
