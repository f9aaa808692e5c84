"""Every approved letter, word for word, in every language.

To approve anew: ``APPROVE_LETTERS=1 pytest tests/report/test_letters.py``. It writes the files
and fails, so that nobody approves unread: read the difference as a neurologist would, and run
again without it.
"""

import os
from functools import cache
from pathlib import Path

import pytest

from clonus_desktop.report.text import as_text
from tests.report.cases import IN_EVERY_LANGUAGE, LANGUAGES, LETTERS, letters_in

FOLDER = Path(__file__).parent / "letters"
FORBIDDEN = ("normal", "positive", "negative", "diagnosed", "lesion at")

letters_of = cache(letters_in)


def file_of(name: str, language: str) -> Path:
    return FOLDER / (f"{name}.txt" if language == "en" else f"{name}.{language}.txt")


APPROVED = [(name, language) for language in LANGUAGES for name in letters_of(language)]


@pytest.mark.parametrize(("name", "language"), APPROVED)
def test_the_letter_reads_as_it_was_approved(name, language):
    # The files end their lines as the repository does; the letter's CRLF has a test of its own.
    text = as_text(letters_of(language)[name]).replace("\r\n", "\n")
    file = file_of(name, language)
    if os.environ.get("APPROVE_LETTERS"):
        file.write_bytes(text.encode())
        pytest.fail(f"{file.name} was written anew: read it, then run without APPROVE_LETTERS.")
    assert text == file.read_bytes().decode()


def test_no_approved_letter_is_left_without_its_case():
    assert set(FOLDER.glob("*.txt")) == {file_of(*approved) for approved in APPROVED}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cases_are_approved_in_every_language(language):
    assert set(IN_EVERY_LANGUAGE) <= set(letters_of(language))
    assert {letter.language for letter in letters_of(language).values()} == {language}


@pytest.mark.parametrize("name", LETTERS)
def test_no_letter_judges_the_patient(name):
    letter = LETTERS[name]
    generated = [p for s in letter.sections if not s.is_typed for p in s.paragraphs]
    text = " ".join((*generated, *letter.explanations[0].paragraphs[1:])).lower()
    assert not [word for word in FORBIDDEN if word in text]


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_names_rule_version_source_and_what_absence_does_not_say(name):
    letter, text = LETTERS[name], as_text(LETTERS[name])
    assert f"Rule {letter.citation.rule_id}, version {letter.citation.version}" in text
    assert "Source: " in text
    assert "Absent clonus does not exclude an upper motor neurone lesion." in text
