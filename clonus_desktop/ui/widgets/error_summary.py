"""There is a problem: what has to be put right, each line a way to it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from clonus_desktop.language import _
from clonus_desktop.ui import tokens
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import Button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.labels import plain_label


class _Link(Button):
    """A sentence that is pressed; it wraps, which the text of a push button does not."""

    def __init__(self, sentence: str) -> None:
        super().__init__(kind="link")
        self.setAccessibleName(sentence)
        words = plain_label(sentence, role="link", wrap=True)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words.setMinimumHeight(appearance().px(tokens.TARGET))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.heightForWidth(width)


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
        self.links: list[Button] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
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
