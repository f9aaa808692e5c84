"""A passphrase chosen anew: typed twice, with its strength while it is typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from clonus_desktop.casebook.passphrases import LEAST_LENGTH, Strength
from clonus_desktop.language import _
from clonus_desktop.ui.door.passphrase_field import PassphraseField
from clonus_desktop.ui.door.strength_meter import StrengthMeter


class NewPassphrase(QObject):
    """The two fields and the meter of a form; the form says where they stand.

    Args:
        parent: The form.
        about: Gives what others know of the one who chooses, such as the name in the form.

    Attributes:
        fields: ``passphrase`` and ``again``, for the form and its summary of problems.
        meter: Its strength; stands in the first field.
    """

    def __init__(self, parent: QObject, about: Callable[[], Sequence[str]] = lambda: ()) -> None:
        super().__init__(parent)
        self._about = about
        self.meter = StrengthMeter()
        self.fields = {
            "passphrase": PassphraseField(_("Passphrase")),
            "again": PassphraseField(_("The same passphrase again")),
        }
        self.fields["passphrase"].add_below(self.meter)
        self.fields["passphrase"].edit.edited.connect(self.reckon)
        self.fields["passphrase"].edit.entered.connect(self._go_on)

    @property
    def text(self) -> str:
        """What was chosen."""
        return self.fields["passphrase"].text

    def reckon(self) -> None:
        """Show what it is worth now."""
        self.meter.show_strength(self.text, self._about())

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when it can be taken."""
        self.reckon()
        strength = self.meter.strength
        if strength is None:
            return {"passphrase": _("Choose a passphrase.")}
        if strength is Strength.TOO_SHORT:
            said = _("Choose a passphrase of at least {least} characters.")
            return {"passphrase": said.format(least=LEAST_LENGTH)}
        if strength is Strength.COMMON:
            said = _("Choose another passphrase: this one is among the first that are tried.")
            return {"passphrase": said}
        if self.fields["again"].text != self.text:
            return {"again": _("The two passphrases are not the same. Enter it again.")}
        return {}

    def forget(self) -> None:
        """Empty both fields."""
        for field in self.fields.values():
            field.edit.forget()

    def _go_on(self) -> None:
        self.fields["again"].line.setFocus()
