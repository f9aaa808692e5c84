"""What a visit on the time axis has to say of itself: that it was amended, or withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.examination import Examination


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMark:
    """An amended or a withdrawn examination, under the time axis.

    A withdrawn examination is none of the points of a course, and the line passes by it: a break
    would say that the place was looked at on that day and could not be counted. What was
    withdrawn says nothing about the patient, not even that; its mark says that it was there.

    Attributes:
        examined_at: With time zone.
        examination_id: Row of the record.
        revision: 1, and one more for each amendment.
        is_withdrawn: True when it does not count any more.
    """

    examined_at: datetime
    examination_id: int
    revision: int
    is_withdrawn: bool


def visit_marks(visits: Iterable[Examination]) -> tuple[VisitMark, ...]:
    """The marks of those visits that were amended or withdrawn, oldest first.

    Args:
        visits: Signed examinations by their last revision, in any order.
    """
    marked = (visit for visit in visits if visit.revision > 1 or visit.withdrawal is not None)
    return tuple(
        VisitMark(
            examined_at=visit.started_at,
            examination_id=visit.id,
            revision=visit.revision,
            is_withdrawn=visit.withdrawal is not None,
        )
        for visit in sorted(marked, key=lambda visit: (visit.started_at, visit.id))
    )
