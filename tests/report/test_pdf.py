import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.report import glyphs
from clonus_desktop.report.options import USUALLY_WITHOUT
from clonus_desktop.report.pdf import _inputs, as_pdf, as_svg_pages
from clonus_desktop.report.text import as_text
from tests.report.cases import LETTERS, OPTIONS, PRACTICE, TODAY, letter

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) reads the pages"
)


def pages(pdf: bytes) -> list[str]:
    """The words of each page, white space as one space."""
    # -raw keeps the order of the content; otherwise the slanted watermark cuts lines in two.
    run = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return [" ".join(page.split()) for page in run.stdout.decode().split("\f")[:-1]]


def squeezed(text: str) -> str:
    """The text without the spaces and hyphens that the end of a line may swallow."""
    return re.sub(r"[\s-]", "", text)


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_is_a_tagged_archival_pdf_in_its_language(name):
    pdf = as_pdf(LETTERS[name])
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang" in pdf
    for claim in (rb"pdfaid:part>3<", rb"pdfaid:conformance>A<", rb"pdfuaid:part>1<"):
        assert re.search(claim, pdf)
    assert b"Clonus examination" in pdf


def test_the_same_letter_gives_the_same_bytes():
    assert as_pdf(LETTERS["comparison"]) == as_pdf(LETTERS["comparison"])
    assert as_svg_pages(LETTERS["comparison"]) == as_svg_pages(LETTERS["comparison"])


def test_the_fonts_are_ours():
    names = set(re.findall(rb"/BaseFont /[A-Z]{6}\+([A-Za-z-]+)", as_pdf(LETTERS["comparison"])))
    assert names <= {b"IBMPlexSans", b"IBMPlexSans-SmBld", b"IBMPlexSans-SemiBold"}


@needs_poppler
@pytest.mark.parametrize("name", LETTERS)
def test_every_page_names_the_patient_the_examination_and_its_number(name):
    made = LETTERS[name]
    found = pages(as_pdf(made))
    for number, page in enumerate(found, 1):
        assert f"Page {number} of {len(found)}" in page
        assert made.frame.record in page
        for identifier in (made.identifiers[0], made.identifiers[2]):
            assert page.count(identifier.value) >= 1
        assert glyphs.drawn(made.subject).removeprefix("Re: ")[:20] in page
        assert ("DRAFT – not signed" in page) == made.is_draft


@needs_poppler
@pytest.mark.parametrize("name", LETTERS)
def test_every_finding_of_the_text_is_in_the_pdf(name):
    made, said = LETTERS[name], squeezed(" ".join(pages(as_pdf(LETTERS[name]))))
    for section in (*made.sections, *made.explanations):
        if not section.is_typed:
            for paragraph in section.paragraphs:
                for sentence in paragraph.split(". "):
                    assert squeezed(sentence) in said
    assert (made.table is None) == (name == "in-short")
    for row in made.table.rows if made.table else ():
        for cell in row.cells:
            assert squeezed(cell.text) in said


@needs_poppler
def test_an_ordinary_letter_fits_one_page_and_a_long_one_keeps_its_signature_together():
    assert len(pages(as_pdf(LETTERS["comparison"]))) == 1
    long = pages(as_pdf(LETTERS["longest"]))
    assert len(long) == 3
    assert "Yours sincerely, Dr P Okafor" in long[-1]
    assert "Examined and signed" in long[-1]


def test_the_pages_of_the_preview_are_those_of_the_pdf():
    assert len(as_svg_pages(LETTERS["longest"])) == 3
    (page,) = as_svg_pages(LETTERS["comparison"])
    assert page.startswith(b"<svg")


def test_a_letter_in_a_regional_language_names_its_region():
    assert b"pt-BR" in as_pdf(replace(LETTERS["all-zero"], language="pt_BR"))


def test_a_draft_and_a_bare_letter_are_made():
    options = replace(OPTIONS, recipient="", without=USUALLY_WITHOUT | {"table", "plot"})
    bare = letter(
        replace(TODAY, signature=None),
        practice=replace(PRACTICE, clinic="", examiner=Examiner(name="")),
        options=options,
    )
    assert as_pdf(bare).startswith(b"%PDF")
    assert as_text(bare).startswith("DRAFT - not signed\r\n")


def test_a_megabyte_without_a_space_is_printed_shortened():
    made = letter(replace(TODAY, comment="W" * 10**6))
    assert as_pdf(made).startswith(b"%PDF")
    assert "(shortened)" in as_text(made)


def test_the_fonts_have_the_signs_of_a_letter_and_lack_others_visibly():
    assert glyphs.drawn("é ≥ ≤ – ’ ° µ × · “”") == "é ≥ ≤ – ’ ° µ × · “”"
    assert glyphs.drawn("李 😀") == "\ufffd \ufffd"
    assert "\ufffd" in glyphs.drawable()


@needs_poppler
def test_a_replaced_character_is_explained():
    assert "stands for a character" in pages(as_pdf(LETTERS["hostile-names"]))[0]
    assert "stands for a character" not in pages(as_pdf(LETTERS["all-zero"]))[0]


def test_the_values_reach_the_template_as_json():
    values = json.loads(_inputs(LETTERS["hostile-names"])["letter"])
    assert values["subject"].startswith("Re: O'NEILL #LET X = 1 \\ <SCRIPT>")


NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=60).filter(
    str.strip
)


@settings(max_examples=40, deadline=None)
@given(NAMES, NAMES, st.text(max_size=400))
def test_any_words_give_a_valid_pdf(family_name, number, comment):
    patient = Patient(id=7, family_name=family_name, number=number, born_on=date(1968, 1, 11))
    made = letter(replace(TODAY, comment=comment), patient=patient)
    assert as_pdf(made).startswith(b"%PDF")
