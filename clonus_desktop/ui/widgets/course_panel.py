"""One site over time: painted once for its size, and shown again from that picture."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from clonus_desktop.domain.anatomy import ANKLE, Side
from clonus_desktop.domain.course import SCATS_LIMITS_S, SUSTAINED_BAND, Course
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.position_notes import PositionNote
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.widgets import course_painting as paint
from clonus_desktop.ui.widgets.course_axis import Span, Ticks, beat_ticks, date_ticks, second_ticks
from clonus_desktop.ui.widgets.course_marks import Text, beside_texts, texts_below
from clonus_desktop.ui.widgets.course_scale import PanelScale, crowding
from clonus_desktop.ui.widgets.course_style import PlotStyle
from clonus_desktop.ui.widgets.dose_lane import lane_letters, paint_lane

_EDGE_PX = 6
_LEAST_FOR_NUMBERS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelContent:
    """What a panel shows.

    Attributes:
        courses: The sides of one site, or its midline.
        span: The dates that all panels share.
        measure: Beats or seconds.
        limit: Of the rule, in beats; None for no line.
        notes: The antispastic drugs at the visits that tell them.
        marks: Amended and withdrawn visits.
        positions: Visits at which another position was stated than before.
    """

    courses: tuple[Course, ...]
    span: Span
    measure: Measure = Measure.BEATS
    limit: float | None = None
    notes: tuple[DrugNote, ...] = ()
    marks: tuple[VisitMark, ...] = ()
    positions: tuple[PositionNote, ...] = ()

    @property
    def limits(self) -> tuple[float, ...]:
        """The dashed lines: the rule's in beats; in seconds those of SCATS, at the ankle only."""
        if self.measure is Measure.BEATS:
            return () if self.limit is None else (self.limit,)
        return SCATS_LIMITS_S if self.is_graded else ()

    @property
    def is_graded(self) -> bool:
        """True where SCATS grades the seconds."""
        is_ankle = any(course.place.site == ANKLE for course in self.courses)
        return self.measure is Measure.DURATION and is_ankle

    @property
    def visits(self) -> int:
        """How many points stand beside each other at most."""
        return max((len(course.points) for course in self.courses), default=0)


