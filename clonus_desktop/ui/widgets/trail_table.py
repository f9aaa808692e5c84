"""The record of acts as a table: when, who, what, and the number and seal of each act."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QWidget

from clonus_desktop.casebook.trail import TrailLine
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.dates import clock_time, short_date
from clonus_desktop.ui.widgets.word_table import (
    NOWHERE,
    Index,
    WordTable,
    WordTableModel,
    beside_words,
)

_Column = tuple[str, Callable[[TrailLine], tuple[str, ...]]]
_LEAST_WHAT = 30
"""Letters that the words of an act need beside the other columns."""


class TrailTableModel(WordTableModel):
    """One row per act, the newest first.

    Attributes:
        lines: The acts.
        is_narrow: When, who and act stand under each other, where four columns have no room.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[TrailLine] = []
        self.is_narrow = False

    def add(self, lines: Sequence[TrailLine]) -> None:
        """Put older acts under those that are shown."""
        if lines:
            first = len(self.lines)
            self.beginInsertRows(NOWHERE, first, first + len(lines) - 1)
            self.lines += lines
            self.endInsertRows()

    def clear(self) -> None:
        """Show none."""
        self.beginResetModel()
        self.lines.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns(is_narrow=self.is_narrow))

    def heading(self, column: int) -> str:
        """What heads a column."""
        return self.columns(is_narrow=self.is_narrow)[column][0]

    def said(self, row: int, column: int) -> str:
        """What stands in a cell, in a few lines."""
        return "\n".join(self.columns(is_narrow=self.is_narrow)[column][1](self.lines[row]))

    def columns(self, *, is_narrow: bool) -> tuple[_Column, ...]:
        """Heading and lines of each column of one of the two ways, without taking it."""
        if is_narrow:
            return (
                (_("When and who"), lambda line: (*_when(line), *_who(line))),
                (_("What"), lambda line: (*_what(line), _act_in_words(line))),
            )
        return (
            (_("When"), _when),
            (_("Who"), _who),
            (_("What"), _what),
            (_("Act and seal"), _act),
        )

    def take_width(self, *, is_narrow: bool) -> None:
        """Put all of an act into two columns, or into four."""
        if is_narrow != self.is_narrow:
            self.beginResetModel()
            self.is_narrow = is_narrow
            self.endResetModel()


def _when(line: TrailLine) -> tuple[str, ...]:
    return (short_date(line.at), clock_time(line.at))


def _who(line: TrailLine) -> tuple[str, ...]:
    by = line.by or _("Nobody named")
    return (by, _("with signature")) if line.is_signed else (by,)


def _what(line: TrailLine) -> tuple[str, ...]:
    return (line.patient, line.what) if line.patient else (line.what,)


def _act_in_words(line: TrailLine) -> str:
    return _("Act {number}, seal {seal}").format(number=line.number, seal=line.seal)


def _act(line: TrailLine) -> tuple[str, ...]:
    return (str(line.number), line.seal)


class TrailTable(WordTable):
    """Acts of one patient, or of the whole casebook; as high as they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._acts = TrailTableModel()
        super().__init__(_("Record of acts"), self._acts, parent)
        self.setSelectionBehavior(WordTable.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def lines(self) -> tuple[TrailLine, ...]:
        """The acts that are shown."""
        return tuple(self._acts.lines)

    def add(self, lines: Sequence[TrailLine]) -> None:
        """Put older acts under those that are shown."""
        self._acts.add(lines)
        self.fit()

    def clear(self) -> None:
        """Show no acts."""
        self._acts.clear()

    def fit(self, width: int | None = None) -> None:
        """Share the width, that many pixels or what there is, between the columns."""
        if width is not None:
            self.setFixedWidth(width)
        room = self.width() - 2 * self.frameWidth()
        enough = self.fontMetrics().averageCharWidth() * _LEAST_WHAT
        when, who, _what_needs, act = map(self._widest, self._acts.columns(is_narrow=False))
        beside = room - when - act
        who = min(who, beside // 2)
        widths = [when, who, beside - who, act]
        is_narrow = beside - who < enough
        if is_narrow:
            first = min(self._widest(self._acts.columns(is_narrow=True)[0]), room // 2)
            widths = [first, room - first]
        self._acts.take_width(is_narrow=is_narrow)
        for column, pixels in enumerate(widths):
            self.setColumnWidth(column, pixels)
        self.fit_height()

    def _widest(self, column: _Column) -> int:
        heading, lines_of = column
        measure = self.fontMetrics().horizontalAdvance
        bold = QFontMetrics(appearance().font("strong")).horizontalAdvance
        widths = [measure(said) for line in self._acts.lines for said in lines_of(line)]
        return max([bold(heading), *widths]) + 2 * beside_words() + 2
