"""The right beside the left of one site at one examination.

No published size of a difference means anything (clinical.md 2.1): both sides are reported, and
which of them shows more, and no limit is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.anatomy import Place, Side, Site
from clonus_desktop.domain.finding import Finding
from clonus_desktop.domain.measures import Direction, Measure, amount_between, by_measure


class Lead(StrEnum):
    """Which side of a site shows more; no published size of a difference means anything."""

    RIGHT = "right"
    LEFT = "left"
    NEITHER = "neither"
    WITHIN_ERROR = "within counting error"
    CANNOT_BE_COMPARED = "cannot be compared"


@dataclass(frozen=True, slots=True, kw_only=True)
class SideDifference:
    """The right beside the left at one examination.

    Attributes:
        site: Of both.
        right: Its finding.
        left: Its finding.
        measure: In beats or in seconds.
        lead: Which shows more.
        amount: How many beats or seconds the right has more, below zero when the left has; None
            unless both are exact.
    """

    site: Site
    right: Finding
    left: Finding
    measure: Measure
    lead: Lead
    amount: float | None = None


def side_difference(
    right: Finding, left: Finding, *, measure: Measure = Measure.BEATS
) -> SideDifference:
    """Right beside left of one site at one visit; nothing is said of how much is too much.

    Raises:
        ValueError: They are not the right and the left of one site.
    """
    sides = (right.place.side, left.place.side)
    if right.place.site != left.place.site or sides != (Side.RIGHT, Side.LEFT):
        raise ValueError(f"The {right.place} and the {left.place} are not right and left.")
    found = by_measure(measure, right, left)
    lead = Lead.CANNOT_BE_COMPARED if found is None else _LEADS[found[0]]
    amount = None if found is None else amount_between(measure, right, left)
    return SideDifference(
        site=right.place.site, right=right, left=left, measure=measure, lead=lead, amount=amount
    )


def side_differences(
    findings: Sequence[Finding], *, measure: Measure = Measure.BEATS
) -> tuple[SideDifference, ...]:
    """The difference of each site that has both sides, in the order of the findings."""
    found = {finding.place: finding for finding in findings}
    sites = dict.fromkeys(finding.place.site for finding in findings)
    pairs = (
        (found.get(Place(site, Side.RIGHT)), found.get(Place(site, Side.LEFT))) for site in sites
    )
    return tuple(
        side_difference(right, left, measure=measure)
        for right, left in pairs
        if right is not None and left is not None
    )


_LEADS = {
    Direction.MORE: Lead.RIGHT,
    Direction.FEWER: Lead.LEFT,
    Direction.SAME: Lead.NEITHER,
    Direction.WITHIN_ERROR: Lead.WITHIN_ERROR,
    Direction.CANNOT_BE_COMPARED: Lead.CANNOT_BE_COMPARED,
}
