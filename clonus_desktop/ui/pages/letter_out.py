"""The ways in which a letter leaves the program: saved, copied, printed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QObject, QThread, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook import letters
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.letter_attachments import attachments_of
from clonus_desktop.casebook.letters import Letter
from clonus_desktop.casebook.stationery import Stationery
from clonus_desktop.language import _, say
from clonus_desktop.ui import chosen_file, clipboard, printing
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.chosen_file import NotWanted, Permit, Refusals
from clonus_desktop.ui.issued_words import copied_words
from clonus_desktop.ui.pages.print_sheet import PrintSheet
from clonus_desktop.ui.widgets.letter_actions import LetterActions
from clonus_desktop.ui.widgets.sheet import Sheet

LONGEST_SAVE_MS = 3000
"""Who leaves the page waits so long for a file that is being written."""

WAIT_MS = 300
"""What takes longer than this says that it is at work, and can be cancelled."""


class Say(Protocol):
    """Says what came of it, as a success or as a problem."""

    def __call__(self, words: str, *, is_problem: bool = False) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A form in which a letter is saved, and what is said about it.

    Attributes:
        suffix: Of the file's name.
        kind: What the dialog calls such files.
        title: Of the dialog.
        at_work: While it is made and written.
        fault: When it could not be made.
        refusals: When it could not be written.
        make: The content of the file; called on another thread.
    """

    suffix: str
    kind: str
    title: str
    at_work: str
    fault: str
    refusals: Refusals
    make: Callable[[], bytes] = field(repr=False)


