"""What is said in one language, file by file, and in English where a file is missing."""

import pytest

from clonus_desktop import resources
from clonus_desktop.agents import AgentError, load_agent_names, load_agents
from clonus_desktop.casebook import serotonin
from clonus_desktop.domain.hunter_record import HunterRecord
from clonus_desktop.manual import load_manual
from clonus_desktop.protocols import load_protocols
from clonus_desktop.report.exposure_words import exposure_sentences
from tests.installed import Installed


@pytest.fixture
def installed(tmp_path, monkeypatch):
    return Installed(tmp_path / "installed", monkeypatch)


@pytest.fixture
def foreign(installed):
    installed.change(
        'name = "patella"', 'name = "Patella"', "protocols", "en", "patella.toml", to="tlh"
    )
    installed.change("More than 5 beats", "Mehr als 5 Schläge", "rules", "en.toml", to="tlh")
    installed.change('title = "Tone"', 'title = "Tonus"', "context", "en.toml", to="tlh")
    return installed


def test_a_letter_has_all_its_words_in_its_language_and_the_screen_keeps_its_own(book, foreign):
    letter = book.wording_in("tlh")
    assert [protocol.name for protocol in letter.protocols] == ["ankle", "Patella", "wrist"]
    assert letter.rule_texts["ARTICLE_GT5"].name == "Mehr als 5 Schläge"
    assert letter.context_form.sections[0].title == "Tonus"
    assert letter.words.language == "tlh"
    assert [protocol.name for protocol in book.protocols] == ["ankle", "patella", "wrist"]
    assert book.rule_texts["ARTICLE_GT5"].name == "More than 5 beats"


def test_the_screen_of_an_opened_casebook_can_change_its_language(book, foreign):
    assert book.context_form.sections[0].title == "Tone"
    book.language = "tlh"
    assert book.context_form.sections[0].title == "Tonus"
    assert book.words.language == "tlh"


def test_further_sites_are_the_practice_s_own_in_every_language(book, foreign):
    book.sites_folder.mkdir()
    text = resources.read_text("protocols", "en", "wrist.toml")
    text = text.replace('site = "wrist"', 'site = "elbow"').replace("order = 3", "order = 4")
    (book.sites_folder / "elbow.toml").write_text(text, encoding="utf-8")
    assert [protocol.site.key for protocol in book.wording_in("tlh").protocols][-1] == "elbow"
    assert [protocol.site.key for protocol in book.wording_in("fr").protocols][-1] == "elbow"


def test_a_chapter_that_a_language_lacks_is_read_in_english(installed):
    installed.put("Klonus ist ein Rhythmus.\n\n![Plätze](places.svg)\n", "help", "tlh", "start.md")
    foreign, english = load_manual("tlh"), load_manual()
    assert foreign.chapter("start").blocks[0].text == "Klonus ist ein Rhythmus."
    assert foreign.chapters[1:] == english.chapters[1:]


def test_a_folder_without_english_files_is_an_incomplete_installation(installed):
    installed.put("", "protocols", "en", "none.txt")
    with pytest.raises(
        resources.ResourceMissing, match=r"resources/protocols/en holds no file \*\.toml"
    ):
        load_protocols("tlh")


# --- names of drugs ---------------------------------------------------------------------------


def test_drugs_and_classes_have_names_of_their_own_and_the_record_keeps_the_english_one(
    book, installed
):
    installed.put(
        '[class]\nopioid = "Opioid"\n[drug]\nfluoxetine = "Fluoxetin"\n', "serotonergic", "de.toml"
    )
    names = book.wording_in("de").agent_names
    assert names == {"opioid": "Opioid", "fluoxetine": "Fluoxetin"}
    assert book.wording.agent_names == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[drug]\nfluoxetin = "Fluoxetin"', "de.toml, drug: 'fluoxetin' is not a key"),
        ("[class]\nssri = 1", "de.toml, class: ssri must be 1 to"),
        ("drug = 1", "de.toml: drug must be a table"),
        ("drugs = 1", "de.toml: 'drugs' is not a key"),
    ],
)
def test_a_name_for_what_is_not_in_the_table_is_an_error(installed, text, message):
    installed.put(text, "serotonergic", "de.toml")
    with pytest.raises(AgentError) as refused:
        load_agent_names("de")
    assert message in str(refused.value)


def test_a_drug_is_found_and_shown_by_its_own_name_and_recorded_by_the_english_one(book):
    book.language = "de"
    table = serotonin.drug_table(book)
    (found,) = table.matching("Johannis")
    assert found == table.matching("St John")[0]
    assert table.shown(found.name) == "Johanniskraut"
    assert found.exposure().drug == "St John's wort"
    assert {agent.drug_class.key for agent in table.matching("trizyklisch")} == {"tca"}
    assert book.words.named("opioid") == "Opioid"
    assert book.words.named("own drug") == "own drug"


def test_a_letter_names_drugs_as_its_language_does(book):
    taken = load_agents().matching("tramadol")[0].exposure()
    record = HunterRecord().with_exposure(taken)
    noon = book.now()
    german, english = (
        " ".join(exposure_sentences(record, noon, book.wording_in(code).words))
        for code in ("de", "en")
    )
    assert "tramadol (opioid)" in english
    assert "Tramadol (Opioid)" in german
