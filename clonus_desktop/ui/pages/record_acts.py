"""What a patient's form can do with whole records: put together, part, erase."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from clonus_desktop.casebook import erasing, merging
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change
from clonus_desktop.casebook.erasing import Erasure, NotConfirmed
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.pages.erase_sheet import ErasedSheet, EraseSheet
from clonus_desktop.ui.pages.find_person_sheet import FindPersonSheet
from clonus_desktop.ui.pages.merge_sheet import MergeSheet, PartSheet
from clonus_desktop.ui.widgets.records_card import RecordsCard
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.widgets.similar_sheet import most_beside


class RecordActs(QObject):
    """The acts of the card on the form of a stored patient.

    Args:
        page: The form.
        card: Where they are asked for.
        is_free: False while something typed on the form waits to be saved.

    Attributes:
        sheet: What was opened last.
    """

    def __init__(self, page: Page, card: RecordsCard, *, is_free: Callable[[], bool]) -> None:
        super().__init__(page)
        self._page, self._card = page, card
        self._session = page.session
        self._patient_id = 0
        self.sheet: Sheet | None = None
        self._is_free = is_free
        card.same_wanted.connect(lambda: self._if_free(self.find_other))
        card.part_wanted.connect(lambda one: self._if_free(lambda: self.ask_to_part(one)))
        card.erase_wanted.connect(lambda: self._if_free(self.ask_to_erase))

    def show(self, patient_id: int | None) -> None:
        """Be about that patient; the card is not shown for a new one."""
        self._card.setVisible(patient_id is not None)
        self._patient_id = patient_id or 0
        if patient_id is not None:
            self._card.show_records(merging.identity(self._book, patient_id).others)

    @property
    def _book(self) -> Casebook:
        return self._session.book

    def _if_free(self, act: Callable[[], None]) -> None:
        if self._is_free():
            self._card.say("")
            act()
        else:
            words = _("Save what you typed on this page, or cancel, before you do this.")
            self._card.say(words)
            self._session.announced.emit(words)

    # --- one person, two records --------------------------------------------------------------

    def find_other(self) -> None:
        """Look for the other record of this person."""
        patient = merging.identity(self._book, self._patient_id).patient
        sheet = FindPersonSheet(self._page, self._book, patient)
        sheet.picked.connect(self.compare_with)
        self._open(sheet)

    def compare_with(self, other_id: int) -> None:
        """Show both records, and what would become of them."""
        book = self._book
        sheet = MergeSheet(
            self._page,
            merging.side(book, self._patient_id),
            merging.side(book, other_id),
            today=book.now().date(),
            stacked=most_beside(self._page.arrangement) < 2,
        )
        sheet.confirmed.connect(self._merge)
        self._open(sheet)

    def _merge(self, merged_id: int, kept: Patient) -> None:
        self._go_to_chart(self._session.do(merging.merge, merged_id, kept))

    def ask_to_part(self, merged: Patient) -> None:
        """Ask whether they are two people after all."""
        kept = merging.identity(self._book, self._patient_id).patient
        sheet = PartSheet(self._page, kept, merged)
        sheet.confirmed.connect(lambda: self._part(merged.id))
        self._open(sheet)

    def _part(self, merged_id: int) -> None:
        self._go_to_chart(self._session.do(merging.part, merged_id))

    def _go_to_chart(self, change: Change | None) -> None:
        if change is not None:
            self._close()
            self._session.go(Destination(screen=Screen.CHART, patient_id=change.patient_id))

    # --- out of the casebook ------------------------------------------------------------------

    def ask_to_erase(self) -> None:
        """Show what would go, and ask for reason and name."""
        book = self._book
        sheet = EraseSheet(
            self._page,
            merging.identity(book, self._patient_id),
            erasing.content_of(book, self._patient_id),
            erasing.backups_beside(book),
        )
        sheet.confirmed.connect(lambda reason, name: self._erase(sheet, reason, name))
        self._open(sheet)

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
        self._close()
        self._session.go(Destination(screen=Screen.PATIENTS))
        self._open(ErasedSheet(self._page, self._book, self._wiped(done[0])))

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

    def _open(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.open()

    def _close(self) -> None:
        if self.sheet is not None:
            self.sheet.close_sheet()
            self.sheet = None
