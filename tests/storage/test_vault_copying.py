"""A casebook under another key: the same to the last row, or not at all."""

import errno
import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from clonus_desktop.storage import (
    CasebookDamaged,
    CasebookForeign,
    CasebookLocked,
    CasebookNewer,
    DiskFull,
    WriteFailed,
    copying,
    driver,
    durable,
    open_casebook,
    schema,
)

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
OLD_FILES = Path(__file__).parent / "old_files"


def nothing(_part: float) -> None:
    """Takes no notice of how far it is."""


@pytest.fixture
def closed(path: Path, desk_at: Callable) -> Path:
    """A plain casebook with two patients, closed."""
    desk = desk_at(path)
    desk.filled()
    desk.file.close()
    return path


@pytest.fixture
def part(path: Path) -> Path:
    return path.with_name(".part")


def names(path: Path) -> list[str]:
    """What lies there of the casebook itself, without its mark."""
    return sorted(one.name for one in path.parent.iterdir() if one.suffix != ".mark")


def fill(path: Path) -> None:
    """As many rows as SQLite takes some time for."""
    with sqlite3.connect(path) as plain:
        plain.executemany(
            "INSERT INTO unsaved VALUES (?, '{}', ?)",
            ((f"form {number}", "x" * 200) for number in range(20_000)),
        )
    plain.close()


def dump(path: Path, key: bytes | None) -> list[tuple[object, ...]]:
    """Every row of every table, with the tables that lie behind the search index."""
    connection = driver.connect(path, driver.Access.LOOK_ONLY, key=key)
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'virtual'"
    ).fetchall()
    found = [
        (table["name"], *row)
        for table in tables
        if table["name"] != "sqlite_schema"
        for row in connection.execute(f"SELECT * FROM {table['name']}").fetchall()
    ]
    connection.close()
    return sorted(found, key=repr)


def test_a_copy_says_the_same_and_opens_with_its_key_alone(closed, part):
    before = dump(closed, None)
    with copying.copied(closed, None, part, KEY, nothing):
        pass
    assert dump(part, KEY) == before
    assert b"MacIlroy" not in part.read_bytes()
    assert stat.S_IMODE(part.stat().st_mode) == 0o600
    copying.publish(part, closed)
    assert names(closed) == ["casebook.sqlite"]
    with open_casebook(closed, key=KEY) as file:
        assert file.verify() is None
        assert [one.number for one in file.patients.search("macil")] == ["1"]
        assert file.patients.count() == 2


def test_an_encrypted_casebook_is_copied_to_another_key(closed, part):
    before = dump(closed, None)
    for old, new in ((None, KEY), (KEY, OTHER)):
        with copying.copied(closed, old, part, new, nothing):
            pass
        copying.publish(part, closed)
    assert dump(closed, OTHER) == before


@pytest.mark.parametrize("version", [1, 2])
def test_a_casebook_of_an_earlier_version_is_copied_as_it_is_and_migrates_then(path, part, version):
    path.parent.mkdir()
    plain = dbapi2.connect(path)
    plain.executescript((OLD_FILES / f"v{version}.sql").read_text(encoding="utf-8"))
    plain.close()
    before = dump(path, None)
    with copying.copied(path, None, part, KEY, nothing):
        pass
    assert dump(part, KEY) == before
    copying.publish(part, path)
    with open_casebook(path, key=KEY) as file:
        assert file.verify() is None
        assert file.patients.count() > 0


def test_what_waits_in_a_journal_after_a_crash_is_copied_too(path, part, desk_at):
    desk = desk_at(path)
    desk.patient()
    copies = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    desk.file.close()
    for name, content in copies.items():
        path.with_name(name).write_bytes(content)
    assert "casebook.sqlite-wal" in copies
    with copying.copied(path, None, part, KEY, nothing):
        pass
    copying.publish(part, path)
    with open_casebook(path, key=KEY) as file:
        assert file.patients.count() == 1


def test_nobody_writes_in_the_casebook_while_it_is_copied(closed, part):
    with copying.copied(closed, None, part, KEY, nothing), pytest.raises(CasebookLocked):
        open_casebook(closed)


def test_a_casebook_that_is_open_is_not_copied(closed, part, monkeypatch):
    monkeypatch.setattr(driver, "BUSY_TIMEOUT_S", 0.05)
    with (
        open_casebook(closed) as file,
        pytest.raises(CasebookLocked),
        copying.copied(closed, None, part, KEY, nothing),
    ):
        pass
    assert not file.path.with_name(".part").exists()


def test_it_is_told_how_far_it_is(closed, part):
    fill(closed)
    told: list[float] = []
    with copying.copied(closed, None, part, KEY, told.append):
        pass
    assert told == sorted(told)
    assert told[-1] == 1
    assert any(0 < one < 0.6 for one in told)


@pytest.mark.parametrize("when", [0.0, 0.6, 0.7])
def test_it_can_be_stopped_at_any_time(closed, part, when):
    fill(closed)
    before = dump(closed, None)

    class Stopped(Exception):
        pass

    def stop(done: float) -> None:
        if done >= when:
            raise Stopped

    with pytest.raises(Stopped), copying.copied(closed, None, part, KEY, stop):
        pass
    assert names(closed) == ["casebook.sqlite"]
    assert dump(closed, None) == before


def test_what_goes_wrong_inside_leaves_no_copy(closed, part):
    with pytest.raises(ZeroDivisionError), copying.copied(closed, None, part, KEY, nothing):
        raise ZeroDivisionError
    assert names(closed) == ["casebook.sqlite"]


