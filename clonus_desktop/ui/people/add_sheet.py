"""Another clinician for the casebook: the profile, and a first passphrase by the colleague."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from clonus_desktop.domain.clinician import LONGEST_NAME
from clonus_desktop.language import _
from clonus_desktop.ui.door.new_passphrase import NewPassphrase
from clonus_desktop.ui.widgets.buttons import primary_button
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.form_sheet import FormSheet


class AddSheet(FormSheet):
    """Asks the colleague, at this computer, for a name and a passphrase.

    Args:
        owner: A widget of the window.
        taken: The names of those who may come in.
    """

    def __init__(self, owner: QWidget, taken: Sequence[str]) -> None:
        super().__init__(
            owner,
            _("Add a clinician"),
            _(
                "Everybody who is added opens all patients of this casebook, and signs only as "
                "themselves."
            ),
            _("Let your colleague type the passphrase. Nobody else has to know it."),
            go_on=primary_button(_("Add clinician"), "user-plus"),
        )
        self._taken = {_folded(name) for name in taken}
        self.lines = {key: QLineEdit() for key in ("name", "role", "registration")}
        for line in self.lines.values():
            line.setMaxLength(LONGEST_NAME)
        name, role, registration = self.lines.values()
        self.new = NewPassphrase(self, about=lambda: tuple(self.typed.values()))
        self.ask(
            {
                "name": Field(_("Name"), name, hint=_("Signs exams and letters.")),
                "role": Field(_("Role (optional)"), role, hint=_("Such as Consultant.")),
                "registration": Field(_("Registration No. (optional)"), registration),
            }
            | self.new.fields
        )
        name.textChanged.connect(lambda _text: self.new.reckon())
        name.returnPressed.connect(lambda: self.go_to("role"))
        role.returnPressed.connect(lambda: self.go_to("registration"))
        registration.returnPressed.connect(lambda: self.go_to("passphrase"))
        self.new.fields["again"].edit.entered.connect(self.submit)

    @property
    def typed(self) -> dict[str, str]:
        """Name, role and registration number, without space around them."""
        return {key: " ".join(line.text().split()) for key, line in self.lines.items()}

    def problems(self) -> dict[str, str]:
        return self._problem_of_name() | self.new.problems()

    def _problem_of_name(self) -> dict[str, str]:
        name = self.typed["name"]
        if not name:
            return {"name": _("Enter the name.")}
        if _folded(name) in self._taken:
            said = _("{name} is here already. Add something that tells the two apart.")
            return {"name": said.format(name=name)}
        return {}

    def forget(self) -> None:
        self.new.forget()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
