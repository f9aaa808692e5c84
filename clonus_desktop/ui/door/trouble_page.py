"""The casebook cannot be opened: what happened, what it means, what can be done."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal

from clonus_desktop.domain.message import Message
from clonus_desktop.language import _, say
from clonus_desktop.ui.door.door_page import DoorPage, path_label
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label


class TroublePage(DoorPage):
    """The words of a fault, where the casebook is, and the ways on.

    Signals:
        again_wanted: Try again what failed.
        backup_wanted: A backup is to be opened.
        close_wanted: The program is to be closed.
    """

    again_wanted = Signal()
    backup_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, title: str, message: Message, path: Path, *, has_backups: bool) -> None:
        super().__init__("triangle-alert", title, say(message), width=640)
        self.body.addWidget(plain_label(_("The casebook is in this folder:"), wrap=True))
        self.body.addWidget(path_label(path.parent))
        self.again = primary_button(_("Try again"), "rotate-ccw")
        self.backup = secondary_button(_("Open a backup"), "history")
        self.close_button = secondary_button(_("Close the program"))
        self.add_buttons(self.again, self.backup, self.close_button)
        self.backup.setVisible(has_backups)
        self.again.clicked.connect(lambda: self.again_wanted.emit())
        self.backup.clicked.connect(lambda: self.backup_wanted.emit())
        self.close_button.clicked.connect(lambda: self.close_wanted.emit())
        self.setAccessibleDescription(say(message))

    def focus_first(self) -> None:
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
