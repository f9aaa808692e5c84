"""What is written in a panel of the course, and where: in pixels of the panel."""

import itertools
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from clonus_desktop.domain.course import SCATS_LIMITS_S, SUSTAINED_BAND
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.language import _
from clonus_desktop.ui.widgets.course_content import PanelContent
from clonus_desktop.ui.widgets.course_marks import Text, beside_texts, texts_below
from clonus_desktop.ui.widgets.course_scale import PanelScale, crowding
from clonus_desktop.ui.widgets.course_style import PlotStyle
from clonus_desktop.ui.widgets.dose_lane import LaneMarks, lane_letters, lane_marks

_LEAST_FOR_NUMBERS = 0.5

Placed = tuple[str, QPointF]
"""Words and the upper left corner of their first letter."""


class PanelLetters:
    """The letters of a panel for a content, a style and a size.

    Args:
        has_labels: True for the panel that has the labels of the levels beside it.
    """

    def __init__(
        self, content: PanelContent, style: PlotStyle, scale: PanelScale, *, has_labels: bool
    ) -> None:
        self._content, self._style, self._scale = content, style, scale
        self._has_labels = has_labels
        self._metrics = QFontMetricsF(style.font)

    def __iter__(self) -> Iterator[Placed]:
        """Everything that is written between the axes and in the lane under the dates."""
        yield from self._below()
        yield from self._beside()
        yield from self._grades()
        yield from self._in_lane()

    @property
    def rows_below(self) -> tuple[tuple[Text, ...], ...]:
        """The letters under the axis in rows; then the marks of visits."""
        content, scale = self._content, self._scale
        return texts_below(
            content.courses,
            content.marks,
            content.positions,
            measure=content.measure,
            left=scale.span.left,
            scale=scale.px_per_s,
            width=scale.area.width(),
            width_of=self._metrics.horizontalAdvance,
        )

    def _below(self) -> Iterator[Placed]:
        scale, style = self._scale, self._style
        top = scale.y(0) + style.reach + 2
        for index, row in enumerate(self.rows_below):
            for text in row:
                left = scale.area.left() + text.left
                yield text.said, QPointF(left, top + index * style.line_px)

    def _beside(self) -> Iterator[Placed]:
        content, scale, metrics = self._content, self._scale, self._metrics
        size = crowding(content.visits, scale.area.width())
        # Where marks lie on each other, numbers between them could not be told apart.
        has_room = size >= _LEAST_FOR_NUMBERS
        found = beside_texts(
            content.courses if has_room else (),
            measure=content.measure,
            place=lambda point, level: scale.at(point.examined_at.timestamp(), level),
            size_of=lambda text: (metrics.horizontalAdvance(text), metrics.height()),
            area=scale.area,
            distance=self._style.reach * size + 3,
            only_free=size < 1,
        )
        for words, area in found:
            yield words, area.topLeft()

    def _grades(self) -> Iterator[Placed]:
        """The grades of SCATS right of their bands, where it applies."""
        if not self._content.is_graded:
            return
        ends = (0.0, *SCATS_LIMITS_S, SUSTAINED_BAND[1])
        left, line = self._scale.area.right() + 3, self._style.line_px
        for grade, (low, high) in enumerate(itertools.pairwise(ends), start=1):
            yield str(grade), QPointF(left, (self._scale.y(low) + self._scale.y(high) - line) / 2)

    # --- the lane of doses ------------------------------------------------------------------------

    @property
    def lane(self) -> QRectF:
        """Under the dates."""
        area, style = self._scale.area, self._style
        return QRectF(area.left(), area.bottom() + style.line_px + 10, area.width(), style.lane_px)

    @property
    def lane_marks(self) -> LaneMarks:
        """Where the bars and triangles of the doses stand."""
        return lane_marks(self._content.notes, self._style, area=self.lane, place=self._place_of)

    def _place_of(self, note: DrugNote) -> float:
        return self._scale.x(note.examined_at.timestamp()) - self._scale.area.left()

    def _in_lane(self) -> list[Placed]:
        notes = self._content.notes
        title = _("Dose") if self._has_labels and notes else ""
        return lane_letters(notes, self._style, area=self.lane, place=self._place_of, title=title)
