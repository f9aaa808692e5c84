"""Whatever is edited, removed, inserted or exchanged past the program is found by verify."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, data

from clonus_desktop.storage import StorageFault, driver, schema
from clonus_desktop.storage.driver import Access, Connection
from clonus_desktop.storage.verifying_files import verify_casebook
from tests.storage import tampering, whole_record
from tests.storage.tampering import copy_of, is_done, other_values, rowids_of, unguarded

FEW = settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
SOME = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
KEY = bytes(range(32))


def cells() -> list[tuple[str, str, str]]:
    """Table, column and type of every column of the record."""
    with closing(driver.in_memory()) as connection:
        schema.migrate(connection)
        return [
            (table, name, kind)
            for table in tampering.tables_of(connection)
            for name, kind in tampering.columns_of(connection, table)
        ]


CELLS = cells()
TABLES = sorted({table for table, _name, _kind in CELLS})


@pytest.fixture(scope="module")
def casebook(tmp_path_factory) -> Path:
    return whole_record.make(tmp_path_factory.mktemp("whole") / "casebook.sqlite")


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory) -> Path:
    return whole_record.make(tmp_path_factory.mktemp("encrypted") / "casebook.sqlite", key=KEY)


def is_found(path: Path) -> bool:
    return not verify_casebook(path).is_good


def test_the_casebook_holds_a_row_in_every_table_and_is_good(casebook: Path, encrypted) -> None:
    said = tampering.said_by(casebook)
    assert [table for table in TABLES if not said[table]] == []
    verdict = verify_casebook(casebook)
    assert verdict.first_break is None
    assert verdict.signatures == 6
    assert verify_casebook(encrypted, KEY).first_break is None


@FEW
@pytest.mark.parametrize(("table", "column", "kind"), CELLS)
@given(data=data())
def test_an_edited_cell_is_found(
    casebook: Path, tmp_path: Path, table: str, column: str, kind: str, data: DataObject
) -> None:
    path = copy_of(casebook, tmp_path)
    with unguarded(path) as connection:
        row = data.draw(st.sampled_from(rowids_of(connection, table)), label="row")
        values = dict(connection.execute(f"SELECT rowid, {column} FROM {table}").fetchall())
        old = values[row]
        candidates = other_values(kind, old, list(values.values()))
        edit = f"UPDATE {table} SET {column} = ? WHERE rowid = ?"
        done = False
        for new in data.draw(st.permutations(candidates), label="values"):
            if is_done(lambda new=new: connection.execute(edit, (new, row))):
                done = True
                break
    assert is_found(path) or not done


@SOME
@given(data=data())
def test_a_removed_row_is_found(casebook: Path, tmp_path: Path, data: DataObject) -> None:
    path = copy_of(casebook, tmp_path)
    table = data.draw(st.sampled_from(TABLES), label="table")
    with unguarded(path) as connection:
        row = data.draw(st.sampled_from(rowids_of(connection, table)), label="row")
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
    assert is_found(path)


@SOME
@given(data=data())
def test_an_inserted_row_is_found(casebook: Path, tmp_path: Path, data: DataObject) -> None:
    """A copy of a row under a new number, and as much else of it changed as the tables demand."""
    path = copy_of(casebook, tmp_path)
    table = data.draw(st.sampled_from(TABLES), label="table")
    with unguarded(path) as connection:
        rows = rowids_of(connection, table)
        row = data.draw(st.sampled_from(rows), label="row")
        kinds = dict(tampering.columns_of(connection, table))
        old = connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", (row,)).fetchall()[0]
        new = dict(zip(kinds, old, strict=True))
        key = next(iter(kinds))
        new[key] = max(rows) + data.draw(st.integers(1, 3), label="further")
        changed = data.draw(st.sampled_from(sorted({*kinds} - {key})), label="changed")
        new[changed] = data.draw(
            st.sampled_from([new[changed], *other_values(kinds[changed], new[changed], [])])
        )
        marks = ", ".join("?" * len(new))
        insert = f"INSERT INTO {table} VALUES ({marks})"
        done = is_done(lambda: connection.execute(insert, tuple(new.values())))
    assert is_found(path) or not done


@SOME
@given(data=data())
def test_two_rows_that_change_their_numbers_are_found(
    casebook: Path, tmp_path: Path, data: DataObject
) -> None:
    path = copy_of(casebook, tmp_path)
    table = data.draw(st.sampled_from([t for t in TABLES if t not in {"casebook", "practice"}]))
    with unguarded(path) as connection:
        rows = rowids_of(connection, table)
        if len(rows) < 2:
            return
        one, other = data.draw(
            st.lists(st.sampled_from(rows), min_size=2, max_size=2, unique=True), label="rows"
        )
        name = tampering.columns_of(connection, table)[0][0]
        for was, will in ((one, 10**6), (other, one), (10**6, other)):
            connection.execute(f"UPDATE {table} SET {name} = ? WHERE {name} = ?", (will, was))
    assert is_found(path)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=data())
def test_two_rows_of_one_table_that_change_places_with_all_that_leads_to_them_are_found(
    casebook: Path, tmp_path: Path, data: DataObject
) -> None:
    """A finding of one patient put under another, whole and consistent."""
    path = copy_of(casebook, tmp_path)
    with unguarded(path) as connection:
        table = data.draw(st.sampled_from(["clonus_test", "patient", "examination", "examiner"]))
        rows = rowids_of(connection, table)
        one, other = data.draw(
            st.lists(st.sampled_from(rows), min_size=2, max_size=2, unique=True), label="rows"
        )
        for where, column in _leading_to(connection, table):
            for was, will in ((one, 10**6), (other, one), (10**6, other)):
                connection.execute(
                    f"UPDATE {where} SET {column} = ? WHERE {column} = ?", (will, was)
                )
    assert is_found(path)


def _leading_to(connection: Connection, table: str) -> list[tuple[str, str]]:
    found = [(table, "id")]
    for one in tampering.tables_of(connection):
        for key in connection.execute(f"PRAGMA foreign_key_list({one})").fetchall():
            if key["table"] == table:
                found.append((one, key["from"]))
    return found


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=data())
def test_a_flipped_byte_is_found_or_leaves_every_row_as_it_was(
    casebook: Path, tmp_path: Path, data: DataObject
) -> None:
    path = copy_of(casebook, tmp_path)
    before = tampering.said_by(casebook)
    _flip(path, data)
    if _is_good_or_refused(path, None):
        assert tampering.said_by(path) == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=data())
def test_any_flipped_byte_of_an_encrypted_casebook_is_found(
    encrypted: Path, tmp_path: Path, data: DataObject
) -> None:
    path = copy_of(encrypted, tmp_path)
    _flip(path, data)
    assert not _is_good_or_refused(path, KEY)


def _flip(path: Path, data: DataObject) -> None:
    content = bytearray(path.read_bytes())
    where = data.draw(st.integers(0, len(content) - 1), label="where")
    content[where] ^= data.draw(st.integers(1, 255), label="bits")
    path.write_bytes(content)


def _is_good_or_refused(path: Path, key: bytes | None) -> bool:
    """False when the file is refused or a break is found."""
    try:
        return verify_casebook(path, key).is_good
    except StorageFault:
        return False


@SOME
@given(where=st.integers(0, 1023), bits=st.integers(1, 255))
def test_a_flipped_byte_of_the_mark_is_found_or_leaves_a_mark_that_holds(
    casebook: Path, tmp_path: Path, where: int, bits: int
) -> None:
    path = copy_of(casebook, tmp_path)
    mark = bytearray(path.with_suffix(".mark").read_bytes())
    mark[where] ^= bits
    path.with_suffix(".mark").write_bytes(mark)
    # The mark is kept in two fields, of which one is enough: a damaged one is no false alarm.
    assert verify_casebook(path).is_good


def cut(connection: Connection) -> None:
    """The newest act, gone with its row."""
    newest = connection.execute("SELECT max(id) FROM audit").fetchall()[0][0]
    row = connection.execute("SELECT * FROM audit WHERE id = ?", (newest,)).fetchall()[0]
    assert row["what"] == "undo"
    connection.execute("UPDATE gesture SET undone_at = NULL WHERE id = ?", (row["row_id"],))
    connection.execute(
        "UPDATE note SET struck_at = NULL, struck_by = NULL WHERE id = "
        "(SELECT added_note_id FROM gesture WHERE id = ?)",
        (row["row_id"],),
    )
    connection.execute("DELETE FROM audit WHERE id = ?", (newest,))


def test_a_tail_cut_off_without_a_trace_is_told_by_the_mark(casebook: Path, tmp_path: Path) -> None:
    path = copy_of(casebook, tmp_path)
    with unguarded(path) as connection:
        cut(connection)
    found = verify_casebook(path).first_break
    assert found is not None
    assert found.message.values["count"] == 1
    path.with_suffix(".mark").unlink()
    verdict = verify_casebook(path)
    assert verdict.is_good
    assert any("no mark beside" in str(note) for note in verdict.notes)


SCHEMA_CHANGES: dict[str, Callable[[Connection], object]] = {
    "a guard": lambda c: c.execute("DROP TRIGGER audit_kept"),
    "an index": lambda c: c.execute("DROP INDEX letter_by_examination"),
    "a view": lambda c: c.execute("CREATE VIEW letters AS SELECT * FROM letter"),
    "a column": lambda c: c.execute("ALTER TABLE letter RENAME COLUMN text TO words"),
    "a table": lambda c: c.execute("CREATE TABLE sqlitestat9 (id INTEGER)"),
}


@pytest.mark.parametrize("what", SCHEMA_CHANGES)
def test_a_changed_structure_is_found_and_named(casebook: Path, tmp_path: Path, what: str) -> None:
    path = copy_of(casebook, tmp_path)
    with closing(driver.connect(path, Access.READ_AND_WRITE, key=None)) as connection:
        SCHEMA_CHANGES[what](connection)
    found = verify_casebook(path).first_break
    assert found is not None
    assert "structure" in str(found.message)
