"""The bar at the foot of a page: what leads away from it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import margin_beside


class BottomBar(QFrame):
    """Buttons from left to right, with a gap where add_gap() is called."""

    spoken = Spoken(role=Role.ToolBar)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    def _space(self) -> None:
        look = appearance()
        # The bar is as wide as the window; what stands on it keeps to the page.
        side = look.gap(24) + margin_beside(self.width(), look.scale)
        self.row.setContentsMargins(side, look.gap(8), side, look.gap(8))
        self.row.setSpacing(look.gap(12))
