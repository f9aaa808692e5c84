"""A PIN for quick unlocking, typed twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.lock.pin_form import LONGEST, SHORTEST, PinLine
from clonus_desktop.ui.widgets.buttons import primary_button
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.form_sheet import FormSheet


class PinSheet(FormSheet):
    """Asks for the digits.

    Signals:
        chosen: The digits.
    """

    chosen = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(
            owner,
            _("Set a PIN"),
            _(
                "It unlocks the window until the program is closed, for eight hours at most. It "
                "is written nowhere."
            ),
            go_on=primary_button(_("Set PIN")),
            width=480,
        )
        self.lines = {"pin": PinLine(), "again": PinLine()}
        hint = _("{least} to {most} digits.").format(least=SHORTEST, most=LONGEST)
        self.ask(
            {
                "pin": Field(_("PIN"), self.lines["pin"], hint=hint),
                "again": Field(_("The same PIN again"), self.lines["again"]),
            }
        )
        self.lines["pin"].returnPressed.connect(lambda: self.go_to("again"))
        self.lines["again"].returnPressed.connect(self.submit)
        self.submitted.connect(self._take)

    def _take(self) -> None:
        digits = self.lines["pin"].text()
        self.close_sheet()
        self.chosen.emit(digits)

    def problems(self) -> dict[str, str]:
        pin, again = (line.text() for line in self.lines.values())
        if len(pin) < SHORTEST:
            words = _("Enter {least} to {most} digits.")
            return {"pin": words.format(least=SHORTEST, most=LONGEST)}
        if len(set(pin)) == 1 or pin in _RUNS:
            return {"pin": _("Choose digits that are not all the same and no run, such as 1234.")}
        if pin != again:
            return {"again": _("These are not the same digits. Enter both again.")}
        return {}

    def forget(self) -> None:
        for line in self.lines.values():
            line.clear()


_UP = "01234567890"
_RUNS = frozenset(
    line[at : at + length]
    for line in (_UP, _UP[::-1])
    for length in range(SHORTEST, LONGEST + 1)
    for at in range(len(line) - length + 1)
)
