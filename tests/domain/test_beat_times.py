"""Corrections of a train of beats leave every other beat where it was."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain import beat_times
from clonus_desktop.domain.beat_times import (
    SHORTEST_INTERVAL_S,
    InvalidCorrection,
    with_beat,
    with_beat_after,
    with_split,
    without_beat,
)
from clonus_desktop.domain.trial import LONGEST_S, Trial

TRAINS = st.lists(st.integers(25, 900), max_size=30).map(
    lambda gaps: tuple(sum(gaps[: n + 1]) / 1000 for n in range(len(gaps)))
)


@given(TRAINS, st.integers(-2, 40))
def test_a_beat_is_taken_away_or_nothing_is_changed(times, index):
    if not 0 <= index < len(times):
        with pytest.raises(InvalidCorrection):
            without_beat(times, index)
        return
    assert set(times) - set(without_beat(times, index)) == {times[index]}
    assert len(without_beat(times, index)) == len(times) - 1


@given(TRAINS, st.floats(-1, LONGEST_S + 1))
def test_a_beat_is_put_in_where_there_is_room(times, at_s):
    has_room = 0 <= at_s <= LONGEST_S and all(abs(t - at_s) >= SHORTEST_INTERVAL_S for t in times)
    if not has_room:
        with pytest.raises(InvalidCorrection):
            with_beat(times, at_s)
        return
    added = with_beat(times, at_s)
    assert set(added) == {*times, at_s}
    assert added == tuple(sorted(added))
    assert without_beat(added, added.index(at_s)) == times
    Trial(beats=len(added), beat_times_s=added)


@given(TRAINS, st.integers(-2, 40))
def test_an_interval_is_halved_when_a_beat_fits_into_it(times, index):
    fits = 0 <= index < len(times) - 1 and (
        (times[index + 1] - times[index]) / 2 >= SHORTEST_INTERVAL_S
    )
    if not fits:
        with pytest.raises(InvalidCorrection):
            with_split(times, index)
        return
    split = with_split(times, index)
    assert split[: index + 1] + split[index + 2 :] == times
    assert times[index] < split[index + 1] < times[index + 1]


@given(TRAINS.filter(bool))
def test_a_beat_behind_the_last_follows_in_the_rhythm_of_the_train(times):
    added = with_beat_after(times, len(times) - 1)
    intervals = {round(b - a, 9) for a, b in itertools.pairwise(times)}
    assert added[:-1] == times
    assert round(added[-1] - times[-1], 9) in (intervals or {0.185})


def test_a_beat_behind_another_halves_the_interval():
    assert with_beat_after((0.0, 0.4), 0) == (0.0, 0.2, 0.4)
    with pytest.raises(InvalidCorrection, match="no beat 3"):
        with_beat_after((0.0, 0.4), 2)


def test_a_train_that_is_full_takes_no_further_beat(monkeypatch):
    monkeypatch.setattr(beat_times, "MOST_BEATS", 2)
    with pytest.raises(InvalidCorrection, match="at most 2"):
        with_beat((0.0, 0.4), 0.8)
