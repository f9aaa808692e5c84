"""One of a few choices that go on in the next line where the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup

from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import Button, ChoiceChip
from clonus_desktop.ui.widgets.flow import Flow

_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class ChoiceFlow(Flow):
    """Chips of which one is pressed; arrows or the number of a choice choose, Tab goes on.

    Args:
        choices: Key and text of each, in order.
        name: Accessible name of the whole, said before the text of each choice.

    Signals:
        chosen: Key of the choice, when a person makes it.
    """

    spoken = Spoken(role=Role.Grouping)

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, Button] = {}
        for key, text in choices:
            button = self.buttons[key] = ChoiceChip(text)
            button.setAccessibleName(f"{name}: {text}")
            self._group.addButton(button)
            self.add(button)
            button.clicked.connect(lambda _checked, key=key: self.chosen.emit(key))
        self.choose(choices[0][0])
        self._space()
        appearance().changed.connect(self._space)

    def choose(self, key: str) -> None:
        """Show that choice, without a signal."""
        self.buttons[key].setChecked(True)
        for button in self.buttons.values():
            # Tab comes to the pressed one alone. The others keep a place in the order of Tab,
            # which Qt gives to nothing that takes no focus at all.
            pressed = button.isChecked()
            policy = Qt.FocusPolicy.StrongFocus if pressed else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    @property
    def choice(self) -> str:
        """Key of the choice that is shown."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The arrows choose on their way, as in every group of choices; a number goes straight.
        text, buttons = event.text(), list(self.buttons.values())
        number = int(text) if len(text) == 1 and text in "123456789" else 0
        if not 1 <= number <= len(buttons) or event.modifiers() & _CHORD:
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat():
            buttons[number - 1].setFocus(Qt.FocusReason.TabFocusReason)
            buttons[number - 1].click()

    def _space(self) -> None:
        self.set_gaps(appearance().gap(8), appearance().gap(8))
