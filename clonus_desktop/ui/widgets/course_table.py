"""The course of findings as a table: the plot's accessible equal."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QWidget,
)

from clonus_desktop.casebook import words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.course import Course
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.finding import Finding
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.course_axis import point_at, visits_of
from clonus_desktop.ui.widgets.word_table import WordTable, beside_words

Index = QModelIndex | QPersistentModelIndex
_SHOWN = Qt.ItemDataRole.DisplayRole
_NOWHERE = QModelIndex()
_DRUGS_WIDTH = 260


class CourseTableModel(QAbstractTableModel):
    """One row per visit, the newest first; one column per place, right before left.

    A last column tells the antispastic drugs, where any visit does.
    """

    def __init__(
        self, book: Casebook, courses: Sequence[Course], notes: Sequence[DrugNote] = ()
    ) -> None:
        super().__init__()
        self._book = book
        self._courses = tuple(courses)
        self._notes = {note.examination_id: note for note in notes}
        self._visits = list(reversed(visits_of(courses)))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._visits)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1 + len(self._courses) + bool(self._notes)

    def data(self, index: Index, role: int = _SHOWN) -> Any:
        if role in {_SHOWN, Qt.ItemDataRole.AccessibleTextRole}:
            return self.said(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _SHOWN) -> Any:
        if role != _SHOWN or orientation is Qt.Orientation.Vertical:
            return None
        return self.heading(section)

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates of the visits in words."""
        return tuple(short_date(time) for time, _row in self._visits)

    @property
    def drug_column(self) -> int | None:
        """The column of the antispastic drugs, or None without any."""
        return 1 + len(self._courses) if self._notes else None

    def heading(self, column: int) -> str:
        """What heads a column: "Date", "Right ankle"."""
        if column == 0:
            return _("Date")
        if column == self.drug_column:
            return _("Antispastic drugs")
        place = self._courses[column - 1].place
        return words.place_words(self._book, place, capital=True)

    def said(self, row: int, column: int) -> str:
        """What stands in a cell; never 0 for a place that was not tested."""
        time, examination = self._visits[row]
        if column == 0:
            return short_date(time)
        if column == self.drug_column:
            note = self._notes.get(examination)
            return _("Not assessed") if note is None else words.drug_note_words(self._book, note)
        finding = self._finding(self._visits[row], column)
        return "" if finding is None else words.finding_words(self._book, finding)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By date or by the amount of clonus; places that were not tested stand last."""
        self.layoutAboutToBeChanged.emit()
        self._visits.sort(key=lambda visit: visit[0], reverse=True)
        down = order is Qt.SortOrder.DescendingOrder
        if column == 0:
            self._visits.sort(key=lambda visit: visit[0], reverse=down)
        elif column == self.drug_column:
            self._visits.sort(key=lambda visit: self._dose_order(visit[1]), reverse=down)
        else:
            self._visits.sort(key=lambda visit: self._amount(visit, column, down=down))
        self.layoutChanged.emit()

    def _dose_order(self, examination: int) -> tuple[bool, str]:
        note = self._notes.get(examination)
        return (note is not None, "" if note is None else words.drug_note_words(self._book, note))

    def _finding(self, visit: tuple[datetime, int], column: int) -> Finding | None:
        point = point_at(self._courses[column - 1], visit[1])
        return None if point is None else point.finding

    def _amount(
        self, visit: tuple[datetime, int], column: int, *, down: bool
    ) -> tuple[bool, float, int]:
        point = point_at(self._courses[column - 1], visit[1])
        if point is None or point.level is None:
            return (True, 0.0, 0)
        sign = -1 if down else 1
        return (False, sign * point.level, sign * (point.finding.beats or 0))


class CourseTable(WordTable):
    """The table of one patient's visits."""

    def __init__(self, book: Casebook, parent: QWidget | None = None) -> None:
        super().__init__(_("History of findings"), parent)
        self._book = book
        self._model = CourseTableModel(book, ())
        self._words: tuple[str, ...] = ()
        self.show_words(self._model)
        self.horizontalHeader().setSectionsClickable(True)

    def show_courses(self, courses: Sequence[Course], notes: Sequence[DrugNote] = ()) -> None:
        """Fill the table, the newest visit first."""
        self.setSortingEnabled(False)
        self._model = CourseTableModel(self._book, courses, notes)
        self._words = tuple(dict.fromkeys(_words_of(self._model)))
        self.show_words(self._model)
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self.fit()

    def fit(self) -> None:
        """Share the width between the places, and be as high as all visits: the page scrolls."""
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        widest = max((metrics.horizontalAdvance(word) for word in self._words), default=0)
        dates = max((metrics.horizontalAdvance(d) for d in self._model.dates), default=0)
        header.setMinimumSectionSize(widest + 2 * beside_words())
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, dates + 2 * beside_words())
        if self._model.drug_column is not None:
            # Several drugs are a sentence: in a column of a number they would be a tower.
            header.setSectionResizeMode(self._model.drug_column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(self._model.drug_column, appearance().px(_DRUGS_WIDTH))
        self.fit_height()


def _words_of(model: CourseTableModel) -> Iterator[str]:
    """Every word of the places' columns: a word that does not fit would be cut."""
    for column in range(1, model.columnCount()):
        yield from model.heading(column).split()
        for row in range(model.rowCount()):
            yield from model.said(row, column).split()
