"""A quiet line over a page: something to know, and what can be done about it."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import Button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label


class QuietNotice(QFrame):
    """Hidden until there is something to say.

    Args:
        buttons: What can be done, in a line that wraps.
    """

    spoken = Spoken(role=Role.Note)

    def __init__(self, *buttons: Button) -> None:
        super().__init__()
        self.setProperty("card", "warn")
        self.words = plain_label("", wrap=True)
        self._buttons = Flow()
        for button in buttons:
            self._buttons.add(button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.words)
        self._column.addWidget(self._buttons)
        self._draw()
        self.hide()
        appearance().changed.connect(self._draw)

    def say(self, words: str) -> None:
        """Say this, or go when there is nothing to say."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def _draw(self) -> None:
        look = appearance()
        self._column.setContentsMargins(look.gap(16), look.gap(8), look.gap(16), look.gap(8))
        self._column.setSpacing(look.gap(8))
        self._buttons.set_gaps(look.gap(12), look.gap(8))
