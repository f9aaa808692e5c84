"""One site over time, drawn by pyqtgraph. Read late: pyqtgraph takes half a second."""

from dataclasses import replace

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from clonus_desktop.domain.course import SUSTAINED_BAND
from clonus_desktop.domain.measures import Measure
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.widgets.course_axis import Ticks, beat_ticks, date_ticks, second_ticks
from clonus_desktop.ui.widgets.course_content import PanelContent
from clonus_desktop.ui.widgets.course_items import (
    TICK_PX,
    CourseLines,
    LaneItems,
    Letters,
    PanelGround,
    Pens,
)
from clonus_desktop.ui.widgets.course_letters import PanelLetters
from clonus_desktop.ui.widgets.course_marks import Text
from clonus_desktop.ui.widgets.course_scale import PanelScale, crowding
from clonus_desktop.ui.widgets.course_style import PlotStyle

_EDGE_PX = 6


class CoursePanel(pg.GraphicsView):
    """Right and left of one site, or its midline; for looking at: it takes no mouse or key.

    A view box with two axes and no PlotItem, whose menu of controls would take longer than all the
    rest. It stays from one history to the next and is given other data.
    """

    spoken = Spoken(role=Role.Chart, is_whole=True)

    def __init__(
        self, style: PlotStyle, content: PanelContent, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, background=style.surface)
        self.content = content
        self._style = style
        self._has_labels = False
        self._rows = 1
        self._ratio = 0.0
        self._is_stale = True
        self._freeze()
        self._build()

    def _freeze(self) -> None:
        # Time runs from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for part in (self, self.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumSize(1, 1)

    def _build(self) -> None:
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self.box.disableAutoRange()
        self._axes = {name: pg.AxisItem(name, linkView=self.box) for name in ("left", "bottom")}
        for item in (self.box, *self._axes.values()):
            self.addItem(item)
        # The ticks of the dates begin under the line of their axis.
        lengths = ((TICK_PX, 5), (TICK_PX + 2, 2))
        for axis, (length, offset) in zip(self._axes.values(), lengths, strict=True):
            axis.enableAutoSIPrefix(False)
            axis.setTextPen(self._style.words)
            axis.setTickFont(self._style.font)
            axis.setStyle(
                tickLength=length,
                tickAlpha=255,
                tickTextOffset=offset,
                hideOverlappingLabels=False,
                autoExpandTextSpace=False,
            )
        self._ground = PanelGround(self.box)
        self._lines = CourseLines(self.box)
        self._lane_items = LaneItems(self)
        self._written = Letters(self)

    # --- what it shows ------------------------------------------------------------------------

    def show_content(self, content: PanelContent) -> None:
        """Show something else in the same style."""
        self.content = content
        self.point_at(None)
        self._forget()

    def show_beats(self, shown: bool) -> None:
        """Label the axis of levels, or leave that to the panel beside it."""
        if shown != self._has_labels:
            self._has_labels = shown
            self._forget()

    def keep_rows(self, count: int) -> None:
        """Leave room for so many rows of letters, so that panels side by side agree in height."""
        if count != self._rows:
            self._rows = count
            self._forget()

    def point_at(self, time: float | None) -> None:
        """Show the cursor at a visit, or hide it."""
        self._ground.point_at(time)

    def time_at(self, x: float) -> float:
        """The time under a pixel of this widget."""
        return self.panel_scale.time_at(x)

    # --- where it lies ------------------------------------------------------------------------

    @property
    def _area(self) -> QRectF:
        """Between the axes, whatever stands under them."""
        style = self._style
        left = round(style.label_width) if self._has_labels else TICK_PX + 1
        top, right = round(style.line_px / 2), round(self.width() - _EDGE_PX - self._grades_px)
        height = round(self.height() - self._below_px - top)
        return QRectF(left, top, max(1, right - left), max(1, height))

    @property
    def _below_px(self) -> float:
        """Of the dates and the lane under them."""
        lane = self._style.lane_px if self.content.notes else 0
        return self._style.line_px + 12 + lane

    @property
    def _grades_px(self) -> float:
        is_timed = self.content.measure is Measure.DURATION
        return QFontMetricsF(self._style.font).horizontalAdvance("3") + 4 if is_timed else 0.0

    @property
    def panel_scale(self) -> PanelScale:
        """Where times and levels lie now."""
        area = self._area
        # A mark on the first or the last visit is drawn whole, in a narrow panel as well.
        edge = min(self._style.reach + 3, area.width() / 4)
        span = replace(self.content.span, room=max(0.05, edge / (area.width() - 2 * edge)))
        below = self._style.reach + 3 + max(self._rows, 1) * self._style.line_px
        level_px = max(0.1, (area.height() - below) / SUSTAINED_BAND[1])
        return PanelScale(area, span, level_px)

    @property
    def size_of_marks(self) -> float:
        """1, or less where the visits stand close."""
        return crowding(self.content.visits, self._area.width())

    @property
    def letters(self) -> tuple[str, ...]:
        """All that is written between the axes and in the lane."""
        return tuple(words for words, _corner in self.writing)

    @property
    def writing(self) -> PanelLetters:
        """The same with where it stands."""
        return PanelLetters(
            self.content, self._style, self.panel_scale, has_labels=self._has_labels
        )

    @property
    def rows_below(self) -> tuple[tuple[Text, ...], ...]:
        """The letters under the axis in rows, for the width as it is now; then the marks."""
        return self.writing.rows_below

    @property
    def levels(self) -> tuple[tuple[float, str], ...]:
        """The labels of the axis of levels."""
        return self._ticks(self.panel_scale).labelled

    def _ticks(self, scale: PanelScale) -> Ticks:
        line = self._style.line_px
        if self.content.measure is Measure.DURATION:
            return second_ticks(level_px=scale.level_px, line_px=line)
        return beat_ticks(limit=self.content.limit, beat_px=scale.level_px, line_px=line)

    # --- drawing ------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._is_stale = True
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Also after a move to a screen of another ratio.
        self.fit()
        super().paintEvent(event)

    def fit(self) -> None:
        """Lay everything out for the size and the content as they are now, unless it is."""
        ratio = self.devicePixelRatioF()
        if not self._is_stale and ratio == self._ratio:
            return
        self._is_stale, self._ratio = False, ratio
        content, style, scale, pens = self.content, self._style, self.panel_scale, Pens(ratio)
        self._place(scale)
        ticks = self._ticks(scale)
        self._dress_axes(ticks, scale, pens)
        self._ground.show(ticks, content.limits, scale, style, pens)
        self._lines.show(content, style, pens, self.size_of_marks)
        self._written.show(self.writing, style)
        self._lane_items.show(self.writing.lane_marks, style, pens)

    def _place(self, scale: PanelScale) -> None:
        area = scale.area
        left, bottom = self._axes["left"], self._axes["bottom"]
        left.setWidth(area.left())
        left.setGeometry(QRectF(0, area.top(), area.left(), area.height()))
        bottom.setHeight(self._below_px)
        bottom.setGeometry(QRectF(area.left(), area.bottom(), area.width(), self._below_px))
        self.box.setGeometry(area)
        lowest = SUSTAINED_BAND[1] - area.height() / scale.level_px
        self.box.setRange(
            xRange=(scale.span.left, scale.span.right),
            yRange=(lowest, SUSTAINED_BAND[1]),
            padding=0,
        )

    def _dress_axes(self, levels: Ticks, scale: PanelScale, pens: Pens) -> None:
        width_of = QFontMetricsF(self._style.font).horizontalAdvance
        dates = date_ticks(scale.span, width_px=scale.area.width(), width_of=width_of)
        short = [(time, "") for time in dates.unlabelled]
        self._axes["left"].setStyle(showValues=self._has_labels)
        self._axes["left"].setTicks([list(levels.labelled)])
        self._axes["bottom"].setTicks([list(dates.labelled), short])
        for axis in self._axes.values():
            axis.setPen(pens(self._style.axis, 1))
            axis.setTickPen(pens(self._style.axis, 1))
