"""A language that is made of the longest words that any language has for each text."""

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

from clonus_desktop.language import DOMAIN, LANGUAGES

LOCALE = Path(__file__).parents[1] / "resources" / "locale"


def _whole(text: str) -> int:
    return len(text)


def _word(text: str) -> int:
    """Of its longest word, which no line can break."""
    return max((len(word) for word in text.split()), default=0)


WHOLE, WORD = _whole, _word


class Longest(gettext.NullTranslations):
    """Each text as that language says it whose words need the most room.

    A window in which these fit has room for every language; audited one by one, they would take
    as many times as long.

    Args:
        room: How much room a text needs: all of it in one line, or its longest word where lines
            are short.
    """

    def __init__(self, room: Callable[[str], int]) -> None:
        super().__init__()
        self._room = room
        found = (LOCALE / code for code in LANGUAGES if code != "en")
        self._all = [
            gettext.translation(DOMAIN, folder.parent, languages=[folder.name]) for folder in found
        ]

    def gettext(self, message: str) -> str:
        return self._longest(one.gettext(message) for one in self._all)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self._longest(one.ngettext(singular, plural, n) for one in self._all)

    def pgettext(self, context: str, message: str) -> str:
        return self._longest(one.pgettext(context, message) for one in self._all)

    def _longest(self, texts) -> str:
        return max(texts, key=lambda text: (self._room(text), len(text)))


@cache
def longest(room: Callable[[str], int]) -> Longest:
    """The language for a measure of room, read once."""
    return Longest(room)
