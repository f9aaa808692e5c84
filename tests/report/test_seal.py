"""The seal at the foot of a letter, by which paper is held against the record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.language import catalogue
from clonus_desktop.report.html import as_html
from clonus_desktop.report.pdf import _inputs, as_svg_pages
from clonus_desktop.report.seal import RecordSeal, sealed, with_seal_words
from clonus_desktop.report.text import as_text
from tests.report.cases import LETTERS

WORDS = "Record 3fa9c1d2, act 1432, seal 87948c3d1e3f"
FINAL = LETTERS["one-sided"]
DRAFT = LETTERS["draft"]


def test_the_seal_is_the_last_line_of_the_text():
    assert as_text(FINAL).splitlines()[-1] == WORDS


def test_the_seal_stands_small_and_grey_at_the_end_of_the_html():
    assert f"<br>{WORDS}</small></p>\n</body>" in as_html(FINAL)


def test_the_template_of_the_pdf_gets_the_seal():
    assert f'"seal": "{WORDS}"' in _inputs(FINAL)["letter"]
    assert len(as_svg_pages(FINAL)) == 1


def test_a_draft_bears_no_seal():
    assert "seal" not in as_text(DRAFT)
    assert "seal" not in as_html(DRAFT)
    assert with_seal_words(DRAFT, WORDS) is DRAFT
    assert '"seal": ""' in _inputs(DRAFT)["letter"]


def test_a_letter_without_a_seal_ends_with_its_record_line():
    letter = with_seal_words(FINAL, "")
    assert as_text(letter).splitlines()[-1].startswith("Examination 12, revision 1")
    assert f"<small>{letter.frame.record}</small>" in as_html(letter)


@given(act=st.integers(1, 10**9), digest=st.text("0123456789abcdef", min_size=64, max_size=64))
def test_the_seal_names_the_act_and_the_beginning_of_its_digest(act, digest):
    letter = sealed(FINAL, RecordSeal(record="ab" * 16, act=act, digest=digest), catalogue("en"))
    assert letter.frame.seal == f"Record abababab, act {act}, seal {digest[:12]}"


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_on_a_signed_exam_bears_the_seal_and_no_draft_does(name):
    assert bool(LETTERS[name].frame.seal) is not LETTERS[name].is_draft
