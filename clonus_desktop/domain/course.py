"""One place over the examinations: what the plot means, in beats and in seconds."""

from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.message import Message

LEVEL_OF_10_OR_MORE = 10.0
LEVEL_OF_SUSTAINED = 12.0
SUSTAINED_BAND = (11.0, 13.0)
"""The vertical axis in beats: 0-9 as counted, 10 = "10+", 11-13 the band of sustained clonus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePoint:
    """One examination's finding at the place.

    Attributes:
        examined_at: With time zone.
        examination_id: Row of the record.
        finding: What the place showed.
    """

    examined_at: datetime
    examination_id: int
    finding: Finding

    @property
    def level(self) -> float | None:
        """Height on the axis; None breaks the line (not tested, not examined, not counted)."""
        if self.finding.kind is FindingKind.SUSTAINED:
            return LEVEL_OF_SUSTAINED
        if self.finding.beats is None:
            return None
        return min(float(self.finding.beats), LEVEL_OF_10_OR_MORE)

    @property
    def beside(self) -> Message | None:
        """The number beside the mark where the axis cannot tell it: exact counts over 10."""
        beats = self.finding.beats
        exact = self.finding.kind is FindingKind.COUNTED and beats is not None and beats > 10
        return self.finding.short if exact else None

    @property
    def below(self) -> Message | None:
        """The letters under the axis where there is no mark: "NT", or seconds if only timed."""
        shows = self.finding.kind in {FindingKind.NOT_TESTED, FindingKind.TIMED_ONLY}
        return self.finding.short if shows else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One place over time.

    Attributes:
        place: Site and side.
        points: Oldest first, one per signed examination, not tested included.

    Raises:
        ValueError: The points are not in the order of time, or are of another place.
    """

    place: Place
    points: tuple[CoursePoint, ...]

    def __post_init__(self) -> None:
        times = [point.examined_at for point in self.points]
        if times != sorted(times):
            raise ValueError("The points of a course must be in the order of time.")
        if any(point.finding.place != self.place for point in self.points):
            raise ValueError(f"The course of the {self.place} holds another place's finding.")
