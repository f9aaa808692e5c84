"""Two visits side by side, and what is different at each place."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from clonus_desktop.casebook import findings, words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.comparison_words import difference_words
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.buttons import primary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.pill import Pill
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.widgets.side_badge import SideBadge


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The parts of one place."""

    place: QWidget
    pills: tuple[Pill, Pill]
    difference: QLabel


class CompareSheet(Sheet):
    """Both dates and the difference, place by place.

    Args:
        owner: A widget of the window.
        book: The record.
        patient: Whose visits they are.
        earlier: The visit before.
        later: The visit after.
    """

    def __init__(
        self,
        owner: QWidget,
        book: Casebook,
        patient: Patient,
        earlier: Examination,
        later: Examination,
    ) -> None:
        before, now = short_date(earlier.started_at), short_date(later.started_at)
        title = _("{later} compared with {earlier}").format(later=now, earlier=before)
        super().__init__(owner, title, width=760)
        self._book = book
        self.close_button = primary_button(_("Close"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(appearance().gap(16))
        self._grid.setVerticalSpacing(appearance().gap(8))
        self._heads = [plain_label(text, "strong") for text in (before, now, _("Difference"))]
        self._rows: list[_Row] = []
        compared = findings.comparisons(book, patient, later, earlier)
        self.differences = [self._add(comparison) for comparison in compared.values()]
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self.add_buttons(self.close_button, at_end=True)
        self.close_button.clicked.connect(lambda: self.close_sheet())
        self.setAccessibleDescription(" ".join(self.differences))

    def first_focus(self) -> QWidget:
        return self.close_button

    def fit(self, width: int) -> None:
        """Each place in one line, or over its findings where there is no room for one."""
        self._place(is_narrow=False)
        if self._grid.minimumSize().width() > width:
            self._place(is_narrow=True)

    def _place(self, *, is_narrow: bool) -> None:
        while self._grid.takeAt(0) is not None:
            pass
        middle = Qt.AlignmentFlag.AlignVCenter
        first = 0 if is_narrow else 2
        for column, head in enumerate(self._heads, first):
            self._grid.addWidget(head, 0, column)
        for index, row in enumerate(self._rows):
            line = 1 + index * (2 if is_narrow else 1)
            self._grid.addWidget(row.place, line, 0, 1, 3 if is_narrow else 2)
            below = line + int(is_narrow)
            for column, pill in enumerate(row.pills, first):
                self._grid.addWidget(pill, below, column, middle | Qt.AlignmentFlag.AlignLeading)
            self._grid.addWidget(row.difference, below, first + 2, middle)
        for column in range(5):
            self._grid.setColumnStretch(column, int(column == first + 2))

    def _add(self, comparison: Comparison) -> str:
        """Make the parts of one place; gives what they say as a sentence."""
        place = words.place_words(self._book, comparison.now.place, capital=True)
        difference = difference_words(comparison)
        who = QWidget()
        line = QHBoxLayout(who)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(appearance().gap(16))
        line.addWidget(SideBadge(comparison.now.place.side))
        line.addWidget(plain_label(place, "strong"), 1)
        pills = (Pill(comparison.before), Pill(comparison.now))
        for pill, finding in zip(pills, (comparison.before, comparison.now), strict=True):
            pill.setAccessibleName(words.finding_words(self._book, finding))
        label = plain_label(difference, wrap=True)
        self._rows.append(_Row(place=who, pills=pills, difference=label))
        said = _("{place}: {before}, then {now}; {difference}.")
        return said.format(
            place=place,
            before=words.finding_words(self._book, comparison.before),
            now=words.finding_words(self._book, comparison.now),
            difference=difference.lstrip("=▲▼ "),
        )
