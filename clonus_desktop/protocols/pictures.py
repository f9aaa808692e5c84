"""Pictures that come with a site: read as text and refused unless they are plain drawings.

A picture from elsewhere is drawn by the same renderer as the program's own, which opens files
and addresses that a picture names. So what is not known to be harmless is not drawn.
"""

import re
from pathlib import Path
from xml.etree import ElementTree

LARGEST_BYTES = 256 * 1024
DEEPEST = 16
LARGEST_NUMBER = 100_000.0
"""Beyond, strokes and dashes take the renderer minutes."""

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset(
    {"svg", "title", "desc", "g", "path", "circle", "ellipse", "rect"}
    | {"line", "polyline", "polygon"}
)
_ATTRIBUTES = frozenset(
    {"viewBox", "width", "height", "version", "id", "d", "points", "transform", "opacity"}
    | {"fill", "fill-rule", "fill-opacity", "x", "y", "x1", "y1", "x2", "y2", "r", "rx", "ry"}
    | {"cx", "cy", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}
    | {"stroke-opacity", "stroke-miterlimit"}
)
# Nobody's drawing declares entities (how a small file becomes an endless one), names a style
# sheet in another file, or has to be read in another encoding than this check read it in.
_DECLARES = re.compile(r"<!(?!--)|<\?(?!xml[\s?])", re.IGNORECASE)
_RECODED = re.compile(r"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_NAMED_BY_WORDS = frozenset({"id", "fill", "stroke", "version"})


class UnsafePicture(ValueError):
    """A picture that is not drawn; the message says why."""


def read_drawing(file: Path) -> str:
    """The SVG of a file that holds a plain drawing and nothing else.

    Raises:
        UnsafePicture: It cannot be read, is too large, or holds more than a plain drawing.
    """
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise UnsafePicture(f"it is larger than {LARGEST_BYTES // 1024} kB")
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnsafePicture(f"it cannot be read ({error})") from error
    if _DECLARES.search(text):
        raise UnsafePicture("it declares a document type, entities or a style sheet")
    if _RECODED.search(text):
        raise UnsafePicture("it is not written in UTF-8")
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise UnsafePicture(f"it is not SVG ({error})") from error
    _check(root)
    return text


def _check(root: ElementTree.Element) -> None:
    if root.tag != f"{_NAMESPACE}svg" or len(_numbers(root.get("viewBox", ""))) != 4:
        raise UnsafePicture("it is not an SVG with a viewBox")
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise UnsafePicture(f"it is nested deeper than {DEEPEST}")
        for element in level:
            _check_element(element)
        level = [child for element in level for child in element]


def _check_element(element: ElementTree.Element) -> None:
    name = str(element.tag).removeprefix(_NAMESPACE)
    if name not in _ELEMENTS:
        raise UnsafePicture(f"it holds <{name}>; only shapes and paths are drawn")
    for key, value in element.attrib.items():
        if key not in _ATTRIBUTES:
            raise UnsafePicture(f"<{name}> has {key!r}; only plain shapes and colours are drawn")
        if "(" in value and key != "transform":
            raise UnsafePicture(f"<{name}> names something outside itself in {key!r}")
        numbers = () if key in _NAMED_BY_WORDS else _numbers(value)
        if any(abs(number) > LARGEST_NUMBER for number in numbers):
            raise UnsafePicture(f"<{name}> has a number beyond {LARGEST_NUMBER:g} in {key!r}")


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(found) for found in _NUMBER.findall(text))
