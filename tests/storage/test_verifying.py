"""Verifying a whole casebook by its path: what is counted, found, noted and refused."""

import hashlib
import itertools
import json
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.storage import (
    CasebookForeign,
    CasebookLocked,
    CasebookMissing,
    CasebookNewer,
    StorageFault,
    driver,
    open_casebook,
    verifying,
    verifying_files,
)
from clonus_desktop.storage.breaks import AuditBreak
from clonus_desktop.storage.driver import Access
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.verdict import Verdict
from clonus_desktop.storage.verifying import VerificationCancelled, first_break
from clonus_desktop.storage.verifying_files import CasebookOlder, verify_casebook
from tests.storage import whole_record
from tests.storage.tampering import copy_of, unguarded

KEY = bytes(range(32))
OLD = Path(__file__).parent / "old_files"


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    return whole_record.make(tmp_path_factory.mktemp("whole") / "casebook.sqlite")


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory) -> Path:
    return whole_record.make(tmp_path_factory.mktemp("locked") / "casebook.sqlite", key=KEY)


def break_of(path: Path, key: bytes | None = None) -> AuditBreak:
    found = verify_casebook(path, key).first_break
    assert found is not None
    return found


def test_a_good_casebook_is_counted_and_its_newest_act_named(whole: Path) -> None:
    verdict = verify_casebook(whole)
    assert verdict.is_good
    assert (verdict.entries, verdict.examinations, verdict.letters) == (96, 8, 3)
    with open_casebook(whole) as file:
        assert verdict.newest == file.audit.head()
        assert verdict.casebook_id == file.casebook_id


def test_verifying_leaves_no_trace(encrypted: Path, tmp_path: Path) -> None:
    path = copy_of(encrypted, tmp_path)
    before = {one.name: hashlib.sha256(one.read_bytes()).digest() for one in tmp_path.iterdir()}
    assert verify_casebook(path, KEY).is_good
    after = {one.name: hashlib.sha256(one.read_bytes()).digest() for one in tmp_path.iterdir()}
    assert after == before


def test_a_new_casebook_is_good_and_empty(path: Path) -> None:
    with open_casebook(path):
        pass
    verdict = verify_casebook(path)
    assert verdict.is_good
    assert (verdict.entries, verdict.newest, verdict.notes) == (0, (0, ""), ())


def test_a_casebook_is_verified_beside_whoever_writes_in_it(path: Path, desk_at) -> None:
    desk = desk_at(path)
    draft = desk.draft()
    verdicts: list[Verdict] = []
    end = threading.Event()

    def verify_again_and_again() -> None:
        while not end.is_set():
            verdicts.append(verify_casebook(path))

    checking = threading.Thread(target=verify_again_and_again)
    checking.start()
    for beats in range(60):
        desk.record(draft.id, beats)
    end.set()
    checking.join()
    desk.file.close()
    assert [verdict.first_break for verdict in verdicts if not verdict.is_good] == []
    assert verify_casebook(path).entries == 62


def test_the_acts_of_a_crash_that_lie_beside_the_file_are_verified_with_it(
    path: Path, desk_at, tmp_path: Path
) -> None:
    desk = desk_at(path)
    desk.record(desk.draft().id, 3)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for beside in path.parent.iterdir():
        (crashed / beside.name).write_bytes(beside.read_bytes())
    desk.file.close()
    verdict = verify_casebook(crashed / path.name)
    assert (verdict.first_break, verdict.entries) == (None, 3)


# --- what cannot be opened --------------------------------------------------------------------


