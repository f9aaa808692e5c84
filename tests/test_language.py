from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from clonus_desktop import language, resources
from clonus_desktop.domain.message import Message


@pytest.fixture
def german(tmp_path, monkeypatch):
    words = Catalog(locale="de")
    words.add("Sign exam", "Untersuchung signieren")
    words.add(("{n} beat", "{n} beats"), ("{n} Schlag", "{n} Schläge"))
    words.add("right", "rechts", context="side")
    words.add("{side} ankle: {n} beats", "Sprunggelenk {side}: {n} Schläge")
    words.add("right", "rechtes")
    words.add("Draft of {date}", "Entwurf vom {datum}")
    file = BytesIO()
    write_mo(file, words)
    return _installed(tmp_path, monkeypatch, "de", file.getvalue())


@pytest.fixture(autouse=True)
def _english_afterwards():
    yield
    language.use("en")


def _installed(tmp_path, monkeypatch, code, catalogue):
    folder = tmp_path / "resources" / "locale" / code / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "clonus_desktop.mo").write_bytes(catalogue)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    return code


def test_the_screen_speaks_english_until_told_otherwise():
    assert language._("Sign exam") == "Sign exam"
    assert language.ngettext("{n} beat", "{n} beats", 1) == "{n} beat"
    assert language.pgettext("side", "right") == "right"


def test_the_screen_speaks_the_language_that_was_chosen(german):
    language.use(german)
    assert language._("Sign exam") == "Untersuchung signieren"
    assert language.ngettext("{n} beat", "{n} beats", 2) == "{n} Schläge"
    assert language.pgettext("side", "right") == "rechts"


def test_a_letter_may_be_in_another_language_than_the_screen(german):
    letter = language.catalogue(german)
    assert letter.language == "de"
    assert letter.gettext("Sign exam") == "Untersuchung signieren"
    assert letter.ngettext("{n} beat", "{n} beats", 1) == "{n} Schlag"
    assert letter.pgettext("side", "right") == "rechts"
    assert language._("Sign exam") == "Sign exam"


def test_a_sentence_that_was_not_translated_comes_out_in_english(german):
    assert language.catalogue(german).gettext("Leave exam") == "Leave exam"


def test_no_words_stay_no_words_and_not_the_header_of_a_catalogue(german):
    assert language.catalogue(german).gettext("") == ""


def test_a_language_without_a_catalogue_is_english():
    assert language.catalogue("tlh").gettext("Sign exam") == "Sign exam"


def test_a_damaged_catalogue_is_english_and_no_crash(tmp_path, monkeypatch):
    code = _installed(tmp_path, monkeypatch, "de", b"no catalogue at all")
    assert language.catalogue(code).gettext("Sign exam") == "Sign exam"


def test_an_installation_without_catalogues_is_english(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "clonus_desktop")
    assert language.catalogue("de").gettext("Sign exam") == "Sign exam"


def test_a_message_is_translated_first_and_filled_in_afterwards(german):
    message = Message("{side} ankle: {n} beats", {"side": Message("right"), "n": 6})
    assert language.say(message) == "right ankle: 6 beats"
    language.use(german)
    assert language.say(message) == "Sprunggelenk rechtes: 6 Schläge"


def test_a_slip_in_a_translations_braces_gives_the_english_sentence(german):
    message = Message("Draft of {date}", {"date": "14-Nov-2025"})
    assert language.catalogue(german).say(message) == "Draft of 14-Nov-2025"
