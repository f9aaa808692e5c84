from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from clonus_desktop.casebook import (
    contexts,
    examinations,
    findings,
    letters,
    patients,
    practice,
    words,
)
from clonus_desktop.casebook.book import open_book
from clonus_desktop.casebook.change import Deed
from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.context_item import Spot
from clonus_desktop.domain.drugs import DrugUse
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial

START = datetime(2025, 3, 10, 9, 40, tzinfo=UTC)
GAIT, KNEE = Spot("gait"), Spot("knee", Side.RIGHT)


class Ward:
    """A casebook with one patient and a clock."""

    def __init__(self, path):
        self.now = START
        self.book = open_book(path, now=lambda: self.now)
        examiner = Examiner(name="Dr P Okafor")
        practice.change(self.book, replace(self.book.practice, examiner=examiner))
        self.patient_id = patients.add(self.book, Patient(family_name="Lund")).patient_id

    def begin(self, days=0):
        self.now = START + timedelta(days=days)
        row = examinations.start(self.book, self.patient_id).examination_id
        return examinations.get(self.book, row)

    def sign(self, examination):
        for place in examination.places:
            examinations.record_trial(self.book, examination, place, Trial(beats=0))
        examinations.sign(self.book, examination.id)

    def read(self, examination):
        return contexts.get(self.book, examinations.get(self.book, examination.id))


@pytest.fixture
def ward(tmp_path):
    made = Ward(tmp_path / "casebook.sqlite")
    yield made
    made.book.close()


def test_nothing_is_assessed_before_it_was_said(ward):
    context = ward.read(ward.begin())
    assert context.is_blank
    assert set(context.answers) | set(context.grades) == set(ward.book.context_form.spots())


def test_an_answer_is_one_act_that_undo_names(ward):
    examination = ward.begin()
    context = ward.read(examination).with_answer(GAIT, "spastic")
    change = contexts.keep(ward.book, examination, context, about="Gait Spastic")
    assert change.deed is Deed.STATED
    assert ward.read(examination).answer(GAIT) == "spastic"
    act = examinations.undoable(ward.book, examination)
    assert words.gesture_words(ward.book, act) == "context: Gait Spastic"
    examinations.undo(ward.book, examination)
    assert ward.read(examination).is_blank
    examinations.redo(ward.book, examination)
    assert ward.read(examination).answer(GAIT) == "spastic"


def test_an_answer_that_stands_already_is_no_act(ward):
    examination = ward.begin()
    context = ward.read(examination).with_answer(GAIT, "spastic")
    contexts.keep(ward.book, examination, context)
    first = examinations.undoable(ward.book, examination)
    contexts.keep(ward.book, examination, context, about="again")
    assert examinations.undoable(ward.book, examination) == first


def test_what_undo_names_is_cut_to_what_the_record_takes(ward):
    examination = ward.begin()
    context = ward.read(examination).taking(())
    contexts.keep(ward.book, examination, context, about="x" * 500)
    assert len(examinations.undoable(ward.book, examination).about) == 200


def test_the_scale_of_the_last_visit_that_has_one_is_usual(ward):
    first = ward.begin()
    contexts.keep(ward.book, first, ward.read(first).on_scale("bedside-5"))
    ward.sign(first)
    assert contexts.usual_scale(ward.book, first) == ""
    second = ward.begin(days=30)
    ward.sign(second)
    assert contexts.usual_scale(ward.book, ward.begin(days=60)) == "bedside-5"


def test_a_letter_never_tells_the_drugs_of_a_later_visit(ward):
    for days in (0, 30, 60):
        visit = ward.begin(days=days)
        drug = DrugUse(
            drug="baclofen-oral", dose=f"{days} mg", last_dose=visit.started_at - timedelta(hours=2)
        )
        contexts.keep(ward.book, visit, ward.read(visit).taking((drug,)))
        ward.sign(visit)
    notes = contexts.drug_course(findings.signed_visits(ward.book, ward.patient_id))
    assert [note.is_changed for note in notes] == [False, True, True]
    options = letters.LetterOptions(recipient="")
    letter = letters.compose(
        ward.book, notes[1].examination_id, options, compare_with_id=notes[0].examination_id
    )
    # A bar for each of the two visits under each of the three panels.
    assert letter.plot.svg.count('height="7"') == 2 * 3
    assert "30 mg" in letters.text(letter)
    assert "60 mg" not in letters.text(letter)


def test_the_context_of_a_visit_is_told_as_in_its_letter(ward):
    examination = ward.begin()
    assert contexts.in_words(ward.book, examination) == ()
    context = ward.read(examination).on_scale("ninds").with_answer(KNEE, "3")
    contexts.keep(ward.book, examination, context)
    (said,) = contexts.in_words(ward.book, examinations.get(ward.book, examination.id))
    assert said.startswith("The right knee reflex was 3/4 (NINDS scale).")
