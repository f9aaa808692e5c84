"""How a place was tested: kept as one act, undone by name, put beside the visit before."""

from datetime import timedelta

import pytest

from clonus_desktop.casebook import examinations, findings, patients, techniques, words
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.statement import MOST_ABOUT
from clonus_desktop.domain.technique import CheckAnswer, Technique
from clonus_desktop.domain.trial import Trial

STRAIGHT = Technique(position="knee-straight")
STANDARD = Technique(position="knee-slightly-bent")


@pytest.fixture
def patient_id(book) -> int:
    return patients.add(book, Patient(family_name="Macilroy", given_name="Iain")).patient_id


@pytest.fixture
def begin(book, clock, patient_id):
    def begun():
        clock.time += timedelta(days=30)
        return examinations.get(book, examinations.start(book, patient_id).examination_id)

    return begun


def stated(book, examination, technique, about=""):
    techniques.state(book, examination, examination.places[0], technique, about=about)
    return examinations.get(book, examination.id)


def test_it_is_one_act_that_undo_names_and_takes_back(book, begin):
    draft = begin()
    place = draft.places[0]
    held = Technique(checks={"held": CheckAnswer.YES})
    now = stated(book, draft, held, about="Stretch held: yes")
    assert techniques.technique_at(now, place) == held
    assert techniques.short_words(book, now, place) == "1 of 5 checks ticked"
    named = words.gesture_words(book, examinations.undoable(book, now))
    assert named == "checks at right ankle: Stretch held: yes"
    examinations.undo(book, now)
    assert techniques.technique_at(examinations.get(book, draft.id), place).is_empty
    assert techniques.short_words(book, examinations.get(book, draft.id), place) == ""
    examinations.redo(book, now)
    assert techniques.technique_at(examinations.get(book, draft.id), place) == held


def test_a_position_of_many_words_is_kept_and_only_its_name_in_undo_is_cut(book, begin):
    lying = "lying on the side, " * 26
    now = stated(book, begin(), STRAIGHT, about=lying)
    assert techniques.technique_at(now, now.places[0]) == STRAIGHT
    assert examinations.undoable(book, now).about == lying[:MOST_ABOUT]


def test_it_is_of_one_place_and_no_other(book, begin):
    now = stated(book, begin(), STRAIGHT)
    assert [techniques.technique_at(now, place).is_empty for place in now.places] == [
        False,
        *[True] * 5,
    ]


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (Technique(), Technique(), ""),
        (Technique(), STRAIGHT, ""),
        (STANDARD, Technique(), ""),
        (STRAIGHT, STRAIGHT, ""),
        (STRAIGHT, Technique(), "supine, knee straight"),
        (STRAIGHT, STANDARD, "supine, knee straight"),
        (STANDARD, STRAIGHT, "supine, knee slightly bent"),
    ],
)
def test_a_position_of_last_time_is_told_where_it_was_another(book, begin, then, now, said):
    first = stated(book, begin(), then)
    for place in first.places:
        examinations.record_trial(book, first, place, Trial(beats=0))
    examinations.sign(book, first.id)
    second = stated(book, begin(), now)
    before = findings.visit_before(book, second)
    assert techniques.position_before(book, second, before, second.places[0]) == said


def test_without_a_visit_before_there_is_nothing_to_tell(book, begin):
    draft = begin()
    assert techniques.position_before(book, draft, None, draft.places[0]) == ""


def test_a_position_is_told_by_its_words(book):
    assert techniques.position_words(book, "ankle", "sitting") == "sitting, knee bent"
    assert techniques.position_words(book, "gone", "half-sitting") == "half sitting"
