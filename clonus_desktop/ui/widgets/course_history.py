"""What there is to be shown of a course: its points, and what stands under the time axis."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeVar

from clonus_desktop.domain.anatomy import Site
from clonus_desktop.domain.course import Course
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.finding import Finding
from clonus_desktop.domain.position_notes import PositionNote
from clonus_desktop.domain.visit_marks import VisitMark


class _OfAVisit(Protocol):
    @property
    def examined_at(self) -> datetime: ...


_Noted = TypeVar("_Noted", bound=_OfAVisit)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseHistory:
    """The courses of one patient.

    Attributes:
        courses: Each place over the visits that stand.
        limit: Of the rule, in beats; None for no line.
        notes: The antispastic drugs at the visits that tell them.
        marks: Amended and withdrawn visits.
        positions: Where a place was tested in another position than before.
    """

    courses: tuple[Course, ...] = ()
    limit: float | None = None
    notes: tuple[DrugNote, ...] = ()
    marks: tuple[VisitMark, ...] = ()
    positions: tuple[PositionNote, ...] = ()

    @property
    def standing(self) -> tuple[tuple[datetime, int], ...]:
        """Time and row of each visit that any course has, oldest first."""
        found = {(p.examined_at, p.examination_id) for c in self.courses for p in c.points}
        return tuple(sorted(found))

    @property
    def visits(self) -> tuple[tuple[datetime, int], ...]:
        """The same with the withdrawn ones: they are read too, and have no mark."""
        marked = {(mark.examined_at, mark.examination_id) for mark in self.marks}
        return tuple(sorted({*self.standing, *marked}))

    @property
    def sites(self) -> tuple[Site, ...]:
        """The sites in their order."""
        return tuple(dict.fromkeys(course.place.site for course in self.courses))

    def of_site(self, site: Site) -> tuple[Course, ...]:
        """The sides of one site."""
        return tuple(course for course in self.courses if course.place.site == site)

    def findings_at(self, row: int) -> Iterator[Finding]:
        """What each place showed at a visit, in their order."""
        for course in self.courses:
            for point in course.points:
                if point.examination_id == row:
                    yield point.finding

    def between(self, first: int, last: int) -> "CourseHistory":
        """Only those of the standing visits, by their index from the oldest.

        What is marked before the oldest visit is shown with it, and so is what comes after the
        newest.
        """
        visits = self.standing
        if first == 0 and last == len(visits) - 1:
            return self
        kept = {row for _time, row in visits[first : last + 1]}
        begin = visits[first][0] if first > 0 else None
        end = visits[last][0] if last < len(visits) - 1 else None
        return replace(
            self,
            courses=tuple(
                Course(
                    place=course.place,
                    points=tuple(p for p in course.points if p.examination_id in kept),
                )
                for course in self.courses
            ),
            notes=_inside(self.notes, begin, end),
            marks=_inside(self.marks, begin, end),
            positions=_inside(self.positions, begin, end),
        )


def _inside(
    noted: Sequence[_Noted], begin: datetime | None, end: datetime | None
) -> tuple[_Noted, ...]:
    return tuple(
        one
        for one in noted
        if (begin is None or one.examined_at >= begin) and (end is None or one.examined_at <= end)
    )
