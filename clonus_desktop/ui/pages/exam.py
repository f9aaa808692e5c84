"""The examination: one place at a time, each act stored before the screen moves on."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from clonus_desktop.casebook import examinations, findings, patients, words
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import NotTested
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.language import _
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.dates import clock_time
from clonus_desktop.ui.exam_keys import COUNTING, ExamAct, KeyMap
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.pages.exam_acts import acts_of
from clonus_desktop.ui.pages.exam_sheets import ExactSheet, HowToSheet, KeysSheet, NoteSheet
from clonus_desktop.ui.pages.exam_view import ExamView
from clonus_desktop.ui.pages.exam_words import done_words, entry_words, limit_words
from clonus_desktop.ui.pages.technique_sheet import show_checks_of
from clonus_desktop.ui.pending_result import PendingResult
from clonus_desktop.ui.session import Session, Verb
from clonus_desktop.ui.settle_guard import SettleGuard
from clonus_desktop.ui.widgets.not_tested_sheet import NotTestedSheet


class ExamPage(Page):
    """Six places, one press each; the next open place comes by itself."""

    spreads_out = True
    examination: Examination
    patient: Patient
    place: Place

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.guard = SettleGuard(session.settings.choices.settle_ms)
        self.keys = KeyMap.of(session.settings.choices)
        self.view = ExamView(session.book)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._acts = acts_of(self)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.taps.pad.may_press = lambda ms: not self.guard.is_closed(ms)
        view.place_chosen.connect(self.show_place)
        view.numbers.number_pressed.connect(self.enter_number)
        view.numbers.ten_or_more_pressed.connect(self.enter_ten_or_more)
        view.numbers.sustained_pressed.connect(self.enter_sustained)
        view.taps.use_pressed.connect(self.use)
        view.taps.exact_pressed.connect(self.ask_exact_number)
        for button, act in (
            (view.head.not_tested, self.ask_why_not_tested),
            (view.head.note, self.write_note),
            (view.steps.checks, self.show_checks),
            (view.head.how_to, self.show_how_to),
            (view.head.keys, self.show_keys),
            (view.bar.leave, self.leave_exam),
            (view.bar.undo, self.undo),
            (view.bar.redo, self.redo),
            (view.bar.review, self.review),
        ):
            button.clicked.connect(lambda _checked=False, act=act: act())

    # -- the page ---------------------------------------------------------------------------

    def open(self, destination: Destination) -> None:
        assert destination.patient_id is not None
        self.guard.settle_ms = self.session.settings.choices.settle_ms
        self.keys = KeyMap.of(self.session.settings.choices)
        self.patient = patients.get(self.session.book, destination.patient_id)
        self.session.do(examinations.start, self.patient.id)
        draft = examinations.draft_of(self.session.book, self.patient.id)
        if draft is None:
            # The fault is said by the window; there is nothing to examine into.
            self.session.go(Destination(screen=Screen.CHART, patient_id=self.patient.id))
            return
        self.examination = draft
        self.before = findings.visit_before(self.session.book, draft)
        missing = draft.missing_places
        self.place = destination.place or (missing[0] if missing else draft.places[0])
        self.view.numbers.show_limit(*limit_words(self.session.book, self.patient, draft))
        self.view.clear_pad()
        self._show()

    def read_again(self, change: Change) -> None:
        if change.deed is Deed.STARTED or change.examination_id != self.examination.id:
            return
        self.examination = examinations.get(self.session.book, self.examination.id)
        self._say_saved()
        if change.deed is Deed.RECORDED and change.place is not None:
            self._go_on_from(change.place)
            return
        if change.deed in {Deed.UNDONE, Deed.REDONE} and change.place is not None:
            self.place = change.place
            self.view.clear_pad()
        self._show()

    def arrange(self, arrangement: Arrangement) -> None:
        super().arrange(arrangement)
        self.view.arrange(arrangement, swap_hands=self.session.settings.choices.swap_hands)

    def repaint_for_theme(self) -> None:
        self.arrange(self.arrangement)

    def focus_first(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- showing ----------------------------------------------------------------------------

    def _findings(self) -> tuple[Finding, ...]:
        return findings.findings_of(self.session.book, self.patient, self.examination)

    def _say_saved(self) -> None:
        time = clock_time(self.session.book.now())
        self.view.bar.saved.setText(_("Draft saved {time}").format(time=time))
        self.view.bar.fit()

    def _show(self) -> None:
        book, examination = self.session.book, self.examination
        self.view.show_places(self._findings(), self.place)
        self.view.show_place(self.place, examination, self.before)
        undoable = examinations.undoable(book, examination)
        redoable = examinations.redoable(book, examination)
        self.view.bar.show_acts(
            undo=words.gesture_words(book, undoable) if undoable else None,
            redo=words.gesture_words(book, redoable) if redoable else None,
            counts=(
                len(examination.places) - len(examination.missing_places),
                len(examination.places),
            ),
        )

    def show_place(self, place: Place) -> None:
        """Turn to a place; what the pad holds at the place before is let go."""
        if place != self.place:
            self.view.clear_pad()
        self.place = place
        self._show()

    def _go_on_from(self, place: Place) -> None:
        self.view.clear_pad()
        missing = self.examination.missing_places
        if not missing:
            self._announce(place, None)
            self.review()
            return
        order = self.examination.places
        later = [p for p in missing if order.index(p) > order.index(place)]
        self.place = (later or list(missing))[0]
        self._announce(place, self.place)
        self._show()

    def _announce(self, done: Place, now: Place | None) -> None:
        found = next(f for f in self._findings() if f.place == done)
        self.session.announced.emit(done_words(self.session.book, found, now))

    # -- acts -------------------------------------------------------------------------------

    def enter_number(self, beats: int, event_ms: int = 0) -> None:
        """Record that many beats at this place, beside a held time if there is one."""
        self._record(lambda pending: pending.trial_with_number(beats), event_ms)

    def enter_ten_or_more(self, event_ms: int = 0) -> None:
        """Record ten beats or more that then stopped."""
        self._record(lambda pending: pending.trial_with_number(10, at_least=True), event_ms)

    def enter_sustained(self, event_ms: int = 0) -> None:
        """Record clonus that went on for over 10 s with the stretch held."""
        self._record(lambda pending: pending.sustained(), event_ms)

    def use(self, event_ms: int = 0) -> None:
        """Record what the pad has taken; nothing when it is empty or still counting."""
        if not self.view.pending.is_empty:
            self._record(lambda pending: pending.trial(), event_ms)

    def _record(self, make: Callable[[PendingResult], Trial], event_ms: int) -> None:
        if self.guard.is_closed(event_ms) or self.view.is_holding:
            return
        self.guard.close(event_ms)
        trial = make(self.view.pending)
        self._store(examinations.record_trial, trial)

    def record_not_tested(self, why: NotTested, event_ms: int = 0) -> None:
        """Record that this place was not tested, and why."""
        self.guard.close(event_ms)
        self._store(examinations.record_not_tested, why)

    def _store(self, verb: Verb, entry: Trial | NotTested) -> None:
        said = entry_words(self.session.book, self.place, entry)
        self.session.do(verb, self.examination, self.place, entry, entry=said)

    def undo(self) -> None:
        """Turn the last act back, and show where it was."""
        self.session.do(examinations.undo, self.examination)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self.session.do(examinations.redo, self.examination)

    def leave_exam(self) -> None:
        """Go to the chart; the draft is kept."""
        self.session.go(Destination(screen=Screen.CHART, patient_id=self.patient.id))

    def review(self) -> None:
        """Go on to review and sign."""
        self.session.go(
            Destination(
                screen=Screen.REVIEW,
                patient_id=self.patient.id,
                examination_id=self.examination.id,
            )
        )

    def step(self, by: int) -> None:
        """Turn to the place before (-1) or after (1), round the end."""
        order = self.examination.places
        self.show_place(order[(order.index(self.place) + by) % len(order)])

    def go_to(self, index: int) -> None:
        """Turn to the place of that number in the order, counted from 0."""
        if index < len(self.examination.places):
            self.show_place(self.examination.places[index])

    # -- sheets -----------------------------------------------------------------------------

    def ask_why_not_tested(self) -> None:
        """Ask for the reason; it records and goes on to the next place."""
        protocol = self.session.book.protocol_of(self.place.site.key)
        said = words.place_words(self.session.book, self.place)
        sheet = NotTestedSheet(self, said, protocol.contraindications if protocol else ())
        sheet.answered.connect(self.record_not_tested)
        sheet.open()

    def write_note(self) -> None:
        """Open the note of this place; it saves itself."""
        place, examination = self.place, self.examination

        def save(text: str) -> None:
            self.session.do(examinations.write_note, examination, place, text)

        said = words.place_words(self.session.book, place)
        NoteSheet(self, said, examination.notes.get(place, ""), save).open()

    def show_checks(self) -> None:
        """Show what can be ticked on how this place was tested, where its protocol asks for it."""
        show_checks_of(self, self.session, self.examination, self.place)

    def ask_exact_number(self) -> None:
        """Ask for a number of 10 to 99."""
        said = words.place_words(self.session.book, self.place)
        ExactSheet(self, said, self.enter_number).open()

    def show_how_to(self) -> None:
        """Show picture and steps of this place, larger."""
        protocol = self.session.book.protocol_of(self.place.site.key)
        if protocol is not None:
            place = words.place_words(self.session.book, self.place)
            title = _("How the {place} is tested").format(place=place)
            HowToSheet(self, protocol, self.place.side, title).open()

    def show_keys(self) -> None:
        """Show what each key does."""
        KeysSheet(self).open()

    # -- keys -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.keys.asked_by(event)
        if key is None:
            super().keyPressEvent(event)
            return
        event.accept()
        if event.isAutoRepeat():
            return
        if key.act in COUNTING and self.guard.is_closed(event.timestamp()):
            return
        if key.act is ExamAct.BEAT:
            self.view.pad_press(event)
        else:
            self._acts[key.act](key, event.timestamp())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        key = self.keys.asked_by(event)
        if key is not None and key.act is ExamAct.BEAT:
            event.accept()
            self.view.pad_release(event)
            return
        super().keyReleaseEvent(event)
