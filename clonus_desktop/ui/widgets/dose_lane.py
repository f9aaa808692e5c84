"""Under the dates of the course plot: when the last antispastic dose was before each visit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

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


def paint_lane(
    painter: QPainter,
    notes: Sequence[DrugNote],
    style: PlotStyle,
    *,
    area: QRectF,
    place: Callable[[DrugNote], float],
) -> None:
    """Bars and triangles of the lane.

    A bar is filled when the time of the last dose is known; a triangle stands over a visit at
    which the treatment was another than before.
    """
    for note in notes:
        x = area.left() + place(note)
        if note.drugs:
            painter.setPen(QPen(style.words, 1.5))
            painter.setBrush(style.words if note.is_known else style.surface)
            painter.drawRect(bar_of(x, area, style))
        if note.is_changed:
            painter.setPen(QPen(style.words, 1))
            painter.setBrush(style.words)
            painter.drawPolygon(_triangle(QPointF(x, area.top()), style))


def bar_of(x: float, area: QRectF, style: PlotStyle) -> QRectF:
    """The bar of a visit whose mark has its middle there."""
    width = style.bar_px / 2
    top = area.top() + style.triangle_px + _OVER_BAR_PX
    return QRectF(x - width / 2, top, width, style.bar_px)


def _triangle(top: QPointF, style: PlotStyle) -> QPolygonF:
    height = style.triangle_px
    corners = (QPointF(0, 0), QPointF(height * 0.6, height), QPointF(-height * 0.6, height))
    return QPolygonF([top + corner for corner in corners])
