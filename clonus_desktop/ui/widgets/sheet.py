"""A sheet over the window: one question, everything behind it dimmed and out of reach."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken, announce
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.page_keys import PageKey, answer
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.in_sight import give_back
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.layouts import items_of
from clonus_desktop.ui.widgets.reading_order import next_stop
from clonus_desktop.ui.widgets.scroll_keys import scroll_keys
from clonus_desktop.ui.widgets.scrolled import Content, scroll_area

_DIM = 110
_BORDER = 1
"""Of the frame, as the style sheet draws it."""


class Sheet(QWidget):
    """A modal sheet inside a window. Esc closes it and the focus goes back where it was.

    Args:
        owner: A widget of the window over which it lies.
        title: The question, in plain text.
        width: Widest, in pixels at 100 %.

    Signals:
        closed: It is gone, by whatever way.
    """

    spoken = Spoken(role=Role.Dialog, is_modal=True)

    closed = Signal()

    def __init__(self, owner: QWidget, title: str, *, width: int = 600) -> None:
        super().__init__(owner.window())
        self._width = width
        self._focus_before: QWidget | None = None
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.frame = QFrame(self)
        self.frame.setProperty("role", "sheet")
        outer = QVBoxLayout(self.frame)
        self.title = plain_label(title, role="h2", wrap=True)
        outer.addWidget(self.title)
        self._inside = Content()
        self.body = QVBoxLayout(self._inside)
        # Room above for accents on capitals, such as in a name at the very top.
        self.body.setContentsMargins(0, 4, 0, 0)
        self._scroll = scroll_area(self._inside)
        self._scroll.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        outer.addWidget(self._scroll, 1)
        self.foot = QVBoxLayout()
        outer.addLayout(self.foot)
        self._space()
        self.hide()

    def _space(self) -> None:
        gap = appearance().gap(24)
        outer = self.frame.layout()
        assert outer is not None
        outer.setContentsMargins(gap, gap, gap, gap)
        outer.setSpacing(appearance().gap(12))
        self.body.setSpacing(appearance().gap(8))

    def open(self) -> None:
        """Show the sheet and move the focus into it."""
        before = self.window().focusWidget()
        self._space()
        self.window().installEventFilter(self)
        self._cover()
        self.show()
        self.raise_()
        self._take_focus_from(before)
        announce(self, self.title.text())

    def take_focus(self) -> None:
        """Take the keyboard, to give it back to whatever has it now."""
        # Of the window and not of the application: an inactive window has one as well.
        self._take_focus_from(self.window().focusWidget())

    def _take_focus_from(self, before: QWidget | None) -> None:
        self._focus_before = before
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """What gets the focus on opening: the sheet itself, unless a sheet knows better."""
        return self

    def close_sheet(self) -> None:
        """Take the sheet away and give the focus back."""
        if self.isHidden():
            return
        self.window().removeEventFilter(self)
        self.hide()
        before = self._focus_before
        # It may be gone, with the page or the lock screen that it was a part of.
        if before is not None and isValid(before) and before.isVisible():
            give_back(before)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._cover()
        return False

    def add_buttons(self, *buttons: QWidget, at_end: bool = False) -> None:
        """Buttons in a line at the foot, wrapped where the sheet is too narrow for them."""
        line = Flow()
        line.set_at_end(at_end)
        line.set_gaps(appearance().gap(12), appearance().gap(8))
        for button in buttons:
            line.add(button)
        self.foot.addWidget(line)

    def reveal(self, part: QWidget) -> None:
        """Scroll to a part of the body once it has its room."""
        self._cover()
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part))

    def keep(self) -> None:
        """Store what was typed into the sheet and not stored yet; it stays open."""

    def fit(self, width: int) -> None:
        """Called before the sheet is measured: lay the inside out for that many pixels."""

    def fit_again(self) -> None:
        """Be as high as the words need that are shown now."""
        self._cover()

    def _cover(self) -> None:
        """Lie over the whole window; the frame in its middle, as high as its words need."""
        room = self.window().rect()
        self.setGeometry(room)
        margin, padding = appearance().gap(16), appearance().gap(24)
        width = min(appearance().px(self._width), room.width() - 2 * margin)
        inner = width - 2 * padding
        self.fit(inner)
        # Only the middle takes what is left over.
        self.title.setFixedHeight(self.title.heightForWidth(inner - 2 * _BORDER))
        wanted = _height_of(self._inside.layout(), inner - 2 * _BORDER) + 1
        self._scroll.setMinimumHeight(min(wanted, appearance().px(96)))
        self._scroll.setMaximumHeight(wanted)
        height = _height_of(self.frame.layout(), width, instead=(self._scroll, wanted))
        height = min(height + 2 * _BORDER, room.height() - 2 * margin)
        left, top = (room.width() - width) // 2, (room.height() - height) // 2
        self.frame.setGeometry(QRect(left, max(margin, top), width, height))

    def showEvent(self, event: QEvent) -> None:  # type: ignore[override]
        super().showEvent(event)  # type: ignore[arg-type]
        self._cover()

    def focusNextPrevChild(self, forward: bool) -> bool:
        # The focus stays inside: behind a question nothing can be pressed.
        target = next_stop(self.frame, self.window().focusWidget(), forward=forward)
        if target is None:
            return True
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def key_table(self) -> tuple[PageKey, ...]:
        """The keys of the sheet."""
        close = PageKey(names=("Esc",), words=_("Close"), act=lambda _ms: self.close_sheet())
        return (close, *scroll_keys(self._scroll.verticalScrollBar()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        else:
            answer(event, self.key_table())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Nothing behind the sheet is reached.
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        dim = QColor(Qt.GlobalColor.black)
        dim.setAlpha(_DIM)
        QPainter(self).fillRect(self.rect(), dim)


def _height_of(
    layout: QLayout | None, width: int, *, instead: tuple[QWidget, int] | None = None
) -> int:
    """Height that a column of things needs at a width; one widget may count with another height.

    Added up item by item: a wrapped label tells its layout the height of a narrow one.
    """
    if layout is None:
        return 0
    if not isinstance(layout, QVBoxLayout):
        fits = layout.heightForWidth(width) if layout.hasHeightForWidth() else 0
        return max(fits, layout.minimumSize().height())
    margins = layout.contentsMargins()
    inner = width - margins.left() - margins.right()
    heights = []
    for item in items_of(layout):
        if instead is not None and item.widget() is instead[0]:
            heights.append(instead[1])
        elif item.layout() is not None:
            heights.append(_height_of(item.layout(), inner))
        elif not item.isEmpty():
            least = item.minimumSize().height()
            heights.append(item.heightForWidth(inner) if item.hasHeightForWidth() else least)
    shown = [height for height in heights if height > 0]
    gaps = layout.spacing() * max(0, len(shown) - 1)
    return sum(shown) + gaps + margins.top() + margins.bottom()
