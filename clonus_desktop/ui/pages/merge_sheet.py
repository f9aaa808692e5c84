"""Two records side by side, before they are put together or parted again."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from clonus_desktop.casebook import merging
from clonus_desktop.casebook.merging import Side
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.accessible import announce
from clonus_desktop.ui.merging_words import (
    chart_words,
    decided_labels,
    draft_words,
    exams_words,
    undecided_words,
    value_words,
)
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.form_fields import Described
from clonus_desktop.ui.widgets.labels import plain_label, set_property
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.widgets.similar_records import SimilarRecords

_WIDTH = 860


class MergeSheet(Sheet):
    """Which record stays, what the chart will show, and what to do where they contradict.

    Args:
        owner: A widget of the window.
        this: The record from which one came.
        other: The record that was found.
        today: For the ages.
        stacked: The records below each other, for narrow windows.

    Signals:
        confirmed: Id of the record that is put under the other, and that one as decided.
    """

    confirmed = Signal(int, object)

    def __init__(
        self, owner: QWidget, this: Side, other: Side, *, today: date, stacked: bool
    ) -> None:
        super().__init__(owner, _("Is this the same person?"), width=_WIDTH)
        self._sides = {side.patient.id: side for side in (this, other)}
        self._this, self._other = this, other
        self._kept_id = this.patient.id
        self._labels = decided_labels(this.identity.region)
        self.choices: dict[str, dict[object, QRadioButton]] = {}
        words = _(
            "One record stands for the person from now on, the other one is found under it. "
            "No exam is changed, and the two can be parted again."
        )
        self.body.addWidget(plain_label(words, role="muted", wrap=True))
        self.records = SimilarRecords(
            (this.patient, other.patient),
            typed=None,
            today=today,
            stacked=stacked,
            open_words=_("Keep this record"),
        )
        self.records.picked.connect(self.keep_record)
        self.body.addWidget(self.records)
        self.preview = plain_label("", wrap=True)
        self.body.addWidget(self.preview)
        self._add_decisions()
        self.problem = plain_label("", role="error", wrap=True)
        # At the foot, in sight wherever the sheet is scrolled to.
        self.foot.addWidget(self.problem)
        self._add_foot()
        self.keep_record(self._kept_id)

    def _options(self, field: str) -> tuple[object, ...]:
        return merging.options(field, self._this.patient, self._other.patient)

    def _add_decisions(self) -> None:
        for field, label in self._labels.items():
            values = self._options(field)
            if len(values) > 1:
                self._add_decision(field, label, values)

    def _add_decision(self, field: str, label: str, values: tuple[object, ...]) -> None:
        group = QButtonGroup(self)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(plain_label(label, role="strong"))
        sources = (_("From the first record"), _("From the second record"), _("Both"))
        self.choices[field] = {}
        for source, value in zip(sources, values, strict=False):
            button = self.choices[field][value] = QRadioButton(source)
            group.addButton(button)
            column.addWidget(Described(button, breakable(value_words(value))))
            button.setAccessibleName(f"{label}: {source}")
        self.body.addWidget(part)

    def _add_foot(self) -> None:
        self.back_button = secondary_button(_("Leave both as they are"))
        self.merge_button = primary_button(_("Put them together"))
        self.back_button.clicked.connect(lambda: self.close_sheet())
        self.merge_button.clicked.connect(lambda: self._confirm())
        self.add_buttons(self.back_button, self.merge_button, at_end=True)

    def first_focus(self) -> QWidget:
        return self.records.buttons[self._kept_id]

    @property
    def kept(self) -> Side:
        """The record that stays."""
        return self._sides[self._kept_id]

    @property
    def merged(self) -> Side:
        """The one that is found under it."""
        return self._other if self.kept is self._this else self._this

    def keep_record(self, patient_id: int) -> None:
        """Let that record stand for the person."""
        self._kept_id = patient_id
        for one, button in self.records.buttons.items():
            is_kept = one == patient_id
            name = self._sides[one].patient.formal_name
            button.say(_("This record is kept") if is_kept else _("Keep this record"))
            button.setAccessibleName(f"{button.text()}: {name}")
            set_property(button, "kind", "primary" if is_kept else "secondary")
        # What only one of them knows is taken over; what both do is decided below.
        known = {field: self._options(field)[0] for field in self._labels}
        taken = {field: value for field, value in known.items() if field not in self.choices}
        exams = [exams_words(side) for side in (self._this, self._other)]
        said = (*exams, *chart_words(self.kept, self.merged, taken))
        self.preview.setText(breakable("\n".join(said)))
        self._say_problem(draft_words(self.merged))

    def _say_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        if words and not self.isHidden():
            announce(self, words)
            self._cover()

    def _confirm(self) -> None:
        problem = draft_words(self.merged) or self._undecided_words()
        self._say_problem(problem)
        if not problem:
            self.confirmed.emit(self.merged.patient.id, self._decided())

    def _undecided_words(self) -> str:
        for field, buttons in self.choices.items():
            if not any(button.isChecked() for button in buttons.values()):
                first = next(iter(buttons.values()))
                first.setFocus(Qt.FocusReason.TabFocusReason)
                self.reveal(first)
                return undecided_words(field)
        return ""

    def _decided(self) -> Patient:
        chosen: Mapping[str, object] = {
            field: next(value for value, button in buttons.items() if button.isChecked())
            for field, buttons in self.choices.items()
        }
        known = {field: self._options(field)[0] for field in merging.DECIDED}
        return merging.decided(self.kept.patient, {**known, **chosen})


class PartSheet(Sheet):
    """Asks before one record becomes two people again.

    Args:
        owner: A widget of the window.
        kept: The patient under whom the record is found.
        merged: That record.

    Signals:
        confirmed: They are two people.
    """

    confirmed = Signal()

    def __init__(self, owner: QWidget, kept: Patient, merged: Patient) -> None:
        super().__init__(owner, _("Are these two people?"), width=640)
        words = _(
            "{merged} becomes a patient of its own again, with the exams that were made under "
            "that record. Exams made since then stay with {kept}. What {kept} took over from the "
            "other record goes back to what it was."
        ).format(merged=merged.formal_name, kept=kept.formal_name)
        self.body.addWidget(plain_label(breakable(words), wrap=True))
        self.keep_button = secondary_button(_("Keep them together"))
        self.part_button = primary_button(_("These are two people"))
        self.keep_button.clicked.connect(lambda: self.close_sheet())
        self.part_button.clicked.connect(lambda: self.confirmed.emit())
        self.add_buttons(self.keep_button, self.part_button, at_end=True)

    def first_focus(self) -> QWidget:
        return self.keep_button
