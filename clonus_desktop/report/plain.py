"""Typed words made safe to print: no control characters, no reordering, no absurd lengths."""

import re
import unicodedata

from clonus_desktop.domain.message import Message
from clonus_desktop.language import Catalogue

LONGEST_LINE = 1000
LONGEST_BLOCK = 12_000
"""More than any field of the record holds; only pasted files are longer."""

MOST_LINES = 10

# Joiners are letters of Persian and Indian scripts; every other format character is invisible,
# and the bidirectional ones can make a number read backwards.
_KEPT_FORMATS = "\u200c\u200d"
_LINE_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)

_SPACED_MARKS = re.compile("«[ \u00a0\u202f]|[ \u00a0\u202f]»")

REPLACEMENT = "\ufffd"

_TYPED_AS = str.maketrans(
    {
        "\u2265": ">=",
        "\u2264": "<=",
        "\u2013": "-",
        "\u2014": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201a": "'",
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2026": "...",
        "\u00b7": "-",
        "\u00d7": "x",
        "\u00a0": " ",
        "\u202f": " ",
        "\t": " ",
    }
)


def line(text: str, words: Catalogue, *, longest: int = LONGEST_LINE) -> str:
    """The text on one line, without control characters; absurd lengths are marked as shortened."""
    return " ".join(_clean(_shortened(text, words, longest)).split())


def lines(text: str, words: Catalogue, *, most: int = MOST_LINES) -> tuple[str, ...]:
    """The lines of an address or a letterhead; lines beyond ``most`` are marked as left out."""
    found = [line(part, words) for part in _LINE_BREAKS.split(text[:LONGEST_BLOCK])]
    filled = [part for part in found if part]
    if len(filled) > most:
        return (*filled[:most], words.gettext("(shortened)"))
    return tuple(filled)


def paragraphs(text: str, words: Catalogue) -> tuple[str, ...]:
    """The paragraphs of typed words; a text longer than any field is marked as shortened."""
    kept = _shortened(text, words, LONGEST_BLOCK)
    found = (" ".join(_clean(part).split()) for part in _LINE_BREAKS.split(kept))
    return tuple(part for part in found if part)


def ascii_signs(text: str) -> str:
    """The text with typeset signs as they are typed, such as ``>=``; letters keep their accents."""
    # French sets them off by a space, which quotation marks that are typed have not.
    return _SPACED_MARKS.sub('"', text).translate(_TYPED_AS)


def _shortened(text: str, words: Catalogue, longest: int) -> str:
    if len(text) <= longest:
        return text
    return words.say(Message("{text} (shortened)", {"text": text[:longest].rstrip()}))


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(_printed(c) for c in text))


def _printed(character: str) -> str:
    if ord(character) in _VARIATION_SELECTORS:
        return ""
    category = unicodedata.category(character)
    if category == "Cf" and character not in _KEPT_FORMATS:
        return ""
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    # Half a pair, a code without a character and a private sign cannot be printed by anyone.
    return REPLACEMENT if category in {"Cs", "Cn", "Co"} else character
