"""Add a patient, or change what is known of one."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from clonus_desktop.casebook import patients, regions, unsaved
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change
from clonus_desktop.casebook.faults import NumberTaken
from clonus_desktop.casebook.patients import Lookalike
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.record_number import Region
from clonus_desktop.language import _
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page_keys import PageKey
from clonus_desktop.ui.pages.page_with_sheet import PageWithSheet
from clonus_desktop.ui.pages.record_acts import RecordActs
from clonus_desktop.ui.patient_entry import PatientEntry, entry_content, entry_from, entry_of
from clonus_desktop.ui.patient_words import likeness_words
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.patient_fields import PatientFields
from clonus_desktop.ui.widgets.similar_sheet import LeaveSheet, SimilarSheet, most_beside

TYPING_PAUSE_MS = 1000


class PatientFormPage(PageWithSheet):
    """One page with all that is known of a patient; nothing typed is lost by an error."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.patient_id: int | None = None
        self._stored: Patient | None = None
        self._before = PatientEntry()
        self.form = PatientFields(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.form)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.form.edited.connect(self._pause.start)
        self.acts = RecordActs(
            self,
            self.form.records,
            open_sheet=self._open_sheet,
            is_free=lambda: not self.is_changed,
        )
        self.form.saved.connect(self.save)
        self.form.cancelled.connect(self.cancel)

    # --- entering and leaving -----------------------------------------------------------------

    def open(self, destination: Destination) -> None:
        """Show the patient's fields, and what was typed here and neither saved nor given up."""
        self.patient_id = destination.patient_id
        self._stored = None
        if self.patient_id is not None:
            self.session.do(self._read)
        region = regions.region_of_practice(self.session.book)
        self.form.show_region(region)
        self._before = self._entry_of_stored()
        kept = entry_from(unsaved.of(self.session.book, self._form_key))
        self.form.show_entry(kept or self._before)
        self._pause.stop()
        self.form.show_heading(self._stored)
        self.form.show_problems({})
        self.form.show_kept(kept is not None)
        self.acts.show(self.patient_id)

    def _read(self, book: Casebook) -> None:
        if self.patient_id is not None:
            self._stored = patients.get(book, self.patient_id)
            self.patient_id = self._stored.id

    @property
    def _form_key(self) -> str:
        return f"patient {self.patient_id or 'new'}"

    def keep(self) -> None:
        """What was typed waits in the file until the form is saved or given up."""
        self._pause.stop()
        content = entry_content(self.form.entry) if self.is_changed else {}
        self.session.do(unsaved.keep, self._form_key, content)

    @property
    def is_changed(self) -> bool:
        """True when something was typed that is not in the record."""
        return self.form.entry != self._before

    def cancel(self) -> None:
        """Go back; ask first when something was typed."""
        if not self.is_changed:
            self._go_back()
            return
        sheet = LeaveSheet(self)
        sheet.left.connect(self._give_up)
        self._open_sheet(sheet)

    def _give_up(self) -> None:
        self.form.show_entry(self._before)
        self._go_back()

    def _go_back(self) -> None:
        screen = Screen.PATIENTS if self.patient_id is None else Screen.CHART
        self.session.go(Destination(screen=screen, patient_id=self.patient_id))

    # --- saving -------------------------------------------------------------------------------

    def save(self) -> None:
        """Check, look for the same person in the record, and store."""
        today = self.session.book.now().date()
        entry, region = self.form.entry, self._region
        problems = entry.problems(today, region)
        self.form.show_problems(problems)
        if problems:
            return
        typed = entry.patient(today, patient_id=self.patient_id or 0)
        patient = regions.checked(typed, region, is_plain=entry.is_plain_number)
        owner = patients.owner_of_number(self.session.book, patient)
        if owner is not None:
            self._refuse_number(patient, owner)
            return
        alike = self._newly_alike(patient)
        if alike:
            self._ask_about(patient, alike)
            return
        self._store(patient)

    @property
    def _region(self) -> Region:
        """The region that checks the number as it stands there."""
        return self._region_for(self.form.entry.number)

    def _region_for(self, number: str) -> Region:
        return regions.region_for(self.session.book, number, stored=self._stored)

    def _entry_of_stored(self) -> PatientEntry:
        stored = self._stored
        return (
            PatientEntry() if stored is None else entry_of(stored, self._region_for(stored.number))
        )

    def _store(self, patient: Patient) -> None:
        verb = patients.add if self.patient_id is None else patients.change
        taken: list[NumberTaken] = []

        def store(book: Casebook) -> Change | None:
            try:
                return verb(book, patient)
            except NumberTaken as refused:
                # Another window was quicker. It is a question for the form, not a fault of the
                # disk that the window would offer to try again.
                taken.append(refused)
                return None

        change = self.session.do(store)
        if taken:
            self.form.show_problems({"number": _number_taken()})
        elif change is not None:
            self._before = self.form.entry
            self.keep()
            self.session.go(Destination(screen=Screen.CHART, patient_id=change.patient_id))

    # --- somebody else's record ---------------------------------------------------------------

    def _newly_alike(self, patient: Patient) -> tuple[Lookalike, ...]:
        """Others that look like this one, without those that already did before the change."""
        book = self.session.book
        known = set()
        if self._stored is not None:
            known = {other.record.id for other in patients.lookalikes(book, self._stored)}
        found = patients.lookalikes(book, patient)
        return tuple(other for other in found if other.record.id not in known)

    def _refuse_number(self, patient: Patient, owner: Patient) -> None:
        if patients.get(self.session.book, owner.id).id == patient.id:
            words = _("A record merged into this one has this number. It is kept and found there.")
            self.form.show_problems({"number": words})
            return
        self.form.show_problems({"number": _number_taken()})
        self._compare(
            patient,
            (owner,),
            title=_("This number is taken"),
            words=_("Another patient has this number. Nothing was saved."),
            save_words="",
        )

    def _ask_about(self, patient: Patient, alike: tuple[Lookalike, ...]) -> None:
        is_new = self.patient_id is None
        reasons = [reason for other in alike for reason in other.reasons]
        sheet = self._compare(
            patient,
            [other.record for other in alike],
            title=_("Is this the same person?"),
            words=_(
                "The record holds somebody who looks alike ({why}). Nothing was saved yet."
            ).format(why=likeness_words(reasons)),
            save_words=_("Save as a new patient") if is_new else _("Save these details"),
        )
        sheet.saved.connect(lambda: self._store(patient))

    def _compare(
        self,
        patient: Patient,
        others: Sequence[Patient],
        *,
        title: str,
        words: str,
        save_words: str,
    ) -> SimilarSheet:
        sheet = SimilarSheet(
            self,
            title=title,
            words=words,
            records=others,
            typed=patient,
            today=self.session.book.now().date(),
            most_beside=most_beside(self.arrangement),
            open_words=_("Open the existing record"),
            save_words=save_words,
            back_words=_("Keep editing"),
        )
        sheet.picked.connect(self._open_existing)
        self._open_sheet(sheet)
        return sheet

    def _open_existing(self, patient_id: int) -> None:
        # The person was found: the half-made second record is not wanted any more.
        self.form.show_entry(self._before)
        kept = patients.get(self.session.book, patient_id)
        self.session.go(Destination(screen=Screen.CHART, patient_id=kept.id))

    def key_table(self) -> tuple[PageKey, ...]:
        return (
            PageKey(names=("Ctrl+S",), words=_("Save"), act=lambda _ms: self.save()),
            PageKey(
                names=("Esc",),
                words=_("Go back; asks first when something was typed"),
                act=lambda _ms: self.cancel(),
            ),
        )

    # --- how it looks -------------------------------------------------------------------------

    def arrange(self, arrangement: Arrangement) -> None:
        super().arrange(arrangement)
        self.form.arrange(arrangement)

    def repaint_for_theme(self) -> None:
        self.form.arrange(self.arrangement)

    def focus_first(self) -> None:
        self.form.focus_first()


def _number_taken() -> str:
    return _("Another patient has this number.")
