import re
import tomllib
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clonus_desktop import resources
from clonus_desktop.agents import AgentError, AgentTable, load_agents
from clonus_desktop.domain.exposure import Evidence, Taking
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.toml_files import LARGEST_BYTES
from clonus_desktop.wordings import load_sources

SHIPPED = load_agents()
BY_NAME = {agent.name: agent for agent in SHIPPED.agents}
OWN = """
version = 1
date = 2026-10-01
sources = ["our formulary"]

[class.own]
name = "own class"
serotonergic = true

[[drug]]
name = "dolasetron"
class = "antiemetic"
evidence = "reported"
synonyms = ["dola"]
atc = [{ code = "A04AA04", mark = "K" }]

[[drug]]
name = "Tramadol"
class = "own"
evidence = "debated"
"""


def names(words):
    return [agent.name for agent in SHIPPED.matching(words)]


def own_table(tmp_path, text):
    file = tmp_path / "agents.toml"
    file.write_text(text, encoding="utf-8")
    return load_agents(file)


# --- the shipped table ----------------------------------------------------------------------


def test_the_table_is_dated_and_its_sources_are_known():
    assert (SHIPPED.version, SHIPPED.dated) == (1, date(2026, 11, 25))
    assert set(SHIPPED.sources) <= set(load_sources())
    assert (SHIPPED.own_dated, SHIPPED.problem) == (None, "")


def test_the_article_s_drugs_are_in_the_table():
    for words in ("oxycodone", "MDMA", "LSD", "cocaine", "Panax ginseng", "St John's wort"):
        assert words in BY_NAME


def test_oxycodone_is_marked_as_weakly_supported_and_still_counts():
    entered = BY_NAME["oxycodone"].exposure()
    assert entered.evidence is Evidence.WEAK
    assert entered.serotonergic is ThreeValued.YES


def test_panax_ginseng_is_one_thing_and_not_alprazolam():
    assert names("ginseng") == ["Panax ginseng"]
    assert names("xanax") == names("alprazolam") == names("panax, ginseng") == []


def test_only_the_groups_that_the_source_confirms_are_marked_confirmed():
    confirmed = {a.drug_class.key for a in SHIPPED.agents if a.evidence is Evidence.CONFIRMED}
    assert confirmed == {
        "ssri",
        "snri",
        "tca",
        "maoi",
        "opioid",
        "stimulant",
        "recreational",
    }
    for doubted in ("mirtazapine", "sumatriptan", "ergotamine"):
        assert BY_NAME[doubted].evidence is Evidence.DEBATED
    for reported in ("LSD", "cocaine", "methylphenidate", "atomoxetine", "lithium", "trazodone"):
        assert BY_NAME[reported].evidence is Evidence.REPORTED


def test_codes_say_whether_they_were_confirmed():
    (rxcui,), (atc,) = BY_NAME["sertraline"].rxcui, BY_NAME["sertraline"].atc
    assert (rxcui.code, rxcui.is_confirmed) == ("36437", True)
    assert (atc.code, atc.is_confirmed) == ("N06AB06", True)
    for unconfirmed in ("moclobemide", "phenelzine", "linezolid", "trazodone"):
        assert not BY_NAME[unconfirmed].rxcui[0].is_confirmed
    assert BY_NAME["St John's wort"].rxcui == ()
    assert [code.code for code in BY_NAME["buprenorphine"].atc] == ["N02AE01", "N07BC01"]


def test_drugs_that_raise_the_level_of_others_are_no_serotonergic_agents():
    raising = [a for a in SHIPPED.agents if not a.drug_class.is_serotonergic]
    assert {a.name for a in raising} == {
        "erythromycin",
        "ciprofloxacin",
        "fluconazole",
        "ritonavir",
    }
    assert all(a.exposure().serotonergic is ThreeValued.NO for a in raising)


def test_a_drug_is_entered_with_nothing_known_of_its_times():
    entered = BY_NAME["fluoxetine"].exposure()
    assert (entered.drug, entered.drug_class) == ("fluoxetine", "SSRI")
    assert (entered.taking, entered.last_dose_on) == (Taking.NOT_KNOWN, None)


# --- finding a drug -------------------------------------------------------------------------


def test_a_drug_is_found_by_its_name_another_name_or_its_class():
    assert names("sert") == ["sertraline"]
    assert names("ECSTASY") == ["MDMA"]
    assert names("meperidine") == ["pethidine"]
    assert set(names("tricyclic")) == {"clomipramine", "imipramine", "amitriptyline"}
    assert "linezolid" in names("mao inh")


def test_names_that_begin_so_come_before_classes_and_insides_of_names():
    assert names("tra")[:3] == ["trazodone", "tranylcypromine", "tramadol"]
    assert names("ssri")[0] == "fluoxetine"
    assert names("amf")[0] == "amfetamine"


