"""What a panel of the course shows: known before the library that draws it is read."""

from dataclasses import dataclass

from clonus_desktop.domain.anatomy import ANKLE
from clonus_desktop.domain.course import SCATS_LIMITS_S, Course
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.position_notes import PositionNote
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.ui.widgets.course_axis import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelContent:
    """What a panel shows.

    Attributes:
        courses: The sides of one site, or its midline.
        span: The dates that all panels share.
        measure: Beats or seconds.
        limit: Of the rule, in beats; None for no line.
        notes: The antispastic drugs at the visits that tell them.
        marks: Amended and withdrawn visits.
        positions: Visits at which another position was stated than before.
    """

    courses: tuple[Course, ...]
    span: Span
    measure: Measure = Measure.BEATS
    limit: float | None = None
    notes: tuple[DrugNote, ...] = ()
    marks: tuple[VisitMark, ...] = ()
    positions: tuple[PositionNote, ...] = ()

    @property
    def limits(self) -> tuple[float, ...]:
        """The dashed lines: the rule's in beats; in seconds those of SCATS, at the ankle only."""
        if self.measure is Measure.BEATS:
            return () if self.limit is None else (self.limit,)
        return SCATS_LIMITS_S if self.is_graded else ()

    @property
    def is_graded(self) -> bool:
        """True where SCATS grades the seconds."""
        is_ankle = any(course.place.site == ANKLE for course in self.courses)
        return self.measure is Measure.DURATION and is_ankle

    @property
    def visits(self) -> int:
        """How many points stand beside each other at most."""
        return max((len(course.points) for course in self.courses), default=0)
