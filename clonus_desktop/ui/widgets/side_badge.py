"""Right is a circle with R, left a diamond with L, the midline a square with M."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance

_CIRCLE, _SQUARE = 0.92, 0.8
"""Of the room of the diamond: a square on its corner looks smaller than a circle as wide, and
that smaller than a square on its side."""


def side_letter(side: Side) -> str:
    """The letter in the badge."""
    return {Side.RIGHT: _("R"), Side.LEFT: _("L"), Side.MIDLINE: _("M")}[side]


def side_words(side: Side) -> str:
    """The side as a word."""
    return {Side.RIGHT: _("Right"), Side.LEFT: _("Left"), Side.MIDLINE: _("Midline")}[side]


def paint_side_badge(painter: QPainter, box: QRectF, side: Side, *, filled: bool = True) -> None:
    """Draw the badge into a square box."""
    look = appearance()
    colour, inside = look.color(side.value), look.color(f"on_{side.value}")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = max(2.0, box.width() / 14)
    painter.setPen(QPen(colour, edge, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                        Qt.PenJoinStyle.RoundJoin))  # fmt: skip
    painter.setBrush(colour if filled else look.color("surface"))
    half = box.width() / 2 - edge / 2
    if side is Side.RIGHT:
        painter.drawEllipse(box.center(), half * _CIRCLE, half * _CIRCLE)
    elif side is Side.LEFT:
        painter.drawPolygon(_diamond(box.center(), half))
    else:
        reach = half * _SQUARE
        painter.drawRect(QRectF(box.center() - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)))
    font = look.font_of(16, 700)
    font.setPixelSize(max(9, round(box.width() * 0.48)))
    painter.setFont(font)
    painter.setPen(inside if filled else colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, side_letter(side))
    painter.restore()


def _diamond(center: QPointF, reach: float) -> QPolygonF:
    return QPolygonF(
        [
            center + QPointF(0, -reach),
            center + QPointF(reach, 0),
            center + QPointF(0, reach),
            center + QPointF(-reach, 0),
        ]
    )


class SideBadge(QWidget):
    """The badge of a side, at a size in pixels at 100 %."""

    spoken = Spoken(role=Role.Graphic)

    def __init__(self, side: Side = Side.RIGHT, *, filled: bool = True, size: int = 26) -> None:
        super().__init__()
        self._size = size
        self._filled = filled
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_side(side)
        appearance().changed.connect(self.updateGeometry)

    def show_side(self, side: Side) -> None:
        """Show that side."""
        self._side = side
        self.setAccessibleName(side_words(side))
        self.update()

    def sizeHint(self) -> QSize:
        size = appearance().px(self._size)
        return QSize(size, size)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = min(self.width(), self.height())
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_side_badge(painter, box, self._side, filled=self._filled)
