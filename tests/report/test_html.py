from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.report.html import as_html
from clonus_desktop.report.text import as_text
from tests.report.cases import LETTERS, OPTIONS, PRACTICE, TODAY, letter

VOID = {"meta", "br"}


class Tags(HTMLParser):
    """Collects what a browser would see, and whether every tag is closed in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    return tags


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_is_well_formed_and_without_pictures(name):
    tags = read(as_html(LETTERS[name]))
    assert tags.seen <= {
        "html", "head", "meta", "title", "body", "p", "br", "strong", "h2", "h3", "h4", "small",
        "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert ("DRAFT" in tags.text) == LETTERS[name].is_draft


def test_hostile_words_are_words():
    tags = read(as_html(LETTERS["hostile-names"]))
    assert "<SCRIPT>ALERT(1)</SCRIPT>" in tags.text
    assert "script" not in tags.seen


def test_the_table_fills_the_width_and_has_heads_for_columns_and_rows():
    html = as_html(LETTERS["comparison"])
    assert '<table width="100%"' in html
    assert html.count('scope="col"') == 4
    assert html.count('scope="row"') == 3
    assert "26 August 2025 (right / left)" in html
    assert "<strong>6 beats</strong>, above the limit" in html


def test_a_letter_without_letterhead_and_table_has_neither():
    options = replace(OPTIONS, without=frozenset({"table"}))
    made = letter(TODAY, practice=replace(PRACTICE, clinic=""), options=options)
    assert "<table" not in as_html(made)
    assert as_text(made).startswith("14 November 2025\r\n\r\nDr M Halloran, Neurology\r\n")
    assert "Right ankle: 2 beats" not in as_text(made)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_any_words_give_valid_html_and_text(recipient, comment, clinic):
    made = letter(
        replace(TODAY, comment=comment),
        practice=replace(PRACTICE, clinic=clinic),
        options=replace(OPTIONS, recipient=recipient, typed={"reason": comment}),
    )
    read(as_html(made)).text.encode()
    text = as_text(made)
    assert "\t" not in text
    assert text.count("\r") == text.count("\n") == text.count("\r\n")
    assert "Left ankle: 6 beats, above the limit\r\n" in text


def test_a_place_on_the_midline_stands_under_neither_side_and_says_so():
    html = as_html(LETTERS["on-the-midline"])
    row = html.split("Jaw</th>")[1].split("</tr>")[0]
    assert row.count('colspan="2"') == 1
    assert "<strong>Midline: 9 beats</strong>, above the limit" in row
    assert row.rstrip().endswith(">not tested</td>")
    assert html.count("colspan") == 1


def test_a_copy_from_the_record_says_so_first():
    made = LETTERS["all-zero"]
    html = as_html(replace(made, frame=replace(made.frame, copy_mark="Copy of <14 May>")))
    assert html.split("<body", 1)[1].split("<p>")[1].startswith("Copy of &lt;14 May&gt;")
