"""One of a few choices of a form: Tab stops once, arrows or a number choose."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from clonus_desktop.ui.page_keys import CHORD
from clonus_desktop.ui.widgets.buttons import SegmentedChoice


class ChoiceFlow(SegmentedChoice):
    """Chips of which one is pressed; arrows or the number of a choice choose, Tab goes on.

    Args:
        choices: Key and text of each, in order.
        name: Accessible name of the whole, said before the text of each choice.
    """

    def __init__(self, choices: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__(choices, name)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        for key, text in choices:
            self.buttons[key].setAccessibleName(f"{name}: {text}")

    def choose(self, key: str) -> None:
        """Show that choice, without a signal."""
        super().choose(key)
        for button in self.buttons.values():
            # Tab comes to the pressed one alone; a press brings the keyboard to any.
            pressed = button.isChecked()
            policy = Qt.FocusPolicy.StrongFocus if pressed else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def focus_here(self) -> None:
        """Put the keyboard on the choice that is shown."""
        self.buttons[self.choice].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The arrows choose on their way, as in every group of choices; a number goes straight.
        text, buttons = event.text(), list(self.buttons.values())
        number = int(text) if len(text) == 1 and text in "123456789" else 0
        if not 1 <= number <= len(buttons) or event.modifiers() & CHORD:
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat():
            buttons[number - 1].setFocus(Qt.FocusReason.TabFocusReason)
            buttons[number - 1].click()
