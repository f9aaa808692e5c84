"""Pages of a letter as a painter can draw them, sharp at every size."""

import base64
import re
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

A4_MM = QSizeF(210, 297)

_IMAGE = re.compile(r"<image\b[^>]*/>")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_DRAWING = "data:image/svg+xml;base64,"


def drawn_as_lines(page: bytes) -> bytes:
    """The page with its embedded drawings as part of it.

    QtSvg paints an embedded drawing as a picture of its size in points: blurred on every
    screen and coarse on paper.
    """
    return _IMAGE.sub(_as_group, page.decode()).encode()


def _as_group(image: re.Match[str]) -> str:
    known = dict(_ATTRIBUTE.findall(image[0]))
    source = known.get("xlink:href", "")
    if not source.startswith(_DRAWING):
        return image[0]
    drawing = base64.b64decode(source.removeprefix(_DRAWING)).decode()
    box = _VIEW_BOX.search(drawing)
    if box is None:
        return image[0]
    across, down = float(known["width"]) / float(box[1]), float(known["height"]) / float(box[2])
    inside = drawing[drawing.index(">", drawing.index("<svg")) + 1 : drawing.rindex("</svg>")]
    return f'<g transform="{known.get("transform", "")} scale({across} {down})">{inside}</g>'


def renderers(pages: Sequence[bytes]) -> tuple[QSvgRenderer, ...]:
    """One renderer for each page, which keeps its proportions."""
    made = []
    for page in pages:
        renderer = QSvgRenderer(QByteArray(drawn_as_lines(page)))
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        made.append(renderer)
    return tuple(made)


def paint(renderer: QSvgRenderer, painter: QPainter, within: QRectF) -> None:
    """Paint a page into a rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # A letterhead has more dots than a screen.
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    renderer.render(painter, within)