class WaysOut(QObject):
    """Takes the letter of a page out of the program.

    Args:
        compose: Gives the letter as it stands now; None when there is none.
        made_with: Gives the letterhead and the template that it is made with.
        open_sheet: Shows a sheet over the page.
        issue: Keeps a letter that left the program.

    Attributes:
        choose_path: Asks where a file goes.
        ask_printer: Asks on which printer to print.
        sheet: The print as it will be, while it is looked at.
    """

    def __init__(
        self,
        page: QWidget,
        book: Casebook,
        background: Background,
        actions: LetterActions,
        *,
        compose: Callable[[], Letter | None],
        made_with: Callable[[], Stationery],
        open_sheet: Callable[[Sheet], None],
        issue: Callable[[Letter], None],
        say: Say,
    ) -> None:
        super().__init__(page)
        self.choose_path: Callable[..., str] = chosen_file.choose_path
        self.ask_printer: printing.AskPrinter = printing.ask_printer
        self.sheet: PrintSheet | None = None
        self._page = page
        self._book = book
        self._background = background
        self._actions = actions
        self._compose = compose
        self._made_with = made_with
        self._open_sheet = open_sheet
        self._issue = issue
        self._say = say
        self._saving: list[Permit] = []
        self._at_work = ""
        self._folder = chosen_file.documents_folder()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(lambda: self._actions.show_work(self._at_work))
        actions.cancel_pressed.connect(self.cancel)

    # -- saving -----------------------------------------------------------------------------

    def save(self) -> None:
        """Save the letter as a PDF where the clinician wants it."""
        letter = self._compose()
        if letter is not None:
            self._save(letter, self._as_pdf(letter))

    def save_for_word(self) -> None:
        """Save the letter as a Word document where the clinician wants it."""
        letter = self._compose()
        if letter is not None:
            self._save(letter, self._as_docx(letter))

    def _as_pdf(self, letter: Letter) -> _Form:
        return _Form(
            suffix=".pdf",
            kind="PDF (*.pdf)",
            title=_("Save as PDF"),
            at_work=_("Saving the PDF…"),
            fault=_("The PDF was not saved. The record is safe."),
            refusals=chosen_file.OF_PDF,
            make=partial(
                letters.pdf, letter, self._made_with(), attachments_of(self._book, letter)
            ),
        )

    def _as_docx(self, letter: Letter) -> _Form:
        return _Form(
            suffix=".docx",
            kind=_("Word document") + " (*.docx)",
            title=_("Save for Word"),
            at_work=_("Making the Word file…"),
            fault=_(
                "The Word file was not saved. The record is safe. Look at the Word template in "
                "the settings, or save the letter as a PDF."
            ),
            refusals=chosen_file.OF_WORD,
            make=partial(letters.docx, letter, self._made_with()),
        )

    def _save(self, letter: Letter, form: _Form) -> None:
        proposed = str(self._folder / letters.file_name(letter, form.suffix))
        chosen = self.choose_path(self._page, form.title, proposed, kind=form.kind)
        if not chosen:
            return
        path, permit = Path(chosen), Permit()
        self._folder = path.parent
        self._saving.append(permit)
        self._actions.say("")
        self._at_work = form.at_work
        self._wait.start()
        self._background.run(
            lambda: chosen_file.write_whole(path, form.make(), permit),
            done=lambda _nothing: self._take_saved(letter, path, permit),
            failed=lambda error: self._take_not_saved(error, path, permit, form),
        )

    def cancel(self) -> None:
        """Let no file appear that is being made; one that is there already stays."""
        for permit in self._saving:
            permit.settle()

    def _end(self, permit: Permit) -> None:
        self._saving.remove(permit)
        if not self._saving:
            self._wait.stop()
            self._actions.show_work("")

    def _take_saved(self, letter: Letter, path: Path, permit: Permit) -> None:
        self._end(permit)
        self._issue(letter)
        self._say(_("Saved as {name} in {folder}").format(name=path.name, folder=path.parent))

    def _take_not_saved(
        self, error: BaseException, path: Path, permit: Permit, form: _Form
    ) -> None:
        self._end(permit)
        if isinstance(error, NotWanted):
            self._say(_("Cancelled. No file was saved."))
        elif isinstance(error, OSError):
            words = say(chosen_file.why_not_saved(error, path, form.refusals))
            self._say(words, is_problem=True)
        else:
            self._say(form.fault, is_problem=True)
            raise error

    def finish(self) -> None:
        """Wait for a file that is being written: the window may be closing.

        No letter leaves the house that the record does not keep.
        """
        deadline = QDeadlineTimer(LONGEST_SAVE_MS)
        while self._saving and not deadline.hasExpired():
            QThread.msleep(5)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    # -- copying and printing ---------------------------------------------------------------

    def copy(self) -> None:
        """Put the letter on the clipboard, for a word processor or a record system."""
        letter = self._compose()
        if letter is None:
            return
        clipboard.put(text=letters.text(letter), html=letters.html(letter))
        self._issue(letter)
        self._say(copied_words(letter))

    def print(self) -> None:
        """Show the print as it will be; the letter is printed from there."""
        letter = self._compose()
        if letter is None:
            return
        sheet = self.sheet = PrintSheet(self._page, letters.text(letter))
        sheet.closed.connect(self._forget_sheet)
        sheet.print_wanted.connect(lambda: self._print(letter, sheet))
        self._open_sheet(sheet)
        sheet.show_pages_of(self._background, partial(letters.pages, letter, self._made_with()))

    def _forget_sheet(self) -> None:
        self.sheet = None

    def _print(self, letter: Letter, sheet: PrintSheet) -> None:
        printer = self.ask_printer(self._page, len(sheet.pages))
        if printer is None:
            return
        if sheet.is_grey:
            printer.setColorMode(QPrinter.ColorMode.GrayScale)
        is_printed = printing.print_pages(sheet.pages, printer)
        sheet.close_sheet()
        if not is_printed:
            self._say(
                _(
                    "The letter was not printed. The printer did not take it. "
                    "Check the printer, or save the letter as a PDF."
                ),
                is_problem=True,
            )
            return
        self._issue(letter)
        self._say(_("The letter is at the printer."))
