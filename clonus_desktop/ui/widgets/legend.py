"""What the marks of the course plot mean."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from clonus_desktop.domain.anatomy import SIDES, Side
from clonus_desktop.domain.measures import Measure
from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.side_badge import side_words

_SAMPLE, _GAP = 38, 6


class Legend(QWidget):
    """Right, left, the limit and sustained, each with a sample of how it is drawn.

    The midline stands among them only where a site without sides is drawn.
    """

    spoken = Spoken(role=Role.StaticText)

    def __init__(self) -> None:
        super().__init__()
        self._limit = ""
        self._sides: tuple[Side, ...] = SIDES
        self._measure = Measure.BEATS
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_limit(_("more than 5 beats"))
        appearance().changed.connect(self.updateGeometry)

    def show_limit(self, words: str) -> None:
        """Name the limit; empty when there is none to draw."""
        self._limit = words
        self._tell()

    def show_sides(self, sides: Collection[Side]) -> None:
        """Name right and left, and the midline where it is among those that are drawn."""
        self._sides = tuple(side for side in Side if side in SIDES or side in sides)
        self._tell()

    def show_measure(self, measure: Measure) -> None:
        """Name the limit and the band of beats, or those of seconds."""
        self._measure = measure
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleName(", ".join(text for _kind, text in self._items()))
        self.updateGeometry()
        self.update()

    def _items(self) -> list[tuple[str, str]]:
        items = [(side.value, side_words(side)) for side in self._sides]
        if self._measure is Measure.DURATION:
            return [*items, ("limit", _("SCATS at the ankle")), ("sustained", _("over 10 s"))]
        if self._limit:
            items.append(("limit", self._limit))
        return [*items, ("sustained", _("sustained"))]

    def _boxes(self, width: int) -> list[tuple[str, str, QRectF]]:
        """Kind, words and box of each item, wrapped into lines of that width."""
        look = appearance()
        metrics = QFontMetrics(look.font("strong"))
        height = max(metrics.height(), look.px(26))
        x = y = 0.0
        boxes = []
        for kind, text in self._items():
            item = look.px(_SAMPLE + _GAP) + metrics.horizontalAdvance(text) + look.px(12)
            if x and x + item > width:
                x, y = 0.0, y + height
            boxes.append((kind, text, QRectF(x, y, item, height)))
            x += item
        return boxes

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._boxes(width)[-1][2].bottom())

    def sizeHint(self) -> QSize:
        boxes = self._boxes(100_000)
        return QSize(round(boxes[-1][2].right()), round(boxes[-1][2].bottom()))

    def minimumSizeHint(self) -> QSize:
        widest = max(box.width() for _kind, _text, box in self._boxes(1))
        return QSize(round(widest), self.heightForWidth(max(self.width(), round(widest))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, max(0.0, (self.height() - self.heightForWidth(self.width())) / 2))
        look = appearance()
        for kind, text, box in self._boxes(self.width()):
            sample = QRectF(box.left(), box.top(), look.px(_SAMPLE), box.height())
            _paint_sample(painter, kind, sample)
            is_side = kind in {side.value for side in Side}
            painter.setFont(look.font("strong" if is_side else "caption"))
            painter.setPen(look.color("ink" if is_side else "ink2"))
            left = sample.right() + look.px(_GAP)
            words = QRectF(left, box.top(), box.right() - left, box.height())
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), text)


def _paint_sample(painter: QPainter, kind: str, box: QRectF) -> None:
    look = appearance()
    middle = box.center()
    if kind == "sustained":
        field = QRectF(box.left() + 8, middle.y() - 9, box.width() - 16, 18)
        painter.fillRect(field, look.color("sev1"))
        hatching = look.color("sev2")
        hatching.setAlphaF(0.45)
        painter.fillRect(field, QBrush(hatching, Qt.BrushStyle.BDiagPattern))
        return
    colour = look.color("sev2" if kind == "limit" else kind)
    dashed = kind in {Side.LEFT.value, "limit"}
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour, 2 if kind == "limit" else 2.5, style))
    painter.drawLine(QPointF(box.left(), middle.y()), QPointF(box.right(), middle.y()))
    painter.setPen(QPen(colour, 2.5))
    if kind == Side.RIGHT.value:
        painter.setBrush(colour)
        painter.drawEllipse(middle, 6, 6)
    elif kind == Side.LEFT.value:
        painter.setBrush(look.color("surface"))
        corners = [QPointF(0, -9), QPointF(9, 0), QPointF(0, 9), QPointF(-9, 0)]
        painter.drawPolygon([middle + corner for corner in corners])
    elif kind == Side.MIDLINE.value:
        painter.setBrush(colour)
        painter.drawRect(QRectF(middle.x() - 5, middle.y() - 5, 10, 10))
