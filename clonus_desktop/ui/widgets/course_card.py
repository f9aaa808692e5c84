"""The card of the history: legend, plot or table, and how much of the course is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.course import Course
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.rules import Rule
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.language import _
from clonus_desktop.ui.page_keys import KeyGroup, group
from clonus_desktop.ui.widgets.buttons import SegmentedChoice, quiet_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.course_axis import (
    VISITS_SHOWN,
    latest_visits,
    marks_since,
    visits_of,
)
from clonus_desktop.ui.widgets.course_plot import CoursePlot
from clonus_desktop.ui.widgets.course_table import CourseTable
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.legend import Legend

PLOT, TABLE = "plot", "table"


class CourseCard(Card):
    """The course of findings, drawn or in words.

    Signals:
        said: A sentence for screen readers.
    """

    said = Signal(str)

    def __init__(self, book: Casebook) -> None:
        super().__init__(_("History"))
        self._book = book
        self._courses: tuple[Course, ...] = ()
        self._notes: tuple[DrugNote, ...] = ()
        self._marks: tuple[VisitMark, ...] = ()
        self._limit: float | None = None
        self._shows_all = False
        self._legend_below = False
        self.legend = Legend()
        self.choice = SegmentedChoice(
            [(PLOT, _("Plot")), (TABLE, _("Table"))], _("How the history is shown")
        )
        self.plot = CoursePlot(book)
        self.table = CourseTable(book)
        self.doses = plain_label(
            _(
                "Bars under the dates: an antispastic drug, filled when the last dose is known, "
                "and the time from it to the visit. Triangle: the treatment was changed."
            ),
            role="caption",
            wrap=True,
        )
        self.revised = plain_label(
            _(
                "Under the axis, v2: the visit was amended, and is shown in version 2. Withdrawn: "
                "the exam does not count, and the line passes by it."
            ),
            role="caption",
            wrap=True,
        )
        self.extent = plain_label("", role="caption")
        self.only_one = plain_label(
            _("One exam so far. The history begins with the second."), role="caption", wrap=True
        )
        self.all_button = quiet_button(_("Show all"))
        self.copy_button = quiet_button(_("Copy table"))
        self._build()
        self._connect()

    def _build(self) -> None:
        self.head.addStretch(0)
        self.head.addWidget(self.choice)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.extent, 1)
        foot.addWidget(self.all_button)
        foot.addWidget(self.copy_button)
        self.body.addWidget(self.only_one)
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self.doses)
        self.body.addWidget(self.revised)
        self.body.addWidget(self.table)
        self.body.addWidget(self._foot)
        self._place_head()

    def _connect(self) -> None:
        self.choice.chosen.connect(lambda _key: self._show())
        self.all_button.clicked.connect(lambda: self._show_all())
        self.copy_button.clicked.connect(lambda: self._copy())
        self.plot.visit_pointed.connect(self.said)

    def _place_head(self) -> None:
        """Title, legend and choice in one line, or the legend below."""
        self.head.removeWidget(self.legend)
        self.body.removeWidget(self.legend)
        if self._legend_below:
            self.body.insertWidget(0, self.legend)
        else:
            self.head.insertWidget(1, self.legend, 1)

    def show_courses(
        self,
        courses: Sequence[Course],
        *,
        rule: Rule,
        notes: Sequence[DrugNote] = (),
        marks: Sequence[VisitMark] = (),
    ) -> None:
        """Show the courses; below two visits a sentence stands in their place."""
        self._courses, self._limit = tuple(courses), rule.limit
        self._notes, self._marks = tuple(notes), tuple(marks)
        self._shows_all = False
        self.legend.show_sides({course.place.side for course in self._courses})
        name = "" if rule.limit is None else self._book.rule_texts[rule.id].name
        self.legend.show_limit(name[:1].lower() + name[1:])
        self._show()

    def arrange(self, *, stacked: bool, legend_below: bool) -> None:
        """Panels under each other for an upright window; the legend below where it is narrow."""
        self._legend_below = legend_below
        self._place_head()
        self.plot.set_stacked(stacked)

    def repaint_for_theme(self) -> None:
        """Draw again with the theme as it is now."""
        self.plot.repaint_for_theme()
        self.table.fit()

    def _show(self) -> None:
        visits = len(visits_of(self._courses))
        has_course = visits > 1
        is_plot = self.choice.choice == PLOT
        is_cut = is_plot and visits > VISITS_SHOWN and not self._shows_all
        self.only_one.setVisible(not has_course)
        self.legend.setVisible(has_course and is_plot)
        self.choice.setVisible(has_course)
        self.plot.setVisible(has_course and is_plot)
        self.table.setVisible(has_course and not is_plot)
        self.doses.setVisible(has_course and is_plot and bool(self._notes))
        self.revised.setVisible(has_course and is_plot and bool(self._marks))
        self.extent.setText(
            _("The last {n} of {all} visits").format(n=VISITS_SHOWN, all=visits) if is_cut else ""
        )
        self.all_button.setVisible(is_cut)
        self.copy_button.setVisible(has_course and not is_plot)
        self._foot.setVisible(has_course and (is_cut or not is_plot))
        shown = latest_visits(self._courses, VISITS_SHOWN) if is_cut else self._courses
        if has_course:
            marks = marks_since(self._marks, shown) if is_cut else self._marks
            self.plot.show_courses(shown, limit=self._limit, notes=self._notes, marks=marks)
            self.table.show_courses(self._courses, self._notes, self._marks)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The keys of what is shown: plot or table."""
        if not self.choice.isVisible():
            return ()
        if self.choice.choice == PLOT:
            return (group(_("In the plot"), self.plot.key_table()),)
        return (group(_("In the table"), self.table.key_table()),)

    def _show_all(self) -> None:
        self._shows_all = True
        self._show()
        self.plot.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        self.table.copy()
        self.extent.setText(_("The table is on the clipboard."))
        self.said.emit(self.extent.text())
