"""One large key of the numbers: it acts when it is pressed, not when it is let go."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTouchEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from clonus_desktop.ui import tokens
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.painting import draw_middle, fitted, text_width
from clonus_desktop.ui.widgets.touch import TOUCHES, Contact, Contacts

_KEYS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_BAR, _BAR_GAP, _EDGE = 14, 4, 8
_LEAST_SHARE = 0.75
"""A long word may be written so much smaller before it widens every key."""


class CountButton(QPushButton):
    """A number, its unit, a key hint in the corner, and bars for severity at the foot.

    A push button for screen readers; mouse, touch and keys are read here, so that the press
    counts and not the release, and so that one touch is one press.

    Signals:
        went_down: Time stamp of the press in milliseconds, 0 for none.
    """

    went_down = Signal(object)

    def __init__(self, label: str, caption: str, *, key_hint: str = "") -> None:
        super().__init__()
        self.label, self.caption, self.key_hint = label, caption, key_hint
        self.bars, self.is_compact = 0, False
        self._measured: tuple[tuple[str, str, str, float], int] | None = None
        self._contacts = Contacts()
        self._is_down = False
        self.setProperty("kind", "count")
        self.setAccessibleName(f"{label} {caption}")
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # By Tab only: a press must not take Space away from the pad.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.went_down.emit(0))
        appearance().changed.connect(self._forget_measure)

    # -- size ---------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        look = appearance()
        least = tokens.COUNT_BUTTON_SMALL if self.is_compact else tokens.COUNT_BUTTON
        return QSize(max(look.px(96), self._least_width()), look.px(least))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(appearance().px(56), self._least_width()), self.sizeHint().height())

    def _least_width(self) -> int:
        """Measured once: the layouts of an exam ask for it hundreds of times."""
        # Of the text size as well: layouts ask before the change of it is told.
        wanted = (self.label, self.caption, self.key_hint, appearance().scale)
        if self._measured is None or self._measured[0] != wanted:
            self._measured = (wanted, self._width_of_words())
        return self._measured[1]

    def _forget_measure(self) -> None:
        self._measured = None

    def _width_of_words(self) -> int:
        look = appearance()
        label = _LEAST_SHARE * text_width(self._label_font(), self.label) + 2 * self._hint_width()
        caption = text_width(look.font("caption"), self.caption)
        return round(max(label, caption)) + _EDGE + 4

    def _label_font(self) -> QFont:
        # A word is written smaller than a number, or it would set the width of every key.
        is_word = len(self.label) > 3
        return appearance().font_of(*((18, tokens.BOLD) if is_word else tokens.TYPE["count"]))

    def _hint_width(self) -> float:
        if not self.key_hint or len(self.label) <= 3:
            return 0.0
        return text_width(appearance().font("hint"), self.key_hint)

    # -- presses ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() in TOUCHES and isinstance(event, QTouchEvent):
            event.accept()
            for contact in self._contacts.of_touch(event):
                self._take(contact)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._take(self._contacts.of_mouse(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._take(self._contacts.of_mouse(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._take(self._contacts.of_mouse(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # All other keys are the page's: arrows turn to the next place and not to a button.
        event.setAccepted(event.key() in _KEYS)
        if event.isAccepted() and not event.isAutoRepeat():
            self.went_down.emit(event.timestamp())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(event.key() in _KEYS)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._is_down = False

    def _take(self, contact: Contact | None) -> None:
        if contact is None:
            return
        self._is_down = contact.is_down
        self.update()
        if contact.is_down:
            self.went_down.emit(contact.stamp_ms)

    # -- look ---------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = appearance(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.color("line_strong"), 2))
        painter.setBrush(look.color(self._ground()))
        painter.drawRoundedRect(box, tokens.COUNT_RADIUS, tokens.COUNT_RADIUS)
        self._paint_words(painter, box)
        self._paint_bars(painter, box)
        painter.end()

    def _ground(self) -> str:
        if self._is_down:
            return "primary_soft"
        return "hover" if self.underMouse() else "surface"

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        look = appearance()
        caption = QFontMetricsF(look.font("caption"))
        foot = look.px(15 if self.is_compact else 19)
        line = QRectF(box.left(), box.bottom() - foot - caption.height(), box.width(), 0)
        line.setHeight(caption.height())
        above = QRectF(box.left(), box.top(), box.width(), line.top() - box.top() + look.px(2))
        middle = above.center()
        middle.setY(middle.y() + look.px(2))
        painter.setPen(look.color("ink"))
        room = box.width() - 2 * (self._hint_width() + 3) - _EDGE
        painter.setFont(fitted(self._label_font(), self.label, room))
        draw_middle(painter, middle, self.label)
        painter.setPen(look.color("ink2"))
        painter.setFont(fitted(look.font("caption"), self.caption, box.width() - 4))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), self.caption)
        if self.key_hint:
            painter.setFont(look.font("hint"))
            corner = box.adjusted(5, 2, -6, -2)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(corner, int(flags), self.key_hint)

    def _paint_bars(self, painter: QPainter, box: QRectF) -> None:
        look = appearance()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("sev3" if self.bars == 3 else "sev2"))
        width, gap, thick = look.px(_BAR), look.px(_BAR_GAP), look.px(4)
        left = box.center().x() - (self.bars * (width + gap) - gap) / 2
        for index in range(self.bars):
            bar = QRectF(left + index * (width + gap), box.bottom() - look.px(9), width, thick)
            painter.drawRoundedRect(bar, thick / 2, thick / 2)
