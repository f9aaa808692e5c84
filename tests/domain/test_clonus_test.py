import pytest

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.clonus_test import (
    LONGEST_REASON,
    MOST_TRIALS,
    ClonusTest,
    InvalidClonusTest,
    NotTested,
    NotTestedReason,
    Trend,
)
from clonus_desktop.domain.trial import EndedBy, Trial, sustained_trial

RIGHT_ANKLE = Place(ANKLE, Side.RIGHT)
PAIN = NotTested(reason=NotTestedReason.PAIN)


def a_test(*trials):
    return ClonusTest(place=RIGHT_ANKLE, trials=trials)


def test_0_beats_is_tested_and_a_reason_is_not():
    assert a_test(Trial(beats=0)).is_tested
    assert not ClonusTest(place=RIGHT_ANKLE, not_tested=PAIN).is_tested


def test_a_place_with_neither_a_trial_nor_a_reason_is_refused():
    with pytest.raises(InvalidClonusTest, match="right ankle needs either"):
        ClonusTest(place=RIGHT_ANKLE)


def test_a_place_with_both_a_trial_and_a_reason_is_refused():
    with pytest.raises(InvalidClonusTest, match="right ankle needs either"):
        ClonusTest(place=RIGHT_ANKLE, trials=(Trial(beats=0),), not_tested=PAIN)


def test_five_trials_fit_and_six_do_not():
    assert len(a_test(*[Trial(beats=1)] * MOST_TRIALS).trials) == MOST_TRIALS
    with pytest.raises(InvalidClonusTest, match="6 trials"):
        a_test(*[Trial(beats=1)] * (MOST_TRIALS + 1))


def test_a_trial_of_which_nothing_is_known_is_refused():
    with pytest.raises(InvalidClonusTest, match="no count and no duration"):
        a_test(Trial(beats=3), Trial(ended_by=EndedBy.TIME_CAP))


@pytest.mark.parametrize("explanation", ["", " ", "\n\t"])
def test_another_reason_has_to_be_put_in_words(explanation):
    with pytest.raises(InvalidClonusTest, match="in words"):
        NotTested(reason=NotTestedReason.OTHER, explanation=explanation)
    assert NotTested(reason=NotTestedReason.OTHER, explanation="asleep").explanation == "asleep"


@pytest.mark.parametrize("reason", [r for r in NotTestedReason if r is not NotTestedReason.OTHER])
def test_a_named_reason_needs_no_words(reason):
    assert NotTested(reason=reason).explanation == ""


def test_the_reasons_stand_on_the_keys_1_to_8_with_other_last():
    assert len(NotTestedReason) == 8
    assert list(NotTestedReason)[-1] is NotTestedReason.OTHER


def test_a_place_is_full_with_five_standing_trials_and_a_struck_one_makes_room():
    five = [Trial(beats=1)] * MOST_TRIALS
    assert a_test(*five).is_full
    assert not a_test(*five[1:]).is_full
    assert not a_test(*five[1:], Trial(beats=9, struck_reason="slip")).is_full
    assert not ClonusTest(place=RIGHT_ANKLE, not_tested=PAIN).is_full


def test_a_reason_longer_than_fits_is_refused_and_its_length_named():
    fits = "x" * LONGEST_REASON
    assert NotTested(reason=NotTestedReason.PAIN, explanation=fits).explanation == fits
    with pytest.raises(InvalidClonusTest, match=f"{LONGEST_REASON + 1} characters"):
        NotTested(reason=NotTestedReason.PAIN, explanation=fits + "x")


def test_a_place_that_was_not_tested_has_no_largest_trial():
    assert ClonusTest(place=RIGHT_ANKLE, not_tested=PAIN).largest_trial is None


