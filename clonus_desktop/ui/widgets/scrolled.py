"""A page that is longer than the window: it scrolls up and down, never sideways."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Content(QWidget):
    """As tall as its layout needs at the width it has, and no taller."""

    def minimumSizeHint(self) -> QSize:
        # Wrapped labels ask for the height of a narrow column; the scroll area asks the layout
        # for the height at the real width by itself.
        return QSize(super().minimumSizeHint().width(), 0)


def scroll_area(content: QWidget) -> QScrollArea:
    """A frame around the content that scrolls up and down and never takes the keyboard."""
    area = QScrollArea()
    _prepare(area)
    area.setWidget(content)
    return area


def _prepare(area: QScrollArea) -> None:
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class Scrolled(QScrollArea):
    """A column that scrolls.

    Attributes:
        column: Where the contents go.
    """

    def __init__(self) -> None:
        super().__init__()
        _prepare(self)
        content = Content()
        content.setProperty("role", "scrolled")
        self.column = QVBoxLayout(content)
        self.column.setSpacing(16)
        self.setWidget(content)
