"""Bytes of a list as text, and by which encoding: it is told, for a wrong one changes names."""

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.message import Message
from clonus_desktop.exchange.patients.entry import BadFile

# What no list holds, and other kinds of files do. Old programs end a file with Ctrl+Z.
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")

MOST_BYTES = 64 * 1024 * 1024


class Encoding(StrEnum):
    """How letters stand in a file; the value is Python's name."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS = "cp1252"
    DOS = "cp850"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file.

    Attributes:
        text: Without a byte order mark.
        encoding: By which it was read.
        is_certain: False when another encoding could have been meant.
    """

    text: str
    encoding: Encoding
    is_certain: bool


_MARKS = (
    (codecs.BOM_UTF8, Encoding.UTF_8, "utf-8"),
    (codecs.BOM_UTF16_LE, Encoding.UTF_16, "utf-16-le"),
    (codecs.BOM_UTF16_BE, Encoding.UTF_16, "utf-16-be"),
)


def decode(content: bytes, wanted: Encoding | None = None) -> Decoded:
    """The text of a file; by the encoding that is wanted, else by the one that fits.

    Raises:
        BadFile: It is too long, empty, no text, or not in the encoding that is wanted.
    """
    if len(content) > MOST_BYTES:
        raise too_long()
    decoded = _by_mark(content) or (_best(content) if wanted is None else _as(content, wanted))
    if _CONTROL.search(decoded.text):
        raise no_text()
    if not decoded.text.strip():
        raise BadFile(
            Message(
                "The file is empty. Nothing was taken in. Choose the file with the list.",
            )
        )
    return decoded


def _by_mark(content: bytes) -> Decoded | None:
    for mark, encoding, name in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], name, encoding, is_certain=True)
    return None


def _as(content: bytes, wanted: Encoding) -> Decoded:
    name = _utf_16_order(content) if wanted is Encoding.UTF_16 else wanted.value
    return _decoded(content, name, wanted, is_certain=True)


def _best(content: bytes) -> Decoded:
    if b"\0" in content:
        return _decoded(content, _utf_16_order(content), Encoding.UTF_16, is_certain=False)
    for encoding in (Encoding.UTF_8, Encoding.WINDOWS):
        try:
            # Whole words in another encoding are hardly ever good UTF-8 by chance.
            certain = encoding is Encoding.UTF_8
            return _decoded(content, encoding.value, encoding, is_certain=certain)
        except BadFile:
            continue
    # Five bytes are no letter of Windows; to DOS every byte is one.
    return _decoded(content, Encoding.DOS.value, Encoding.DOS, is_certain=False)


def _utf_16_order(content: bytes) -> str:
    """By where the zeros stand beside letters of western scripts."""
    return "utf-16-be" if content[0::2].count(0) > content[1::2].count(0) else "utf-16-le"


def _decoded(content: bytes, name: str, encoding: Encoding, *, is_certain: bool) -> Decoded:
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        raise no_text() from None
    # The end of a file in DOS.
    text = text.removeprefix("\ufeff").rstrip("\x1a")
    return Decoded(text=text, encoding=encoding, is_certain=is_certain)


def too_long() -> BadFile:
    """The fault of a file that is no list of one practice."""
    return BadFile(
        Message(
            "The file is longer than {most} MB. Nothing was taken in. "
            "Divide it into several files, and take them in one after the other.",
            {"most": MOST_BYTES // (1024 * 1024)},
        )
    )


def no_text() -> BadFile:
    """The fault of bytes that are no text."""
    return BadFile(
        Message(
            "The letters of the file cannot be read: it is no text, or in another encoding. "
            "Nothing was taken in. Save the list as CSV in UTF-8, and choose that file.",
        )
    )
