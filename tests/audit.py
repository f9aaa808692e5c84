"""What an audit of a screen finds: controls that somebody could not name, hit, read or reach.

Each check takes what is shown and gives a line for each fault; an empty list is a pass.
"""

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QGraphicsView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from clonus_desktop.ui.page import Page
from clonus_desktop.ui.widgets.focus_ring import FocusRing
from clonus_desktop.ui.widgets.sheet import Sheet
from tests.painted import Writing, writings_of

LEAST_TARGET = 44
SMALLEST_TEXT = 12
LEAST_TEXT_CONTRAST, LEAST_EDGE_CONTRAST = 4.5, 3.0

GENERIC = frozenset(
    {
        QAccessible.Role.NoRole,
        QAccessible.Role.Border,
        QAccessible.Role.Client,
        QAccessible.Role.Pane,
        QAccessible.Role.Whitespace,
        QAccessible.Role.Window,
    }
)
FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
_READ_AS_TEXT = frozenset({"quiet", "link", "entry"})
"""Kinds of buttons that are told by their words and need no edge."""

_KERNING = 0.2
"""Of the size of the letters: a comma may stand under the arm of a Y."""


# --- what is looked at ------------------------------------------------------------------------


class Shown:
    """What a window shows, without what lies behind an open sheet.

    Attributes:
        window: All of it.
        widgets: The visible widgets, each before what lies in it.
    """

    def __init__(self, root: QWidget) -> None:
        self.window = root.window()
        found = (top_sheet(root) or root).findChildren(QWidget)
        self.widgets = [
            widget
            for widget in found
            if widget.isVisible() and widget.width() > 0 and not _is_inside_qt(widget)
        ]
        self._writings: dict[QWidget, list[Writing]] = {}

    def writings_of(self, widget: QWidget) -> list[Writing]:
        """What a widget writes itself; asked once."""
        if widget not in self._writings:
            self._writings[widget] = writings_of(widget)
        return self._writings[widget]


def top_sheet(root: QWidget) -> Sheet | None:
    """The sheet that has to be answered, if one is open."""
    sheets = [sheet for sheet in root.window().findChildren(Sheet) if sheet.isVisible()]
    return sheets[-1] if sheets else None


def _is_inside_qt(widget: QWidget) -> bool:
    """Parts that Qt makes for itself: scroll bars, the frame of what scrolls."""
    if isinstance(widget, QScrollBar | FocusRing):
        return True
    is_painted_on = isinstance(widget.parentWidget(), QTableView | QGraphicsView)
    return widget.objectName().startswith("qt_") and not is_painted_on


def is_ours(widget: QWidget) -> bool:
    """True for a class of the program."""
    return type(widget).__module__.startswith("clonus_desktop")


def _has_own(widget: QWidget, method: str) -> bool:
    """True when a class of the program writes that event handler itself."""
    mine = (kind for kind in type(widget).__mro__ if not kind.__module__.startswith("PySide6"))
    return any(method in vars(kind) for kind in mine)


def is_control(widget: QWidget) -> bool:
    """True for what can be pressed or typed into."""
    if isinstance(widget, Page | Sheet) or not widget.isEnabled():
        return False
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab or isinstance(widget, QAbstractButton) or _has_own(widget, "mousePressEvent")


def who(widget: QWidget) -> str:
    """A widget in words."""
    text = getattr(widget, "text", "")
    text = text() if callable(text) else text
    return f"{type(widget).__name__} “{widget.accessibleName() or text or widget.objectName()}”"


# --- the checks -------------------------------------------------------------------------------


def untold(shown: Shown) -> list[str]:
    """Controls and painted widgets without a name or a role for screen readers."""
    faults = []
    for widget in shown.widgets:
        is_painted = is_ours(widget) and _has_own(widget, "paintEvent")
        if isinstance(widget, Sheet) or not (is_control(widget) or is_painted):
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if told.role() in GENERIC:
            faults.append(f"{who(widget)} has the role {told.role().name}")
        if not told.text(QAccessible.Text.Name).strip():
            faults.append(f"{who(widget)} has no name")
    return faults


