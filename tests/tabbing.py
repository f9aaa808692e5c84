"""The way of the keyboard through what is shown: every stop, in order, seen and ringed."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from clonus_desktop.ui.page import Page
from clonus_desktop.ui.widgets.sheet import Sheet
from tests.audit import Shown, is_control, top_sheet, who

_MOST_STOPS = 150
_SAME_LINE = 6
"""Pixels by which things in a line may overlap what is under them."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where Tab led to, and what was wrong there."""

    widget: QWidget
    fault: str


def tab_through(window: QWidget) -> list[Stop]:
    """Press Tab until it comes round; the stops in order."""
    stops: list[Stop] = []
    for _press in range(_MOST_STOPS):
        focus = QApplication.focusWidget() or window
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        QApplication.processEvents()
        now = QApplication.focusWidget()
        if now is None or any(stop.widget is now for stop in stops):
            break
        stops.append(Stop(now, _fault_at(now, window)))
    return stops


def _fault_at(widget: QWidget, window: QWidget) -> str:
    if isinstance(widget, Page | Sheet):
        return ""
    if not _is_seen(widget, window):
        return f"{who(widget)} has the keyboard and is not all to be seen"
    if widget.property("ring") is not False and window.focus_ring.target is not widget:
        large = widget.width() * widget.height() * 2 > window.width() * window.height()
        return "" if large else f"{who(widget)} has the keyboard and no ring"
    return ""


def _is_seen(widget: QWidget, window: QWidget) -> bool:
    """In the window and in all that it is scrolled in; of something taller, some of it."""
    box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    room = window.rect()
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            room &= QRect(parent.mapTo(window, QPoint(0, 0)), parent.size())
        parent = parent.parentWidget()
    if box.height() > room.height():
        return room.intersects(box)
    over = window.childAt(box.center())
    is_free = over is None or over is widget or widget.isAncestorOf(over)
    return room.adjusted(-1, -1, 1, 1).contains(box) and (is_free or over.isAncestorOf(widget))


def never_reached(window: QWidget, stops: list[Stop]) -> list[str]:
    """Controls that Tab passes by."""
    reached = {stop.widget for stop in stops}
    return [
        f"{who(widget)} is not reached by Tab"
        for widget in Shown(window).widgets
        if is_control(widget)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget not in reached
    ]


def out_of_order(window: QWidget, stops: list[Stop]) -> list[str]:
    """Steps of Tab that go back up, or back to what was read before in the same line.

    Compared where the two part: of two cards side by side each is read to its end. Once round,
    the way may go back to the start.
    """
    root = top_sheet(window) or window
    widgets = [s.widget for s in stops if not isinstance(s.widget, Page | Sheet)]
    back = [
        f"{who(before)} → {who(after)}"
        for before, after in pairwise([*widgets, *widgets[:1]])
        if before is not after and _goes_back(before, after, root)
    ]
    return back[1:] if len(back) > 1 else []


def _goes_back(before: QWidget, after: QWidget, root: QWidget) -> bool:
    one, other = _where_they_part(before, after, root)
    if one.bottom() <= other.top() + _SAME_LINE:
        return False
    if other.bottom() <= one.top() + _SAME_LINE:
        return True
    is_rtl = root.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return one.left() >= other.right() if not is_rtl else one.right() <= other.left()


def _where_they_part(one: QWidget, other: QWidget, root: QWidget) -> tuple[QRect, QRect]:
    """The boxes, in the window, of the two branches of the innermost widget that holds both."""
    ours, theirs = _way_up(one, root), _way_up(other, root)
    while len(ours) > 1 and len(theirs) > 1 and ours[-1] is theirs[-1]:
        ours.pop()
        theirs.pop()
    return _box(ours[-1], root), _box(theirs[-1], root)


def _way_up(widget: QWidget, root: QWidget) -> list[QWidget]:
    way = []
    while widget is not None and widget is not root:
        way.append(widget)
        widget = widget.parentWidget()
    return way


def _box(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
