"""The patients that were found, row under row, built a few at a time."""

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook.patients import PatientLine
from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.widgets.patient_row import PatientRow
from clonus_desktop.ui.widgets.scrolled import Content, Scrolled

_BELOW_ROWS = 1
AT_ONCE = 8
"""Rows that fill a window; the others follow while the person reads."""


class _Rows(Content):
    spoken = Spoken(role=Role.List)


class PatientList(Scrolled):
    """Rows are kept and used again, so that each key of a search costs one repaint.

    Signals:
        opened: The PatientLine whose row was opened.
        resumed: The PatientLine whose examination is to go on.
    """

    opened = Signal(object)
    resumed = Signal(object)

    def __init__(self) -> None:
        rows = _Rows()
        rows.setAccessibleName(_("Patients"))
        super().__init__(rows)
        self._arrangement = Arrangement.WIDE
        self._lines: tuple[PatientLine, ...] = ()
        self._rows: list[PatientRow] = []
        self._filled = 0
        self._selected = -1
        self._today = date.min
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(8)
        self.column.addStretch(1)
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fill_some)

    @property
    def rows(self) -> tuple[PatientRow, ...]:
        """The rows that are shown, from the top."""
        return tuple(self._rows[: self._filled])

    @property
    def selected(self) -> PatientLine | None:
        """The line that Enter opens: the chosen one, or the only one."""
        if len(self._lines) == 1:
            return self._lines[0]
        return self._lines[self._selected] if self._selected >= 0 else None

    def show_lines(self, lines: tuple[PatientLine, ...], today: date) -> None:
        """Show these patients; what was selected stays so as long as it is among them."""
        chosen = self.selected
        self._lines, self._today, self._filled = lines, today, 0
        self._selected = _index_of(chosen, lines) if len(self._lines) > 1 else -1
        self._fill_some()
        # Rows that wait for their turn are hidden: they still show somebody else.
        for row in self._rows[self._filled :]:
            row.hide()
        self._mark()

    def arrange(self, arrangement: Arrangement) -> None:
        """Lay every row out for the window."""
        self._arrangement = arrangement
        for row in self._rows:
            row.arrange(arrangement)
            self._fit(row)

    def _fit(self, row: PatientRow) -> None:
        # Rows ask for their room in large text only; and the first viewport() of a process makes
        # PySide build the classes of all widgets, 20 ms of the start.
        if self._arrangement is Arrangement.LARGE_TEXT:
            row.fit(self.viewport().width() - self.column.contentsMargins().right())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for row in self._rows:
            self._fit(row)

    def take_in(self, above: QWidget, below: QWidget) -> None:
        """Let what stands above and below the rows scroll with them."""
        self.column.insertWidget(0, above)
        self.column.insertWidget(self.column.count() - _BELOW_ROWS, below)

    def move_selection(self, by: int) -> PatientLine | None:
        """Select the row below (1) or above (-1); gives it, or None when there is no row."""
        if not self._lines:
            return None
        self._fill_all()
        last = len(self._lines) - 1
        self._selected = min(max(self._selected + by, 0), last)
        self._mark()
        row = self._rows[self._selected]
        self.ensureWidgetVisible(row, 0, 8)
        return self._lines[self._selected]

    def select_nothing(self) -> None:
        """No row is marked."""
        self._selected = -1
        self._mark()

    def _fill_some(self) -> None:
        until = min(self._filled + AT_ONCE, len(self._lines))
        for index in range(self._filled, until):
            row = self._row(index)
            row.show_line(self._lines[index], self._today)
            self._fit(row)
            row.show()
        self._filled = until
        if until < len(self._lines):
            self._later.start()
        else:
            self._later.stop()

    def _fill_all(self) -> None:
        while self._filled < len(self._lines):
            self._fill_some()

    def _row(self, index: int) -> PatientRow:
        while len(self._rows) <= index:
            row = PatientRow()
            row.arrange(self._arrangement)
            row.opened.connect(lambda row=row: self.opened.emit(row.line))
            row.resumed.connect(lambda row=row: self.resumed.emit(row.line))
            self._rows.append(row)
            self.column.insertWidget(self.column.count() - _BELOW_ROWS, row)
        return self._rows[index]

    def _mark(self) -> None:
        for index, row in enumerate(self._rows):
            row.show_selected(selected=index == self._selected)


def _index_of(chosen: PatientLine | None, lines: tuple[PatientLine, ...]) -> int:
    if chosen is None:
        return -1
    ids = [line.patient.id for line in lines]
    return ids.index(chosen.patient.id) if chosen.patient.id in ids else -1
