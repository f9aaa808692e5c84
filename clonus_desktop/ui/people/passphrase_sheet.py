"""Another passphrase for whoever is signed in: the one until now, and the new one twice."""

from PySide6.QtWidgets import QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.door.new_passphrase import NewPassphrase
from clonus_desktop.ui.door.passphrase_field import PassphraseField
from clonus_desktop.ui.widgets.buttons import primary_button
from clonus_desktop.ui.widgets.form_sheet import FormSheet


class PassphraseSheet(FormSheet):
    """Asks for both.

    Args:
        owner: A widget of the window.
        name: Whose passphrase it is.
    """

    def __init__(self, owner: QWidget, name: str) -> None:
        super().__init__(
            owner,
            _("Change your passphrase"),
            _("{name}: only your own way in is changed. The recovery code stays.").format(
                name=name
            ),
            go_on=primary_button(_("Change passphrase"), "key-round"),
        )
        self.old = PassphraseField(_("Your passphrase until now"))
        self.new = NewPassphrase(self, about=lambda: (name,))
        self.new.fields["passphrase"].show_label(_("New passphrase"))
        self.new.fields["again"].show_label(_("The new passphrase again"))
        self.ask({"old": self.old} | self.new.fields)
        self.old.edit.entered.connect(lambda: self.go_to("passphrase"))
        self.new.fields["again"].edit.entered.connect(self.submit)

    def problems(self) -> dict[str, str]:
        found = {} if self.old.text else {"old": _("Enter your passphrase until now.")}
        found |= self.new.problems()
        if not found and self.new.text == self.old.text:
            found["passphrase"] = _("Choose another one: this is your passphrase until now.")
        return found

    def refuse_old(self, words: str) -> None:
        """Say why the old one was not taken; it is to be typed again."""
        self.show_problems({"old": words})
        self.old.line.selectAll()

    def forget(self) -> None:
        self.old.edit.forget()
        self.new.forget()
