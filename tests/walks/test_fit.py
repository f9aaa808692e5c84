"""The words of every language fit into every screen, at 100 % and 200 %, wide and upright.

Each language on its own would be twelve walks through all screens. One language that takes for
each text the longest of all needs four: what has room for it has room for each of them. In wide
windows the longest text counts, in narrow ones at 200 % the longest word. The words that lie in
files (protocols, rules, form, drugs) come from another language in each walk.
"""

from functools import partial

import pytest

from clonus_desktop import language
from clonus_desktop.language import catalogues
from tests import audit
from tests.longest import WHOLE, WORD, longest
from tests.walks.test_audit import SMALL, UPRIGHT, audit_all


@pytest.fixture
def speaks(monkeypatch, demo_book):
    """Lets the screen say the longest texts, and read the files of a language."""

    def speak(code, room):
        monkeypatch.setattr(catalogues, "_translations", lambda _code: longest(room))
        language.use(code)
        demo_book.language = code

    yield speak
    monkeypatch.undo()
    language.use("en")


@pytest.mark.parametrize(
    ("size", "scale", "code", "room"),
    [
        (SMALL, 1.0, "de", WHOLE),
        (UPRIGHT, 1.0, "fr", WHOLE),
        (SMALL, 2.0, "es", WORD),
        (UPRIGHT, 2.0, "de", WORD),
    ],
)
def test_the_longest_words_of_all_languages_fit(walk, speaks, size, scale, code, room):
    speaks(code, room)
    walker = walk("light", size, scale)
    audit_all(walker, *audit.SHAPES, partial(audit.too_small, scale=scale))
