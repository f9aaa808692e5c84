"""One site over time in pyqtgraph. Imported late: pyqtgraph takes half a second."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QWidget

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.course import SUSTAINED_BAND, Course
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.widgets.course_axis import Span, beat_ticks, date_ticks
from clonus_desktop.ui.widgets.course_marks import Text, beside_texts, texts_below
from clonus_desktop.ui.widgets.course_style import PlotStyle, letters
from clonus_desktop.ui.widgets.dose_lane import lane_items

_LINE_PX, _LIMIT_PX = 2.5, 2.0
_SIZE_PX = {Side.RIGHT: 10, Side.LEFT: 19, Side.MIDLINE: 11}
_SYMBOL = {Side.RIGHT: "o", Side.LEFT: "d", Side.MIDLINE: "s"}
_TICK_PX = 5


class CoursePanel(pg.PlotWidget):
    """Right and left of one site, or its midline; for looking at: it takes no mouse or key."""

    spoken = Spoken(role=Role.Chart, is_whole=True)

    def __init__(
        self,
        style: PlotStyle,
        courses: Sequence[Course],
        span: Span,
        *,
        limit: float | None,
        notes: Sequence[DrugNote] = (),
        marks: Sequence[VisitMark] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent, background=style.surface)
        self._notes, self._has_labels = notes, False
        self._marks = marks
        self._style, self._span, self._limit = style, span, limit
        self._courses = {course.place.side: course for course in courses}
        self._rows = 1
        self._pixels: list[QGraphicsItem] = []
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMinimumSize(1, 1)
        self._freeze()
        self._dress_axes()
        self._draw()
        self.getViewBox().sigResized.connect(lambda _box: self.fit())

    def _freeze(self) -> None:
        plot = self.getPlotItem()
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setContentsMargins(0, self._style.line_px / 2, 6, 0)
        box = self.getViewBox()
        box.setMouseEnabled(x=False, y=False)
        box.disableAutoRange()
        box.setDefaultPadding(0)

    def _dress_axes(self) -> None:
        style = self._style
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.enableAutoSIPrefix(False)
            axis.setPen(self._pen(style.axis, 1))
            axis.setTickPen(self._pen(style.axis, 1))
            axis.setTextPen(style.words)
            axis.setTickFont(style.font)
            axis.setStyle(tickLength=_TICK_PX, hideOverlappingLabels=False, tickTextOffset=6)
        lane = style.lane_px if self._notes else 0
        self.getAxis("bottom").setHeight(style.line_px + 10 + lane)

    def _draw(self) -> None:
        style = self._style
        if self._limit is not None:
            pen = self._pen(style.limit, _LIMIT_PX, dash=(4, 2))
            self._line(self._limit, 0, pen, -10)
        # Left's dashes lie over right's line, right's circles over left's diamonds: where both
        # sides agree, both are seen.
        for depth, side in enumerate((Side.MIDLINE, Side.RIGHT, Side.LEFT)):
            if side in self._courses:
                self._draw_line(self._courses[side], depth)
        for depth, side in enumerate((Side.MIDLINE, Side.LEFT, Side.RIGHT), start=5):
            if side in self._courses:
                self._draw_marks(self._courses[side], depth)
        self._cursor = self._line(0, 90, self._pen(style.words, 1.5), -5)
        self._cursor.hide()

    def _line(self, at: float, angle: float, pen: QPen, depth: float) -> pg.InfiniteLine:
        line = pg.InfiniteLine(pos=at, angle=angle, pen=pen, movable=False)
        line.setZValue(depth)
        self.addItem(line, ignoreBounds=True)
        return line

    def _draw_line(self, course: Course, depth: float) -> None:
        side = course.place.side
        dash = (3, 1.6) if side is Side.LEFT else ()
        pen = self._pen(self._style.colour_of(side), _LINE_PX, dash)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        times = [point.examined_at.timestamp() for point in course.points]
        levels = [math.nan if p.level is None else p.level for p in course.points]
        # Antialiased wide pens are painted stroke by stroke: as a path they take seconds.
        line = pg.PlotCurveItem(
            times, levels, pen=pen, connect="finite", antialias=True, segmentedLineMode="on"
        )
        line.setZValue(depth)
        self.addItem(line, ignoreBounds=True)

    def _draw_marks(self, course: Course, depth: float) -> None:
        side, style = course.place.side, self._style
        colour = style.colour_of(side)
        shown = [point for point in course.points if point.level is not None]
        is_open = side is Side.LEFT
        marks = pg.ScatterPlotItem(
            x=[point.examined_at.timestamp() for point in shown],
            y=[point.level for point in shown],
            symbol=_SYMBOL[side],
            size=self._size_of(side),
            pen=self._pen(colour, _LINE_PX if is_open else 1),
            brush=pg.mkBrush(style.surface if is_open else colour),
            antialias=True,
        )
        marks.setZValue(depth)
        self.addItem(marks, ignoreBounds=True)

    def show_beats(self, shown: bool) -> None:
        """Label the axis in beats, or leave that to the panel beside it."""
        self._has_labels = shown
        axis = self.getAxis("left")
        axis.setStyle(showValues=shown)
        axis.setWidth(round(self._style.label_width) if shown else _TICK_PX + 1)

    def point_at(self, time: float | None) -> None:
        """Show the cursor at a visit, or hide it."""
        self._cursor.setVisible(time is not None)
        if time is not None:
            self._cursor.setPos(time)

    def time_at(self, x: float) -> float:
        """The time under a pixel of this widget."""
        return self.getViewBox().mapSceneToView(self.mapToScene(int(x), 0)).x()

    @property
    def rows_below(self) -> tuple[tuple[Text, ...], ...]:
        """The letters under the axis in rows, for the width as it is now; then the marks."""
        return texts_below(
            self._courses.values(),
            self._marks,
            left=self._span.left,
            scale=self._width_per_s,
            width=self.getViewBox().width(),
            width_of=QFontMetricsF(self._style.font).horizontalAdvance,
        )

    def keep_rows(self, count: int) -> None:
        """Leave room for so many rows of letters, so that panels side by side agree in height."""
        if count != self._rows:
            self._rows = count
            self.fit()

    def fit(self) -> None:
        """Choose ticks and lay out what is measured in pixels, for the size as it is now."""
        box, style = self.getViewBox(), self._style
        if box.width() < 10 or box.height() < 10:
            return
        self._clear_pixels()
        # A mark on the first or the last visit is drawn whole, in a narrow panel as well.
        edge = min(self._reach + 3, box.width() / 4)
        self._span = replace(self._span, room=max(0.05, edge / (box.width() - 2 * edge)))
        rows = self.rows_below
        room_below = self._reach + 3 + max(self._rows, len(rows)) * style.line_px
        beat_px = (box.height() - room_below) / SUSTAINED_BAND[1]
        box.setRange(
            xRange=(self._span.left, self._span.right),
            yRange=(-room_below / beat_px, SUSTAINED_BAND[1]),
            padding=0,
        )
        self._set_ticks(beat_px, box.width())
        self._draw_band(beat_px)
        top = SUSTAINED_BAND[1] * beat_px + self._reach + 2
        for index, row in enumerate(rows):
            for text in row:
                self._letters(text.said, QPointF(text.left, top + index * style.line_px))
        self._write_beside(beat_px)
        self._draw_lane()

    @property
    def _width_per_s(self) -> float:
        return self.getViewBox().width() / (self._span.right - self._span.left)

    @property
    def _reach(self) -> float:
        """From the middle of the largest mark to its tip."""
        return self._size_of(Side.LEFT) / 2

    def _size_of(self, side: Side) -> float:
        return _SIZE_PX[side] * self._style.growth

    def _pen(self, colour: QColor, width: float, dash: Sequence[float] = ()) -> QPen:
        # pyqtgraph's pens are cosmetic, in device pixels: they would halve at scale 2.
        width *= self._style.pixel_ratio * self._style.growth
        pen = pg.mkPen(colour, width=width)
        if dash:
            pen.setDashPattern(list(dash))
        return pen

    def _set_ticks(self, beat_px: float, width: float) -> None:
        style = self._style
        beats = beat_ticks(limit=self._limit, beat_px=beat_px, line_px=style.line_px)
        self.getAxis("left").setTicks([list(beats.labelled)])
        metrics = QFontMetricsF(style.font)
        dates = date_ticks(self._span, width_px=width, width_of=metrics.horizontalAdvance)
        short = [(time, "") for time in dates.unlabelled]
        self.getAxis("bottom").setTicks([list(dates.labelled), short])
        for at, _words in beats.labelled:
            self._draw_across(at, beat_px, width)

    def _draw_across(self, at: float, beat_px: float, width: float) -> None:
        y = (SUSTAINED_BAND[1] - at) * beat_px
        in_band = at >= SUSTAINED_BAND[0]
        if in_band or (self._limit is not None and at == int(self._limit)):
            return
        colour = self._style.axis if at == 0 else self._style.grid
        line = pg.QtWidgets.QGraphicsLineItem(0, y, width, y)
        line.setPen(self._pen(colour, 1))
        self._keep(line, -20)

    def _draw_band(self, beat_px: float) -> None:
        height = (SUSTAINED_BAND[1] - SUSTAINED_BAND[0]) * beat_px
        area = QRectF(0, 0, self.getViewBox().width(), height)
        hatching = QColor(self._style.limit)
        # In high contrast the band has no colour of its own: the hatching alone tells it.
        hatching.setAlphaF(1.0 if self._style.band == self._style.surface else 0.45)
        for depth, brush in (
            (-31, QBrush(self._style.band)),
            (-30, QBrush(hatching, Qt.BrushStyle.BDiagPattern)),
        ):
            item = QGraphicsRectItem(area)
            item.setPen(QPen(Qt.PenStyle.NoPen))
            item.setBrush(brush)
            self._keep(item, depth)

    def _write_beside(self, beat_px: float) -> None:
        metrics = QFontMetricsF(self._style.font)
        for words, area in beside_texts(
            self._courses.values(),
            place=lambda point: QPointF(
                (point.examined_at.timestamp() - self._span.left) * self._width_per_s,
                (SUSTAINED_BAND[1] - (point.level or 0.0)) * beat_px,
            ),
            size_of=lambda text: (metrics.horizontalAdvance(text), metrics.height()),
            width=self.getViewBox().width(),
            distance=self._reach + 3,
        ):
            self._letters(words, area.topLeft())

    def _draw_lane(self) -> None:
        """The doses, under the dates: outside the view box, which clips what it holds."""
        box, style = self.getViewBox().geometry(), self._style
        area = QRectF(box.left(), box.bottom() + style.line_px + 10, box.width(), style.lane_px)
        for item in lane_items(
            self._notes,
            style,
            area=area,
            place=lambda note: (note.examined_at.timestamp() - self._span.left) * self._width_per_s,
            has_title=self._has_labels and bool(self._notes),
        ):
            item.setParentItem(self.getPlotItem())
            self._pixels.append(item)

    def _letters(self, words: str, at: QPointF) -> None:
        self._keep(letters(words, at, self._style), 20)

    def _keep(self, item: QGraphicsItem, depth: float) -> None:
        item.setParentItem(self.getViewBox())
        item.setZValue(depth)
        self._pixels.append(item)

    def _clear_pixels(self) -> None:
        for item in self._pixels:
            # Also takes it from its parent.
            self.scene().removeItem(item)
        self._pixels.clear()
