"""All of an act reaches the disk, or nothing; and what was acknowledged stays."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import (
    CasebookLocked,
    CasebookReadOnly,
    DiskFull,
    NotADraft,
    StorageFault,
    WriteFailed,
    driver,
    faults,
    open_casebook,
    refusals,
)

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path

from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import StorageFault, open_casebook

{before}
file = open_casebook(Path(sys.argv[1]))
while True:
    with file.write():
        patient = Patient(family_name="Lee", known_conditions="x" * 2000)
        stored = file.patients.add(patient, at=datetime.now(UTC), by=None)
    print(stored.id, flush=True)
"""


def writer(path: Path, before: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER.format(before=before), str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_writing_outside_write_is_a_mistake_of_the_program(desk) -> None:
    with pytest.raises(RuntimeError, match=r"inside write\(\)"):
        desk.file.patients.add(Patient(family_name="Lee"), at=desk.at(), by=None)


def test_one_write_at_a_time(desk) -> None:
    with pytest.raises(RuntimeError, match="already open"), desk.file.write(), desk.file.write():
        pass
    desk.patient()


def test_an_act_that_fails_half_way_leaves_nothing(desk) -> None:
    before = desk.file.audit.head()

    def fail() -> None:
        with desk.file.write():
            desk.file.patients.add(Patient(family_name="Lee"), at=desk.at(), by=desk.by)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert desk.file.patients.count() == 0
    assert desk.file.patients.search("lee") == ()
    assert desk.file.audit.head() == before
    assert desk.patient().id == 1


def test_a_full_disk_loses_the_last_entry_alone(desk) -> None:
    store = desk.file._store
    pages = store.rows("PRAGMA page_count")[0][0]
    store.rows(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(DiskFull, match="full") as caught:
        [desk.patient(known_conditions="x" * 2000) for _ in range(100)]
    saved = desk.now.minute
    assert "MacIlroy" not in str(caught.value)
    # A minute for each act, the last of which was lost.
    assert desk.file.patients.count() == saved - 1
    store.rows("PRAGMA max_page_count = 100000")
    desk.patient()
    assert desk.file.patients.count() == saved
    assert desk.file.verify() is None


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_disk_that_refuses_a_write_loses_the_last_entry_alone(path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))"
    with writer(path, limit) as child:
        acknowledged, errors = child.communicate()
    assert "WriteFailed" in errors
    assert "did not accept what was written" in errors
    with open_casebook(path) as file:
        assert file.patients.count() == len(acknowledged.split()) > 0
        assert file.verify() is None


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("acts", [1, 15, 60])
def test_a_killed_program_loses_nothing_that_was_acknowledged(path: Path, acts: int) -> None:
    with writer(path) as child:
        acknowledged = [int(child.stdout.readline()) for _ in range(acts)]
        os.kill(child.pid, signal.SIGKILL)
        rest, _ = child.communicate()
    # The last line may have been cut off by the kill.
    acknowledged += [int(line) for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    with open_casebook(path, create=False) as file:
        assert file.patients.count() >= len(acknowledged)
        assert len(file.patients.with_ids(acknowledged)) == len(acknowledged)
        assert file.verify() is None


class Failing:
    """A connection whose COMMIT fails once, as a disk error in the middle of it would."""

    def __init__(self, real: driver.Connection, error: Exception) -> None:
        self.real = real
        self.error = error

    def execute(self, sql: str, values: driver.Values = ()) -> driver.Cursor:
        if sql == "COMMIT":
            raise self.error
        return self.real.execute(sql, values)

    def close(self) -> None:
        self.real.close()


def driver_error(code: int) -> Exception:
    error = driver.DriverError("disk I/O error at 'MacIlroy'")
    error.sqlite_errorcode = code
    return error


def test_a_commit_that_fails_is_rolled_back_and_told(desk) -> None:
    store = desk.file._store
    real = store._connection
    store._connection = Failing(real, driver_error(10))
    with pytest.raises(WriteFailed) as caught:
        desk.patient()
    assert "MacIlroy" not in str(caught.value)
    assert caught.value.__cause__ is None
    store._connection = real
    assert desk.file.patients.count() == 0
    desk.patient()
    assert desk.file.patients.count() == 1


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (5, CasebookLocked),
        (6, CasebookLocked),
        (8, CasebookReadOnly),
        (14, CasebookReadOnly),
        (13, DiskFull),
        (10, WriteFailed),
    ],
)
def test_every_driver_error_of_the_world_has_its_fault(
    code: int, fault: type[StorageFault]
) -> None:
    found = faults.fault_of(driver_error(code), Path("ward-7/casebook.sqlite"))
    assert type(found) is fault
    assert "casebook.sqlite" in str(found)
    assert "ward-7" not in str(found)


def test_a_mistake_in_sql_stays_what_it_is(desk) -> None:
    with pytest.raises(driver.DriverError, match="no such table"):
        desk.file._store.rows("SELECT * FROM nowhere")