def test_what_a_killed_process_left_is_replaced(closed, part):
    part.write_bytes(b"half a copy")
    with copying.copied(closed, None, part, KEY, nothing):
        pass
    assert len(dump(part, KEY)) > 10


def test_what_is_no_casebook_is_not_copied(path, part):
    path.parent.mkdir()
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE recipe (cake TEXT)")
    with pytest.raises(CasebookForeign), copying.copied(path, None, part, KEY, nothing):
        pass
    plain.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    plain.execute(f"PRAGMA user_version = {schema.version() + 1}")
    plain.close()
    with pytest.raises(CasebookNewer), copying.copied(path, None, part, KEY, nothing):
        pass


def test_a_damaged_casebook_is_not_copied(closed, part):
    content = bytearray(closed.read_bytes())
    content[4096:8192] = bytes(4096)
    closed.write_bytes(content)
    with pytest.raises(CasebookDamaged), copying.copied(closed, None, part, KEY, nothing):
        pass
    assert names(closed) == ["casebook.sqlite"]


def test_a_casebook_that_breaks_its_own_rules_is_damaged(closed, part):
    with sqlite3.connect(closed) as plain:
        plain.execute("PRAGMA journal_mode = DELETE")
        plain.execute("PRAGMA writable_schema = ON")
        plain.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'note'",
            ("CHECK (text <> '')", "CHECK (text = '')"),
        )
    plain.close()
    with pytest.raises(CasebookDamaged), copying.copied(closed, None, part, KEY, nothing):
        pass


@pytest.mark.parametrize(
    ("said", "fault"), [("database or disk is full", DiskFull), ("disk I/O error", WriteFailed)]
)
def test_what_stops_the_export_is_told_apart_by_its_words(closed, said, fault):
    class Refusing:
        def execute(self, sql: str) -> None:
            raise driver.DriverError(said)

    with pytest.raises(fault):
        copying._export_all(Refusing(), closed)


def test_a_disk_that_gets_full_meanwhile_leaves_the_casebook(closed, part, monkeypatch):
    def attach(connection: driver.Connection, *arguments: object, name: str) -> None:
        attached(connection, *arguments, name=name)
        connection.execute("PRAGMA part.max_page_count = 10")

    attached = driver.attach
    monkeypatch.setattr(driver, "attach", attach)
    with pytest.raises(DiskFull), copying.copied(closed, None, part, KEY, nothing):
        pass
    assert names(closed) == ["casebook.sqlite"]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM unsaved",
        "INSERT INTO unsaved VALUES ('b', '{}', '')",
        "UPDATE unsaved SET kept_at = 'later'",
        "CREATE TABLE more (a)",
        "PRAGMA user_version = 77",
    ],
)
def test_a_copy_that_says_something_else_is_found(closed, part, change):
    with sqlite3.connect(closed) as plain:
        plain.execute("INSERT INTO unsaved VALUES ('a', '{}', '')")
    plain.close()
    with copying.copied(closed, None, part, KEY, nothing):
        pass
    changed = driver.connect(part, driver.Access.READ_AND_WRITE, key=KEY)
    changed.execute(change)
    changed.close()
    source = driver.connect(closed, driver.Access.READ_AND_WRITE, key=None)
    driver.attach(source, part, KEY, name="part")
    assert not copying.says_the_same(source)
    source.close()


def test_a_copy_that_says_something_else_is_thrown_away(closed, part, monkeypatch):
    monkeypatch.setattr(copying, "says_the_same", lambda _: False)
    with (
        pytest.raises(WriteFailed, match="does not say the same"),
        copying.copied(closed, None, part, KEY, nothing),
    ):
        pass
    assert names(closed) == ["casebook.sqlite"]


@pytest.mark.parametrize("at", [20, 5000, 40_000])
def test_a_disk_that_damages_the_copy_is_found(closed, part, at):
    def damage(done: float) -> None:
        if done == 0.6:
            content = bytearray(part.read_bytes())
            content[at] ^= 1
            part.write_bytes(content)

    with (
        pytest.raises(WriteFailed, match="does not say the same"),
        copying.copied(closed, None, part, KEY, damage),
    ):
        pass
    assert names(closed) == ["casebook.sqlite"]


def test_a_disk_that_breaks_while_the_copy_is_read_says_so(closed, part, monkeypatch):
    def refuse(connection: driver.Connection) -> bool:
        raise dbapi2.OperationalError("no number, so a mistake of the program")

    monkeypatch.setattr(copying, "says_the_same", refuse)
    with (
        pytest.raises(dbapi2.OperationalError, match="mistake of the program"),
        copying.copied(closed, None, part, KEY, nothing),
    ):
        pass


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_leaves_the_casebook(number, closed, part, monkeypatch):
    def refuse(path: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(durable, "sync_file", refuse)
    with pytest.raises(DiskFull), copying.copied(closed, None, part, KEY, nothing):
        pass
    assert names(closed) == ["casebook.sqlite"]


def test_a_casebook_that_was_written_since_is_not_replaced(closed, part):
    with copying.copied(closed, None, part, KEY, nothing):
        pass
    closed.with_name("casebook.sqlite-wal").write_bytes(b"somebody's")
    with pytest.raises(CasebookLocked):
        copying.publish(part, closed)
    assert names(closed) == ["casebook.sqlite", "casebook.sqlite-wal"]
    assert len(dump(closed, None)) > 10
