"""There is a problem: what has to be put right, each line a way to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout

from clonus_desktop.language import _
from clonus_desktop.ui import tokens
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.laid_out_button import LaidOutButton


class _Link(LaidOutButton):
    """A sentence that is pressed."""

    def __init__(self, sentence: str) -> None:
        super().__init__("link", QBoxLayout.Direction.TopToBottom)
        self.setAccessibleName(sentence)
        words = plain_label(sentence, role="link", wrap=True)
        words.setMinimumHeight(appearance().px(tokens.TARGET))
        self.let_press(words)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.addWidget(words)


class ErrorSummary(Card):
    """A red box over the page that takes the focus and links to what is wrong.

    Signals:
        followed: The key of the line that was pressed.
    """

    spoken = Spoken(role=Role.AlertMessage)

    followed = Signal(object)

    def __init__(self) -> None:
        super().__init__(look="error")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(plain_label(_("There is a problem"), role="h2"))
        self._lines = QVBoxLayout()
        self.body.addLayout(self._lines)
        self.links: list[_Link] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def show_problems(self, problems: Sequence[tuple[object, str]]) -> None:
        """Show a line for each key and sentence, and take the focus."""
        self.clear()
        for key, sentence in problems:
            link = _Link(sentence)
            link.clicked.connect(lambda _checked, key=key: self.followed.emit(key))
            self._lines.addWidget(link)
            self.links.append(link)
        sentences = " ".join(sentence for _key, sentence in problems)
        self.setAccessibleName(_("There is a problem") + ". " + sentences)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Take the box away."""
        for link in self.links:
            self._lines.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = []
        self.hide()
