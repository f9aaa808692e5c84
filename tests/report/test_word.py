"""Letters in Word: filled, read back, and opened by a word processor."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.patient import Patient
from clonus_desktop.report.parts import Letter
from clonus_desktop.report.word import as_docx, default_template
from clonus_desktop.report.word_template import template_of
from tests.report.cases import LETTERS, TODAY, letter
from tests.report.stationery_files import TEMPLATE, changed, document, parts_of, with_tag

OFFICE = shutil.which("soffice")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(docx: bytes, part: str = "document") -> list[str]:
    """The paragraphs of a part, in order."""
    body = ElementTree.fromstring(parts_of(docx)[f"word/{part}.xml"])
    said = []
    for paragraph in body.iter(f"{W}p"):
        pieces = (node.text or "" if node.tag == f"{W}t" else "\n" if node.tag == f"{W}br" else ""
                  for node in paragraph.iter())  # fmt: skip
        said.append("".join(pieces))
    return said


def told(made: Letter) -> list[str]:
    """Every line that the letter has to say in Word."""
    lines = [made.date, made.salutation, made.subject, made.title, made.closing]
    lines += ["\n".join(made.recipient), "\n".join(made.signature), "\n".join(made.copies)]
    for section in (*made.opening, *made.sections, *made.explanations):
        lines += [section.heading, *section.paragraphs]
    return [line for line in lines if line]


@pytest.mark.parametrize("name", LETTERS)
def test_every_word_of_a_letter_is_in_the_document(name):
    made = LETTERS[name]
    docx = as_docx(made)
    said = words_of(docx)
    for line in told(made):
        assert line in said, line
    assert words_of(docx, "header1")[0] == made.frame.identity
    assert words_of(docx, "footer1")[0].startswith(made.frame.record)
    assert all("{" not in line or "{" in str(made) for line in said)


def test_the_same_letter_gives_the_same_bytes():
    for name in ("comparison", "draft"):
        assert as_docx(LETTERS[name]) == as_docx(LETTERS[name])


def test_the_table_has_its_head_on_every_page_and_its_sites_in_order():
    made = LETTERS["comparison"]
    (table,) = Document(io.BytesIO(as_docx(made))).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert tuple(rows[0]) == made.table.header
    assert rows[1] == ["Ankle", "2 beats", "6 beats\nabove the limit", "2 beats / 8 beats"]
    assert table.rows[0]._tr.find(f".//{W}tblHeader") is not None
    assert len(rows) == 4


def test_a_finding_on_the_midline_stands_across_both_sides():
    (table,) = Document(io.BytesIO(as_docx(LETTERS["on-the-midline"]))).tables
    last = [cell.text for cell in table.rows[-1].cells]
    assert last == ["Jaw", *["Midline: 9 beats\nabove the limit"] * 2, "not tested"]


def test_the_plot_is_a_picture_with_its_words():
    made = LETTERS["comparison"]
    docx = as_docx(made)
    parts = parts_of(docx)
    (picture,) = [name for name in parts if name.startswith("word/media/")]
    assert parts[picture].startswith(b"\x89PNG")
    (described,) = re.findall(
        r'<wp:docPr [^>]*descr="([^"]*)"', parts["word/document.xml"].decode()
    )
    assert described == made.plot.summary
    assert made.plot.heading in words_of(docx)


@pytest.mark.parametrize("language", ["de", "pt_BR"])
def test_every_word_is_said_to_be_in_the_letter_s_language(language):
    parts = parts_of(as_docx(replace(LETTERS["all-zero"], language=language)))
    code = language.replace("_", "-").encode()
    found = {lang for part in parts.values() for lang in re.findall(rb"<w:lang\b[^>]*>", part)}
    assert found == {b'<w:lang w:val="%s"/>' % code}
    assert b"<dc:language>%s</dc:language>" % code in parts["docProps/core.xml"]


def test_a_template_that_names_no_language_gets_the_letter_s():
    parts = parts_of(TEMPLATE)
    for name in parts:
        parts[name] = re.sub(rb"<w:lang\b[^>]*/>", b"", parts[name])
    own = template_of(document(parts)).content
    assert (
        b'<w:lang w:val="de"/>'
        in parts_of(as_docx(replace(LETTERS["all-zero"], language="de"), own))["word/styles.xml"]
    )


def test_the_document_is_of_the_letter_s_day_and_nobody_s():
    core = parts_of(as_docx(LETTERS["all-zero"]))["docProps/core.xml"].decode()
    assert "2025-11-14T12:00:00Z" in core
    assert "<dc:title>Clonus examination, 14 November 2025</dc:title>" in core
    assert "MACILROY" not in core
    assert re.findall(r"<dc:creator>([^<]*)", core) in ([], [""])


# --- drafts -----------------------------------------------------------------------------------


def test_a_draft_is_marked_in_the_first_line_and_across_every_page():
    docx = as_docx(LETTERS["draft"])
    assert words_of(docx)[0] == "DRAFT – not signed"
    assert 'string="DRAFT – not signed"' in parts_of(docx)["word/header1.xml"].decode()
    assert "DRAFT" not in " ".join(words_of(as_docx(LETTERS["all-zero"])))


def test_a_copy_from_the_record_says_so_in_the_first_line():
    made = LETTERS["all-zero"]
    copy = replace(made, frame=replace(made.frame, copy_mark="Copy of the letter of 14 May"))
    assert words_of(as_docx(copy))[0] == "Copy of the letter of 14 May"


def test_a_draft_is_marked_on_first_and_even_pages_that_differ_and_in_each_part():
    edge = "<w:pgSz"
    new_part = f'<w:p><w:pPr><w:sectPr>{edge} w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>'
    parts = parts_of(changed("<w:sectPr", new_part + "<w:sectPr"))
    own = document(parts)
    source = Document(io.BytesIO(own))
    source.settings.odd_and_even_pages_header_footer = True
    source.sections[1].different_first_page_header_footer = True
    for header in (source.sections[0].even_page_header, source.sections[1].first_page_header):
        header.paragraphs[0].text = "{{ identity }}"
    source.sections[0].header.paragraphs[0].text = "{{ identity }}"
    made = io.BytesIO()
    source.save(made)
    docx = as_docx(LETTERS["draft"], template_of(made.getvalue()).content)
    heads = [part.decode() for name, part in parts_of(docx).items() if "/header" in name]
    assert len(heads) == 4
    assert [head.count('string="DRAFT – not signed"') for head in heads] == [1, 1, 1, 1]


# --- other templates, other words -------------------------------------------------------------


def test_the_clinic_s_own_template_is_filled():
    own = template_of(with_tag("Own letterhead of {{ clinic_name }}. {{ draft }}")).content
    assert "Own letterhead of Northgate Rehabilitation Clinic. " in " ".join(
        words_of(as_docx(LETTERS["all-zero"], own))
    )


def test_the_template_of_the_program_is_the_one_that_its_script_makes():
    assert default_template() == template_of(TEMPLATE).content


HOSTILE = "{{ 7 * 7 }} {% for x in y %} {_{ }_} {_% </w:t> & <b> ' \" é 😀"


def test_hostile_words_are_words():
    whose = Patient(id=7, family_name=HOSTILE[:40], number=HOSTILE[:20], born_on=date(1968, 1, 11))
    made = letter(replace(TODAY, comment=HOSTILE), patient=whose)
    said = words_of(as_docx(made))
    assert made.subject in said
    assert any(line.startswith("{{ 7 * 7 }} {% for x in y %} {_{ }_} {_%") for line in said)
    odd = replace(made, salutation="a\tb\rc\x0b\ud800d\nNext\ae\ff")
    assert "a b c\ufffd\ufffdd\nNext\ufffde\ufffdf" in words_of(as_docx(odd))


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=80), st.text(alphabet="{}_%#&<>'\" a\n", max_size=60))
def test_any_words_come_out_as_they_went_in(comment, clinic):
    made = replace(letter(replace(TODAY, comment=comment)), salutation=clinic)
    said = words_of(as_docx(made))
    for line in told(made):
        assert line in said


# --- the word processor -----------------------------------------------------------------------


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice opens the documents")
def test_a_word_processor_opens_the_letters_and_reads_them_back(tmp_path: Path):
    names = ("comparison", "draft", "hostile-names", "longest")
    for name in names:
        (tmp_path / f"{name}.docx").write_bytes(as_docx(LETTERS[name]))
    assert OFFICE is not None
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path),
         *(str(tmp_path / f"{name}.docx") for name in names)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for name in names:
        lines = (tmp_path / f"{name}.txt").read_text("utf-8-sig").splitlines()
        for line in "\n".join(told(LETTERS[name])).splitlines():
            assert line in lines, (name, line)
