"""A finding beside an earlier one: what may be said of a change.

Nothing that was not tested is ever compared, and a difference that counting alone can explain
is not called a change (``counting_error``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.measures import Direction, Measure, Obstacle, by_measure, extent_of
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.technique import Technique


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A finding beside the same place at an earlier examination.

    Attributes:
        direction: What may be said; MORE and FEWER are longer and shorter of a duration.
        measure: On which scale.
        why: What stands in the way when it CANNOT_BE_COMPARED, else None.
        duration: How the seconds stand to each other where beats are the measure and both were
            timed as well; else None.
        positions: Key of the position now and before; empty where it was not stated.
    """

    now: Finding
    before: Finding
    direction: Direction
    measure: Measure = Measure.BEATS
    why: Obstacle | None = None
    duration: Direction | None = None
    positions: tuple[str, str] = ("", "")

    @property
    def place(self) -> Place:
        """Site and side of both."""
        return self.now.place

    @property
    def is_open_both_times(self) -> bool:
        """True when counting stopped early both times: alike in print, not known to be equal."""
        return self.why is Obstacle.OPEN and all(
            finding.trial is not None and finding.trial.at_least
            for finding in (self.now, self.before)
        )

    @property
    def is_by_unlike_methods(self) -> bool:
        """True when both were counted, and in different ways."""
        now, before = self.now.trial, self.before.trial
        if now is None or before is None or self.measure is not Measure.BEATS:
            return False
        return now.count_method is not before.count_method


def compare(now: Finding, before: Finding, *, positions: tuple[str, str] = ("", "")) -> Comparison:
    """What changed at one place; a place that was not tested is never compared as if it were 0.

    Args:
        positions: Key of the position now and before; only two that were stated can differ.

    Raises:
        ValueError: The findings are of different places.
    """
    if now.place != before.place:
        raise ValueError(f"The {now.place} cannot be compared with the {before.place}.")
    unmeasured = _UNMEASURED.get((_state(now), _state(before)))
    if unmeasured is not None:
        return Comparison(now=now, before=before, direction=unmeasured, positions=positions)
    direction, measure, why = _measured(now, before)
    if all(positions) and positions[0] != positions[1]:
        direction, why = Direction.CANNOT_BE_COMPARED, Obstacle.POSITION
    is_beats = direction.is_measured and measure is Measure.BEATS
    return Comparison(
        now=now,
        before=before,
        direction=direction,
        measure=measure,
        why=why,
        duration=_duration_beside(now, before) if is_beats else None,
        positions=positions,
    )


def compare_findings(
    now: Sequence[Finding],
    before: Sequence[Finding],
    *,
    positions: tuple[Mapping[Place, str], Mapping[Place, str]] = ({}, {}),
) -> tuple[Comparison, ...]:
    """A comparison for every place that either examination has: those of now, then the others.

    Args:
        now: The findings of the later examination in its order.
        before: Those of the earlier one.
        positions: Keys of the positions by place, of now and of before.
    """
    later = {finding.place: finding for finding in now}
    earlier = {finding.place: finding for finding in before}
    return tuple(
        compare(
            later.get(place) or _unexamined(place),
            earlier.get(place) or _unexamined(place),
            positions=(positions[0].get(place, ""), positions[1].get(place, "")),
        )
        for place in dict.fromkeys((*later, *earlier))
    )


def positions_of(examination: Examination) -> Mapping[Place, str]:
    """Key of the position at each place where it was stated."""
    return {
        place: position
        for (topic, place), content in examination.statements.items()
        if topic is Topic.TECHNIQUE
        and place is not None
        and (position := Technique.from_content(content).position)
    }


_TESTED = FindingKind.COUNTED
_UNMEASURED = {
    (_TESTED, FindingKind.NOT_TESTED): Direction.NEWLY_TESTED,
    (_TESTED, FindingKind.NOT_EXAMINED): Direction.NOT_EXAMINED_BEFORE,
    (FindingKind.NOT_TESTED, _TESTED): Direction.NO_LONGER_TESTED,
    (FindingKind.NOT_EXAMINED, _TESTED): Direction.NOT_EXAMINED_NOW,
    **{
        (now, before): Direction.TESTED_NEITHER_TIME
        for now in (FindingKind.NOT_TESTED, FindingKind.NOT_EXAMINED)
        for before in (FindingKind.NOT_TESTED, FindingKind.NOT_EXAMINED)
    },
}


def _state(finding: Finding) -> FindingKind:
    return _TESTED if finding.is_tested else finding.kind


def _unexamined(place: Place) -> Finding:
    return Finding(place=place, kind=FindingKind.NOT_EXAMINED)


def _measured(now: Finding, before: Finding) -> tuple[Direction, Measure, Obstacle | None]:
    """By beats where both were counted, else by seconds where both were timed."""
    for measure in Measure:
        found = by_measure(measure, now, before)
        if found is not None:
            direction, why = found
            return direction, measure, why
    is_counted = extent_of(Measure.BEATS, now) is not None
    why = Obstacle.COUNTED_ONLY_NOW if is_counted else Obstacle.COUNTED_ONLY_BEFORE
    return Direction.CANNOT_BE_COMPARED, Measure.BEATS, why


def _duration_beside(now: Finding, before: Finding) -> Direction | None:
    """How the seconds stand to each other where clonus was timed both times, else None."""
    is_timed = all(f.trial and f.trial.known_duration_s is not None for f in (now, before))
    found = by_measure(Measure.DURATION, now, before) if is_timed else None
    return found[0] if found is not None and found[0].is_measured else None
