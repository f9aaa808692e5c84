"""A button of wrapped words and other parts."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from clonus_desktop.ui.widgets.buttons import Button


class LaidOutButton(Button):
    """As wide and as high as what lies inside it: the text of a push button does not wrap.

    Args:
        kind: As of a Button.
        direction: In which the parts follow each other.

    Attributes:
        inside: Where they lie.
    """

    def __init__(self, kind: str, direction: QBoxLayout.Direction) -> None:
        super().__init__(kind=kind)
        self.inside = QBoxLayout(direction, self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def let_press(self, *parts: QWidget) -> None:
        """Take a press on one of the parts for one on the button."""
        for part in parts:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.inside.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.inside.totalHeightForWidth(width)
