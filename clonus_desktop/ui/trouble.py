"""When the casebook cannot be opened: what happened, and what can be done."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _, say
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label


class TroubleDialog(QDialog):
    """The words of the fault, where the file is, Try again and Close."""

    def __init__(self, fault: StorageFault, path: Path) -> None:
        super().__init__()
        self.setWindowTitle(_("Clonus Desktop"))
        self.setObjectName("window")
        layout = QVBoxLayout(self)
        gap = appearance().gap(24)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(appearance().gap(16))
        layout.addWidget(plain_label(_("The casebook was not opened"), role="h2", wrap=True))
        layout.addWidget(plain_label(say(fault.message), wrap=True))
        where = plain_label(str(path), role="caption", wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(where)
        layout.addStretch(1)
        self.again = primary_button(_("Try again"), "rotate-ccw")
        self.again.clicked.connect(self.accept)
        self.close_button = secondary_button(_("Close"))
        self.close_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.again)
        layout.addLayout(row)
        self.resize(appearance().px(640), appearance().px(320))


def ask_what_to_do(fault: StorageFault, path: Path) -> bool:
    """True to try again, False to close the program."""
    return bool(TroubleDialog(fault, path).exec())
