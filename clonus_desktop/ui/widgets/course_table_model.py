"""The course of findings as rows and columns of words."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt

from clonus_desktop.casebook import words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.course import Course
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.finding import Finding
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.language import _
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.course_axis import point_at, visits_of
from clonus_desktop.ui.widgets.course_words import short_mark_words
from clonus_desktop.ui.widgets.word_table import NOWHERE, Index, WordTableModel


class CourseTableModel(WordTableModel):
    """One row per visit, the newest first; one column per place, right before left.

    A last column tells the antispastic drugs, where any visit does. An amended visit says so
    under its date; so does a withdrawn one, which has nothing else in its row.
    """

    def __init__(
        self,
        book: Casebook,
        courses: Sequence[Course],
        notes: Sequence[DrugNote] = (),
        marks: Sequence[VisitMark] = (),
    ) -> None:
        super().__init__()
        self._book = book
        self._courses = tuple(courses)
        self._notes = {note.examination_id: note for note in notes}
        self._marks = {mark.examination_id: mark for mark in marks}
        self._visits = list(reversed(visits_of(courses, marks)))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._visits)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 1 + len(self._courses) + bool(self._notes)

    @property
    def dates(self) -> tuple[str, ...]:
        """The lines of the dates' column: the dates in words, and the marks under them."""
        rows = range(len(self._visits))
        return tuple(line for row in rows for line in self.said(row, 0).split("\n"))

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
        mark = self._marks.get(examination)
        if column == 0:
            date = short_date(time)
            return date if mark is None else f"{date}\n{short_mark_words(mark)}"
        if column == self.drug_column:
            if mark is not None and mark.is_withdrawn:
                return ""
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
