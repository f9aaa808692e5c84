"""Erasing a person: every byte goes, the chain holds, and nothing else can go under its cover."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.domain.erased_content import ErasedContent
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.statement import Topic
from clonus_desktop.storage import CasebookLocked, NoSuchRow, open_casebook
from clonus_desktop.storage.driver import IntegrityError
from clonus_desktop.storage.signing import SeedSigner

KEY = b"k" * 32
MARKED = "Zorgblatt"
WORDS = (b"zorgblatt", b"quuxify", b"4711-0815", b"47110815", b"wobbly")


def erase(desk, patient_id: int, reason: str = "asked for") -> ErasedContent:
    with desk.file.write():
        return desk.file.erasing.erase(patient_id, reason=reason, at=desk.at(), by=desk.by)


def marked(desk) -> Patient:
    """A person with everything that a record can hold, and two other people around."""
    desk.filled()
    patient = desk.patient(
        MARKED,
        given_name="Quuxify",
        preferred_name="Wobbly",
        number="4711-0815",
        born_on=date(1971, 7, 19),
        alert="wobbly",
        known_conditions="wobbly wobbly",
    )
    examination = desk.examination(patient.id)
    desk.record(examination.id, 3)
    desk.record(examination.id, 4)
    desk.undo(examination.id)
    desk.note(examination.id, "wobbly", desk.right)
    desk.note(examination.id, "wobbly all over")
    desk.state(examination.id, Topic.CONTEXT, {"tone": "wobbly"})
    desk.sign(examination.id)
    desk.letter(examination.id, "Dear Dr Ng, Zorgblatt wobbles")
    amended = desk.examination(
        patient.id, revision=2, revises_id=examination.id, revision_reason="wobbly"
    )
    desk.record(amended.id, 5)
    desk.sign(amended.id)
    with desk.file.write():
        desk.file.examinations.withdraw(amended.id, reason="wobbly", at=desk.at(), by=desk.by)
    draft = desk.examination(patient.id)
    desk.record(draft.id, 6)
    with desk.file.write():
        desk.file.pads.keep(draft.id, Place(ANKLE, Side.LEFT), {"taps": "wobbly"}, at=desk.at())
        for form in (f"patient {patient.id}", f"letter {patient.id}", "patient new"):
            content = {"family_name": MARKED, "given_name": "Quuxify", "reason": "wobbly"}
            desk.file.unsaved.keep(form, content, at=desk.at())
    return patient


def tamper(path: Path, statement: str) -> None:
    """What somebody with a database program can do, who also puts every guard back."""
    with sqlite3.connect(path) as plain:
        guards = plain.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _sql in guards:
            plain.execute(f"DROP TRIGGER {name}")
        assert plain.execute(statement).rowcount > 0
        for _name, sql in guards:
            plain.execute(sql)
    plain.close()


def bytes_of(path: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(path.parent.iterdir())).lower()


def test_every_byte_of_the_person_is_gone_from_the_file_and_what_lies_beside_it(desk) -> None:
    patient = marked(desk)
    desk.file._store.rows("ANALYZE")
    path = desk.file.path
    before = bytes_of(path)
    assert all(word in before for word in WORDS)
    erase(desk, patient.id)
    desk.file.wipe()
    after = bytes_of(path)
    assert [word for word in WORDS if word in after] == []
    assert path.with_name(path.name + "-wal").stat().st_size == 0
    assert desk.file.verify() is None
    assert desk.file._store.rows("PRAGMA secure_delete")[0][0] == 2


def test_search_words_are_gone_with_one_patient_and_with_many(path: Path, desk_at) -> None:
    for others in (0, 100):
        folder = path.parent / str(others)
        desk = desk_at(folder / "casebook.sqlite")
        patient = desk.patient(MARKED)
        for number in range(others):
            desk.patient(f"Zorgbla{number}")
        erase(desk, patient.id)
        blocks = desk.file._store.rows("SELECT block FROM patient_words_data")
        # Words that begin alike share what they begin with: the marked end tells.
        assert not any(b"tt" in bytes(row["block"]) for row in blocks)
        desk.file.close()


def test_nothing_of_the_person_can_be_read_but_that_somebody_was_erased(desk) -> None:
    patient = marked(desk)
    rows = desk.file.erasing.rows_of(patient.id)
    assert rows == ErasedContent(records=1, signed=2, unsigned=1, letters=1, signatures=0, rows=24)
    assert erase(desk, patient.id) == rows
    store = desk.file._store
    stub = dict(store.row("SELECT * FROM patient WHERE id = ?", (patient.id,)))
    assert stub.pop("family_name") == f"Erased patient {patient.id}"
    assert stub.pop("erased_at") == stub.pop("changed_at")
    assert stub.pop("created_at") < store.rows("SELECT erased_at FROM erasure")[0][0]
    assert stub.pop("id") == patient.id
    assert stub.pop("sex") == "unknown"
    assert {value for value in stub.values() if value} == set()
    assert len(store.rows("SELECT * FROM erased_row")) == rows.rows
    for table in ("pad", "unsaved", "withdrawal"):
        assert store.rows(f"SELECT * FROM {table}") == []
    assert len(store.rows("SELECT * FROM examination")) == 2
    assert desk.file.verify() is None


def test_an_erased_patient_is_in_no_search_list_count_or_draft(desk) -> None:
    patient = marked(desk)
    since = desk.now.replace(year=2000)
    erase(desk, patient.id)
    people = desk.file.patients
    assert people.count() == 2
    assert patient.id not in [found.id for found in people.search("")]
    for typed in (MARKED, "quuxify", "4711", "erased", "wobbly"):
        assert people.search(typed) == ()
    assert people.with_ids([patient.id]) == ()
    assert patient.id not in people.ids_examined_since(since)
    assert patient.id not in people.ids_with_draft()
    assert people.resembling(replace(patient, id=0)) == ()
    assert people.owner_of_number("47110815") is None
    assert people.same_family(replace(patient, id=0)) == ()
    with pytest.raises(NoSuchRow):
        people.get(patient.id)


def test_what_others_typed_stays(desk) -> None:
    patient = marked(desk)
    with desk.file.write():
        for form in ("patient 1", "letter 1", "letter 33"):
            desk.file.unsaved.keep(form, {"family_name": "Other"}, at=desk.at())
        desk.file.unsaved.keep("patient new", {"family_name": MARKED}, at=desk.at())
    erase(desk, patient.id)
    left = [row["form"] for row in desk.file._store.rows("SELECT form FROM unsaved ORDER BY 1")]
    assert left == ["letter 1", "letter 33", "patient 1", "patient new"]


def test_records_of_the_same_person_go_too_whichever_is_named(desk) -> None:
    kept = desk.patient("Kept")
    merged, older = desk.patient("Merged"), desk.patient("Older")
    for patient in (kept, merged, older):
        examination = desk.examination(patient.id)
        desk.sign(examination.id)
    for one, into in ((older, merged), (merged, kept)):
        with desk.file.write():
            desk.file.merging.merge(one.id, replace(into, alert="wobbly"), at=desk.at(), by=desk.by)
    rows = erase(desk, older.id)
    assert (rows.records, rows.signed) == (3, 3)
    assert desk.file.patients.count() == 0
    assert desk.file._store.rows("SELECT * FROM patient_merge") == []
    assert desk.file._store.rows("SELECT id FROM patient WHERE merged_into_id NOT NULL") == []
    assert desk.file.verify() is None


def test_somebody_who_was_merged_by_mistake_for_a_while_stays_and_forgets_it(desk) -> None:
    stays, goes = desk.patient("Stays"), desk.patient(MARKED, alert="wobbly")
    with desk.file.write():
        desk.file.merging.merge(stays.id, replace(goes, alert="pin"), at=desk.at(), by=desk.by)
        desk.file.merging.part(stays.id, at=desk.at(), by=desk.by)
    erase(desk, goes.id)
    desk.file.wipe()
    assert b"wobbly" not in bytes_of(desk.file.path)
    assert desk.file.patients.search("") == (stays,)
    assert desk.file.verify() is None


def test_numbers_of_rows_that_went_are_never_given_again(desk) -> None:
    patient = marked(desk)
    erase(desk, patient.id)
    other = desk.patient("New")
    examination = desk.examination(other.id)
    desk.record(examination.id, 2)
    desk.note(examination.id, "fine", desk.right)
    desk.state(examination.id, Topic.CONTEXT, {"tone": "fine"})
    desk.sign(examination.id)
    desk.letter(examination.id)
    assert desk.file.verify() is None
    erase(desk, other.id)
    assert desk.file.verify() is None


def test_signatures_of_clinicians_on_what_went_go_and_the_others_hold(desk) -> None:
    signer = SeedSigner(b"s" * 32)
    with desk.file.write():
        profile = Clinician(name="Dr P Okafor", slot="a")
        clinician = desk.file.clinicians.add(profile, signer.public_key, at=desk.at(), by=None)
    desk.by = clinician.examiner
    desk.file.audit.signatures.sign_with(signer)
    patient = marked(desk)
    assert desk.file.verify() is None
    rows = desk.file.erasing.rows_of(patient.id)
    assert rows.signatures == 4
    erase(desk, patient.id)
    assert len(desk.file._store.rows("SELECT * FROM signature")) == 2
    assert desk.file.verify() is None


def _erase_and_fail(desk, patient_id: int) -> None:
    desk.file.erasing.erase(patient_id, reason="asked", at=desk.at(), by=desk.by)
    raise ValueError("power cut")


def test_it_happens_whole_or_not_at_all(desk) -> None:
    patient = marked(desk)
    with pytest.raises(ValueError, match="power cut"), desk.file.write():
        _erase_and_fail(desk, patient.id)
    assert desk.file.patients.get(patient.id) == patient
    assert desk.file.verify() is None


def test_who_is_not_there_is_not_erased_nor_twice(desk) -> None:
    patient = desk.patient()
    with pytest.raises(NoSuchRow):
        erase(desk, 99)
    erase(desk, patient.id)
    for act in (lambda: erase(desk, patient.id), lambda: desk.file.erasing.rows_of(patient.id)):
        with pytest.raises(NoSuchRow):
            act()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patient SET alert = 'x' WHERE id = 1",
        "DELETE FROM erasure",
        "DELETE FROM erased_row",
        "UPDATE erasure SET reason = 'x'",
        "UPDATE erased_row SET row_id = 99",
        "DELETE FROM examination WHERE id = 2",
        "INSERT INTO examination (patient_id, started_at, zone, places, protocol_versions, "
        "revision, revision_reason) VALUES (1, '', '', '[]', '{}', 1, '')",
        "UPDATE patient SET merged_into_id = 1 WHERE id = 2",
    ],
)
def test_the_schema_keeps_what_was_erased_as_it_is(desk, statement: str) -> None:
    desk.filled()
    erase(desk, 1)
    with pytest.raises(IntegrityError), desk.file.write():
        desk.file._store.change(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patient SET family_name = 'Back' WHERE id = 1",
        "UPDATE patient SET erased_at = NULL WHERE id = 1",
        "UPDATE patient SET last_examined_at = created_at WHERE id = 1",
        "DELETE FROM patient WHERE id = 1",
        "UPDATE erasure SET reason = 'no reason'",
        "UPDATE erasure SET erased_by = NULL",
        "DELETE FROM erased_row",
        "DELETE FROM erased_row WHERE id = (SELECT max(id) FROM erased_row)",
        "UPDATE erased_row SET row_id = row_id + 100 WHERE row_table = 'gesture'",
        # Something else is let go of under the cover of the erasure.
        "INSERT INTO erased_row SELECT 999, 1, 'gesture', 5",
        "INSERT INTO erased_row SELECT 999, 1, 'examination', 2",
        "DELETE FROM examination WHERE id = 2",
        "DELETE FROM gesture WHERE id = 5",
        # A whole erasure is made up.
        "INSERT INTO erasure SELECT 9, 2, erased_at, erased_by, reason FROM erasure",
        # Something comes back under the number of what went.
        "INSERT INTO examination SELECT 1, patient_id, started_at, zone, ended_at, places, "
        "protocol_versions, revision, revises_id, revision_reason, signed_at, signed_by, "
        "signed_text, rule_id, rule_version, '2026', 1, 'x' FROM examination",
        "INSERT INTO note SELECT 99, 1, NULL, NULL, 'x', 'x', NULL, NULL, NULL",
        "DELETE FROM audit WHERE what = 'erase patient'",
        "DELETE FROM audit WHERE what = 'erase'",
    ],
)
def test_whatever_is_manipulated_around_an_erasure_is_found(desk, statement: str) -> None:
    desk.filled()
    erase(desk, 1)
    assert desk.file.verify() is None
    desk.file.close()
    tamper(desk.file.path, statement)
    with open_casebook(desk.file.path) as file:
        assert file.verify() is not None


def test_an_encrypted_casebook_is_wiped_and_opens_again(path: Path, desk_at) -> None:
    desk = desk_at(path, key=KEY)
    patient = marked(desk)
    erase(desk, patient.id)
    desk.file.wipe()
    desk.file.close()
    with open_casebook(path, key=KEY) as file:
        assert file.trouble is None
        assert file.verify() is None
        assert file.patients.count() == 2


def test_a_file_that_another_program_reads_is_erased_and_wiped_later(desk) -> None:
    patient = marked(desk)
    with open_casebook(desk.file.path) as other:
        other._store._run("BEGIN")
        other.patients.count()
        erase(desk, patient.id)
        with pytest.raises(CasebookLocked):
            desk.file.wipe()
        other._store._run("ROLLBACK")
    assert desk.file.patients.search(MARKED) == ()
    desk.file.wipe()
    assert b"zorgblatt" not in bytes_of(desk.file.path)
