"""Under the dates of the course plot: when the last antispastic dose was before each visit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.language import say
from clonus_desktop.ui.widgets.course_style import PlotStyle

_GAP_PX = 8.0
_OVER_BAR_PX = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneText:
    """Letters of the lane: what they say, and where they begin, in pixels."""

    words: str
    left: float


def times_in_lane(
    notes: Sequence[DrugNote],
    *,
    place: Callable[[DrugNote], float],
    width_of: Callable[[str], float],
    width: float,
) -> tuple[LaneText, ...]:
    """The times since the last dose that fit beside each other; the newest visit comes first.

    Args:
        notes: Oldest first.
        place: Middle of a visit's mark in pixels.
        width_of: Width of letters.
        width: Of the lane.
    """
    found: list[LaneText] = []
    edge = width + _GAP_PX
    for note in reversed(notes):
        short = note.short if note.drugs else None
        if short is None:
            continue
        words = say(short)
        long = width_of(words)
        left = min(max(place(note) - long / 2, 0.0), width - long)
        if left >= 0 and left + long + _GAP_PX <= edge:
            found.append(LaneText(words=words, left=left))
            edge = left
    return tuple(reversed(found))


def lane_letters(
    notes: Sequence[DrugNote],
    style: PlotStyle,
    *,
    area: QRectF,
    place: Callable[[DrugNote], float],
    title: str,
) -> list[tuple[str, QPointF]]:
    """What is written in the lane, with its upper left corner: a dash for no drug, and times.

    Args:
        area: The lane, in pixels.
        place: Middle of a visit's mark, in pixels from the left of the lane.
        title: Names the lane left of it; empty for no name.
    """
    metrics = QFontMetricsF(style.font)
    bar_top = area.top() + style.triangle_px + _OVER_BAR_PX
    middle = bar_top + (style.bar_px - style.line_px) / 2
    dash = "–"
    found = [
        (dash, QPointF(area.left() + place(note) - metrics.horizontalAdvance(dash) / 2, middle))
        for note in notes
        if not note.drugs
    ]
    fitting = times_in_lane(
        notes, place=place, width_of=metrics.horizontalAdvance, width=area.width()
    )
    below = bar_top + style.bar_px + 1
    found += [(text.words, QPointF(area.left() + text.left, below)) for text in fitting]
    if title:
        left = area.left() - 10 - metrics.horizontalAdvance(title)
        found.append((title, QPointF(left, middle)))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneMarks:
    """The middles of the marks in the lane, in pixels of the panel.

    Attributes:
        bars: One for each visit at which a drug was taken.
        are_known: For each bar, true when the time of the last dose is known: it is filled.
        triangles: Over each visit at which the treatment was another than before.
    """

    bars: tuple[QPointF, ...]
    are_known: tuple[bool, ...]
    triangles: tuple[QPointF, ...]


def lane_marks(
    notes: Sequence[DrugNote],
    style: PlotStyle,
    *,
    area: QRectF,
    place: Callable[[DrugNote], float],
) -> LaneMarks:
    """Where the bars and triangles of the lane stand."""
    bar = area.top() + style.triangle_px + _OVER_BAR_PX + style.bar_px / 2
    triangle = area.top() + style.triangle_px / 2
    taken = [note for note in notes if note.drugs]
    return LaneMarks(
        bars=tuple(QPointF(area.left() + place(note), bar) for note in taken),
        are_known=tuple(note.is_known for note in taken),
        triangles=tuple(
            QPointF(area.left() + place(note), triangle) for note in notes if note.is_changed
        ),
    )
