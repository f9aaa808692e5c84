"""Letterheads and Word templates, good and bad, for every test that chooses one."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from clonus_desktop import resources

SVG = (
    b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    b'viewBox="0 0 400 60"><title>Northgate</title><style>.a{fill:#0a5c61}</style>'
    b'<rect class="a" width="400" height="12"/><path d="M0 20h80v30h-80z" fill="#b04600"/></svg>'
)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEMPLATE = resources.path("letter", "letter.docx").read_bytes()


def svg(inside: str, size: str = 'width="100" height="20"') -> bytes:
    """A drawing of those elements."""
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {spaces} {size}>{inside}</svg>".encode()


def chunk(kind: bytes, body: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 300, height: int = 60, *others: bytes) -> bytes:
    """A picture in one colour, with other pieces after its head."""
    rows = (b"\0" + bytes((10, 92, 97)) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (
        chunk(b"IHDR", head),
        *others,
        chunk(b"IDAT", zlib.compress(rows)),
        chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def parts_of(docx: bytes) -> dict[str, bytes]:
    """The parts of a document by their names."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def document(parts: Mapping[str, bytes]) -> bytes:
    """A document of those parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def changed(before: str, after: str, part: str = "word/document.xml") -> bytes:
    """The program's template with other words in one of its parts."""
    parts = parts_of(TEMPLATE)
    assert before.encode() in parts[part], before
    parts[part] = parts[part].replace(before.encode(), after.encode(), 1)
    return document(parts)


def with_tag(tag: str) -> bytes:
    """The program's template with one more tag before the salutation."""
    return changed("{{ salutation }}", tag + "{{ salutation }}")


def with_part(name: str, content: bytes) -> bytes:
    """The program's template with one part more, or another content of it."""
    return document({**parts_of(TEMPLATE), name: content})
