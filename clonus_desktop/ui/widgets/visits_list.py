"""The signed visits of a patient: open one, or tick two and compare them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.domain.anatomy import SIDES, Side
from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.chart_reading import VisitLine
from clonus_desktop.ui.dates import breakable_date, short_date
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.tokens import TARGET
from clonus_desktop.ui.widgets.buttons import quiet_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.labels import OneLine, plain_label
from clonus_desktop.ui.widgets.laid_out_button import LaidOutButton
from clonus_desktop.ui.widgets.pill import Pill
from clonus_desktop.ui.widgets.side_badge import SideBadge

SHOWN_FIRST = 8
"""More visits come on asking: the page would get longer than anybody scrolls."""

_COMPARED = 2
_ROW_MARGIN, _PILL_MARGIN = 2, 4
"""Right of the button in its row, and of the pills in their button."""
_EDGE = 1
"""The line around a row."""


class VisitButton(LaidOutButton):
    """Date, examiner and the highest finding of each side; opens the visit."""

    def __init__(self, line: VisitLine) -> None:
        super().__init__("quiet", QBoxLayout.Direction.LeftToRight)
        self.pills = {side: Pill() for side in SIDES}
        by_whom = _by_whom(line)
        date = OneLine(breakable_date(line.visit.started_at), role="strong")
        # What has no side stands in words under the pills of the sides.
        lines = (_name_of(line), _version_of(line), line.on_midline, _under_words(line))
        said = "\n".join(breakable(line) for line in lines if line)
        examiner = plain_label(said, role="caption", wrap=True)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(date)
        who.addWidget(examiner)
        # A date such as 20-May-2026 needs all the room there is.
        self.inside.setContentsMargins(0, 2, _PILL_MARGIN, 2)
        self.inside.setSpacing(8)
        self.inside.addLayout(who, 1)
        for side, pill in self.pills.items():
            pill.show_finding(line.highest[side])
            self.inside.addWidget(pill)
        self._show_withdrawn(line)
        self.let_press(date, examiner, *self.pills.values())
        self.setAccessibleName(
            _("Open the visit of {date}").format(date=short_date(line.visit.started_at))
        )
        self.setAccessibleDescription(", ".join(filter(None, self._said(line, by_whom))))

    def _show_withdrawn(self, line: VisitLine) -> None:
        """A withdrawn visit shows that, and no findings."""
        if line.visit.withdrawal is None:
            return
        tag = plain_label(_("Withdrawn"), role="tag-warn")
        self.let_press(tag)
        self.inside.addWidget(tag, 0, Qt.AlignmentFlag.AlignVCenter)
        for pill in self.pills.values():
            pill.hide()

    def _said(self, line: VisitLine, by_whom: str) -> tuple[str, ...]:
        if line.visit.withdrawal is not None:
            return (by_whom, _("withdrawn, does not count"))
        return (
            by_whom,
            _("highest right {finding}").format(finding=self.pills[Side.RIGHT].accessibleName()),
            _("left {finding}").format(finding=self.pills[Side.LEFT].accessibleName()),
            line.on_midline,
            _under_words(line),
        )


class Tick(QCheckBox):
    """A check box without words that can be hit anywhere in a finger's width."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(appearance().px(TARGET), appearance().px(TARGET))

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)


class VisitRow(QFrame):
    """One visit: a tick for comparing, and the way in.

    Attributes:
        line: The visit.
        tick: Takes part in the comparison.
        button: Opens the visit.
    """

    spoken = Spoken(role=Role.Grouping)

    def __init__(self, line: VisitLine) -> None:
        super().__init__()
        self.line = line
        self.setProperty("card", "sunken")
        date = short_date(line.visit.started_at)
        self.tick = Tick()
        self.setAccessibleName(_("Visit of {date}").format(date=date))
        self.tick.setAccessibleName(_("Compare the visit of {date}").format(date=date))
        self.button = VisitButton(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, _ROW_MARGIN, 2)
        row.setSpacing(0)
        row.addWidget(self.tick)
        row.addWidget(self.button, 1)