def test_nothing_typed_shows_the_whole_table_and_nonsense_nothing():
    assert len(names("")) == len(names("  ")) == len(SHIPPED.agents) > 60
    assert names("aspirin") == []


# --- a practice's own table -----------------------------------------------------------------


def test_an_own_table_adds_drugs_and_replaces_them_by_name(tmp_path):
    table = own_table(tmp_path, OWN)
    found = {agent.name.casefold(): agent for agent in table.agents}
    assert len(table.agents) == len(SHIPPED.agents) + 1
    assert found["dolasetron"].drug_class.name == "antiemetic"
    assert found["tramadol"].drug_class.name == "own class"
    assert (table.own_dated, table.problem) == (date(2026, 10, 1), "")


def test_no_own_table_is_no_problem(tmp_path):
    assert load_agents(tmp_path / "agents.toml") == SHIPPED


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("version = 1", "version = 0", r"agents\.toml: version must be a whole number"),
        ("version = 1", "version = true", r"agents\.toml: version must be a whole number"),
        ("date = 2026-10-01", 'date = "2026"', r"agents\.toml: date must be a day"),
        ("date = 2026-10-01", "date = 2026-10-01T09:00:00", r"agents\.toml: date must be a day"),
        ('["our formulary"]', '"ours"', r"agents\.toml: sources must be a list"),
        ("version = 1", "", r"agents\.toml: 'version' is missing"),
        ("version = 1", "versions = 1", r"agents\.toml: 'versions' is not a key"),
        ("[class.own]", "[class]\nx = 1\n[class.own]", r"class x: the class must be a table"),
        ("serotonergic = true", 'serotonergic = "yes"', r"class own: serotonergic must be"),
        ('name = "dolasetron"', "", r"agents\.toml, drug 1: 'name' is missing"),
        ('name = "dolasetron"', 'name = " "', r"agents\.toml,  : name must be"),
        ('class = "antiemetic"', 'class = "anti"', r"dolasetron: class 'anti' is not one of ssri"),
        ('evidence = "reported"', 'evidence = "sure"', r"dolasetron: evidence 'sure' is not one"),
        ('evidence = "reported"', "evidence = []", r"dolasetron: evidence \[\] is not one"),
        ('"dola"', "7", r"dolasetron: synonyms must be"),
        ('mark = "K"', 'mark = "?"', r"dolasetron, atc: mark '\?' is not one of R"),
        (', mark = "K"', "", r"dolasetron, atc: 'mark' is missing"),
        ("[{ code", "[7, { code", r"dolasetron: atc must be a table"),
        ('"Tramadol"', '"dolasetron"', r"dolasetron: the drug stands twice"),
        ("[[drug]]", "[drug]", r"cannot be read"),
    ],
)
def test_a_broken_own_table_is_named_and_the_shipped_one_is_used(tmp_path, old, new, says):
    assert old in OWN
    table = own_table(tmp_path, OWN.replace(old, new, 1))
    assert table.agents == SHIPPED.agents
    assert re.search(says, table.problem), table.problem


def test_an_own_table_that_is_not_text_is_named(tmp_path):
    file = tmp_path / "agents.toml"
    file.write_bytes(b"\xff\xfe")
    assert load_agents(file).problem.startswith("agents.toml cannot be read")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a = " + "[" * 20_000, "it is nested too deeply"),
        ("# " + "x" * LARGEST_BYTES, "it is larger than"),
        ("version = " + "9" * 5_000, "digits"),
    ],
)
def test_an_own_table_that_no_reader_can_take_is_named_and_never_a_crash(tmp_path, text, says):
    table = own_table(tmp_path, text)
    assert table.problem.startswith("agents.toml cannot be read: ")
    assert says in table.problem
    assert table.agents == SHIPPED.agents


def test_a_damaged_shipped_table_is_an_error(tmp_path, monkeypatch):
    folder = tmp_path / "resources" / "serotonergic"
    folder.mkdir(parents=True)
    (folder / "agents.toml").write_text("version = 1", encoding="utf-8")
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    with pytest.raises(AgentError, match=r"^agents\.toml: 'date' is missing"):
        load_agents()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    start=st.integers(0, len(OWN)),
    length=st.integers(0, 40),
    text=st.text(alphabet=st.characters(codec="utf-8"), max_size=12),
)
def test_a_damaged_own_table_gives_drugs_or_a_named_problem_and_nothing_else(
    tmp_path, start, length, text
):
    damaged = OWN[:start] + text + OWN[start + length :]
    table = own_table(tmp_path, damaged)
    assert isinstance(table, AgentTable)
    if table.problem:
        assert table.problem.startswith("agents.toml")
        assert table.agents == SHIPPED.agents
    else:
        assert len(tomllib.loads(damaged)["drug"]) >= 1
