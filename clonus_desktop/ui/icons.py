"""Icons and pictures, recoloured by the tokens and drawn at the pixels of the screen."""

import re
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from clonus_desktop import resources
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.tokens import DRAWN_IN, Theme

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")


def icon(name: str, role: str = "ink", size: int = 24) -> QIcon:
    """The icon of that name in the colour of a role, sharp at this and at double density."""
    made = QIcon()
    made.addPixmap(icon_pixmap(name, role, size))
    return made


def icon_pixmap(name: str, role: str = "ink", size: int = 24, dpr: float | None = None) -> QPixmap:
    """The icon as pixels, ``size`` of them at 100 %, times the text size."""
    colour = getattr(appearance().tokens, role)
    ratio = QGuiApplication.primaryScreen().devicePixelRatio() if dpr is None else dpr
    return _icon_pixels(name, colour, appearance().px(size), ratio)


@lru_cache(maxsize=256)
def _icon_pixels(name: str, colour: str, pixels: int, dpr: float) -> QPixmap:
    svg = resources.read_text("icons", f"{name}.svg").replace("currentColor", colour)
    return _drawn(svg, QSize(pixels, pixels), dpr)


def picture(
    name: str, size: QSize, dpr: float = 1.0, *, mirrored: bool = False, drawing: str = ""
) -> QPixmap:
    """A picture in the colours of the theme, as large as fits; mirrored for the left side.

    Args:
        name: A file of resources/pictures.
        drawing: The SVG to draw instead, of a site that brings its own.
    """
    return _picture_pixels(name, drawing, appearance().theme, size.toTuple(), dpr, mirrored)


# The same few pictures come back with each place of an examination; drawing one takes 1 ms.
@lru_cache(maxsize=24)
def _picture_pixels(
    name: str, drawing: str, _theme: Theme, size: tuple[int, int], dpr: float, mirrored: bool
) -> QPixmap:
    svg = _recoloured(drawing or _picture_text(name))
    drawn = _drawn(svg, QSize(*size), dpr)
    if not mirrored:
        return drawn
    turned = drawn.transformed(QTransform().scale(-1, 1), Qt.TransformationMode.FastTransformation)
    turned.setDevicePixelRatio(dpr)
    return turned


def _picture_text(name: str) -> str:
    try:
        return resources.read_text("pictures", name)
    except resources.ResourceMissing:
        # The manual has some of its own.
        return resources.read_text("help", "pictures", name)


def _recoloured(svg: str) -> str:
    tokens = appearance().tokens

    def colour(found: re.Match[str]) -> str:
        role = DRAWN_IN.get(found[0].upper())
        return found[0] if role is None else getattr(tokens, role)

    return _COLOUR.sub(colour, svg)


def _renderer(svg: str) -> QSvgRenderer:
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return renderer


def _drawn(svg: str, size: QSize, dpr: float) -> QPixmap:
    pixmap = QPixmap(size * dpr)
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(svg).render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return pixmap
