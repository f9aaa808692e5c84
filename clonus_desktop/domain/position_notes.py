"""The positions over the visits: where one was tested in another position than before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.comparison import positions_of
from clonus_desktop.domain.examination import Examination


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionNote:
    """A place that was tested in another position than at the last visit that tells it.

    Attributes:
        examined_at: With time zone.
        examination_id: Row of the record.
        place: Which place.
        position: Key of the position.
        before: Key of the one before.
    """

    examined_at: datetime
    examination_id: int
    place: Place
    position: str
    before: str


def position_notes(visits: Iterable[Examination]) -> tuple[PositionNote, ...]:
    """A note for each change of position, oldest first; a visit that tells none changes nothing.

    Args:
        visits: Signed examinations, oldest first.
    """
    last: dict[Place, str] = {}
    notes: list[PositionNote] = []
    for visit in visits:
        for place, position in positions_of(visit).items():
            before = last.get(place, position)
            if before != position:
                notes.append(
                    PositionNote(
                        examined_at=visit.started_at,
                        examination_id=visit.id,
                        place=place,
                        position=position,
                        before=before,
                    )
                )
            last[place] = position
    return tuple(notes)
