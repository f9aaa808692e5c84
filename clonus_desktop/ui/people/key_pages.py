"""Pages for when the keys could not be changed, or the casebook not be opened after it."""

from PySide6.QtCore import Qt, Signal

from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _, say
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.door.unlock_form import UnlockForm
from clonus_desktop.ui.people.key_work import KeyWork
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button


class FailedPage(DoorPage):
    """The words of a fault; try again, or leave it for now.

    Signals:
        again_wanted: Try again what failed.
    """

    again_wanted = Signal()

    def __init__(self, title: str, fault: StorageFault, *words: str) -> None:
        super().__init__("triangle-alert", title, say(fault.message), *words, width=640)
        self.again = primary_button(_("Try again"), "rotate-ccw")
        self.later = secondary_button(_("Later"))
        self.add_buttons(self.again, self.later)
        self.again.clicked.connect(lambda: self.again_wanted.emit())
        self.later.clicked.connect(lambda: self.back_wanted.emit())
        self.setAccessibleDescription(" ".join((say(fault.message), *words)))

    def go_back(self) -> None:
        self.back_wanted.emit()

    def focus_first(self) -> None:
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)


class ReopenPage(DoorPage):
    """Asks for the own passphrase, because only it tells which key the casebook has now.

    Signals:
        unlocked: What it Opened.
    """

    unlocked = Signal(object)

    def __init__(self, fault: StorageFault, work: KeyWork) -> None:
        title = _("Unlock the casebook again")
        lines = (
            say(fault.message),
            _("The casebook is closed. Everything that was saved is in it."),
        )
        super().__init__("lock", title, *lines, width=560)
        signed_in = work.signed_in
        self.form = UnlockForm(signed_in.path, work.worker, cost=signed_in.cost)
        self.form.show_ways([signed_in.way_in])
        self.body.addWidget(self.form)
        self.form.unlocked.connect(lambda _way, opened: self.unlocked.emit(opened))
        self.form.refused.connect(self._say_refused)

    def _say_refused(self, fault: StorageFault) -> None:
        self.form.passphrase.show_problem(say(fault.message))

    def focus_first(self) -> None:
        self.form.begin()

    def forget(self) -> None:
        self.form.forget()
