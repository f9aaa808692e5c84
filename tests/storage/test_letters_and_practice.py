"""Letters stay word for word; the practice keeps its choices."""

import pytest

from clonus_desktop.domain.addressee import Addressee
from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.practice import Practice
from clonus_desktop.storage import IssuedLetter, NoSuchRow
from clonus_desktop.storage.driver import IntegrityError

HOSTILE = "Dear Dr O'Ng,\n{name} <b>%s</b> \u202e \U0001f9b6 \x00 \ud800"


def test_a_letter_comes_back_word_for_word(desk) -> None:
    signed = desk.filled()
    letter_id = desk.letter(signed.id, HOSTILE)
    letters = desk.file.letters.of_examination(signed.id)
    assert len(letters) == 2
    assert letters[1] == IssuedLetter(
        id=letter_id,
        examination_id=signed.id,
        issued_at=desk.now,
        issued_by=desk.by,
        recipient="Dr Ng",
        rule_id="ARTICLE_GT5",
        rule_version=1,
        text=HOSTILE.replace("\ud800", "\ufffd"),
    )
    assert letters[1].issued_at.tzname() == "BST"
    assert desk.file.letters.of_examination(99) == ()


def test_a_letter_may_be_issued_by_nobody(desk) -> None:
    signed = desk.filled()
    desk.by = None
    desk.letter(signed.id)
    assert desk.file.letters.of_examination(signed.id)[1].issued_by is None


def test_a_letter_needs_a_signed_examination(desk) -> None:
    draft = desk.draft()
    with pytest.raises(IntegrityError, match="signed"):
        desk.letter(draft.id)


def test_a_new_casebook_has_the_usual_practice(desk) -> None:
    assert desk.file.practice.read() == Practice()


def test_the_practice_keeps_what_was_chosen_last(desk) -> None:
    for clinic in ("North", 'Süd\n"Zentrum"'):
        practice = Practice(
            examiner=Examiner(name="Dr P Okafor", role="Neurologist"),
            clinic=clinic,
            rule_id="HPO_GE5",
            site_order=("wrist", "ankle"),
            first_side=Side.LEFT,
        )
        with desk.file.write():
            desk.file.practice.change(practice, at=desk.at(), by=desk.by)
        assert desk.file.practice.read() == practice
    assert desk.file._store.rows("SELECT count(*) FROM practice")[0][0] == 1
    assert desk.file.verify() is None


def test_an_examiner_is_one_row_for_each_name_and_role(desk) -> None:
    desk.patient()
    desk.patient()
    desk.by = Examiner(name="Dr P Okafor", role="Registrar")
    desk.patient()
    rows = desk.file._store.rows("SELECT name, role FROM examiner ORDER BY id")
    assert [tuple(row) for row in rows] == [
        ("Dr P Okafor", "Neurologist"),
        ("Dr P Okafor", "Registrar"),
    ]


def test_a_letter_keeps_how_it_was_made_and_its_whole_content(desk) -> None:
    signed = desk.filled()
    with desk.file.write():
        addressee = desk.file.addressees.add(Addressee(name="Dr Ng"), at=desk.at(), by=desk.by)
        letter_id = desk.file.letters.issue(
            examination_id=signed.id,
            recipient="Dr Ng",
            text="Dear Dr Ng,",
            rule_id="ARTICLE_GT5",
            rule_version=1,
            at=desk.at(),
            by=desk.by,
            addressee_id=addressee.id,
            copies="Dr A\nDr B\ud800",
            language="de",
            structure="sbar",
            program_version="0.2.0",
            content='{"version":1}',
        )
    kept = desk.file.letters.get(letter_id)
    assert kept.addressee_id == addressee.id
    assert (kept.copies, kept.language) == ("Dr A\nDr B\ufffd", "de")
    assert (kept.structure, kept.program_version) == ("sbar", "0.2.0")
    assert desk.file.letters.content(letter_id) == '{"version":1}'
    assert desk.file.letters.content(1) is None
    assert desk.file.verify() is None


def test_the_letters_of_a_patient_are_those_on_every_revision_newest_first(desk) -> None:
    first = desk.filled()
    other = desk.examination(desk.patient("Ng").id)
    desk.sign(other.id)
    desk.letter(other.id)
    later = desk.letter(first.id, "again")
    found = desk.file.letters.of_patient(first.patient_id)
    assert [letter.id for letter in found] == [later, 1]
    assert [letter.examination_id for letter in desk.file.letters.of_patient(other.patient_id)] == [
        other.id
    ]


def test_a_letter_that_is_not_there_is_a_bug(desk) -> None:
    for act in (desk.file.letters.get, desk.file.letters.content):
        with pytest.raises(NoSuchRow):
            act(7)


def test_the_practice_keeps_how_letters_usually_are(desk) -> None:
    practice = Practice(
        letter_language="fr", letter_structure="prsb", letter_without=("notes", "plot")
    )
    with desk.file.write():
        desk.file.practice.change(practice, at=desk.at(), by=desk.by)
    assert desk.file.practice.read() == practice
    assert desk.file.verify() is None
