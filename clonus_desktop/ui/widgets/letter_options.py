"""What goes into a letter: to whom, why, which examination, and which parts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from clonus_desktop.casebook.letters import LetterOptions
from clonus_desktop.domain.examination import Examination, ExaminationState
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.dates import clock_time, short_date
from clonus_desktop.ui.widgets.chooser import Chooser
from clonus_desktop.ui.widgets.form_fields import Field, TextLines
from clonus_desktop.ui.widgets.labels import plain_label

MOST_LINES_OF_REASON = 6


class LetterOptionsForm(QWidget):
    """The choices for a letter, one under the other or in two columns.

    Signals:
        changed: Something that the letter shows is another now.
        examination_chosen: The letter is to be about another examination.
    """

    changed = Signal()
    examination_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.recipient = QLineEdit()
        self.recipient.setMaxLength(300)
        self.reason = TextLines()
        self._fewest_lines = 2
        # Later: the text has to be laid out before its lines can be counted.
        self._fit_later = QTimer(self)
        self._fit_later.setSingleShot(True)
        self._fit_later.timeout.connect(self._fit_reason)
        self.examination, self.compared = Chooser(), Chooser()
        self.fields = (
            Field(_("To"), self.recipient),
            Field(_("Reason for referral"), self.reason),
            Field(_("Exam"), self.examination),
            Field(_("Compare with"), self.compared),
        )
        self._include = plain_label(_("Include"), "strong")
        usual = LetterOptions(recipient="")
        self.table = _check(_("Findings table"), on=usual.with_table)
        self.plot = _check(_("Course plot"), on=usual.with_plot)
        self.technique = _check(_("How the test was done"), on=usual.with_technique)
        self.notes = _check(_("Notes"), on=usual.with_notes)
        self._checks = QWidget()
        self._across = 0
        self._rows_of_checks = [QHBoxLayout() for _box in self.checks]
        column = QVBoxLayout(self._checks)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self._rows_of_checks:
            column.addLayout(row)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._connect()

    def _connect(self) -> None:
        self.recipient.textChanged.connect(self.changed)
        self.reason.textChanged.connect(self.changed)
        self.reason.textChanged.connect(self._fit_later.start)
        # Activated by a person only, not when the lists are filled.
        self.compared.activated.connect(lambda _index: self.changed.emit())
        self.examination.activated.connect(lambda _index: self.examination_chosen.emit())
        for box in self.checks:
            box.toggled.connect(self.changed)

    @property
    def checks(self) -> tuple[QCheckBox, ...]:
        """The parts to include, in order."""
        return (self.table, self.plot, self.technique, self.notes)

    # -- values -----------------------------------------------------------------------------

    @property
    def options(self) -> LetterOptions:
        """What is chosen and typed."""
        return LetterOptions(
            recipient=self.recipient.text(),
            reason=self.reason.toPlainText(),
            with_table=self.table.isChecked(),
            with_plot=self.plot.isChecked(),
            with_technique=self.technique.isChecked(),
            with_notes=self.notes.isChecked(),
        )

    @property
    def examination_id(self) -> int | None:
        """The examination that the letter is about."""
        return self.examination.currentData()

    @property
    def compared_id(self) -> int | None:
        """The visit to compare with, or None."""
        return self.compared.currentData()

    def show_options(self, options: LetterOptions) -> None:
        """Show other options."""
        self.recipient.setText(options.recipient)
        self.reason.setPlainText(options.reason)
        kept = (options.with_table, options.with_plot, options.with_technique, options.with_notes)
        for box, on in zip(self.checks, kept, strict=True):
            box.setChecked(on)

    def show_examinations(self, choices: Sequence[Examination], chosen: int | None) -> None:
        """Offer the examinations that a letter can be about."""
        days = _days(choices)
        said = [
            (examination.id, _words_of_choice(examination, day, is_latest=index == 0))
            for index, (examination, day) in enumerate(zip(choices, days, strict=True))
        ]
        self.examination.fill(said, chosen)

    def show_comparable(self, visits: Sequence[Examination], chosen: int | None) -> None:
        """Offer the visits to compare with, "None" first."""
        said = zip((visit.id for visit in visits), _days(visits), strict=True)
        self.compared.fill([(None, _("None")), *said], chosen)

    # -- layout -----------------------------------------------------------------------------

    def arrange(self, *, columns: int, lines: int) -> None:
        """Lay the fields out in that many columns, the reason with so many lines at least."""
        gap = appearance().gap(8)
        self._layout.setVerticalSpacing(gap)
        self._layout.setHorizontalSpacing(appearance().gap(24))
        self._fewest_lines = lines
        self._fit_reason()
        for row_of_checks in self._rows_of_checks:
            row_of_checks.setSpacing(appearance().gap(16))
        for field in (*self.fields, self._include, self._checks):
            self._layout.removeWidget(field)
        to, reason, exam, compared = self.fields
        in_order = (to, exam, reason, compared) if columns == 2 else (to, reason, exam, compared)
        for index, field in enumerate(in_order):
            self._layout.addWidget(field, index // columns, index % columns)
        for column in (0, 1):
            self._layout.setColumnStretch(column, 1 if column < columns else 0)
        row = len(in_order) // columns
        self._layout.addWidget(self._include, row, 0, 1, columns)
        self._layout.addWidget(self._checks, row + 1, 0, 1, columns)
        self._arrange_checks()

    def _fit_reason(self) -> None:
        """The field grows with what is typed, up to a point."""
        # A plain text's layout measures its height in lines.
        typed = int(self.reason.document().size().height())
        self.reason.show_lines(min(max(self._fewest_lines, typed), MOST_LINES_OF_REASON))
        policy = Qt.ScrollBarPolicy
        fits = typed <= MOST_LINES_OF_REASON
        # A bar that comes and goes would take the width away that makes the text fit.
        self.reason.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_checks()
        self._fit_later.start()

    def _arrange_checks(self) -> None:
        across = self._checks_across(self.width())
        if across == self._across:
            return
        self._across = across
        for row in self._rows_of_checks:
            for box in self.checks:
                row.removeWidget(box)
            while row.count():
                row.takeAt(0)
        for index, box in enumerate(self.checks):
            self._rows_of_checks[index // across].addWidget(box)
        for row in self._rows_of_checks:
            row.addStretch(1)

    def _checks_across(self, width: int) -> int:
        """How many fit beside one another, in every row."""
        widths = [box.sizeHint().width() + appearance().gap(16) for box in self.checks]
        for across in (4, 2):
            rows = (widths[first : first + across] for first in range(0, 4, across))
            if all(sum(row) <= width for row in rows):
                return across
        return 1


def _check(text: str, *, on: bool) -> QCheckBox:
    box = QCheckBox(text)
    box.setChecked(on)
    box.setAccessibleName(text)
    box.setCursor(Qt.CursorShape.PointingHandCursor)
    return box


def _days(examinations: Sequence[Examination]) -> list[str]:
    """The days of the examinations; those of one day with their time."""
    days = [short_date(examination.started_at.date()) for examination in examinations]
    return [
        f"{day} {clock_time(examination.started_at)[:5]}" if days.count(day) > 1 else day
        for day, examination in zip(days, examinations, strict=True)
    ]


def _words_of_choice(examination: Examination, day: str, *, is_latest: bool) -> str:
    if examination.state is ExaminationState.DRAFT:
        return _("{date} (draft, not signed)").format(date=day)
    if examination.state is ExaminationState.AMENDED:
        said = _("{date} (latest, amended)") if is_latest else _("{date} (amended)")
    else:
        said = _("{date} (latest, signed)") if is_latest else _("{date} (signed)")
    return said.format(date=day)
