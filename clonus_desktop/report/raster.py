"""A PNG taken apart and put together anew from what a picture needs, and nothing else."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from clonus_desktop.domain.message import Message
from clonus_desktop.report.unusable import Unusable

SIGNATURE = b"\x89PNG\r\n\x1a\n"

MOST_PIXELS = 8_000_000
"""A letterhead as wide as the paper at 600 dpi, and 40 mm high, has half of it."""

# Colours and size; not the texts, times and places that cameras and editors put in as well.
_KEPT = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs"))
_HEAD = ">IIBBBBB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """A picture of pixels.

    Attributes:
        width, height: In pixels.
        content: The file, without words about it.
    """

    width: int
    height: int
    content: bytes


def raster_of(content: bytes) -> Raster:
    """The PNG without what tells more than its pixels.

    Raises:
        Unusable: It is none, is cut short, or is larger than any letterhead.
    """
    kept = [(kind, body) for kind, body in _chunks(content) if kind in _KEPT]
    kinds = [kind for kind, _ in kept]
    if kinds[:1] != [b"IHDR"] or kinds[-1] != b"IEND" or b"IDAT" not in kinds:
        raise _damaged()
    head = kept[0][1]
    if len(head) != struct.calcsize(_HEAD):
        raise _damaged()
    width, height = struct.unpack_from(">II", head)
    if not 0 < width * height <= MOST_PIXELS:
        raise Unusable(
            Message(
                "The picture has {width} × {height} pixels, which is more than any letterhead "
                "needs. Save a smaller one.",
                {"width": width, "height": height},
            )
        )
    return Raster(width=width, height=height, content=SIGNATURE + b"".join(map(_chunk, kept)))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    if not content.startswith(SIGNATURE):
        raise _damaged()
    while at < len(content):
        if at + 12 > len(content):
            raise _damaged()
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 8 + length
        if end + 4 > len(content):
            raise _damaged()
        body = content[at + 8 : end]
        if zlib.crc32(kind + body) != struct.unpack_from(">I", content, end)[0]:
            raise _damaged()
        yield kind, body
        at = end + 4


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, body = part
    head = struct.pack(">I", len(body)) + kind
    return head + body + struct.pack(">I", zlib.crc32(kind + body))


def _damaged() -> Unusable:
    return Unusable(Message("The picture is damaged. Save it as PNG again."))
