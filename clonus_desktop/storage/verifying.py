"""Whether a casebook says what was entered: pages, structure, chain, rows, signatures, mark."""

from collections.abc import Callable, Iterator
from contextlib import closing

from clonus_desktop.storage import breaks, driver, schema
from clonus_desktop.storage.audit import seal_of
from clonus_desktop.storage.breaks import AuditBreak
from clonus_desktop.storage.digests import AUDITED_TABLES, digest_of
from clonus_desktop.storage.replaying import changed_in
from clonus_desktop.storage.signature_checks import wrong_signature
from clonus_desktop.storage.storage_fault import StorageFault
from clonus_desktop.storage.store import Store

_ENTRIES = """
SELECT audit.*, name, role, clinician_id FROM audit LEFT JOIN examiner ON examiner.id = who
WHERE audit.id > ? ORDER BY audit.id LIMIT ?
"""
# SQLite gives the other columns of the row that has the max().
_NEWEST = """
SELECT max(id) AS id, row_table, row_id, new_digest FROM audit
GROUP BY row_table, row_id ORDER BY 1
"""
_ERASED = "SELECT row_table, row_id FROM erased_row"
_WRONGLY_LAST = """
SELECT id FROM patient WHERE last_examined_at IS NOT (SELECT max(started_at) FROM examination
    WHERE patient_id = patient.id AND signed_at IS NOT NULL) LIMIT 1
"""
_AT_ONCE = 1000

Progress = Callable[[float], None]
Steps = Iterator[AuditBreak | None]


class VerificationCancelled(Exception):
    """The person did not want to wait; nothing was found so far."""


def first_break(
    store: Store,
    *,
    progress: Progress = lambda _share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> AuditBreak | None:
    """The first thing in a casebook that is wrong; None when there is nothing.

    What this cannot see is a tail that was cut off together with its rows: the mark can.

    Args:
        progress: Called with the share that is done, from 0 to 1.
        is_cancelled: Asked again and again; True ends the work.

    Raises:
        VerificationCancelled: It was cancelled.
    """
    done = 0
    try:
        total = 1 + sum(weight(store) for weight, _check in _CHECKS)
        for _weight, check in _CHECKS:
            for found in check(store):
                if is_cancelled():
                    raise VerificationCancelled
                if found is not None:
                    return found
                done += 1
                if done % 100 == 0:
                    progress(min(1.0, done / total))
    except StorageFault:
        return breaks.pages_damaged()
    progress(1.0)
    return None


def _damaged_pages(store: Store) -> Steps:
    said = [row[0] for row in store.rows("PRAGMA integrity_check(1)")]
    # Nothing is said of a file that is not encrypted.
    wrong = said != ["ok"] or store.rows("PRAGMA cipher_integrity_check")
    yield breaks.pages_damaged() if wrong else None
    for row in store.rows("PRAGMA foreign_key_check"):
        yield breaks.row_changed(row[0], row[1])


def _changed_schema(store: Store) -> Steps:
    with closing(driver.in_memory()) as connection:
        schema.migrate(connection)
        expected = schema.parts_of(lambda sql: connection.execute(sql).fetchall())
    found = schema.parts_of(store.rows)
    differing = sorted(set(expected.items()) ^ set(found.items()))
    yield breaks.schema_changed(differing[0][0]) if differing else None


def _broken_chain(store: Store) -> Steps:
    last_id, previous = 0, ""
    while rows := store.rows(_ENTRIES, (last_id, _AT_ONCE)):
        for row in rows:
            follows = row["id"] == last_id + 1 and row["previous_digest"] == previous
            if not follows or row["digest"] != seal_of(row):
                yield breaks.entry_changed(row["id"])
            last_id, previous = row["id"], row["digest"]
            yield None


def _changed_rows(store: Store) -> Steps:
    erased = {(row["row_table"], row["row_id"]) for row in store.rows(_ERASED)}
    for row in store.rows(_NEWEST):
        table, row_id = row["row_table"], row["row_id"]
        expected = None if (table, row_id) in erased else row["new_digest"]
        if table not in (*AUDITED_TABLES, "casebook"):
            yield breaks.entry_changed(row["id"])
        elif digest_of(store, table, row_id) != expected:
            yield breaks.row_changed(table, row_id, at_row=row["id"])
        yield None


def _rows_without_entry(store: Store) -> Steps:
    for table in AUDITED_TABLES:
        row = store.row(
            f"SELECT id FROM {table} t WHERE NOT EXISTS "
            "(SELECT 1 FROM audit WHERE row_table = ? AND row_id = t.id) LIMIT 1",
            (table,),
        )
        yield None if row is None else breaks.row_changed(table, row["id"])
    unused = store.row(
        "SELECT id FROM examiner e WHERE NOT EXISTS (SELECT 1 FROM audit WHERE who = e.id) LIMIT 1"
    )
    yield None if unused is None else breaks.row_changed("examiner", unused["id"])
    late = store.row(_WRONGLY_LAST)
    yield None if late is None else breaks.row_changed("patient", late["id"])


def _replayed(store: Store) -> Steps:
    for row in store.rows("SELECT id FROM examination ORDER BY id"):
        yield changed_in(store, row["id"])


def _count(sql: str) -> Callable[[Store], int]:
    return lambda store: int(store.rows(sql)[0][0])


_ENTRY_COUNT = _count("SELECT count(*) FROM audit")

_CHECKS: tuple[tuple[Callable[[Store], int], Callable[[Store], Steps]], ...] = (
    (lambda _store: 1, _damaged_pages),
    (_ENTRY_COUNT, _broken_chain),
    (_ENTRY_COUNT, _changed_rows),
    (lambda _store: len(AUDITED_TABLES) + 2, _rows_without_entry),
    (_count("SELECT count(*) FROM examination"), _replayed),
    (_count("SELECT count(*) FROM signature"), wrong_signature),
    (lambda _store: 1, _changed_schema),
)
