"""Text on the screen. Always plain: a name with markup in it shows its markup."""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from clonus_desktop.ui import tokens
from clonus_desktop.ui.appearance import appearance

_LEAST_SHARE, _LEAST_PX = 0.55, 12
"""Of its size, and in pixels at 100 %: smaller words would not be read at an arm's length."""


def plain_label(
    text: str = "", role: str = "body", *, wrap: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label that shows its text letter by letter, in a role of the style sheet."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    # Before the text: with its text a label is told to screen readers, as a heading or not.
    label.setProperty("role", role)
    label.setText(text)
    label.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label


def tell_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tool tip that shows its text letter by letter.

    Qt guesses whether a tool tip is marked up, and has no way to be told.
    """
    # Without a tag it is never taken for marked up; with one, all of it is text in a tag of ours.
    if "<" in text:
        # Seldom needed, and two thousand names of letters to read at every start.
        from html import escape

        text = f"<span>{escape(text)}</span>"
    widget.setToolTip(text)


class OneLine(QLabel):
    """Plain text that asks for one line and wraps where there is no room for it.

    A wrapped label of Qt asks for a block, and gets one beside anything that stretches.
    """

    def __init__(self, text: str, role: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setText(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.heightForWidth(width))


class FittedLine(QLabel):
    """Plain text in one line, written smaller where there is no room for it.

    For words that have to stay in one line of the same height, such as the place that is examined.

    Args:
        role: Of the style sheet, in which it has that size and weight.
        size: Pixels at 100 %.
    """

    def __init__(self, role: str, size: int, weight: int = tokens.REGULAR) -> None:
        super().__init__()
        self._size, self._weight = size, weight
        self._least = max(_LEAST_SHARE, _LEAST_PX / size)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        appearance().changed.connect(self._fit)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.updateGeometry()
        self._fit()

    @property
    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(appearance().font_of(self._size, self._weight))

    def sizeHint(self) -> QSize:
        metrics = self._metrics
        return QSize(metrics.horizontalAdvance(self.text()) + 4, metrics.height())

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(math.ceil(self._least * whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        share = max(self._least, self.width() / self.sizeHint().width())
        pixels = int(share * appearance().px(self._size))
        style = "" if share >= 1 else f"font-size: {pixels}px"
        if style != self.styleSheet():
            self.setStyleSheet(style)


def heading(text: str) -> QLabel:
    """The heading of a page."""
    return OneLine(text, role="h1")


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Give a widget another property of the style sheet, and let it show."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
