"""An SVG written anew from what is known to be harmless: shapes, colours and words."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from clonus_desktop.domain.message import Message
from clonus_desktop.report.raster import raster_of
from clonus_desktop.report.unusable import Unusable

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

_IN_ONE = True
"""The file is read in one piece."""

MOST_ELEMENTS = 20_000
DEEPEST = 60

_GROUPS = ("svg", "g", "defs", "symbol", "clipPath", "use", "style", "tspan", "stop")
_SEEN = frozenset(
    ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "image")
)
_GRADIENTS = frozenset(("linearGradient", "radialGradient"))
_SHAPES = _SEEN.union(_GROUPS, _GRADIENTS)
_REFERRING = _GRADIENTS | {"image", "use"}
# A link and a choice between drawings are only groups on paper.
_AS_GROUP = frozenset(("a", "switch"))
# What programs say about a drawing to themselves and to readers: left out without a word.
_SILENT = frozenset(("metadata", "title", "desc"))
_PNG = "data:image/png;base64,"
# Spaces and a quotation mark are never given back: a quoted "#name" is in the same file as well.
_URL = re.compile(r"url\(\s*+['\"]?+(?!#)", re.IGNORECASE)
_RISKY_STYLE = re.compile(r"[@\\]|expression|javascript:", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[A-Za-z][\w.-]*")
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(?:px|pt|pc|mm|cm|in)?\s*")
_NUMBERS = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing that does nothing but be drawn.

    Attributes:
        width, height: Of what is shown, in units of its own.
        content: The SVG.
        left_out: Names of the elements that were left out, such as ``script``.
        has_words: True when some of it is text and not only outlines.
    """

    width: float
    height: float
    content: str
    left_out: tuple[str, ...]
    has_words: bool


def drawing_of(content: bytes) -> Drawing:
    """The SVG with its shapes alone; scripts, links and animations are left out.

    Raises:
        Unusable: It is none, needs other files, has no size, or is too intricate.
    """
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.words
    parser.EntityDeclHandler = writer.entity
    try:
        parser.Parse(content, _IN_ONE)
    except expat.ExpatError:
        raise Unusable(Message("The file is no drawing in SVG, or it is damaged.")) from None
    return writer.drawing()


