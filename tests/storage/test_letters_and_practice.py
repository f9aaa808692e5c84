"""Letters stay word for word; the practice keeps its choices."""

import pytest

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.practice import Practice
from clonus_desktop.storage import IssuedLetter
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
