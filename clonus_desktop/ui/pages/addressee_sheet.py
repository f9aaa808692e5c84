"""The addressee book over the letter: to whom it goes, and who gets a copy."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.casebook import addressees
from clonus_desktop.casebook.addressees import Addressee
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.language import LANGUAGES, _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.layouts import remove_all
from clonus_desktop.ui.widgets.search_field import SearchField
from clonus_desktop.ui.widgets.sheet import Sheet

MOST_WITHOUT_SEARCH = 6
"""So many are seen at a glance."""


class AddresseeSheet(Sheet):
    """Lists the addressees by name.

    Args:
        owner: A widget of the window.
        book: The record.

    Attributes:
        rows: The buttons of each addressee by row of the record: write to, copy to, change.

    Signals:
        chosen: The Addressee to write to.
        copied: The Addressee who gets a copy.
        change_wanted: The Addressee whose words are to be changed.
        add_wanted: Somebody is to be added.
    """

    chosen = Signal(object)
    copied = Signal(object)
    change_wanted = Signal(object)
    add_wanted = Signal()

    def __init__(self, owner: QWidget, book: Casebook) -> None:
        super().__init__(owner, _("Addressees"), width=760)
        self._present = addressees.present(book)
        self.rows: dict[int, tuple[Button, Button, Button]] = {}
        self.search = SearchField(_("Search by name or address"), _("Search"))
        self.search.asked.connect(self.look)
        self.search.entered.connect(self._take_only_one)
        self.search.moved.connect(lambda _by: self._go_to_first())
        self.told = plain_label("", role="muted", wrap=True)
        self._found = QVBoxLayout()
        self._found.setSpacing(appearance().gap(12))
        for part in (self.search, self.told):
            self.body.addWidget(part)
        self.search.setVisible(len(self._present) > MOST_WITHOUT_SEARCH)
        self.body.addLayout(self._found)
        self.body.addStretch(1)
        self.add_button = secondary_button(_("Add addressee…"), "user-plus")
        self.close_button = secondary_button(_("Close"), key_hint=_("Esc"))
        self.add_button.clicked.connect(lambda: self._give(self.add_wanted))
        self.close_button.clicked.connect(lambda: self.close_sheet())
        self.add_buttons(self.add_button, self.close_button, at_end=True)
        self.look()

    def first_focus(self) -> QWidget:
        if len(self._present) > MOST_WITHOUT_SEARCH:
            return self.search
        return next((to for to, _copy, _change in self.rows.values()), self.add_button)

    def look(self) -> None:
        """Show those of whom every typed word stands in the name or the address."""
        typed = self.search.text().casefold().split()
        found = [one for one in self._present if all(w in one.lines.casefold() for w in typed)]
        remove_all(self._found)
        self.rows = {}
        for addressee in found:
            self._found.addWidget(self._row(addressee))
        self.told.setText(self._words_of_none())
        self.told.setVisible(not found)
        if not self.isHidden():
            self._cover()

    def _words_of_none(self) -> str:
        if self._present:
            return _("Nobody matches. Check the spelling, or add the addressee.")
        return _("Nobody is kept here yet. Add those whom you often write to.")

    def _row(self, addressee: Addressee) -> QWidget:
        row = QWidget()
        line, words = QHBoxLayout(row), QVBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(appearance().gap(12))
        words.setSpacing(0)
        words.addWidget(plain_label(breakable(addressee.name), role="strong", wrap=True))
        if about := _about(addressee):
            words.addWidget(plain_label(breakable(about), role="caption", wrap=True))
        line.addLayout(words, 1)
        named = {"name": addressee.name}
        made = (
            (_("Write to"), _("Write to {name}"), self.chosen),
            (_("Copy to"), _("Copy to {name}"), self.copied),
            (_("Change…"), _("Change {name}"), self.change_wanted),
        )
        buttons = tuple(secondary_button(text) for text, _name, _wanted in made)
        at_end = Flow()
        at_end.set_gaps(appearance().gap(8), appearance().gap(8))
        at_end.set_at_end(True)
        for button, (_text, name, wanted) in zip(buttons, made, strict=True):
            button.setAccessibleName(name.format(**named))
            button.clicked.connect(lambda _on=False, wanted=wanted: self._give(wanted, addressee))
            at_end.add(button)
        write, copy, change = buttons
        self.rows[addressee.id] = (write, copy, change)
        line.addWidget(at_end, 1, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _give(self, wanted: SignalInstance, *values: object) -> None:
        self.close_sheet()
        wanted.emit(*values)

    def _take_only_one(self) -> None:
        if len(self.rows) == 1:
            next(iter(self.rows.values()))[0].click()
        else:
            self._go_to_first()

    def _go_to_first(self) -> None:
        if self.rows:
            next(iter(self.rows.values()))[0].setFocus(Qt.FocusReason.TabFocusReason)


def _about(addressee: Addressee) -> str:
    address = ", ".join(line.strip() for line in addressee.address.splitlines() if line.strip())
    language = LANGUAGES.get(addressee.language, addressee.language)
    return "   ".join(filter(None, (address, language)))
