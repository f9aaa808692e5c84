"""The words of every language fit into every screen, at 100 % and 200 %, wide and upright.

Three languages at four sizes would be twelve walks through all screens. Where words stand below
each other, one walk does for all: a language that takes for each text the longest of any (in one
line, or its longest word where lines are short), for what has room for that has room for each.
Where words share a line, it would add up what no language says together: there the languages
walk themselves that needed the most room when all twelve walks were measured.
"""

from functools import partial

import pytest

from clonus_desktop import language
from clonus_desktop.language import catalogues
from tests import audit
from tests.longest import WORD, longest
from tests.walks.test_audit import SMALL, UPRIGHT, audit_all


@pytest.fixture
def speaks(monkeypatch, demo_book):
    """Lets the screen speak a language, or say the longest texts and read that one's files."""

    def speak(code, room):
        if room is not None:
            monkeypatch.setattr(catalogues, "_translations", lambda _code: longest(room, code))
        language.use(code)
        demo_book.language = code

    yield speak
    monkeypatch.undo()
    language.use("en")


@pytest.mark.parametrize(
    ("size", "scale", "code", "room"),
    [
        (SMALL, 1.0, "de", None),
        (UPRIGHT, 1.0, "fr", None),
        (SMALL, 2.0, "es", WORD),
        (UPRIGHT, 2.0, "de", None),
    ],
)
def test_the_words_of_every_language_fit(walk, speaks, size, scale, code, room):
    speaks(code, room)
    walker = walk("light", size, scale)
    audit_all(walker, *audit.SHAPES, partial(audit.too_small, scale=scale))
