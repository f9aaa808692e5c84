"""The letters in the course plot: where they stand so that none lies on another."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from clonus_desktop.domain.anatomy import SIDES, Side
from clonus_desktop.domain.course import Course, CoursePoint
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.position_notes import PositionNote
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.language import _, say
from clonus_desktop.ui.widgets.side_badge import side_letter

_MOST_ROWS = 3
_GAP_PX = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Letters under the axis.

    Attributes:
        words: Such as "R NT".
        middle: Of the visit (or visits) they stand for, in pixels from the left.
        left: Where they begin; chosen by ``spread``.
        count: How many visits they stand for.
        has_more: True when letters after it found no room.
    """

    words: str
    middle: float
    left: float = 0.0
    count: int = 1
    has_more: bool = False

    @property
    def said(self) -> str:
        """The letters with the number of visits, where they stand for several."""
        words = self.words if self.count == 1 else f"{self.words} ×{self.count}"
        return f"{words} …" if self.has_more else words

    def with_more(self, count: int) -> "Text":
        """The same letters for so many more visits."""
        return replace(self, count=self.count + count)


def below_texts(
    courses: Iterable[Course], *, measure: Measure, left: float, scale: float
) -> tuple[Text, ...]:
    """ "R NT", "L NT" or "R L NT" for each visit without a mark, in the order of time.

    On the midline there is no side to name: "NT".

    Args:
        courses: The sides of one site.
        measure: What the axis shows.
        left: Seconds since 1970 at the left edge.
        scale: Pixels in a second.
    """
    found: dict[tuple[float, str], list[str]] = {}
    for course in sorted(courses, key=lambda c: c.place.side is Side.LEFT):
        for point in course.points:
            below = point.below_in(measure)
            if below is not None:
                key = (point.examined_at.timestamp(), say(below))
                letters = found.setdefault(key, [])
                if course.place.side in SIDES:
                    letters.append(side_letter(course.place.side))
    return tuple(
        Text(words=" ".join((*letters, words)), middle=(time - left) * scale)
        for (time, words), letters in sorted(found.items())
    )


def position_texts(notes: Iterable[PositionNote], *, left: float, scale: float) -> tuple[Text, ...]:
    """ "R L pos." of each visit at which a site was tested in another position than before.

    Args:
        notes: Those of one site, oldest first.
        left: Seconds since 1970 at the left edge.
        scale: Pixels in a second.
    """
    found: dict[float, list[str]] = {}
    for note in sorted(notes, key=lambda note: note.place.side is Side.LEFT):
        letters = found.setdefault(note.examined_at.timestamp(), [])
        if note.place.side in SIDES:
            letters.append(side_letter(note.place.side))
    return tuple(
        Text(words=" ".join((*letters, _("pos."))), middle=(time - left) * scale)
        for time, letters in sorted(found.items())
    )


def mark_texts(marks: Iterable[VisitMark], *, left: float, scale: float) -> tuple[Text, ...]:
    """ "v2" of an amended visit and "withdrawn" of one that does not count, in order of time.

    Args:
        marks: Oldest first.
        left: Seconds since 1970 at the left edge.
        scale: Pixels in a second.
    """
    return tuple(
        Text(
            words=_("withdrawn") if mark.is_withdrawn else _("v{n}").format(n=mark.revision),
            middle=(mark.examined_at.timestamp() - left) * scale,
        )
        for mark in marks
    )


def texts_below(
    courses: Iterable[Course],
    marks: Sequence[VisitMark],
    positions: Sequence[PositionNote] = (),
    *,
    measure: Measure = Measure.BEATS,
    left: float,
    scale: float,
    width: float,
    width_of: Callable[[str], float],
) -> tuple[tuple[Text, ...], ...]:
    """All letters under the axis in rows: of the sides, of positions, of amended and withdrawn.

    Each kind has rows of its own: the same words of neighbours become one text, which is wider.
    """
    kinds = [below_texts(courses, measure=measure, left=left, scale=scale)]
    kinds.append(position_texts(positions, left=left, scale=scale))
    for is_withdrawn in (False, True):
        kind = [mark for mark in marks if mark.is_withdrawn is is_withdrawn]
        kinds.append(mark_texts(kind, left=left, scale=scale))
    spreads = (spread(texts, width_of=width_of, width=width) for texts in kinds)
    return tuple(row for rows in spreads for row in rows)


