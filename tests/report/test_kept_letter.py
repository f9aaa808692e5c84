"""Letters as JSON and back: nothing is lost, and what is no letter is refused."""

import json
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.report.html import as_html
from clonus_desktop.report.kept_letter import VERSION, UnreadableLetter, from_json, to_json
from clonus_desktop.report.parts import Cell, Plot, Row, Section, Table
from clonus_desktop.report.pdf import as_pdf
from clonus_desktop.report.text import as_text
from tests.report.cases import LETTERS


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_comes_back_as_it_was(name):
    assert from_json(to_json(LETTERS[name])) == LETTERS[name]


words = st.text(max_size=6)
lines = st.lists(words, max_size=3).map(tuple)
cells = st.builds(Cell, place=words, text=words, before=words)
rows = st.one_of(
    st.builds(Row, site=words, right=cells, left=cells), st.builds(Row, site=words, midline=cells)
)
sections = st.builds(Section, heading=words, paragraphs=lines)
tables = st.builds(
    Table,
    header=lines,
    rows=st.lists(rows, max_size=3).map(tuple),
    compared_on=words,
    above_mark=words,
    midline_mark=words,
)
plots = st.builds(Plot, heading=words, svg=words, summary=words)
some_letters = st.builds(
    partial(replace, LETTERS["all-zero"]),
    written_on=st.dates(),
    clinic=lines,
    salutation=words,
    opening=st.lists(sections, max_size=2).map(tuple),
    body=st.lists(st.one_of(sections, tables, plots), max_size=4).map(tuple),
    copies=lines,
    examination_id=st.integers(),
    is_draft=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(some_letters)
def test_any_letter_at_all_comes_back_as_it_was(letter):
    assert from_json(to_json(letter)) == letter


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), min_size=1))
def test_no_sign_of_a_letter_is_changed(words):
    letter = replace(LETTERS["all-zero"], closing=words, signature=(words, words))
    kept = to_json(letter)
    assert kept.isascii()
    assert from_json(kept) == letter


@pytest.mark.parametrize("name", ["comparison", "hostile-names"])
def test_each_output_of_a_kept_letter_is_the_same_again(name):
    again = from_json(to_json(LETTERS[name]))
    for made in (as_text, as_html, as_pdf):
        assert made(again) == made(LETTERS[name])


def changed(**fields: object) -> str:
    kept = json.loads(to_json(LETTERS["comparison"]))
    return json.dumps({**kept, "letter": {**kept["letter"], **fields}})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        json.dumps({"version": VERSION}),
        json.dumps({"version": VERSION, "letter": {}}),
        json.dumps({"version": VERSION + 1, "letter": {}}),
        changed(title=None),
        changed(is_draft=1),
        changed(revision=True),
        changed(written_on="yesterday"),
        changed(signature="Dr P Okafor"),
        changed(body=["6 beats"]),
        changed(body=[{"kind": "drawing"}]),
        changed(body=[{"heading": "Findings"}]),
        changed(opening=[{"kind": "plot", "heading": "", "svg": "", "summary": ""}]),
        changed(frame=[]),
        changed(more="words"),
    ],
)
def test_what_is_no_letter_is_refused(text):
    with pytest.raises(UnreadableLetter):
        from_json(text)
