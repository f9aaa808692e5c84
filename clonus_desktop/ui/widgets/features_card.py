"""The card of features: eight findings and the temperature."""

from PySide6.QtCore import Qt, Signal

from clonus_desktop.domain.hunter import (
    COLDEST_C,
    FEATURES,
    HOTTEST_C,
    INPUT_WORDS,
    HunterInput,
    InvalidHunterInputs,
    check_temperature,
)
from clonus_desktop.domain.hunter_record import HunterRecord
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.language import _, first_upper, number, say
from clonus_desktop.ui.widgets.answer_row import AnswerRow, answer_words
from clonus_desktop.ui.widgets.buttons import secondary_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.number_stepper import NumberStepper

_USUAL_C = 37.0


class FeaturesCard(Card):
    """Asks for the features.

    Signals:
        answered: A HunterInput and its ThreeValued.
        temperature_settled: A number of °C, or None when it was not taken.
        typed: Something was typed that is not stored yet.
    """

    answered = Signal(object, object)
    temperature_settled = Signal(object)
    typed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Features"))
        self.keys = plain_label(
            _("On a feature, Y, N and U answer and go on to the next."), role="caption", wrap=True
        )
        self.add(self.keys)
        self.rows: dict[HunterInput, AnswerRow] = {}
        for item in FEATURES:
            row = self.rows[item] = AnswerRow(first_upper(say(INPUT_WORDS[item])))
            row.answered.connect(lambda value, item=item: self.answered.emit(item, value))
            row.passed_on.connect(lambda item=item: self._go_on(item))
            self.add(row)
        self._suggested = ThreeValued.UNKNOWN
        self._shown_c: float | None = None
        self.suggestion = plain_label(role="caption", wrap=True)
        self.confirm = secondary_button("", "check")
        self.confirm.clicked.connect(
            lambda: self.answered.emit(HunterInput.INDUCIBLE_CLONUS, self._suggested)
        )
        inducible = self.rows[HunterInput.INDUCIBLE_CLONUS]
        inducible.column.addWidget(self.suggestion)
        inducible.add_button(self.confirm)
        name = _("Temperature")
        self.temperature = NumberStepper(name, _("°C"), step=0.1, start=_USUAL_C, decimals=1)
        self.not_taken = secondary_button(_("Not taken"))
        self.temperature.add(self.not_taken)
        self.temperature_field = Field(name, self.temperature)
        self.add(self.temperature_field)
        self.temperature.typed.connect(self.typed)
        self.temperature.settled.connect(self.settle)
        self.not_taken.clicked.connect(self._take_temperature_away)

    def show_record(self, record: HunterRecord, degrees: str) -> None:
        """Show the answers of a record; degrees is its temperature in words."""
        for item, row in self.rows.items():
            row.show_answer(record.features[item])
        # What was typed and refused stays with its problem until the record says something else.
        if record.temperature_c != self._shown_c and not self._says(record.temperature_c):
            self.temperature.show_text(degrees)
            self.temperature_field.show_problem("")
        self._shown_c = record.temperature_c
        self.not_taken.setEnabled(record.temperature_c is not None)

    def forget(self) -> None:
        """Another examination is shown."""
        self._shown_c = None
        self.temperature.show_text("")
        self.temperature_field.show_problem("")

    def show_suggestion(self, suggested: ThreeValued, words: str, record: HunterRecord) -> None:
        """Say what the findings suggest of inducible clonus, and whether it was confirmed."""
        stated = record.features[HunterInput.INDUCIBLE_CLONUS]
        by, answers = record.inducible_confirmed_by, answer_words()
        if stated is ThreeValued.UNKNOWN:
            status = _("Not confirmed: it does not count yet.")
        elif by:
            status = _("Confirmed by {name}: {answer}.").format(name=by, answer=answers[stated])
        else:
            status = _("Confirmed: {answer}.").format(answer=answers[stated])
        self.suggestion.setText(f"{words} {status}")
        self._suggested = suggested
        is_open = stated is ThreeValued.UNKNOWN and suggested is not ThreeValued.UNKNOWN
        self.confirm.setVisible(is_open)
        if is_open:
            self.confirm.say(_("Confirm: {answer}").format(answer=answers[suggested]))

    def set_stacked(self, stacked: bool) -> None:
        """Put the answers under the questions where it is narrow."""
        self.keys.setVisible(not stacked)
        for row in self.rows.values():
            row.set_stacked(stacked)

    def settle(self) -> None:
        """Store the temperature that was typed, or say why it does not fit."""
        try:
            value = self._temperature_typed()
        except ValueError:
            said = _("Enter °C between {low:g} and {high:g}, such as 38.4.")
            self.temperature_field.show_problem(
                said.format(low=number(COLDEST_C), high=number(HOTTEST_C))
            )
            return
        self.temperature_field.show_problem("")
        self.temperature_settled.emit(value)

    def _temperature_typed(self) -> float | None:
        text = self.temperature.text.replace(",", ".")
        value = float(text) if text else None
        check_temperature(value)
        return value

    def _says(self, temperature_c: float | None) -> bool:
        """True when the line already says so, in these digits or others."""
        try:
            return self._temperature_typed() == temperature_c
        except (InvalidHunterInputs, ValueError):
            return False

    def _take_temperature_away(self) -> None:
        self.temperature.show_text("")
        self.settle()

    def _go_on(self, item: HunterInput) -> None:
        after = FEATURES.index(item) + 1
        if after < len(FEATURES):
            self.rows[FEATURES[after]].take_focus()
        else:
            self.temperature.line.setFocus(Qt.FocusReason.TabFocusReason)
