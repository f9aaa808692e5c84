"""The course of findings as small plots, one per site, read with the arrow keys."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from clonus_desktop.casebook import words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import Site
from clonus_desktop.domain.measures import Measure
from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken, tell_value
from clonus_desktop.ui.page_keys import PageKey, answer
from clonus_desktop.ui.widgets.canvas import LEAST_PANEL_WIDTH, Canvas
from clonus_desktop.ui.widgets.course_axis import Span, span_of
from clonus_desktop.ui.widgets.course_content import PanelContent
from clonus_desktop.ui.widgets.course_history import CourseHistory
from clonus_desktop.ui.widgets.course_panels import CoursePanels, OneSite
from clonus_desktop.ui.widgets.course_style import plot_style
from clonus_desktop.ui.widgets.course_words import marks_summary, summary, visit_words
from clonus_desktop.ui.widgets.labels import plain_label

if TYPE_CHECKING:
    from clonus_desktop.ui.widgets.course_panel import CoursePanel

_GAP = 12
_TICK = 6


def _no_more_keys() -> tuple[PageKey, ...]:
    return ()


class CoursePlot(QWidget):
    """Right and left of each site over the dates of the visits; shared dates, shared levels.

    Attributes:
        more_keys: Gives the keys of whoever shows the plot, such as those of its range.

    Signals:
        visit_pointed: The findings of the visit under the cursor, as a sentence.
        passed: The cursor was moved on before the first visit shown (-1), or after the last (1).
    """

    spoken = Spoken(
        role=Role.Chart,
        value=lambda plot: plot.reading,
        step=lambda plot, by: plot.move_cursor(by),
        is_whole=True,
    )

    visit_pointed = Signal(str)
    passed = Signal(int)

    def __init__(self, book: Casebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._history = CourseHistory()
        self._measure = Measure.BEATS
        self._stacked = False
        self._cursor: int | None = None
        self._is_drawn = True
        self._style = plot_style()
        self.more_keys: Callable[[], tuple[PageKey, ...]] = _no_more_keys
        self._build()

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Time runs from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._canvas = Canvas(self._height_for)
        self._drawn = CoursePanels(self._canvas)
        self._reading = plain_label("", role="caption")
        self._reading.setWordWrap(True)
        self._reading.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._canvas, 1)
        layout.addWidget(self._reading)

    # --- what it shows ------------------------------------------------------------------------

    def show_history(self, history: CourseHistory, *, measure: Measure = Measure.BEATS) -> None:
        """Draw the courses of any number of sites, in beats or in seconds.

        What was amended or withdrawn has its mark: it is read like a visit, and the line passes
        by.
        """
        self._history, self._measure = history, measure
        self._cursor = None
        self._canvas.setMinimumHeight(0)
        self._reading.hide()
        said = (summary(self._book, history, measure), marks_summary(history.marks))
        self.setAccessibleName(" ".join(filter(None, said)))
        self.setAccessibleDescription(_("Left and Right arrow keys read the visits one by one."))
        self._redraw()

    def set_stacked(self, stacked: bool) -> None:
        """One panel under the other, or side by side as far as they fit."""
        if stacked != self._stacked:
            self._stacked = stacked
            self._canvas.updateGeometry()
            self._lay_out()

    def repaint_for_theme(self) -> None:
        """Draw again with the colours and letters as they are now."""
        self._drawn.clear()
        self._style = plot_style()
        self._redraw()

    @property
    def panels(self) -> "tuple[CoursePanel, ...]":
        """One per site; none while the plot is not on the screen."""
        return tuple(self._drawn.panels) if self._is_drawn else ()

    @property
    def reading(self) -> str:
        """The findings under the cursor in words; empty without a cursor."""
        return self._reading.text() if self._cursor is not None else ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    # --- drawing ------------------------------------------------------------------------------

    def _redraw(self) -> None:
        self._is_drawn = False
        self._canvas.updateGeometry()
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        """Fill the panels, which wait for the screen."""
        if self._is_drawn:
            return
        self._is_drawn = True
        span = span_of(self._history.visits)
        sites = [] if span is None else [self._one_site(s, span) for s in self._history.sites]
        self._drawn.show(sites, self._style)
        self._lay_out()

    def _one_site(self, site: Site, span: Span) -> OneSite:
        content = self._content(site, span)
        of_site = CourseHistory(courses=content.courses)
        return OneSite(
            name=words.site_words(self._book, site.key),
            said=summary(self._book, of_site, self._measure),
            content=content,
        )

    def _content(self, site: Site, span: Span) -> PanelContent:
        history = self._history
        return PanelContent(
            courses=history.of_site(site),
            span=span,
            measure=self._measure,
            limit=history.limit,
            notes=history.notes,
            marks=history.marks,
            positions=tuple(note for note in history.positions if note.place.site == site),
        )

    def _columns(self, width: int) -> int:
        count = len(self._history.sites)
        if self._stacked or count == 0:
            return 1
        room = width - self._style.label_width
        fitting = max(1, int(room // (LEAST_PANEL_WIDTH * self._style.scale)))
        rows = -(-count // min(fitting, count))
        return -(-count // rows)

    def _title_height(self) -> int:
        return round(self._style.line_px * 1.4)

    def _height_for(self, width: int) -> int:
        """The least height in which the panels can be read."""
        rows = -(-len(self._history.sites) // self._columns(width))
        each = self._title_height() + self._style.least_height
        each += self._style.lane_px if self._history.notes else 0
        return round(rows * each + (rows - 1) * _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The layout has not moved the canvas yet.
        QTimer.singleShot(0, self, self._lay_out)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._lay_out()
        return handled

    def _lay_out(self) -> None:
        """Plots of equal size; the first of a row has the labels of the levels beside it."""
        canvas = self._canvas.rect()
        columns = self._columns(canvas.width())
        rows = max(1, -(-len(self._history.sites) // columns))
        labels, title = round(self._style.label_width), self._title_height()
        width = (canvas.width() - labels - (columns - 1) * _GAP) // columns
        height = (canvas.height() - (rows - 1) * _GAP) // rows
        for index, (panel, label) in enumerate(
            zip(self._drawn.panels, self._drawn.titles, strict=True)
        ):
            row, column = divmod(index, columns)
            top = row * (height + _GAP)
            begin = labels + column * (width + _GAP)
            label.setGeometry(QRect(begin, top, width, title))
            left = begin - labels if column == 0 else begin - _TICK
            panel.show_beats(column == 0)
            panel.setGeometry(QRect(left, top + title, begin + width - left, height - title))
        # Zero lies on one line across the panels, however many letters stand below it.
        most = max((len(panel.rows_below) for panel in self._drawn.panels), default=1)
        for panel in self._drawn.panels:
            panel.keep_rows(max(1, most))
            panel.fit()

    # --- reading with the keys ----------------------------------------------------------------

    def move_cursor(self, by: int) -> None:
        """Read the next visit (1) or the one before (-1); from outside, the first or the last."""
        last = len(self._history.visits) - 1
        if last < 0:
            return
        if self._cursor is None:
            self._point_at(0 if by > 0 else last)
        elif 0 <= self._cursor + by <= last:
            self._point_at(self._cursor + by)
        else:
            self.passed.emit(by)

    def point_at_visit(self, row: int) -> None:
        """Read the visit of that row, if it is among those shown."""
        rows = [shown for _time, shown in self._history.visits]
        if row in rows:
            self._point_at(rows.index(row))

    def key_table(self) -> tuple[PageKey, ...]:
        """The keys that read the visits out, one by one; then those of whoever shows the plot."""
        last = len(self._history.visits) - 1
        if last < 0:
            return ()
        acts: dict[str, tuple[str, Callable[[int], object]]] = {
            "Left": (_("The visit before"), lambda _ms: self.move_cursor(-1)),
            "Right": (_("The next visit"), lambda _ms: self.move_cursor(1)),
            "Home": (_("The first visit"), lambda _ms: self._point_at(0)),
            "End": (_("The last visit"), lambda _ms: self._point_at(last)),
        }
        own = tuple(
            PageKey(names=(name,), words=words, act=act, repeats=True)
            for name, (words, act) in acts.items()
        )
        return (*own, *self.more_keys())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not answer(event, self.key_table()):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        visits = self._history.visits
        spot = self._canvas.mapFrom(self, event.position().toPoint())
        panel = next((p for p in self._drawn.panels if p.geometry().contains(spot)), None)
        if panel is None or not visits:
            super().mousePressEvent(event)
            return
        time = panel.time_at(spot.x() - panel.x())
        distances = [abs(visit.timestamp() - time) for visit, _row in visits]
        self._point_at(distances.index(min(distances)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._point_at(None)

    def _point_at(self, visit: int | None) -> None:
        if (self._cursor is None) is not (visit is None):
            # The page grows by the words: panels that shrank for them would be drawn each time.
            self._canvas.setMinimumHeight(0 if visit is None else self._canvas.height())
        self._cursor = visit
        self._reading.setVisible(visit is not None)
        if visit is None:
            for panel in self._drawn.panels:
                panel.point_at(None)
            return
        time, row = self._history.visits[visit]
        self._show_reading(time, visit_words(self._book, self._history, row, self._measure))

    def _show_reading(self, time: datetime, said: str) -> None:
        for panel in self._drawn.panels:
            panel.point_at(time.timestamp())
        self._reading.setText(said)
        self.setAccessibleDescription(said)
        tell_value(self)
        self.visit_pointed.emit(said)
