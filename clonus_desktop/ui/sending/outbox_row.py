"""One thing in the outbox: whose exam, where it stands and why, and what can be done."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from clonus_desktop.casebook.outbox import Line, ShipmentState
from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.sending.sending_words import state_words, told_words
from clonus_desktop.ui.widgets.buttons import quiet_button, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label

_ROLES = {
    ShipmentState.WAITING: "caption",
    ShipmentState.ACCEPTED: "saved",
    ShipmentState.REFUSED: "error",
    ShipmentState.GIVEN_UP: "caption",
}


class OutboxRow(QFrame):
    """A line of the outbox with its buttons.

    Attributes:
        line: What it shows.

    Signals:
        again_wanted: It is to be sent again.
        given_up: It is not to be sent.
    """

    spoken = Spoken(role=Role.Grouping)

    again_wanted = Signal()
    given_up = Signal()

    def __init__(self, line: Line, now: datetime) -> None:
        super().__init__()
        self.line = line
        self.setProperty("card", "sunken")
        told, day = told_words(line.sent.told), short_date(line.examined_at)
        name = line.patient.formal_name
        title = _("{what} of {day}: {name}")
        self.setAccessibleName(title.format(what=told, day=day, name=name))
        self.title = plain_label(
            title.format(what=told, day=day, name=breakable(name)), role="strong", wrap=True
        )
        role = _ROLES[line.sent.state]
        self.state = plain_label(state_words(line.sent, now), role=role, wrap=True)
        self.again = secondary_button(_("Send again"), "rotate-ccw")
        self.drop = quiet_button(_("Give up"))
        self._buttons = Flow()
        for button in (self.again, self.drop):
            self._buttons.add(button)
            button.setAccessibleName(f"{button.text()}: {self.accessibleName()}")
        self._lay_out()
        self.again.clicked.connect(lambda: self.again_wanted.emit())
        self.drop.clicked.connect(lambda: self.given_up.emit())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        for part in (self.title, self.state):
            column.addWidget(part)
        sent = self.line.sent
        if sent.is_conflict and sent.state is ShipmentState.REFUSED:
            words = _("Sending it again replaces what is there.")
            column.addWidget(plain_label(words, role="caption", wrap=True))
        column.addWidget(self._buttons)
        look = appearance()
        gap = look.gap(12)
        # Room for accents on capitals, as in a family name.
        self.title.setContentsMargins(0, look.px(4), 0, 0)
        column.setContentsMargins(gap, gap // 2, gap, gap // 2 + 2)
        column.setSpacing(look.gap(4))
        self._buttons.set_gaps(look.gap(12), look.gap(8))
        # In the row first: a button without a parent would be a window of its own.
        is_over = {ShipmentState.REFUSED, ShipmentState.GIVEN_UP}
        can_wait = {ShipmentState.REFUSED, ShipmentState.WAITING}
        self.again.setVisible(sent.state in is_over)
        self.drop.setVisible(sent.state in can_wait)
        self._buttons.setVisible(sent.state is not ShipmentState.ACCEPTED)
