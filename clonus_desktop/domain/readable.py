"""Typed words without the characters that nobody sees and that change how others are read.

A bidirectional override shows "gpj.exe" as "exe.jpg", and a number back to front; an invisible
letter makes two records of one name. Nobody means them: they come along when words are pasted.
So the values of the domain never hold them, whether they were typed now or stored long ago.
"""

import re

# Joiners (U+200C, U+200D) are letters of Persian and Indian scripts and stay; so do the selectors
# that tell the forms of one Japanese or Mongolian letter, and Arabic's marks around a number.
_UNSEEN = re.compile(
    "["
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    "]"
)

NOTHING_READABLE = "\ufffd"


def readable(text: str) -> str:
    """The text without bidirectional controls and invisible characters."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def kept_readable(text: str) -> str:
    """The same; what holds nothing else becomes U+FFFD, for words that were there stay words."""
    cleaned = readable(text)
    return NOTHING_READABLE if text.strip() and not cleaned.strip() else cleaned


def make_readable(value: object, *names: str) -> None:
    """The same for attributes of a frozen value that is just being made.

    What is no text is left for the value's own checks to refuse.
    """
    for name in names:
        text = getattr(value, name)
        if isinstance(text, str) and not text.isascii():
            object.__setattr__(value, name, kept_readable(text))
