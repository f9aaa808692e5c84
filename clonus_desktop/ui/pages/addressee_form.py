"""One addressee: name, address, greeting, and the language of letters to them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from clonus_desktop.casebook.addressees import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_SALUTATION,
    Addressee,
)
from clonus_desktop.language import LANGUAGES, _, pgettext
from clonus_desktop.ui.widgets.buttons import Button, primary_button
from clonus_desktop.ui.widgets.chooser import Chooser
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.form_sheet import FormSheet
from clonus_desktop.ui.widgets.growing_lines import GrowingLines


class AddresseeForm(FormSheet):
    """Asks for an addressee, new or changed.

    Args:
        owner: A widget of the window.
        name: What stands in the fields to begin with.
        address: The same.
        known: The addressee who is changed; None for a new one.

    Signals:
        remove_wanted: The addressee is to be offered no more.
    """

    remove_wanted = Signal()

    def __init__(
        self, owner: QWidget, *, name: str = "", address: str = "", known: Addressee | None = None
    ) -> None:
        title = _("Add an addressee") if known is None else _("Change the addressee")
        words = [] if known is None else [_("Letters that were issued stay as they are.")]
        super().__init__(owner, title, *words, go_on=primary_button(_("Save addressee"), "save"))
        self._known = known
        self.name, self.address, self.salutation = QLineEdit(), GrowingLines(), QLineEdit()
        self.letter_language = Chooser()
        self.name.setMaxLength(LONGEST_NAME)
        self.salutation.setMaxLength(LONGEST_SALUTATION)
        self.name.setText(name if known is None else known.name)
        self.address.setPlainText(address if known is None else known.address)
        self.salutation.setText("" if known is None else known.salutation)
        self._offer_languages("" if known is None else known.language)
        self.address.show_at_least(3)
        self._ask()
        self.remove_button = Button(_("Remove"), "danger", "trash-2")
        if known is not None:
            self.remove_button.setAccessibleName(
                pgettext("addressee", "Remove {name}").format(name=known.name)
            )
            self.remove_button.clicked.connect(lambda: self._remove())
            self.add_buttons(self.remove_button)

    def _offer_languages(self, chosen: str) -> None:
        named = {"": _("The usual one"), **LANGUAGES}
        # The record may name one that this version does not speak.
        named.setdefault(chosen, chosen)
        self.letter_language.fill(list(named.items()), chosen)

    def _ask(self) -> None:
        address_hint = _("One line for each line of print.")
        greeting_hint = _("Such as “Dear Margaret,”. Empty: greeted by title and name.")
        self.ask(
            {
                "name": Field(_("Name"), self.name, hint=_("Such as Dr M Halloran, Neurology.")),
                "address": Field(_("Address (optional)"), self.address, hint=address_hint),
                "salutation": Field(_("Greeting (optional)"), self.salutation, hint=greeting_hint),
                "language": Field(_("Language of letters"), self.letter_language),
            }
        )
        self.name.returnPressed.connect(lambda: self.go_to("address"))
        self.salutation.returnPressed.connect(self.submit)

    @property
    def is_new(self) -> bool:
        """True when nobody is changed, but somebody added."""
        return self._known is None

    @property
    def addressee(self) -> Addressee:
        """What is typed.

        Raises:
            InvalidAddressee: The name is empty or a field too long.
        """
        return Addressee(
            id=0 if self._known is None else self._known.id,
            name=" ".join(self.name.text().split()),
            address=self.address.toPlainText().strip(),
            salutation=self.salutation.text().strip(),
            language=self.letter_language.currentData(),
        )

    def problems(self) -> dict[str, str]:
        found = {}
        if not self.name.text().strip():
            found["name"] = _("Enter the name.")
        if len(self.address.toPlainText().strip()) > LONGEST_ADDRESS:
            too_long = _("The address is too long. Use at most {most} characters.")
            found["address"] = too_long.format(most=LONGEST_ADDRESS)
        return found

    def _remove(self) -> None:
        self.close_sheet()
        self.remove_wanted.emit()
