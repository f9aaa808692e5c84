"""Letters from the record: what goes into one, and what is kept of it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from clonus_desktop.casebook import (
    addressees,
    amendments,
    examinations,
    issued_letters,
    letter_choices,
    letters,
    patients,
    practice,
)
from clonus_desktop.casebook.addressees import Addressee
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.domain.examination import Examination, Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.report.options import USUALLY_WITHOUT

SITES = Path(__file__).parents[1] / "sites"
OKAFOR = Examiner(name="Dr P Okafor", role="Consultant in Rehabilitation Medicine")
OPTIONS = letters.LetterOptions(recipient="Dr M Halloran, Neurology")

Examine = Callable[..., Examination]


@pytest.fixture
def book(book: Casebook) -> Casebook:
    clinic = "Northgate Rehabilitation Clinic"
    practice.change(book, replace(book.practice, examiner=OKAFOR, clinic=clinic))
    return book


def added(book: Casebook, **fields: object) -> Patient:
    return patients.get(book, patients.add(book, Patient(**fields)).patient_id)


@pytest.fixture
def patient(book) -> Patient:
    return added(
        book,
        family_name="Macilroy",
        given_name="Iain",
        title="Mr",
        born_on=date(1968, 1, 11),
        number="999 018 5301",
    )


@pytest.fixture
def examine(book, clock) -> Examine:
    """A new examination with these counts, right before left, a month after the one before."""

    def examine_one(patient: Patient, *counts: int, is_signed: bool = True) -> Examination:
        clock.time += timedelta(days=30)
        begun = examinations.get(book, examinations.start(book, patient.id).examination_id)
        for place, beats in zip(begun.places, counts, strict=False):
            examinations.record_trial(book, begun, place, Trial(beats=beats))
        if is_signed:
            examinations.sign(book, begun.id)
        return examinations.get(book, begun.id)

    return examine_one


def composed(book: Casebook, examination: Examination, **changed: object) -> letters.Letter:
    before = letters.usual_comparison(book, examination)
    return letters.compose(
        book,
        examination.id,
        replace(OPTIONS, **changed),
        compare_with_id=None if before is None else before.id,
    )


def test_a_letter_holds_clinic_recipient_patient_findings_and_signature(book, patient, examine):
    said = letters.text(composed(book, examine(patient, 2, 6, 0, 0, 0, 0)))
    for words in (
        "Northgate Rehabilitation Clinic",
        "Dear Dr Halloran,",
        "Re: MACILROY, Iain (Mr)",
        "999 018 5301",
        "Left ankle: 6 beats",
        "Rule ARTICLE_GT5, version 1",
        "Dr P Okafor, Consultant in Rehabilitation Medicine",
    ):
        assert words in said


def test_the_typed_reason_stands_in_the_letter(book, patient, examine):
    examination = examine(patient, 0, 0, 0, 0, 0, 0)
    said = letters.text(composed(book, examination, typed={"reason": "Stiffness for three weeks."}))
    assert "Reason for referral\r\nStiffness for three weeks." in said


def test_a_letter_is_dated_today_unless_a_day_is_given(book, patient, examine, clock):
    examination = examine(patient, 0, 0, 0, 0, 0, 0)
    clock.time += timedelta(days=3)
    assert composed(book, examination).written_on == clock.time.date()
    dated = letters.compose(
        book, examination.id, OPTIONS, compare_with_id=None, written_on=date(2026, 5, 1)
    )
    assert dated.date == "1 May 2026"


def test_a_letter_compares_with_the_chosen_visit_only(book, patient, examine):
    first = examine(patient, 0, 9, 0, 0, 0, 0)
    examine(patient, 0, 8, 0, 0, 0, 0)
    now = examine(patient, 0, 6, 0, 0, 0, 0)
    compared = letters.compose(book, now.id, OPTIONS, compare_with_id=first.id)
    assert "the left ankle (6 beats now, 9 beats then)" in letters.text(compared)
    alone = letters.compose(book, now.id, OPTIONS, compare_with_id=None)
    assert "Compared with" not in letters.text(alone)


def test_a_letter_never_tells_of_later_visits(book, patient, examine):
    first = examine(patient, 0, 1, 0, 0, 0, 0)
    second = examine(patient, 0, 2, 0, 0, 0, 0)
    examine(patient, 0, 3, 0, 0, 0, 0)
    assert composed(book, first).plot is None
    shown = composed(book, second).plot
    # A circle for the right at each visit and site, and one in the legend.
    assert shown.svg.count("<circle") == 2 * 3 + 1


def test_a_letter_never_tells_of_a_place_that_was_first_examined_later(tmp_path, clock):
    path = tmp_path / "casebook.sqlite"

    def visit(book: Casebook, patient_id: int) -> Examination:
        clock.time += timedelta(days=30)
        begun = examinations.get(book, examinations.start(book, patient_id).examination_id)
        for place in begun.places:
            examinations.record_trial(book, begun, place, Trial(beats=3))
        examinations.sign(book, begun.id)
        return examinations.get(book, begun.id)

    with open_book(path, now=clock) as book:
        practice.change(book, replace(book.practice, examiner=OKAFOR))
        patient_id = added(book, family_name="Macilroy").id
        visit(book, patient_id)
        second = visit(book, patient_id)
    shutil.copytree(SITES, book.sites_folder)
    with open_book(path, now=clock) as book:
        assert len(visit(book, patient_id).places) > len(second.places)
        shown = composed(book, second).plot
    assert len(second.places) == 6
    assert shown.svg.count("<circle") == 2 * 3 + 1


def test_a_letter_on_an_infant_cites_the_infants_rule_and_names_the_adult_one(book, examine, clock):
    born = clock.time.date() - timedelta(days=100)
    infant = added(book, family_name="Lund", given_name="Ida", born_on=born)
    letter = composed(book, examine(infant, 8, 11, 0, 0, 0, 0))
    assert letter.citation.rule_id == "INFANT"
    assert "the adult limit (ARTICLE_GT5) does not apply" in letters.text(letter)


def test_the_choices_are_the_signed_visits_newest_first_and_then_the_draft(book, patient, examine):
    first, second = (examine(patient, n, 0, 0, 0, 0, 0) for n in (1, 2))
    draft = examine(patient, 3, is_signed=False)
    assert [e.id for e in letters.choices(book, patient)] == [second.id, first.id, draft.id]


def test_only_earlier_signed_visits_can_be_compared(book, patient, examine):
    first, second, third = (examine(patient, n, 0, 0, 0, 0, 0) for n in (1, 2, 3))
    assert letters.comparable(book, second) == (first,)
    assert letters.usual_comparison(book, third) == second
    assert letters.usual_comparison(book, first) is None
    with pytest.raises(letters.InvalidLetter):
        letters.compose(book, second.id, OPTIONS, compare_with_id=third.id)


def test_the_name_of_the_file_tells_the_day_and_the_exam_and_no_patient(book, patient, examine):
    letter = composed(book, examine(patient, 0, 0, 0, 0, 0, 0))
    assert letters.file_name(letter) == f"2026-04-01_clonus_{letter.examination_id}.pdf"


def test_the_same_letter_always_gives_the_same_pdf(book, patient, examine):
    letter = composed(book, examine(patient, 2, 6, 0, 0, 0, 0))
    made = letters.pdf(letter)
    assert made.startswith(b"%PDF-")
    assert letters.pdf(letter) == made


def test_the_pages_and_the_html_are_of_the_same_letter(book, patient, examine):
    letter = composed(book, examine(patient, 2, 6, 0, 0, 0, 0))
    assert [page[:4] for page in letters.pages(letter)] == [b"<svg"]
    assert "MACILROY, Iain (Mr)" in letters.html(letter)


def test_an_issued_letter_is_kept_word_for_word(book, patient, examine, clock):
    examination = examine(patient, 2, 6, 0, 0, 0, 0)
    letter = composed(book, examination, typed={"reason": "Łódź, ≥ 3 weeks"})
    change = letters.issue(book, letter)
    (kept,) = book.file.letters.of_examination(examination.id)
    assert change == Change(
        deed=Deed.ISSUED,
        patient_id=patient.id,
        examination_id=examination.id,
        letter_id=kept.id,
    )
    assert kept.text == letters.text(letter)
    assert kept.recipient == "Dr M Halloran, Neurology"
    assert (kept.rule_id, kept.rule_version) == ("ARTICLE_GT5", 1)
    assert (kept.issued_at, kept.issued_by) == (clock.time, OKAFOR)


def test_the_same_text_is_kept_once_and_another_text_beside_it(book, patient, examine):
    examination = examine(patient, 2, 6, 0, 0, 0, 0)
    for recipient in ("Dr A", "Dr A", "Dr B", "Dr A"):
        letters.issue(book, composed(book, examination, recipient=recipient))
    kept = book.file.letters.of_examination(examination.id)
    assert [issued.recipient for issued in kept] == ["Dr A", "Dr B"]


def test_a_letter_on_a_draft_is_marked_and_never_issued(book, patient, examine):
    draft = examine(patient, 2, 6, is_signed=False)
    letter = composed(book, draft)
    assert letters.text(letter).startswith("DRAFT")
    with pytest.raises(letters.NotSigned):
        letters.issue(book, letter)
    assert book.file.letters.of_examination(draft.id) == ()


def test_a_letter_on_an_exam_that_does_not_exist_is_an_error(book):
    with pytest.raises(LookupError):
        letters.compose(book, 999, OPTIONS, compare_with_id=None)


# --- the seal at the foot ---------------------------------------------------------------------


def seal_in(letter: letters.Letter) -> str:
    return letters.text(letter).splitlines()[-1]


def test_a_letter_says_how_far_the_record_had_come(book, patient, examine):
    examination = examine(patient, 2, 6, 0, 0, 0, 0)
    act, digest = book.file.audit.head()
    expected = f"Record {book.file.casebook_id[:8]}, act {act}, seal {digest[:12]}"
    assert seal_in(composed(book, examination)) == expected


def test_the_same_letter_keeps_its_seal_however_far_the_record_has_come_since(
    book, patient, examine
):
    examination = examine(patient, 2, 6, 0, 0, 0, 0)
    first = composed(book, examination)
    letters.issue(book, first)
    added(book, family_name="Another")
    again = composed(book, examination)
    assert again == first
    letters.issue(book, again)
    assert len(book.file.letters.of_examination(examination.id)) == 1


def test_another_letter_on_the_same_exam_bears_a_later_seal(book, patient, examine):
    examination = examine(patient, 2, 6, 0, 0, 0, 0)
    first = composed(book, examination)
    letters.issue(book, first)
    other = composed(book, examination, recipient="Dr B")
    act, digest = book.file.audit.head()
    assert seal_in(other) != seal_in(first)
    assert seal_in(other).endswith(f"act {act}, seal {digest[:12]}")


def test_a_letter_that_was_kept_before_there_were_seals_is_another_one(book, patient, examine):
    examination = examine(patient, 2, 6, 0, 0, 0, 0)
    letter = composed(book, examination)
    unsealed = replace(letter, frame=replace(letter.frame, seal=""))
    letters.issue(book, unsealed)
    assert seal_in(composed(book, examination)).startswith("Record ")


def test_a_draft_bears_no_seal(book, patient, examine):
    letter = composed(book, examine(patient, 2, 6, is_signed=False))
    assert "seal" not in letters.text(letter)


# --- language, headings, addressee -----------------------------------------------------------


def test_a_letter_speaks_its_own_language_else_the_practices_else_the_screens(
    book, patient, examine
):
    examination = examine(patient, 2, 6, 0, 0, 0, 0)
    assert composed(book, examination).language == "en"
    book.language = "fr"
    assert composed(book, examination).language == "fr"
    practice.change(book, replace(book.practice, letter_language="es"))
    assert composed(book, examination).language == "es"
    german = composed(book, examination, language="de")
    assert german.language == "de"
    # Months, places and the words of the rule, whatever the screen speaks.
    assert german.citation.wording != composed(book, examination).citation.wording


def test_the_usual_choices_are_those_of_the_practice_once_it_chose(book):
    usual = letter_choices.usual_options(book)
    assert (usual.structure, usual.language) == ("plain", "en")
    assert usual.without == {"technique", "notes"}
    assert letter_choices.is_usual(book, usual)
    chosen = replace(usual, structure="sbar", language="fr", without=frozenset({"plot"}))
    assert not letter_choices.is_usual(book, chosen)
    assert letter_choices.keep_usual(book, chosen).deed is Deed.PRACTICE
    assert letter_choices.usual_options(book) == chosen
    assert letter_choices.is_usual(book, replace(chosen, typed={"plan": "Please see."}))


def test_a_part_of_everything_can_be_usual(book):
    whole = replace(letter_choices.usual_options(book), without=frozenset())
    letter_choices.keep_usual(book, whole)
    assert letter_choices.usual_options(book).without == frozenset()


def test_the_headings_are_offered_with_the_plain_ones_first():
    assert [one.key for one in letter_choices.structures()] == ["plain", "prsb", "sbar"]


def test_an_addressee_is_greeted_as_the_book_says_and_copies_are_listed(book, patient, examine):
    examination = examine(patient, 2, 6, 0, 0, 0, 0)
    row = addressees.add(book, Addressee(name="Dr M Halloran")).addressee_id
    letter = composed(
        book,
        examination,
        salutation="Dear Margaret,",
        addressee_id=row,
        copies="Dr A Moreau\n\nThe patient",
    )
    assert letter.salutation == "Dear Margaret,"
    assert letter.copies == ("Copies to:", "Dr A Moreau", "The patient")
    letters.issue(book, letter)
    (kept,) = issued_letters.issued_on(book, examination)
    assert (kept.addressee_id, kept.copies) == (row, "Dr A Moreau\nThe patient")


# --- letters of the record -------------------------------------------------------------------


def test_an_issued_letter_opens_word_for_word_whatever_changed_since(book, patient, examine, clock):
    examine(patient, 1, 9, 0, 0, 0, 0)
    examination = examine(patient, 2, 6, 0, 0, 0, 0)
    letter = composed(book, examination, structure="sbar", typed={"plan": "Please see."})
    letters.issue(book, letter)
    patients.change(book, replace(patient, family_name="Other"))
    practice.change(book, replace(book.practice, rule_id="HPO_GE5", clinic="Elsewhere"))
    clock.time += timedelta(days=300)
    (issued,) = issued_letters.issued_for(book, patient.id)
    assert issued.is_whole
    again = issued_letters.copy_of(book, issued)
    mark = again.frame.copy_mark
    assert mark == "Copy of the letter that was issued on 1 May 2026 at 10:00 by Dr P Okafor."
    assert replace(again, frame=replace(again.frame, copy_mark="")) == letter
    for said in (letters.text(again), letters.html(again)):
        assert mark in said
    assert letters.pdf(again) != letters.pdf(letter)
    with pytest.raises(letters.InvalidLetter, match="not issued once more"):
        letters.issue(book, again)
    assert issued_letters.get(book, issued.id) == issued


def test_a_letter_issued_by_nobody_names_nobody_on_its_copy(tmp_path, clock):
    with open_book(tmp_path / "casebook.sqlite", now=clock) as nobodys:
        whose = added(nobodys, family_name="Ng")
        begun = examinations.get(nobodys, examinations.start(nobodys, whose.id).examination_id)
        for place in begun.places:
            examinations.record_trial(nobodys, begun, place, Trial(beats=1))
        practice.change(nobodys, replace(nobodys.practice, examiner=OKAFOR))
        examinations.sign(nobodys, begun.id)
        practice.change(nobodys, replace(nobodys.practice, examiner=Examiner(name="")))
        letters.issue(nobodys, composed(nobodys, examinations.get(nobodys, begun.id)))
        (issued,) = issued_letters.issued_for(nobodys, whose.id)
        mark = issued_letters.copy_of(nobodys, issued).frame.copy_mark
        assert mark == "Copy of the letter that was issued on 2 March 2026 at 10:00."


def test_the_same_words_with_another_plot_are_another_letter(book, patient, examine):
    examine(patient, 1, 9, 0, 0, 0, 0)
    examination = examine(patient, 2, 6, 0, 0, 0, 0)
    with_plot = composed(book, examination)
    without = composed(book, examination, without=USUALLY_WITHOUT | {"plot"})
    assert letters.text(with_plot) == letters.text(without)
    ids = [letters.issue(book, one).letter_id for one in (with_plot, without, with_plot)]
    assert ids[0] == ids[2] != ids[1]


def test_a_letter_of_which_the_text_alone_was_kept_is_not_made_up(book, patient, examine):
    examination = examine(patient, 2, 6, 0, 0, 0, 0)
    with book.file.write():
        row = book.file.letters.issue(
            examination_id=examination.id,
            recipient="Dr Ng",
            text="Dear Dr Ng,",
            rule_id="ARTICLE_GT5",
            rule_version=1,
            at=book.now(),
            by=book.examiner,
        )
    issued = issued_letters.get(book, row)
    assert not issued.is_whole
    with pytest.raises(issued_letters.UnreadableLetter):
        issued_letters.copy_of(book, issued)


def test_what_became_of_the_exam_is_said_beside_its_letter(book, patient, examine):
    def since(letter_id: int) -> str:
        (told,) = (t for t in issued_letters.told_of(book, patient.id) if t.letter.id == letter_id)
        assert told == issued_letters.told(book, letter_id)
        return str(issued_letters.since_then(told, book.words) or "")

    examination = examine(patient, 2, 6, 0, 0, 0, 0)
    first = letters.issue(book, composed(book, examination)).letter_id
    assert since(first) == ""
    draft = amendments.amend(book, examination.id, "counted again").examination_id
    assert since(first) == ""
    examinations.sign(book, draft)
    assert "the letter tells revision 1, and revision 2 stands" in since(first)
    later = composed(book, examinations.get(book, draft))
    assert later.title.endswith("(revision 2)")
    second = letters.issue(book, later).letter_id
    assert since(second) == ""
    amendments.withdraw(book, draft, "another patient")
    for row in (first, second):
        assert since(row).startswith("The exam of this letter was withdrawn on ")
        kept = issued_letters.get(book, row)
        assert issued_letters.copy_of(book, kept).examination_id == kept.examination_id
