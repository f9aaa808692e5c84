"""What a patient's form can do with whole records: put together, part, export, erase."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from clonus_desktop.casebook import merging
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page import Page
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
        open_sheet: Shows a sheet over the form.
        is_free: False while something typed on the form waits to be saved.
    """

    def __init__(
        self,
        page: Page,
        card: RecordsCard,
        *,
        open_sheet: Callable[[Sheet], None],
        is_free: Callable[[], bool],
    ) -> None:
        super().__init__(page)
        self._page, self._card = page, card
        self._session = page.session
        self._patient_id = 0
        self._open_sheet = open_sheet
        self._is_free = is_free
        card.same_wanted.connect(lambda: self._if_free(self.find_other))
        card.part_wanted.connect(lambda one: self._if_free(lambda: self.ask_to_part(one)))
        card.export_wanted.connect(lambda: self._if_free(self.ask_to_export))
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
        self._open_sheet(sheet)

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
        self._open_sheet(sheet)

    def _merge(self, merged_id: int, kept: Patient) -> None:
        self._go_to_chart(self._session.do(merging.merge, merged_id, kept))

    def ask_to_part(self, merged: Patient) -> None:
        """Ask whether they are two people after all."""
        kept = merging.identity(self._book, self._patient_id).patient
        sheet = PartSheet(self._page, kept, merged)
        sheet.confirmed.connect(lambda: self._part(merged.id))
        self._open_sheet(sheet)

    def _part(self, merged_id: int) -> None:
        self._go_to_chart(self._session.do(merging.part, merged_id))

    def _go_to_chart(self, change: Change | None) -> None:
        if change is not None:
            self._session.go(Destination(screen=Screen.CHART, patient_id=change.patient_id))

    # --- out of the casebook ------------------------------------------------------------------

    def ask_to_export(self) -> None:
        """Ask what of this person is to be exported, and as what."""
        # Imported late: nobody who only changes a name waits for it.
        from clonus_desktop.ui.exporting.export_sheet import ExportSheet

        self._open_sheet(ExportSheet(self._page, self._session, patient_id=self._patient_id))

    def ask_to_erase(self) -> None:
        """Show what would go, and ask for reason and name."""
        # Imported late: nobody who only changes a name waits for the typesetter.
        from clonus_desktop.ui.pages.erasing import Erasing

        Erasing(self._page, self._patient_id, open_sheet=self._open_sheet).ask()
