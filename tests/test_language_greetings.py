"""Whom a letter greets, by the titles that each language knows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop import language
from clonus_desktop.language.forms import ENGLISH, FormsError
from clonus_desktop.language.reading import load_forms
from clonus_desktop.resources import read_text
from tests.installed import Installed

GREETINGS = {code: load_forms(code).greetings for code in language.LANGUAGES}


@pytest.mark.parametrize(
    ("code", "recipient", "greeting"),
    [
        ("en", "Dr M Halloran, Neurology", "Dear Dr Halloran,"),
        ("en", "Dr. Li (ward 4)", "Dear Dr. Li,"),
        ("en", "Prof Dr Anna van der Berg", "Dear Prof van der Berg,"),
        ("de", "Herrn Dr. med. Jan Meier, Neurologie", "Sehr geehrter Herr Dr. Meier,"),
        ("de", "Frau Prof. Dr. von der Heide", "Sehr geehrte Frau Prof. Dr. von der Heide,"),
        ("de", "Dr Jana Meier", "Guten Tag Dr. Meier,"),
        ("de", "Mr Meier", ""),
        ("es", "Dra. María García López", "Estimada Dra. María García López:"),
        ("es", "Dr García", "Estimado Dr. García:"),
        ("es", "Prof.ª Ruiz", "Estimada Prof.ª Ruiz:"),
        ("es", "D.ª Eva Ruiz", "Estimada D.ª Eva Ruiz:"),
        ("es", "Sr. D. Juan Ruiz", "Estimado Sr. D. Juan Ruiz:"),
        ("fr", "Dr M. Dupont", "Docteur,"),
        ("fr", "M. Dupont", "Monsieur,"),
        ("fr", "M Dupont", ""),
        ("fr", "Mme le Dr Dupont", "Madame,"),
        ("fr", "Mme Pr Dupont", "Madame Professeur,"),
        ("fr", "Pr Dupont", "Professeur,"),
    ],
)
def test_a_titled_name_is_greeted_with_the_gender_that_its_title_tells(code, recipient, greeting):
    assert GREETINGS[code].to(recipient) == greeting


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("recipient", ["", " ", "Dr", "Dr ,", "Dr\u00a0 (", "Neurology", ", Dr Li"])
def test_without_title_and_name_nobody_is_greeted_by_them(code, recipient):
    assert GREETINGS[code].to(recipient) == ""


@pytest.mark.parametrize("code", language.LANGUAGES)
@given(title=st.sampled_from(["Dr.", "Prof", "{name}"]), name=st.text(max_size=20))
def test_whatever_a_name_holds_it_is_greeted_word_for_word(code, title, name):
    greeting = GREETINGS[code].to(f"{title} {name}")
    assert "\n" not in greeting
    if greeting and code != "fr":
        assert greeting[:-1].split()[-1] in name


GERMAN = read_text("locale", "de", "forms.toml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('titles = ["Herr", "Herrn"]', "titles = 1", "de/forms.toml, greeting 1: titles must be"),
        ('titles = ["Herr", "Herrn"]\n', "", "greeting 1: 'titles' is missing"),
        ('say = "Sehr geehrter {title} {name},"', "say = 1", "greeting 1: say must be words"),
        ("geehrter {title}", "geehrter {rank}", "greeting 1: say may name"),
        ("geehrter {title} {name},", "geehrter {title", "greeting 1: expected '}'"),
        ('"Herrn" = "Herr"', '"Herrn" = 1', "titles_said must be a table of words"),
        ("[titles_said]\n", "[[titles_said]]\n", "titles_said must be a table of words"),
        ("[typed]", "[[greetings]]\n[typed]", "'greetings' is not a key"),
    ],
)
def test_greetings_that_are_wrong_are_named_and_english_is_used(
    tmp_path, monkeypatch, old, new, message
):
    Installed(tmp_path / "installed", monkeypatch).change(old, new, "locale", "de", "forms.toml")
    with pytest.raises(FormsError, match=re.escape(message)):
        load_forms("de")
    assert language.catalogue("de").forms == ENGLISH


def test_a_language_without_greetings_of_its_own_greets_in_english(tmp_path, monkeypatch):
    installed = Installed(tmp_path / "installed", monkeypatch)
    plain, _mark, _greetings = GERMAN.partition("# The first greeting")
    installed.put(plain, "locale", "de", "forms.toml")
    assert load_forms("de").greetings.to("Dr Li") == "Dear Dr Li,"
