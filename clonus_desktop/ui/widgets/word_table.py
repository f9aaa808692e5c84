"""A table of words: cells as high as what they say, walked and copied by keys."""

from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from clonus_desktop.language import _
from clonus_desktop.ui import clipboard
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.page_keys import PageKey, answer
from clonus_desktop.ui.widgets.in_sight import show_in_sight

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_SHOWN = Qt.ItemDataRole.DisplayRole
_PADDING = 8
"""As in the style sheet, in pixels at 100 %."""

_OF_STYLE = 4
"""What the style keeps free beside the words of a cell, with a pixel for the grid."""


class WordTableModel(QAbstractTableModel):
    """Rows and columns whose cells are words."""

    def heading(self, column: int) -> str:
        """What heads a column."""
        raise NotImplementedError

    def said(self, row: int, column: int) -> str:
        """What stands in a cell."""
        raise NotImplementedError

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


class _WholeCell(QStyledItemDelegate):
    """Cells as high as their words, which are never shortened to dots: Qt's own measure forgets
    the padding of the style sheet."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QTableView)
        words = index.data()
        return wrapped(words, QFontMetrics(view.font()), view.columnWidth(index.column()))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideNone


def wrapped(words: str, metrics: QFontMetrics, width: int) -> QSize:
    """Room for words in a column, with their padding."""
    beside, over = beside_words(), appearance().gap(_PADDING) + 2
    inside = QRect(0, 0, max(1, width - 2 * beside), 10_000)
    box = metrics.boundingRect(inside, Qt.TextFlag.TextWordWrap, words)
    return QSize(box.width() + 2 * beside, box.height() + 2 * over)


def beside_words() -> int:
    """Pixels left and right of the words of a cell: the style sheet's and the style's own."""
    return appearance().gap(_PADDING) + _OF_STYLE


class WordTable(QTableView):
    """The table; Ctrl+C copies the selected cells, or all of it, as tab-separated text."""

    def __init__(self, name: str, model: WordTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_words(model)
        self.setAccessibleName(name)
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
        header.setHighlightSections(False)

    def show_words(self, model: WordTableModel) -> None:
        """Take another model."""
        self._words_model = model
        self.setModel(model)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_height()

    def fit_height(self) -> None:
        """Be as high as all rows: the page scrolls."""
        model = self._words_model
        columns = range(model.columnCount())
        bold = QFontMetrics(appearance().font("strong"))
        heads = [wrapped(model.heading(c), bold, self.columnWidth(c)) for c in columns]
        self.horizontalHeader().setFixedHeight(max((head.height() for head in heads), default=0))
        self._fit_rows(columns)
        header, bar = self.horizontalHeader(), self.horizontalScrollBar()
        height = header.height() + self.verticalHeader().length()
        if header.length() > self.viewport().width():
            height += bar.sizeHint().height()
        self.setFixedHeight(height + 2 * self.frameWidth() + 2)

    def _fit_rows(self, columns: range) -> None:
        """Make each row as high as its highest cell.

        Qt would ask for the size of each cell anew, and of five hundred visits most say the same.
        """
        model, metrics = self._words_model, QFontMetrics(self.font())
        known: dict[tuple[str, int], int] = {}
        for row in range(model.rowCount()):
            highest = 0
            for column in columns:
                key = (model.said(row, column), self.columnWidth(column))
                if key not in known:
                    known[key] = wrapped(key[0], metrics, key[1]).height()
                highest = max(highest, known[key])
            self.setRowHeight(row, highest)

    def key_table(self) -> tuple[PageKey, ...]:
        """The keys beside those that walk through the cells."""
        words = _("Copy the chosen cells, or the whole table")
        return (PageKey(names=("Ctrl+C",), words=words, act=lambda _ms: self.copy()),)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # The table is as high as all its rows: it is the page that scrolls.
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
        """Put the selected cells, or the whole table with its headings, on the clipboard.

        As tab-separated text for a spreadsheet, and as a table for a word processor.
        """
        clipboard.put(text=self.text_of_selection(), html=self.html_of_selection())

    def text_of_selection(self) -> str:
        """Tab-separated text, one line per row, the headings first."""
        return "\n".join("\t".join(line) for line in self._lines_of_selection())

    def html_of_selection(self) -> str:
        """The same as an HTML table; what a record holds is never markup."""
        head, *rows = ([escape(cell) for cell in line] for line in self._lines_of_selection())
        lines = [f"<tr>{''.join(f'<th>{cell}</th>' for cell in head)}</tr>"]
        lines += [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows]
        return f"<table border='1'>{''.join(lines)}</table>"

    def _lines_of_selection(self) -> list[list[str]]:
        model = self._words_model
        chosen = self.selectionModel().selectedIndexes()
        rows = range(model.rowCount())
        columns = range(model.columnCount())
        if len(chosen) > 1:
            rows = range(min(i.row() for i in chosen), max(i.row() for i in chosen) + 1)
            columns = range(min(i.column() for i in chosen), max(i.column() for i in chosen) + 1)
        lines = [[model.heading(column) for column in columns]]
        lines += [[model.said(row, column) for column in columns] for row in rows]
        return [[_one_cell(cell) for cell in line] for line in lines]


def _one_cell(cell: str) -> str:
    # The clinician's own words may hold a tab or a line break: they must not make new cells.
    said = " ".join(cell.split())
    # Nor may they be a formula for the spreadsheet into which they are pasted.
    return f"'{said}" if said.startswith(("=", "+", "-", "@")) else said
