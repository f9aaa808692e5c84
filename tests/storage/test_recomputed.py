"""Somebody who holds the key and reckons the whole chain anew: what gives them away, and what not.

Whoever may write the file can make a chain that fits. They cannot make a clinician's signature,
nor change a letter that has left the house or a backup that lies elsewhere.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from clonus_desktop.storage import CasebookDamaged, driver, open_casebook
from clonus_desktop.storage.breaks import AuditBreak
from clonus_desktop.storage.digests import digest_of
from clonus_desktop.storage.driver import Connection
from clonus_desktop.storage.faults import fault_of
from clonus_desktop.storage.mark import Mark, MarkFile
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.verifying_files import verify_casebook
from tests.storage import whole_record
from tests.storage.tampering import copy_of, unguarded
from tests.storage.whole_record import reseal

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def casebook(tmp_path_factory) -> Path:
    return whole_record.make(tmp_path_factory.mktemp("whole") / "casebook.sqlite", key=KEY)


def recompute(path: Path, *statements: str, rows: Sequence[tuple[str, int]] = ()) -> None:
    """Edit, and make every digest and the chain fit."""
    with unguarded(path, KEY) as connection:
        for statement in statements:
            connection.execute(statement)
        store = Store(connection, path)
        for table, row_id in rows:
            connection.execute(
                "UPDATE audit SET new_digest = ? WHERE id = (SELECT max(id) FROM audit "
                "WHERE row_table = ? AND row_id = ?)",
                (digest_of(store, table, row_id), table, row_id),
            )
        reseal(connection)


def forge_mark(path: Path) -> None:
    """Set the mark anew, as the program would: its code is made with the key of the file."""
    with unguarded(path, KEY) as connection:
        newest = _newest(connection)
    path.with_suffix(".mark").unlink()
    assert MarkFile(path, KEY).begin_anew(newest)


def _newest(connection: Connection) -> Mark:
    row = connection.execute("SELECT * FROM audit ORDER BY id DESC LIMIT 1").fetchall()[0]
    casebook_id = connection.execute("SELECT casebook_id FROM casebook").fetchall()[0][0]
    return Mark(casebook_id=casebook_id, sequence=row["id"], digest=row["digest"], at=row["at"])


def found_in(path: Path) -> AuditBreak | None:
    return verify_casebook(path, KEY).first_break


FINDING = (
    "UPDATE trial SET beats = 0 WHERE clonus_test_id = (SELECT added_test_id FROM gesture "
    "WHERE id = 3)"
)


def test_a_finding_of_a_signed_exam_is_given_away_by_the_signature(casebook, tmp_path) -> None:
    path = copy_of(casebook, tmp_path)
    recompute(path, FINDING, rows=[("gesture", 3)])
    forge_mark(path)
    found = found_in(path)
    assert found is not None
    assert "signature" in str(found.message)


def test_what_was_done_before_a_signature_is_given_away_by_it_too(casebook, tmp_path) -> None:
    path = copy_of(casebook, tmp_path)
    recompute(path, "UPDATE patient SET alert = 'none' WHERE id = 1", rows=[("patient", 1)])
    forge_mark(path)
    found = found_in(path)
    assert found is not None
    assert "signature" in str(found.message)


def test_a_signature_that_was_taken_away_is_missed(casebook, tmp_path) -> None:
    path = copy_of(casebook, tmp_path)
    recompute(path, FINDING, "DELETE FROM signature", rows=[("gesture", 3)])
    forge_mark(path)
    found = found_in(path)
    assert found is not None
    assert "signature" in str(found.message)


def test_a_key_of_their_own_in_a_clinician_s_name_signs_nothing(casebook, tmp_path) -> None:
    path = copy_of(casebook, tmp_path)
    key = whole_record.Key()
    recompute(
        path,
        FINDING,
        f"UPDATE signing_key SET public_key = x'{key.public_key.hex()}' WHERE id = 1",
        rows=[("gesture", 3), ("signing_key", 1)],
    )
    forge_mark(path)
    assert found_in(path) is not None


def test_acts_after_the_last_signature_are_given_away_by_the_mark(casebook, tmp_path) -> None:
    path = copy_of(casebook, tmp_path)
    last = "(SELECT max(id) FROM trial)"
    with open_casebook(path, key=KEY) as file:
        newest = file._store.rows("SELECT max(id) AS id FROM gesture WHERE kind = 'test'")[0]["id"]
    recompute(path, f"UPDATE trial SET beats = 0 WHERE id = {last}", rows=[("gesture", newest)])
    found = found_in(path)
    assert found is not None
    assert "not the one that was last used" in str(found.message)


def test_acts_after_the_last_signature_with_a_forged_mark_are_not_found(casebook, tmp_path) -> None:
    """Only what left the house tells of them: the seal on a letter, the head in a backup."""
    path = copy_of(casebook, tmp_path)
    before = verify_casebook(path, KEY).newest
    last = "(SELECT max(id) FROM trial)"
    with open_casebook(path, key=KEY) as file:
        newest = file._store.rows("SELECT max(id) AS id FROM gesture WHERE kind = 'test'")[0]["id"]
    recompute(path, f"UPDATE trial SET beats = 0 WHERE id = {last}", rows=[("gesture", newest)])
    forge_mark(path)
    verdict = verify_casebook(path, KEY)
    assert verdict.is_good
    assert verdict.newest != before


def test_without_the_key_nobody_makes_a_mark(casebook, tmp_path) -> None:
    path = copy_of(casebook, tmp_path)
    with unguarded(path, KEY) as connection:
        newest = _newest(connection)
    path.with_suffix(".mark").unlink()
    MarkFile(path, bytes(32)).begin_anew(newest)
    found = found_in(path)
    assert found is not None
    assert "mark beside" in str(found.message)


def test_a_record_whose_clinicians_were_all_taken_out_says_that_nobody_signed(
    casebook, tmp_path
) -> None:
    """Everything reckoned anew without any clinician looks like a record from before there were
    any: a note says so, and no check can say more."""
    path = copy_of(casebook, tmp_path)
    with unguarded(path, KEY) as connection:
        rows = connection.execute("SELECT id, name, role FROM examiner").fetchall()
        named = {(row["name"], row["role"]) for row in rows}
        assert len(named) == len(rows)
        connection.execute("DELETE FROM signature")
        connection.execute("UPDATE examiner SET clinician_id = NULL")
        reseal(connection)
    forge_mark(path)
    verdict = verify_casebook(path, KEY)
    assert verdict.is_good
    assert verdict.signatures == 0
    assert any("bear no signature" in str(note) for note in verdict.notes)


def test_the_driver_s_own_errors_are_told_from_breaks() -> None:
    assert driver.code_of(driver.DriverError("x")) == 0


def test_text_that_is_no_text_is_damage(tmp_path: Path) -> None:
    undecoded = UnicodeDecodeError("utf-8", b"\xa0", 0, 1, "invalid start byte")
    fault = fault_of(undecoded, tmp_path)
    assert isinstance(fault, CasebookDamaged)
