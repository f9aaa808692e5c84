"""Undo and redo, against a list that does the same; and over a restart."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from clonus_desktop.domain.anatomy import ANKLE, WRIST, Place, places_in_order
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination, Examiner
from clonus_desktop.domain.gesture import GestureKind
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.storage import open_casebook

PLACES = places_in_order((ANKLE, WRIST))
BY = Examiner(name="Dr P Okafor")

State = dict[object, object]


class History(RuleBasedStateMachine):
    """The model: a list of states, and where in it we are."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "casebook.sqlite"
        self.file = open_casebook(self.path)
        self.now = datetime(2026, 5, 1, tzinfo=UTC)
        self.states: list[State] = [{}]
        self.here = 0

    @initialize()
    def start(self) -> None:
        with self.file.write():
            patient = self.file.patients.add(Patient(family_name="Lee"), at=self.at(), by=BY)
            draft = Examination(patient_id=patient.id, started_at=self.now, places=PLACES)
            self.id = self.file.examinations.start(draft, at=self.at(), by=BY).id

    def at(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def do(self, key: object, value: object) -> None:
        state = {**self.states[self.here], key: value}
        self.states[self.here + 1 :] = [{key: value for key, value in state.items() if value}]
        self.here += 1

    @rule(place=st.sampled_from(PLACES), beats=st.integers(0, 12))
    def count(self, place: Place, beats: int) -> None:
        self.record(ClonusTest(place=place, trials=(Trial(beats=beats), Trial(beats=1))))

    @rule(place=st.sampled_from(PLACES))
    def leave_out(self, place: Place) -> None:
        self.record(ClonusTest(place=place, not_tested=NotTested(reason=NotTestedReason.PAIN)))

    def record(self, test: ClonusTest) -> None:
        with self.file.write():
            gesture = self.file.examinations.record_test(self.id, test, at=self.at(), by=BY)
        assert gesture.kind is GestureKind.TEST
        self.do(test.place, test)

    @rule(place=st.none() | st.sampled_from(PLACES), text=st.sampled_from(["", "calm", "brisk"]))
    def write(self, place: Place | None, text: str) -> None:
        key = ("note", place)
        with self.file.write():
            gesture = self.file.examinations.write_note(self.id, place, text, at=self.at(), by=BY)
        assert (gesture is None) == (self.states[self.here].get(key, "") == text)
        if gesture is not None:
            assert gesture.place == place
            self.do(key, text)

    @rule()
    def undo(self) -> None:
        named = self.file.examinations.undoable(self.id)
        with self.file.write():
            assert self.file.examinations.undo(self.id, at=self.at(), by=BY) == named
        assert (named is None) == (self.here == 0)
        self.here = max(0, self.here - 1)

    @rule()
    def redo(self) -> None:
        named = self.file.examinations.redoable(self.id)
        with self.file.write():
            assert self.file.examinations.redo(self.id, at=self.at(), by=None) == named
        assert (named is None) == (self.here == len(self.states) - 1)
        self.here = min(len(self.states) - 1, self.here + 1)

    @precondition(lambda self: self.here > 1)
    @rule()
    def restart(self) -> None:
        self.file.close()
        self.file = open_casebook(self.path)

    @invariant()
    def the_record_is_the_model(self) -> None:
        stored = self.file.examinations.newest_draft()
        if stored is not None:
            notes = {("note", place): text for place, text in stored.notes.items()}
            comment = {("note", None): stored.comment} if stored.comment else {}
            assert {**stored.tests, **notes, **comment} == self.states[self.here]

    def teardown(self) -> None:
        assert self.file.verify() is None
        self.file.close()
        self.folder.cleanup()


History.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
test_undo_and_redo_do_what_a_list_of_states_does = History.TestCase


def test_a_new_act_ends_what_could_be_redone(desk) -> None:
    draft = desk.draft()
    desk.record(draft.id, 3)
    desk.undo(draft.id)
    assert desk.file.examinations.redoable(draft.id) is not None
    desk.record(draft.id, 4)
    assert desk.file.examinations.redoable(draft.id) is None
    assert desk.redo(draft.id) is None


def test_undo_names_the_test_that_it_takes_back(desk) -> None:
    draft = desk.draft()
    desk.record(draft.id, 2, desk.left)
    gesture = desk.file.examinations.undoable(draft.id)
    assert gesture.place == desk.left
    assert gesture.test.trials == (Trial(beats=2),)
    assert desk.undo(draft.id) == gesture


def test_the_undo_history_survives_a_restart(path, desk_at) -> None:
    desk = desk_at(path)
    draft = desk.draft()
    desk.record(draft.id, 3)
    desk.record(draft.id, 4)
    desk.undo(draft.id)
    desk.file.close()
    desk = desk_at(path)
    assert desk.redo(draft.id) is not None
    assert desk.file.examinations.get(draft.id).tests[desk.right].trials == (Trial(beats=4),)
    desk.undo(draft.id)
    desk.undo(draft.id)
    assert desk.file.examinations.get(draft.id).tests == {}
    desk.file.close()


def test_nothing_can_be_undone_after_signing(desk) -> None:
    draft = desk.draft()
    desk.record(draft.id, 3)
    desk.record(draft.id, 4)
    desk.undo(draft.id)
    desk.sign(draft.id)
    assert desk.file.examinations.undoable(draft.id) is None
    assert desk.file.examinations.redoable(draft.id) is None
