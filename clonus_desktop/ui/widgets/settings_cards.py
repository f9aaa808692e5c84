"""The cards of the settings: each shows choices and reports the one that a person makes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.language import LANGUAGES, _, first_upper
from clonus_desktop.ui.settings import TEXT_SCALES, TRIALS_PER_PLACE, Choices
from clonus_desktop.ui.speaking import SYSTEM
from clonus_desktop.ui.widgets.buttons import Button, SegmentedChoice, icon_button
from clonus_desktop.ui.widgets.form_fields import Described, Field, FieldsCard
from clonus_desktop.ui.widgets.labels import plain_label, tell_tip

SETTLE_STEPS_MS = (250, 300, 400, 500, 600)


class DisplayCard(FieldsCard):
    """Theme, text size and comfort of this computer.

    Signals:
        changed: Name of a choice and its new value.
    """

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("Display"))
        self.theme = SegmentedChoice(
            [
                ("system", _("System")),
                ("light", _("Light")),
                ("dark", _("Dark")),
                ("high-contrast", _("High contrast")),
            ]
        )
        self.language = SegmentedChoice([(SYSTEM, _("System")), *LANGUAGES.items()])
        scales = [(str(scale), f"{round(scale * 100)} %") for scale in TEXT_SCALES]
        self.text_size = SegmentedChoice(scales)
        self.swap_hands = QCheckBox(_("Swap hands"))
        hint = _("A letter may be in another language: that is chosen with the letter.")
        self.language_field = Field(_("Language"), self.language, hint=hint)
        self.fields.addWidget(self.language_field)
        self.fields.addWidget(Field(_("Theme"), self.theme))
        self.fields.addWidget(Field(_("Text size"), self.text_size))
        words = _("The counts and the pad stand on the other side of the exam.")
        self.fields.addWidget(Described(self.swap_hands, words))
        self.language.chosen.connect(lambda key: self.changed.emit("language", key))
        self.theme.chosen.connect(lambda key: self.changed.emit("theme", key))
        self.text_size.chosen.connect(lambda key: self.changed.emit("text_scale", float(key)))
        self.swap_hands.clicked.connect(lambda on: self.changed.emit("swap_hands", on))

    def show_choices(self, choices: Choices) -> None:
        """Show what is chosen."""
        self.language.choose(choices.language)
        self.theme.choose(choices.theme)
        self.text_size.choose(str(choices.text_scale))
        self.swap_hands.setChecked(choices.swap_hands)


class ExamCard(FieldsCard):
    """In which order the places are examined, how often, and what is shown meanwhile.

    Signals:
        changed: Name of a choice of this computer and its new value.
        order_wanted: Keys of the sites in the new order.
        first_side_wanted: The Side to begin with.
        settle_wanted: Milliseconds.
    """

    changed = Signal(str, object)
    order_wanted = Signal(tuple)
    first_side_wanted = Signal(object)
    settle_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Exam"))
        self._keys: tuple[str, ...] = ()
        self.names: list[QLabel] = []
        self.moves: dict[tuple[int, int], Button] = {}
        self._rows = QGridLayout()
        order = QWidget()
        order.setLayout(self._rows)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(16)
        self._rows.setVerticalSpacing(8)
        self.first_side = SegmentedChoice([(Side.RIGHT, _("Right")), (Side.LEFT, _("Left"))])
        self.settle = SegmentedChoice(
            [(str(ms), _("{count} ms").format(count=ms)) for ms in SETTLE_STEPS_MS]
        )
        hint = _("Holds from the next exam on. A place with two sides is examined on both.")
        self.fields.addWidget(Field(_("Order of places"), order, hint=hint))
        self.fields.addWidget(Field(_("First side"), self.first_side))
        rest = _("After each count, further presses are ignored for this long.")
        self.fields.addWidget(Field(_("Guard against double presses"), self.settle, hint=rest))
        self._add_trials_and_previous()
        self.first_side.chosen.connect(lambda key: self.first_side_wanted.emit(Side(key)))
        self.settle.chosen.connect(lambda key: self.settle_wanted.emit(int(key)))

    def _add_trials_and_previous(self) -> None:
        self.trials = SegmentedChoice([(str(n), str(n)) for n in TRIALS_PER_PLACE])
        hint = _("The exam stays at a place for so many stretches. The largest is reported.")
        self.fields.addWidget(Field(_("Trials at each place"), self.trials, hint=hint))
        self.previous = QCheckBox(_("Show the previous result"))
        words = _("Beside each place, what was found there last. Hidden, it cannot sway the count.")
        self.fields.addWidget(Described(self.previous, words))
        self.trials.chosen.connect(lambda n: self.changed.emit("trials_per_place", int(n)))
        self.previous.clicked.connect(lambda on: self.changed.emit("show_previous", on))

    def show_choices(self, choices: Choices) -> None:
        """Show what is chosen on this computer."""
        self.show_settle(choices.settle_ms)
        self.trials.choose(str(choices.trials_per_place))
        self.previous.setChecked(choices.show_previous)

    def show_order(self, protocols: Sequence[Protocol], first_side: Side) -> None:
        """Show the places in their order."""
        self._keys = tuple(protocol.site.key for protocol in protocols)
        self.first_side.choose(first_side)
        while len(self.names) < len(protocols):
            self._add_row(len(self.names))
        for index, (name, protocol) in enumerate(zip(self.names, protocols, strict=True)):
            words = f"{index + 1}. {first_upper(protocol.name)}"
            name.setText(words)
            for by, verb in ((-1, _("Move {place} up")), (1, _("Move {place} down"))):
                button = self.moves[index, by]
                button.setAccessibleName(verb.format(place=protocol.name))
                tell_tip(button, button.accessibleName())
                button.setEnabled(0 <= index + by < len(protocols))

    def show_settle(self, settle_ms: int) -> None:
        """Show the rest after a count; a time between the steps shows the nearest."""
        nearest = min(SETTLE_STEPS_MS, key=lambda step: abs(step - settle_ms))
        self.settle.choose(str(nearest))

    def _add_row(self, index: int) -> None:
        name = plain_label("", role="strong")
        self.names.append(name)
        self._rows.addWidget(name, index, 0)
        for column, (by, icon_name) in enumerate(((-1, "chevron-up"), (1, "chevron-down")), 1):
            button = icon_button("", icon_name)
            button.clicked.connect(lambda _on=False, index=index, by=by: self._move(index, by))
            self.moves[index, by] = button
            self._rows.addWidget(button, index, column)
        self._rows.setColumnStretch(0, 0)
        self._rows.setColumnStretch(3, 1)

    def _move(self, index: int, by: int) -> None:
        keys = list(self._keys)
        keys[index], keys[index + by] = keys[index + by], keys[index]
        had_focus = self.moves[index, by].hasFocus()
        self.order_wanted.emit(tuple(keys))
        if had_focus:
            # The keyboard goes with the place that was moved, to a button that can be pressed.
            there = self.moves[index + by, by]
            if not there.isEnabled():
                there = self.moves[index + by, -by]
            there.setFocus(Qt.FocusReason.TabFocusReason)
