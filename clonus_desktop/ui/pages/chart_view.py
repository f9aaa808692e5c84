"""The chart as it lies on the page: heading, unfinished exam, and three cards."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.language import _
from clonus_desktop.ui import tokens
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.chart_reading import ChartReading
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.course_card import CourseCard
from clonus_desktop.ui.widgets.empty_state import EmptyState
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import FittedLine, OneLine
from clonus_desktop.ui.widgets.latest_card import LatestCard
from clonus_desktop.ui.widgets.visits_list import VisitsList

_VISITS_WIDTH = 336
QWIDGETSIZE_MAX = (1 << 24) - 1


class ChartView(QWidget):
    """Shows a ChartReading and reports what is wanted.

    Signals:
        exam_wanted: Start an exam, or resume the unfinished one.
        letter_wanted: Write a letter.
        edit_wanted: Change the patient's details.
        discard_wanted: Discard the unfinished exam.
        acts_wanted: Show the record of acts.
        all_wanted: Visits are asked for that were not read yet.
    """

    exam_wanted = Signal()
    letter_wanted = Signal()
    edit_wanted = Signal()
    discard_wanted = Signal()
    acts_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        self._book = book
        self._arrangement = Arrangement.WIDE
        # One line beside the buttons, also in a narrow window: two would push the findings down.
        self.heading = FittedLine("h1", 32, tokens.SEMIBOLD)
        self.heading.setText(_("Clonus findings"))
        self.edit_button = quiet_button(_("Edit patient"), "pencil")
        self.acts_button = quiet_button(_("Record of acts"), "history")
        self.letter_button = secondary_button(_("Write letter"), "file-text")
        self.exam_button = primary_button(_("Start exam"), "activity")
        self.draft = DraftStrip()
        self.latest = LatestCard(book)
        self.course = CourseCard(book)
        self.visits = VisitsList()
        self.empty = EmptyState(
            "activity", _("No exams yet."), _("Start an exam to see findings here.")
        )
        self._build()
        self._connect()
        self.arrange(Arrangement.WIDE)

    def _build(self) -> None:
        self._outer = QVBoxLayout(self)
        self._head = QGridLayout()
        self._buttons = Flow()
        for button in (
            self.acts_button,
            self.edit_button,
            self.letter_button,
            self.exam_button,
        ):
            self._buttons.add(button)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.visits)
        side.addStretch(1)
        self._cards = QGridLayout()
        self._outer.addLayout(self._head)
        self._outer.addWidget(self.draft)
        self._outer.addWidget(self.empty, 1)
        self._outer.addLayout(self._cards, 1)

    def _connect(self) -> None:
        self.exam_button.clicked.connect(lambda: self.exam_wanted.emit())
        self.letter_button.clicked.connect(lambda: self.letter_wanted.emit())
        self.edit_button.clicked.connect(lambda: self.edit_wanted.emit())
        self.visits.all_wanted.connect(self.all_wanted)
        self.course.all_wanted.connect(self.all_wanted)
        self.acts_button.clicked.connect(lambda: self.acts_wanted.emit())
        self.draft.resume_button.clicked.connect(lambda: self.exam_wanted.emit())
        self.draft.discard_button.clicked.connect(lambda: self.discard_wanted.emit())

    # --- what it shows ------------------------------------------------------------------------

    def show_chart(self, chart: ChartReading) -> None:
        """Show the findings of a patient."""
        has_visits = chart.latest is not None
        self.exam_button.say(_("Resume exam") if chart.draft else _("Start exam"))
        self.letter_button.setVisible(has_visits)
        self.draft.show_draft(chart)
        self.empty.setVisible(not chart.visits and chart.draft is None)
        for card in (self.latest, self.course):
            card.setVisible(has_visits)
        self._side.setVisible(bool(chart.visits))
        has_course = len(chart.standing) > 1
        self._cards.setRowStretch(1, int(has_course))
        self._cards.setRowStretch(3, int(not has_course))
        self._outer.setStretch(self._outer.count() - 1, int(bool(chart.visits)))
        self.visits.show_visits(chart.visits, left_out=chart.visits_left_out)
        if has_visits:
            self.latest.show_latest(chart)
            self.course.show_history(chart.history, rule=chart.rule, left_out=chart.left_out)

    @property
    def needs_all(self) -> bool:
        """True when what is chosen shows all visits, not the newest alone."""
        return self.visits.shows_all or self.course.shows_table

    def show_more(self, chart: ChartReading) -> None:
        """The same patient with all visits: what is shown of them stays where it is."""
        self.visits.show_visits(chart.visits)
        self.course.show_more(chart.history)

    # --- how it lies --------------------------------------------------------------------------

    def arrange(self, arrangement: Arrangement) -> None:
        """Visits beside the findings, or all cards in one column."""
        self._arrangement = arrangement
        stacked = arrangement.is_upright
        self._place_head(stacked=stacked)
        for card in (self.latest, self.course, self._side):
            self._cards.removeWidget(card)
        self._cards.addWidget(self.latest, 0, 0)
        self._cards.addWidget(self.course, 1, 0)
        if stacked:
            self._cards.addWidget(self._side, 2, 0)
        else:
            self._cards.addWidget(self._side, 0, 1, 2, 1)
        self._cards.setColumnStretch(0, 1)
        self.course.arrange(stacked=stacked)
        self.latest.set_stacked(arrangement is Arrangement.LARGE_TEXT)
        self._space()

    def _place_head(self, *, stacked: bool) -> None:
        self._head.removeWidget(self.heading)
        self._head.removeWidget(self._buttons)
        self._head.addWidget(self.heading, 0, 0)
        if stacked:
            self._head.addWidget(self._buttons, 1, 0)
        else:
            self._head.addWidget(self._buttons, 0, 1, Qt.AlignmentFlag.AlignTrailing)
        self._head.setColumnStretch(0, 1)

    def _space(self) -> None:
        look = appearance()
        margin = look.gap(24 if self._arrangement is Arrangement.WIDE else 16)
        self._outer.setContentsMargins(margin, look.gap(16), margin, look.gap(16))
        for layout in (self._outer, self._cards):
            layout.setSpacing(look.gap(16))
        self._head.setSpacing(look.gap(8))
        self._buttons.set_gaps(look.gap(8), look.gap(8))
        stacked = self._arrangement.is_upright
        beside = look.px(_VISITS_WIDTH)
        self._side.setMinimumWidth(0 if stacked else beside)
        self._side.setMaximumWidth(QWIDGETSIZE_MAX if stacked else beside)

    def minimumSizeHint(self) -> QSize:
        # A scroll area believes this before it asks for the height at its width; and the layout
        # answers for its narrowest, where every sentence is a column of words.
        return QSize(super().minimumSizeHint().width(), 0)

    def repaint_for_theme(self) -> None:
        """Take colours, letters and gaps again."""
        self._space()
        self.course.repaint_for_theme()
        self.visits.repaint_for_theme()


class DraftStrip(Card):
    """The unfinished exam: when it was begun, how far it is, and what may become of it."""

    def __init__(self) -> None:
        super().__init__(look="warn")
        self.words = OneLine("", "body")
        self.resume_button = secondary_button(_("Resume exam"))
        self.discard_button = quiet_button(_("Discard draft"))
        # In a flow and not beside each other: a row that shrinks would make the page higher where
        # it is wider, and a page that scrolls would ask for its height without an end.
        row = Flow()
        row.set_centred(True)
        row.set_gaps(appearance().gap(16), appearance().gap(8))
        for part in (self.words, self.resume_button, self.discard_button):
            row.add(part)
        self.add(row)

    def show_draft(self, chart: ChartReading) -> None:
        """Show the draft, or hide when there is none."""
        draft = chart.draft
        self.setVisible(draft is not None)
        if draft is None:
            return
        if draft.revision > 1:
            said = _(
                "The amendment of the exam of {date}, version {n}, is not signed yet. "
                "Version {before} stands until then."
            )
            day, n = short_date(draft.started_at), draft.revision
            self.words.setText(said.format(date=day, n=n, before=n - 1))
            return
        self.words.setText(
            _("Unfinished exam from {date} {time}, {done} of {all} places.").format(
                date=short_date(draft.started_at),
                time=f"{draft.started_at:%H:%M}",
                done=len(draft.places) - len(draft.missing_places),
                all=len(draft.places),
            )
        )
