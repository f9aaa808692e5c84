"""Under the dates of the course plot: when the last antispastic dose was before each visit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QFontMetricsF, QPen, QPolygonF
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPolygonItem,
    QGraphicsRectItem,
)

from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.language import _, say
from clonus_desktop.ui.widgets.course_style import PlotStyle, letters

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


def lane_items(
    notes: Sequence[DrugNote],
    style: PlotStyle,
    *,
    area: QRectF,
    place: Callable[[DrugNote], float],
    has_title: bool,
) -> Iterator[QGraphicsItem]:
    """Bars, triangles and times of the lane.

    A bar is filled when the time of the last dose is known; no drug is a dash; a triangle
    stands over a visit at which the treatment was another than before.

    Args:
        area: The lane, in pixels.
        place: Middle of a visit's mark, in pixels from the left of the lane.
        has_title: True to name the lane left of it.
    """
    metrics = QFontMetricsF(style.font)
    bar_top = area.top() + style.triangle_px + _OVER_BAR_PX
    for note in notes:
        x = area.left() + place(note)
        if note.drugs:
            yield _bar(QPointF(x, bar_top), style, is_filled=note.is_known)
        else:
            dash = "–"
            left = x - metrics.horizontalAdvance(dash) / 2
            yield letters(dash, QPointF(left, bar_top + (style.bar_px - style.line_px) / 2), style)
        if note.is_changed:
            yield _triangle(QPointF(x, area.top()), style)
    below = bar_top + style.bar_px + 1
    fitting = times_in_lane(
        notes, place=place, width_of=metrics.horizontalAdvance, width=area.width()
    )
    for text in fitting:
        yield letters(text.words, QPointF(area.left() + text.left, below), style)
    if has_title:
        title = _("Dose")
        left = area.left() - 10 - metrics.horizontalAdvance(title)
        yield letters(title, QPointF(left, bar_top + (style.bar_px - style.line_px) / 2), style)


def _bar(top: QPointF, style: PlotStyle, *, is_filled: bool) -> QGraphicsItem:
    width = style.bar_px / 2
    item = QGraphicsRectItem(QRectF(top.x() - width / 2, top.y(), width, style.bar_px))
    item.setPen(QPen(style.words, 1.5))
    item.setBrush(QBrush(style.words if is_filled else style.surface))
    return item


def _triangle(top: QPointF, style: PlotStyle) -> QGraphicsItem:
    height = style.triangle_px
    corners = (QPointF(0, 0), QPointF(height * 0.6, height), QPointF(-height * 0.6, height))
    item = QGraphicsPolygonItem(QPolygonF([top + corner for corner in corners]))
    item.setPen(QPen(style.words, 1))
    item.setBrush(QBrush(style.words))
    return item