class _Writer:
    """Writes down what may stay while the file is read."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._skipped = 0
        self._count = 0
        self._box: tuple[float, float, float, float] | None = None
        self._left_out: dict[str, None] = {}
        self._used: set[str] = set()
        self._users: set[str] = set()
        self._has_words = False
        self._shapes = 0

    def entity(self, *_declared: object) -> None:
        """Words that stand for other words can stand for millions of them."""
        raise Unusable(Message("The drawing defines entities. Save it as plain SVG, without them."))

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._skipped or len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS:
            self._skip()
            return
        space, _, element = name.rpartition(" ")
        if space != SVG or (not self._open and element != "svg"):
            self._skip_first(element if not self._open else "")
            return
        element = "g" if element in _AS_GROUP else element
        kept = {n: v for n, v in map(_attribute, attributes.items()) if n}
        if element not in _SHAPES:
            self._skip_first("" if element in _SILENT else element)
            return
        target = kept.pop("href", "")
        if element in _REFERRING and not self._take_reference(element, target, kept):
            self._skip_first("")
            return
        self._shapes += element in _SEEN
        self._write(element, kept)

    def _skip(self) -> None:
        if not self._skipped:
            raise Unusable(
                Message("The drawing is too intricate for a letterhead. Save a simpler one.")
            )
        self._skipped += 1

    def _skip_first(self, name: str) -> None:
        if name and not self._open:
            raise Unusable(Message("The file is no drawing in SVG, or it is damaged."))
        if name:
            self._left_out[name] = None
        self._skipped = 1

    def _take_reference(self, element: str, target: str, kept: dict[str, str]) -> bool:
        """True when what it refers to stands in the same file, or it may do without."""
        if element != "image" and target.startswith("#"):
            kept["xlink:href"] = target
            if element == "use":
                self._used.add(target.removeprefix("#"))
                self._users.update(ident for _, ident in self._open if ident)
            return True
        if element == "image" and target.startswith(_PNG):
            kept["xlink:href"] = _PNG + _checked_png(target.removeprefix(_PNG))
            return True
        if target:
            raise Unusable(
                Message(
                    "The drawing refers to another file or page, which a letter cannot carry. "
                    "Embed its pictures as PNG, and save it again."
                )
            )
        return element in _GRADIENTS

    def _write(self, element: str, kept: dict[str, str]) -> None:
        self._has_words = self._has_words or element == "text"
        ident = kept.get("id", "")
        if not self._open:
            self._box = _box(kept)
            kept = {n: v for n, v in kept.items() if n not in {"width", "height", "viewBox"}}
            left, top, width, height = self._box
            kept |= {"width": f"{width:g}", "height": f"{height:g}"}
            kept |= {"viewBox": f"{left:g} {top:g} {width:g} {height:g}"}
            kept |= {"xmlns": SVG, "xmlns:xlink": XLINK}
        self._open.append((element, ident))
        said = "".join(f" {name}={quoteattr(value)}" for name, value in kept.items())
        self._parts.append(f"<{element}{said}>")

    def words(self, text: str) -> None:
        if self._skipped or not self._open:
            return
        if self._open[-1][0] == "style" and not _is_harmless(text):
            self._left_out["style"] = None
            return
        self._parts.append(escape(text))

    def end(self, _name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        self._parts.append(f"</{self._open.pop()[0]}>")

    def drawing(self) -> Drawing:
        assert self._box is not None  # a file without an element does not parse
        if self._used & self._users:
            # A copy of copies of copies: ten lines can ask for a billion shapes.
            raise Unusable(
                Message("The drawing is too intricate for a letterhead. Save a simpler one.")
            )
        if not self._shapes:
            raise Unusable(Message("Nothing is to be seen in the drawing. Choose another file."))
        return Drawing(
            width=self._box[2],
            height=self._box[3],
            content="".join(self._parts),
            left_out=tuple(self._left_out),
            has_words=self._has_words,
        )


def _attribute(found: tuple[str, str]) -> tuple[str, str]:
    """Name and value as they are written; no name for what is left out."""
    name, value = found
    space, _, plain = name.rpartition(" ")
    is_known = space in {"", XLINK} if plain == "href" else not space
    if not is_known or not _PLAIN_NAME.fullmatch(plain) or plain.lower().startswith("on"):
        return "", ""
    return (plain, value) if plain == "href" or _is_harmless(value) else ("", "")


def _is_harmless(style: str) -> bool:
    return not _URL.search(style) and not _RISKY_STYLE.search(style)


def _checked_png(coded: str) -> str:
    try:
        content = base64.b64decode("".join(coded.split()), validate=True)
    except binascii.Error:
        content = b""
    return base64.b64encode(raster_of(content).content).decode()


def _box(kept: Mapping[str, str]) -> tuple[float, float, float, float]:
    """What is shown of the drawing: left, top, width and height, in its own units."""
    named = _NUMBERS.split(kept.get("viewBox", "").strip())
    lengths = [_LENGTH.fullmatch(kept.get(name, "")) for name in ("width", "height")]
    try:
        left, top, width, height = map(float, named)
    except ValueError:
        if not all(lengths):
            raise Unusable(_without_size()) from None
        left, top = 0.0, 0.0
        width, height = (float(found[1]) for found in lengths if found)
    if not (0 < width < 1e6 and 0 < height < 1e6 and abs(left) < 1e6 and abs(top) < 1e6):
        raise Unusable(_without_size())
    return left, top, width, height


def _without_size() -> Message:
    return Message("The drawing does not say how large it is. Save it with a width and a height.")