def test_every_message_has_three_sentences() -> None:
    path = Path("casebook.sqlite")
    made = (
        faults.newer,
        faults.not_a_casebook,
        faults.unreadable_without_key,
        faults.wrong_key,
        faults.not_encrypted,
        faults.damaged,
        faults.read_only,
        faults.locked,
        faults.missing,
        faults.casebook_aside,
        faults.disk_full,
        faults.write_failed,
    )
    messages = [make(path).message for make in made]
    messages += [
        make().message
        for make in (refusals.not_a_draft, refusals.number_taken, refusals.draft_exists)
    ]
    for message in messages:
        sentences = message.text.removesuffix(".").split(". ")
        assert len(sentences) == 3, message.text
        assert all(sentence[0].isupper() or sentence[0] == "{" for sentence in sentences)


def test_a_trigger_says_it_even_when_the_repository_does_not(desk) -> None:
    signed = desk.filled()
    with pytest.raises(NotADraft), desk.file.write():
        desk.file._store.change(
            "UPDATE examination SET signed_text = 'x' WHERE id = ?", (signed.id,)
        )


@pytest.fixture
def plain(path: Path, desk_at):
    """A filled casebook, opened past the program."""
    desk = desk_at(path)
    desk.filled()
    desk.file.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA recursive_triggers = ON")
    yield connection
    connection.close()


FINAL = [
    ("DELETE FROM {table}", table, "nothing is deleted")
    for table in (
        "examiner",
        "patient",
        "examination",
        "clonus_test",
        "trial",
        "note",
        "gesture",
        "letter",
        "audit",
    )
] + [
    ("UPDATE {table} SET name = 'x'", "examiner", "not renamed"),
    ("UPDATE {table} SET created_at = 'x'", "patient", "keeps its number"),
    ("UPDATE {table} SET signed_text = 'x' WHERE id = 1", "examination", "not a draft"),
    ("UPDATE {table} SET struck_at = 'x', struck_reason = 'y'", "examination", "not a draft"),
    ("UPDATE {table} SET patient_id = 1 WHERE id = 2", "examination", "began with"),
    ("UPDATE {table} SET struck_at = NULL WHERE id = 1", "clonus_test", "not a draft"),
    ("UPDATE {table} SET side = 'right' WHERE id = 3", "clonus_test", "never changed"),
    ("UPDATE {table} SET beats = 0", "trial", "stays as it is"),
    ("UPDATE {table} SET struck_at = 'x' WHERE id = 1", "note", "not a draft"),
    ("UPDATE {table} SET text = 'x' WHERE id = 3", "note", "never changed"),
    ("UPDATE {table} SET undone_at = 'x' WHERE id = 1", "gesture", "not a draft"),
    ("UPDATE {table} SET kind = 'note' WHERE id = 5", "gesture", "never changed"),
    ("UPDATE {table} SET text = 'x'", "letter", "stays as it is"),
    ("UPDATE {table} SET what = 'x'", "audit", "only added to"),
    ("INSERT OR REPLACE INTO {table} SELECT * FROM {table}", "letter", "nothing is replaced"),
    ("INSERT OR REPLACE INTO {table} SELECT * FROM {table}", "audit", "nothing is replaced"),
    (
        "INSERT INTO {table} (clonus_test_id, ordinal, at_least, duration_is_minimum, "
        "count_method, beat_times) VALUES (2, 2, 0, 0, 'number', x'')",
        "trial",
        "not a draft",
    ),
    (
        "INSERT INTO {table} (examination_id, site, side, recorded_at) "
        "VALUES (1, 'wrist', 'left', 'x')",
        "clonus_test",
        "not a draft",
    ),
    (
        "INSERT INTO {table} (examination_id, text, recorded_at) VALUES (1, 'x', 'x')",
        "note",
        "not a draft",
    ),
    (
        "INSERT INTO {table} (examination_id, kind, struck_note_id, done_at) "
        "VALUES (1, 'comment', 3, 'x')",
        "gesture",
        "not a draft",
    ),
    (
        "INSERT INTO {table} (patient_id, started_at, zone, places, protocol_versions, revision, "
        "revision_reason, struck_at, struck_reason) "
        "VALUES (1, 'x', 'UTC', '[]', '{{}}', 1, '', 'x', 'y')",
        "examination",
        "begins as a draft",
    ),
]


@pytest.mark.parametrize(("sql", "table", "said"), FINAL)
def test_the_file_itself_refuses_to_change_what_is_final(
    plain: sqlite3.Connection, sql: str, table: str, said: str
) -> None:
    before = plain.execute(f"SELECT * FROM {table}").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match=said):
        plain.execute(sql.format(table=table))
    plain.rollback()
    assert plain.execute(f"SELECT * FROM {table}").fetchall() == before


def test_the_practice_is_not_deleted_either(desk) -> None:
    with desk.file.write():
        desk.file.practice.change(desk.file.practice.read(), at=desk.at(), by=desk.by)
    with pytest.raises(driver.IntegrityError, match="nothing is deleted"), desk.file.write():
        desk.file._store.change("DELETE FROM practice")


def test_rows_that_are_read_one_after_the_other_fail_as_faults(desk) -> None:
    store = desk.file._store
    assert [row["id"] for row in store.each("SELECT 1 AS id UNION ALL SELECT 2")] == [1, 2]
    with pytest.raises(driver.DriverError):
        list(store.each("SELECT nothing FROM nowhere"))
