"""The items of pyqtgraph that a panel of the course consists of: made once, filled again and again.

pyqtgraph's pens are cosmetic and measured in pixels of the device: a pen of one pixel would be half
of one at scale 2. So each pen is made for the ratio of device to screen.
"""

import math
from collections.abc import Iterable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QGraphicsSimpleTextItem

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.course import SUSTAINED_BAND, Course
from clonus_desktop.domain.measures import Measure
from clonus_desktop.ui.widgets.course_axis import Ticks
from clonus_desktop.ui.widgets.course_content import PanelContent
from clonus_desktop.ui.widgets.course_scale import PanelScale
from clonus_desktop.ui.widgets.course_style import PlotStyle
from clonus_desktop.ui.widgets.dose_lane import LaneMarks

TICK_PX = 5
_LINE_PX, _LIMIT_PX, _CURSOR_PX = 2.5, 2.0, 1.5
_MOST_IN_ONE_STROKE, _MOST_WIDE = 24, 40
"""Points of a line. A wide antialiased line that crosses itself takes Qt longer to stroke the more
joints it has: beyond the first number it is stroked one by one, beyond the second it is thin."""

# Left's dashes lie over right's line, right's circles over left's diamonds: where both sides agree,
# both are seen.
_LINES = (Side.MIDLINE, Side.RIGHT, Side.LEFT)
_MARKS = (Side.MIDLINE, Side.LEFT, Side.RIGHT)
_BAND, _ACROSS, _LIMIT, _LINE, _MARK, _LETTERS, _CURSOR = range(0, 70, 10)