class CoursePanel(QWidget):
    """Right and left of one site, or its midline; for looking at: it takes no mouse or key."""

    spoken = Spoken(role=Role.Chart, is_whole=True)

    def __init__(
        self, style: PlotStyle, content: PanelContent, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.content = content
        self._style = style
        self._has_labels = False
        self._rows = 1
        self._span = content.span
        self._picture: QPixmap | None = None
        self._cursor: float | None = None
        # Time runs from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(1, 1)

    # --- what it shows ------------------------------------------------------------------------

    def show_beats(self, shown: bool) -> None:
        """Label the axis of levels, or leave that to the panel beside it."""
        if shown != self._has_labels:
            self._has_labels = shown
            self.forget_picture()

    def keep_rows(self, count: int) -> None:
        """Leave room for so many rows of letters, so that panels side by side agree in height."""
        if count != self._rows:
            self._rows = count
            self.forget_picture()

    def point_at(self, time: float | None) -> None:
        """Show the cursor at a visit, or hide it."""
        self._cursor = time
        self.update()

    def time_at(self, x: float) -> float:
        """The time under a pixel of this widget."""
        return self.scale.time_at(x)

    # --- where it lies ------------------------------------------------------------------------

    @property
    def _area(self) -> QRectF:
        """Between the axes, whatever stands under them."""
        style = self._style
        left = style.label_width if self._has_labels else paint.TICK_PX + 1
        lane = style.lane_px if self.content.notes else 0
        below = style.line_px + 10 + lane
        top, right = style.line_px / 2, self.width() - _EDGE_PX - self._grades_px
        return QRectF(left, top, max(1.0, right - left), max(1.0, self.height() - below - top))

    @property
    def _grades_px(self) -> float:
        is_timed = self.content.measure is Measure.DURATION
        return QFontMetricsF(self._style.font).horizontalAdvance("3") + 4 if is_timed else 0.0

    @property
    def scale(self) -> PanelScale:
        """Where times and levels lie now."""
        area = self._area
        # A mark on the first or the last visit is drawn whole, in a narrow panel as well.
        edge = min(self._reach + 3, area.width() / 4)
        span = replace(self.content.span, room=max(0.05, edge / (area.width() - 2 * edge)))
        below = self._reach + 3 + max(self._rows, 1) * self._style.line_px
        level_px = max(0.1, (area.height() - below) / SUSTAINED_BAND[1])
        return PanelScale(area, span, level_px)

    @property
    def size_of_marks(self) -> float:
        """1, or less where the visits stand close."""
        return crowding(self.content.visits, self._area.width())

    @property
    def _reach(self) -> float:
        """From the middle of the largest mark to its tip."""
        return paint.SIZE_PX[Side.LEFT] * self._style.growth / 2

    @property
    def rows_below(self) -> tuple[tuple[Text, ...], ...]:
        """The letters under the axis in rows, for the width as it is now; then the marks."""
        scale = self.scale
        return texts_below(
            self.content.courses,
            self.content.marks,
            self.content.positions,
            measure=self.content.measure,
            left=scale.span.left,
            scale=scale.px_per_s,
            width=scale.area.width(),
            width_of=QFontMetricsF(self._style.font).horizontalAdvance,
        )

    @property
    def levels(self) -> tuple[tuple[float, str], ...]:
        """The labels of the axis of levels."""
        return self._ticks(self.scale).labelled

    def _ticks(self, scale: PanelScale) -> Ticks:
        line = self._style.line_px
        if self.content.measure is Measure.DURATION:
            return second_ticks(level_px=scale.level_px, line_px=line)
        return beat_ticks(limit=self.content.limit, beat_px=scale.level_px, line_px=line)

    # --- painting -----------------------------------------------------------------------------

    def forget_picture(self) -> None:
        """Paint from the points at the next occasion."""
        self._picture = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.forget_picture()

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatioF() != ratio:
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(self._style.surface)
            with QPainter(self._picture) as painter:
                self._paint(painter)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            if self._cursor is not None:
                area, x = self._area, round(self.scale.x(self._cursor)) + 0.5
                painter.setPen(QPen(self._style.words, 1.5))
                painter.drawLine(QLineF(x, area.top(), x, area.bottom()))

    def _paint(self, painter: QPainter) -> None:
        content, style, scale = self.content, self._style, self.scale
        levels, size = self._ticks(scale), self.size_of_marks
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width_of = QFontMetricsF(style.font).horizontalAdvance
        dates = date_ticks(scale.span, width_px=scale.area.width(), width_of=width_of)
        paint.paint_band(painter, scale, style)
        paint.paint_levels(painter, scale, style, levels, content.limits)
        paint.paint_axes(
            painter, scale, style, levels=levels, dates=dates, has_labels=self._has_labels
        )
        paint.paint_courses(
            painter, content.courses, scale, style, measure=content.measure, size=size
        )
        for words, corner in self._letters(scale):
            paint.write(painter, words, corner, style)
        self._paint_lane(painter, scale)

    def _letters(self, scale: PanelScale) -> Sequence[tuple[str, QPointF]]:
        """Everything that is written between the axes and in the lane under the dates."""
        metrics, style = QFontMetricsF(self._style.font), self._style
        top = scale.y(0) + self._reach + 2
        found = [
            (text.said, QPointF(scale.area.left() + text.left, top + index * style.line_px))
            for index, row in enumerate(self.rows_below)
            for text in row
        ]
        # Where marks lie on each other, numbers between them could not be told apart.
        has_room = self.size_of_marks >= _LEAST_FOR_NUMBERS
        beside = beside_texts(
            self.content.courses if has_room else (),
            measure=self.content.measure,
            place=lambda point, level: scale.at(point.examined_at.timestamp(), level),
            size_of=lambda text: (metrics.horizontalAdvance(text), metrics.height()),
            area=scale.area,
            distance=self._reach * self.size_of_marks + 3,
            only_free=self.size_of_marks < 1,
        )
        found += [(words, area.topLeft()) for words, area in beside]
        return (*found, *self._grades(scale), *self._lane_letters(scale))

    @property
    def letters(self) -> tuple[str, ...]:
        """All that is written between the axes and in the lane."""
        return tuple(words for words, _corner in self._letters(self.scale))

    def _grades(self, scale: PanelScale) -> list[tuple[str, QPointF]]:
        """The grades of SCATS right of their bands, where it applies."""
        if not self.content.is_graded:
            return []
        ends = (0.0, *SCATS_LIMITS_S, SUSTAINED_BAND[1])
        left, line = scale.area.right() + 3, self._style.line_px
        return [
            (str(grade), QPointF(left, (scale.y(low) + scale.y(high) - line) / 2))
            for grade, (low, high) in enumerate(itertools.pairwise(ends), start=1)
        ]

    # --- the lane of doses ----------------------------------------------------------------------

    def _lane(self, scale: PanelScale) -> QRectF:
        area, style = scale.area, self._style
        return QRectF(area.left(), area.bottom() + style.line_px + 10, area.width(), style.lane_px)

    def _place_of(self, note: DrugNote, scale: PanelScale) -> float:
        return scale.x(note.examined_at.timestamp()) - scale.area.left()

    def _lane_letters(self, scale: PanelScale) -> list[tuple[str, QPointF]]:
        title = _("Dose") if self._has_labels and self.content.notes else ""
        return lane_letters(
            self.content.notes,
            self._style,
            area=self._lane(scale),
            place=lambda note: self._place_of(note, scale),
            title=title,
        )

    def _paint_lane(self, painter: QPainter, scale: PanelScale) -> None:
        paint_lane(
            painter,
            self.content.notes,
            self._style,
            area=self._lane(scale),
            place=lambda note: self._place_of(note, scale),
        )
