"""What is taken in is what it was, says where it came from, and leaves the record whole."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from clonus_desktop.domain.addressee import Addressee
from clonus_desktop.domain.anatomy import ANKLE, WRIST, Place, Side, places_in_order
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination, Examiner, Signature, Withdrawal
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.trial import CountMethod, Trial
from clonus_desktop.storage import DraftExists, NumberTaken
from clonus_desktop.storage.driver import IntegrityError
from clonus_desktop.storage.letters import IssuedLetter, WholeLetter
from tests.exchange.made import examinations
from tests.storage.conftest import Desk
from tests.storage.tampering import unguarded

SOME = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
THEN = datetime(2025, 11, 14, 10, 38, tzinfo=UTC)
THERE = Examiner(name="Dr Ö Elsewhere", role="Neurologist", clinician_id=9)
RIGHT, LEFT, WRIST_RIGHT, WRIST_LEFT = places_in_order((ANKLE, WRIST))
TAPPED = Trial(
    beats=3,
    count_method=CountMethod.TAPPED,
    beat_times_s=(0.1, 0.25, 0.5),
    raw_beat_times_s=(0.1, 0.25, 0.5, 0.51),
    recorded_at=THEN,
)
EXAM = Examination(
    patient_id=1,
    started_at=THEN,
    ended_at=THEN + timedelta(minutes=4),
    places=(RIGHT, LEFT, WRIST_RIGHT, WRIST_LEFT),
    tests={
        RIGHT: ClonusTest(place=RIGHT, trials=(TAPPED, Trial(beats=9, struck_reason="moved"))),
        LEFT: ClonusTest(
            place=LEFT, not_tested=NotTested(reason=NotTestedReason.OTHER, explanation="plaster")
        ),
        WRIST_RIGHT: ClonusTest(place=WRIST_RIGHT, trials=(Trial(beats=0),)),
    },
    notes={RIGHT: "brisk"},
    comment="calm",
    statements={
        (Topic.TECHNIQUE, RIGHT): {"position": "supine"},
        (Topic.CONTEXT, None): {"tone": "2"},
        (Topic.HUNTER, None): {},
    },
    protocol_versions={"ankle": 3},
    signature=Signature(
        examiner=THERE,
        signed_at=THEN + timedelta(minutes=5),
        text="As it was.",
        rule_id="ARTICLE_GT5",
        rule_version=1,
    ),
)


@pytest.fixture
def arriving(desk: Desk) -> int:
    """A patient from elsewhere, in an import that goes on."""
    with desk.file.write():
        begin(desk)
        return take_in_patient(desk)


def begin(desk: Desk) -> int:
    return desk.file.imports.begin(
        "record", counts={"patient": 1}, source_digest="c" * 64, at=desk.at(), by=desk.by
    )


def take_in_patient(desk: Desk, key: str = "there/patient/1", **fields: object) -> int:
    patient = Patient(family_name="MacIlroy", **fields)
    return desk.file.imports.take_in_patient(1, key, patient, at=desk.at(), by=desk.by)


def take_in(desk: Desk, exam: Examination, key: str = "there/examination/1") -> Examination:
    with desk.file.write():
        new_id = desk.file.imports.take_in_exam(1, key, exam, at=desk.at(), by=desk.by)
    return desk.file.examinations.get(new_id)


def as_it_was(found: Examination, exam: Examination) -> Examination:
    """What came, as the record must give it back."""
    signature = exam.signature
    if signature is not None:
        nobody_here = replace(signature.examiner, clinician_id=None)
        signature = replace(signature, examiner=nobody_here)
    return replace(
        exam,
        id=found.id,
        taken_in_at=found.taken_in_at,
        signature=signature,
        statements={key: said for key, said in exam.statements.items() if said},
    )


def test_a_signed_exam_comes_with_everything_and_says_when_it_was_taken_in(desk, arriving):
    found = take_in(desk, EXAM)
    assert found == as_it_was(found, EXAM)
    assert found.taken_in_at is not None
    assert found.taken_in_at > EXAM.started_at
    assert desk.file.verify() is None
    assert desk.file.examinations.undoable(found.id) is None
    latest = desk.file.examinations.latest_signed_for([arriving])
    assert latest[arriving].id == found.id


def test_no_key_of_this_casebook_signs_for_what_was_signed_elsewhere(desk, arriving):
    found = take_in(desk, EXAM)
    assert desk.file.audit.signatures.holder_of("sign", "examination", found.id) is None
    said = [act.what for act in desk.file.acts.newest(patient_id=arriving)]
    assert said[0] == "take in exam"
    assert set(said) == {"take in patient", "take in findings", "take in exam"}
    named = [act for act in desk.file.acts.newest() if act.what == "take in name"]
    assert [act.named for act in named] == ["Dr Ö Elsewhere"]


@SOME
@given(exam=examinations())
def test_every_exam_that_can_be_is_given_back_as_it_was(desk, arriving, exam):
    ended = exam.started_at + timedelta(minutes=1) if exam.tests else None
    first = replace(
        exam,
        patient_id=arriving,
        revision=1,
        revises_id=None,
        revision_reason="",
        ended_at=ended,
        withdrawal=None,
    )
    found = take_in(desk, first)
    assert found == as_it_was(found, first)
    if exam.withdrawal is not None:
        with desk.file.write():
            desk.file.imports.withdraw(found.id, exam.withdrawal, at=desk.at(), by=desk.by)
        taken_back = desk.file.examinations.get(found.id).withdrawal
        assert taken_back is not None
        assert taken_back.reason == exam.withdrawal.reason
    assert desk.file.verify() is None


def test_a_later_version_follows_and_its_withdrawal_too(desk, arriving):
    first = take_in(desk, EXAM)
    second = take_in(
        desk,
        replace(EXAM, revision=2, revises_id=first.id, revision_reason="a count was wrong"),
        "there/examination/2",
    )
    for by in (THERE,):
        with desk.file.write():
            taken_back = Withdrawal(at=THEN, by=by, reason="wrong patient")
            desk.file.imports.withdraw(second.id, taken_back, at=desk.at(), by=desk.by)
    found = desk.file.examinations.get(second.id)
    assert found.withdrawal == replace(taken_back, by=replace(THERE, clinician_id=None))
    assert desk.file.examinations.get(first.id).superseded
    assert desk.file.verify() is None


def test_a_name_that_acted_here_before_needs_no_entry_of_its_own(desk, arriving):
    signature = replace(EXAM.signature, examiner=replace(desk.by, clinician_id=9))
    found = take_in(desk, replace(EXAM, signature=signature))
    assert found.signature == replace(signature, examiner=desk.by)
    assert "take in name" not in {act.what for act in desk.file.acts.newest()}
    assert desk.file.verify() is None


def test_a_withdrawal_by_nobody_names_nobody(desk, arriving):
    found = take_in(desk, EXAM)
    with desk.file.write():
        taken_back = Withdrawal(at=THEN, by=None, reason="twice")
        desk.file.imports.withdraw(found.id, taken_back, at=desk.at(), by=None)
    assert desk.file.examinations.get(found.id).withdrawal == taken_back


def letter(examination_id: int, **changed: object) -> IssuedLetter:
    values: dict[str, object] = {
        "issued_at": THEN + timedelta(minutes=9),
        "issued_by": THERE,
        "recipient": "Dr Ng\nThe Surgery",
        "rule_id": "ARTICLE_GT5",
        "rule_version": 1,
        "text": "Dear Dr Ng",
        "copies": "Dr Lund",
        "language": "de",
        "structure": "short",
        "program_version": "0.9.0",
        "is_whole": True,
    }
    return IssuedLetter(id=0, examination_id=examination_id, **{**values, **changed})


def take_in_letter(desk: Desk, whole: WholeLetter) -> int:
    with desk.file.write():
        return desk.file.imports.take_in_letter(whole, at=desk.at(), by=desk.by)


def test_a_letter_comes_word_for_word_with_its_own_time_and_signer(desk, arriving):
    found = take_in(desk, EXAM)
    ng = Addressee(name="Dr Ng", address="The Surgery", salutation="", language="en")
    with desk.file.write():
        removed = desk.file.addressees.add(ng, at=desk.at(), by=desk.by)
        desk.file.addressees.remove(removed.id, at=desk.at(), by=desk.by)
        added = desk.file.addressees.add(ng, at=desk.at(), by=desk.by)
    first = WholeLetter(letter=letter(found.id), addressee="Dr Ng", content='{"b": 1,"a":"ö"}')
    nobodys = letter(found.id, issued_by=None, is_whole=False, text="again", copies="")
    second = WholeLetter(letter=nobodys, addressee=None, content=None)
    third = WholeLetter(letter=letter(found.id), addressee="Dr Unknown", content="{}")
    ids = [take_in_letter(desk, one) for one in (first, second, third)]
    nobody_here = replace(THERE, clinician_id=None)
    expected = [
        replace(
            first,
            letter=replace(first.letter, id=ids[0], issued_by=nobody_here, addressee_id=added.id),
        ),
        replace(second, letter=replace(nobodys, id=ids[1])),
        replace(
            third,
            letter=replace(third.letter, id=ids[2], issued_by=nobody_here),
            addressee=None,
        ),
    ]
    kept = desk.file.letters.whole_of([found.id, 99])
    assert [replace(one, letter=replace(one.letter, taken_in_at=None)) for one in kept] == expected
    since = [one.letter.taken_in_at for one in kept]
    assert since == sorted(at for at in since if at is not None)
    assert since[0] > letter(found.id).issued_at
    said = desk.file.acts.newest(patient_id=arriving)[:3]
    assert [act.what for act in said] == ["take in letter"] * 3
    assert [act.is_signed for act in said] == [False] * 3
    assert desk.file.verify() is None


def test_a_letter_about_an_unfinished_exam_is_refused(desk, arriving):
    draft = take_in(desk, replace(EXAM, signature=None))
    whole = WholeLetter(letter=letter(draft.id), addressee=None, content=None)
    with pytest.raises(IntegrityError):
        take_in_letter(desk, whole)
    assert desk.file.letters.whole_of([draft.id]) == ()


def test_a_draft_stays_one_and_is_untouched_until_something_is_done_in_it(desk, arriving):
    draft = take_in(desk, replace(EXAM, signature=None, ended_at=None))
    imports = desk.file.imports
    assert draft.signature is None
    assert draft.ended_at == EXAM.started_at
    assert imports.is_untouched_draft(draft.id)
    desk.record(draft.id, 4, desk.left)
    assert not imports.is_untouched_draft(draft.id)
    assert draft.taken_in_at is not None
    desk.sign(draft.id)
    # Whoever signed it did so here.
    assert desk.file.examinations.get(draft.id).taken_in_at is None
    assert desk.file.verify() is None


def test_beside_an_unfinished_exam_nothing_is_taken_in(desk, arriving):
    desk.examination(arriving)
    with pytest.raises(DraftExists):
        take_in(desk, EXAM)


def test_what_came_is_known_by_its_key_and_the_newest_row_counts(desk, arriving):
    imports = desk.file.imports
    draft = take_in(desk, replace(EXAM, signature=None))
    with desk.file.write():
        desk.file.examinations.strike(draft.id, reason="signed there", at=desk.at(), by=desk.by)
    signed = take_in(desk, EXAM)
    assert not imports.is_untouched_draft(draft.id)
    assert draft.id < signed.id
    keys = ("there/examination/1", "there/examination/2", "\ud800")
    assert imports.known("examination", keys) == {"there/examination/1": signed.id}
    assert imports.known("patient", ["there/patient/1"]) == {"there/patient/1": arriving}
    assert imports.known("patient", []) == {}


def test_no_question_of_an_import_walks_through_all_that_came_or_was_done(desk, monkeypatch):
    asked, store = [], desk.file._store
    real = store.rows
    monkeypatch.setattr(store, "rows", lambda *query: asked.append(query) or real(*query))
    desk.file.imports.known("examination", ["one", "two"])
    desk.file.imports.is_untouched_draft(1)
    assert len(asked) == 2
    for sql, values in asked:
        steps = [row["detail"] for row in real(f"EXPLAIN QUERY PLAN {sql}", values)]
        by_table_alone = [one for one in steps if one.endswith("(row_table=?)")]
        assert by_table_alone == [], (sql, steps)


def test_a_patient_of_this_casebook_can_be_known_elsewhere_too(desk):
    own = desk.patient(number="7")
    with desk.file.write():
        number = begin(desk)
        desk.file.imports.is_the_same(number, "there/patient/3", own.id, at=desk.at(), by=desk.by)
    assert desk.file.imports.known("patient", ["there/patient/3"]) == {"there/patient/3": own.id}
    assert desk.file.patients.get(own.id) == own
    assert desk.file.verify() is None


def test_two_records_that_were_merged_elsewhere_are_merged_here_and_can_be_parted(desk, arriving):
    with desk.file.write():
        other = take_in_patient(desk, "there/patient/2", alert="latex")
        desk.file.imports.merge(
            other,
            arriving,
            taken_over={"alert": ["", "latex"]},
            merged_at=THEN,
            at=desk.at(),
            by=desk.by,
        )
    assert desk.file.patients.kept_id(other) == arriving
    assert desk.file.verify() is None
    with desk.file.write():
        assert desk.file.merging.part(other, at=desk.at(), by=desk.by) == arriving
    assert desk.file.verify() is None


def test_a_number_that_is_taken_is_refused_and_nothing_of_the_import_stays(desk):
    desk.patient(number="7")
    before = desk.file.audit.head()
    with pytest.raises(NumberTaken):
        take_in_number(desk, "7")
    assert desk.file.audit.head() == before
    assert desk.file.verify() is None


def take_in_number(desk: Desk, number: str) -> None:
    with desk.file.write():
        begin(desk)
        take_in_patient(desk, number=number)


def test_a_revision_before_the_one_that_it_amends_is_refused(desk, arriving):
    with pytest.raises(IntegrityError):
        take_in(desk, replace(EXAM, revision=3, revises_id=1, revision_reason="x"))


def test_an_erased_patient_leaves_nothing_of_where_it_came_from(desk, arriving):
    take_in(desk, EXAM)
    with desk.file.write():
        desk.file.erasing.erase(arriving, reason="asked for", at=desk.at(), by=desk.by)
    assert desk.file.imports.known("patient", ["there/patient/1"]) == {}
    assert desk.file.verify() is None


@pytest.mark.parametrize(("table", "row_id"), [("patient", 99), ("examination", 7)])
def test_where_a_row_came_from_is_not_said_of_rows_that_are_not_there(
    desk, arriving, table, row_id
):
    take_in(desk, EXAM)
    with unguarded(desk.file.path) as connection:
        connection.execute(
            "INSERT INTO imported_row VALUES (99, 1, ?, ?, 'there/x/9')", (table, row_id)
        )
    found = desk.file.verify()
    assert found is not None
    assert "the table imported_row" in str(found.message)


def test_an_exam_from_elsewhere_is_amended_here_like_any_other(desk, arriving):
    found = take_in(desk, EXAM)
    amended = desk.examination(
        arriving, revision=2, revises_id=found.id, revision_reason="a count was wrong"
    )
    desk.record(amended.id, 5)
    desk.sign(amended.id)
    assert desk.file.examinations.get(amended.id).taken_in_at is None
    assert desk.file.verify() is None


def test_places_of_further_sites_come_as_they_are(desk, arriving):
    from clonus_desktop.domain.anatomy import Site

    jaw = Place(Site("jaw"), Side.MIDLINE)
    exam = replace(
        EXAM,
        places=(jaw,),
        tests={jaw: ClonusTest(place=jaw, trials=(Trial(beats=2),))},
        notes={},
        statements={},
    )
    found = take_in(desk, exam)
    assert found == as_it_was(found, exam)