def too_small(shown: Shown, *, scale: float = 1.0) -> list[str]:
    """Controls that a finger misses."""
    least = round(LEAST_TARGET * scale)
    controls = [widget for widget in shown.widgets if is_control(widget)]
    heads = [w for w in shown.widgets if isinstance(w, QHeaderView) and w.sectionsClickable()]
    return [
        f"{who(widget)} is {widget.width()} × {widget.height()}"
        for widget in (*controls, *heads)
        if min(widget.width(), widget.height()) < least
    ]


def cut_off(shown: Shown) -> list[str]:
    """Text that is not whole: cut by its widget, by its painter, or shortened to dots."""
    faults = [
        f"{who(widget)} cuts “{writing.text}”{why}"
        for widget in shown.widgets
        if not isinstance(widget, FIELDS) or _shows_hint(widget)
        for writing in shown.writings_of(widget)
        if (why := _why_cut(widget, writing))
    ]
    faults += [
        f"{who(widget)} cuts its picture: {widget.contentsRect().size()} of {drawn}"
        for widget in shown.widgets
        if isinstance(widget, QLabel) and not widget.pixmap().isNull()
        if (drawn := widget.pixmap().deviceIndependentSize().toSize())
        != drawn.boundedTo(widget.contentsRect().size())
    ]
    # Lines that would lie outside altogether are not even painted.
    return faults + [
        f"{who(widget)} is {widget.height()} high and needs {needed}"
        for widget in shown.widgets
        if isinstance(widget, QLabel) and widget.wordWrap()
        if (needed := widget.heightForWidth(widget.width())) > widget.height() + 1
    ]


def _shows_hint(widget: QWidget) -> bool:
    if isinstance(widget, QComboBox):
        return True
    return isinstance(widget, QLineEdit) and not widget.text()


def _why_cut(widget: QWidget, writing: Writing) -> str:
    room = widget.rect().toRectF().adjusted(-1, -1, 1, 1)
    # Columns of a table that lie outside its window are brought in by the arrows.
    is_table = isinstance(widget.parentWidget(), QTableView)
    if not is_table and not room.contains(writing.ink):
        return f": {writing.ink} of {widget.width()} × {widget.height()}"
    if writing.clip is not None and not writing.clip.adjusted(-1, -2, 1, 2).contains(writing.ink):
        return f": {writing.ink} in {writing.clip}"
    text = getattr(widget, "text", "")
    own = text() if callable(text) else str(text)
    if "…" in writing.text and "…" not in own:
        return " short"
    if 0 < writing.pixels < SMALLEST_TEXT:
        return f": {writing.pixels} pixels high"
    return ""


def written_over(shown: Shown) -> list[str]:
    """Pieces of text of one widget that lie over each other."""
    faults = []
    for widget in shown.widgets:
        if not is_ours(widget) or not _has_own(widget, "paintEvent"):
            continue
        for one, other in combinations(shown.writings_of(widget), 2):
            common = one.ink.intersected(other.ink)
            if min(common.width(), common.height()) > _KERNING * one.pixels:
                faults.append(f"{who(widget)}: “{one.text}” over “{other.text}”")
    return faults


def misplaced(shown: Shown) -> list[str]:
    """Widgets that stick out of what they lie in, or lie over one another."""
    faults = []
    for widget in shown.widgets:
        parent = widget.parentWidget()
        if parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea):
            continue
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            faults.append(f"{who(widget)} sticks out: {widget.geometry()} of {parent.rect()}")
        for other in _siblings_after(widget):
            common = widget.geometry() & other.geometry()
            if min(common.width(), common.height()) > 1:
                faults.append(f"{who(widget)} lies over {who(other)}")
    return faults