def _shape(corners: Iterable[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    path.closeSubpath()
    return path


_DIAMOND = _shape(((0, -0.5), (0.5, 0), (0, 0.5), (-0.5, 0)))
_BAR = _shape(((-0.25, -0.5), (0.25, -0.5), (0.25, 0.5), (-0.25, 0.5)))
_TRIANGLE = _shape(((0, -0.5), (0.6, 0.5), (-0.6, 0.5)))
_Points = tuple[list[float], list[float]]
_SYMBOL = {Side.RIGHT: "o", Side.LEFT: _DIAMOND, Side.MIDLINE: "s"}


class Pens:
    """Pens of a width in pixels of the screen, whatever the ratio of the device to it."""

    def __init__(self, ratio: float) -> None:
        self.ratio = ratio

    def __call__(self, colour: QColor, width: float, dash: Sequence[float] = ()) -> QPen:
        pen: QPen = pg.mkPen(colour, width=width * self.ratio)
        if dash:
            pen.setDashPattern(list(dash))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen


class CourseLines:
    """Both sides of a site, or its midline: lines that break where nothing was measured, marks."""

    def __init__(self, box: pg.ViewBox) -> None:
        self._lines = {side: pg.PlotCurveItem(connect="finite") for side in _LINES}
        self._marks = {side: pg.ScatterPlotItem(antialias=True) for side in _MARKS}
        for depth, item in enumerate(self._lines.values(), start=_LINE):
            # Stroked once: while the cursor walks over it, it comes from its picture.
            item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
            _put(box, item, depth)
        for depth, item in enumerate(self._marks.values(), start=_MARK):
            _put(box, item, depth)

    def show(self, content: PanelContent, style: PlotStyle, pens: Pens, size: float) -> None:
        """Draw the courses; the size of lines and marks is less than 1 where visits stand close."""
        courses = {course.place.side: course for course in content.courses}
        for side in _LINES:
            points = _placed(courses[side], content.measure) if side in courses else ([], [])
            self._show_line(side, points, style, pens, size)
            self._show_marks(side, points, style, pens, size)

    def _show_line(
        self, side: Side, points: _Points, style: PlotStyle, pens: Pens, size: float
    ) -> None:
        line, count = self._lines[side], len(points[0])
        is_thin = count > _MOST_WIDE
        width = 1.0 if is_thin else _LINE_PX * style.growth * max(size, 0.5)
        dash = (3, 1.6) if side is Side.LEFT else ()
        line.setSegmentedLineMode("on" if count > _MOST_IN_ONE_STROKE else "off")
        line.setData(
            *points,
            pen=pens(style.colour_of(side), width, dash),
            # Where a thin line is several pixels of the device wide, it is fine enough without.
            antialias=not is_thin or pens.ratio == 1.0,
        )

    def _show_marks(
        self,
        side: Side,
        points: _Points,
        style: PlotStyle,
        pens: Pens,
        size: float,
    ) -> None:
        shown = [(time, level) for time, level in zip(*points, strict=True) if level == level]
        colour, is_open = style.colour_of(side), side is Side.LEFT
        width = _LINE_PX * style.growth * max(size, 0.5) if is_open else 1.0
        self._marks[side].setData(
            x=[time for time, _level in shown],
            y=[level for _time, level in shown],
            symbol=_SYMBOL[side],
            size=style.size_of(side) * size,
            pen=pens(colour, width),
            brush=style.surface if is_open else colour,
        )


def _placed(course: Course, measure: Measure) -> _Points:
    """Times, and levels with NaN where nothing was measured."""
    levels = [point.level_in(measure) for point in course.points]
    if all(level is None for level in levels):
        return [], []
    times = [point.examined_at.timestamp() for point in course.points]
    return times, [math.nan if level is None else level for level in levels]


class PanelGround:
    """Behind the courses: the hatched band, a line at each label, the dashed limits; the cursor."""

    def __init__(self, box: pg.ViewBox) -> None:
        # The band is measured in pixels: a hatching in seconds and beats would be stretched.
        self._band = [QGraphicsRectItem(box) for _part in ("colour", "hatching")]
        for part in self._band:
            part.setZValue(-1)
        self._across = pg.PlotCurveItem(connect="pairs")
        self._zero = pg.InfiniteLine(0, angle=0)
        self._limits = [pg.InfiniteLine(angle=0) for _limit in range(2)]
        self._cursor = pg.InfiniteLine(angle=90)
        self._cursor.hide()
        for item in (self._across, self._zero):
            _put(box, item, _ACROSS)
        for line in self._limits:
            _put(box, line, _LIMIT)
        _put(box, self._cursor, _CURSOR)

    def show(
        self,
        ticks: Ticks,
        limits: Sequence[float],
        scale: PanelScale,
        style: PlotStyle,
        pens: Pens,
    ) -> None:
        """Draw it for these labels and limits, at this size."""
        self._show_band(scale, style)
        self._cursor.setPen(pens(style.words, _CURSOR_PX))
        self._zero.setPen(pens(style.axis, 1))
        taken = {0, *(int(limit) for limit in limits)}
        free = [
            at for at, _said in ticks.labelled if at < SUSTAINED_BAND[0] and int(at) not in taken
        ]
        ends = [scale.span.left, scale.span.right] * len(free)
        self._across.setData(ends, [at for at in free for _end in range(2)])
        self._across.setPen(pens(style.grid, 1))
        dashed = pens(style.limit, _LIMIT_PX * style.growth, (4, 2))
        for line, limit in zip(self._limits, (*limits, None, None), strict=False):
            line.setVisible(limit is not None)
            if limit is not None:
                line.setPen(dashed)
                line.setPos(limit)

    def _show_band(self, scale: PanelScale, style: PlotStyle) -> None:
        height = (SUSTAINED_BAND[1] - SUSTAINED_BAND[0]) * scale.level_px
        hatching = QColor(style.limit)
        # In high contrast the band has no colour of its own: the hatching alone tells it.
        hatching.setAlphaF(1.0 if style.band == style.surface else 0.45)
        brushes = (QBrush(style.band), QBrush(hatching, Qt.BrushStyle.BDiagPattern))
        for part, brush in zip(self._band, brushes, strict=True):
            part.setRect(QRectF(0, 0, scale.area.width(), height))
            part.setPen(QPen(Qt.PenStyle.NoPen))
            part.setBrush(brush)

    def point_at(self, time: float | None) -> None:
        """Show the cursor at a visit, or hide it."""
        self._cursor.setVisible(time is not None)
        if time is not None:
            self._cursor.setPos(time)


class LaneItems:
    """Bars and triangles of the doses, in pixels of the panel."""

    def __init__(self, view: pg.GraphicsView) -> None:
        self._bars = pg.ScatterPlotItem(symbol=_BAR, antialias=True)
        self._triangles = pg.ScatterPlotItem(symbol=_TRIANGLE, antialias=True)
        view.addItem(self._bars)
        view.addItem(self._triangles)

    def show(self, marks: LaneMarks, style: PlotStyle, pens: Pens) -> None:
        """A bar is filled when the time of the last dose is known."""
        self._bars.setData(
            pos=[(at.x(), at.y()) for at in marks.bars],
            size=style.bar_px,
            pen=pens(style.words, 1.5),
            brush=[style.words if known else style.surface for known in marks.are_known],
        )
        self._triangles.setData(
            pos=[(at.x(), at.y()) for at in marks.triangles],
            size=style.triangle_px,
            pen=pens(style.words, 1),
            brush=style.words,
        )


class Letters:
    """What is written in a panel, at its place in pixels."""

    def __init__(self, view: pg.GraphicsView) -> None:
        self._view = view
        self._items: list[QGraphicsSimpleTextItem] = []

    def show(self, letters: Iterable[tuple[str, QPointF]], style: PlotStyle) -> None:
        """Write these and no others."""
        for item in self._items:
            self._view.scene().removeItem(item)
        self._items = [_written(words, corner, style) for words, corner in letters]
        for item in self._items:
            self._view.addItem(item)


def _written(words: str, corner: QPointF, style: PlotStyle) -> QGraphicsSimpleTextItem:
    # A simple text item knows no rich text: what a record holds is never markup.
    item = QGraphicsSimpleTextItem(words)
    item.setFont(style.font)
    item.setBrush(style.words)
    item.setPos(corner)
    item.setZValue(_LETTERS)
    return item


def _put(box: pg.ViewBox, item: QGraphicsItem, depth: float) -> None:
    item.setZValue(depth)
    box.addItem(item, ignoreBounds=True)
