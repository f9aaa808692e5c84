"""Corrections of a train of beats: take one away, put one in, split a long interval.

Times are seconds, shape (beats,), strictly increasing; each function gives a new train and
leaves every other beat where it was.
"""

import itertools

from clonus_desktop.domain.trial import LONGEST_S, MOST_BEATS

Times = tuple[float, ...]

SHORTEST_INTERVAL_S = 0.02
"""Two beats nearer than this are one press: 50 a second is beyond any muscle and any finger."""

_ROUNDING_S = 1e-9
"""Half of a sum is not quite the half in floating point."""

_USUAL_INTERVAL_S = 0.185
"""Ankle clonus beats 5.4 times a second (clinical.md, fact 5): for a train of one beat."""


class InvalidCorrection(ValueError):
    """A beat that is not there, or one where there is no room for it; nothing was changed."""


def without_beat(times: Times, index: int) -> Times:
    """The train without that beat.

    Raises:
        InvalidCorrection: There is no such beat.
    """
    _check_index(times, index, len(times))
    return times[:index] + times[index + 1 :]


def with_beat(times: Times, at_s: float) -> Times:
    """The train with one more beat at that time.

    Raises:
        InvalidCorrection: The time lies outside the trial, or on another beat.
    """
    if not 0 <= at_s <= LONGEST_S:
        raise InvalidCorrection(f"A beat at {at_s!r} s lies outside the trial.")
    if any(abs(time - at_s) < SHORTEST_INTERVAL_S - _ROUNDING_S for time in times):
        raise InvalidCorrection(f"There is a beat at {at_s:.3f} s already.")
    if len(times) >= MOST_BEATS:
        raise InvalidCorrection(f"A train holds at most {MOST_BEATS} beats.")
    return tuple(sorted((*times, at_s)))


def with_beat_after(times: Times, index: int) -> Times:
    """The train with one more beat behind that one: halfway to the next, or in its rhythm.

    Raises:
        InvalidCorrection: There is no such beat, or no room behind it.
    """
    _check_index(times, index, len(times))
    if index + 1 < len(times):
        return with_split(times, index)
    return with_beat(times, times[index] + _usual_interval_s(times))


def with_split(times: Times, index: int) -> Times:
    """The train with the interval behind that beat halved: a beat in it was missed.

    Raises:
        InvalidCorrection: There is no such interval, or it is too short for a beat within.
    """
    _check_index(times, index, len(times) - 1)
    return with_beat(times, (times[index] + times[index + 1]) / 2)


def _usual_interval_s(times: Times) -> float:
    """Half of the intervals are shorter; the usual one of clonus when there is none yet."""
    intervals = sorted(later - earlier for earlier, later in itertools.pairwise(times))
    return intervals[len(intervals) // 2] if intervals else _USUAL_INTERVAL_S


def _check_index(times: Times, index: int, count: int) -> None:
    if not 0 <= index < count:
        raise InvalidCorrection(f"There is no beat {index + 1} to correct in {len(times)}.")
