"""What letters are made with: chosen, kept in the record, and used in every way out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from clonus_desktop.casebook import (
    examinations,
    issued_letters,
    letters,
    patients,
    stationery,
    trail,
)
from clonus_desktop.casebook.change import Deed
from clonus_desktop.casebook.stationery import PLAIN, StationeryKind, Unusable
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from tests.report.stationery_files import SVG, TEMPLATE, WORD_TYPE, png, svg, with_tag

HEAD, WORD = StationeryKind.LETTERHEAD, StationeryKind.WORD_TEMPLATE


def take(book, kind: StationeryKind, name: str, content: bytes) -> None:
    change = stationery.keep(book, stationery.check(kind, name, content))
    assert change.deed is Deed.PRACTICE


@pytest.fixture
def letter(book) -> letters.Letter:
    born = Patient(family_name="Macilroy", born_on=date(1968, 1, 11))
    whose = patients.get(book, patients.add(book, born).patient_id)
    begun = examinations.get(book, examinations.start(book, whose.id).examination_id)
    for place in begun.places:
        examinations.record_trial(book, begun, place, Trial(beats=0))
    examinations.sign(book, begun.id)
    options = letters.LetterOptions(recipient="Dr Ng")
    return letters.compose(book, begun.id, options, compare_with_id=None)


def test_a_practice_that_chose_nothing_writes_on_plain_paper(book, letter):
    assert stationery.in_use(book) == PLAIN
    assert stationery.kept(book, HEAD) is None
    assert letters.pdf(letter, PLAIN) == letters.pdf(letter)


def test_a_letterhead_is_in_the_pdf_and_on_the_pages(book, letter):
    take(book, HEAD, "head.svg", SVG)
    used = stationery.in_use(book)
    assert used.letterhead.media_type == "image/svg+xml"
    assert used.word_template is None
    assert letters.pdf(letter, used) != letters.pdf(letter)
    assert b"svg+xml" in letters.pages(letter, used)[0]
    assert stationery.picture(stationery.kept(book, HEAD)).startswith(b"\x89PNG")


def test_a_word_template_is_used_for_word_alone(book, letter):
    take(book, WORD, "own.docx", with_tag("Own: {{ clinic_name }}"))
    used = stationery.in_use(book)
    assert used.letterhead is None
    assert letters.docx(letter, used) != letters.docx(letter)
    assert letters.pdf(letter, used) == letters.pdf(letter)
    kept = stationery.kept(book, WORD)
    assert (kept.name, kept.media_type) == ("own.docx", WORD_TYPE)
    assert "body.rows.cells.text" in stationery.tags(kept)


def test_the_default_template_can_be_taken_into_use(book, letter):
    take(book, WORD, "copy.docx", stationery.default_word_template())
    assert letters.docx(letter, stationery.in_use(book)) == letters.docx(letter)


def test_an_issued_letter_is_made_again_with_what_it_was_made_with(book, letter, clock):
    take(book, HEAD, "first.svg", SVG)
    clock.time += timedelta(minutes=1)
    issued = issued_letters.get(book, letters.issue(book, letter).letter_id)
    was = stationery.in_use(book)
    clock.time += timedelta(minutes=1)
    take(book, HEAD, "other.png", png())
    take(book, WORD, "own.docx", with_tag("Own: {{ clinic_name }}"))
    assert stationery.in_use(book) != was
    assert stationery.of_issued(book, issued) == was
    # The letterhead of another casebook is not here, and ours is not that of its letters.
    taken_in = replace(issued, taken_in_at=clock.time)
    assert stationery.of_issued(book, taken_in) == PLAIN


def test_what_is_put_away_is_used_no_more(book):
    take(book, HEAD, "head.png", png())
    assert stationery.put_away(book, HEAD).deed is Deed.PRACTICE
    assert stationery.in_use(book) == PLAIN
    said = [line.what for line in trail.newest(book)][:2]
    assert said == ["put head.png for letters away", "took head.png for letters into use"]


def test_a_file_that_cannot_be_used_is_refused_and_nothing_is_kept(book):
    for kind, content in ((HEAD, b"x"), (WORD, TEMPLATE[:-9]), (WORD, with_tag("{{ x }}"))):
        with pytest.raises(Unusable):
            stationery.check(kind, "x", content)
    assert stationery.in_use(book) == PLAIN


def test_what_was_left_out_of_a_drawing_is_told(book):
    drawing = svg('<script/><rect width="9" height="9"/><text y="9">Clinic</text>')
    checked = stationery.check(HEAD, "head.svg", drawing)
    assert (checked.left_out, checked.has_words) == (("script",), True)


def test_files_are_named_by_day_and_exam_and_never_by_a_person(letter):
    assert letters.file_name(letter) == f"2026-03-02_clonus_{letter.examination_id}.pdf"
    assert letters.file_name(letter, ".docx") == f"2026-03-02_clonus_{letter.examination_id}.docx"
