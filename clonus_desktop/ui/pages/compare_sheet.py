"""Two visits side by side, and in one sentence for each place what may be said of a change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from clonus_desktop.casebook import comparing, contexts, findings, techniques, words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import Site
from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.side_difference import side_differences
from clonus_desktop.language import _
from clonus_desktop.ui import clipboard
from clonus_desktop.ui.accessible import announce
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.comparison_words import arrow
from clonus_desktop.ui.dates import breakable_date, short_date
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import OneLine, plain_label
from clonus_desktop.ui.widgets.pill import Pill
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.widgets.side_badge import SideBadge

_SENTENCE = 280
"""Room for a sentence beside the findings, in pixels at 100 %."""

_SENTENCE_BELOW = 3
"""Lines of a place whose sentence stands under its findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The parts of one place, or of a sentence on a site that goes across."""

    place: QWidget
    pills: tuple[Pill, Pill] | None = None
    difference: QLabel | None = None


class CompareSheet(Sheet):
    """Both dates, and what changed place by place, as the letter says it too.

    Args:
        owner: A widget of the window.
        book: The record.
        patient: Whose visits they are.
        earlier: The visit before.
        later: The visit after.

    Attributes:
        sentences: What it says of the places, one sentence each.
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
        super().__init__(owner, title, width=860)
        self._book, self._patient = book, patient
        self._visits = (earlier, later)
        self._told = comparing.since(book, earlier)
        self.close_button = primary_button(_("Close"))
        self.copy_button = secondary_button(_("Copy text"), "copy")
        self.copied = plain_label(_("The text is on the clipboard."), "strong", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(appearance().gap(16))
        self._grid.setVerticalSpacing(appearance().gap(8))
        days = (breakable_date(visit.started_at) for visit in (earlier, later))
        self._heads = [OneLine(text, "strong") for text in (*days, _("What changed"))]
        self._rows: list[_Row] = []
        compared = tuple(findings.comparisons(book, patient, later, earlier).values())
        self.sentences = [comparing.sentence(one, self._told) for one in compared]
        self._add_all(compared)
        self._build()

    def _build(self) -> None:
        self.body.addLayout(self._grid)
        for paragraph in comparing.counting_error(self._book):
            self.body.addWidget(plain_label(paragraph, "caption", wrap=True))
        self.copied.hide()
        self.body.addWidget(self.copied)
        self.body.addStretch(1)
        self.add_buttons(self.copy_button, self.close_button, at_end=True)
        self.close_button.clicked.connect(lambda: self.close_sheet())
        self.copy_button.clicked.connect(lambda: self._copy())
        self.setAccessibleDescription(" ".join(self.sentences))

    @property
    def text(self) -> str:
        """What the sheet says, line by line, to be pasted into a record."""
        across = (row.place for row in self._rows if row.pills is None)
        said = [label.text() for label in across if isinstance(label, QLabel)]
        return "\n".join((self.title.text(), *self.sentences, *said))

    def _copy(self) -> None:
        clipboard.put(text=self.text)
        self.copied.show()
        self.reveal(self.copied)
        announce(self, self.copied.text())

    def first_focus(self) -> QWidget:
        return self.close_button

    # --- what it says -------------------------------------------------------------------------

    def _add_all(self, compared: Sequence[Comparison]) -> None:
        for site in dict.fromkeys(one.place.site for one in compared):
            of_site = [one for one in compared if one.place.site == site]
            for comparison in of_site:
                self._add(comparison)
            for said in filter(None, (self._sides(site, of_site), self._positions(of_site))):
                self._rows.append(_Row(place=plain_label(said, "caption", wrap=True)))
        drugs = self._drugs()
        if drugs:
            self._rows.append(_Row(place=plain_label(drugs, "body", wrap=True)))

    def _add(self, comparison: Comparison) -> None:
        place = words.place_words(self._book, comparison.place, capital=True)
        who = QWidget()
        line = QHBoxLayout(who)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(appearance().gap(16))
        line.addWidget(SideBadge(comparison.place.side))
        line.addWidget(OneLine(place, "strong"), 1)
        pills = (Pill(comparison.before), Pill(comparison.now))
        for pill, finding in zip(pills, (comparison.before, comparison.now), strict=True):
            pill.setAccessibleName(words.finding_words(self._book, finding))
        said = comparing.change_words(comparison, self._told)
        label = plain_label(f"{arrow(comparison)} {said}".strip(), wrap=True)
        self._rows.append(_Row(place=who, pills=pills, difference=label))

    def _sides(self, site: Site, compared: Sequence[Comparison]) -> str:
        """Which side showed more, then and now; no size of a difference is called too large."""
        then = side_differences([one.before for one in compared])
        now = side_differences([one.now for one in compared])
        said = [
            comparing.side_difference_words(self._book, difference) or _("not comparable")
            for difference in (*then, *now)
        ]
        if not said:
            return ""
        values = {"site": words.site_words(self._book, site.key), "then": said[0], "now": said[1]}
        return _("{site}, right beside left: then {then}; now {now}.").format(**values)

    def _positions(self, compared: Sequence[Comparison]) -> str:
        """In which position the places were tested, where that was stated."""
        return " ".join(self._position_sentences(compared))

    def _position_sentences(self, compared: Sequence[Comparison]) -> Iterator[str]:
        for one in compared:
            if not any(one.positions):
                continue
            now, before = (
                techniques.position_words(self._book, one.place.site.key, key)
                if key
                else _("not stated")
                for key in one.positions
            )
            place = words.place_words(self._book, one.place, capital=True)
            yield _("{place}, position: then {then}; now {now}.").format(
                place=place, then=before, now=now
            )

    def _drugs(self) -> str:
        """The antispastic drugs of both days, where either visit tells them."""
        earlier, later = self._visits
        notes = {note.examination_id: note for note in contexts.drug_course((later, earlier))}
        if not notes:
            return ""
        then, now = (
            words.drug_note_words(self._book, notes[visit.id])
            if visit.id in notes
            else _("not assessed")
            for visit in self._visits
        )
        return _("Antispastic drugs: then {then}; now {now}.").format(then=then, now=now)

    # --- how it lies --------------------------------------------------------------------------

    def fit(self, width: int) -> None:
        """Each place in one line; over its findings, and the sentence under them, without room."""
        room = width - self._scroll.verticalScrollBar().sizeHint().width()
        for lines, sentence in ((1, _SENTENCE), (2, _SENTENCE // 2), (_SENTENCE_BELOW, 0)):
            self._place(lines=lines)
            others = self._grid.minimumSize().width() - self._heads[2].minimumSizeHint().width()
            if others + appearance().px(sentence) <= room:
                break

    def _place(self, *, lines: int) -> None:
        """Lay the places out, each in one, two or three lines."""
        while self._grid.takeAt(0) is not None:
            pass
        first = 2 if lines == 1 else 0
        heads = self._heads if lines < _SENTENCE_BELOW else self._heads[:2]
        for column, head in enumerate(heads, first):
            self._grid.addWidget(head, 0, column)
        self._heads[2].setVisible(lines < _SENTENCE_BELOW)
        line = 1
        for row in self._rows:
            line = self._place_row(row, line, lines)
        for column in range(5):
            self._grid.setColumnStretch(column, int(column == first + 2))

    def _place_row(self, row: _Row, line: int, lines: int) -> int:
        """Lay one row out from a line of the grid on; gives the line after it."""
        if row.pills is None or row.difference is None:
            self._grid.addWidget(row.place, line, 0, 1, 5)
            return line + 1
        middle = Qt.AlignmentFlag.AlignVCenter
        first = 2 if lines == 1 else 0
        self._grid.addWidget(row.place, line, 0, 1, 2 if lines == 1 else 3)
        line += int(lines > 1)
        for column, pill in enumerate(row.pills, first):
            self._grid.addWidget(pill, line, column, middle | Qt.AlignmentFlag.AlignLeading)
        if lines < _SENTENCE_BELOW:
            self._grid.addWidget(row.difference, line, first + 2, middle)
            return line + 1
        self._grid.addWidget(row.difference, line + 1, 0, 1, 5)
        return line + 2
