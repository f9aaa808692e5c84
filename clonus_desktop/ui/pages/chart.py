"""The chart: the latest findings, their history, the visits, and the way to the next exam."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from clonus_desktop.casebook import amendments, examinations
from clonus_desktop.casebook.change import Change
from clonus_desktop.language import _
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.chart_reading import FIRST_READ, ChartReading, read_chart
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page_keys import KeyGroup, PageKey
from clonus_desktop.ui.pages.chart_view import ChartView
from clonus_desktop.ui.pages.compare_sheet import CompareSheet
from clonus_desktop.ui.pages.discard_sheet import DiscardSheet
from clonus_desktop.ui.pages.page_with_sheet import PageWithSheet
from clonus_desktop.ui.pages.revising import Revising
from clonus_desktop.ui.pages.trail_sheet import TrailSheet
from clonus_desktop.ui.pages.visit_sheet import VisitSheet
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.scrolled import scroll_area


class ChartPage(PageWithSheet):
    """One patient's findings; drafts are offered to be resumed and never shown as findings."""

    chart: ChartReading

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view = ChartView(session.book)
        self._revising = Revising(self, open_sheet=self._open_sheet, done=self._take_revised)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._scroll = scroll_area(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def _connect(self) -> None:
        view, announced = self.view, self.session.announced
        view.exam_wanted.connect(self.start_exam)
        view.letter_wanted.connect(self.write_letter)
        view.edit_wanted.connect(self.edit_patient)
        view.discard_wanted.connect(self.ask_to_discard)
        view.acts_wanted.connect(self.show_acts)
        view.all_wanted.connect(self._read_all)
        view.latest.changes_wanted.connect(self.compare_latest)
        view.visits.opened.connect(self.show_visit)
        view.visits.compared.connect(self.compare)
        view.visits.said.connect(announced)
        view.course.said.connect(announced)

    # --- what the window asks -----------------------------------------------------------------

    def open(self, destination: Destination) -> None:
        assert destination.patient_id is not None
        self._close_sheet()
        self.view.visits.show_first()
        self._read(destination.patient_id)
        self._scroll.verticalScrollBar().setValue(0)

    def read_again(self, change: Change) -> None:
        if change.patient_id in {None, self.chart.patient.id}:
            self._read(self.chart.patient.id)

    def arrange(self, arrangement: Arrangement) -> None:
        super().arrange(arrangement)
        self.view.arrange(arrangement)

    def repaint_for_theme(self) -> None:
        self.view.repaint_for_theme()

    def focus_first(self) -> None:
        self.view.exam_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, patient_id: int) -> None:
        newest = -1 if self.view.needs_all else FIRST_READ
        self.chart = read_chart(self.session.book, patient_id, newest=newest)
        self.view.show_chart(self.chart)

    def _read_all(self) -> None:
        """The older visits too, once they are asked for."""
        self.chart = read_chart(self.session.book, self.chart.patient.id)
        self.view.show_more(self.chart)

    # --- what the clinician decides -----------------------------------------------------------

    def start_exam(self) -> None:
        """Go to the unfinished exam, or to a new one."""
        change = self.session.do(examinations.start, self.chart.patient.id)
        if change is not None:
            self._go(Screen.EXAM, examination_id=change.examination_id)

    def write_letter(self) -> None:
        """Go to the letter; only signed exams go into letters."""
        if self.chart.latest is not None:
            self._go(Screen.LETTER)

    def edit_patient(self) -> None:
        """Go to the patient's form."""
        self._go(Screen.PATIENT_FORM)

    def show_visit(self, examination_id: int) -> None:
        """The visit as it was signed, to be read, in whichever version."""
        book, patient = self.session.book, self.chart.patient
        versions = amendments.revisions(book, examination_id)
        sheet = VisitSheet(self, book, patient, versions)
        sheet.amend_wanted.connect(lambda: self._revising.ask_to_amend(patient, versions[-1]))
        sheet.withdraw_wanted.connect(lambda: self._revising.ask_to_withdraw(patient, versions[-1]))
        sheet.letter_wanted.connect(lambda row: self._go(Screen.LETTER, letter_id=row))
        self._open_sheet(sheet)

    def _take_revised(self, change: Change) -> None:
        # The window tells the page as well; alone, a page still shows what the file holds.
        self.read_again(change)
        self.focus_first()

    def compare(self, earlier_id: int, later_id: int) -> None:
        """Two visits side by side."""
        book = self.session.book
        earlier, later = (examinations.get(book, row) for row in (earlier_id, later_id))
        self._open_sheet(CompareSheet(self, book, self.chart.patient, earlier, later))

    def compare_latest(self) -> None:
        """What changed since last time: the latest visit beside the one before."""
        latest, before = self.chart.latest, self.chart.before
        if latest is not None and before is not None:
            self._open_sheet(
                CompareSheet(self, self.session.book, self.chart.patient, before, latest)
            )

    def show_acts(self) -> None:
        """Who did what on this record, and when."""
        self._open_sheet(TrailSheet(self, self.session.book, self.chart.patient))

    def ask_to_discard(self) -> None:
        """Ask why the unfinished exam goes, and strike it."""
        if self.chart.draft is None:
            return
        sheet = DiscardSheet(self, self.chart.draft)
        sheet.confirmed.connect(self._discard)
        self._open_sheet(sheet)

    def _discard(self, reason: str) -> None:
        if self.chart.draft is None:
            return
        change = self.session.do(examinations.discard, self.chart.draft, reason=reason)
        if change is not None:
            self._close_sheet()
            # The window tells the page as well; alone, a page still shows what the file holds.
            self.read_again(change)
            self.focus_first()

    def _go(
        self, screen: Screen, *, examination_id: int | None = None, letter_id: int | None = None
    ) -> None:
        self.session.go(
            Destination(
                screen=screen,
                patient_id=self.chart.patient.id,
                examination_id=examination_id,
                letter_id=letter_id,
            )
        )

    # --- keys ------------------------------------------------------------------------------

    def key_table(self) -> tuple[PageKey, ...]:
        if self._sheet is not None:
            return ()
        letter = PageKey(
            names=("L",), words=_("Write the letter"), act=lambda _ms: self.write_letter()
        )
        compare = PageKey(
            names=("C",), words=_("What changed"), act=lambda _ms: self.compare_latest()
        )
        return (
            PageKey(
                names=("E",),
                words=_("Start or resume the exam"),
                act=lambda _ms: self.start_exam(),
            ),
            # Only signed exams go into letters.
            *((letter,) if self.chart.latest is not None else ()),
            *((compare,) if self.chart.before is not None else ()),
            PageKey(
                names=("Esc",),
                words=_("Back to the patients"),
                act=lambda _ms: self.session.go(Destination(screen=Screen.PATIENTS)),
            ),
        )

    def key_groups(self) -> tuple[KeyGroup, ...]:
        return (*super().key_groups(), *self.view.course.key_groups())
