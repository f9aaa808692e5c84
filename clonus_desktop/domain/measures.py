"""One finding against another on one scale: in beats or in seconds, never one made of the other."""

import math
from enum import StrEnum

from clonus_desktop.domain.counting_error import Extent, beats_extent, duration_extent
from clonus_desktop.domain.finding import Finding
from clonus_desktop.domain.trial import round_half_up


class Direction(StrEnum):
    """How a finding stands to an earlier one."""

    SAME = "same"
    WITHIN_ERROR = "within counting error"
    MORE = "more"
    FEWER = "fewer"
    NEWLY_TESTED = "newly tested"
    NO_LONGER_TESTED = "no longer tested"
    NOT_EXAMINED_BEFORE = "not examined before"
    NOT_EXAMINED_NOW = "not examined now"
    TESTED_NEITHER_TIME = "tested neither time"
    CANNOT_BE_COMPARED = "cannot be compared"

    @property
    def is_measured(self) -> bool:
        """True when both were measured on one scale, so that they are alike, more or fewer."""
        return self in {Direction.SAME, Direction.WITHIN_ERROR, Direction.MORE, Direction.FEWER}


class Measure(StrEnum):
    """On which scale two findings are compared; one is never made into the other."""

    BEATS = "beats"
    DURATION = "duration"


class Obstacle(StrEnum):
    """Why two tested findings are not comparable."""

    POSITION = "another position"
    COUNTED_ONLY_NOW = "counted now, only timed then"
    COUNTED_ONLY_BEFORE = "counted then, only timed now"
    OPEN = "counting stopped early"


def by_measure(
    measure: Measure, now: Finding, before: Finding
) -> tuple[Direction, Obstacle | None] | None:
    """How two findings stand to each other in one measure; None where one lacks it."""
    later, earlier = extent_of(measure, now), extent_of(measure, before)
    if later is None or earlier is None:
        return None
    if later.lies_above(earlier):
        return Direction.MORE, None
    if earlier.lies_above(later):
        return Direction.FEWER, None
    if later.is_open or earlier.is_open:
        return Direction.CANNOT_BE_COMPARED, Obstacle.OPEN
    is_same = _reading(measure, now) == _reading(measure, before)
    return (Direction.SAME if is_same else Direction.WITHIN_ERROR), None


def extent_of(measure: Measure, finding: Finding) -> Extent | None:
    """What the finding can mean on the scale; None where it was not measured on it."""
    if finding.trial is None:
        return None
    is_beats = measure is Measure.BEATS
    return beats_extent(finding.trial) if is_beats else duration_extent(finding.trial)


def _reading(measure: Measure, finding: Finding) -> float:
    """The number as it is printed; sustained clonus is beyond every count."""
    trial = finding.trial
    assert trial is not None
    if measure is Measure.DURATION:
        return 0.0 if trial.no_clonus else float(round_half_up(trial.known_duration_s or 0.0, 1))
    return math.inf if trial.is_sustained else float(trial.known_beats or 0)


def amount_between(measure: Measure, one: Finding, other: Finding) -> float | None:
    """How much more the first shows in print, below zero for less; None unless both are exact."""
    extents = (extent_of(measure, one), extent_of(measure, other))
    if any(e is None or e.is_open or math.isinf(e.least) for e in extents):
        return None
    return _reading(measure, one) - _reading(measure, other)
