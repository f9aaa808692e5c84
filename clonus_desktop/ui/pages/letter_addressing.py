"""The addressee book as the letter's page uses it: chosen, added, changed, removed."""

from collections.abc import Callable

from clonus_desktop.casebook import addressees
from clonus_desktop.casebook.addressees import Addressee
from clonus_desktop.casebook.change import Change
from clonus_desktop.language import _
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.pages.addressee_form import AddresseeForm
from clonus_desktop.ui.pages.addressee_sheet import AddresseeSheet
from clonus_desktop.ui.widgets.letter_options import LetterOptionsForm
from clonus_desktop.ui.widgets.sheet import Sheet


class Addressing:
    """Opens the book over a page and writes what is chosen into the options.

    Args:
        page: The letter's page.
        options: The choices of the letter.
        open_sheet: Shows a sheet over the page.
    """

    def __init__(
        self, page: Page, options: LetterOptionsForm, *, open_sheet: Callable[[Sheet], None]
    ) -> None:
        self._page = page
        self._options = options
        self._open_sheet = open_sheet

    def show_book(self) -> None:
        """The addressees, to choose from."""
        sheet = AddresseeSheet(self._page, self._page.session.book)
        sheet.chosen.connect(self.write_to)
        sheet.copied.connect(self.copy_to)
        sheet.change_wanted.connect(self._change)
        sheet.add_wanted.connect(self._add)
        self._open_sheet(sheet)

    def write_to(self, addressee: Addressee) -> None:
        """Address the letter, in the addressee's language when it has one."""
        self._options.recipient.show_addressee(addressee)
        if addressee.language:
            self._options.show_language(addressee.language)
        self._options.changed.emit()
        said = _("The letter goes to {name}.").format(name=addressee.name)
        self._page.session.announced.emit(said)

    def copy_to(self, addressee: Addressee) -> None:
        """Put the addressee on the list of copies, once."""
        lines = [line for line in self._options.copies.toPlainText().splitlines() if line.strip()]
        if addressee.name not in lines:
            self._options.copies.setPlainText("\n".join([*lines, addressee.name]))
        said = _("A copy goes to {name}.").format(name=addressee.name)
        self._page.session.announced.emit(said)

    def _add(self) -> None:
        recipient = self._options.recipient
        # Whoever was typed by hand is most likely the one to be kept.
        typed = recipient.text.strip() if recipient.addressee_id is None else ""
        name, _newline, address = typed.partition("\n")
        form = AddresseeForm(self._page, name=name.strip(), address=address.strip())
        form.submitted.connect(lambda: self._store(form, addressees.add))
        self._open_sheet(form)

    def _change(self, addressee: Addressee) -> None:
        form = AddresseeForm(self._page, known=addressee)
        form.submitted.connect(lambda: self._store(form, addressees.change))
        form.remove_wanted.connect(lambda: self._remove(addressee))
        self._open_sheet(form)

    def _store(self, form: AddresseeForm, verb: Callable[..., Change]) -> None:
        change = self._page.session.do(verb, form.addressee)
        if change is None or change.addressee_id is None:
            return
        form.close_sheet()
        stored = addressees.get(self._page.session.book, change.addressee_id)
        if form.is_new or self._options.recipient.addressee_id == stored.id:
            self.write_to(stored)
        else:
            self.show_book()

    def _remove(self, addressee: Addressee) -> None:
        self._page.session.do(addressees.remove, addressee)
        self.show_book()
