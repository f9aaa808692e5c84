"""The examination: one place at a time, each act stored before the screen moves on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from clonus_desktop.casebook import examinations, findings, patients, words
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.dates import clock_time
from clonus_desktop.ui.exam_key_words import exam_key_groups
from clonus_desktop.ui.exam_keys import COUNTING, ExamAct
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pad_voice import PadVoice
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.page_keys import KeyGroup
from clonus_desktop.ui.pages.exam_acts import acts_of
from clonus_desktop.ui.pages.exam_asking import ExamAsking
from clonus_desktop.ui.pages.exam_entry import ExamEntry
from clonus_desktop.ui.pages.exam_input import ExamInput
from clonus_desktop.ui.pages.exam_pads import WaitingPads
from clonus_desktop.ui.pages.exam_view import ExamView
from clonus_desktop.ui.pages.exam_words import done_words, limit_words, previous_words
from clonus_desktop.ui.session import Session


class ExamPage(Page):
    """Six places, one press each; the next open place comes by itself."""

    spreads_out = True
    examination: Examination
    patient: Patient
    place: Place

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view = ExamView(session.book)
        self.input = ExamInput(self, self.view.taps.pad, session.settings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.entry = ExamEntry(self)
        self.asking = ExamAsking(self)
        self.waiting = WaitingPads(session, self.view.taps.pad)
        self._acts = acts_of(self)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.taps.pad.may_press = lambda ms: not self.entry.guard.is_closed(ms)
        view.place_chosen.connect(self.show_place)
        view.numbers.number_pressed.connect(self.entry.enter_number)
        view.numbers.ten_or_more_pressed.connect(self.entry.enter_ten_or_more)
        view.numbers.sustained_pressed.connect(self.entry.enter_sustained)
        view.taps.use_pressed.connect(self.entry.use)
        view.taps.exact_pressed.connect(self.asking.exact_number_by_press)
        view.taps.again_pressed.connect(self.entry.again)
        view.taps.correct_pressed.connect(self.asking.correct_beats)
        view.taps.pad.changed.connect(self._show_acts)
        PadVoice(view.taps.pad).said.connect(self.session.announced)
        view.trials.trials_wanted.connect(self.asking.trials)
        view.trials.go_on_pressed.connect(self.go_on)
        for button, act in (
            (view.head.not_tested, self.asking.why_not_tested),
            (view.head.note, self.asking.note),
            (view.steps.checks, self.asking.checks),
            (view.head.how_to, self.asking.how_to),
            (view.head.keys, self.asking.keys),
            (view.bar.leave, self.leave_exam),
            (view.bar.undo, self.undo),
            (view.bar.redo, self.redo),
            (view.bar.review, self.review),
        ):
            button.clicked.connect(lambda _checked=False, act=act: act())

    # -- the page ---------------------------------------------------------------------------

    def open(self, destination: Destination) -> None:
        assert destination.patient_id is not None
        self.entry.begin()
        self.input.take_choices()
        self.patient = patients.get(self.session.book, destination.patient_id)
        self.session.do(examinations.start, self.patient.id)
        draft = examinations.draft_of(self.session.book, self.patient.id)
        if draft is None:
            # The fault is said by the window; there is nothing to examine into.
            self.session.go(Destination(screen=Screen.CHART, patient_id=self.patient.id))
            return
        self._read(draft)
        self.before = findings.visit_before(self.session.book, draft)
        self.waiting.open(draft)
        about = (self.session.book, self.patient, draft)
        shows_previous = self.session.settings.choices.show_previous
        self._previous = previous_words(*about) if shows_previous else {}
        self.view.numbers.show_limit(*limit_words(*about))
        self.place = destination.place or self._first_place()
        self.entry.repeats.turn_to(draft.test_at(self.place))
        self._turn_to(self.place)

    def _first_place(self) -> Place:
        """Where something still waits on the pad, else the first open place, else the first."""
        missing = self.examination.missing_places
        waiting = self.waiting.place
        if waiting is not None and waiting in missing:
            return waiting
        return missing[0] if missing else self.examination.places[0]

    def come_back(self, destination: Destination) -> None:
        # The manual was read in between: place, pad and notes are as they were left.
        self._read(examinations.get(self.session.book, self.examination.id))
        self.show_again()

    def read_again(self, change: Change) -> None:
        if change.deed is Deed.STARTED or change.examination_id != self.examination.id:
            return
        self._read(examinations.get(self.session.book, self.examination.id))
        self._say_saved()
        if change.deed is Deed.RECORDED and change.place is not None:
            self._show_recorded(change.place)
            return
        if change.deed in {Deed.UNDONE, Deed.REDONE} and change.place is not None:
            self._turn_to(change.place)
            self._announce(change.place, change.place)
            return
        self.show_again()

    def arrange(self, arrangement: Arrangement) -> None:
        super().arrange(arrangement)
        self.view.arrange(arrangement, swap_hands=self.session.settings.choices.swap_hands)

    def repaint_for_theme(self) -> None:
        self.arrange(self.arrangement)

    def focus_first(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- showing ----------------------------------------------------------------------------

    def _read(self, examination: Examination) -> None:
        """Take what the record holds now: once for each act, however often it is shown."""
        book = self.session.book
        self.examination = examination
        self._findings = findings.findings_of(book, self.patient, examination)
        self._undo_and_redo = words.undo_and_redo_words(book, examination)

    def _say_saved(self) -> None:
        time = clock_time(self.session.book.now())
        self.view.bar.show_saved(_("Draft saved {time}").format(time=time))

    def show_again(self) -> None:
        """Show the place that is open, as it stands in the record."""
        examination = self.examination
        self.view.show_places(self._findings, self.place)
        self.view.show_place(self.place, examination, self.before)
        self.view.head.show_previous(self._previous.get(self.place, ""))
        self.view.show_trials(examination.test_at(self.place), self.entry.repeats.wanted)
        self._show_acts()

    def _show_acts(self) -> None:
        """Name what Undo and Redo would do: on the pad first, then in the record."""
        pad, (undo, redo) = self.view.taps.pad.state, self._undo_and_redo
        places = len(self.examination.places)
        self.view.bar.show_acts(
            undo=pad.undo_label or undo,
            redo=pad.redo_label or redo,
            counts=(places - len(self.examination.missing_places), places),
        )

    def show_place(self, place: Place) -> None:
        """Turn to a place; what waits on the pad is kept for the place before."""
        self._turn_to(place)
        self.session.announced.emit(self.view.places.items[place].accessibleName())

    def _turn_to(self, place: Place) -> None:
        if place != self.place:
            self.entry.repeats.turn_to(self.examination.test_at(place))
        self.place = place
        self.waiting.turn_to(place)
        self.show_again()

    def _show_recorded(self, place: Place) -> None:
        self.waiting.used()
        if not self.entry.repeats.goes_on(self.examination.test_at(place)):
            self._announce(place, None)
            self.show_again()
            return
        self._announce(place, self._next_place(place))
        self.go_on()

    def _next_place(self, place: Place) -> Place | None:
        """The next open place in the order, from the start again; None when all are recorded."""
        missing = self.examination.missing_places
        order = self.examination.places
        later = [p for p in missing if order.index(p) > order.index(place)]
        return next(iter(later or missing), None)

    def go_on(self) -> None:
        """Turn to the next open place, or to the review after the last."""
        place = self._next_place(self.place)
        if place is None:
            self.review()
        else:
            self._turn_to(place)

    def _announce(self, done: Place, now: Place | None) -> None:
        found = next(f for f in self._findings if f.place == done)
        self.session.announced.emit(done_words(self.session.book, found, now))

    # -- acts -------------------------------------------------------------------------------

    def undo(self) -> None:
        """Turn the last act back, and show where it was; corrections on the pad come first."""
        pad = self.view.taps.pad
        if pad.state.undo_label is not None:
            pad.undo()
        else:
            self.session.do(examinations.undo, self.examination)

    def redo(self) -> None:
        """Bring back what was undone last."""
        pad = self.view.taps.pad
        if pad.state.redo_label is not None:
            pad.redo()
        else:
            self.session.do(examinations.redo, self.examination)

    def keep(self) -> None:
        self.waiting.keep()

    def is_busy(self) -> bool:
        return self.view.taps.pad.train.is_down

    def say(self, text: str) -> None:
        """Tell in the line under the strip, and to screen readers."""
        self.view.taps.words.setText(text)
        self.session.announced.emit(text)

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

    def key_groups(self) -> tuple[KeyGroup, ...]:
        return exam_key_groups(self._acts, self.input.pedals, self.examination.places)

    # -- keys -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.input.asked_by(event)
        if key is None:
            super().keyPressEvent(event)
            return
        event.accept()
        if event.isAutoRepeat():
            return
        if key.act in COUNTING and self.entry.guard.is_closed(event.timestamp()):
            return
        if key.act is ExamAct.BEAT:
            self.view.pad_press(event)
        else:
            self._acts[key.act](key, event.timestamp())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        # Of whatever key: Control or Num Lock may have changed what it means since its press.
        self.view.pad_release(event)
        super().keyReleaseEvent(event)
