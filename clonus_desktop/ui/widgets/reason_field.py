"""A reason that has to be given: its line, and what is said when it is left empty."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.labels import plain_label, set_property

LONGEST_REASON = 500


class ReasonField(QWidget):
    """A line for the clinician's words; empty ones are not taken.

    Args:
        missing: What is said when there are none.

    Signals:
        given: The reason, by Enter in its line or by ``take``.
        missed: There was none, and that is said now: the field is higher.
    """

    given = Signal(str)
    missed = Signal()

    def __init__(self, missing: str) -> None:
        super().__init__()
        label = plain_label(_("Reason"), "strong")
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST_REASON)
        self.line.setAccessibleName(_("Reason"))
        self.problem = plain_label(missing, "error", wrap=True)
        label.setBuddy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance().gap(8))
        for part in (label, self.problem, self.line):
            column.addWidget(part)
        self.problem.hide()
        self.line.returnPressed.connect(self.take)

    def take(self) -> None:
        """Give the reason, or say that there is none."""
        reason = self.line.text().strip()
        if reason:
            self.given.emit(reason)
            return
        self.problem.show()
        set_property(self.line, "state", "error")
        self.line.setAccessibleDescription(self.problem.text())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.missed.emit()
