"""How a place is tested: the picture (mirrored for the left side), the steps, one caution."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.icons import picture
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.layouts import remove_all

_SHAPE = 340 / 480


class Picture(QWidget):
    """A picture of a manoeuvre, as large as there is room, sharp at every scale."""

    def __init__(self, width: int = 256) -> None:
        super().__init__()
        self._name, self._mirrored, self._width = "", False, width
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def show_picture(self, name: str, *, mirrored: bool, words: str) -> None:
        """Show a file of resources/pictures; words say what it shows."""
        self._name, self._mirrored = name, mirrored
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width, round(self._width * _SHAPE))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._name:
            return
        width = min(self.width(), round(self.height() / _SHAPE))
        size = QSize(width, round(width * _SHAPE))
        drawn = picture(self._name, size, self.devicePixelRatioF(), mirrored=self._mirrored)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        QPainter(self).drawPixmap(left, top, drawn)


class StepCard(QFrame):
    """Picture over the steps, or (upright) beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.picture = Picture()
        self._steps = QWidget()
        self._grid = QGridLayout(self._steps)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._caution = plain_label(role="caption", wrap=True)
        self._words = QVBoxLayout()
        self._words.addWidget(self._steps)
        self._words.addStretch(1)
        self._words.addWidget(self._caution)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.addWidget(self.picture)
        self._layout.addLayout(self._words, 1)
        self._protocol: Protocol | None = None
        self.arrange(upright=False)

    def show_steps(self, protocol: Protocol | None, side: Side) -> None:
        """Show how that site is tested on that side."""
        if protocol is None:
            return
        words = _("How the {site} is tested").format(site=protocol.name)
        self.picture.show_picture(protocol.picture, mirrored=side is Side.LEFT, words=words)
        if protocol is self._protocol:
            return
        self._protocol = protocol
        self._show_texts(protocol)

    def _show_texts(self, protocol: Protocol) -> None:
        remove_all(self._grid)
        self._grid.setHorizontalSpacing(appearance().gap(12))
        self._grid.setVerticalSpacing(appearance().gap(8))
        top = Qt.AlignmentFlag.AlignTop
        for row, step in enumerate(protocol.steps):
            self._grid.addWidget(plain_label(str(row + 1), role="number"), row, 0, top)
            self._grid.addWidget(plain_label(step.text, wrap=True), row, 1, top)
        self._caution.setText(protocol.cautions[0].text if protocol.cautions else "")

    def arrange(self, *, upright: bool) -> None:
        """Beside each other (True) or one over the other."""
        look = appearance()
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if upright else direction.TopToBottom)
        gap = look.gap(12)
        self._layout.setContentsMargins(gap, gap, gap, gap)
        self._layout.setSpacing(gap)
        self._layout.setStretch(0, 2 if upright else 0)
        self._layout.setStretch(1, 5 if upright else 1)
        self.picture.setMinimumHeight(look.px(130))
        self.picture.setMaximumHeight(look.px(150 if upright else 200))
