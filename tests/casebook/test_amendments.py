"""Amendments and withdrawals: what is signed is never changed, only followed or marked."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clonus_desktop.casebook import (
    amendments,
    contexts,
    examinations,
    findings,
    letters,
    patients,
    practice,
)
from clonus_desktop.casebook.amendments import NotPossible
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Deed
from clonus_desktop.casebook.examinations import CannotSign, ChangedMeanwhile
from clonus_desktop.casebook.issued_letters import issued_on
from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination, ExaminationState, Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.trial import CountMethod, Trial, sustained_trial
from clonus_desktop.storage import NotADraft

RIGHT, LEFT = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)
LONDON = ZoneInfo("Europe/London")
WRONG_WAY = "right and left had been entered the wrong way round"

Examine = Callable[..., Examination]


@pytest.fixture(autouse=True)
def in_london(clock) -> None:
    clock.time = clock.time.astimezone(LONDON)


@pytest.fixture
def patient(book) -> Patient:
    added = patients.add(book, Patient(family_name="Macilroy", born_on=date(1968, 1, 11)))
    return patients.get(book, added.patient_id)


@pytest.fixture
def examine(book, clock) -> Examine:
    """A new examination with these counts, a month after the one before."""

    def examine_one(patient: Patient, *counts: int, is_signed: bool = True) -> Examination:
        clock.time += timedelta(days=30)
        begun = examinations.get(book, examinations.start(book, patient.id).examination_id)
        for place, beats in zip(begun.places, counts, strict=False):
            examinations.record_trial(book, begun, place, Trial(beats=beats))
        if is_signed:
            examinations.sign(book, begun.id)
        return examinations.get(book, begun.id)

    return examine_one


def amended(book: Casebook, examination: Examination, reason: str = WRONG_WAY) -> Examination:
    change = amendments.amend(book, examination.id, reason)
    return examinations.get(book, change.examination_id)


def signed(book: Casebook, draft: Examination) -> Examination:
    examinations.sign(book, draft.id)
    return examinations.get(book, draft.id)


# --- amending ---------------------------------------------------------------------------------


def test_an_amendment_holds_everything_of_the_one_before(book, patient, examine, clock):
    draft = examine(patient, 2, is_signed=False)
    tapped = Trial(
        beat_times_s=(0.1, 0.3, 0.52),
        raw_beat_times_s=(0.1, 0.3, 0.31, 0.52),
        count_method=CountMethod.TAPPED,
        recorded_at=clock.time,
    )
    for place in draft.places[1:]:
        examinations.record_trial(book, draft, place, Trial(beats=0))
    examinations.record_trial(book, draft, LEFT, tapped)
    why = NotTested(reason=NotTestedReason.OTHER, explanation="asleep")
    examinations.record_not_tested(book, draft, draft.places[2], why)
    examinations.write_note(book, draft, LEFT, "brisk\nand regular")
    examinations.write_note(book, draft, None, "seen with the family")
    examinations.state_on(book, draft, Topic.TECHNIQUE, {"position": "knee-straight"}, place=LEFT)
    contexts.keep(book, draft, contexts.get(book, draft).on_scale("ninds"))
    before = signed(book, draft)
    clock.time += timedelta(days=8)
    change = amendments.amend(book, before.id, f"  {WRONG_WAY}  ")
    assert (change.deed, change.patient_id) == (Deed.AMENDED, patient.id)
    begun = examinations.get(book, change.examination_id)
    assert begun.state is ExaminationState.DRAFT
    assert (begun.revision, begun.revises_id, begun.revision_reason) == (2, before.id, WRONG_WAY)
    taken_over = ("tests", "notes", "statements", "comment", "places", "protocol_versions")
    assert {name: getattr(begun, name) for name in taken_over} == {
        name: getattr(before, name) for name in taken_over
    }
    assert len(begun.statements) == 2
    assert begun.tests[LEFT].trials[0].raw_beat_times_s == (0.1, 0.3, 0.31, 0.52)
    assert (begun.started_at, begun.started_at.tzinfo) == (before.started_at, LONDON)
    assert amendments.differences(book, before, begun) == ()
    assert book.file.verify() is None


_COUNTED = st.builds(Trial, beats=st.integers(0, 99))
_TAPPED = st.builds(
    lambda gaps: Trial(
        beat_times_s=tuple(sum(gaps[: i + 1]) for i in range(len(gaps))),
        count_method=CountMethod.TAPPED,
    ),
    st.lists(st.floats(0.05, 2.0), min_size=2, max_size=20),
)
_TRIALS = st.one_of(_COUNTED, _TAPPED, st.just(sustained_trial()))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trials=st.lists(_TRIALS, min_size=6, max_size=6), notes=st.lists(st.text(max_size=40)))
def test_whatever_was_recorded_an_amendment_takes_it_over_and_differs_in_nothing(
    book, examine, trials, notes
):
    new = patients.add(book, Patient(family_name="Lund")).patient_id
    draft = examine(patients.get(book, new), is_signed=False)
    for place, trial in zip(draft.places, trials, strict=True):
        examinations.record_trial(book, draft, place, trial)
    for place, note in zip(draft.places, notes, strict=False):
        examinations.write_note(book, draft, place, note)
    before = signed(book, draft)
    begun = amended(book, before)
    assert (begun.tests, begun.notes) == (before.tests, before.notes)
    assert amendments.differences(book, before, begun) == ()
    after = signed(book, begun)
    assert amendments.revisions(book, before.id) == (replace(before, superseded=True), after)


def test_the_signed_revision_stands_until_the_next_is_signed(book, patient, examine):
    first = examine(patient, 5, 6, 0, 0, 0, 0)
    draft = amended(book, first)
    examinations.record_trial(book, draft, RIGHT, Trial(beats=6))
    assert findings.signed_visits(book, patient.id) == (first,)
    second = signed(book, draft)
    assert findings.signed_visits(book, patient.id) == (second,)
    assert second.state is ExaminationState.AMENDED
    older, newer = amendments.revisions(book, first.id)
    assert (older.tests, newer) == (first.tests, second)
    assert amendments.differences(book, older, newer) == ("Right ankle: 6 beats, was 5 beats",)
    assert amendments.revisions(book, second.id) == (older, newer)


def test_discarding_an_amendment_leaves_the_earlier_one_standing(book, patient, examine):
    first = examine(patient, 5, 6, 0, 0, 0, 0)
    draft = amended(book, first)
    examinations.discard(book, draft, reason="it was right")
    assert findings.signed_visits(book, patient.id) == (first,)
    assert amendments.revisions(book, first.id) == (first,)
    third = signed(book, amended(book, first, "it was wrong after all"))
    assert third.revision == 2
    assert len(amendments.revisions(book, third.id)) == 2
    assert book.file.verify() is None


def test_an_amendment_can_be_amended(book, patient, examine):
    last = first = examine(patient, 5, 6, 0, 0, 0, 0)
    for beats in (4, 3, 2):
        draft = amended(book, last)
        examinations.record_trial(book, draft, RIGHT, Trial(beats=beats))
        last = signed(book, draft)
    found = amendments.revisions(book, first.id)
    assert [one.revision for one in found] == [1, 2, 3, 4]
    assert [one.superseded for one in found] == [True, True, True, False]
    assert findings.visit_before(book, last) is None


def refusal(act: Callable[..., object], *arguments: object) -> str:
    with pytest.raises(NotPossible) as refused:
        act(*arguments)
    said = str(refused.value.message)
    assert len(said.removesuffix(".").split(". ")) == 3
    return said


def test_an_amendment_is_refused_in_words_where_it_cannot_be(book, patient, examine):
    first = examine(patient, 1, 1, 1, 1, 1, 1)
    draft = examine(patient, 2, is_signed=False)
    amend = amendments.amend
    assert "another unfinished exam, begun on 01-May-2026" in refusal(amend, book, first.id, "x")
    assert "is not signed" in refusal(amend, book, draft.id, "x")
    examinations.discard(book, draft, reason="wrong")
    again = amended(book, first)
    assert "being amended already" in refusal(amend, book, first.id, "x")
    signed(book, again)
    assert "This is version 1" in refusal(amend, book, first.id, "x")
    amendments.withdraw(book, again.id, "entered twice")
    assert "was withdrawn" in refusal(amend, book, again.id, "x")
    assert "This is version 1" in refusal(amend, book, first.id, "x")
    with pytest.raises(LookupError):
        amendments.amend(book, 77, "x")


@pytest.mark.parametrize("verb", [amendments.amend, amendments.withdraw])
def test_nothing_is_amended_or_withdrawn_without_a_reason(book, patient, examine, verb):
    first = examine(patient, 1, 1, 1, 1, 1, 1)
    with pytest.raises(ValueError, match="needs a reason"):
        verb(book, first.id, " \n")
    assert findings.signed_visits(book, patient.id) == (first,)
    assert examinations.draft_of(book, patient.id) is None


def test_starting_an_exam_goes_on_with_the_amendment(book, patient, examine):
    draft = amended(book, examine(patient, 1, 1, 1, 1, 1, 1))
    assert examinations.start(book, patient.id).examination_id == draft.id


# --- withdrawing ------------------------------------------------------------------------------


def test_a_withdrawn_exam_counts_nowhere_and_stays_readable(book, patient, examine, clock):
    first = examine(patient, 2, 8, 0, 0, 0, 0)
    second = examine(patient, 9, 9, 9, 9, 9, 9)
    clock.time += timedelta(days=1)
    change = amendments.withdraw(book, second.id, " wrong patient ")
    assert change.deed is Deed.WITHDRAWN
    assert findings.signed_visits(book, patient.id) == (first,)
    gone, kept = findings.all_visits(book, patient.id)
    assert (gone.id, kept) == (second.id, first)
    assert gone.state is ExaminationState.WITHDRAWN
    assert (gone.withdrawal.reason, gone.withdrawal.by.name) == ("wrong patient", "Dr P Okafor")
    assert gone.tests == second.tests
    (line,) = patients.find(book)
    assert line.examination == first
    third = examine(patient, 2, 6, 0, 0, 0, 0)
    assert findings.visit_before(book, third) == first
    assert second not in letters.comparable(book, third)
    assert book.file.verify() is None


def test_withdrawing_an_amended_exam_does_not_bring_the_first_version_back(book, patient, examine):
    first = examine(patient, 2, 8, 0, 0, 0, 0)
    second = signed(book, amended(book, first))
    amendments.withdraw(book, second.id, "wrong patient")
    assert findings.signed_visits(book, patient.id) == ()
    (line,) = patients.find(book)
    assert line.examination is None
    assert line.withdrawn_on == first.started_at.date()


def test_the_list_names_a_last_exam_that_was_withdrawn_until_there_is_a_later_one(
    book, patient, examine
):
    first = examine(patient, 2, 8, 0, 0, 0, 0)
    second = examine(patient, 9, 9, 9, 9, 9, 9)
    amendments.withdraw(book, second.id, "wrong patient")
    (line,) = patients.find(book)
    assert (line.examination, line.withdrawn_on) == (first, second.started_at.date())
    assert patients.counts(book).seen_this_week == 0
    examine(patient, 1, 1, 1, 1, 1, 1)
    (line,) = patients.find(book)
    assert line.withdrawn_on is None
    amendments.withdraw(book, first.id, "wrong patient too")
    (line,) = patients.find(book)
    assert line.withdrawn_on is None


def test_a_withdrawal_is_refused_in_words_where_it_cannot_be(book, patient, examine):
    first = examine(patient, 1, 1, 1, 1, 1, 1)
    withdraw = amendments.withdraw
    draft = amended(book, first)
    assert "being amended already" in refusal(withdraw, book, first.id, "x")
    assert "Only a signed exam" in refusal(withdraw, book, draft.id, "x")
    signed(book, draft)
    assert "This is version 1" in refusal(withdraw, book, first.id, "x")
    withdraw(book, draft.id, "x")
    assert "withdrawn already" in refusal(withdraw, book, draft.id, "x")


def test_another_unfinished_exam_does_not_keep_a_wrong_one_in_the_record(book, patient, examine):
    first = examine(patient, 1, 1, 1, 1, 1, 1)
    examine(patient, 2, is_signed=False)
    amendments.withdraw(book, first.id, "wrong patient")
    assert findings.signed_visits(book, patient.id) == ()


# --- letters ----------------------------------------------------------------------------------

OPTIONS = letters.LetterOptions(recipient="Dr Ng")


def letter_on(book: Casebook, examination: Examination) -> letters.Letter:
    return letters.compose(book, examination.id, OPTIONS, compare_with_id=None)


def test_no_letter_leaves_on_a_withdrawn_exam_and_those_before_stay(book, patient, examine):
    first = examine(patient, 1, 1, 1, 1, 1, 1)
    letter = letter_on(book, first)
    letters.issue(book, letter)
    other = replace(letter, recipient=("Dr Else",))
    amendments.withdraw(book, first.id, "wrong patient")
    with pytest.raises(letters.InvalidLetter, match="withdrawn"):
        letter_on(book, first)
    with pytest.raises(letters.InvalidLetter, match="withdrawn"):
        letters.issue(book, other)
    assert letters.choices(book, patient) == ()
    (kept,) = issued_on(book, first)
    assert kept.text == letters.text(letter)
    later = examine(patient, 2, 2, 2, 2, 2, 2)
    with pytest.raises(letters.InvalidLetter, match="withdrawn"):
        letters.compose(book, later.id, OPTIONS, compare_with_id=first.id)


def test_a_letter_says_which_revision_it_used_and_why_it_was_amended(book, patient, examine):
    first = examine(patient, 1, 1, 1, 1, 1, 1)
    draft = amended(book, first)
    plot = letter_on(book, draft).plot
    assert plot is None
    second = signed(book, draft)
    said = letters.text(letter_on(book, second))
    assert "(revision 2)" in said
    assert f"Reason for the amendment: {WRONG_WAY}." in said
    assert f"Examination {second.id}, revision 2" in said


def test_the_course_of_a_letter_marks_what_was_amended_and_withdrawn(book, patient, examine):
    exams = [examine(patient, n, 1, 1, 1, 1, 1) for n in range(4)]
    signed(book, amended(book, exams[0]))
    amendments.withdraw(book, exams[1].id, "wrong patient")
    plot = letter_on(book, exams[3]).plot
    said = re.findall(r">(rev\. 2|withdrawn)<", plot.svg)
    assert sorted(set(said)) == ["rev. 2", "withdrawn"]


# --- signing what was shown -------------------------------------------------------------------


def test_what_was_shown_is_what_is_signed(book, patient, examine):
    draft = examine(patient, 1, 1, 1, 1, 1, 1, is_signed=False)
    shown = examinations.to_sign(book, draft.id)
    examinations.sign(book, draft.id, shown=shown)
    assert examinations.get(book, draft.id).signature.text == shown.text


def _another_count(book: Casebook, draft: Examination) -> None:
    examinations.record_trial(book, draft, LEFT, Trial(beats=9))


def _note(book: Casebook, draft: Examination) -> None:
    examinations.write_note(book, draft, None, "left out")


def _patient(book: Casebook, draft: Examination) -> None:
    patient = patients.get(book, draft.patient_id)
    patients.change(book, replace(patient, given_name="Ian"))


def _signer(book: Casebook, _draft: Examination) -> None:
    practice.change(book, replace(book.practice, examiner=Examiner(name="Dr S Lindqvist")))


def _rule(book: Casebook, _draft: Examination) -> None:
    practice.change(book, replace(book.practice, rule_id="HPO_GE5"))


@pytest.mark.parametrize("change", [_another_count, _note, _patient, _signer, _rule])
def test_nothing_is_signed_that_was_not_shown(book, patient, examine, change):
    draft = examine(patient, 1, 1, 1, 1, 1, 1, is_signed=False)
    shown = examinations.to_sign(book, draft.id)
    change(book, draft)
    with pytest.raises(ChangedMeanwhile):
        examinations.sign(book, draft.id, shown=shown)
    assert examinations.get(book, draft.id).signature is None
    examinations.sign(book, draft.id, shown=examinations.to_sign(book, draft.id))


def test_what_was_signed_meanwhile_is_not_signed_twice(book, patient, examine):
    draft = examine(patient, 1, 1, 1, 1, 1, 1, is_signed=False)
    shown = examinations.to_sign(book, draft.id)
    examinations.sign(book, draft.id)
    with pytest.raises(ChangedMeanwhile):
        examinations.sign(book, draft.id, shown=shown)
    with pytest.raises(NotADraft):
        examinations.sign(book, draft.id)


def test_an_exam_with_an_open_place_is_not_shown_to_be_signed(book, patient, examine):
    draft = examine(patient, 1, 1, 1, 1, 1, is_signed=False)
    with pytest.raises(CannotSign):
        examinations.to_sign(book, draft.id)


# --- with whose key ---------------------------------------------------------------------------


class Signer:
    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
        self.public_key = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def test_the_key_is_named_only_where_somebody_was_signed_in(book, patient, examine):
    first = examine(patient, 1, 1, 1, 1, 1, 1)
    assert amendments.signed_with_key_of(book, first.id) is None
    signer, at = Signer(), datetime(2026, 1, 1, tzinfo=UTC)
    with book.file.write():
        okafor = Clinician(slot="1", name="Dr P Okafor")
        book.file.clinicians.add(okafor, signer.public_key, at=at, by=None)
    book.file.audit.signatures.sign_with(signer)
    second = signed(book, amended(book, first))
    assert amendments.signed_with_key_of(book, second.id) == "Dr P Okafor"
    assert amendments.signed_with_key_of(book, first.id) is None
