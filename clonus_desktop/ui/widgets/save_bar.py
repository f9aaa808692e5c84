"""The red bar that stays until what was not saved is saved."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout

from clonus_desktop.language import _, say
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import secondary_button
from clonus_desktop.ui.widgets.labels import plain_label


class SaveBar(QFrame):
    """What happened, what it means for the record, and a button to try again."""

    spoken = Spoken(role=Role.AlertMessage)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("save_bar")
        self._retry: Callable[[], object] | None = None
        layout = QHBoxLayout(self)
        gap = appearance().gap(16)
        layout.setContentsMargins(gap, gap // 2, gap, gap // 2)
        self.words = plain_label(wrap=True)
        self.again = secondary_button(_("Try again"), "rotate-ccw")
        self.again.clicked.connect(self._try_again)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.again)

    def show_fault(self, fault: Exception, retry: Callable[[], object], entry: str = "") -> None:
        """Show the words of a fault and the entry that waits, and keep what Try again does."""
        message = getattr(fault, "message", None)
        words = _("Not saved.") if message is None else say(message)
        if entry:
            kept = _("Your last entry ({entry}) is kept here until Try again has saved it.")
            words += " " + kept.format(entry=entry)
        self._retry = retry
        self.words.setText(words)
        self.setAccessibleName(words)
        self.show()

    def _try_again(self) -> None:
        if self._retry is not None:
            self._retry()
