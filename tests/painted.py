"""What a widget writes, read while it paints: also in painted widgets, whose text Qt cannot tell.

The widget paints on a device that draws nothing and keeps each piece of text with its place, its
colour and what cuts it off.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import (
    QFontMetricsF,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPixmap,
    QRegion,
    QTextItem,
    QTransform,
)
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A piece of text as it is painted.

    Attributes:
        ink: Where its letters lie, in the widget.
        clip: What of the widget the painter may touch; None for all of it.
        colour: Of the letters, as ``#rrggbb``.
        pixels: Size of the letters.
    """

    text: str
    ink: QRectF
    clip: QRectF | None
    colour: str
    pixels: int


class _Engine(QPaintEngine):
    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.writings: list[Writing] = []
        self._colour = ""
        self._to_widget = QTransform()
        self._clip: QRectF | None = None

    def begin(self, device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        self._colour = state.pen().color().name()
        self._to_widget = QTransform(state.transform())
        box = state.clipRegion().boundingRect()
        is_cut = state.isClipEnabled() and not box.isEmpty()
        self._clip = self._to_widget.mapRect(QRectF(box)) if is_cut else None

    def drawTextItem(self, at: QPointF, item: QTextItem) -> None:
        text = item.text()
        ink = QFontMetricsF(item.font()).tightBoundingRect(text).translated(at)
        if text.strip() and not ink.isEmpty():
            self.writings.append(
                Writing(
                    text=text,
                    ink=self._to_widget.mapRect(ink),
                    clip=self._clip,
                    colour=self._colour,
                    pixels=item.font().pixelSize(),
                )
            )

    def drawPixmap(self, room: QRectF, pixmap: QPixmap, part: QRectF) -> None:
        """Nothing is drawn."""

    def drawPath(self, path: object) -> None:
        """Nothing is drawn."""

    def drawPolygon(self, *points: object) -> None:
        """Nothing is drawn."""


class _Device(QPaintDevice):
    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget = widget
        self.engine = _Engine()

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        kind = QPaintDevice.PaintDeviceMetric
        return {
            kind.PdmWidth: self._widget.width(),
            kind.PdmHeight: self._widget.height(),
            kind.PdmDevicePixelRatio: 1,
            kind.PdmDevicePixelRatioScaled: 65536,
            kind.PdmDepth: 32,
        }.get(metric, 96)


def writings_of(widget: QWidget) -> list[Writing]:
    """What the widget itself writes, without what lies in it."""
    device = _Device(widget)
    QWidget.render(widget, device, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return device.engine.writings
