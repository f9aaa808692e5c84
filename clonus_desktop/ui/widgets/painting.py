"""What painted widgets share: text that fits."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

_SMALLEST = 0.4


def fitted(font: QFont, text: str, width: float, height: float = 1e6) -> QFont:
    """The font, made smaller until the text fits; never below 0.4 of its size."""
    metrics = QFontMetricsF(font)
    room = min(
        1.0,
        width / max(1.0, metrics.horizontalAdvance(text)),
        height / max(1.0, metrics.tightBoundingRect(text).height()),
    )
    if room >= 1.0:
        return font
    made = QFont(font)
    made.setPixelSize(max(1, int(font.pixelSize() * max(room, _SMALLEST))))
    return made


def text_width(font: QFont, text: str) -> float:
    """Width of one line."""
    return QFontMetricsF(font).horizontalAdvance(text)


def wrapped_height(font: QFont, text: str, width: float) -> float:
    """Height of the text wrapped into that width."""
    box = QRectF(0, 0, max(1.0, width), 1e6)
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
    return QFontMetricsF(font).boundingRect(box, int(flags), text).height()


def draw_middle(painter: QPainter, middle: QPointF, text: str) -> None:
    """Write so that the ink of the text, not its line, has its middle there."""
    ink = QFontMetricsF(painter.font()).tightBoundingRect(text)
    painter.drawText(middle - ink.center(), text)
