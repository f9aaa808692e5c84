import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.counting_error import (
    OPEN_END,
    Extent,
    beats_extent,
    duration_extent,
)
from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial, sustained_trial

METHODS = st.sampled_from(CountMethod)


def tapped(beats, rate_hz):
    times = tuple(index / rate_hz for index in range(beats))
    stopped = EndedBy.SELF_EXTINGUISHED
    return Trial(beats=beats, count_method=CountMethod.TAPPED, beat_times_s=times, ended_by=stopped)


@pytest.mark.parametrize(
    ("trial", "least", "most"),
    [
        (Trial(beats=0), 0, 0),
        (Trial(beats=1), 1, 2),
        (Trial(beats=2), 1, 3),
        (Trial(beats=5), 4, 7),
        (Trial(beats=7), 6, 11),
        (Trial(beats=10), 9, 17),
        (Trial(beats=10, at_least=True), 9, OPEN_END),
        (Trial(beats=0, at_least=True), 0, OPEN_END),
        (Trial(beats=7, duration_s=1.4, count_method=CountMethod.TIMED), 6, 11),
        (Trial(beats=12, count_method=CountMethod.EXACT), 11, 13),
        (Trial(beats=0, count_method=CountMethod.EXACT), 0, 0),
        (tapped(6, 3.0), 5, 7),
        (tapped(6, 5.5), 5, 9),
        (tapped(9, 3.0), 8, 15),
        (sustained_trial(), math.inf, math.inf),
    ],
)
def test_a_count_stands_for_the_counts_that_its_method_can_have_read(trial, least, most):
    assert beats_extent(trial) == Extent(least, most)


def test_ten_flashes_seen_as_seven_are_within_the_extent_of_seven():
    extent = beats_extent(Trial(beats=7))
    assert extent.least <= 10 <= extent.most


def test_beats_that_were_not_counted_have_no_extent():
    assert beats_extent(Trial(duration_s=4.0)) is None
    assert duration_extent(Trial(beats=4)) is None


@pytest.mark.parametrize(
    ("trial", "least", "most"),
    [
        (Trial(beats=0), 0.0, 0.0),
        (Trial(beats=0, duration_s=0.4), 0.0, 0.0),
        (Trial(duration_s=0.1), 0.0, 0.3),
        (Trial(duration_s=4.0), 3.8, 4.2),
        (Trial(duration_s=4.0, duration_is_minimum=True), 3.8, OPEN_END),
        (sustained_trial(), 9.8, OPEN_END),
        (Trial(duration_s=12.0, ended_by=EndedBy.TIME_CAP), 11.8, 12.2),
    ],
)
def test_a_duration_stands_for_what_a_hand_on_a_watch_can_have_read(trial, least, most):
    extent = duration_extent(trial)
    assert (extent.least, extent.most) == (pytest.approx(least), pytest.approx(most))


@given(beats=st.integers(0, 9999), method=METHODS)
def test_a_count_always_can_mean_itself_and_0_beats_nothing_else(beats, method):
    extent = beats_extent(Trial(beats=beats, count_method=method))
    assert extent.least <= beats <= extent.most
    assert (extent.least == 0) is (beats == 0)
    assert (extent.most == 0) is (beats == 0)
    assert not extent.is_open


@given(fewer=st.integers(0, 9998), method=METHODS)
def test_a_larger_count_never_means_less(fewer, method):
    one = beats_extent(Trial(beats=fewer, count_method=method))
    other = beats_extent(Trial(beats=fewer + 1, count_method=method))
    assert (one.least, one.most) < (other.least, other.most)


@given(beats=st.integers(0, 9999), method=METHODS)
def test_an_exact_count_has_the_least_error(beats, method):
    exact = beats_extent(Trial(beats=beats, count_method=CountMethod.EXACT))
    other = beats_extent(Trial(beats=beats, count_method=method))
    assert other.least <= exact.least <= exact.most <= other.most


@settings(max_examples=40)
@given(beats=st.integers(2, 30), rate_hz=st.floats(1.0, 8.0))
def test_tapping_that_is_flagged_is_trusted_no_more_than_the_eye(beats, rate_hz):
    trial = tapped(beats, rate_hz)
    by_eye = beats_extent(Trial(beats=beats))
    extent = beats_extent(trial)
    assert extent == by_eye if trial.is_tapped_unreliably else extent.most == beats + 1
