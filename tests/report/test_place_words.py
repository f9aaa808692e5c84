"""Places inside a sentence, one or several, right before left, in each language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import ANKLE, SIDES, WRIST, Place, Side, Site, places_in_order
from clonus_desktop.language import LANGUAGES, catalogue
from clonus_desktop.protocols import load_protocols
from clonus_desktop.report.place_words import (
    at_each_place,
    at_no_place,
    at_place,
    at_places,
    the_place,
    the_places,
)

WORDS = {code: catalogue(code) for code in LANGUAGES}
NAMES = {code: {p.site.key: p.name for p in load_protocols(code)} for code in LANGUAGES}
SITES = tuple(Site(key) for key in NAMES["en"])
PLACES = places_in_order(SITES)
RIGHT_ANKLE, LEFT_WRIST = Place(ANKLE, Side.RIGHT), Place(WRIST, Side.LEFT)
AND = {"de": " und ", "es": " y ", "fr": " et "}
MIXED = [RIGHT_ANKLE, *(Place(SITES[1], side) for side in SIDES), LEFT_WRIST]


def said(code, function, places):
    return function(places, NAMES[code], WORDS[code])


@pytest.mark.parametrize(
    ("code", "the", "at"),
    [
        ("en", "the right ankle", "at the left wrist"),
        ("de", "das rechte Sprunggelenk", "am linken Handgelenk"),
        ("es", "el tobillo derecho", "en la muñeca izquierda"),
        ("fr", "la cheville droite", "au poignet gauche"),
    ],
)
def test_one_place_has_the_article_and_the_preposition_of_its_noun(code, the, at):
    assert said(code, the_place, RIGHT_ANKLE) == the
    assert said(code, at_place, LEFT_WRIST) == at


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "at the right ankle, the right and left patella and the left wrist"),
        ("de", "am rechten Sprunggelenk, an beiden Patellae und am linken Handgelenk"),
        (
            "es",
            "en el tobillo derecho, en las rótulas derecha e izquierda y en la muñeca izquierda",
        ),
        ("fr", "à la cheville droite, aux rotules droite et gauche et au poignet gauche"),
    ],
)
def test_a_list_of_places_names_both_sides_of_a_site_at_once(code, expected):
    told = said(code, at_places, MIXED)
    # The word is English where the catalogue is not compiled.
    assert told.replace(" and ", AND.get(code, " and ")) == expected


def test_english_names_places_with_one_preposition_and_after_a_negation_with_or():
    assert said("en", the_places, MIXED) == (
        "the right ankle, the right and left patella and the left wrist"
    )
    assert said("en", at_no_place, MIXED) == (
        "at the right ankle, either patella or the left wrist"
    )
    assert said("en", at_no_place, [RIGHT_ANKLE]) == "at the right ankle"
    assert said("en", at_each_place, MIXED[1:3]) == "at each patella"
    assert said("en", at_each_place, [RIGHT_ANKLE]) == "at the right ankle"


@pytest.mark.parametrize("code", LANGUAGES)
@given(places=st.lists(st.sampled_from(PLACES), unique=True, min_size=1))
def test_every_site_is_told_once_and_in_the_order_of_the_places(code, places):
    for function in (the_places, at_places, at_no_place):
        told = said(code, function, places).lower()
        sites = dict.fromkeys(place.site for place in places)
        stems = [NAMES[code][site.key].lower()[:5] for site in sites]
        found = [told.index(stem) for stem in stems]
        assert found == sorted(found)
        assert [told.count(stem) for stem in stems] == [1] * len(stems)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_site_without_sides_and_of_no_known_name_is_named_by_its_key(code):
    jaw = Place(Site("lower-jaw"), Side.MIDLINE)
    assert "lower jaw" in said(code, the_place, jaw)
    assert "lower jaw" in said(code, at_places, [jaw])
