"""Which parts of a letter are wanted: one box each, as many in a row as there is room for."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from clonus_desktop.casebook.letter_choices import SWITCHED
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.flow import Flow


class LetterParts(Flow):
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
        for box in self.boxes.values():
            self.add(box)
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
        self.set_gaps(appearance().gap(16), 0)


def _box(text: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setAccessibleName(text)
    box.setCursor(Qt.CursorShape.PointingHandCursor)
    return box
