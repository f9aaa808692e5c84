"""One patient in the list: who, the latest findings, and the way in."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.casebook.patients import PatientLine
from clonus_desktop.domain.anatomy import SIDES, Side
from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.patient_words import (
    breakable,
    facts,
    facts_line,
    known_as_words,
    number_words,
)
from clonus_desktop.ui.widgets.buttons import Button
from clonus_desktop.ui.widgets.labels import plain_label, set_property
from clonus_desktop.ui.widgets.name_line import NameLine
from clonus_desktop.ui.widgets.pill import Pill
from clonus_desktop.ui.widgets.side_badge import SideBadge

_LOWEST, _SEEN, _BUTTON = 72, 244, 148
"""Height of a row, width of the findings and of the button, so that columns stand in line."""


class PatientRow(QFrame):
    """A row that opens as a whole; its button does the same for the keyboard.

    Signals:
        opened: Show this patient's chart.
        resumed: Go on with this patient's unfinished examination.
    """

    spoken = Spoken(
        role=Role.ListItem,
        is_selected=lambda row: row.property("selected") == "true",
        press=lambda row: row.opened.emit(),
    )

    opened = Signal()
    resumed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line: PatientLine | None = None
        self._pressed = False
        self._arrangement = Arrangement.WIDE
        self.setProperty("card", "row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name = NameLine()
        self._similar = plain_label(_("Similar name"), role="tag-warn")
        self._facts = plain_label("", role="caption", wrap=True)
        self._known_as = plain_label("", role="caption", wrap=True)
        self._exam = plain_label("", role="caption")
        self._button = Button()
        self._button.clicked.connect(self._press)
        self._pills = {side: Pill(height=28) for side in SIDES}
        self._on_midline = plain_label("", role="caption", wrap=True)
        self._highest = self._highest_line()
        self._grid = QGridLayout(self)
        self._place()

    def _highest_line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(plain_label(_("Highest"), role="caption"))
        for side in SIDES:
            row.addWidget(SideBadge(side, size=24))
            row.addWidget(self._pills[side])
        row.addStretch(1)
        return line

    def _place(self) -> None:
        self._who, self._seen = QWidget(), QWidget()
        name = QHBoxLayout()
        name.setSpacing(12)
        name.addWidget(self._name, 0)
        name.addWidget(self._similar, 0, Qt.AlignmentFlag.AlignVCenter)
        name.addStretch(1)
        who = _column(self._who)
        who.addLayout(name)
        who.addWidget(self._facts)
        who.addWidget(self._known_as)
        seen = _column(self._seen)
        seen.addWidget(self._exam)
        seen.addWidget(self._highest)
        seen.addWidget(self._on_midline)
        self._grid.setContentsMargins(16, 8, 16, 8)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self.arrange(Arrangement.WIDE)

    def arrange(self, arrangement: Arrangement) -> None:
        """Side by side on a wide window; stacked when upright; the button below in large text."""
        for part in (self._who, self._seen, self._button):
            self._grid.removeWidget(part)
        self._arrangement = arrangement
        middle = Qt.AlignmentFlag.AlignVCenter
        if arrangement is Arrangement.LARGE_TEXT:
            self._grid.addWidget(self._who, 0, 0, 1, 2)
            self._grid.addWidget(self._seen, 1, 0)
        elif arrangement.is_upright:
            self._grid.addWidget(self._who, 0, 0)
            self._grid.addWidget(self._seen, 1, 0)
            self._grid.addWidget(self._button, 0, 1, 2, 1, middle)
        else:
            self._grid.addWidget(self._who, 0, 0)
            self._grid.addWidget(self._seen, 0, 1)
            self._grid.addWidget(self._button, 0, 2, middle)
        self._grid.setColumnStretch(0, 1)
        look = appearance()
        self.setMinimumHeight(look.px(_LOWEST))
        self._button.setMinimumWidth(look.px(_BUTTON))
        self._seen.setMinimumWidth(0 if arrangement.is_upright else look.px(_SEEN))

    def fit(self, room: int) -> None:
        """In large text the button stands beside the findings where there is room, else below.

        The room is that of the list: a row that is too wide would not notice by its own width.
        """
        if self._arrangement is not Arrangement.LARGE_TEXT:
            return
        self._grid.removeWidget(self._button)
        button = max(self._button.sizeHint().width(), self._button.minimumWidth())
        needed = self._seen.sizeHint().width() + button + 64
        if room >= needed:
            self._grid.addWidget(self._button, 1, 1, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._grid.addWidget(self._button, 2, 0, 1, 2)

    def show_line(self, line: PatientLine, today: date) -> None:
        """Show a patient."""
        self.line = line
        self._name.show_patient(line.patient)
        self._similar.setVisible(line.is_similar)
        self._facts.setText(facts_line(line.patient, today))
        known_as = _known_as_words(line)
        self._known_as.setText(breakable(known_as))
        self._known_as.setVisible(bool(known_as))
        self._exam.setText(_exam_words(line))
        self._highest.setVisible(line.examination is not None)
        for side in SIDES:
            self._show_pill(side, line)
        self._on_midline.setText(line.on_midline)
        self._on_midline.setVisible(bool(line.on_midline))
        self._show_button(line, today)

    def _show_pill(self, side: Side, line: PatientLine) -> None:
        self._pills[side].show_finding(line.highest[side])

    def _show_button(self, line: PatientLine, today: date) -> None:
        words = _("Resume exam") if line.has_draft else _("Open")
        self._button.say(words)
        set_property(self._button, "kind", "primary" if line.has_draft else "secondary")
        name = ", ".join((line.patient.formal_name, *facts(line.patient, today)))
        self._button.setAccessibleName(f"{words}: {name}")
        similar = _("Similar name") + ". " if line.is_similar else ""
        known_as = f"{words}. " if (words := _known_as_words(line)) else ""
        self._button.setAccessibleDescription(
            similar + known_as + _exam_words(line).replace("\n", ". ")
        )
        self.setAccessibleName(name)

    @property
    def button(self) -> Button:
        """Open, or Resume exam."""
        return self._button

    @property
    def pills(self) -> tuple[Pill, Pill]:
        """The highest finding of right and left."""
        return (self._pills[Side.RIGHT], self._pills[Side.LEFT])

    def show_selected(self, *, selected: bool) -> None:
        """Mark the row that Enter opens."""
        set_property(self, "selected", "true" if selected else "false")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.button() is Qt.MouseButton.LeftButton
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at: QPoint = event.position().toPoint()
        if self._pressed and self.rect().contains(at):
            self.opened.emit()
        self._pressed = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A focused push button answers Space only; Enter comes on to its row.
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self._press()
        else:
            super().keyPressEvent(event)

    def _press(self) -> None:
        if self.line is not None and self.line.has_draft:
            self.resumed.emit()
        else:
            self.opened.emit()


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    return column


def _known_as_words(line: PatientLine) -> str:
    """What else the person is known as; first of all what the search was about."""
    if line.found_by is not None:
        return _("Found as {name}, {number}: merged into this record").format(
            name=line.found_by.formal_name, number=number_words(line.found_by)
        )
    return known_as_words(line.others)


def _exam_words(line: PatientLine) -> str:
    """Of the last exam that counts; a later one that was withdrawn is named as such."""
    said = _last_words(line)
    if line.withdrawn_on is None:
        return said
    gone = _("Exam of {date} withdrawn").format(date=short_date(line.withdrawn_on))
    return f"{said}\n{gone}" if line.examination is not None else gone


def _last_words(line: PatientLine) -> str:
    if line.examination is None:
        return _("No exams yet")
    when = short_date(line.examination.started_at)
    if line.has_draft:
        return _("Draft {date}").format(date=when)
    return _("Last exam {date}").format(date=when)
