"""What the choices of this computer make of keys and beats on the exam page."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from clonus_desktop.ui.exam_keys import ExamAct, ExamKey, KeyMap
from clonus_desktop.ui.keyboard_watch import KeyboardWatch
from clonus_desktop.ui.pedal_key import PedalKey
from clonus_desktop.ui.settings import Settings
from clonus_desktop.ui.tick import Tick
from clonus_desktop.ui.widgets.count_pad import CountPad


class ExamInput(QObject):
    """The keys of the exam with those of the pedal, and the tick for each beat.

    Args:
        page: Has the keys.
        pad: Counts; its keys are let go when the keyboard leaves the page.
        settings: The choices of this computer.
    """

    def __init__(self, page: QWidget, pad: CountPad, settings: Settings) -> None:
        super().__init__(page)
        self._settings = settings
        self._keys = KeyMap.of(settings.choices)
        self.tick = Tick(self)
        pad.tapped.connect(self._sound)
        watch = KeyboardWatch(page, lambda event: self._keys.asked_by_pedal(event) is not None)
        watch.left.connect(pad.release_keys)

    def take_choices(self) -> None:
        """Go by what is chosen now."""
        self._keys = KeyMap.of(self._settings.choices)

    @property
    def pedals(self) -> tuple[tuple[PedalKey, ExamAct], ...]:
        """The keys that were chosen for a pedal, each with its act."""
        return self._keys.pedals

    def asked_by(self, event: QKeyEvent) -> ExamKey | None:
        """What a key asks for, or None when it is not a key of the examination."""
        return self._keys.asked_by(event)

    def _sound(self) -> None:
        if self._settings.choices.tick_sound:
            self.tick.sound()
