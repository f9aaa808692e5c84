"""What the settings offer under Data: to take in patients and exams from elsewhere."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.widgets.buttons import secondary_button
from clonus_desktop.ui.widgets.labels import plain_label


class ImportPart(QWidget):
    """Some words and a button.

    Signals:
        wanted: Something is to be taken in.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        words = _(
            "Patients can be taken in from a list of another program, and patients with their "
            "exams from the export of another casebook."
        )
        column.addWidget(plain_label(words, wrap=True))
        self.button = secondary_button(_("Import patients…"), "file-down")
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.clicked.connect(lambda: self.wanted.emit())
