"""Two visits side by side, and what is different at each place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from clonus_desktop.casebook import findings, words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.course import Comparison
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
        self._grid.setColumnStretch(4, 1)
        for column, text in ((2, before), (3, now), (4, _("Difference"))):
            self._grid.addWidget(plain_label(text, "strong"), 0, column)
        compared = findings.comparisons(book, patient, later, earlier)
        self.differences = [self._add(row, c) for row, c in enumerate(compared.values(), 1)]
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self.foot.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTrailing)
        self.close_button.clicked.connect(lambda: self.close_sheet())
        self.setAccessibleDescription(" ".join(self.differences))

    def first_focus(self) -> QWidget:
        return self.close_button

    def _add(self, row: int, comparison: Comparison) -> str:
        """Put one place into the grid; gives what it says as a sentence."""
        place = words.place_words(self._book, comparison.now.place, capital=True)
        difference = difference_words(comparison)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(SideBadge(comparison.now.place.side), row, 0, middle)
        self._grid.addWidget(plain_label(place, "strong"), row, 1, middle)
        for column, finding in ((2, comparison.before), (3, comparison.now)):
            pill = Pill(finding)
            pill.setAccessibleName(words.finding_words(self._book, finding))
            self._grid.addWidget(pill, row, column, middle | Qt.AlignmentFlag.AlignLeading)
        self._grid.addWidget(plain_label(difference, wrap=True), row, 4, middle)
        said = _("{place}: {before}, then {now}; {difference}.")
        return said.format(
            place=place,
            before=words.finding_words(self._book, comparison.before),
            now=words.finding_words(self._book, comparison.now),
            difference=difference.lstrip("=▲▼ "),
        )
