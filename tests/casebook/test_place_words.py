"""Places on the screen: alone, inside a sentence, and where something was found."""

import pytest

from clonus_desktop.casebook import words
from clonus_desktop.domain.anatomy import ANKLE, Place, Side

RIGHT_ANKLE = Place(ANKLE, Side.RIGHT)


@pytest.mark.parametrize(
    ("code", "alone", "inside", "where"),
    [
        ("en", "Right ankle", "the right ankle", "at the right ankle"),
        ("de", "Sprunggelenk rechts", "das rechte Sprunggelenk", "am rechten Sprunggelenk"),
        ("es", "Tobillo derecho", "el tobillo derecho", "en el tobillo derecho"),
        ("fr", "Cheville droite", "la cheville droite", "à la cheville droite"),
    ],
)
def test_the_screen_names_a_place_as_its_language_does(book, code, alone, inside, where):
    book.language = code
    assert words.place_words(book, RIGHT_ANKLE, capital=True) == alone
    assert words.the_place(book, RIGHT_ANKLE) == inside
    assert words.at_place(book, RIGHT_ANKLE) == where
