import math
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clonus_desktop.domain.trial import (
    CLOSEST_BEATS_S,
    LONGEST_S,
    MOST_BEATS,
    CountMethod,
    EndedBy,
    InvalidTrial,
    Trial,
    round_half_up,
    sustained_trial,
)

# Whole 1/1024 s: sums, differences and products with powers of two are exact, so that the
# invariances below are claims of the arithmetic and not of a tolerance.
_TICK_S = 1 / 1024
rhythms = st.lists(st.integers(40, 1000), min_size=2, max_size=60)


def tapped(*times, **fields):
    return Trial(beat_times_s=times, count_method=CountMethod.TAPPED, **fields)


def times_of(gaps, *, start=0, tick_s=_TICK_S):
    return tuple((start + sum(gaps[:i])) * tick_s for i in range(len(gaps) + 1))


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "beats", [-1, MOST_BEATS + 1, 10**30, True, False, 6.0, math.nan, "6", b"6"]
)
def test_a_count_that_is_no_whole_number_in_reach_is_refused(beats):
    with pytest.raises(InvalidTrial, match="beats must"):
        Trial(beats=beats)


@pytest.mark.parametrize("beats", [0, 1, MOST_BEATS])
def test_a_count_from_none_to_the_most_is_taken(beats):
    assert Trial(beats=beats).known_beats == beats


@pytest.mark.parametrize(
    "seconds",
    [-0.001, -1, 3600.001, 10**400, math.nan, math.inf, -math.inf, True, "3.0", Decimal(3)],
)
def test_a_duration_that_is_no_time_in_reach_is_refused_as_duration_and_as_beat(seconds):
    with pytest.raises(InvalidTrial, match="duration_s must"):
        Trial(beats=3, duration_s=seconds)
    with pytest.raises(InvalidTrial, match="beat_times_s must"):
        Trial(beat_times_s=(seconds,))


@pytest.mark.parametrize("seconds", [0, 0.0, 3, 5e-324, LONGEST_S])
def test_a_duration_from_0_to_an_hour_is_taken(seconds):
    assert Trial(duration_s=seconds).known_duration_s == seconds


@pytest.mark.parametrize(
    "times",
    [
        (0.2, 0.1),
        (0.2, 0.2),
        (0.2, math.nextafter(0.2, 1.0)),
        (0.1, 0.3, 0.2),
        (1.0, 1.0 + CLOSEST_BEATS_S / 2),
    ],
)
def test_beats_out_of_order_or_on_top_of_each_other_are_refused(times):
    with pytest.raises(InvalidTrial, match="must increase"):
        Trial(beat_times_s=times)


def test_two_beats_as_close_as_beats_can_be_are_two():
    assert tapped(0.0, CLOSEST_BEATS_S).known_beats == 2


def test_more_beat_times_than_beats_can_be_are_refused():
    times = tuple(i * 0.125 for i in range(MOST_BEATS + 1))
    assert Trial(beat_times_s=times[:-1]).known_beats == MOST_BEATS
    with pytest.raises(InvalidTrial, match="at most 9999"):
        Trial(beat_times_s=times)


def test_a_shortest_duration_without_a_duration_is_refused():
    with pytest.raises(InvalidTrial, match="needs duration_s"):
        Trial(beats=3, duration_is_minimum=True)
    with pytest.raises(InvalidTrial, match="needs duration_s"):
        tapped(0.2, 0.4, duration_is_minimum=True)


# --- what is known -----------------------------------------------------------------------------


def test_0_beats_is_known_and_no_count_is_not():
    assert Trial(beats=0).known_beats == 0
    assert Trial(duration_s=2.0).known_beats is None


def test_a_trial_of_which_nothing_is_known_is_blank_and_0_beats_is_not():
    assert Trial(ended_by=EndedBy.TIME_CAP).is_blank
    assert not Trial(beats=0).is_blank
    assert not Trial(duration_s=0.0).is_blank
    assert not tapped(0.0).is_blank


