"""The card of the settings for keys, pedals and the tick."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from clonus_desktop.language import _
from clonus_desktop.ui.pedal_key import PedalKey
from clonus_desktop.ui.settings import Choices
from clonus_desktop.ui.tick import Tick
from clonus_desktop.ui.widgets.buttons import SegmentedChoice
from clonus_desktop.ui.widgets.form_fields import Described, Field, FieldsCard
from clonus_desktop.ui.widgets.pedal_capture import PedalCapture
from clonus_desktop.ui.widgets.pedal_try import PedalTry


class InputCard(FieldsCard):
    """One or two keys of a pedal, a pad to try them on, and the tick.

    Signals:
        changed: Name of a choice and its new value.
        said: What happened, for screen readers.
        spoke: The part of the card that now says more than before.
    """

    changed = Signal(str, object)
    said = Signal(str)
    spoke = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Keys and pedal"))
        self.first = PedalCapture(_("Pedal, or a key of your own"))
        self.second = PedalCapture(_("Second pedal"))
        self.second_act = SegmentedChoice([("undo", _("Undo")), ("beat", _("Another beat"))])
        self.try_it = PedalTry()
        self.tick_sound = QCheckBox(_("Tick for each beat"))
        self.tick = Tick(self)
        self._add_fields()
        for name, pedal in (("first_pedal", self.first), ("second_pedal", self.second)):
            pedal.chosen.connect(lambda key, name=name: self._choose(name, key))
            pedal.said.connect(self.said)
            pedal.said.connect(lambda _words, pedal=pedal: self.spoke.emit(pedal))
        self.second_act.chosen.connect(lambda act: self.changed.emit("second_pedal_act", act))
        self.tick_sound.clicked.connect(self._choose_tick)
        self.try_it.beat.connect(self._sound)

    def _add_fields(self) -> None:
        hint = _("A pedal is a keyboard. Space and B always count, with two fingers in turn.")
        self.fields.addWidget(Field(_("Pedal, or a key of your own"), self.first, hint=hint))
        self.fields.addWidget(Field(_("Second pedal"), self.second))
        self.fields.addWidget(Field(_("The second pedal is"), self.second_act))
        self.fields.addWidget(Field(_("Try it"), self.try_it))
        words = _("A short sound that this computer plays at each tap, so that you can look away.")
        self.fields.addWidget(Described(self.tick_sound, words))

    def show_choices(self, choices: Choices) -> None:
        """Show what is chosen."""
        self.first.show_key(choices.first_pedal)
        self.second.show_key(choices.second_pedal)
        self.first.other, self.second.other = choices.second_pedal, choices.first_pedal
        self.second_act.choose(choices.second_pedal_act)
        self.try_it.show_choices(choices)
        self.tick_sound.setChecked(choices.tick_sound)

    def _choose(self, name: str, key: PedalKey | None) -> None:
        self.changed.emit(name, key)
        if key is not None:
            # The next press of the pedal is to try it.
            self.try_it.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_tick(self, on: bool) -> None:
        self.changed.emit("tick_sound", on)
        self._sound()

    def _sound(self) -> None:
        if self.tick_sound.isChecked():
            self.tick.sound()
