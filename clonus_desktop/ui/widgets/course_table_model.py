"""The course of findings as rows and columns of words."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt

from clonus_desktop.casebook import comparing, techniques, words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import Place, Side, Site
from clonus_desktop.domain.course import CoursePoint
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.side_difference import Lead, SideDifference, side_difference
from clonus_desktop.language import _
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.course_history import CourseHistory
from clonus_desktop.ui.widgets.course_words import short_mark_words
from clonus_desktop.ui.widgets.word_table import NOWHERE, Index, WordTableModel

Column = Place | Site


class CourseTableModel(WordTableModel):
    """One row per visit, the newest first; the places, then the difference of each two sides.

    A last column tells the antispastic drugs, where any visit does. An amended visit says so
    under its date; so does a withdrawn one, which has nothing else in its row. Each cell tells
    both measures, the chosen one first.
    """

    def __init__(
        self, book: Casebook, history: CourseHistory, measure: Measure = Measure.BEATS
    ) -> None:
        super().__init__()
        self._book, self._measure = book, measure
        self._points: Mapping[Place, Mapping[int, CoursePoint]] = {
            course.place: {point.examination_id: point for point in course.points}
            for course in history.courses
        }
        self._columns = _columns_of(history)
        self._notes = {note.examination_id: note for note in history.notes}
        self._marks = {mark.examination_id: mark for mark in history.marks}
        self._positions = {(n.examination_id, n.place): n for n in history.positions}
        self._visits = list(reversed(history.visits))
        self._cells: dict[tuple[int, int], str] = {}

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._visits)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 1 + len(self._columns) + bool(self._notes)

    @property
    def dates(self) -> tuple[str, ...]:
        """The lines of the dates' column: the dates in words, and the marks under them."""
        rows = range(len(self._visits))
        return tuple(line for row in rows for line in self.said(row, 0).split("\n"))

    @property
    def difference_columns(self) -> range:
        """The columns of the sides beside each other."""
        places = len(self._points)
        return range(1 + places, 1 + len(self._columns))

    @property
    def drug_column(self) -> int | None:
        """The column of the antispastic drugs, or None without any."""
        return 1 + len(self._columns) if self._notes else None

    def heading(self, column: int) -> str:
        """What heads a column: "Date", "Right ankle", "Ankle, right beside left"."""
        if column == 0:
            return _("Date")
        if column == self.drug_column:
            return _("Antispastic drugs")
        shown = self._columns[column - 1]
        if isinstance(shown, Site):
            site = words.site_words(self._book, shown.key)
            return _("{site}, right beside left").format(site=site)
        return words.place_words(self._book, shown, capital=True)

    def said(self, row: int, column: int) -> str:
        """What stands in a cell; never 0 for a place that was not tested."""
        time, examination = self._visits[row]
        key = (examination, column)
        if key not in self._cells:
            self._cells[key] = self._said(time, examination, column)
        return self._cells[key]

    def _said(self, time: datetime, examination: int, column: int) -> str:
        mark = self._marks.get(examination)
        if column == 0:
            date = short_date(time)
            return date if mark is None else f"{date}\n{short_mark_words(mark)}"
        if column == self.drug_column:
            if mark is not None and mark.is_withdrawn:
                return ""
            note = self._notes.get(examination)
            return _("Not assessed") if note is None else words.drug_note_words(self._book, note)
        shown = self._columns[column - 1]
        if isinstance(shown, Site):
            difference = self._difference(examination, shown)
            return "" if difference is None else self._difference_words(difference)
        return self._finding_words(examination, shown)

    def _finding_words(self, examination: int, place: Place) -> str:
        point = self._points[place].get(examination)
        if point is None:
            return ""
        said = words.measured_words(self._book, point.finding, self._measure)
        note = self._positions.get((examination, place))
        if note is None:
            return said
        position = techniques.position_words(self._book, place.site.key, note.position)
        return _("{finding}; another position: {position}").format(finding=said, position=position)

    def _difference(self, examination: int, site: Site) -> SideDifference | None:
        right = self._points[Place(site, Side.RIGHT)].get(examination)
        left = self._points[Place(site, Side.LEFT)].get(examination)
        if right is None or left is None:
            return None
        return side_difference(right.finding, left.finding, measure=self._measure)

    def _difference_words(self, difference: SideDifference) -> str:
        said = {
            Lead.NEITHER: _("the same"),
            Lead.CANNOT_BE_COMPARED: _("not comparable"),
        }.get(difference.lead)
        return said or comparing.side_difference_words(self._book, difference)

    # --- sorting --------------------------------------------------------------------------------

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
            sign = -1 if down else 1
            shown = self._columns[column - 1]
            self._visits.sort(key=lambda visit: self._order(visit[1], shown, sign))
        self.layoutChanged.emit()

    def _order(self, examination: int, shown: Column, sign: int) -> tuple[bool, float, float]:
        if isinstance(shown, Site):
            difference = self._difference(examination, shown)
            amount = None if difference is None else difference.amount
            return (True, 0.0, 0.0) if amount is None else (False, sign * amount, 0.0)
        point = self._points[shown].get(examination)
        level = None if point is None else point.level_in(self._measure)
        if point is None or level is None:
            return (True, 0.0, 0.0)
        return (False, sign * level, sign * self._beyond(point))

    def _beyond(self, point: CoursePoint) -> float:
        """What parts findings of one level: the count over 10, the seconds over 10."""
        trial = point.finding.trial
        if self._measure is Measure.DURATION and trial is not None:
            return trial.known_duration_s or 0.0
        return float(point.finding.beats or 0)

    def _dose_order(self, examination: int) -> tuple[bool, str]:
        note = self._notes.get(examination)
        return (note is not None, "" if note is None else words.drug_note_words(self._book, note))


def _columns_of(history: CourseHistory) -> tuple[Place | Site, ...]:
    """The places; then each site with both sides, for their difference."""
    places = [course.place for course in history.courses]
    both = {Side.RIGHT, Side.LEFT}
    sites = [
        s for s in history.sites if both <= {place.side for place in places if place.site == s}
    ]
    return (*places, *sites)
