"""Letters of the record on the letter's page: listed, and shown as they were issued."""

from collections.abc import Callable

from clonus_desktop.casebook import issued_letters, stationery
from clonus_desktop.casebook.issued_letters import UnreadableLetter
from clonus_desktop.casebook.letters import Letter
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui import clipboard
from clonus_desktop.ui.issued_words import about_words, letter_words, since_words
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.pages.issued_sheet import IssuedSheet
from clonus_desktop.ui.pages.letter_out import Say
from clonus_desktop.ui.pages.letter_view import LetterView
from clonus_desktop.ui.widgets.sheet import Sheet


class IssuedLetters:
    """Which letter of the record is on the paper, if any.

    Args:
        page: The letter's page.
        view: What it shows.
        open_sheet: Shows a sheet over the page.
        write: Puts the letter on the paper that is to be there now.
        say: Says what came of it.

    Attributes:
        letter: The letter as it was issued, marked as a copy; None while a new one is written.
        letter_id: Its row.
        made_with: What it was made with; None while a new one is written.
    """

    def __init__(
        self,
        page: Page,
        view: LetterView,
        *,
        open_sheet: Callable[[Sheet], None],
        write: Callable[[], None],
        say: Say,
    ) -> None:
        self.letter: Letter | None = None
        self.letter_id: int | None = None
        self.made_with: stationery.Stationery | None = None
        self._page, self._view = page, view
        self._open_sheet, self._write, self._say = open_sheet, write, say

    def offer(self, patient: Patient) -> None:
        """Offer the list where there is something to list."""
        found = issued_letters.issued_for(self._page.session.book, patient.id)
        self._view.options.show_issued(has_issued=bool(found))

    def list_of(self, patient: Patient) -> None:
        """The letters that were issued about a patient, to be opened."""
        sheet = IssuedSheet(self._page, self._page.session.book, patient)
        sheet.opened.connect(self.show)
        sheet.copied.connect(self._copy_text)
        self._open_sheet(sheet)

    def show(self, letter_id: int) -> None:
        """Show a letter word for word as it was issued, with what became of its exam beside it."""
        book = self._page.session.book
        told = issued_letters.told(book, letter_id)
        try:
            letter = issued_letters.copy_of(book, told.letter)
        except UnreadableLetter:
            why = _(
                "This letter was kept by another version of the program and cannot be shown here. "
                "The record keeps it as it was issued. Copy its text from the list of issued "
                "letters, or open it in the newer version."
            )
            self._say(why, is_problem=True)
            return
        self.letter, self.letter_id = letter, letter_id
        self.made_with = stationery.of_issued(book, told.letter)
        said = (letter_words(told.letter), about_words(told), since_words(book, told))
        self._view.show_something(is_something=True)
        self._view.show_issued(is_issued=True)
        self._view.issued.say(*said)
        self._page.session.announced.emit(" ".join(filter(None, said)))
        self._write()

    def put_away(self) -> None:
        """Show no letter of the record any more."""
        self.letter = self.letter_id = self.made_with = None
        self._view.show_issued(is_issued=False)

    def _copy_text(self, letter_id: int) -> None:
        clipboard.put(text=issued_letters.get(self._page.session.book, letter_id).text)
        self._say(_("The text of the issued letter is copied."))