def test_taps_give_count_and_duration_unless_a_person_entered_them():
    trial = tapped(0.2, 0.4, 0.7)
    assert (trial.known_beats, trial.known_duration_s) == (3, 0.7)
    corrected = tapped(0.2, 0.4, 0.7, beats=4, duration_s=1.5)
    assert (corrected.known_beats, corrected.known_duration_s) == (4, 1.5)


def test_taps_corrected_to_0_are_no_clonus():
    assert tapped(0.2, 0.4, beats=0).known_beats == 0
    assert tapped(0.2, 0.4, beats=0).no_clonus


def test_no_clonus_needs_a_count_of_0_and_not_an_open_or_a_missing_one():
    assert Trial(beats=0, duration_s=0.0).no_clonus
    assert not Trial(beats=0, at_least=True).no_clonus
    assert not Trial(duration_s=0.0).no_clonus
    assert not Trial(beats=1).no_clonus


# --- rate and regularity -----------------------------------------------------------------------


def test_the_rate_counts_intervals_and_not_beats():
    assert tapped(0.0, 0.25, 0.5).rate_hz == 4.0
    assert tapped(1.0, 1.25, 1.5, 1.75, 2.0).rate_hz == 4.0


@pytest.mark.parametrize("times", [(), (0.3,), (0.3, 0.5)])
def test_under_three_beats_have_neither_rate_nor_regularity(times):
    trial = Trial(beats=2, beat_times_s=times)
    assert trial.rate_hz is None
    assert trial.regularity is None


def test_a_missed_tap_and_a_doubled_tap_do_not_change_the_rate():
    missed = tapped(0.0, 0.25, 0.5, 1.0, 1.25)
    doubled = tapped(0.0, 0.25, 0.5, 0.5625, 0.75, 1.0, 1.25)
    assert missed.rate_hz == 4.0
    assert doubled.rate_hz == pytest.approx(4.0, rel=0.06)


def test_two_intervals_too_different_to_be_a_rhythm_have_no_rate():
    assert tapped(0.0, 0.1, 2.0).rate_hz is None


def test_the_band_of_regular_intervals_includes_both_its_ends():
    # Median 10 ticks; 6 and 16 lie on the ends, 5 and 17 outside.
    ends = Trial(beat_times_s=times_of([10, 10, 10, 6, 16], tick_s=1.0))
    outside = Trial(beat_times_s=times_of([10, 10, 10, 5, 17], tick_s=1.0))
    assert ends.rate_hz == pytest.approx(5 / 52)
    assert outside.rate_hz == pytest.approx(3 / 30)


def test_an_even_rhythm_has_variation_0_and_an_uneven_one_its_robust_deviation():
    assert tapped(0.0, 0.25, 0.5, 0.75).regularity == 0.0
    # Intervals 1, 2, 4: median 2, deviations 1, 0, 2, their median 1.
    assert tapped(0.0, 1.0, 3.0, 7.0).regularity == pytest.approx(1.4826 / 2)


@given(gaps=rhythms, start=st.integers(0, 20_000))
def test_rate_and_regularity_do_not_depend_on_when_the_beats_began(gaps, start):
    here, later = (Trial(beat_times_s=times_of(gaps, start=s)) for s in (0, start))
    assert later.rate_hz == here.rate_hz
    assert later.regularity == here.regularity


@given(gaps=rhythms, power=st.integers(-3, 3))
def test_beats_slowed_down_by_a_factor_have_the_rate_divided_and_the_same_regularity(gaps, power):
    factor = 2.0**power
    here = Trial(beat_times_s=times_of(gaps))
    slower = Trial(beat_times_s=times_of(gaps, tick_s=_TICK_S * factor))
    assert slower.regularity == here.regularity
    if here.rate_hz is None:
        assert slower.rate_hz is None
    else:
        assert slower.rate_hz == pytest.approx(here.rate_hz / factor, rel=1e-12)


