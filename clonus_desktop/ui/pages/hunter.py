"""Serotonergic drugs, the features of the Hunter criteria, and what the rule says of them."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout

from clonus_desktop.casebook import examinations, patients, serotonin, words
from clonus_desktop.casebook.change import Change
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.exposure import Exposure
from clonus_desktop.domain.hunter import INPUT_WORDS, HunterInput
from clonus_desktop.domain.hunter_record import (
    MOST_EXPOSURES,
    HunterRecord,
    suggested_inducible,
)
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.language import _, first_upper, say
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.dates import clock_time
from clonus_desktop.ui.exam_keys import ExamAct, names_of
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.page_keys import KeyGroup, PageKey, group
from clonus_desktop.ui.pages.hunter_view import HunterView
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.answer_row import answer_words
from clonus_desktop.ui.widgets.hunter_trace import outcome_words

TYPING_PAUSE_MS = 1000


class HunterPage(Page):
    """Every answer is in the record as soon as it is given; typed words a moment later."""

    spreads_out = True
    examination: Examination
    patient: Patient

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        # By a press beside the questions, so that Undo and Escape still work; never by Tab.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.view = HunterView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.save_typed)
        self._is_open = False
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(self.go_back)
        view.bar.done.clicked.connect(self.go_back)
        view.bar.undo.clicked.connect(self.undo)
        view.bar.redo.clicked.connect(self.redo)
        view.drugs.picked.connect(self.add_drug)
        view.drugs.changed.connect(self.change_drug)
        view.drugs.removed.connect(self.remove_drug)
        view.drugs.agent_stated.connect(self.state_agent)
        view.drugs.typed.connect(self._pause.start)
        view.features.answered.connect(self.answer)
        view.features.temperature_settled.connect(self.take_temperature)
        view.features.typed.connect(self._pause.start)

    def open(self, destination: Destination) -> None:
        assert destination.patient_id is not None
        book = self.session.book
        self._pause.stop()
        self.patient = patients.get(book, destination.patient_id)
        draft = examinations.draft_of(book, self.patient.id)
        assert draft is not None
        self.examination = draft
        self.view.drugs.forget_rows()
        self.view.features.forget()
        self.view.drugs.show_table(serotonin.drug_table(book))
        self.view.saved.setText("")
        self._is_open = True
        self._show()

    def read_again(self, change: Change) -> None:
        if change.examination_id != self.examination.id:
            return
        self.examination = examinations.get(self.session.book, self.examination.id)
        self._show()
        time = clock_time(self.session.book.now())
        self.view.saved.setText(_("Draft saved {time}").format(time=time))

    def arrange(self, arrangement: Arrangement) -> None:
        super().arrange(arrangement)
        self.view.arrange(arrangement)

    def repaint_for_theme(self) -> None:
        self.view.arrange(self.arrangement)

    def focus_first(self) -> None:
        self.view.drugs.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        if self._is_open:
            self.save_typed()

    def leave(self) -> None:
        if self._is_open:
            self.view.drugs.picker.stop_waiting()
            self.save_typed()
            self._is_open = False

    # -- showing ----------------------------------------------------------------------------

    @property
    def record(self) -> HunterRecord:
        """What is in the record now."""
        return serotonin.record_of(self.examination)

    def _show(self) -> None:
        book, record, examination = self.session.book, self.record, self.examination
        taken = record.temperature_c
        self.view.drugs.show_record(record, examination.started_at.date())
        self.view.features.show_record(
            record, "" if taken is None else serotonin.degrees(book, taken)
        )
        suggested, _places = suggested_inducible(examination.places, examination.tests)
        self.view.features.show_suggestion(
            suggested, serotonin.suggestion_words(book, self.patient, examination), record
        )
        reading = serotonin.reading_of(examination)
        self.view.trace.show_reading(
            reading, serotonin.rule_words(book, reading), serotonin.source_words(book)
        )
        undo, redo = words.undo_and_redo_words(book, examination)
        self.view.bar.show_acts(undo=undo, redo=redo)
        self.view.bar.show_outcome(outcome_words(reading))

    # -- acts -------------------------------------------------------------------------------

    def add_drug(self, exposure: Exposure) -> None:
        """Put a drug on the list; one that is there already stays as it is."""
        record, name = self.record, exposure.drug.casefold()
        is_listed = any(e.drug.casefold() == name for e in record.exposures)
        if is_listed or len(record.exposures) >= MOST_EXPOSURES:
            already = _("{drug} is on the list already.").format(drug=self._named(exposure.drug))
            full = _("The list is full.")
            self.session.announced.emit(already if is_listed else full)
            return
        about = _("{drug} added").format(drug=self._named(exposure.drug))
        if self._keep(record.with_exposure(exposure), about):
            row = self.view.drugs.rows[exposure.drug]
            self.view.show_in_sight(row)
            row.last.take_focus()

    def _named(self, drug: str) -> str:
        return self.session.book.words.named(drug)

    def change_drug(self, exposure: Exposure, about: str) -> None:
        """Keep what was answered about a drug."""
        self._keep(self.record.with_exposure(exposure), about)

    def remove_drug(self, drug: str) -> None:
        """Take a drug off the list; Undo brings it back."""
        if self._keep(
            self.record.without_exposure(drug), _("{drug} removed").format(drug=self._named(drug))
        ):
            self.focus_first()

    def state_agent(self, value: ThreeValued | None) -> None:
        """Keep what the clinician states on serotonergic drugs, or go by the list."""
        answer = _("as listed") if value is None else answer_words()[value].lower()
        about = _("serotonergic drug: {answer}").format(answer=answer)
        self._keep(replace(self.record, stated_agent=value), about)

    def answer(self, item: HunterInput, value: ThreeValued) -> None:
        """Keep a feature; inducible clonus with who confirms it."""
        examiner = self.session.book.examiner
        by = "" if examiner is None else examiner.name
        about = f"{say(INPUT_WORDS[item])}: {answer_words()[value].lower()}"
        self._keep(self.record.with_feature(item, value, confirmed_by=by), about)

    def take_temperature(self, value: float | None) -> None:
        """Keep the temperature, or that it was not taken."""
        book = self.session.book
        taken = _("not taken") if value is None else serotonin.degrees(book, value) + " °C"
        about = _("temperature: {value}").format(value=taken)
        self._keep(replace(self.record, temperature_c=value), about)

    def _keep(self, record: HunterRecord, about: str) -> bool:
        """Store the record when it is another one; True when it is in the file."""
        if record == self.record:
            return False
        entry = first_upper(about)
        kept = self.session.do(serotonin.keep, self.examination, record, about=about, entry=entry)
        if kept is None:
            # What was refused must not look as if it stood in the record.
            self._show()
        return kept is not None

    def save_typed(self) -> None:
        """Store what was typed and is not stored yet."""
        self._pause.stop()
        self.view.drugs.settle()
        self.view.features.settle()

    def undo(self) -> None:
        """Turn back the last act of the examination."""
        self.save_typed()
        self.session.do(examinations.undo, self.examination)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self.session.do(examinations.redo, self.examination)

    def go_back(self) -> None:
        """Back to Review."""
        self.session.go(Destination(screen=Screen.REVIEW, patient_id=self.patient.id))

    def key_table(self) -> tuple[PageKey, ...]:
        # The same keys as on the exam page.
        return tuple(
            PageKey(names=names_of(act), words=words, act=do)
            for act, words, do in (
                (ExamAct.LEAVE, _("Back to the review"), lambda _ms: self.go_back()),
                (ExamAct.UNDO, _("Undo"), lambda _ms: self.undo()),
                (ExamAct.REDO, _("Redo"), lambda _ms: self.redo()),
            )
        )

    def key_groups(self) -> tuple[KeyGroup, ...]:
        rows = self.view.features.rows.values()
        on_question = next(iter(rows)).key_table()
        return (*super().key_groups(), group(_("On a question"), on_question))
