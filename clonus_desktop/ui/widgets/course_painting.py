"""The strokes of a panel of the course."""

import itertools
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.course import SUSTAINED_BAND, Course
from clonus_desktop.domain.measures import Measure
from clonus_desktop.ui.widgets.course_axis import Ticks
from clonus_desktop.ui.widgets.course_scale import PanelScale, runs_of, thinned
from clonus_desktop.ui.widgets.course_style import PlotStyle

TICK_PX = 5
SIZE_PX = {Side.RIGHT: 10, Side.LEFT: 19, Side.MIDLINE: 11}
_LINE_PX, _LIMIT_PX = 2.5, 2.0
_MOST_IN_ONE_STROKE = 64
"""Joints of a line that are stroked together. A long antialiased dashed line crosses itself, and
as one path it takes seconds; in single strokes it takes milliseconds."""


def paint_band(painter: QPainter, scale: PanelScale, style: PlotStyle) -> None:
    """The band of sustained clonus, or of what lasted over 10 s: hatched."""
    area = scale.area
    height = (SUSTAINED_BAND[1] - SUSTAINED_BAND[0]) * scale.level_px
    band = QRectF(area.left(), area.top(), area.width(), height)
    hatching = QColor(style.limit)
    # In high contrast the band has no colour of its own: the hatching alone tells it.
    hatching.setAlphaF(1.0 if style.band == style.surface else 0.45)
    painter.fillRect(band, style.band)
    painter.fillRect(band, QBrush(hatching, Qt.BrushStyle.BDiagPattern))


def paint_levels(
    painter: QPainter, scale: PanelScale, style: PlotStyle, ticks: Ticks, limits: Sequence[float]
) -> None:
    """A line across at each label, and the dashed limits."""
    area = scale.area
    for level, _words in ticks.labelled:
        if level < SUSTAINED_BAND[0] and int(level) not in {int(limit) for limit in limits}:
            painter.setPen(QPen(style.axis if level == 0 else style.grid, 1))
            _across(painter, area, scale.y(level))
    pen = QPen(style.limit, _LIMIT_PX * style.growth)
    pen.setDashPattern([4, 2])
    painter.setPen(pen)
    for limit in limits:
        _across(painter, area, scale.y(limit))


def paint_axes(
    painter: QPainter,
    scale: PanelScale,
    style: PlotStyle,
    *,
    levels: Ticks,
    dates: Ticks,
    has_labels: bool,
) -> None:
    """Both axes with their ticks; the labels of the levels only where there is room for them."""
    area = scale.area
    painter.setPen(QPen(style.axis, 1))
    painter.drawLine(QLineF(area.left(), area.top(), area.left(), area.bottom()))
    _across(painter, area, area.bottom())
    ticks = [(time, TICK_PX - 2) for time in dates.unlabelled]
    ticks += [(time, TICK_PX + 1) for time, _said in dates.labelled]
    for time, length in ticks:
        x = round(scale.x(time)) + 0.5
        painter.drawLine(QLineF(x, area.bottom(), x, area.bottom() + length))
    for level, _words in levels.labelled:
        y = round(scale.y(level)) + 0.5
        painter.drawLine(QLineF(area.left() - TICK_PX, y, area.left(), y))
    _write_labels(painter, scale, style, levels if has_labels else Ticks(labelled=()), dates)


def _write_labels(
    painter: QPainter, scale: PanelScale, style: PlotStyle, levels: Ticks, dates: Ticks
) -> None:
    metrics = QFontMetricsF(style.font)
    painter.setFont(style.font)
    painter.setPen(style.words)
    edge = scale.area.left() - TICK_PX - 5
    middle = (metrics.ascent() - metrics.descent()) / 2
    for level, words in levels.labelled:
        left = edge - metrics.horizontalAdvance(words)
        painter.drawText(QPointF(left, scale.y(level) + middle), words)
    base = scale.area.bottom() + TICK_PX + 3 + metrics.ascent()
    for time, words in dates.labelled:
        left = scale.x(time) - metrics.horizontalAdvance(words) / 2
        painter.drawText(QPointF(left, base), words)


def paint_courses(
    painter: QPainter,
    courses: Sequence[Course],
    scale: PanelScale,
    style: PlotStyle,
    *,
    measure: Measure,
    size: float,
) -> None:
    """Lines, then marks: where both sides agree, both are seen.

    Left's dashes lie over right's line, right's circles over left's diamonds.
    """
    order = {Side.MIDLINE: 0, Side.RIGHT: 1, Side.LEFT: 2}
    runs = {course.place.side: _placed(course, scale, measure) for course in courses}
    for side in sorted(runs, key=order.__getitem__):
        painter.setPen(_line_pen(side, style, size))
        for run in runs[side]:
            _stroke(painter, thinned(run) if size < 1.0 else run)
    for side in sorted(runs, key=lambda side: (order[side] + 1) % 3):
        _mark_all(painter, side, (at for run in runs[side] for at in run), style, size)


def _placed(course: Course, scale: PanelScale, measure: Measure) -> list[list[QPointF]]:
    return [[scale.at(time, level) for time, level in run] for run in runs_of(course, measure)]


def _line_pen(side: Side, style: PlotStyle, size: float) -> QPen:
    pen = QPen(style.colour_of(side), _LINE_PX * style.growth * max(size, 0.5))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if side is Side.LEFT:
        pen.setDashPattern([3, 1.6])
    return pen


def _stroke(painter: QPainter, line: Sequence[QPointF]) -> None:
    if len(line) < 2:
        return
    if len(line) <= _MOST_IN_ONE_STROKE:
        painter.drawPolyline(QPolygonF(list(line)))
        return
    painter.drawLines([QLineF(one, other) for one, other in itertools.pairwise(line)])


def _mark_all(
    painter: QPainter, side: Side, points: Iterable[QPointF], style: PlotStyle, size: float
) -> None:
    colour = style.colour_of(side)
    half = SIZE_PX[side] * style.growth * size / 2
    is_open = side is Side.LEFT
    painter.setPen(QPen(colour, _LINE_PX * style.growth * max(size, 0.5) if is_open else 1.0))
    painter.setBrush(style.surface if is_open else colour)
    for at in points:
        if side is Side.RIGHT:
            painter.drawEllipse(at, half, half)
        elif side is Side.MIDLINE:
            painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
        else:
            corners = (QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0))
            painter.drawPolygon(QPolygonF([at + corner for corner in corners]))


def _across(painter: QPainter, area: QRectF, y: float) -> None:
    y = round(y) + 0.5
    painter.drawLine(QLineF(area.left(), y, area.right(), y))


def write(painter: QPainter, words: str, corner: QPointF, style: PlotStyle) -> None:
    """Letters with their upper left corner there; what a record holds is never markup."""
    painter.setFont(style.font)
    painter.setPen(style.words)
    painter.drawText(corner + QPointF(0, QFontMetricsF(style.font).ascent()), words)
