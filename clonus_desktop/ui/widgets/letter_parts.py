"""Which parts of a letter are wanted: one box each, as many in a row as there is room for."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.casebook.letter_choices import SWITCHED
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance


class LetterParts(QWidget):
    """The boxes, in the order of ``SWITCHED``.

    Attributes:
        boxes: Each by the key of its part.

    Signals:
        changed: Another part is wanted, or one is not any more.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        said = {
            "table": _("Findings table"),
            "plot": _("Course plot"),
            "technique": _("How the test was done"),
            "notes": _("Notes"),
            "context": _("Other signs, treatment"),
            "hunter": _("Serotonergic exposure"),
            "rules": _("Rule in full"),
        }
        self.boxes = {part: _box(said[part]) for part in SWITCHED}
        self._across = 0
        self._rows = [QHBoxLayout() for _one in self.boxes]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self._rows:
            column.addLayout(row)
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self.changed.emit())

    @property
    def without(self) -> frozenset[str]:
        """The parts that are not wanted."""
        return frozenset(part for part, box in self.boxes.items() if not box.isChecked())

    def show_without(self, without: Collection[str]) -> None:
        """Tick all but these."""
        for part, box in self.boxes.items():
            box.setChecked(part not in without)

    def arrange(self) -> None:
        """Take the text size again."""
        for row in self._rows:
            row.setSpacing(appearance().gap(16))
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        across = self._fitting(self.width())
        if across == self._across:
            return
        self._across = across
        for row in self._rows:
            for box in self.boxes.values():
                row.removeWidget(box)
            while row.count():
                row.takeAt(0)
        for index, box in enumerate(self.boxes.values()):
            self._rows[index // across].addWidget(box)
        for row in self._rows:
            row.addStretch(1)

    def _fitting(self, width: int) -> int:
        """How many fit beside one another, in every row."""
        gap = appearance().gap(16)
        widths = [box.sizeHint().width() + gap for box in self.boxes.values()]
        for across in (4, 3, 2):
            rows = (widths[first : first + across] for first in range(0, len(widths), across))
            if all(sum(row) <= width for row in rows):
                return across
        return 1


def _box(text: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setAccessibleName(text)
    box.setCursor(Qt.CursorShape.PointingHandCursor)
    return box
