"""A casebook is made whole, opened as it is, or refused without a trace."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.statement import Topic
from clonus_desktop.storage import (
    CasebookDamaged,
    CasebookForeign,
    CasebookLocked,
    CasebookMissing,
    CasebookNewer,
    CasebookReadOnly,
    DiskFull,
    StorageFault,
    WriteFailed,
    casebook_file,
    driver,
    migrations,
    open_casebook,
    schema,
)
from clonus_desktop.storage.mark import mark_path

KEY = bytes(range(32))
OLD_FILES = Path(__file__).parent / "old_files"


def traces(path: Path) -> dict[str, bytes]:
    """Every file of the folder, byte for byte."""
    return {
        one.name: one.read_bytes()
        for one in path.parent.iterdir()
        if one.is_file() and one.suffix != ".mark"
    }


def refused(path: Path, fault: type[StorageFault], *, key: bytes | None = None) -> str:
    """The message of the refusal, which has left every file as it was."""
    before = traces(path)
    with pytest.raises(fault) as caught:
        open_casebook(path, key=key)
    assert traces(path) == before
    return str(caught.value)


@pytest.fixture
def closed(path: Path, desk_at: Callable) -> Path:
    """A casebook with one patient, closed."""
    desk = desk_at(path)
    desk.patient()
    desk.file.close()
    return path


def test_a_new_casebook_is_private_and_has_its_mark_and_version(path: Path) -> None:
    open_casebook(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert plain.execute("PRAGMA user_version").fetchone() == (schema.version(),)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        tables = plain.execute(
            "SELECT name, strict, wr FROM pragma_table_list WHERE schema = 'main' "
            "AND type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%sqlite_migr%'"
        ).fetchall()
    assert all(strict and not without_rowid for _, strict, without_rowid in tables)
    assert {name for name, _, _ in tables} == (schema.TABLES - {"patient_words"}) | (
        schema.TABLES_SINCE_2 | schema.TABLES_SINCE_3 | schema.TABLES_SINCE_4
    )


def test_a_closed_casebook_is_one_file(closed: Path) -> None:
    assert list(traces(closed)) == ["casebook.sqlite"]


def test_opening_an_existing_casebook_does_not_import_sqlite_utils(closed: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "from clonus_desktop.storage import open_casebook\n"
        f"file = open_casebook(pathlib.Path({str(closed)!r}))\n"
        "assert file.patients.count() == 1\n"
        "assert 'sqlite_utils' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_sqlite_utils_uses_the_same_driver(path: Path) -> None:
    open_casebook(path).close()
    import sqlite_utils.utils

    assert sqlite_utils.utils.sqlite3.__name__ == "sqlcipher3.dbapi2"


def test_the_connection_is_set_up_for_durability(desk) -> None:
    store = desk.file._store
    for pragma, value in (
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 2),
        ("journal_size_limit", 64 * 1024 * 1024),
        ("temp_store", 2),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
    ):
        assert store.rows(f"PRAGMA {pragma}")[0][0] == value, pragma


def test_closing_twice_is_closing_once(path: Path) -> None:
    file = open_casebook(path)
    file.close()
    file.close()


def test_an_encrypted_casebook_reads_back_with_its_key_alone(path: Path, desk_at) -> None:
    desk = desk_at(path, key=KEY)
    desk.filled()
    desk.file.close()
    assert b"MacIlroy" not in path.read_bytes()
    assert "encrypted" in refused(path, CasebookForeign)
    assert "does not open with this key" in refused(path, CasebookForeign, key=bytes(32))
    with open_casebook(path, key=KEY) as file:
        assert file.patients.count() == 2
        assert file.verify() is None
    assert list(traces(path)) == ["casebook.sqlite"]


def test_a_plain_file_is_refused_where_an_encrypted_one_is_expected(closed: Path) -> None:
    assert "not encrypted" in refused(closed, CasebookForeign, key=KEY)


def test_a_key_of_another_length_is_a_mistake_of_the_program(closed: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_casebook(closed, key=b"short")


def test_a_missing_casebook_is_not_made_when_it_shall_not_be(path: Path) -> None:
    with pytest.raises(CasebookMissing):
        open_casebook(path, create=False)
    assert not path.parent.exists()


def test_a_file_from_a_newer_version_is_refused_and_left_untouched(closed: Path) -> None:
    with sqlite3.connect(closed) as plain:
        plain.execute("PRAGMA journal_mode = DELETE")
        plain.execute(f"PRAGMA user_version = {schema.version() + 1}")
    plain.close()
    assert "newer version" in refused(closed, CasebookNewer)


@pytest.mark.parametrize("content", [b"Dear diary, today", b"\0" * 8192, b"x" * 100_000])
def test_another_kind_of_file_is_refused_and_left_untouched(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    refused(path, CasebookForeign)
    refused(path, CasebookForeign, key=KEY)


def test_another_programs_database_is_refused_and_left_untouched(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE recipe (cake TEXT)")
    plain.close()
    assert "not a casebook" in refused(path, CasebookForeign)


def test_a_folder_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    refused(path, CasebookForeign)


def test_an_empty_file_is_refused_as_damaged_and_stays_empty(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    refused(path, CasebookDamaged)


def test_a_cut_off_casebook_is_refused_as_damaged(closed: Path) -> None:
    content = closed.read_bytes()
    closed.write_bytes(content[: len(content) // 2])
    assert "damaged" in refused(closed, CasebookDamaged)


def test_a_casebook_without_its_tables_is_refused_as_damaged(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as plain:
        plain.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        plain.execute("PRAGMA user_version = 1")
        plain.execute("CREATE TABLE patient (id)")
    plain.close()
    refused(path, CasebookDamaged)


def test_a_damaged_page_is_told_when_it_is_read(closed: Path) -> None:
    with sqlite3.connect(closed) as plain:
        page = plain.execute("SELECT rootpage FROM sqlite_schema WHERE name='patient'").fetchone()
    plain.close()
    content = bytearray(closed.read_bytes())
    start = (page[0] - 1) * 4096
    content[start : start + 4096] = b"\xff" * 4096
    closed.write_bytes(content)
    with open_casebook(closed) as file, pytest.raises(CasebookDamaged):
        file.patients.get(1)


def test_after_a_crash_the_file_is_judged_together_with_its_wal(path: Path, desk_at) -> None:
    desk = desk_at(path)
    before = path.read_bytes()
    for _ in range(40):
        desk.patient(known_conditions="stroke " * 250)
    wal = path.with_name("casebook.sqlite-wal").read_bytes()
    desk.file.close()
    # Cut off after the first page of a checkpoint: it speaks of pages that only the -wal has.
    path.write_bytes(path.read_bytes()[:4096] + before[4096:])
    with pytest.raises(CasebookDamaged):
        open_casebook(path)
    path.with_name("casebook.sqlite-wal").write_bytes(wal)
    with open_casebook(path) as file:
        assert file.patients.count() == 40
        assert file.verify() is None


def holding(path: Path, begin: str) -> subprocess.Popen[str]:
    script = (
        "import sqlite3, sys\n"
        f"one = sqlite3.connect({str(path)!r}, isolation_level=None)\n"
        f"one.executescript({begin!r})\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


@pytest.mark.parametrize(
    "begin",
    [
        "BEGIN IMMEDIATE",
        "PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE",
        "PRAGMA locking_mode=EXCLUSIVE; BEGIN IMMEDIATE",
    ],
)
def test_a_casebook_in_use_is_refused_after_a_short_wait(closed: Path, begin: str) -> None:
    with holding(closed, begin) as child:
        before = closed.read_bytes()
        since = time.monotonic()
        with pytest.raises(CasebookLocked, match="in use"):
            open_casebook(closed)
        assert 1.5 < time.monotonic() - since < 6
        assert closed.read_bytes() == before
        child.communicate("")
    with open_casebook(closed) as file:
        assert file.patients.count() == 1


def test_a_write_beside_another_writer_is_refused_and_works_afterwards(desk) -> None:
    with holding(desk.file.path, "BEGIN IMMEDIATE") as child:
        with pytest.raises(CasebookLocked):
            desk.patient()
        child.communicate("")
    desk.patient()
    assert desk.file.patients.count() == 1


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder for a user without rights; root, whom no mode binds, becomes one meanwhile."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def as_nobody(act: Callable[[], object]) -> object:
    if os.geteuid() != 0:
        return act()
    os.seteuid(65534)
    try:
        return act()
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="modes do not bind there")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555)])
def test_a_read_only_casebook_is_refused_without_a_trace(
    nobody: Path, file_mode: int, folder_mode: int
) -> None:
    path = nobody / "casebook.sqlite"
    open_casebook(path).close()
    path.chmod(file_mode)
    nobody.chmod(folder_mode)
    message = as_nobody(lambda: refused(path, CasebookReadOnly))
    nobody.chmod(0o755)
    assert "read-only" in str(message)


@pytest.mark.skipif(sys.platform == "win32", reason="modes do not bind there")
def test_no_casebook_is_made_in_a_read_only_folder(nobody: Path) -> None:
    nobody.chmod(0o555)
    path = nobody / "practice" / "casebook.sqlite"
    as_nobody(lambda: refused_as_read_only(path))
    assert not path.parent.exists()


def test_a_read_only_medium_that_no_mode_tells_of_is_refused(closed: Path, monkeypatch) -> None:
    # What SQLite does by itself when it may not open for writing.
    real = driver.connect

    def reading(path: Path, access: driver.Access, *, key: bytes | None) -> driver.Connection:
        connection = real(path, access, key=key)
        connection.execute("PRAGMA query_only = ON")
        return connection

    monkeypatch.setattr(driver, "connect", reading)
    monkeypatch.setattr(driver, "_PRAGMAS", ("query_only = ON", "user_version = 1"))
    with pytest.raises(CasebookReadOnly):
        open_casebook(closed)


@pytest.mark.parametrize(
    ("number", "fault"), [(28, DiskFull), (122, DiskFull), (5, WriteFailed), (30, CasebookReadOnly)]
)
def test_a_casebook_that_cannot_be_made_leaves_nothing_behind(
    path: Path, monkeypatch, number: int, fault: type[StorageFault]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(casebook_file.os, "open", refuse)
    with pytest.raises(fault):
        open_casebook(path)
    assert list(path.parent.iterdir()) == []


def test_a_casebook_that_fills_the_disk_leaves_nothing_behind(path: Path, monkeypatch) -> None:
    real = driver.connect

    def small(path: Path, access: driver.Access, *, key: bytes | None) -> driver.Connection:
        connection = real(path, access, key=key)
        connection.execute("PRAGMA max_page_count = 8")
        return connection

    monkeypatch.setattr(driver, "connect", small)
    with pytest.raises(DiskFull):
        open_casebook(path)
    assert list(path.parent.iterdir()) == []


def test_a_casebook_made_meanwhile_by_another_window_is_kept(path: Path, monkeypatch) -> None:
    real = casebook_file.publish_new

    def meanwhile(part: Path, path: Path) -> None:
        monkeypatch.setattr(casebook_file, "publish_new", real)
        with open_casebook(path) as other, other.write():
            other.patients.add(Patient(family_name="Okafor"), at=datetime.now(UTC), by=None)
        real(part, path)

    monkeypatch.setattr(casebook_file, "publish_new", meanwhile)
    with open_casebook(path) as file:
        assert file.patients.count() == 1
    assert list(traces(path)) == ["casebook.sqlite"]


def test_a_casebook_is_made_on_a_stick_without_links(path: Path, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    open_casebook(path).close()
    assert list(traces(path)) == ["casebook.sqlite"]


def old_file(path: Path, name: str) -> Path:
    """A casebook as an earlier version left it."""
    path.parent.mkdir()
    path.touch()
    # The standard library's SQLite is too old for the table of words.
    old = driver.connect(path, driver.Access.READ_AND_WRITE, key=None)
    old.executescript((OLD_FILES / name).read_text(encoding="utf-8"))
    old.close()
    mark = (OLD_FILES / name).with_suffix(".mark")
    if mark.exists():
        mark_path(path).write_bytes(mark.read_bytes())
    return path


EVERY_VERSION = pytest.mark.parametrize(
    "name", sorted(one.name for one in OLD_FILES.glob("v*.sql"))
)


def test_a_casebook_of_each_released_version_is_kept_to_be_read() -> None:
    names = {one.name for one in OLD_FILES.glob("v*.sql")}
    assert names == {f"v{number}.sql" for number in range(1, schema.version())}


@EVERY_VERSION
def test_a_casebook_of_an_earlier_version_is_read(path: Path, name: str) -> None:
    with open_casebook(old_file(path, name)) as file:
        signed = file.examinations.get(1)
        assert file.patients.get(1).formal_name == "MACILROY"
        assert signed.signature is not None
        assert [trial.beats for trial in signed.tests[signed.places[0]].trials] == [4]
        assert [patient.id for patient in file.patients.search("okaf")] == [2]
        assert file.examinations.newest_draft() is not None
        assert file.verify() is None
        assert file.trouble is None


def test_what_version_2_added_is_read(path: Path) -> None:
    with open_casebook(old_file(path, "v2.sql")) as file:
        draft = file.examinations.newest_draft()
        assert draft is not None
        place = next(iter(file.pads.of(draft.id)))
        assert file.pads.of(draft.id)[place] == {"taps": [0.1, 0.3]}
        assert draft.statement(Topic.TECHNIQUE, place) == {"position": "supine"}
        assert draft.statement(Topic.CONTEXT) is None
        assert file.examinations.redoable(draft.id) is not None
        assert file.unsaved.of("patient") == {"family_name": "Half"}


def test_what_version_3_added_is_read(path: Path) -> None:
    with open_casebook(old_file(path, "v3.sql")) as file:
        lund = next(one for one in file.clinicians.all() if one.name == "Dr A Lund")
        carlin = next(iter(file.patients.search("carlin")))
        first, second = sorted(file.examinations.of_patient(carlin.id), key=lambda e: e.revision)
        assert first.signature is not None
        assert first.signature.examiner.clinician_id == lund.id
        assert second.withdrawal is not None
        assert [letter.rule_version for letter in file.letters.of_examination(first.id)] == [1]
        assert file.practice.read().region == "nhs"


def test_an_older_casebook_is_brought_up_once_and_keeps_its_rows(path: Path, monkeypatch) -> None:
    step = ("9999_made_up", "ALTER TABLE patient ADD COLUMN height_m REAL;\n")
    old_file(path, "v1.sql")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    for _ in range(2):
        with open_casebook(path) as file:
            assert file.patients.get(2).family_name == "Okafor"
            assert file.verify() is None
    with sqlite3.connect(path) as plain:
        version = plain.execute("PRAGMA user_version").fetchone()
        assert version == (len(migrations.STEPS),)
        assert plain.execute("SELECT height_m FROM patient").fetchall() == [(None,), (None,)]
    plain.close()


def schema_of(path: Path) -> set[tuple]:
    """What the file is made of, without the words that renaming a table puts in quotes."""
    with sqlite3.connect(path) as plain:
        made = plain.execute(
            "SELECT type, name, replace(sql, '\"', '') FROM sqlite_schema "
            "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_stat%'"
        ).fetchall()
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    plain.close()
    return set(made)


@EVERY_VERSION
def test_an_older_casebook_becomes_what_a_new_one_is(path: Path, tmp_path: Path, name: str) -> None:
    open_casebook(old_file(path, name)).close()
    fresh = tmp_path / "fresh" / "casebook.sqlite"
    open_casebook(fresh).close()
    assert schema_of(path) == schema_of(fresh)


def test_a_draft_from_version_1_goes_on_with_what_version_2_can(path: Path, desk_at) -> None:
    old_file(path, "v1.sql")
    desk = desk_at(path)
    draft = desk.file.examinations.newest_draft()
    before = dict(draft.tests)
    desk.record(draft.id, 2)
    desk.state(draft.id, Topic.CONTEXT, {"gait": "spastic"})
    assert desk.undo(draft.id) is not None
    assert desk.undo(draft.id) is not None
    assert dict(desk.file.examinations.get(draft.id).tests) == before
    assert desk.file.verify() is None
    desk.file.close()


def test_a_migration_that_fails_leaves_the_casebook_at_its_version(path: Path, monkeypatch) -> None:
    step = (
        "9999_broken",
        "CREATE TABLE more (id INTEGER) STRICT;\nINSERT INTO nowhere VALUES (1);\n",
    )
    old_file(path, "v1.sql")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    with pytest.raises(driver.DriverError, match="nowhere"):
        open_casebook(path)
    monkeypatch.undo()
    with open_casebook(path) as file:
        assert file.patients.count() == 2
    with sqlite3.connect(path) as plain:
        names = {name for (name,) in plain.execute("SELECT name FROM sqlite_schema")}
    plain.close()
    assert "more" not in names


@pytest.mark.parametrize("name", ["50%? #1 Ärzte.sqlite", "'quoted'\".sqlite", "{file}"])
def test_any_file_name_opens(path: Path, name: str) -> None:
    for _ in range(2):
        open_casebook(path.with_name(name)).close()
    assert list(traces(path)) == [name]


@pytest.mark.skipif(sys.platform == "win32", reason="modes do not bind there")
def test_a_folder_that_may_not_be_entered_is_told(nobody: Path) -> None:
    path = nobody / "practice" / "casebook.sqlite"
    open_casebook(path).close()
    as_nobody(lambda: refused_as_read_only(path))


def refused_as_read_only(path: Path) -> None:
    with pytest.raises(CasebookReadOnly):
        open_casebook(path)


def test_a_casebook_that_vanishes_meanwhile_is_missing(closed: Path, monkeypatch) -> None:
    real = casebook_file._refuse_unless_writable

    def vanish(path: Path) -> None:
        real(path)
        path.unlink()

    monkeypatch.setattr(casebook_file, "_refuse_unless_writable", vanish)
    with pytest.raises(CasebookMissing):
        open_casebook(closed)


def test_no_message_names_a_folder(closed: Path) -> None:
    closed.write_bytes(b"")
    message = refused(closed, CasebookDamaged)
    assert closed.name in message
    assert closed.parent.name not in message
