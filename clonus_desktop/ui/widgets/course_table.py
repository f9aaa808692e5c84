"""The course of findings as a table: the plot's accessible equal."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QWidget,
)

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.measures import Measure
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.course_history import CourseHistory
from clonus_desktop.ui.widgets.course_table_model import CourseTableModel
from clonus_desktop.ui.widgets.word_table import WordTable, beside_words

_DRUGS_WIDTH = 260
_SIDES_WIDTH = 136


class CourseTable(WordTable):
    """The table of one patient's visits."""

    def __init__(self, book: Casebook, parent: QWidget | None = None) -> None:
        self._model = CourseTableModel(book, CourseHistory())
        super().__init__(_("History of findings"), self._model, parent)
        self._book = book
        self._words: tuple[str, ...] = ()
        self.horizontalHeader().setSectionsClickable(True)

    def show_history(self, history: CourseHistory, *, measure: Measure = Measure.BEATS) -> None:
        """Fill the table, the newest visit first; each cell begins with the measure."""
        self.setSortingEnabled(False)
        self._model = CourseTableModel(self._book, history, measure)
        self._words = tuple(dict.fromkeys(_words_of(self._model)))
        self.show_words(self._model)
        # A row is as high as what it holds after sorting.
        self._model.layoutChanged.connect(self.fit_height)
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
        for column in self._model.difference_columns:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, appearance().px(_SIDES_WIDTH))
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