def _siblings_after(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    if parent is None or isinstance(parent, QAbstractScrollArea) or not _can_be_read(widget):
        return
    children = [child for child in parent.children() if isinstance(child, QWidget)]
    for other in children[children.index(widget) + 1 :]:
        if other.isVisible() and _can_be_read(other):
            yield other


def _can_be_read(widget: QWidget) -> bool:
    if isinstance(widget, Sheet | FocusRing):
        return False
    return isinstance(widget, (QLabel, QAbstractButton, *FIELDS)) or _has_own(widget, "paintEvent")


def sideways(shown: Shown) -> list[str]:
    """What has to be scrolled from left to right, or would have to be."""
    faults = []
    for area in shown.widgets:
        if not isinstance(area, QAbstractScrollArea) or isinstance(area, QPlainTextEdit):
            continue
        if area.horizontalScrollBar().maximum() > 0 and _has_own_columns(area):
            faults.append(f"{who(area)} scrolls sideways")
        inside = getattr(area, "widget", lambda: None)()
        if isinstance(inside, QWidget) and inside.width() > area.viewport().width() + 1:
            faults.append(f"{who(area)}: {inside.width()} in {area.viewport().width()} pixels")
    return faults


def _has_own_columns(area: QAbstractScrollArea) -> bool:
    # Tables may be wider than a small window: WCAG 1.4.10 excepts them, and arrows move in them.
    return not isinstance(area, QAbstractItemView)


# --- what the eye sees ------------------------------------------------------------------------


class Seen:
    """The pixels of a window."""

    def __init__(self, window: QWidget) -> None:
        for ring in window.findChildren(FocusRing):
            ring.hide()
        image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        self.ratio = image.devicePixelRatio()
        bits = np.frombuffer(image.constBits(), np.uint32)
        self._pixels = bits.reshape(image.height(), image.bytesPerLine() // 4) & 0xFFFFFF

    def colours(self, box: QRect) -> tuple[np.ndarray, np.ndarray]:
        """The colours in a box of the window, and how often each is there."""
        cut = self._pixels[
            max(0, box.top()) : box.bottom() + 1, max(0, box.left()) : box.right() + 1
        ]
        return np.unique(cut, return_counts=True)


def luminance(colour: int) -> float:
    """Of a colour 0xRRGGBB, as WCAG 2.2 defines it."""
    channels = [(colour >> shift & 0xFF) / 255 for shift in (16, 8, 0)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: int, other: int) -> float:
    """Between two colours: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faint(shown: Shown) -> list[str]:
    """Text that does not stand out from what is really painted behind it."""
    seen, faults = Seen(shown.window), []
    for widget in shown.widgets:
        for writing in shown.writings_of(widget):
            box = writing.ink.toAlignedRect()
            if not widget.visibleRegion().boundingRect().contains(box):
                continue
            ink = int(writing.colour[1:], 16)
            corner = widget.mapTo(shown.window, QPoint(0, 0))
            colours, counts = seen.colours(box.adjusted(-2, -2, 2, 2).translated(corner))
            grounds = [(int(n), int(c)) for c, n in zip(colours, counts, strict=True) if c != ink]
            if not grounds:
                faults.append(f"{who(widget)}: “{writing.text}” is not to be seen")
                continue
            ratio = contrast(ink, max(grounds)[1])
            if ratio < LEAST_TEXT_CONTRAST:
                faults.append(f"{who(widget)}: “{writing.text}” has {ratio:.1f} : 1")
    return faults


def edgeless(shown: Shown) -> list[str]:
    """Controls whose edge or ground does not stand out from what is around them."""
    seen, faults = Seen(shown.window), []
    for widget in shown.widgets:
        if not _needs_edge(widget) or not _is_all_visible(widget):
            continue
        corner = widget.mapTo(shown.window, QPoint(0, 0))
        height = widget.height()
        outside = QRect(-3, height // 2 - 4, 2, 8).translated(corner)
        edge = QRect(0, height // 3, 8, height // 3).translated(corner)
        if isinstance(widget, QCheckBox):
            edge.setWidth(min(24, widget.width()))
        colours, counts = seen.colours(outside)
        ground = int(colours[counts.argmax()])
        best = max(contrast(ground, int(colour)) for colour in seen.colours(edge)[0])
        if best < LEAST_EDGE_CONTRAST:
            faults.append(f"{who(widget)} has an edge of {best:.1f} : 1")
    return faults


def _needs_edge(widget: QWidget) -> bool:
    if not widget.isEnabled() or not isinstance(widget, (QAbstractButton, *FIELDS)):
        return False
    return (
        widget.property("kind") not in _READ_AS_TEXT
        and not isinstance(widget.parentWidget(), QComboBox)
        and widget.parentWidget().objectName() != "rail"
    )


def _is_all_visible(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


Check = Callable[[Shown], list[str]]
SHAPES: tuple[Check, ...] = (cut_off, written_over, misplaced, sideways)
COLOURS: tuple[Check, ...] = (faint, edgeless)
