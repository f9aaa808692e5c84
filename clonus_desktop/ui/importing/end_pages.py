"""How an import ended."""

from PySide6.QtCore import Qt, Signal

from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.importing import Done, Plan
from clonus_desktop.language import _, say
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.importing.import_words import done_lines
from clonus_desktop.ui.widgets.buttons import primary_button


class DonePage(DoorPage):
    """What was taken in."""

    def __init__(self, plan: Plan, done: Done) -> None:
        lines = done_lines(plan, done)
        super().__init__("check", _("Taken in"), *lines, width=640)
        self.close_button = primary_button(_("Done"), "check")
        self.add_buttons(self.close_button)
        self.close_button.clicked.connect(lambda: self.back_wanted.emit())
        self.setAccessibleDescription(" ".join(lines))

    def go_back(self) -> None:
        self.back_wanted.emit()

    def focus_first(self) -> None:
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)


class NotOpenPage(DoorPage):
    """The casebook could not be opened again after an import; nothing of it is lost.

    Signals:
        again_wanted: Try to open it again.
    """

    again_wanted = Signal()

    def __init__(self, fault: StorageFault) -> None:
        words = _("The casebook is closed. Everything that was saved is in it.")
        title = _("The casebook cannot be opened now")
        super().__init__("triangle-alert", title, say(fault.message), words, width=640)
        self.again = primary_button(_("Try again"), "rotate-ccw")
        self.add_buttons(self.again)
        self.again.clicked.connect(lambda: self.again_wanted.emit())

    def focus_first(self) -> None:
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