@given(gaps=rhythms)
def test_beats_in_reverse_have_the_same_rate_and_regularity(gaps):
    here, reverse = (Trial(beat_times_s=times_of(g)) for g in (gaps, gaps[::-1]))
    assert reverse.rate_hz == here.rate_hz
    assert reverse.regularity == here.regularity


@given(gaps=rhythms)
def test_the_rate_lies_between_the_slowest_and_the_fastest_interval(gaps):
    trial = Trial(beat_times_s=times_of(gaps))
    assume(trial.rate_hz is not None)
    slowest, fastest = 1 / max(trial.intervals_s), 1 / min(trial.intervals_s)
    assert slowest * (1 - 1e-12) <= trial.rate_hz <= fastest * (1 + 1e-12)
    assert trial.regularity >= 0.0


@given(st.lists(st.floats(0, LONGEST_S), min_size=3, max_size=20))
def test_every_rate_of_beats_that_are_taken_is_finite(times):
    try:
        trial = Trial(beat_times_s=tuple(sorted(times)))
    except InvalidTrial:
        return
    assert trial.rate_hz is None or 0 < trial.rate_hz < math.inf
    assert math.isfinite(trial.regularity)


# --- the first 10 s, count against duration ----------------------------------------------------


def test_a_beat_at_exactly_10_s_is_in_the_first_10_s_and_one_after_is_not():
    after = math.nextafter(10.0, 11.0)
    assert tapped(9.5, 10.0).beats_in_first_10_s == 2
    assert tapped(9.5, after).beats_in_first_10_s == 1
    assert tapped(10.5).beats_in_first_10_s == 0
    assert Trial(beats=5, duration_s=1.0).beats_in_first_10_s is None


@pytest.mark.parametrize(
    ("beats", "seconds", "rate", "asks"),
    [
        (None, 1.0, None, False),
        (6, None, None, False),
        (0, 5.0, None, False),
        (1, 5.0, None, False),
        (2, 0.0, math.inf, True),
        (6, 1.0, 5.0, False),
        (11, 1.0, 10.0, False),
        (12, 1.0, 11.0, True),
        (5, 2.0, 2.0, False),
        (4, 2.0, 1.5, True),
        (40, 2.0, 19.5, True),
    ],
)
def test_count_and_duration_that_imply_under_2_or_over_10_hz_ask_for_a_check(
    beats, seconds, rate, asks
):
    trial = Trial(beats=beats, duration_s=seconds)
    assert trial.implied_rate_hz == rate
    assert trial.asks_for_a_check is asks


def test_an_open_count_cannot_be_too_slow_and_an_open_duration_not_too_fast():
    assert not Trial(beats=10, at_least=True, duration_s=9.0).asks_for_a_check
    assert Trial(beats=40, at_least=True, duration_s=2.0).asks_for_a_check
    assert not Trial(beats=40, duration_s=2.0, duration_is_minimum=True).asks_for_a_check
    assert Trial(beats=3, duration_s=9.0, duration_is_minimum=True).asks_for_a_check
    assert not sustained_trial().asks_for_a_check


def test_tapping_is_unreliable_beyond_8_beats_4_5_hz_or_a_quarter_of_variation():
    slow_and_even = tapped(*(i * 0.25 for i in range(8)))
    assert not slow_and_even.is_tapped_unreliably
    assert tapped(*(i * 0.25 for i in range(9))).is_tapped_unreliably
    assert tapped(*(i * 0.2 for i in range(6))).is_tapped_unreliably
    assert tapped(0.0, 1.0, 3.0, 7.0).is_tapped_unreliably
    assert not tapped(0.0, 1.0).is_tapped_unreliably
    assert tapped(0.0, 0.25, 0.5, beats=9).is_tapped_unreliably
    assert not Trial(duration_s=1.0, count_method=CountMethod.TAPPED).is_tapped_unreliably


def test_only_taps_are_called_unreliable():
    assert not Trial(beats=54, count_method=CountMethod.EXACT).is_tapped_unreliably


