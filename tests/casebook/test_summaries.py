"""What the record says of an examination in sentences."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from clonus_desktop.casebook import examinations, patients, summaries
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial

PAIN = NotTested(reason=NotTestedReason.PAIN)

Examine = Callable[..., Examination]


@pytest.fixture
def patient(book) -> Patient:
    born = date(1968, 1, 11)
    change = patients.add(book, Patient(family_name="Macilroy", given_name="Iain", born_on=born))
    return patients.get(book, change.patient_id)


@pytest.fixture
def examine(book, clock) -> Examine:
    """A new examination with these outcomes, right before left, a month after the one before."""

    def examine_one(patient: Patient, *outcomes: int | NotTested | None, is_signed=True):
        clock.time += timedelta(days=30)
        begun = examinations.get(book, examinations.start(book, patient.id).examination_id)
        for place, outcome in zip(begun.places, outcomes, strict=True):
            if isinstance(outcome, NotTested):
                examinations.record_not_tested(book, begun, place, outcome)
            elif outcome is not None:
                examinations.record_trial(book, begun, place, Trial(beats=outcome))
        if is_signed:
            examinations.sign(book, begun.id)
        return examinations.get(book, begun.id)

    return examine_one


def test_a_summary_names_every_place_the_limit_and_the_rule(book, patient, examine):
    said = summaries.summary(book, patient, examine(patient, 2, 6, PAIN, 0, 0, 0))
    assert said[:3] == (
        "Ankle: right 2 beats, left 6 beats.",
        "Patella: right not tested: pain, left no clonus (0 beats).",
        "Wrist: right no clonus (0 beats), left no clonus (0 beats).",
    )
    assert "Above the limit used here (more than 5 beats): the left ankle." in said
    assert any(sentence.startswith("Rule ARTICLE_GT5, version 1: ") for sentence in said)


def test_a_summary_compares_with_the_visit_before_and_with_no_other(book, patient, examine):
    examine(patient, 9, 9, 0, 0, 0, 0)
    examine(patient, 2, 8, 0, 0, 0, 0)
    now = examine(patient, 2, 6, 0, 0, 0, 0)
    examine(patient, 1, 1, 0, 0, 0, 0)
    said = " ".join(summaries.summary(book, patient, now))
    assert "Left ankle was 8 beats on 01-May-2026: unchanged within counting error." in said
    assert "9 beats" not in said
    assert "Right ankle was" not in said


def test_the_first_summary_compares_with_nothing(book, patient, examine):
    said = " ".join(summaries.summary(book, patient, examine(patient, 2, 6, 0, 0, 0, 0)))
    assert " was " not in said
    assert "same as" not in said


def test_a_summary_of_a_draft_says_what_is_not_recorded(book, patient, examine):
    draft = examine(patient, 2, None, 0, 0, 0, 0, is_signed=False)
    assert "left not recorded" in summaries.summary(book, patient, draft)[0]


def test_a_summary_of_an_infant_names_the_infants_rule(book, clock, examine):
    born = clock.time.date() - timedelta(days=100)
    change = patients.add(book, Patient(family_name="Lund", given_name="Ida", born_on=born))
    infant = patients.get(book, change.patient_id)
    said = " ".join(summaries.summary(book, infant, examine(infant, 8, 11, 0, 0, 0, 0)))
    assert "Rule INFANT, version 1" in said
    assert "ARTICLE_GT5" not in said


def test_a_signature_keeps_the_summary_that_was_shown(book, patient, examine):
    draft = examine(patient, 2, 6, 0, 0, 0, 0, is_signed=False)
    shown = summaries.summary(book, patient, draft)
    examinations.sign(book, draft.id)
    signed = examinations.get(book, draft.id)
    assert tuple(signed.signature.text.split("\n")) == shown


def test_every_rule_is_cited_with_its_source(book):
    citations = summaries.citations(book)
    assert set(citations) == set(book.rule_texts)
    assert citations["ARTICLE_GT5"].source == book.rule_texts["ARTICLE_GT5"].source.short
