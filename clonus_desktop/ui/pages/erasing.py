"""Erasing a person from the form: ask, do, and offer the paper about it.

Imported when it is asked for: the confirmation brings the typesetter.
"""

from collections.abc import Callable
from dataclasses import replace

from clonus_desktop.casebook import erasing, merging
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change
from clonus_desktop.casebook.erasing import Erasure, NotConfirmed
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.pages.erase_sheet import ErasedSheet, EraseSheet
from clonus_desktop.ui.widgets.sheet import Sheet


class Erasing:
    """The way of a person out of the casebook.

    Args:
        page: Where it is asked.
        patient_id: Whose records go.
        open_sheet: Shows a sheet over the page.
    """

    def __init__(self, page: Page, patient_id: int, *, open_sheet: Callable[[Sheet], None]) -> None:
        self._page, self._patient_id = page, patient_id
        self._session = page.session
        self._open_sheet = open_sheet

    def ask(self) -> None:
        """Show what would go, and ask for reason and name."""
        book = self._session.book
        sheet = EraseSheet(
            self._page,
            merging.identity(book, self._patient_id),
            erasing.content_of(book, self._patient_id),
            erasing.backups_beside(book),
        )
        sheet.confirmed.connect(lambda reason, name: self._erase(sheet, reason, name))
        self._open_sheet(sheet)

    def _erase(self, sheet: EraseSheet, reason: str, family_name: str) -> None:
        done: list[Erasure] = []

        def erase(book: Casebook) -> Change:
            erasure = erasing.erase(book, self._patient_id, reason=reason, family_name=family_name)
            done.append(erasure)
            return erasure.change

        try:
            change = self._session.do(erase)
        except NotConfirmed as missing:
            sheet.show_problem(missing.field)
            return
        if change is None:
            return
        sheet.close_sheet()
        self._session.go(Destination(screen=Screen.PATIENTS))
        self._open_sheet(ErasedSheet(self._page, self._session.book, self._wiped(done[0])))

    def _wiped(self, erasure: Erasure) -> Erasure:
        """The erasure once the file was written anew, or as one for which that failed.

        The fault is told with a way to try again; the erasure itself stands.
        """
        wiped: list[bool] = []

        def wipe(book: Casebook) -> None:
            erasing.wipe(book)
            wiped.append(True)

        self._session.do(wipe)
        return replace(erasure, facts=replace(erasure.facts, is_wiped=bool(wiped)))