LARGER_FIRST = [
    pytest.param(sustained_trial(), Trial(beats=60, duration_s=9.9), id="sustained over 60 beats"),
    pytest.param(Trial(beats=6), Trial(beats=5), id="6 over 5 beats"),
    pytest.param(Trial(beats=10, at_least=True), Trial(beats=10), id="10 or more over 10"),
    pytest.param(Trial(beats=0, at_least=True), Trial(beats=0), id="0 or more over 0"),
    pytest.param(
        Trial(beats=6, duration_s=1.2), Trial(beats=6, duration_s=1.0), id="longer of equal counts"
    ),
    pytest.param(Trial(beats=6, duration_s=1.0), Trial(beats=6), id="timed of equal counts"),
    pytest.param(Trial(duration_s=4.0), Trial(duration_s=2.0), id="longer of two bare durations"),
    pytest.param(Trial(beats=3), Trial(duration_s=2.0), id="a count over a bare duration"),
    pytest.param(Trial(duration_s=4.0), Trial(beats=0), id="clonus of 4 s over 0 beats"),
    pytest.param(
        Trial(duration_s=4.0), Trial(beats=0, duration_s=12.0), id="clonus of 4 s over 12 s of none"
    ),
    pytest.param(
        Trial(duration_s=10.4, ended_by=EndedBy.TIME_CAP), Trial(beats=60), id="sustained uncounted"
    ),
    pytest.param(
        Trial(beats=13),
        Trial(beats=12, duration_s=12.0, ended_by=EndedBy.SELF_EXTINGUISHED),
        id="more beats over 12 s that stopped by themselves",
    ),
]


@pytest.mark.parametrize(("larger", "smaller"), LARGER_FIRST)
def test_the_larger_of_two_trials_is_reported_whichever_came_first(larger, smaller):
    assert a_test(larger, smaller).largest_trial is larger
    assert a_test(smaller, larger).largest_trial is larger


def test_of_equal_trials_the_first_is_reported():
    first, second = Trial(beats=3), Trial(beats=3)
    assert a_test(first, second).largest_trial is first


# --- repeat trials ----------------------------------------------------------------------------


def counted(*beats: int, **more: object) -> tuple[Trial, ...]:
    return tuple(Trial(beats=count, **more) for count in beats)


def test_a_struck_trial_stays_listed_and_is_not_reported():
    struck = Trial(beats=9, struck_reason="patient pushed")
    test = ClonusTest(place=RIGHT_ANKLE, trials=(struck, *counted(4, 6)))
    assert test.trials[0] is struck
    assert test.standing_trials == counted(4, 6)
    assert test.largest_trial == Trial(beats=6)


def test_a_place_whose_trials_were_all_struck_is_open_again():
    test = ClonusTest(place=RIGHT_ANKLE, trials=(Trial(beats=9, struck_reason="slip"),))
    assert test.is_open
    assert not test.is_tested
    assert test.largest_trial is None


def test_a_place_may_be_not_tested_after_its_trials_were_struck():
    why = NotTested(reason=NotTestedReason.PAIN)
    struck = Trial(beats=9, struck_reason="slip")
    test = ClonusTest(place=RIGHT_ANKLE, trials=(struck,), not_tested=why)
    assert not test.is_open
    assert not test.is_tested


def test_five_trials_stand_and_struck_ones_come_on_top():
    struck = Trial(beats=9, struck_reason="slip")
    ClonusTest(place=RIGHT_ANKLE, trials=(*counted(1, 2, 3, 4, 5), struck))
    with pytest.raises(InvalidClonusTest):
        ClonusTest(place=RIGHT_ANKLE, trials=counted(1, 2, 3, 4, 5, 6))


@pytest.mark.parametrize(
    ("trials", "trend"),
    [
        (counted(8), None),
        (counted(8, 6, 4), Trend.FEWER),
        (counted(4, 6), Trend.MORE),
        (counted(4, 4, 4), Trend.SAME),
        (counted(8, 4, 6), Trend.MIXED),
        (counted(8, 6, 6), Trend.MIXED),
        ((*counted(10, at_least=True), *counted(6)), None),
        ((Trial(duration_s=8.0), Trial(duration_s=4.0)), Trend.FEWER),
        ((Trial(duration_s=10.0, duration_is_minimum=True), Trial(duration_s=4.0)), None),
        ((Trial(duration_s=8.0), Trial(beats=4)), None),
        ((Trial(beats=8, struck_reason="slip"), *counted(6, 4)), Trend.FEWER),
    ],
)
def test_fatigue_shows_in_trials_that_can_be_compared(trials, trend):
    assert ClonusTest(place=RIGHT_ANKLE, trials=trials).trend is trend
