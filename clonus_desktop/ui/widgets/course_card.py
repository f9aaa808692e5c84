"""The card of the history: plot or table, beats or seconds, and how much of the course is shown."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.rules import Rule
from clonus_desktop.language import _
from clonus_desktop.ui.page_keys import KeyGroup, group
from clonus_desktop.ui.widgets.buttons import SegmentedChoice, quiet_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.course_history import CourseHistory
from clonus_desktop.ui.widgets.course_plot import CoursePlot
from clonus_desktop.ui.widgets.course_range import FEWEST_SHOWN, CourseRange, range_of
from clonus_desktop.ui.widgets.course_table import CourseTable
from clonus_desktop.ui.widgets.course_zoom import CourseZoom
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.legend import Legend

PLOT, TABLE = "plot", "table"


class CourseCard(Card):
    """The course of findings, drawn or in words.

    Signals:
        said: A sentence for screen readers.
        all_wanted: Visits are asked for that were not read yet; ``show_more`` brings them.
    """

    said = Signal(str)
    all_wanted = Signal()

    def __init__(self, book: Casebook) -> None:
        super().__init__(_("History"))
        self._book = book
        self._history = CourseHistory()
        self._drawn: tuple[CourseHistory, Measure] | None = None
        self._range = range_of(())
        self._left_out = 0
        self.legend = Legend()
        self.measure = SegmentedChoice(
            [(Measure.BEATS, _("Beats")), (Measure.DURATION, _("Duration"))],
            _("What the history shows"),
        )
        self.choice = SegmentedChoice(
            [(PLOT, _("Plot")), (TABLE, _("Table"))], _("How the history is shown")
        )
        self.plot = CoursePlot(book)
        self.table = CourseTable(book)
        self.zoom = CourseZoom()
        self.notes = plain_label("", role="caption", wrap=True)
        self.only_one = plain_label(
            _("One exam so far. The history begins with the second."), role="caption", wrap=True
        )
        self.copied = plain_label(_("The table is on the clipboard."), role="caption", wrap=True)
        self.copy_button = quiet_button(_("Copy table"), "copy")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.head.addWidget(self.measure)
        self.head.addStretch(1)
        self.head.addWidget(self.choice)
        self.body.addWidget(self.only_one)
        self.body.addWidget(self.legend)
        self.body.addWidget(self.plot, 1)
        for part in (self.zoom, self.notes, self.table, self.copy_button, self.copied):
            self.body.addWidget(part)
        self.body.setAlignment(self.copy_button, Qt.AlignmentFlag.AlignTrailing)
        self.copied.hide()

    def _connect(self) -> None:
        self.choice.chosen.connect(lambda _key: self._choose())
        self.measure.chosen.connect(lambda _key: self._show())
        self.copy_button.clicked.connect(lambda: self._copy())
        self.plot.visit_pointed.connect(self.said)
        self.plot.passed.connect(self._pass)
        self.plot.more_keys = self.zoom.key_table
        self.zoom.wanted.connect(self._zoom)

    # --- what it shows ------------------------------------------------------------------------

    def show_history(self, history: CourseHistory, *, rule: Rule, left_out: int = 0) -> None:
        """Show the courses; below two visits a sentence stands in their place.

        Args:
            rule: Names the limit.
            left_out: How many older visits were not read yet.
        """
        self._history, self._left_out = history, left_out
        self._range = range_of(_times(history))
        sides = {course.place.side for course in history.courses}
        self.legend.show_sides(sides)
        name = "" if rule.limit is None else self._book.rule_texts[rule.id].name
        self.legend.show_limit(name[:1].lower() + name[1:])
        self._show()

    def show_more(self, history: CourseHistory) -> None:
        """The same course with all its visits; what is shown of it stays where it is."""
        self._history, self._left_out = history, 0
        self._range = self._range.among(_times(history))
        self._show()

    def arrange(self, *, stacked: bool) -> None:
        """Panels under each other for an upright window."""
        self.plot.set_stacked(stacked)

    def repaint_for_theme(self) -> None:
        """Draw again with the theme as it is now."""
        self.plot.repaint_for_theme()
        self.table.fit()

    @property
    def shows_table(self) -> bool:
        """True when it is a table: one of a part of the visits would be taken for the whole."""
        return not self._is_plot

    @property
    def shown_measure(self) -> Measure:
        """Beats or seconds."""
        return Measure(self.measure.choice)

    @property
    def _is_plot(self) -> bool:
        return self.choice.choice == PLOT

    def _choose(self) -> None:
        if self._left_out and self.shows_table:
            # They come back by show_more.
            self.all_wanted.emit()
        else:
            self._show()

    def _show(self) -> None:
        visits = len(self._history.standing) + self._left_out
        has_course, is_plot = visits > 1, self._is_plot
        shown = {
            self.only_one: not has_course,
            self.legend: has_course and is_plot,
            self.measure: has_course,
            self.choice: has_course,
            self.plot: has_course and is_plot,
            self.table: has_course and not is_plot,
            self.zoom: is_plot and visits > FEWEST_SHOWN,
            self.copy_button: has_course and not is_plot,
        }
        for part, is_shown in shown.items():
            part.setVisible(is_shown)
        self.copied.hide()
        self.notes.setVisible(has_course and is_plot)
        if not has_course:
            return
        self.legend.show_measure(self.shown_measure)
        if is_plot:
            self._show_plot(visits)
        else:
            self.table.show_history(self._history, measure=self.shown_measure)

    def _show_plot(self, visits: int) -> None:
        drawn = self._history.between(self._range.first, self._range.last)
        self.zoom.show_range(self._range, of=visits)
        self.notes.setText(" ".join(_notes_on(drawn, self.shown_measure)))
        self.notes.setVisible(bool(self.notes.text()))
        # What was read in the meantime seldom changes what is seen: then nothing blinks.
        if self._drawn != (drawn, self.shown_measure):
            self._drawn = (drawn, self.shown_measure)
            self.plot.show_history(drawn, measure=self.shown_measure)

    # --- how much of it -------------------------------------------------------------------------

    def _zoom(self, step: Callable[[CourseRange], CourseRange]) -> None:
        """Show another stretch; the older visits are read first where it may hold some."""
        if self._left_out:
            self.all_wanted.emit()
        self._range = step(self._range)
        self._show()
        self.said.emit(self.zoom.extent.text())

    def _pass(self, by: int) -> None:
        """The cursor goes on into the visits that are not shown."""
        if self._left_out:
            self.all_wanted.emit()
        visits = self._history.standing
        index = self._range.first - 1 if by < 0 else self._range.last + 1
        if not 0 <= index < len(visits):
            said = _("There is no earlier visit.") if by < 0 else _("There is no later visit.")
            self.said.emit(said)
            return
        self._range = self._range.earlier() if by < 0 else self._range.later()
        self._show()
        self.plot.point_at_visit(visits[index][1])

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The keys of what is shown: plot or table."""
        if not self.choice.isVisible():
            return ()
        if self._is_plot:
            return (group(_("In the plot"), self.plot.key_table()),)
        return (group(_("In the table"), self.table.key_table()),)

    def _copy(self) -> None:
        self.table.copy()
        self.copied.show()
        self.said.emit(self.copied.text())


def _times(history: CourseHistory) -> list[datetime]:
    return [time for time, _row in history.standing]


def _notes_on(history: CourseHistory, measure: Measure) -> list[str]:
    """What the marks under the axis and the lines mean, where there are some."""
    found = []
    if history.notes:
        found.append(
            _(
                "Bars under the dates: an antispastic drug, filled when the last dose is known, "
                "and the time from it to the visit. Triangle: the treatment was changed."
            )
        )
    if history.positions:
        found.append(_("pos.: tested in another position than before."))
    if history.marks:
        found.append(
            _(
                "Under the axis, v2: the visit was amended, and is shown in version 2. Withdrawn: "
                "the exam does not count, and the line passes by it."
            )
        )
    if measure is Measure.DURATION:
        found.append(
            _(
                "Seconds; > stands beside clonus that had not stopped when timing did. Lines at "
                "the ankle: SCATS grades 1 (under 3 s), 2 (3 to 10 s) and 3 (over 10 s), Benz "
                "2005, for spinal cord injury."
            )
        )
    return found
