"""What is signed, against a program that opens the file past this one, with SQLite as it comes.

Its connection asks for nothing: no foreign keys, and no triggers on what REPLACE deletes.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination, ExaminationState
from clonus_desktop.domain.statement import Topic
from clonus_desktop.storage import NotWithdrawable, open_casebook

RIGHT, LEFT = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)
FINAL = (
    "audit",
    "clonus_test",
    "examination",
    "examiner",
    "gesture",
    "letter",
    "note",
    "signature",
    "statement",
    "trial",
    "withdrawal",
)
"""Tables of which every row is final once the examination is signed."""

REFUSED = (
    "nothing is (deleted|replaced)|not a draft|not renamed|stays as it is|never changed|"
    "only added to|keeps what it began with|keeps its number|retired, never changed"
)


class Signer:
    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
        self.public_key = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def amended(desk, signed: Examination) -> Examination:
    draft = replace(
        desk.file.examinations.get(signed.id),
        id=0,
        signature=None,
        revision=signed.revision + 1,
        revises_id=signed.id,
        revision_reason="left and right swapped",
    )
    with desk.file.write():
        return desk.file.examinations.start(draft, at=desk.at(), by=desk.by)


def withdrawn(desk, examination_id: int) -> None:
    with desk.file.write():
        desk.file.examinations.withdraw(
            examination_id, reason="another patient", at=desk.at(), by=desk.by
        )


def full(desk) -> Examination:
    """A signed examination with something of every kind in it."""
    draft = desk.draft()
    desk.record(draft.id, 3)
    desk.record(draft.id, 4)
    why = NotTested(reason=NotTestedReason.PAIN)
    with desk.file.write():
        test = ClonusTest(place=LEFT, not_tested=why)
        desk.file.examinations.record_test(draft.id, test, at=desk.at(), by=desk.by)
    desk.note(draft.id, "brisk", RIGHT)
    desk.note(draft.id, "calm")
    desk.state(draft.id, Topic.CONTEXT, {"scale": "ninds"})
    desk.state(draft.id, Topic.TECHNIQUE, {"position": "sitting"}, RIGHT)
    desk.sign(draft.id)
    return desk.file.examinations.get(draft.id)


@pytest.fixture
def raw(path: Path, desk_at) -> Iterator[sqlite3.Connection]:
    """Signed 1, its signed revision 2, and 3 which was withdrawn; a letter on 1 and on 2."""
    desk = desk_at(path)
    signer = Signer()
    with desk.file.write():
        okafor = Clinician(slot="1", name="Dr P Okafor")
        added = desk.file.clinicians.add(okafor, signer.public_key, at=desk.at(), by=None)
    desk.by = added.examiner
    desk.file.audit.signatures.sign_with(signer)
    first = full(desk)
    desk.letter(first.id)
    second = amended(desk, first)
    desk.sign(second.id)
    desk.letter(second.id, "Dear Dr Ng, anew")
    third = desk.examination(first.patient_id)
    desk.sign(third.id)
    withdrawn(desk, third.id)
    assert desk.file.verify() is None
    desk.file.close()
    connection = sqlite3.connect(path)
    yield connection
    connection.close()
    with open_casebook(path) as file:
        assert file.verify() is None


def rows(raw: sqlite3.Connection, table: str) -> list[tuple]:
    return raw.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall()


def other_values(raw: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    """Each column with itself, with nothing, and with something else of its type."""
    others = {"INTEGER": "77", "TEXT": "'x'", "BLOB": "x'00'", "REAL": "7.5"}
    for _number, column, kind, *_rest, key in raw.execute(f"PRAGMA table_info({table})").fetchall():
        yield column, column
        yield column, others[kind]
        if not key:
            yield column, "NULL"


def refuse(raw: sqlite3.Connection, sql: str, said: str = REFUSED) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=said):
        raw.execute(sql)
    raw.rollback()


@pytest.mark.parametrize("table", FINAL)
def test_no_column_of_a_signed_row_takes_another_value(raw, table) -> None:
    before = rows(raw, table)
    assert before
    for row, *_values in before:
        for column, value in other_values(raw, table):
            change = f"{table} SET {column} = {value} WHERE rowid = {row}"
            refuse(raw, f"UPDATE {change}")
            refuse(raw, f"UPDATE OR REPLACE {change}")
    assert rows(raw, table) == before


@pytest.mark.parametrize("table", FINAL)
def test_no_signed_row_is_deleted_or_replaced_by_its_number(raw, table) -> None:
    before = rows(raw, table)
    for row, *_values in before:
        refuse(raw, f"DELETE FROM {table} WHERE rowid = {row}")
        refuse(raw, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE rowid = {row}")
        refuse(raw, f"REPLACE INTO {table} SELECT * FROM {table} WHERE rowid = {row}")
    refuse(raw, f"DELETE FROM {table}")
    assert rows(raw, table) == before


@pytest.mark.parametrize("table", ["clinician", "signing_key", "casebook", "patient"])
def test_who_signed_and_whom_it_is_about_stay_too(raw, table) -> None:
    before = rows(raw, table)
    assert before
    refuse(raw, f"DELETE FROM {table}")
    if table != "casebook":
        refuse(raw, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    assert rows(raw, table) == before


NEW_DRAFT = (
    "INSERT OR REPLACE INTO examination (id, patient_id, started_at, zone, places, "
    "protocol_versions, revision, revises_id, revision_reason) "
)
DRAFT = NEW_DRAFT + "VALUES (9, 1, 'x', 'UTC', '[]', '{}', 1, NULL, '');"
IN_THE_WAY = {
    "examination": NEW_DRAFT + "VALUES (1, 1, 'x', 'UTC', '[]', '{}', 1, NULL, '')",
    "its revision": NEW_DRAFT + "VALUES (7, 1, 'x', 'UTC', '[]', '{}', 2, 1, 'anew')",
    "withdrawal": "INSERT OR REPLACE INTO withdrawal (examination_id, withdrawn_at, reason) "
    "VALUES (3, 'x', 'never mind')",
    "examiner": "INSERT OR REPLACE INTO examiner (name, role, clinician_id) "
    "SELECT name, role, clinician_id FROM examiner",
    "test of a gesture": DRAFT + "INSERT OR REPLACE INTO gesture (examination_id, kind, site, "
    "side, added_test_id, done_at) VALUES (9, 'test', 'ankle', 'right', 1, 'x')",
    "note of a gesture": DRAFT + "INSERT OR REPLACE INTO gesture (examination_id, kind, "
    "added_note_id, done_at) VALUES (9, 'comment', 2, 'x')",
    "statement of a gesture": DRAFT + "INSERT OR REPLACE INTO gesture (examination_id, kind, "
    "added_statement_id, done_at) VALUES (9, 'context', 1, 'x')",
    "audit": "INSERT OR REPLACE INTO audit SELECT 999, at, who, what, row_table, row_id, "
    "old_digest, new_digest, previous_digest, digest FROM audit WHERE id = 5",
    "signing key": "INSERT OR REPLACE INTO signing_key (clinician_id, public_key, added_at) "
    "SELECT clinician_id, public_key, 'x' FROM signing_key",
    "clinician": "INSERT OR REPLACE INTO clinician (slot, name, role, registration, "
    "signature_text, added_at) VALUES ('1', 'Eve', '', '', '', 'x')",
}


@pytest.mark.parametrize("what", IN_THE_WAY)
def test_nothing_that_is_signed_is_replaced_by_a_value_that_is_there_once(raw, what) -> None:
    before = {table: rows(raw, table) for table in (*FINAL, "clinician", "signing_key")}
    *first, last = IN_THE_WAY[what].split(";")
    for statement in first:
        raw.execute(statement)
    refuse(raw, last, "nothing is replaced")
    assert {table: rows(raw, table) for table in before} == before


BELONGS_TO_SIGNED = {
    "clonus_test": "(examination_id, site, side, recorded_at) VALUES (2, 'jaw', 'midline', 'x')",
    "trial": "(clonus_test_id, ordinal, at_least, duration_is_minimum, count_method, beat_times) "
    "VALUES (2, 2, 0, 0, 'number', x'')",
    "note": "(examination_id, text, recorded_at) VALUES (2, 'more', 'x')",
    "statement": "(examination_id, topic, content, about, recorded_at) "
    "VALUES (2, 'hunter', '{}', '', 'x')",
    "gesture": "(examination_id, kind, struck_note_id, done_at) VALUES (2, 'comment', 1, 'x')",
}


@pytest.mark.parametrize("table", BELONGS_TO_SIGNED)
def test_nothing_is_added_to_what_is_signed(raw, table) -> None:
    for verb in ("INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"):
        refuse(raw, f"{verb} INTO {table} {BELONGS_TO_SIGNED[table]}", "not a draft")


WITHDRAW = "INSERT INTO withdrawal (examination_id, withdrawn_at, reason) VALUES "
REVISE = NEW_DRAFT.replace("INSERT OR REPLACE", "INSERT").replace("(id, ", "(")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (WITHDRAW + "(1, 'x', 'y')", "the last revision is withdrawn"),
        (WITHDRAW + "(3, 'x', 'again')", "nothing is replaced"),
        (WITHDRAW + "(9, 'x', 'y')", "only a signed examination is withdrawn"),
        (WITHDRAW + "(77, 'x', 'y')", "only a signed examination is withdrawn"),
        (WITHDRAW + "(2, 'x', '  ')", "CHECK"),
        (WITHDRAW + "(2, 'x', NULL)", "NOT NULL"),
        (REVISE + "VALUES (1, 'x', 'UTC', '[]', '{}', 2, 3, 'y')", "not amended"),
        (REVISE + "VALUES (1, 'x', 'UTC', '[]', '{}', 4, 2, 'y')", "follows the signed one"),
        (REVISE + "VALUES (1, 'x', 'UTC', '[]', '{}', 2, 2, 'y')", "follows the signed one"),
        (REVISE + "VALUES (8, 'x', 'UTC', '[]', '{}', 3, 2, 'y')", "follows the signed one"),
        (REVISE + "VALUES (1, 'x', 'UTC', '[]', '{}', 2, 9, 'y')", "follows the signed one"),
        (REVISE + "VALUES (1, 'x', 'UTC', '[]', '{}', 2, 1, 'y')", "nothing is replaced"),
        (REVISE + "VALUES (1, 'x', 'UTC', '[]', '{}', 3, 2, ' ')", "CHECK"),
    ],
)
def test_withdrawals_and_revisions_out_of_order_are_refused(raw, sql, said) -> None:
    draft = DRAFT.removesuffix(";").replace("VALUES (9, 1", "VALUES (9, 8")
    raw.execute(draft)
    with pytest.raises(sqlite3.IntegrityError, match=said):
        raw.execute(sql)
    raw.rollback()


def test_the_next_revision_in_order_is_taken(raw) -> None:
    """So that the refusals above are of what is wrong, and not of everything."""
    raw.execute(REVISE + "VALUES (1, 'x', 'UTC', '[]', '{}', 3, 2, 'left out')")
    assert raw.execute("SELECT max(revision) FROM examination").fetchall() == [(3,)]
    raw.rollback()
    raw.execute(WITHDRAW + "(2, 'x', 'entered twice')")
    assert raw.execute("SELECT count(*) FROM withdrawal").fetchall() == [(2,)]
    raw.rollback()


def test_an_act_names_the_holder_of_its_key_and_others_none(path: Path, desk_at) -> None:
    desk = desk_at(path)
    unsigned = full(desk)
    signer = Signer()
    with desk.file.write():
        okafor = Clinician(slot="1", name="Dr P Okafor")
        desk.file.clinicians.add(okafor, signer.public_key, at=desk.at(), by=None)
    desk.file.audit.signatures.sign_with(signer)
    second = amended(desk, unsigned)
    desk.sign(second.id)
    withdrawn(desk, second.id)
    holder_of = desk.file.audit.signatures.holder_of
    assert holder_of("sign", "examination", unsigned.id) is None
    assert holder_of("sign", "examination", second.id) == "Dr P Okafor"
    assert holder_of("withdraw", "withdrawal", 1) == "Dr P Okafor"
    desk.file.close()


def test_a_withdrawn_examination_is_the_last_until_something_stands_as_late(
    path: Path, desk_at
) -> None:
    desk = desk_at(path)
    examinations, patients = desk.file.examinations, desk.file.patients
    patient_id = desk.patient().id
    started = desk.at()
    first = desk.examination(patient_id)
    desk.sign(first.id)
    second = desk.examination(patient_id)
    desk.sign(second.id)
    third = amended(desk, second)
    desk.sign(third.id)
    assert examinations.withdrawn_last_for((patient_id,)) == {}
    withdrawn(desk, third.id)
    assert examinations.withdrawn_last_for((patient_id, 77)) == {patient_id: second.started_at}
    assert examinations.latest_signed_for((patient_id,))[patient_id].id == first.id
    withdrawn(desk, first.id)
    assert examinations.withdrawn_last_for((patient_id,)) == {patient_id: second.started_at}
    assert examinations.latest_signed_for((patient_id,)) == {}
    assert patients.ids_examined_since(started) == ()
    fourth = desk.examination(patient_id)
    assert patients.ids_examined_since(started) == (patient_id,)
    desk.sign(fourth.id)
    assert examinations.withdrawn_last_for((patient_id,)) == {}
    desk.file.close()


def test_only_the_last_signed_revision_that_stands_is_withdrawn_and_it_says_by_whom(
    path: Path, desk_at
) -> None:
    desk = desk_at(path)
    first = full(desk)
    draft = amended(desk, first)
    for refused in (first, draft):
        with pytest.raises(NotWithdrawable) as fault:
            withdrawn(desk, refused.id)
        assert len(str(fault.value.message).removesuffix(".").split(". ")) == 3
    desk.sign(draft.id)
    withdrawn(desk, draft.id)
    gone = desk.file.examinations.get(draft.id)
    assert gone.state is ExaminationState.WITHDRAWN
    assert gone.withdrawal is not None
    assert (gone.withdrawal.by, gone.withdrawal.reason) == (desk.by, "another patient")
    with pytest.raises(NotWithdrawable):
        withdrawn(desk, draft.id)
    by, desk.by = desk.by, None
    other = desk.examination(desk.patient("Young").id)
    desk.by = by
    desk.sign(other.id)
    desk.by = None
    withdrawn(desk, other.id)
    nobodys = desk.file.examinations.get(other.id).withdrawal
    assert nobodys is not None
    assert nobodys.by is None
    desk.file.close()
