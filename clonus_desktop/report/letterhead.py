"""A letterhead of the practice's own: a drawing or a picture at the top of the first page."""

import base64
from dataclasses import dataclass
from functools import lru_cache

from clonus_desktop.domain.message import Message
from clonus_desktop.report.drawing import SVG, XLINK, drawing_of
from clonus_desktop.report.raster import SIGNATURE, raster_of
from clonus_desktop.report.typesetting import is_printable, picture_inputs, png_of
from clonus_desktop.report.unusable import Unusable

LARGEST = 1_000_000
"""In bytes: a drawing, or a picture as wide as the paper."""

WIDEST_MM, HIGHEST_MM = 166.0, 30.0
"""Between the margins, and so that an ordinary letter stays on one page."""

_FINEST_MM = 25.4 / 150
"""A picture is printed no larger than at 150 dots to the inch."""

_DOTS_PER_INCH = 300.0

SVG_TYPE, PNG_TYPE = "image/svg+xml", "image/png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """A picture that can be printed, and does nothing else.

    Attributes:
        media_type: ``image/svg+xml`` or ``image/png``.
        content: The file as it is kept.
        width_mm, height_mm: On paper.
        left_out: Names of what was left out of a drawing, such as ``script``.
        has_words: True when a drawing holds text, which gets the fonts of the letter.
    """

    media_type: str
    content: bytes
    width_mm: float
    height_mm: float
    left_out: tuple[str, ...] = ()
    has_words: bool = False


def letterhead_of(content: bytes) -> Letterhead:
    """The letterhead that a file holds, without anything that is not to be seen.

    Raises:
        Unusable: It is neither SVG nor PNG, too large, damaged, or needs other files.
    """
    if len(content) > LARGEST:
        raise Unusable(
            Message(
                "The file is larger than {mb} MB, which is more than any letterhead needs.",
                {"mb": LARGEST // 1_000_000},
            )
        )
    made = kept_letterhead(content)
    if not is_printable(_alone(made)):
        raise Unusable(
            Message(
                "The picture cannot be printed: it is damaged, or its words need another font. "
                "Turn the words into outlines, and save it again."
            )
        )
    return made


@lru_cache(maxsize=2)
def kept_letterhead(content: bytes) -> Letterhead:
    """The letterhead of a file that was checked when it was chosen; each letter asks for it.

    Raises:
        Unusable: It is not the file that was kept then.
    """
    return _picture(content) if content.startswith(SIGNATURE) else _drawn(content)


def _picture(content: bytes) -> Letterhead:
    found = raster_of(content)
    natural = found.width * _FINEST_MM, found.height * _FINEST_MM
    width, height = _fitted(*natural, most=1.0)
    return Letterhead(media_type=PNG_TYPE, content=found.content, width_mm=width, height_mm=height)


def _drawn(content: bytes) -> Letterhead:
    found = drawing_of(content)
    width, height = _fitted(found.width, found.height)
    return Letterhead(
        media_type=SVG_TYPE,
        content=found.content.encode(),
        width_mm=width,
        height_mm=height,
        left_out=found.left_out,
        has_words=found.has_words,
    )


def _fitted(width: float, height: float, *, most: float = float("inf")) -> tuple[float, float]:
    """The same shape, as large as there is room for; enlarged at most so many times."""
    scale = min(WIDEST_MM / width, HIGHEST_MM / height, most)
    return round(width * scale, 2), round(height * scale, 2)


def placed(letterhead: Letterhead, alt: str) -> dict[str, object]:
    """What the template of the letter is told of it.

    Args:
        alt: The same in words, for those who cannot see it.
    """
    return {"svg": _as_svg(letterhead), "width": letterhead.width_mm, "alt": alt}


@lru_cache(maxsize=2)
def as_dots(letterhead: Letterhead) -> Letterhead:
    """The same as a picture of dots, for painters that know less of SVG than the print does."""
    return Letterhead(
        media_type=PNG_TYPE,
        content=png_of(_alone(letterhead), dots_per_inch=_DOTS_PER_INCH),
        width_mm=letterhead.width_mm,
        height_mm=letterhead.height_mm,
    )


def _alone(letterhead: Letterhead) -> dict[str, str]:
    svg, width = _as_svg(letterhead), letterhead.width_mm
    return picture_inputs(svg, width_mm=width, alt="Letterhead")


def _as_svg(letterhead: Letterhead) -> str:
    """The picture as SVG, which the template takes in one piece."""
    if letterhead.media_type == SVG_TYPE:
        return letterhead.content.decode()
    coded = base64.b64encode(letterhead.content).decode()
    width, height = f"{letterhead.width_mm:g}", f"{letterhead.height_mm:g}"
    size = f'width="{width}" height="{height}"'
    return (
        f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" {size} viewBox="0 0 {width} {height}">'
        f'<image {size} xlink:href="data:image/png;base64,{coded}"/></svg>'
    )
