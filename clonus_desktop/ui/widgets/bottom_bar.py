"""The bar at the foot of a page: what leads away from it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from clonus_desktop.ui.appearance import appearance


class BottomBar(QFrame):
    """Buttons from left to right, with a gap where add_gap() is called."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.row = QHBoxLayout(self)
        self._space()
        appearance().changed.connect(self._space)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget at the right end."""
        self.row.addWidget(widget, stretch)

    def add_gap(self) -> None:
        """Push what follows to the right."""
        self.row.addStretch(1)

    def _space(self) -> None:
        look = appearance()
        self.row.setContentsMargins(look.gap(24), look.gap(8), look.gap(24), look.gap(8))
        self.row.setSpacing(look.gap(12))
