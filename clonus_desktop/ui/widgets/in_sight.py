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
        self._given_back: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self._given_back:
            self._given_back = None
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # What is pressed must not move away under the press, or the release misses it.
            return
        if now is not None and now.window() is self.parent():
            # Once what was just shown has found its place.
            QTimer.singleShot(0, now, lambda: self._show(now))

    def _show(self, now: QWidget) -> None:
        if now is not self._given_back:
            show_in_sight(now)

    def stay_at(self, widget: QWidget) -> None:
        """Scroll nothing for a widget that gets the keyboard back, until it goes elsewhere."""
        self._given_back = widget


def give_back(widget: QWidget) -> None:
    """Give a widget the keyboard again after what lay over it, and scroll nothing.

    A press of the mouse leaves the keyboard where it is. Whoever scrolled away from there and
    pressed what opens a sheet finds the page as it was when the sheet is gone.
    """
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for follower in widget.window().findChildren(InSight, options=direct):
        follower.stay_at(widget)
    widget.setFocus(Qt.FocusReason.OtherFocusReason)


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
