"""Room for the panels of a plot, as high as they need for a width."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

LEAST_PANEL_WIDTH = 140


class Canvas(QWidget):
    """Where the panels lie; as high as they need for a width."""

    def __init__(self, height_for: Callable[[int], int]) -> None:
        super().__init__()
        self._height_for = height_for
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height_for(width)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 600)
        return QSize(width, self._height_for(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_PANEL_WIDTH, self._height_for(max(self.width(), 600)))
