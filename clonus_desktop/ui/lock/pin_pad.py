"""Ten digits to touch, for a PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import Button
from clonus_desktop.ui.widgets.labels import tell_tip

_KEYS = ("123", "456", "789", " 0<")
_HEIGHT = 56


class PinPad(QWidget):
    """Buttons as on a telephone.

    Signals:
        typed: One digit.
        taken_back: The last digit is to go.
    """

    spoken = Spoken(role=Role.Grouping)

    typed = Signal(str)
    taken_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Digits"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.digits: dict[str, Button] = {}
        self.delete = Button("", "icon", "delete")
        self.delete.setAccessibleName(_("Delete the last digit"))
        tell_tip(self.delete, self.delete.accessibleName())
        self.delete.clicked.connect(lambda: self.taken_back.emit())
        for row, keys in enumerate(_KEYS):
            for column, key in enumerate(keys):
                if key != " ":
                    self._grid.addWidget(self._button(key), row, column)
        self._draw()
        appearance().changed.connect(self._draw)

    def _button(self, key: str) -> Button:
        if key == "<":
            return self.delete
        button = self.digits[key] = Button(key, "digit")
        button.clicked.connect(lambda _checked=False, key=key: self.typed.emit(key))
        return button

    def _draw(self) -> None:
        self._grid.setSpacing(appearance().gap(8))
        for button in (*self.digits.values(), self.delete):
            button.setFixedHeight(appearance().px(_HEIGHT))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
