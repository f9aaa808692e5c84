"""Places inside a sentence of each language: gender, article, preposition, and the right side."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop import language
from clonus_desktop.language.places import ENGLISH_PLACES, FORMS, PlacesError
from clonus_desktop.language.reading import load_places
from clonus_desktop.protocols import load_protocols
from clonus_desktop.resources import read_text
from tests.installed import Installed

FOREIGN = [code for code in language.LANGUAGES if code != "en"]
PLACES = {code: load_places(code) for code in language.LANGUAGES}
RIGHT = {"en": "right", "de": "recht", "es": "derech", "fr": "droit"}
LEFT = {"en": "left", "de": "link", "es": "izquierd", "fr": "gauche"}
OWN = {
    "en": ("finger flexors",),
    "de": ("Kiefer", "Fingerbeuger", "Großzehe", "Kniegelenk", "Knie"),
    "es": ("mandíbula", "codo", "flexores de los dedos", "trapecio"),
    "fr": ("mâchoire", "épaule", "gros orteil", "genou", "fléchisseurs des doigts", "jumeaux"),
}
"""Sites that a department may add: of every kind of noun, the last of none."""

every_language = pytest.mark.parametrize("code", language.LANGUAGES)


def names(code):
    return (*(protocol.name for protocol in load_protocols(code)), *OWN[code])


def check_sides(code, name):
    """The right is in the forms of the right alone, the left in those of the left alone."""
    for form in FORMS:
        said = PLACES[code].named(name, form).lower()
        sides = (RIGHT[code] in said, LEFT[code] in said)
        if form.endswith(("right", "left")):
            assert sides == (form.endswith("right"), form.endswith("left")), said
        else:
            assert sides[0] is sides[1], said
            assert not all(sides) or said.index(RIGHT[code]) < said.index(LEFT[code]), said


@every_language
def test_right_and_left_are_never_exchanged_at_any_place_of_any_site(code):
    for name in names(code):
        check_sides(code, name)
        check_sides(code, name.upper())


@every_language
@given(name=st.text(min_size=1, max_size=20))
def test_a_site_of_any_name_has_every_form_and_is_told_in_it(code, name):
    for form in FORMS:
        assert name in PLACES[code].named(name, form)
    if not any(word in name.lower() for word in (RIGHT[code], LEFT[code])):
        check_sides(code, name)


@every_language
def test_each_form_of_a_site_is_another_but_where_the_language_says_it_alike(code):
    """So a copied line with a form that was not changed is found."""
    alike = {"at_both", "at_each", "at_neither"}
    for name in names(code):
        said = [PLACES[code].named(name, form) for form in FORMS if form not in alike]
        assert len(set(said)) == len(said), said


@pytest.mark.parametrize(
    ("code", "name", "form", "said"),
    [
        ("en", "ankle", "right", "right ankle"),
        ("en", "ankle", "the_both", "the right and left ankle"),
        ("en", "ankle", "at_each", "at each ankle"),
        ("en", "ankle", "at_neither", "at either ankle"),
        ("en", "jaw", "at_midline", "at the jaw"),
        ("fr", "cheville", "at_right", "à la cheville droite"),
        ("fr", "poignet", "at_left", "au poignet gauche"),
        ("fr", "rotule", "at_neither", "aux rotules"),
        ("fr", "poignet", "the_both", "les poignets droit et gauche"),
        ("fr", "épaule", "at_right", "à l’épaule droite"),
        ("fr", "biceps", "at_both", "aux biceps droit et gauche"),
        ("fr", "genou", "at_each", "à chaque genou"),
        ("fr", "genou", "at_neither", "aux genoux"),
        (
            "fr",
            "articulation de la hanche",
            "at_right",
            "du côté droit (articulation de la hanche)",
        ),
        ("fr", "muscle", "at_midline", "au point «\u00a0muscle\u00a0»"),
        ("es", "tobillo", "at_right", "en el tobillo derecho"),
        ("es", "rótula", "at_neither", "en ninguna rótula"),
        ("es", "muñeca", "the_both", "las muñecas derecha e izquierda"),
        (
            "es",
            "flexores de los dedos",
            "at_right",
            "en los flexores de los dedos del lado derecho",
        ),
        ("de", "Sprunggelenk", "at_right", "am rechten Sprunggelenk"),
        ("de", "Patella", "at_both", "an beiden Patellae"),
        ("de", "Handgelenk", "left", "Handgelenk links"),
        ("de", "Kiefer", "the_midline", "der Kiefer"),
        ("de", "Fingerbeuger", "at_neither", "an den Fingerbeugern beidseits"),
    ],
)
def test_a_place_is_named_as_a_doctor_writes_it(code, name, form, said):
    assert PLACES[code].named(name, form) == said


@pytest.mark.parametrize("code", FOREIGN)
def test_the_sites_of_the_program_need_no_makeshift(code):
    """The names of the protocols fit a noun with a gender, and not what holds for any name."""
    for protocol in load_protocols(code):
        said = PLACES[code].named(protocol.name, "the_right")
        assert "(" not in said
        assert f" {protocol.name}" in said


def test_english_says_the_preposition_of_a_list_once_and_others_each_time():
    parts = ["at the right ankle", "at the left wrist"]
    assert PLACES["en"].in_a_row(parts) == ["at the right ankle", "the left wrist"]
    parts = ["à la cheville droite", "au poignet gauche"]
    assert PLACES["fr"].in_a_row(parts) == parts
    assert PLACES["en"].in_a_row([]) == []


# --- the file ---------------------------------------------------------------------------------


GERMAN = read_text("locale", "de", "places.toml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\n[[noun]]", "\n[[nouns]]", "de/places.toml: 'nouns' is not a key"),
        ("\n[other]", "\n[others]", "de/places.toml: 'others' is not a key"),
        ('names = ".*gelenk', 'names = "(', "de/places.toml, noun 1: names is no pattern"),
        ('right = "', 'wright = "', "de/places.toml, noun 1: 'wright' is not a key"),
        ('at_each = "an jedem {site}"\n', "", "de/places.toml, noun 1: 'at_each' is missing"),
        ('the_right = "das rechte {site}"', "the_right = 1", "noun 1: the_right must be words"),
        ("das rechte {site}", "das rechte {noun}", "the_right must name one or more of ['site']"),
        ("das rechte {site}", "das rechte", "noun 1: the_right must name one or more"),
        ("das rechte {site}", "das rechte {site", "noun 1: the braces of the_right are broken"),
    ],
)
def test_a_file_of_places_that_is_wrong_is_named_and_english_is_used(
    tmp_path, monkeypatch, old, new, message
):
    Installed(tmp_path / "installed", monkeypatch).change(old, new, "locale", "de", "places.toml")
    with pytest.raises(PlacesError, match=re.escape(message)):
        load_places("de")
    assert language.catalogue("de").places == ENGLISH_PLACES


def test_what_holds_for_other_names_must_be_a_table(tmp_path, monkeypatch):
    installed = Installed(tmp_path / "installed", monkeypatch)
    nouns, _mark, _other = GERMAN.partition("\n[other]")
    installed.put(f"other = 1\n{nouns}", "locale", "de", "places.toml")
    with pytest.raises(PlacesError, match="other must be a table"):
        load_places("de")


def test_a_language_without_places_names_them_as_english_does():
    assert load_places("tlh") is ENGLISH_PLACES
