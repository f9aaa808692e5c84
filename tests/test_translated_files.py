"""Protocols, rules, form, drugs and manual in each language tell what the English ones tell."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from clonus_desktop import resources
from clonus_desktop.agents import load_agent_names
from clonus_desktop.context_forms import load_context_form
from clonus_desktop.language import LANGUAGES
from clonus_desktop.manual import Link, Picture, load_manual
from clonus_desktop.protocols import load_protocols
from clonus_desktop.wordings import load_rule_texts

FOREIGN = [code for code in LANGUAGES if code != "en"]
every_language = pytest.mark.parametrize("code", FOREIGN)

FOLDERS = ("protocols", "help")
FILES = ("rules", "context")

WORDS = frozenset(
    {
        *("all", "applies_to", "beat", "below_caption", "both", "differ", "hint", "label"),
        *("level", "limit_caption", "meaning", "muscle", "name", "no", "noun", "one"),
        *("position", "reminder", "short", "stretch", "text", "title", "wording", "words", "yes"),
    }
)
"""The keys whose words are translated; under every other key a translation says the same."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_BRACE = re.compile(r"\{\w+\}")


def english_files(folder: str) -> list[str]:
    return sorted(file.name for file in resources.path(folder, "en").iterdir())


@cache
def toml(*parts: str) -> dict[str, object]:
    return tomllib.loads(resources.read_text(*parts))


def numbers(text: str) -> Counter[str]:
    """The numbers in a text, whatever the decimal sign."""
    return Counter(number.replace(",", ".") for number in _NUMBER.findall(text))


def differences(english: object, own: object, where: str, key: str = "") -> Iterator[str]:
    """What a translated table does not say as the English one does."""
    if type(english) is not type(own):
        yield f"{where}: {own!r} for {english!r}"
    elif isinstance(english, dict):
        if list(english) != list(own):
            yield f"{where}: the keys are {list(own)}, not {list(english)}"
        for name in english.keys() & own.keys():
            yield from differences(english[name], own[name], f"{where}, {name}", name)
    elif isinstance(english, list):
        if len(english) != len(own):
            yield f"{where}: {len(own)} for {len(english)}"
        for number, (one, other) in enumerate(zip(english, own, strict=False), 1):
            yield from differences(one, other, f"{where} {number}", key)
    elif isinstance(english, str) and key in WORDS:
        if numbers(english) != numbers(own):
            yield f"{where}: {own!r} for {english!r}"
        if sorted(_BRACE.findall(english)) != sorted(_BRACE.findall(own)):
            yield f"{where}: {own!r} for {english!r}"
    elif english != own:
        yield f"{where}: {own!r} for {english!r}"


def test_a_translation_that_tells_something_else_is_found() -> None:
    english = {"version": 2, "step": [{"text": "20 mmHg, 1.5 s", "source": "a"}], "words": "{x}"}
    same = {"version": 2, "step": [{"text": "1,5 s, 20 mmHg", "source": "a"}], "words": "a {x}"}
    other = {"version": 3, "step": [{"text": "30 mmHg", "source": "b"}], "words": "x"}
    assert list(differences(english, same, "file")) == []
    assert len(list(differences(english, other, "file"))) == 4
    assert len(list(differences(english, {"version": 2, "step": 1}, "file"))) == 2


@every_language
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_language_has_every_file_and_no_other(code, folder) -> None:
    own = sorted(file.name for file in resources.path(folder, code).iterdir())
    assert own == english_files(folder)


@every_language
@pytest.mark.parametrize("name", english_files("protocols"))
def test_a_protocol_tells_the_same_in_every_language(code, name) -> None:
    english, own = toml("protocols", "en", name), toml("protocols", code, name)
    assert list(differences(english, own, name)) == []


@every_language
@pytest.mark.parametrize("folder", FILES)
def test_rules_and_form_tell_the_same_in_every_language(code, folder) -> None:
    english, own = toml(folder, "en.toml"), toml(folder, f"{code}.toml")
    assert list(differences(english, own, folder)) == []


@every_language
def test_the_program_reads_what_a_language_says(code) -> None:
    for load in (load_protocols, load_rule_texts, load_context_form):
        assert load(code) != load("en")
    assert load_agent_names(code)


@every_language
def test_a_place_is_told_apart_and_short_enough_in_every_language(code) -> None:
    for english, own in zip(load_protocols(), load_protocols(code), strict=True):
        assert english.site == own.site
        assert own.positions[0].text == own.position
        assert len(own.reminder) <= 90
        assert all(len(step.text) <= 110 for step in own.steps)


# --- the manual -------------------------------------------------------------------------------


@every_language
def test_the_manual_has_the_same_chapters_for_the_same_screens(code) -> None:
    english, own = toml("help", "en", "contents.toml"), toml("help", code, "contents.toml")
    assert list(differences(english, own, "contents")) == []


@every_language
@pytest.mark.parametrize("chapter", [chapter.key for chapter in load_manual().chapters])
def test_a_chapter_has_the_same_parts_in_every_language(code, chapter) -> None:
    english, own = load_manual().chapter(chapter), load_manual(code).chapter(chapter)
    assert [type(block) for block in own.blocks] == [type(block) for block in english.blocks]
    for before, after in zip(english.blocks, own.blocks, strict=True):
        if isinstance(before, Picture):
            assert after.name == before.name
        if isinstance(before, Link):
            assert after.chapter == before.chapter
        assert before.text.count("\n") == after.text.count("\n"), after.text
    assert len(own.keys_named) == len(english.keys_named)
