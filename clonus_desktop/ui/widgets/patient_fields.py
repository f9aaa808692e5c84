"""The fields of a patient on one page, with what is wrong said at the top and at the field."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from clonus_desktop.domain.patient import LONGEST_ALERT, Patient, Sex
from clonus_desktop.domain.record_number import Region
from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.patient_entry import TEXT_FIELDS, PatientEntry, field_labels
from clonus_desktop.ui.patient_words import breakable, label_words, sex_words
from clonus_desktop.ui.widgets.buttons import SegmentedChoice, primary_button, secondary_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.error_summary import ErrorSummary
from clonus_desktop.ui.widgets.form_fields import DateBoxes, Field, TextLines
from clonus_desktop.ui.widgets.labels import plain_label, set_property
from clonus_desktop.ui.widgets.records_card import RecordsCard
from clonus_desktop.ui.widgets.scrolled import Scrolled

_ORDER = (
    ("family_name", "given_name"),
    ("title", "preferred_name"),
    ("born_on", "sex"),
    ("number", "alert"),
    ("known_conditions",),
)
"""Rows of the form; on an upright window every field has its own."""


class PatientFields(QWidget):
    """Asks for a patient.

    Signals:
        saved: Save was pressed.
        cancelled: Cancel was pressed.
        edited: Something in a field is another than before.
    """

    saved = Signal()
    edited = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = {name: QLineEdit() for name in TEXT_FIELDS[:-1]}
        self.conditions = TextLines()
        self.birth = DateBoxes(_("Date of birth"))
        self.sex = SegmentedChoice([(sex.value, sex_words(sex)) for sex in Sex], _("Sex"))
        self.plain_number = QCheckBox(_("It is another kind of number"))
        self.fields = self._fields()
        self.heading = plain_label("", role="h1", wrap=True)
        self.whose = plain_label("", role="muted", wrap=True)
        self.kept = plain_label(
            _("What you typed before is still here. It is not saved yet."), role="strong", wrap=True
        )
        self.summary = ErrorSummary()
        self.save_button = primary_button(_("Save patient"), "save")
        self.cancel_button = secondary_button(_("Cancel"))
        self._lay_out()
        self.lines["alert"].textChanged.connect(self._count_alert)
        self.save_button.clicked.connect(lambda: self.saved.emit())
        self.cancel_button.clicked.connect(lambda: self.cancelled.emit())
        self.summary.followed.connect(self.go_to)
        for line in (*self.lines.values(), *self.birth.boxes):
            line.textChanged.connect(lambda _text: self.edited.emit())
        self.conditions.textChanged.connect(self.edited)
        self.sex.chosen.connect(lambda _key: self.edited.emit())
        self.plain_number.toggled.connect(lambda _on: self.edited.emit())
        self._count_alert("")

    def _fields(self) -> dict[str, Field]:
        labels = field_labels()
        fields = {name: Field(labels[name], line) for name, line in self.lines.items()}
        fields["number"].show_hint(_("As on the hospital label. Leave empty when there is none."))
        fields["number"].add_below(self.plain_number)
        return fields | {
            "born_on": Field(
                labels["born_on"], self.birth, hint=_("Leave empty when it is not known.")
            ),
            "sex": Field(labels["sex"], self.sex),
            "known_conditions": Field(
                labels["known_conditions"], self.conditions, hint=_("Goes into the letter.")
            ),
        }

    def _lay_out(self) -> None:
        self.scroller = Scrolled()
        self._inside = self.scroller.column
        self._card = Card()
        self.records = RecordsCard()
        self._grid = QGridLayout()
        self._card.body.addLayout(self._grid)
        for part in (self.heading, self.whose, self.kept, self.summary, self._card, self.records):
            self._inside.addWidget(part)
        self._inside.addStretch(1)
        self._bar = QFrame()
        self._bar.setObjectName("bar")
        row = self._buttons = QHBoxLayout(self._bar)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.scroller, 1)
        self._outer = outer

    def arrange(self, arrangement: Arrangement) -> None:
        """Two fields in a row where there is room, else one."""
        for field in self.fields.values():
            self._grid.removeWidget(field)
        upright = arrangement.is_upright
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        line = 0
        for row in _ORDER:
            span = 2 if upright or len(row) == 1 else 1
            for column, name in enumerate(row):
                at = (line + column, 0) if upright else (line, column)
                self._grid.addWidget(self.fields[name], *at, 1, span)
            line += len(row) if upright else 1
        side, top = (32, 24) if arrangement is Arrangement.WIDE else (16, 16)
        self._inside.setContentsMargins(side, top, side, 16)
        self._buttons.setContentsMargins(side, 8, side, 8)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(16)
        # In large text every line of the window is needed: the buttons scroll with the page.
        scrolls = arrangement is Arrangement.LARGE_TEXT
        self._bar.setObjectName("" if scrolls else "bar")
        (self._inside if scrolls else self._outer).addWidget(self._bar)
        set_property(self._bar, "scrolls", "true" if scrolls else "false")
        self.conditions.show_lines(4)
        self.birth.fit_text()

    # --- what stands in the fields ------------------------------------------------------------

    @property
    def entry(self) -> PatientEntry:
        """What was typed."""
        texts = {name: line.text() for name, line in self.lines.items()}
        return PatientEntry(
            **texts,
            born=self.birth.texts,
            sex=Sex(self.sex.choice),
            is_plain_number=self.plain_number.isChecked(),
            known_conditions=self.conditions.toPlainText(),
        )

    def show_entry(self, entry: PatientEntry) -> None:
        """Write into the fields."""
        for name, line in self.lines.items():
            line.setText(getattr(entry, name))
            line.setCursorPosition(0)
        self.birth.show_texts(entry.born)
        self.sex.choose(entry.sex.value)
        self.plain_number.setChecked(entry.is_plain_number)
        self.conditions.setPlainText(entry.known_conditions)

    def show_region(self, region: Region) -> None:
        """Name record number and sex as the region does, and offer what its check asks for."""
        self.fields["sex"].show_label(label_words(region.sex_label))
        self.fields["number"].show_label(label_words(region.number_label))
        self.plain_number.setVisible(region.has_check)

    def show_heading(self, stored: Patient | None) -> None:
        """Say whose record is changed, or that a patient is added."""
        self.heading.setText(_("Add patient") if stored is None else _("Change patient details"))
        self.whose.setText("" if stored is None else breakable(stored.formal_name))
        self.whose.setVisible(stored is not None)

    def show_kept(self, is_kept: bool) -> None:
        """Say that unsaved words from before stand in the fields."""
        self.kept.setVisible(is_kept)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong, at the top with links and at each field; nothing when empty."""
        for name, field in self.fields.items():
            field.show_problem(problems.get(name, ""))
        if not problems:
            self.summary.clear()
            return
        self.summary.show_problems(list(problems.items()))
        self.scroller.verticalScrollBar().setValue(0)

    def go_to(self, name: str) -> None:
        """Put the keyboard into a field and the field into sight."""
        field = self.fields[name]
        self.scroller.ensureWidgetVisible(field, 0, 24)
        field.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_first(self) -> None:
        """The keyboard begins at the first field."""
        self.lines["family_name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_alert(self, text: str) -> None:
        used = len(text.strip())
        over = used - LONGEST_ALERT
        words = _("Always shows beside the name. {used} of {most} characters.").format(
            used=used, most=LONGEST_ALERT
        )
        if over > 0:
            words = ngettext("{over} character too many.", "{over} characters too many.", over)
            words = words.format(over=over)
        self.fields["alert"].show_hint(words)
