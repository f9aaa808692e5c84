"""A list that opens under its field."""

from collections.abc import Sequence

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate


class Chooser(QComboBox):
    """A list to choose from that a turning wheel never changes."""

    def __init__(self) -> None:
        super().__init__()
        # Only this delegate takes the heights of the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling the page must not choose something else.
        event.ignore()

    def fill(self, choices: Sequence[tuple[object, str]], chosen: object) -> None:
        """Offer the choices (value and words) and show one of them."""
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
        self.setCurrentIndex(max(0, self.findData(chosen)))
