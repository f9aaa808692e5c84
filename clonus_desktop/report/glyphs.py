"""Which characters the letter's fonts can draw; what they lack gets a visible substitute."""

import struct
from collections.abc import Iterator
from functools import cache

from clonus_desktop import resources
from clonus_desktop.report.plain import REPLACEMENT

FONT_FILES = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf")


@cache
def drawable() -> frozenset[str]:
    """Every character that each of the fonts has a glyph for."""
    sets = [
        frozenset(_characters(resources.path("fonts", name).read_bytes())) for name in FONT_FILES
    ]
    return frozenset.intersection(*sets)


def drawn(text: str) -> str:
    """The text with a visible substitute for each character that the fonts lack."""
    if text.isascii():
        return text
    known = drawable()
    # Each sign is looked up once, however long the text.
    lacking = {ord(c): REPLACEMENT for c in set(text) if not c.isascii() and c not in known}
    return text.translate(lacking) if lacking else text


def _characters(font: bytes) -> Iterator[str]:
    """The characters of a TrueType font's Windows Unicode map (cmap format 4, platform 3)."""
    cmap = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", cmap, 2)
    for record in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * record)
        if (platform, encoding) == (3, 1):
            yield from _format_4(cmap[offset:])


def _table(font: bytes, name: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {
        tag: font[offset : offset + length]
        for tag, _, offset, length in struct.iter_unpack(">4sIII", font[12 : 12 + 16 * count])
    }
    return tables[name]


def _format_4(table: bytes) -> Iterator[str]:
    (double_count,) = struct.unpack_from(">H", table, 6)
    count = double_count // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + double_count)
    for start, end in zip(starts, ends, strict=True):
        # The private area holds a maker's signs; the last code of the plane ends the map.
        yield from (chr(c) for c in range(start, end + 1) if c < 0xE000 or 0xF900 <= c < 0xFFFE)
