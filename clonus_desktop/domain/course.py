"""One place over the examinations: what the plot means, in beats and in seconds."""

from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.finding import Finding, FindingKind, printed_seconds
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.message import Message

LEVEL_OF_10_OR_MORE = 10.0
LEVEL_OF_SUSTAINED = 12.0
LEVEL_OF_OVER_10_S = 12.0
SUSTAINED_BAND = (11.0, 13.0)
"""The vertical axis in beats: 0-9 as counted, 10 = "10+", 11-13 the band of sustained clonus.

In seconds it is 0-10 as timed, and 11-13 the band of what lasted over 10 s.
"""

SCATS_LIMITS_S = (3.0, 10.0)
"""Grade 1 below the first, 2 from there to the second, 3 above it (Benz 2005; the ankle only)."""


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
        """Height on the axis of beats; None breaks the line (not tested, not counted)."""
        if self.finding.kind is FindingKind.SUSTAINED:
            return LEVEL_OF_SUSTAINED
        if self.finding.beats is None:
            return None
        return min(float(self.finding.beats), LEVEL_OF_10_OR_MORE)

    @property
    def beside(self) -> Message | None:
        """What is written beside the mark where the axis cannot tell it.

        Exact counts from 10 on, and open counts other than "10+".
        """
        finding = self.finding
        if finding.kind is not FindingKind.COUNTED or finding.trial is None:
            return None
        is_told = finding.trial.at_least is (finding.beats == 10) and (finding.beats or 0) <= 10
        return None if is_told else finding.short

    @property
    def below(self) -> Message | None:
        """The letters under the axis where there is no mark: "NT", or seconds if only timed."""
        shows = self.finding.kind in {FindingKind.NOT_TESTED, FindingKind.TIMED_ONLY}
        return self.finding.short if shows else None

    def level_in(self, measure: Measure) -> float | None:
        """Height on the axis of a measure, 0-10 as measured and 12 beyond; None breaks the line.

        Of a duration: seconds up to 10, 12 for longer; 0 without clonus; None where it was not
        timed.
        """
        if measure is Measure.BEATS:
            return self.level
        trial = self.finding.trial
        if trial is None or (trial.known_duration_s is None and not trial.no_clonus):
            return None
        if trial.no_clonus:
            return 0.0
        return LEVEL_OF_OVER_10_S if trial.lasted_over_10_s else trial.known_duration_s

    def beside_in(self, measure: Measure) -> Message | None:
        """What is written beside the mark: of a duration, how long over 10 s, and "> 4.2 s"."""
        if measure is Measure.BEATS:
            return self.beside
        trial, level = self.finding.trial, self.level_in(measure)
        if trial is None or level is None or trial.no_clonus:
            return None
        seconds = {"seconds": printed_seconds(trial)}
        if trial.duration_is_minimum:
            # The band itself says "over 10 s".
            says_more = trial.known_duration_s != LEVEL_OF_10_OR_MORE
            return Message("> {seconds} s", seconds) if says_more else None
        return Message("{seconds} s", seconds) if level == LEVEL_OF_OVER_10_S else None

    def below_in(self, measure: Measure) -> Message | None:
        """The letters under the axis where there is no mark: "NT", or "not timed"."""
        if measure is Measure.BEATS:
            return self.below
        if self.finding.kind is FindingKind.NOT_TESTED:
            return self.finding.short
        is_untimed = self.finding.is_tested and self.level_in(measure) is None
        return Message("not timed") if is_untimed else None


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
