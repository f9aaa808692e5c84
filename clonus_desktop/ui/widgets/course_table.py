"""The course of findings as a table: the plot's accessible equal."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.course import Course
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.page_keys import PageKey, answer
from clonus_desktop.ui.widgets.course_table_model import CourseTableModel, Index
from clonus_desktop.ui.widgets.in_sight import show_in_sight

_PADDING = 8
"""As in the style sheet, in pixels at 100 %."""

_OF_STYLE = 4
"""What the style keeps free beside the words of a cell, with a pixel for the grid."""

_DRUGS_WIDTH = 260


class _WholeCell(QStyledItemDelegate):
    """Cells as high as their words, which are never shortened to dots: Qt's own measure forgets
    the padding of the style sheet."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QTableView)
        words = index.data()
        return _wrapped(words, QFontMetrics(view.font()), view.columnWidth(index.column()))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideNone


def _wrapped(words: str, metrics: QFontMetrics, width: int) -> QSize:
    """Room for words in a column, with their padding."""
    beside, over = _beside_words(), appearance().gap(_PADDING) + 2
    inside = QRect(0, 0, max(1, width - 2 * beside), 10_000)
    box = metrics.boundingRect(inside, Qt.TextFlag.TextWordWrap, words)
    return QSize(box.width() + 2 * beside, box.height() + 2 * over)


def _beside_words() -> int:
    """Pixels left and right of the words of a cell: the style sheet's and the style's own."""
    return appearance().gap(_PADDING) + _OF_STYLE


class CourseTable(QTableView):
    """The table; Ctrl+C copies the selected cells, or all of it, as tab-separated text."""

    def __init__(self, book: Casebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._model = CourseTableModel(book, ())
        self._words: tuple[str, ...] = ()
        self.setModel(self._model)
        self.setAccessibleName(_("History of findings"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setItemDelegate(_WholeCell(self))
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        )
        header.setSectionsClickable(True)
        header.setHighlightSections(False)

    def show_courses(
        self,
        courses: Sequence[Course],
        notes: Sequence[DrugNote] = (),
        marks: Sequence[VisitMark] = (),
    ) -> None:
        """Fill the table, the newest visit first."""
        self.setSortingEnabled(False)
        self._model = CourseTableModel(self._book, courses, notes, marks)
        self._words = tuple(dict.fromkeys(_words_of(self._model)))
        self.setModel(self._model)
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self.fit()

    def fit(self) -> None:
        """Share the width between the places, and be as high as all visits: the page scrolls."""
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        widest = max((metrics.horizontalAdvance(word) for word in self._words), default=0)
        dates = max((metrics.horizontalAdvance(d) for d in self._model.dates), default=0)
        header.setMinimumSectionSize(widest + 2 * _beside_words())
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, dates + 2 * _beside_words())
        if self._model.drug_column is not None:
            # Several drugs are a sentence: in a column of a number they would be a tower.
            header.setSectionResizeMode(self._model.drug_column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(self._model.drug_column, appearance().px(_DRUGS_WIDTH))
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_height()

    def _fit_height(self) -> None:
        columns = range(self._model.columnCount())
        bold = QFontMetrics(appearance().font("strong"))
        heads = [_wrapped(self._model.heading(c), bold, self.columnWidth(c)) for c in columns]
        self.horizontalHeader().setFixedHeight(max((head.height() for head in heads), default=0))
        self.resizeRowsToContents()
        header, bar = self.horizontalHeader(), self.horizontalScrollBar()
        height = header.height() + self.verticalHeader().length()
        if header.length() > self.viewport().width():
            height += bar.sizeHint().height()
        self.setFixedHeight(height + 2 * self.frameWidth() + 2)

    def key_table(self) -> tuple[PageKey, ...]:
        """The keys beside those that walk through the cells."""
        words = _("Copy the chosen cells, or the whole table")
        return (PageKey(names=("Ctrl+C",), words=words, act=lambda _ms: self.copy()),)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # The table is as high as all visits: it is the page that scrolls.
        show_in_sight(self, self.visualRect(current).translated(self.viewport().pos()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if answer(event, self.key_table()):
            return
        if event.text().isprintable() and event.text():
            # The view would search its cells for the letter; on this page letters are commands.
            event.ignore()
            return
        super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected cells, or the whole table with its headings, on the clipboard."""
        QGuiApplication.clipboard().setText(self.text_of_selection())

    def text_of_selection(self) -> str:
        """Tab-separated text, one line per visit, the headings first."""
        chosen = self.selectionModel().selectedIndexes()
        rows = range(self._model.rowCount())
        columns = range(self._model.columnCount())
        if len(chosen) > 1:
            rows = range(min(i.row() for i in chosen), max(i.row() for i in chosen) + 1)
            columns = range(min(i.column() for i in chosen), max(i.column() for i in chosen) + 1)
        lines = [[self._model.heading(column) for column in columns]]
        lines += [[self._model.said(row, column) for column in columns] for row in rows]
        return "\n".join("\t".join(_one_cell(cell) for cell in line) for line in lines)


def _words_of(model: CourseTableModel) -> Iterator[str]:
    """Every word of the places' columns: a word that does not fit would be cut."""
    for column in range(1, model.columnCount()):
        yield from model.heading(column).split()
        for row in range(model.rowCount()):
            yield from model.said(row, column).split()


def _one_cell(cell: str) -> str:
    # The clinician's own words may hold a tab or a line break: they must not make new cells.
    return " ".join(cell.split())
