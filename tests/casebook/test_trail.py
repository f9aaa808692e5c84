"""The record of acts in words."""

import ast
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

import clonus_desktop
from clonus_desktop.casebook import trail
from clonus_desktop.casebook.book import open_book
from clonus_desktop.domain.gesture import GestureKind
from clonus_desktop.storage.letters import WholeLetter
from tests.storage import whole_record

PACKAGE = Path(clonus_desktop.__file__).parent


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = whole_record.make(tmp_path_factory.mktemp("whole") / "casebook.sqlite")
    with open_book(path) as opened:
        yield opened


def said_in(module: Path) -> set[str]:
    """What a module enters in the audit: the first value of each call of ``enter``."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        is_enter = (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "enter"
        )
        if not is_enter or not node.args:
            continue
        what = node.args[0]
        if isinstance(what, ast.JoinedStr):
            # "record {kind}", of whichever kind.
            assert ast.unparse(what) == "f'record {kind}'"
            found |= {f"record {kind}" for kind in GestureKind}
        elif isinstance(what, ast.Constant) and isinstance(what.value, str):
            found.add(what.value)
    return found


ENTERED = set().union(*map(said_in, sorted((PACKAGE / "storage").rglob("*.py"))))


def test_every_word_that_is_entered_in_the_audit_has_words():
    assert len(ENTERED) > 20
    assert ENTERED - trail.WORDS.keys() == set()


def test_the_acts_of_a_patient_read_as_they_were_done(book):
    lines = trail.newest(book, patient_id=2, limit=100)
    said = [line.what for line in reversed(lines)]
    assert said[:3] == [
        "added the patient",
        "began the exam of 1 May 2026",
        "recorded right ankle: 2 beats",
    ]
    for words in (
        "recorded right ankle: 3 beats",
        "recorded left ankle: 4.5 s, beats not counted",
        "recorded right wrist: not tested",
        "recorded note on right ankle",
        "recorded checks at right ankle: position",
        "undid context: tone",
        "did again context: tone",
        "undid left ankle: 4 beats",
        "signed the exam of 1 May 2026",
        "issued a letter to Dr Ng",
        "began version 2 of the exam of 1 May 2026",
        "took over the findings of the version before",
        "withdrew the exam of 1 May 2026",
        "discarded the draft of 1 May 2026",
    ):
        assert words in said
    assert {line.patient for line in lines} == {""}


def test_the_acts_of_the_casebook_name_the_patient_and_those_on_nobody_s_record_do_not(book):
    by_what = {line.what: line for line in trail.newest(book, limit=100)}
    assert by_what["signed the exam of 1 May 2026"].patient == "BEFORE"
    assert by_what["withdrew the exam of 1 May 2026"].patient == "MACILROY, Iain"
    for words in (
        "added Dr A Lund as a clinician",
        "took a new signing key of Dr A Lund",
        "retired a signing key of Dr A Lund",
        "removed Dr A Lund as a clinician",
        "changed the settings of the practice",
    ):
        assert by_what[words].patient == ""


def test_what_was_erased_says_so(book):
    said = {line.what for line in trail.newest(book, patient_id=3)}
    assert {
        "signed an exam: erased on request",
        "recorded: erased on request",
        "began an exam: erased on request",
        "erased the patient on request",
    } <= said


def test_a_line_has_number_person_local_time_signature_and_seal(book):
    by_number = {line.number: line for line in trail.newest(book, limit=100)}
    newest = by_number[book.file.audit.head()[0]]
    assert newest.seal == book.file.audit.head()[1][:12]
    assert newest.by == "Dr B Ng"
    assert newest.at.utcoffset() == datetime.now().astimezone().utcoffset()
    assert by_number[25].is_signed
    assert not newest.is_signed


def test_a_page_is_as_long_as_asked_and_the_next_one_follows(book):
    first = trail.newest(book, limit=10)
    second = trail.newest(book, before=first[-1].number, limit=10)
    assert [line.number for line in (*first, *second)] == list(range(96, 76, -1))


def test_a_word_of_a_later_program_is_told_as_it_is(tmp_path):
    with open_book(tmp_path / "casebook.sqlite") as book:
        with book.file.write():
            at = book.now()
            book.file.audit.enter("shrink", "casebook", 1, old=None, at=at, by=None)
        (line,) = trail.newest(book)
        assert (line.what, line.by) == ("did “shrink”", "")


def test_a_letter_without_a_recipient_is_issued_to_nobody(tmp_path):
    from tests.storage.whole_record import desk_of

    with open_book(tmp_path / "casebook.sqlite") as book:
        desk = desk_of(book.file)
        draft = desk.draft()
        desk.sign(draft.id)
        with book.file.write():
            book.file.letters.issue(
                examination_id=draft.id,
                recipient="",
                text="Dear colleague",
                rule_id="ARTICLE_GT5",
                rule_version=1,
                at=desk.at(),
                by=desk.by,
            )
        assert trail.newest(book)[0].what == "issued a letter"


def test_a_letter_from_elsewhere_is_told_by_its_recipient(book):
    said = {line.what for line in trail.newest(book, limit=100)}
    assert "took the letter to Dr Ng in from an import" in said


def test_a_letter_from_elsewhere_without_a_recipient_is_told_too(tmp_path):
    from tests.storage.whole_record import desk_of

    with open_book(tmp_path / "casebook.sqlite") as book:
        desk = desk_of(book.file)
        draft = desk.draft()
        desk.sign(draft.id)
        letter = book.file.letters.get(desk.letter(draft.id))
        whole = WholeLetter(letter=replace(letter, recipient=""), addressee=None, content=None)
        with book.file.write():
            book.file.imports.take_in_letter(whole, at=desk.at(), by=desk.by)
        assert trail.newest(book)[0].what == "took a letter in from an import"