def spread(
    texts: Iterable[Text], *, width_of: Callable[[str], float], width: float
) -> tuple[tuple[Text, ...], ...]:
    """The texts in rows from the top, none over another; equal neighbours become "R NT ×2".

    What finds no room in three rows is told by an ellipsis; the table holds it all.
    """
    rows: list[list[Text]] = []
    for text in texts:
        placed = _placed(text, width_of, width)
        same = [row for row in rows if row[-1].words == text.words]
        joined = next((row for row in same if not _is_free(row, placed, width_of)), None)
        free = next((row for row in rows if _is_free(row, placed, width_of)), None)
        if joined is not None:
            _end_with(joined, joined.pop().with_more(text.count), width_of, width)
        elif free is not None:
            free.append(placed)
        elif len(rows) < _MOST_ROWS:
            rows.append([placed])
        else:
            _end_with(rows[-1], replace(rows[-1].pop(), has_more=True), width_of, width)
    return tuple(tuple(row) for row in rows)


def _end_with(row: list[Text], text: Text, width_of: Callable[[str], float], width: float) -> None:
    """Put a text that grew at the end of a row: at its place, else beside the one before it.

    Where there is no room for both, the one before stands for it too.
    """
    placed = _placed(text, width_of, width)
    if not row or _is_free(row, placed, width_of):
        row.append(placed)
        return
    beside = replace(placed, left=row[-1].left + width_of(row[-1].said) + _GAP_PX)
    if beside.left + width_of(beside.said) <= width:
        row.append(beside)
        return
    before = row.pop()
    is_same = before.words == text.words
    both = before.with_more(text.count) if is_same else replace(before, has_more=True)
    if text.has_more:
        both = replace(both, has_more=True)
    _end_with(row, both, width_of, width)


def _placed(text: Text, width_of: Callable[[str], float], width: float) -> Text:
    letters = width_of(text.said)
    return replace(text, left=min(max(text.middle - letters / 2, 0.0), max(0.0, width - letters)))


def _is_free(row: list[Text], text: Text, width_of: Callable[[str], float]) -> bool:
    return text.left >= row[-1].left + width_of(row[-1].said) + _GAP_PX


def beside_texts(
    courses: Iterable[Course],
    *,
    measure: Measure = Measure.BEATS,
    place: Callable[[CoursePoint, float], QPointF],
    size_of: Callable[[str], tuple[float, float]],
    area: QRectF,
    distance: float,
    only_free: bool = False,
) -> Iterator[tuple[str, QRectF]]:
    """What the axis cannot tell, and where it is written: beside its mark, on no other.

    Args:
        courses: The sides of one site.
        measure: What the axis shows.
        place: The middle of the mark of a point at its level, in pixels.
        size_of: Width and height of letters.
        area: Of the plot.
        distance: From the middle of a mark to its letters.
        only_free: Leave out what has no room of its own, rather than write over another.
    """
    taken: list[QRectF] = []
    for course in courses:
        for point in course.points:
            beside, level = point.beside_in(measure), point.level_in(measure)
            if beside is None or level is None:
                continue
            words = say(beside)
            areas = _areas_beside(place(point, level), size_of(words), distance)
            inside = [a for a in areas if a.left() >= area.left() and a.right() <= area.right()]
            free = [a for a in inside if not any(a.intersects(other) for other in taken)]
            if only_free and not free:
                continue
            taken.append((free or inside or areas)[0])
            yield words, taken[-1]


def _areas_beside(at: QPointF, size: tuple[float, float], distance: float) -> list[QRectF]:
    width, height = size
    right, left = at.x() + distance, at.x() - distance - width
    middle, lower = at.y() - height / 2, at.y() + height / 2
    corners = ((right, middle), (left, middle), (right, lower), (left, lower))
    return [QRectF(x, y, width, height) for x, y in corners]
