"""The antispastic drugs: which are taken, how much, and when the last dose was."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
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
from clonus_desktop.ui.widgets.answer_choice import Answer, AnswerChoice, StopButton, not_assessed
from clonus_desktop.ui.widgets.antispastic_drug_row import DrugRow
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label

NONE_TAKEN = "none-taken"

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class DrugsCard(Card):
    """Whether drugs are taken, and each of them.

    Signals:
        changed: The drugs (a tuple of DrugUse, or None for not assessed), and what was changed.
        finished: The last field of a drug was left with Enter, or it was typed that none is taken.
    """

    changed = Signal(object, str)
    finished = Signal()

    def __init__(self, section: ContextSection, form: ContextForm) -> None:
        super().__init__(section.title)
        self._form = form
        self._drugs: tuple[DrugUse, ...] | None = None
        self._stacked = False
        self.rows: list[DrugRow] = []
        self.state = AnswerChoice(section.title)
        self.state.offer([Answer(NONE_TAKEN, _("None taken")), not_assessed()])
        self.state.chosen.connect(self._take_state)
        self.state.typed.connect(self.finished)
        self.buttons = {drug.key: self._button(drug) for drug in form.drugs}
        self._list = Flow()
        for button in self.buttons.values():
            self._list.add(button)
        for button in list(self.buttons.values())[1:]:
            button.stop_for_tab(False)
        self._column = QVBoxLayout()
        if section.hint:
            self.body.addWidget(plain_label(section.hint, "caption", wrap=True))
        self.body.addWidget(self._list)
        self.body.addWidget(self.state)
        self.body.addLayout(self._column)
        self.arrange(stacked=False)

    def _button(self, drug: Drug) -> "_DrugButton":
        button = _DrugButton(self, drug.label)
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
        focused = self.window().focusWidget()
        had_focus = focused is not None and any(row.isAncestorOf(focused) for row in self.rows)
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
            row.finished.connect(self.finished)
            self._column.addWidget(row)
            self.rows.append(row)
        if had_focus:
            self.focus_here()

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

    # -- the keyboard -----------------------------------------------------------------------------

    def focus_here(self) -> None:
        """Put the keyboard to the list of drugs."""
        self._focus(next(iter(self.buttons)))

    def take_key(self, event: QKeyEvent) -> bool:
        """Move along the list with arrows, or to the next drug with a letter."""
        keys = list(self.buttons)
        at = next((i for i, key in enumerate(keys) if self.buttons[key].hasFocus()), 0)
        if step := _STEPS.get(Qt.Key(event.key())):
            self._focus(keys[(at + step) % len(keys)])
            return True
        text = event.text().casefold()
        in_turn = keys[at + 1 :] + keys[: at + 1]
        if not text.isalpha() or event.modifiers() not in _PLAIN:
            return False
        for key in in_turn:
            if self.buttons[key].text().casefold().startswith(text):
                self._focus(key)
                return True
        if text == "n":
            self.state.focus_at(NONE_TAKEN)
        return text == "n"

    def _focus(self, key: str) -> None:
        # One stop for Tab, where the keyboard was last.
        for name, button in self.buttons.items():
            button.stop_for_tab(name == key)
        self.buttons[key].setFocus(Qt.FocusReason.TabFocusReason)

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
        focused = self.window().focusWidget()
        had_focus = focused is not None and row.isAncestorOf(focused)
        about = _("{drug} removed").format(drug=row.drug.label)
        # Taking the last one off says nothing about what is taken.
        self.changed.emit(drugs or None, about)
        if had_focus and row.drug.key in self.buttons:
            self._focus(row.drug.key)
        elif had_focus:
            # One that was recorded under another form has no button here.
            self.focus_here()


class _DrugButton(StopButton):
    """One drug of the list; keys go to the list first."""

    def __init__(self, card: DrugsCard, text: str) -> None:
        super().__init__(text, "answer")
        self._card = card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._card.take_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)
