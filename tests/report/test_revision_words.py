"""What a later revision says otherwise, in words for the person who reads both."""

from dataclasses import replace

import pytest

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.trial import CountMethod, Trial, sustained_trial
from clonus_desktop.report.revision_words import difference_sentences
from tests.report.cases import (
    FORM,
    LEFT_ANKLE,
    LEFT_SIDED,
    PAIN,
    PLACES,
    PROTOCOLS,
    QUIET,
    RIGHT_ANKLE,
    SEROTONERGIC,
    beside,
    examined,
    read,
    with_hunter,
)

FIRST = examined(2, 5, 0, 0, 0, 0)


def differences(newer: Examination, older: Examination = FIRST) -> tuple[str, ...]:
    return difference_sentences(
        older,
        newer,
        reading=read(newer),
        reading_before=read(older),
        protocols=PROTOCOLS,
        form=FORM,
    )


def at(place: Place, *trials: Trial, examination: Examination = FIRST) -> Examination:
    test = ClonusTest(place=place, trials=trials)
    return replace(examination, tests={**examination.tests, place: test})


def stating(place: Place, **content: object) -> Examination:
    return replace(FIRST, statements={(Topic.TECHNIQUE, place): content})


def test_the_same_says_nothing():
    assert differences(FIRST) == ()
    full = replace(with_hunter(FIRST, SEROTONERGIC), notes={RIGHT_ANKLE: "brisk"}, comment="well")
    assert differences(full, full) == ()


def test_another_count_stands_beside_the_one_before():
    assert differences(at(LEFT_ANKLE, Trial(beats=6))) == ("Left ankle: 6 beats, was 5 beats",)


def test_places_are_told_in_the_order_of_the_examination():
    newer = at(PLACES[5], sustained_trial(), examination=at(RIGHT_ANKLE, Trial(beats=0)))
    assert differences(newer) == (
        "Right ankle: 0 beats, was 2 beats",
        "Left wrist: sustained clonus, was 0 beats",
    )


def test_not_tested_and_not_recorded_are_never_zero():
    newer = examined(2, PAIN, None, 0, 0, 0)
    assert differences(newer) == (
        "Left ankle: not tested (pain), was 5 beats",
        "Right patella: not recorded, was 0 beats",
    )
    assert differences(FIRST, newer)[0] == "Left ankle: 5 beats, was not tested (pain)"


def test_the_same_result_of_other_trials_is_told_trial_by_trial():
    newer = at(LEFT_ANKLE, Trial(beats=3), Trial(beats=5, count_method=CountMethod.EXACT))
    assert differences(newer) == (
        "Left ankle: (3 beats; number entered) (5 beats; exact number entered), "
        "was (5 beats; number entered)",
    )


def test_a_place_of_which_every_trial_was_struck_is_not_recorded():
    newer = at(LEFT_ANKLE, Trial(beats=5, struck_reason="cough"))
    assert differences(newer) == ("Left ankle: not recorded, was 5 beats",)
    assert differences(examined(2, None, 0, 0, 0, 0), newer) == (
        "Left ankle: no trial, was (5 beats; number entered. Struck: cough)",
    )


def test_other_times_of_the_same_taps_are_said_to_differ():
    one, other = (
        Trial(beat_times_s=(0.1, second, 0.5), count_method=CountMethod.TAPPED)
        for second in (0.3, 0.3001)
    )
    newer, older = at(LEFT_ANKLE, one), at(LEFT_ANKLE, other)
    assert differences(newer, older) == ("Left ankle: the times of the trials differ",)


def test_notes_and_comment_are_quoted():
    newer = replace(FIRST, notes={LEFT_ANKLE: "brisk\u202e"}, comment="")
    older = replace(FIRST, notes={RIGHT_ANKLE: "calm"}, comment="as usual")
    assert differences(newer, older) == (
        "Note on right ankle: nothing, was “calm”",
        "Note on left ankle: “brisk”, was nothing",
        "Comment: nothing, was “as usual”",
    )


def test_position_and_checks_are_told_by_place():
    newer = stating(RIGHT_ANKLE, position="knee-straight", checks={"relaxed": "yes"})
    position, checks = differences(newer)
    assert position.startswith("Right ankle, position: ")
    assert position.endswith(", was not stated")
    assert checks.startswith("Right ankle, checks: ")
    assert checks.endswith(", was not stated")
    back = differences(FIRST, newer)
    assert back[0].startswith("Right ankle, position: not stated, was ")
    other = stating(RIGHT_ANKLE, position="knee-straight", checks={"relaxed": "no"})
    assert len(differences(other, newer)) == 1


def test_a_place_whose_guide_is_gone_is_told_by_its_keys():
    newer = stating(PLACES[2], position="upside-down")
    said = difference_sentences(
        FIRST, newer, reading=read(newer), reading_before=read(FIRST), protocols=(), form=FORM
    )
    assert len(said) == 1
    assert "position" in said[0]


def test_context_and_serotonin_features_tell_what_the_other_does_not_have():
    newer = replace(FIRST, statements=beside(LEFT_SIDED))
    (said,) = differences(newer)
    assert said.startswith("Context, now: ")
    assert said.endswith("Before: not stated")
    (changed,) = differences(newer, replace(FIRST, statements=beside(QUIET)))
    assert "Before: not stated" not in changed
    (features,) = differences(with_hunter(FIRST, SEROTONERGIC))
    assert features.startswith("Serotonin features, now: ")


@pytest.mark.parametrize("older", [FIRST, examined(9, PAIN, None, 1, 1, 1)])
def test_there_and_back_names_the_same_places(older):
    newer = examined(1, 1, 1, 1, 1, 1)
    there, back = differences(newer, older), differences(older, newer)
    assert [said.split(":")[0] for said in there] == [said.split(":")[0] for said in back]
