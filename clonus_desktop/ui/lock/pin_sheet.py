"""A PIN for quick unlocking, typed twice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.lock.pin_form import LONGEST, SHORTEST, PinLine
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.error_summary import ErrorSummary
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet


class PinSheet(Sheet):
    """Asks for the digits.

    Signals:
        chosen: The digits.
    """

    chosen = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, _("Set a PIN"), width=480)
        words = _(
            "It unlocks the window until the program is closed, for eight hours at most. It is "
            "written nowhere."
        )
        self.lines = {"pin": PinLine(), "again": PinLine()}
        hint = _("{least} to {most} digits.").format(least=SHORTEST, most=LONGEST)
        self.fields = {
            "pin": Field(_("PIN"), self.lines["pin"], hint=hint),
            "again": Field(_("The same PIN again"), self.lines["again"]),
        }
        self.summary = ErrorSummary()
        self.summary.followed.connect(lambda name: self.lines[name].setFocus(_BY_TAB))
        for part in (plain_label(words, role="muted", wrap=True), self.summary):
            self.body.addWidget(part)
        for field in self.fields.values():
            self.body.addWidget(field)
        self.set_button = primary_button(_("Set PIN"))
        self.cancel = secondary_button(_("Cancel"), key_hint=_("Esc"))
        self.set_button.clicked.connect(self._set)
        self.cancel.clicked.connect(self.close_sheet)
        self.add_buttons(self.set_button, self.cancel)
        self.lines["pin"].returnPressed.connect(lambda: self.lines["again"].setFocus(_BY_TAB))
        self.lines["again"].returnPressed.connect(self._set)

    def first_focus(self) -> QWidget:
        return self.lines["pin"]

    def _set(self) -> None:
        problems = self._problems()
        for name, field in self.fields.items():
            field.show_problem(problems.get(name, ""))
        if problems:
            self.summary.show_problems(list(problems.items()))
            self._cover()
            return
        digits = self.lines["pin"].text()
        self.close_sheet()
        self.chosen.emit(digits)

    def _problems(self) -> dict[str, str]:
        pin, again = (line.text() for line in self.lines.values())
        if len(pin) < SHORTEST:
            words = _("Enter {least} to {most} digits.")
            return {"pin": words.format(least=SHORTEST, most=LONGEST)}
        if len(set(pin)) == 1 or pin in _RUNS:
            return {"pin": _("Choose digits that are not all the same and no run, such as 1234.")}
        if pin != again:
            return {"again": _("These are not the same digits. Enter both again.")}
        return {}


_BY_TAB = Qt.FocusReason.TabFocusReason
_UP = "01234567890"
_RUNS = frozenset(
    line[at : at + length]
    for line in (_UP, _UP[::-1])
    for length in range(SHORTEST, LONGEST + 1)
    for at in range(len(line) - length + 1)
)