def test_what_is_no_casebook_of_this_key_and_version_is_refused(
    encrypted: Path, whole: Path, tmp_path: Path
) -> None:
    with pytest.raises(CasebookMissing):
        verify_casebook(tmp_path / "nowhere.sqlite")
    with pytest.raises(CasebookForeign):
        verify_casebook(tmp_path)
    with pytest.raises(CasebookForeign):
        verify_casebook(encrypted, bytes(32))
    with pytest.raises(CasebookForeign):
        verify_casebook(encrypted)
    with pytest.raises(CasebookForeign, match="not encrypted"):
        verify_casebook(whole, KEY)
    text = tmp_path / "letter.txt"
    text.write_text("Dear Dr Ng " * 100)
    with pytest.raises(CasebookForeign):
        verify_casebook(text)


@pytest.mark.parametrize(("version", "fault"), [(99, CasebookNewer), (2, CasebookOlder)])
def test_a_casebook_of_another_version_is_not_judged(
    whole: Path, tmp_path: Path, version: int, fault: type[StorageFault]
) -> None:
    path = copy_of(whole, tmp_path)
    with closing(driver.connect(path, Access.READ_AND_WRITE, key=None)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(fault):
        verify_casebook(path)


def test_a_casebook_that_somebody_holds_is_said_to_be_in_use(
    whole: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_TIMEOUT_S", 0.05)
    path = copy_of(whole, tmp_path)
    with closing(driver.connect(path, Access.READ_AND_WRITE, key=None)) as holding:
        holding.execute("PRAGMA locking_mode = EXCLUSIVE")
        holding.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CasebookLocked):
            verify_casebook(path)


def test_a_lock_in_the_middle_of_a_check_is_a_fault_and_no_break(desk, monkeypatch) -> None:
    desk.filled()

    def locked(_store: Store) -> verifying.Steps:
        raise CasebookLocked(verifying.breaks.pages_damaged().message)
        yield None

    monkeypatch.setattr(verifying, "_CHECKS", ((lambda _store: 1, 1.0, locked),))
    with pytest.raises(CasebookLocked):
        first_break(desk.file._store)


def test_a_lock_while_counting_is_a_fault_and_no_break(desk, monkeypatch) -> None:
    store = desk.file._store

    def locked(_sql: str) -> list[driver.Row]:
        raise CasebookLocked(verifying.breaks.pages_damaged().message)

    monkeypatch.setattr(store, "rows", locked)
    with pytest.raises(CasebookLocked):
        verifying_files._counted(store)


def test_a_driver_that_fails_to_connect_is_a_fault(whole: Path, monkeypatch) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise driver.DriverError("no memory")

    monkeypatch.setattr(driver, "connect", refuse)
    with pytest.raises(StorageFault):
        verify_casebook(whole)


# --- what is found ----------------------------------------------------------------------------


def test_a_page_that_cannot_be_read_is_found_and_nothing_is_counted(
    whole: Path, tmp_path: Path
) -> None:
    path = copy_of(whole, tmp_path)
    with closing(driver.connect(path, Access.READ_AND_WRITE, key=None)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'audit'"
        root = connection.execute(sql).fetchall()[0][0]
        size = connection.execute("PRAGMA page_size").fetchall()[0][0]
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(content)
    verdict = verify_casebook(path)
    assert verdict.first_break is not None
    assert "Pages of the casebook are damaged" in str(verdict.first_break.message)
    assert (verdict.entries, verdict.casebook_id) == (0, "")


def test_a_damaged_page_that_holds_nothing_now_is_found_in_an_encrypted_casebook(
    path: Path, desk_at
) -> None:
    desk = desk_at(path, key=KEY)
    desk.filled()
    with desk.file.write():
        desk.file.unsaved.keep("form", {"text": "x" * 60_000}, at=desk.at())
    with desk.file.write():
        desk.file.unsaved.keep("form", {}, at=desk.at())
    desk.file.close()
    content = bytearray(path.read_bytes())
    content[-2000] ^= 1
    path.write_bytes(content)
    with open_casebook(path, key=KEY) as file:
        assert file.verify() is None
    assert "damaged" in str(break_of(path, KEY).message)


def test_a_value_that_the_program_never_writes_is_no_crash(whole: Path, tmp_path: Path) -> None:
    path = copy_of(whole, tmp_path)
    with unguarded(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name = 'patient'"
        )
    with unguarded(path) as connection:
        connection.execute("UPDATE patient SET alert = x'ff' WHERE id = 1")
    assert "structure" in str(break_of(path).message)


def test_the_break_says_pages_when_even_the_structure_cannot_be_read(desk, monkeypatch) -> None:
    def odd(_store: Store) -> verifying.Steps:
        raise LookupError
        yield None

    monkeypatch.setattr(verifying, "_changed_schema", odd)
    monkeypatch.setattr(verifying, "_CHECKS", ((lambda _store: 1, 1.0, odd),))
    found = first_break(desk.file._store)
    assert found is not None
    assert "damaged" in str(found.message)


def test_words_of_the_search_that_are_missing_or_too_many_are_found(
    whole: Path, tmp_path: Path
) -> None:
    for statement in (
        "DELETE FROM patient_words WHERE rowid = 1",
        "INSERT INTO patient_words (rowid, words) VALUES (99, 'smuggled')",
    ):
        path = copy_of(whole, tmp_path)
        with unguarded(path) as connection:
            connection.execute(statement)
        assert "searched" in str(break_of(path).message)


def test_many_words_are_compared_a_few_at_a_time(desk) -> None:
    for number in range(60):
        desk.patient(f"Family{number}", given_name="Ann", preferred_name="Annie")
    assert desk.file.verify() is None


def test_a_row_whose_entry_was_taken_to_another_table_is_found(whole: Path, tmp_path: Path) -> None:
    """As somebody can who reckons the chain anew."""
    path = copy_of(whole, tmp_path)
    with unguarded(path) as connection:
        connection.execute("UPDATE audit SET row_table = 'pad' WHERE id = 2")
        whole_record.reseal(connection)
    found = break_of(path)
    assert (found.at_row, "audit" in str(found.message)) == (2, True)


def test_the_casebook_s_own_row_is_missed(whole: Path, tmp_path: Path) -> None:
    path = copy_of(whole, tmp_path)
    path.with_suffix(".mark").unlink()
    with unguarded(path) as connection:
        connection.execute("DELETE FROM casebook")
    assert break_of(path).message.values["table"] == "casebook"
    with open_casebook(path) as file:
        assert file.trouble is not None


# --- the vault beside it ----------------------------------------------------------------------


def test_a_vault_of_another_casebook_is_found(whole: Path, tmp_path: Path) -> None:
    path = copy_of(whole, tmp_path)
    vault = path.with_name("vault.json")
    vault.write_text(json.dumps({"casebook_id": verify_casebook(path).casebook_id}))
    assert verify_casebook(path).is_good
    vault.write_text(json.dumps({"casebook_id": "0" * 32}))
    assert "keys beside the casebook" in str(break_of(path).message)


@pytest.mark.parametrize("content", ["", "[]", "{}", "nonsense", "\xff"])
def test_a_vault_that_tells_no_id_is_left_to_unlocking(
    whole: Path, tmp_path: Path, content: str
) -> None:
    path = copy_of(whole, tmp_path)
    path.with_name("vault.json").write_text(content, encoding="latin-1")
    assert verify_casebook(path).is_good


# --- progress and cancelling ------------------------------------------------------------------


def test_progress_never_goes_back_and_ends_at_the_whole(encrypted: Path) -> None:
    told: list[float] = []
    verify_casebook(encrypted, KEY, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)
    assert len(told) > 10


@given(looks=st.integers(0, 100))
def test_a_cancelled_check_ends_wherever_it_is(looks: int, tmp_path_factory) -> None:
    path = _one_of(tmp_path_factory)
    asked = 0

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > looks

    with pytest.raises(VerificationCancelled):
        verify_casebook(path, KEY, is_cancelled=is_cancelled)


_made: list[Path] = []


def _one_of(tmp_path_factory) -> Path:
    if not _made:
        path = tmp_path_factory.mktemp("cancelled") / "casebook.sqlite"
        _made.append(whole_record.make(path, key=KEY))
    return _made[0]


def test_a_question_without_end_is_cancelled_at_the_look_at_which_it_is_wanted(
    desk, monkeypatch
) -> None:
    def endless(store: Store) -> verifying.Steps:
        store.rows(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        )
        yield None

    monkeypatch.setattr(verifying, "_CHECKS", ((lambda _store: 1, 1.0, endless),))
    looks = iter(range(1000))
    with pytest.raises(VerificationCancelled):
        first_break(desk.file._store, is_cancelled=lambda: next(looks) >= 20)
    # One look ended the question, and at most one more told the check why.
    assert next(looks) <= 22


@pytest.fixture
def pages(monkeypatch) -> Iterator[SimpleNamespace]:
    """The look at the pages waits until it may go on: `are_looked_at` and `may_go_on`."""
    held = SimpleNamespace(are_looked_at=threading.Event(), may_go_on=threading.Event())
    connect = driver.connect

    def slow(path: Path, access: Access, *, key: bytes | None) -> driver.Connection:
        if threading.current_thread().name.startswith("clonus-pages"):
            held.are_looked_at.set()
            held.may_go_on.wait()
        return connect(path, access, key=key)

    monkeypatch.setattr(driver, "connect", slow)
    yield held
    held.may_go_on.set()


def test_pages_that_the_cipher_still_looks_at_hold_no_cancel_up(
    encrypted: Path, pages: SimpleNamespace
) -> None:
    # Whoever waited for the pages would wait here for ever.
    with pytest.raises(VerificationCancelled):
        verify_casebook(encrypted, KEY, is_cancelled=pages.are_looked_at.is_set)


def test_pages_that_take_long_are_waited_for_and_asked_about_meanwhile(
    encrypted: Path, pages: SimpleNamespace
) -> None:
    asked = itertools.count(1)

    def is_cancelled() -> bool:
        if pages.are_looked_at.is_set() and next(asked) == 3:
            pages.may_go_on.set()
        return False

    assert verify_casebook(encrypted, KEY, is_cancelled=is_cancelled).is_good
    assert next(asked) > 3


def test_a_look_that_a_writer_ran_into_is_taken_again_with_locks(
    whole: Path, tmp_path: Path, monkeypatch
) -> None:
    path, taken = copy_of(whole, tmp_path), []
    once = verifying_files._verify_once

    def torn(path: Path, access: Access, *others: object) -> Verdict:
        taken.append(access)
        if access is Access.LOOK_ONLY:
            # Somebody opens it meanwhile.
            path.with_name(f"{path.name}-wal").touch()
            return Verdict(first_break=verifying.breaks.pages_damaged())
        return once(path, access, *others)

    monkeypatch.setattr(verifying_files, "_verify_once", torn)
    assert verify_casebook(path).is_good
    assert taken == [Access.LOOK_ONLY, Access.READ]


# --- notes ------------------------------------------------------------------------------------


def test_a_clock_that_was_set_back_is_told_with_its_acts(desk) -> None:
    for times in (1, 12):
        for number in range(times):
            desk.patient(f"A{times}{number}")
            desk.now -= timedelta(days=1)
            desk.patient(f"B{times}{number}")
        notes = [str(note) for note in verify_casebook(desk.file.path).notes]
        told = next(note for note in notes if "clock" in note)
        assert ("before the acts 2." in told) is (times == 1)
        assert ("and 3 more" in told) is (times == 12)


def test_acts_without_a_signature_are_told(path: Path, desk_at) -> None:
    desk = desk_at(path)
    desk.filled()
    desk.file.close()
    notes = [str(note) for note in verify_casebook(path).notes]
    assert notes[0].startswith("2 of 2 signed exams, letters and withdrawals")