# --- sustained ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "is_minimum", "over"),
    [
        (9.999999999999998, True, False),
        (10.0, False, False),
        (10, True, True),
        (10.0, True, True),
        (10.000000000000002, False, True),
        (None, False, False),
    ],
)
def test_over_10_s_begins_after_10_s_or_at_a_10_s_that_was_only_the_least(
    seconds, is_minimum, over
):
    trial = Trial(beats=20, duration_s=seconds, duration_is_minimum=is_minimum)
    assert trial.lasted_over_10_s is over


def test_0_beats_never_lasted_however_long_was_watched():
    watched = Trial(beats=0, duration_s=12.0, ended_by=EndedBy.TIME_CAP)
    assert not watched.lasted_over_10_s
    assert not watched.is_sustained


def test_clonus_that_stopped_by_itself_after_12_s_is_long_but_not_sustained():
    stopped = Trial(beats=60, duration_s=12.0, ended_by=EndedBy.SELF_EXTINGUISHED)
    assert stopped.lasted_over_10_s
    assert not stopped.is_sustained


@pytest.mark.parametrize("ended_by", [EndedBy.STRETCH_RELEASED, EndedBy.TIME_CAP])
def test_clonus_past_10_s_until_the_stretch_ended_is_sustained_without_a_count(ended_by):
    assert Trial(duration_s=10.4, ended_by=ended_by).is_sustained


@pytest.mark.parametrize("cap_s", [3.0, 9.9, 10.0])
def test_a_time_cap_up_to_10_s_does_not_make_clonus_sustained(cap_s):
    assert not Trial(beats=20, duration_s=cap_s, ended_by=EndedBy.TIME_CAP).is_sustained


def test_ten_or_more_beats_that_were_not_timed_are_not_sustained():
    assert not Trial(beats=10, at_least=True).is_sustained


def test_one_press_of_sustained_says_at_least_10_beats_over_10_s_with_the_stretch_held():
    trial = sustained_trial()
    assert trial.is_sustained
    assert (trial.known_beats, trial.at_least) == (10, True)
    assert (trial.known_duration_s, trial.duration_is_minimum) == (10.0, True)
    assert trial.ended_by is EndedBy.TIME_CAP


# --- rounding ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (6.25, 1, "6.3"),
        (6.35, 1, "6.4"),
        (6.24999, 1, "6.2"),
        (2.675, 2, "2.68"),
        (9.999999999999998, 1, "10.0"),
        (0.05, 1, "0.1"),
        (0, 1, "0.0"),
        (3, 1, "3.0"),
        (5e-324, 1, "0.0"),
        (2.5, 0, "3"),
    ],
)
def test_a_half_is_rounded_up_as_people_do_it(value, places, printed):
    assert str(round_half_up(value, places)) == printed


@pytest.mark.parametrize("value", [-0.0, -0.04])
def test_nothing_is_printed_as_minus_zero(value):
    assert str(round_half_up(value, 1)) == "0.0"


# --- corrected, struck and dated trials -------------------------------------------------------


def test_a_trial_is_corrected_when_its_beats_are_not_the_taps_as_they_came():
    taps = (0.0, 0.2, 0.4)
    assert not Trial(beats=3, beat_times_s=taps).is_corrected
    assert Trial(beats=2, beat_times_s=(0.0, 0.4), raw_beat_times_s=taps).is_corrected
    assert Trial(beats=4, beat_times_s=taps).is_corrected
    assert not Trial(beats=4).is_corrected


def test_a_trial_is_struck_by_its_reason():
    assert Trial(beats=4, struck_reason="patient pushed").is_struck
    assert not Trial(beats=4).is_struck
    with pytest.raises(InvalidTrial, match="501 characters"):
        Trial(beats=4, struck_reason="x" * 501)


def test_when_a_trial_was_recorded_needs_its_zone():
    with pytest.raises(InvalidTrial, match="time zone"):
        Trial(beats=4, recorded_at=datetime(2026, 5, 1, 9, 2))  # noqa: DTZ001  # what is refused
