"""A page that is longer than the window: it scrolls up and down, never sideways."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_LINE = 48
"""Pixels that an arrow key scrolls."""

_DEEPEST = 4
"""Resizings within each other: one when the bar comes, one when it goes, and as many to spare."""


class Content(QWidget):
    """As tall as its layout needs at the width it has, and no taller."""

    def minimumSizeHint(self) -> QSize:
        # Wrapped labels ask for the height of a narrow column; the scroll area asks the layout
        # for the height at the real width by itself. Without any, it does not ask.
        hint, layout = super().minimumSizeHint(), self.layout()
        is_asked = layout is not None and layout.hasHeightForWidth()
        return QSize(hint.width(), 0 if is_asked else hint.height())


class SteadyArea(QScrollArea):
    """A scroll area that comes to rest, whatever its content answers.

    Qt gives the content another width when the bar comes or goes, from inside the resizing before.
    A table that is only then as high as its rows answers for the width of before: the bar would
    come and go without an end, until the stack is full.
    """

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Resize:
            return super().eventFilter(watched, event)
        if self._depth >= _DEEPEST:
            return False
        self._depth += 1
        try:
            return super().eventFilter(watched, event)
        finally:
            self._depth -= 1


def scroll_area(content: QWidget) -> QScrollArea:
    """A frame around the content that scrolls up and down and never takes the keyboard."""
    area = SteadyArea()
    _prepare(area)
    area.setWidget(content)
    return area


def _prepare(area: QScrollArea) -> None:
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.verticalScrollBar().setSingleStep(_LINE)


class Scrolled(SteadyArea):
    """A column that scrolls.

    Args:
        content: What lies in the frame.

    Attributes:
        column: Where the contents go.
    """

    def __init__(self, content: Content | None = None) -> None:
        super().__init__()
        _prepare(self)
        content = content or Content()
        content.setProperty("role", "scrolled")
        self.column = QVBoxLayout(content)
        self.column.setSpacing(16)
        self.setWidget(content)
