"""What goes into a letter: to whom, in which words, about which examination, which parts."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from clonus_desktop.casebook.letter_choices import structure_named, structures
from clonus_desktop.casebook.letters import LetterOptions
from clonus_desktop.domain.examination import Examination, ExaminationState
from clonus_desktop.language import LANGUAGES, _, say
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.dates import clock_time, short_date
from clonus_desktop.ui.widgets.buttons import quiet_button
from clonus_desktop.ui.widgets.chooser import Chooser
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.growing_lines import GrowingLines
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.letter_parts import LetterParts
from clonus_desktop.ui.widgets.letter_recipient import RecipientField


class LetterOptionsForm(QWidget):
    """The choices for a letter, one under the other or in two columns.

    Signals:
        changed: Something that the letter shows is another now.
        examination_chosen: The letter is to be about another examination.
    """

    changed = Signal()
    examination_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.recipient = RecipientField()
        self.typed: dict[str, GrowingLines] = {}
        self._typed_fields: dict[str, Field] = {}
        self._waiting: dict[str, str] = {}
        self.examination, self.compared = Chooser(), Chooser()
        self.structure, self.letter_language = Chooser(), Chooser()
        self.copies = GrowingLines()
        self._about = (Field(_("Exam"), self.examination), Field(_("Compare with"), self.compared))
        self._made = (
            Field(_("Headings"), self.structure),
            Field(_("Language of the letter"), self.letter_language),
        )
        self._copies = Field(_("Copies to"), self.copies, hint=_("One name for each line."))
        self._include = plain_label(_("Include"), "strong")
        self.parts = LetterParts()
        self.usual_button = quiet_button(_("Use for every new letter"), "check")
        self.issued_button = quiet_button(_("Issued letters…"), "history")
        self._columns, self._lines = 1, 2
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.structure.fill([(one.key, say(one.words)) for one in structures()], None)
        self._connect()
        self._show_typed_fields()

    def _connect(self) -> None:
        self.recipient.changed.connect(self.changed)
        self.copies.textChanged.connect(self.changed)
        self.parts.changed.connect(self.changed)
        # Activated by a person only, not when the lists are filled.
        for chooser in (self.compared, self.letter_language):
            chooser.activated.connect(lambda _index: self.changed.emit())
        self.structure.activated.connect(lambda _index: self._take_structure())
        self.examination.activated.connect(lambda _index: self.examination_chosen.emit())

    # -- values -----------------------------------------------------------------------------

    @property
    def options(self) -> LetterOptions:
        """What is chosen and typed."""
        return LetterOptions(
            recipient=self.recipient.text,
            salutation=self.recipient.salutation,
            addressee_id=self.recipient.addressee_id,
            copies=self.copies.toPlainText(),
            structure=self.structure.currentData(),
            language=self.letter_language.currentData() or "",
            typed=self._typed_words(),
            without=self.parts.without,
        )

    def _typed_words(self) -> Mapping[str, str]:
        """What was typed, into fields of other structures too: nothing typed is ever lost."""
        shown = {part: lines.toPlainText() for part, lines in self.typed.items()}
        return {part: words for part, words in (self._waiting | shown).items() if words}

    @property
    def examination_id(self) -> int | None:
        """The examination that the letter is about."""
        return self.examination.currentData()

    @property
    def compared_id(self) -> int | None:
        """The visit to compare with, or None."""
        return self.compared.currentData()

    def show_options(self, options: LetterOptions) -> None:
        """Show other options."""
        self.recipient.show_lines(
            options.recipient, salutation=options.salutation, addressee_id=options.addressee_id
        )
        self.copies.setPlainText(options.copies)
        self.structure.setCurrentIndex(max(0, self.structure.findData(options.structure)))
        self.show_language(options.language)
        self.parts.show_without(options.without)
        self._waiting = dict(options.typed)
        self._show_typed_fields()
        for part, lines in self.typed.items():
            lines.setPlainText(options.typed.get(part, ""))

    def show_language(self, language: str) -> None:
        """Choose a language, of the program's or another one that the record names."""
        names = {**LANGUAGES}
        # The record may name one that this version does not speak.
        names.setdefault(language, language)
        self.letter_language.fill(list(names.items()), language)

    def show_examinations(self, choices: Sequence[Examination], chosen: int | None) -> None:
        """Offer the examinations that a letter can be about."""
        days = _days(choices)
        said = [
            (examination.id, _words_of_choice(examination, day, is_latest=index == 0))
            for index, (examination, day) in enumerate(zip(choices, days, strict=True))
        ]
        self.examination.fill(said, chosen)

    def show_comparable(self, visits: Sequence[Examination], chosen: int | None) -> None:
        """Offer the visits to compare with, "None" first."""
        said = zip((visit.id for visit in visits), _days(visits), strict=True)
        self.compared.fill([(None, _("None")), *said], chosen)

    def show_usual(self, *, is_usual: bool) -> None:
        """Offer to keep headings, language and parts for every new letter, unless they are."""
        self.usual_button.setVisible(not is_usual)

    def show_issued(self, *, has_issued: bool) -> None:
        """Offer the letters that were issued, where there are any."""
        self.issued_button.setVisible(has_issued)

    # -- what is typed ------------------------------------------------------------------------

    def _take_structure(self) -> None:
        self._waiting = dict(self._typed_words())
        self._show_typed_fields()
        self.changed.emit()

    def _show_typed_fields(self) -> None:
        """The fields of the structure, called as it calls them."""
        wanted = structure_named(self.structure.currentData()).typed
        for part in [part for part in self.typed if part not in wanted]:
            self.typed.pop(part)
            field = self._typed_fields.pop(part)
            self._layout.removeWidget(field)
            field.hide()
            field.deleteLater()
        for part, words in wanted.items():
            if part not in self.typed:
                lines = GrowingLines()
                lines.setPlainText(self._waiting.get(part, ""))
                lines.textChanged.connect(self.changed)
                self.typed[part] = lines
                self._typed_fields[part] = Field(say(words), lines)
            self._typed_fields[part].show_label(say(words))
        self._typed_fields = {part: self._typed_fields[part] for part in wanted}
        self._lay_out()

    # -- layout -----------------------------------------------------------------------------

    def arrange(self, *, columns: int, lines: int) -> None:
        """Lay the fields out in that many columns, what is typed with so many lines at least."""
        self._columns, self._lines = columns, lines
        self._lay_out()

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields, in the order of reading."""
        typed = self._typed_fields.values()
        return (self.recipient, *self._about, *self._made, *typed, self._copies)

    def _lay_out(self) -> None:
        gap = appearance().gap(8)
        self._layout.setVerticalSpacing(gap)
        self._layout.setHorizontalSpacing(appearance().gap(24))
        self.recipient.arrange(lines=self._lines)
        for lines in (*self.typed.values(), self.copies):
            lines.show_at_least(1)
        below = (self._include, self.parts, self.usual_button, self.issued_button)
        for part in (*self.fields, *below):
            self._layout.removeWidget(part)
        for index, field in enumerate(self.fields):
            self._layout.addWidget(field, index // self._columns, index % self._columns)
        for column in (0, 1):
            self._layout.setColumnStretch(column, 1 if column < self._columns else 0)
        row = -(-len(self.fields) // self._columns)
        for index, part in enumerate(below):
            align = Qt.AlignmentFlag(0) if part is self.parts else Qt.AlignmentFlag.AlignLeft
            self._layout.addWidget(part, row + index, 0, 1, self._columns, align)
        self.parts.arrange()
        for before, after in pairwise(self.stops):
            QWidget.setTabOrder(before, after)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, in the order of reading."""
        editors = (field.editor for field in self.fields[1:])
        buttons = (self.usual_button, self.issued_button)
        shown = (button for button in buttons if not button.isHidden())
        return (*self.recipient.parts(), *editors, *self.parts.boxes.values(), *shown)


def _days(examinations: Sequence[Examination]) -> list[str]:
    """The days of the examinations; those of one day with their time."""
    days = [short_date(examination.started_at.date()) for examination in examinations]
    return [
        f"{day} {clock_time(examination.started_at)[:5]}" if days.count(day) > 1 else day
        for day, examination in zip(days, examinations, strict=True)
    ]


def _words_of_choice(examination: Examination, day: str, *, is_latest: bool) -> str:
    if examination.state is ExaminationState.DRAFT:
        return _("{date} (draft, not signed)").format(date=day)
    if examination.state is ExaminationState.AMENDED:
        said = _("{date} (latest, amended)") if is_latest else _("{date} (amended)")
    else:
        said = _("{date} (latest, signed)") if is_latest else _("{date} (signed)")
    return said.format(date=day)
