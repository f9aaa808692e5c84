import base64
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.report import glyphs
from clonus_desktop.report.letterhead import letterhead_of
from clonus_desktop.report.options import USUALLY_WITHOUT
from clonus_desktop.report.pdf import Attachment, _inputs, as_pdf, as_svg_pages
from clonus_desktop.report.text import as_text
from tests.report.cases import LETTERS, OPTIONS, PRACTICE, TODAY, letter
from tests.report.stationery_files import SVG, png

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


# --- letterhead, attachment, and what readers of PDF make of it --------------------------------

BUNDLE = Attachment(
    name="clonus-examination-12.fhir.json",
    media_type="application/fhir+json",
    text=json.dumps({"resourceType": "Bundle", "note": "≥ ü"}, ensure_ascii=False),
    description="The findings as data (FHIR R4)",
)


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A letter with everything: letterhead, plot and attachment."""
    head = letterhead_of(SVG)
    return as_pdf(LETTERS["comparison"], letterhead=head, attachments=(BUNDLE,))


def elements(reader: PdfReader) -> list[tuple[str, str]]:
    """Kind and alternative text of every element of the structure, in reading order."""
    found: list[tuple[str, str]] = []

    def walk(kids: object) -> None:
        for kid in kids if isinstance(kids, list) else [kids]:
            element = kid.get_object()
            if isinstance(element, dict) and "/S" in element:
                found.append((element["/S"], element.get("/Alt", "")))
            if isinstance(element, dict) and "/K" in element:
                walk(element["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_the_findings_lie_in_the_pdf_as_data(whole):
    reader = PdfReader(io.BytesIO(whole))
    assert reader.attachments == {BUNDLE.name: [BUNDLE.text.encode()]}
    (associated,) = reader.trailer["/Root"]["/AF"]
    said = associated.get_object()
    assert said["/AFRelationship"] == "/Data"
    assert said["/Desc"] == BUNDLE.description
    assert said["/EF"]["/F"].get_object()["/Subtype"] == "/application/fhir+json"
    again = as_pdf(LETTERS["comparison"], letterhead=letterhead_of(SVG), attachments=(BUNDLE,))
    assert again == whole


def test_a_letter_without_attachment_holds_no_file():
    assert PdfReader(io.BytesIO(as_pdf(LETTERS["all-zero"]))).attachments == {}


def test_headings_table_and_pictures_are_tagged_and_told_in_words(whole):
    found = elements(PdfReader(io.BytesIO(whole)))
    kinds = [kind for kind, _alt in found]
    for kind in ("/H1", "/H2", "/Table", "/TH", "/TD", "/P"):
        assert kind in kinds
    made = LETTERS["comparison"]
    alts = [alt for kind, alt in found if kind == "/Figure"]
    assert alts == [f"Letterhead: {', '.join(made.clinic)}", made.plot.summary]


def test_a_letterhead_stands_in_place_of_the_clinic_s_words_on_the_first_page(whole):
    text = PdfReader(io.BytesIO(whole)).pages[0].extract_text()
    assert "Northgate Rehabilitation Clinic" not in text
    plain = PdfReader(io.BytesIO(as_pdf(LETTERS["comparison"]))).pages[0].extract_text()
    assert "Northgate Rehabilitation Clinic" in plain


def test_a_letterhead_of_a_clinic_without_words_is_told_as_such():
    bare = letter(TODAY, practice=replace(PRACTICE, clinic=""))
    reader = PdfReader(io.BytesIO(as_pdf(bare, letterhead=letterhead_of(png()))))
    assert [alt for kind, alt in elements(reader) if kind == "/Figure"] == ["Letterhead"]


def test_the_pages_carry_the_letterhead_as_dots():
    (page,) = as_svg_pages(LETTERS["all-zero"], letterhead=letterhead_of(SVG))
    (drawing,) = re.findall(rb"data:image/svg\+xml;base64,([^\"]+)", page)
    assert b"data:image/png" in base64.b64decode(drawing)


@needs_poppler
def test_readers_find_a_tagged_pdf_with_all_fonts_in_it(whole, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(whole)

    def told_by(*command: str) -> str:
        return subprocess.run(
            [*command, str(path)], capture_output=True, text=True, check=True
        ).stdout

    about = told_by("pdfinfo")
    for line in ("Tagged: yes", "JavaScript: no", "Encrypted: no", "Form: none"):
        assert line in re.sub(" +", " ", about)
    _head, _line, *fonts = told_by("pdffonts").splitlines()
    assert fonts
    assert all(re.search(r" yes yes yes +\d+ +0$", font) for font in fonts)
    assert BUNDLE.name in told_by("pdfdetach", "-list")


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf checks how the file is built")
@pytest.mark.parametrize("name", ["comparison", "longest", "draft"])
def test_the_file_is_built_as_the_format_asks(name, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(as_pdf(LETTERS[name], attachments=(BUNDLE,)))
    run = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors found" in run.stdout
    assert run.stderr == ""


def test_a_letter_of_many_pages_has_its_patient_and_its_number_on_each():
    reason = "Please advise on antispastic treatment. " * 250
    made = letter(TODAY, options=replace(OPTIONS, typed={"reason": reason}))
    pages_read = PdfReader(io.BytesIO(as_pdf(made, attachments=(BUNDLE,)))).pages
    assert len(pages_read) >= 3
    for number, page in enumerate(pages_read, 1):
        text = page.extract_text()
        assert f"Page {number} of {len(pages_read)}" in text
        assert made.frame.identity in text


NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=60).filter(
    str.strip
)


@settings(max_examples=40, deadline=None)
@given(NAMES, NAMES, st.text(max_size=400))
def test_any_words_give_a_valid_pdf(family_name, number, comment):
    patient = Patient(id=7, family_name=family_name, number=number, born_on=date(1968, 1, 11))
    made = letter(replace(TODAY, comment=comment), patient=patient)
    assert as_pdf(made).startswith(b"%PDF")
