"""The antispastic drugs: which are taken, how much, and when the last dose was."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from clonus_desktop.domain.context_form import (
    OTHER_DRUG,
    ContextForm,
    ContextSection,
    Drug,
    DrugKind,
)
from clonus_desktop.domain.context_item import NOT_ASSESSED
from clonus_desktop.domain.drugs import DrugUse, LastDose
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.answer_choice import Answer, AnswerChoice, not_assessed
from clonus_desktop.ui.widgets.buttons import Button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.drug_row import DrugRow
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label

NONE_TAKEN = "none-taken"


class DrugsCard(Card):
    """Whether drugs are taken, and each of them.

    Signals:
        changed: The drugs (a tuple of DrugUse, or None for not assessed), and what was changed.
    """

    changed = Signal(object, str)

    def __init__(self, section: ContextSection, form: ContextForm) -> None:
        super().__init__(section.title)
        self._form = form
        self._drugs: tuple[DrugUse, ...] | None = None
        self._stacked = False
        self.rows: list[DrugRow] = []
        self.state = AnswerChoice(section.title)
        self.state.offer([Answer(NONE_TAKEN, _("None taken")), not_assessed()])
        self.state.chosen.connect(self._take_state)
        self.buttons = {drug.key: self._button(drug) for drug in form.drugs}
        self._list = Flow()
        for button in self.buttons.values():
            self._list.add(button)
        self._column = QVBoxLayout()
        if section.hint:
            self.body.addWidget(plain_label(section.hint, "caption", wrap=True))
        self.body.addWidget(self._list)
        self.body.addWidget(self.state)
        self.body.addLayout(self._column)
        self.arrange(stacked=False)

    def _button(self, drug: Drug) -> Button:
        button = Button(drug.label, "answer")
        button.setCheckable(drug.key != OTHER_DRUG)
        button.clicked.connect(lambda _on: self._turn(drug))
        return button

    # -- showing ----------------------------------------------------------------------------------

    def show_drugs(self, drugs: tuple[DrugUse, ...] | None, examined_at: datetime) -> None:
        """Show what is recorded."""
        self._drugs, self._examined_at = drugs, examined_at
        listed = drugs or ()
        nobody = NOT_ASSESSED if drugs is None else NONE_TAKEN
        self.state.choose(None if drugs else nobody)
        for key, button in self.buttons.items():
            button.setChecked(any(use.drug == key for use in listed) and button.isCheckable())
        if [row.use.drug for row in self.rows] != [use.drug for use in listed]:
            self._build(listed)
        for row, use in zip(self.rows, listed, strict=True):
            row.show_use(use)

    def _build(self, drugs: tuple[DrugUse, ...]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.blockSignals(True)  # what is being typed into it goes with it
            row.hide()
            row.deleteLater()
        self.rows = []
        for use in drugs:
            drug = self._form.drug(use.drug) or Drug(
                key=use.drug, label=use.drug, words=use.drug, kind=DrugKind.DOSES
            )
            row = DrugRow(drug, use, self._examined_at)
            row.arrange(stacked=self._stacked)
            row.changed.connect(lambda use, about, row=row: self._change(row, use, about))
            row.removed.connect(lambda row=row: self._remove(row))
            self._column.addWidget(row)
            self.rows.append(row)

    def arrange(self, *, stacked: bool) -> None:
        """Lay the fields of each drug out."""
        self._stacked = stacked
        gap = appearance().gap(6)
        self._list.set_gaps(gap, gap)
        self._column.setSpacing(appearance().gap(8))
        for row in self.rows:
            row.arrange(stacked=stacked)

    def flush(self) -> None:
        """Tell at once what was typed."""
        for row in self.rows:
            row.flush()

    # -- choosing -------------------------------------------------------------------------------

    def _turn(self, drug: Drug) -> None:
        """Put the drug on the list, or take it off."""
        self.flush()
        found = next((row for row in self.rows if row.use.drug == drug.key), None)
        if found is not None and drug.key != OTHER_DRUG:
            self._remove(found)
            return
        by_keyboard = self.buttons[drug.key].hasFocus()
        last = LastDose.CONTINUOUS if drug.kind is DrugKind.PUMP else LastDose.NOT_KNOWN
        use = DrugUse(drug=drug.key, last_dose=last)
        before = len(self.rows)
        self.changed.emit((*(self._drugs or ()), use), drug.label)
        if by_keyboard and len(self.rows) > before:
            self.rows[-1].focus_first()

    def _take_state(self, key: str) -> None:
        self.flush()
        about = _("none taken") if key == NONE_TAKEN else _("not assessed")
        words = _("antispastic drugs, {answer}").format(answer=about)
        self.changed.emit(() if key == NONE_TAKEN else None, words)

    def _change(self, row: DrugRow, use: DrugUse, about: str) -> None:
        drugs = list(self._drugs or ())
        drugs[self.rows.index(row)] = use
        self.changed.emit(tuple(drugs), about)

    def _remove(self, row: DrugRow) -> None:
        row.flush()
        at = self.rows.index(row)
        drugs = tuple(use for index, use in enumerate(self._drugs or ()) if index != at)
        had_focus = row.isAncestorOf(self.window().focusWidget() or self)
        about = _("{drug} removed").format(drug=row.drug.label)
        # Taking the last one off says nothing about what is taken.
        self.changed.emit(drugs or None, about)
        if had_focus:
            self.buttons[row.drug.key].setFocus(Qt.FocusReason.TabFocusReason)