class VisitsList(Card):
    """The card of the visits, newest first.

    Signals:
        opened: The id of the visit to show.
        compared: The ids of two visits, the earlier one first.
        said: A sentence for screen readers.
        all_wanted: All visits are asked for, and some were not read yet.
    """

    all_wanted = Signal()
    opened = Signal(int)
    compared = Signal(int, int)
    said = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Visits"))
        # Right and left are the patient's, and stand as on the patient in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.rows: list[VisitRow] = []
        self._lines: tuple[VisitLine, ...] = ()
        self._left_out = 0
        self._shows_all = False
        self.compare_button = quiet_button(_("Compare"), "git-compare")
        self.all_button = quiet_button("")
        self.advice = plain_label("", role="caption")
        self.advice.setWordWrap(True)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._build()

    def _build(self) -> None:
        self.head.addStretch(1)
        self.head.addWidget(self.compare_button)
        self._badges = {side: SideBadge(side) for side in SIDES}
        self.body.addWidget(self.advice)
        self.body.addLayout(self._highest_line())
        self.body.addLayout(self._column)
        self.body.addWidget(self.all_button)
        self.body.addStretch(1)
        self.advice.hide()
        self.compare_button.clicked.connect(lambda: self._compare())
        self.all_button.clicked.connect(lambda: self._show_all())

    def _highest_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, _PILL_MARGIN + _ROW_MARGIN + _EDGE, 0)
        line.setSpacing(8)
        line.addStretch(1)
        line.addWidget(plain_label(_("Highest"), role="caption"))
        self._over = [QWidget(), QWidget()]
        for over, badge in zip(self._over, self._badges.values(), strict=True):
            column = QHBoxLayout(over)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(badge, 0, Qt.AlignmentFlag.AlignCenter)
            line.addWidget(over)
        return line

    def _align_pills(self) -> None:
        """Pills of one width, under the badge of their side."""
        pills = [pill for row in self.rows for pill in row.button.pills.values()]
        width = max((pill.sizeHint().width() for pill in pills), default=0)
        for widget in (*pills, *self._over):
            widget.setFixedWidth(width)

    def show_visits(self, lines: Sequence[VisitLine], *, left_out: int = 0) -> None:
        """Show the visits; ticks of those that are still there stay.

        Args:
            left_out: How many older ones were not read yet.
        """
        self._lines, self._left_out = tuple(lines), left_out
        ticked = self.ticked
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        shown = self._lines if self._shows_all else self._lines[:SHOWN_FIRST]
        self.rows = [self._row(line, ticked) for line in shown]
        self._align_pills()
        count = len(self._lines) + left_out
        self.all_button.setVisible(count > len(shown))
        self.all_button.say(
            ngettext("Show {n} visit", "Show all {n} visits", count).format(n=count)
        )
        self.compare_button.setVisible(self._can_compare)
        self._tell()

    def repaint_for_theme(self) -> None:
        """Measure again with the text size as it is now."""
        self.show_visits(self._lines, left_out=self._left_out)

    @property
    def shows_all(self) -> bool:
        """True when more than the first visits were asked for."""
        return self._shows_all

    def show_first(self) -> None:
        """Begin with the first visits again, of the patient that comes next."""
        self._shows_all = False

    @property
    def _can_compare(self) -> bool:
        """True when two visits stand."""
        return sum(line.visit.withdrawal is None for line in self._lines) >= _COMPARED

    @property
    def ticked(self) -> tuple[int, ...]:
        """The ids of the ticked visits, newest first."""
        return tuple(row.line.visit.id for row in self.rows if row.tick.isChecked())

    def _row(self, line: VisitLine, ticked: Sequence[int]) -> VisitRow:
        row = VisitRow(line)
        # A place for the tick is kept, so that the dates stand in line.
        policy = row.tick.sizePolicy()
        policy.setRetainSizeWhenHidden(self._can_compare)
        row.tick.setSizePolicy(policy)
        row.tick.setVisible(self._can_compare and line.visit.withdrawal is None)
        row.tick.setChecked(line.visit.id in ticked)
        row.tick.toggled.connect(lambda _on: self._tell())
        row.button.clicked.connect(lambda: self.opened.emit(line.visit.id))
        self._column.addWidget(row)
        return row

    def _tell(self) -> None:
        count = len(self.ticked)
        self.advice.hide()
        self.compare_button.say(_("Compare {n}").format(n=count) if count else _("Compare"))

    def _compare(self) -> None:
        ticked = self.ticked
        if len(ticked) == _COMPARED:
            later, earlier = ticked
            self.compared.emit(earlier, later)
            return
        self.advice.setText(_("Tick two visits to compare them."))
        self.advice.show()
        self.said.emit(self.advice.text())

    def _show_all(self) -> None:
        self._shows_all = True
        if self._left_out:
            # They come back by show_visits.
            self.all_wanted.emit()
        else:
            self.show_visits(self._lines)
        self.rows[SHOWN_FIRST].button.setFocus(Qt.FocusReason.OtherFocusReason)


def _under_words(line: VisitLine) -> str:
    if line.recorded_under is None:
        return ""
    return _("From the record of {name}").format(name=line.recorded_under.formal_name)


def _name_of(line: VisitLine) -> str:
    signature = line.visit.signature
    return "" if signature is None else signature.examiner.name


def _version_of(line: VisitLine) -> str:
    revision = line.visit.revision
    return _("Version {n}").format(n=revision) if revision > 1 else ""


def _by_whom(line: VisitLine) -> str:
    name, revision = _name_of(line), line.visit.revision
    if revision == 1:
        return name
    return _("{name}, amended, version {n}").format(name=name, n=revision)
