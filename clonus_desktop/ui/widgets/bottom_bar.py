"""The bar at the foot of a page: what leads away from it."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import margin_beside


class BottomBar(QFrame):
    """Buttons from left to right, with a gap where add_gap() is called.

    They stand below each other where there is no room for them beside each other: the bar fits
    itself to the window and never makes it wider.
    """

    spoken = Spoken(role=Role.ToolBar)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._parts: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._space()
        appearance().changed.connect(self._space)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget at the right end."""
        self._parts.append(widget)
        self.row.addWidget(widget, stretch)

    def add_gap(self) -> None:
        """Push what follows to the right."""
        self.row.addStretch(1)

    @property
    def needed_width(self) -> int:
        """Pixels that everything needs beside each other."""
        # Not the items of the layout: it is asked while widgets come and go.
        widths = [_least_width(part) for part in self._parts if not part.isHidden()]
        margins = self.row.contentsMargins()
        gaps = self.row.spacing() * max(0, len(widths) - 1)
        return sum(widths) + gaps + margins.left() + margins.right()

    def minimumSizeHint(self) -> QSize:
        margins = self.row.contentsMargins()
        widest = max((_least_width(part) for part in self._parts if not part.isHidden()), default=0)
        return QSize(widest + margins.left() + margins.right(), self.row.minimumSize().height())

    def event(self, event: QEvent) -> bool:
        # What stands on it became wider, or was shown.
        if event.type() == QEvent.Type.LayoutRequest:
            self._direct()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    def _space(self) -> None:
        look = appearance()
        # The bar is as wide as the window; what stands on it keeps to the page.
        side = look.gap(24) + margin_beside(self.width(), look.scale)
        self.row.setContentsMargins(side, look.gap(8), side, look.gap(8))
        self.row.setSpacing(look.gap(12))
        self._direct()

    def _direct(self) -> None:
        direction = QBoxLayout.Direction
        is_short = self.needed_width > self.width()
        self.row.setDirection(direction.TopToBottom if is_short else direction.LeftToRight)
        height = self.row.heightForWidth(self.width()) if self.row.hasHeightForWidth() else 0
        self.setFixedHeight(max(height, self.row.minimumSize().height()))


def _least_width(part: QWidget) -> int:
    """As a layout sees it: what may not shrink needs its usual width."""
    stays = part.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Minimum
    hint = part.sizeHint() if stays else part.minimumSizeHint()
    return max(hint.width(), part.minimumWidth())
