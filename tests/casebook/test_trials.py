"""Repeat trials of one place, through the verbs and back from the file."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from clonus_desktop.casebook import examinations, patients, trials, words
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.statement import Statement, Topic
from clonus_desktop.domain.trial import CountMethod, Trial

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


class Clock:
    time = START

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=30)
        return self.time


@pytest.fixture
def book(tmp_path) -> Iterator[Casebook]:
    with open_book(tmp_path / "casebook.sqlite", now=Clock()) as opened:
        yield opened


@pytest.fixture
def draft(book: Casebook) -> Examination:
    patient_id = patients.add(book, Patient(family_name="Macilroy")).patient_id
    assert patient_id is not None
    change = examinations.start(book, patient_id)
    assert change.examination_id is not None
    return examinations.get(book, change.examination_id)


def beats_at(book: Casebook, draft: Examination, index: int = 0) -> list[tuple[int | None, str]]:
    test = examinations.get(book, draft.id).test_at(draft.places[index])
    return [] if test is None else [(t.beats, t.struck_reason) for t in test.trials]


def undo_names(book: Casebook, draft: Examination) -> str:
    gesture = examinations.undoable(book, draft)
    assert gesture is not None
    return words.gesture_words(book, gesture)


def test_trials_add_up_at_one_place_and_each_keeps_when_it_was_given(book, draft) -> None:
    place = draft.places[0]
    for beats in (8, 6, 4):
        trials.add(book, draft, place, Trial(beats=beats))
    assert beats_at(book, draft) == [(8, ""), (6, ""), (4, "")]
    assert undo_names(book, draft) == "right ankle: trial 3, 4"
    test = examinations.get(book, draft.id).test_at(place)
    assert test is not None
    times = [trial.recorded_at for trial in test.trials]
    assert None not in times
    assert times == sorted(set(times))


def test_a_sixth_trial_is_refused_and_the_five_stand(book, draft) -> None:
    place = draft.places[0]
    for beats in range(5):
        trials.add(book, draft, place, Trial(beats=beats))
    with pytest.raises(trials.TooManyTrials):
        trials.add(book, draft, place, Trial(beats=9))
    assert len(beats_at(book, draft)) == 5


def test_striking_a_trial_makes_room_and_is_undone_by_name(book, draft) -> None:
    place = draft.places[0]
    for beats in range(1, 6):
        trials.add(book, draft, place, Trial(beats=beats))
    trials.strike(book, draft, place, 4, reason="  patient pushed ")
    assert undo_names(book, draft) == "right ankle: trial 5 struck"
    trials.add(book, draft, place, Trial(beats=2))
    assert beats_at(book, draft)[4:] == [(5, "patient pushed"), (2, "")]
    examinations.undo(book, draft)
    examinations.undo(book, draft)
    assert beats_at(book, draft)[4:] == [(5, "")]


def test_a_trial_is_never_struck_without_a_reason(book, draft) -> None:
    trials.add(book, draft, draft.places[0], Trial(beats=3))
    with pytest.raises(trials.NoReason):
        trials.strike(book, draft, draft.places[0], 0, reason=" ")
    with pytest.raises(LookupError):
        trials.strike(book, draft, draft.places[0], 1, reason="slip")
    assert beats_at(book, draft) == [(3, "")]


def test_striking_the_only_trial_opens_the_place_again(book, draft) -> None:
    place = draft.places[0]
    trials.add(book, draft, place, Trial(beats=3))
    trials.strike(book, draft, place, 0, reason="slip")
    assert place in examinations.get(book, draft.id).missing_places
    assert undo_names(book, draft) == "right ankle: trial 1 struck"


def test_recording_anew_keeps_what_was_struck_in_the_list(book, draft) -> None:
    place = draft.places[0]
    trials.add(book, draft, place, Trial(beats=9))
    trials.strike(book, draft, place, 0, reason="slip")
    examinations.record_trial(book, draft, place, Trial(beats=2))
    assert beats_at(book, draft) == [(9, "slip"), (2, "")]
    why = NotTested(reason=NotTestedReason.PAIN)
    examinations.record_not_tested(book, draft, place, why)
    assert beats_at(book, draft) == [(9, "slip")]
    assert undo_names(book, draft) == "right ankle: not tested"


def test_a_correction_is_named_and_undone(book, draft) -> None:
    place = draft.places[0]
    tapped = Trial(beats=2, count_method=CountMethod.TAPPED, beat_times_s=(0.0, 0.4))
    trials.add(book, draft, place, Trial(beats=1))
    trials.add(book, draft, place, tapped)
    corrected = Trial(
        beats=3,
        count_method=CountMethod.TAPPED,
        beat_times_s=(0.0, 0.2, 0.4),
        raw_beat_times_s=(0.0, 0.4),
    )
    trials.correct(book, draft, place, 1, corrected)
    assert undo_names(book, draft) == "right ankle: trial 2 corrected to 3"
    examinations.undo(book, draft)
    assert beats_at(book, draft) == [(1, ""), (2, "")]


def test_undo_names_what_was_stated(book, draft) -> None:
    place = draft.places[1]
    for statement, said in (
        (Statement(topic=Topic.CONTEXT, content={"gait": "spastic"}), "context"),
        (
            Statement(topic=Topic.HUNTER, content={"tremor": "yes"}, about="tremor"),
            "serotonin features: tremor",
        ),
        (
            Statement(topic=Topic.TECHNIQUE, place=place, content={"checks": []}),
            "checks at left ankle",
        ),
    ):
        examinations.state(book, draft, statement)
        assert undo_names(book, draft) == said


def test_what_waits_on_the_pad_comes_back_and_is_no_finding(book, draft) -> None:
    place = draft.places[1]
    assert examinations.pads_of(book, draft) == {}
    examinations.keep_pad(book, draft, place, {"taps_s": [0.0, 0.2]})
    assert examinations.pads_of(book, draft) == {place: {"taps_s": [0.0, 0.2]}}
    assert place in examinations.get(book, draft.id).missing_places
    assert examinations.undoable(book, draft) is None
