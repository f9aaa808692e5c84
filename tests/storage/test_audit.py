"""The audit finds what was changed, removed or inserted past the program."""

import sqlite3
from pathlib import Path

import pytest

from clonus_desktop.storage import open_casebook


@pytest.fixture
def filled(path: Path, desk_at) -> Path:
    desk = desk_at(path)
    desk.filled()
    with desk.file.write():
        desk.file.practice.change(desk.file.practice.read(), at=desk.at(), by=desk.by)
    desk.file.close()
    return path


def tamper(path: Path, *statements: str) -> None:
    """What somebody with a database program can do: drop the guards, then write."""
    with sqlite3.connect(path) as plain:
        triggers = plain.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            plain.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            plain.execute(statement)
    plain.close()


def test_every_act_leaves_one_entry(filled: Path) -> None:
    with sqlite3.connect(filled) as plain:
        rows = plain.execute(
            "SELECT what, row_table, row_id, name, old_digest IS NULL FROM audit "
            "JOIN examiner ON examiner.id = who ORDER BY audit.id"
        ).fetchall()
    plain.close()
    who = "Dr P Okafor"
    assert rows == [
        ("add patient", "patient", 1, who, 1),
        ("start examination", "examination", 1, who, 1),
        ("record test", "gesture", 1, who, 1),
        ("record test", "gesture", 2, who, 1),
        ("record note", "gesture", 3, who, 1),
        ("record comment", "gesture", 4, who, 1),
        ("undo", "gesture", 4, who, 0),
        ("sign", "examination", 1, who, 0),
        ("issue letter", "letter", 1, who, 1),
        ("add patient", "patient", 2, who, 1),
        ("start examination", "examination", 2, who, 1),
        ("record test", "gesture", 5, who, 1),
        ("record comment", "gesture", 6, who, 1),
        ("change practice", "practice", 1, who, 1),
    ]


def test_an_untouched_record_has_no_break(filled: Path) -> None:
    with open_casebook(filled) as file:
        assert file.verify() is None
        number, digest = file.audit.head()
    assert number == 14
    assert len(digest) == 64


def test_an_empty_record_has_no_break(desk) -> None:
    assert desk.file.audit.head() == (0, "")
    assert desk.file.verify() is None


@pytest.mark.parametrize(
    ("statement", "at_row"),
    [
        ("UPDATE audit SET at = '2020-01-01T00:00:00.000000+00:00' WHERE id = 3", 3),
        ("UPDATE audit SET what = 'nothing' WHERE id = 8", 8),
        ("UPDATE audit SET new_digest = digest WHERE id = 14", 14),
        ("UPDATE audit SET digest = new_digest WHERE id = 5", 5),
        ("UPDATE audit SET previous_digest = '' WHERE id = 6", 6),
        ("UPDATE audit SET who = NULL WHERE id = 2", 2),
        ("UPDATE examiner SET name = 'Dr X'", 1),
        ("DELETE FROM audit WHERE id = 4", 5),
        ("DELETE FROM audit WHERE id = 1", 2),
        ("UPDATE audit SET id = 99 WHERE id = 14", 99),
        (
            "INSERT INTO audit SELECT 15, at, who, what, row_table, row_id, old_digest, "
            "new_digest, digest, 'made up' FROM audit WHERE id = 14",
            15,
        ),
    ],
)
def test_a_changed_removed_or_inserted_entry_is_found(
    filled: Path, statement: str, at_row: int
) -> None:
    tamper(filled, statement)
    with open_casebook(filled) as file:
        found = file.verify()
    assert found is not None
    assert found.at_row == at_row
    assert "audit" in str(found.message)


@pytest.mark.parametrize(
    ("statement", "at_row", "table"),
    [
        ("UPDATE patient SET given_name = 'Eve' WHERE id = 1", 1, "patient"),
        ("UPDATE examination SET signed_text = 'All well.' WHERE id = 1", 8, "examination"),
        ("UPDATE trial SET beats = 0 WHERE id = 2", 4, "gesture"),
        ("DELETE FROM trial WHERE id = 2", 4, "gesture"),
        ("UPDATE trial SET beat_times = x'0000000000000000' WHERE id = 3", 12, "gesture"),
        ("UPDATE note SET text = 'dull' WHERE id = 1", 5, "gesture"),
        ("DELETE FROM gesture WHERE id = 6", 13, "gesture"),
        ("UPDATE letter SET text = 'Dear Dr No' WHERE id = 1", 9, "letter"),
        ("DELETE FROM letter WHERE id = 1", 9, "letter"),
        ("UPDATE practice SET clinic = 'Elsewhere'", 14, "practice"),
        (
            "INSERT INTO letter (id, examination_id, issued_at, recipient, rule_id, "
            "rule_version, text) SELECT 2, examination_id, issued_at, recipient, rule_id, "
            "rule_version, text FROM letter",
            0,
            "letter",
        ),
        ("UPDATE clonus_test SET struck_at = 'x' WHERE id = 3", 0, "clonus_test"),
        (
            "INSERT INTO clonus_test (examination_id, site, side, recorded_at) "
            "VALUES (2, 'wrist', 'left', 'x')",
            0,
            "clonus_test",
        ),
        ("UPDATE note SET struck_at = NULL WHERE id = 2", 0, "note"),
        (
            "INSERT INTO note (examination_id, site, side, text, recorded_at) "
            "VALUES (2, 'wrist', 'left', 'x', 'x')",
            0,
            "note",
        ),
    ],
)
def test_a_changed_removed_or_inserted_row_is_found(
    filled: Path, statement: str, at_row: int, table: str
) -> None:
    tamper(filled, statement)
    with open_casebook(filled) as file:
        found = file.verify()
    assert found is not None
    assert (found.at_row, found.message.values["table"]) == (at_row, table)


def test_an_act_without_a_name_is_entered_as_nobodys(desk) -> None:
    desk.by = None
    desk.patient()
    assert desk.file.verify() is None
    assert desk.file._store.rows("SELECT who FROM audit")[0]["who"] is None


def test_the_time_of_the_newest_act_is_told(desk) -> None:
    assert desk.file.audit.last_at() is None
    desk.patient()
    assert desk.file.audit.last_at() == desk.now
