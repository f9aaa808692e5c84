"""The ways in which a letter leaves the program: saved, copied, printed."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QThread
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook import letters
from clonus_desktop.casebook.letters import Letter
from clonus_desktop.language import _, say
from clonus_desktop.ui import chosen_file, clipboard, printing
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.widgets.letter_actions import LetterActions

LONGEST_SAVE_MS = 3000
"""Who leaves the page waits so long for a PDF that is being written."""


class Say(Protocol):
    """Says what came of it, as a success or as a problem."""

    def __call__(self, words: str, *, is_problem: bool = False) -> None: ...


class WaysOut:
    """Takes the letter of a page out of the program.

    Attributes:
        choose_path: Asks where a PDF goes.
        ask_printer: Asks on which printer to print.
    """

    def __init__(
        self,
        page: QWidget,
        background: Background,
        actions: LetterActions,
        *,
        compose: Callable[[], Letter | None],
        issue: Callable[[Letter], None],
        say: Say,
    ) -> None:
        self.choose_path: chosen_file.ChoosePath = chosen_file.choose_path
        self.ask_printer: printing.AskPrinter = printing.ask_printer
        self._page = page
        self._background = background
        self._actions = actions
        self._compose = compose
        self._issue = issue
        self._say = say
        self._is_saving = False
        self._folder = chosen_file.documents_folder()

    def save(self) -> None:
        """Save the letter as a PDF where the clinician wants it."""
        letter = self._compose()
        if letter is None:
            return
        proposed = str(self._folder / letters.file_name(letter))
        chosen = self.choose_path(self._page, _("Save as PDF"), proposed)
        if not chosen:
            return
        path = Path(chosen)
        self._folder = path.parent
        self._is_saving = True
        self._actions.say(_("Saving the PDF…"))
        self._background.run(
            lambda: chosen_file.write_whole(path, letters.pdf(letter)),
            done=lambda _nothing: self._take_saved(letter, path),
            failed=lambda error: self._take_not_saved(error, path),
        )

    def _take_saved(self, letter: Letter, path: Path) -> None:
        self._is_saving = False
        self._issue(letter)
        self._say(_("Saved as {name} in {folder}").format(name=path.name, folder=path.parent))

    def _take_not_saved(self, error: BaseException, path: Path) -> None:
        self._is_saving = False
        if not isinstance(error, OSError):
            self._say(_("The PDF was not saved. The record is safe."), is_problem=True)
            raise error
        self._say(say(chosen_file.why_not_saved(error, path)), is_problem=True)

    def finish(self) -> None:
        """Wait for a PDF that is being written: the window may be closing.

        No PDF leaves the house that the record does not keep.
        """
        deadline = QDeadlineTimer(LONGEST_SAVE_MS)
        while self._is_saving and not deadline.hasExpired():
            QThread.msleep(5)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def copy(self) -> None:
        """Put the letter on the clipboard, for a word processor or a record system."""
        letter = self._compose()
        if letter is None:
            return
        clipboard.put(text=letters.text(letter), html=letters.html(letter))
        self._issue(letter)
        self._say(_("The letter is copied."))

    def print(self) -> None:
        """Print the letter in its true size."""
        letter = self._compose()
        if letter is None:
            return
        pages = letters.pages(letter)
        printer = self.ask_printer(self._page, len(pages))
        if printer is None:
            return
        if not printing.print_pages(pages, printer):
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
