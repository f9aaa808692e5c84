import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clonus_desktop import resources
from clonus_desktop.wordings import (
    STATUSES,
    RuleText,
    WordingError,
    load_rule_texts,
    load_sources,
)

RULES = resources.read_text("rules", "en.toml")
SOURCES = resources.read_text("sources.toml")


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Writes rules and sources into an installation of their own."""

    def install(*, rules=RULES, sources=SOURCES, language="en"):
        folder = tmp_path / "resources"
        (folder / "rules").mkdir(parents=True, exist_ok=True)
        (folder / "rules" / f"{language}.toml").write_text(rules, encoding="utf-8")
        (folder / "sources.toml").write_text(sources, encoding="utf-8")
        monkeypatch.setattr(resources, "_PACKAGE", tmp_path)

    return install


def _changed(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


def test_every_rule_has_its_words():
    assert list(load_rule_texts()) == [
        "ARTICLE_GT5",
        "HPO_GE5",
        "DEGOWIN",
        "CLASSIC",
        "INFANT",
        "SCATS",
        "TARDIEU",
        "HUNTER",
    ]


def test_the_default_rule_names_the_article_and_its_date():
    rule = load_rule_texts()["ARTICLE_GT5"]
    assert rule.version == 1
    assert rule.source.short == "“What is Clonus?”, N. Acker, WiseGeek, updated 17 May 2024"
    assert rule.limit_caption == "More than 5 beats: abnormal in the source used here"
    assert rule.below_caption == "Up to 5 beats"


def test_the_two_rules_that_part_at_5_beats_say_so():
    rules = load_rule_texts()
    assert "5 beats is not" in rules["ARTICLE_GT5"].wording
    assert "5 beats is above" in rules["HPO_GE5"].wording
    assert rules["HPO_GE5"].below_caption == "Up to 4 beats"


def test_only_rules_with_a_beat_limit_have_captions():
    with_limit = {key for key, rule in load_rule_texts().items() if rule.limit_caption}
    assert with_limit == {"ARTICLE_GT5", "HPO_GE5", "DEGOWIN"}


def test_no_rule_calls_anything_normal():
    for rule in load_rule_texts().values():
        words = f"{rule.name} {rule.wording} {rule.applies_to}".lower()
        assert "normal" not in words.replace("abnormal", "")


def test_every_source_says_how_far_it_was_checked():
    sources = load_sources()
    assert {source.status for source in sources.values()} == set(STATUSES)
    needed = "wisegeek hpo degowin neurosigns futagi benz akpinar tardieu fpnotebook larner rhee"
    assert set(needed.split()) | {"dunkley", "general"} <= set(sources)
    assert all(source.key == key for key, source in sources.items())


def test_texts_and_sources_cannot_be_changed():
    rules = load_rule_texts()
    with pytest.raises(TypeError):
        rules["OWN"] = rules["SCATS"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        rules["SCATS"].version = 2


def test_a_language_without_rules_has_the_english_words():
    assert load_rule_texts("tlh") == load_rule_texts("en")


def test_a_language_with_rules_has_its_own_words(installed):
    installed(rules=_changed(RULES, "More than 5 beats", "Mehr als 5 Schläge"), language="de")
    assert load_rule_texts("de")["ARTICLE_GT5"].name == "Mehr als 5 Schläge"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('source = "wisegeek"', 'source = "wiki"', "ARTICLE_GT5: source 'wiki' is not in sources"),
        ('source = "wisegeek"', "", "ARTICLE_GT5: 'source' is missing"),
        ("version = 1", 'version = "1"', "ARTICLE_GT5: version must be a whole number"),
        ("version = 1", "version = true", "ARTICLE_GT5: version must be a whole number"),
        ("version = 1", "version = 0", "ARTICLE_GT5: version must be a whole number"),
        ("applies_to =", "applies =", "ARTICLE_GT5: 'applies' is not a key"),
        ('below_caption = "Up to 5 beats"', "", "ARTICLE_GT5: limit_caption and below_caption"),
        ('name = "More than 5 beats"', 'name = " "', "ARTICLE_GT5: name must be words"),
        ("[ARTICLE_GT5]", "x = 1\n[ARTICLE_GT5]", "'x' must be a table"),
        ("[ARTICLE_GT5]", "[ARTICLE_GT5", "cannot be read"),
    ],
)
def test_an_error_in_the_rules_names_the_file_the_rule_and_the_key(installed, old, new, message):
    installed(rules=_changed(RULES, old, new))
    with pytest.raises(WordingError, match=rf"^rules/en\.toml.*{message}"):
        load_rule_texts()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("short =", "brief =", "'brief' is not a key"),
        ('status = "read in the source\'s text"', 'status = "sure"', "status 'sure' is not one"),
        ('status = "read in the source\'s text"', "", "'status' is missing"),
    ],
)
def test_an_error_in_the_sources_names_the_file_the_source_and_the_key(
    installed, old, new, message
):
    installed(sources=_changed(SOURCES, old, new))
    with pytest.raises(WordingError, match=rf"^sources\.toml, wisegeek: {message}"):
        load_sources()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    start=st.integers(0, len(RULES)),
    length=st.integers(0, 40),
    text=st.text(alphabet=st.characters(codec="utf-8"), max_size=12),
)
def test_damaged_rules_give_texts_or_a_named_error_and_nothing_else(installed, start, length, text):
    installed(rules=RULES[:start] + text + RULES[start + length :])
    outcome = _rules_or_error()
    if isinstance(outcome, WordingError):
        assert str(outcome).startswith("rules/en.toml")
    else:
        assert all(isinstance(rule, RuleText) for rule in outcome.values())


def _rules_or_error():
    try:
        return load_rule_texts()
    except WordingError as error:
        return error
