"""Whether a casebook says what was entered: pages, chain, rows, order, signatures, structure.

Not part of the record, and so not checked: what waits on the pad or in a form (``pad``,
``unsaved``), which steps made the tables, and SQLite's statistics. Of the search words the whole
words are compared with the names; their shortened forms, which only make typing faster, are not.

The chain alone finds whoever does not hold the key. Whoever does can reckon it anew; then the
signatures speak, for all acts up to the last signed one, and the mark and the letters and
backups that left the house. Nothing inside one file can vouch for its newest acts against a hand
that has its key, when nobody signed after them and the mark was forged as well.
"""

from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import closing

from clonus_desktop.storage import breaks, driver, schema
from clonus_desktop.storage.audit import seal_of
from clonus_desktop.storage.breaks import AuditBreak
from clonus_desktop.storage.digests import AUDITED_TABLES, KNOWN_TABLES, digests_of
from clonus_desktop.storage.driver import Row
from clonus_desktop.storage.faults import CasebookLocked
from clonus_desktop.storage.replaying import changed_in
from clonus_desktop.storage.search_check import differing_words
from clonus_desktop.storage.signature_checks import wrong_signature
from clonus_desktop.storage.storage_fault import StorageFault
from clonus_desktop.storage.store import Store

_ENTRIES = """
SELECT audit.*, name, role, clinician_id FROM audit LEFT JOIN examiner ON examiner.id = who
WHERE audit.id > ? ORDER BY audit.id LIMIT ?
"""
# The newest entry of each row, in the order of the entries: nothing has to be kept in memory.
_NEWEST = """
SELECT id, row_table, row_id, new_digest, EXISTS (SELECT 1 FROM erased_row e
    WHERE e.row_table = a.row_table AND e.row_id = a.row_id) AS is_erased
FROM audit a WHERE id > ? AND NOT EXISTS (SELECT 1 FROM audit later
    WHERE later.row_table = a.row_table AND later.row_id = a.row_id AND later.id > a.id)
ORDER BY id LIMIT ?
"""
_UNUSED_EXAMINER = """
SELECT id FROM examiner e WHERE NOT EXISTS (SELECT 1 FROM audit WHERE who = e.id)
AND NOT EXISTS (SELECT 1 FROM audit WHERE row_table = 'examiner' AND row_id = e.id) LIMIT 1
"""
# Nothing vouches for where a row came from but the row itself.
_FROM_NOWHERE = """
SELECT id FROM imported_row
WHERE NOT (row_table = 'patient' AND row_id IN (SELECT id FROM patient))
    AND NOT (row_table = 'examination' AND row_id IN (SELECT id FROM examination)) LIMIT 1
"""
_WRONGLY_LAST = """
SELECT id FROM patient WHERE last_examined_at IS NOT (SELECT max(started_at) FROM examination
    WHERE patient_id = patient.id AND signed_at IS NOT NULL) LIMIT 1
"""
_AT_ONCE = 500

# What a value that the program never writes can raise on its way through the checks.
_ODD = (TypeError, ValueError, LookupError, OverflowError)

Progress = Callable[[float], None]
Steps = Generator[AuditBreak | None, None, None]


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
        is_cancelled: Asked again and again, at least every few milliseconds; True ends the work.

    Raises:
        VerificationCancelled: It was cancelled.
        CasebookLocked: Another process holds the file.
    """
    try:
        with store.watched(is_cancelled):
            return _first_of(store, progress, is_cancelled)
    except CasebookLocked:
        raise
    except driver.READ_ERRORS as error:
        if driver.code_of(error) == driver.INTERRUPTED:
            raise VerificationCancelled from None
        return _why_unreadable(store)
    except (StorageFault, *_ODD):
        return _why_unreadable(store)


def _first_of(
    store: Store, progress: Progress, is_cancelled: Callable[[], bool]
) -> AuditBreak | None:
    costs = [max(1.0, weight(store) * cost) for weight, cost, _check in _CHECKS]
    for index, (_weight, cost, check) in enumerate(_CHECKS):
        before, whole, told = sum(costs[:index]), costs[index], 0.0
        done = 0.0
        with closing(check(store)) as steps:
            for found in steps:
                if is_cancelled():
                    raise VerificationCancelled
                if found is not None:
                    return found
                done = min(whole, done + cost)
                if done - told > whole / 100:
                    told = done
                    progress((before + done) / sum(costs))
        progress((before + whole) / sum(costs))
    return None


def _why_unreadable(store: Store) -> AuditBreak:
    """Why a check could not read what it needs: another structure, or damaged pages."""
    try:
        return next(filter(None, _changed_schema(store)), breaks.pages_damaged())
    except (driver.DriverError, StorageFault, *_ODD):
        return breaks.pages_damaged()


def _damaged_pages(store: Store) -> Steps:
    said = [row[0] for row in store.rows("PRAGMA integrity_check(1)")]
    yield None if said == ["ok"] else breaks.pages_damaged()
    for row in store.rows("PRAGMA foreign_key_check"):
        yield breaks.row_changed(row[0], row[1] or 0)


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
    last_id = 0
    while entries := store.rows(_NEWEST, (last_id, _AT_ONCE)):
        last_id = entries[-1]["id"]
        yield from _changed_among(store, entries)


def _changed_among(store: Store, entries: list[Row]) -> Steps:
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for entry in entries:
        rows[entry["row_table"]].append(entry["row_id"])
    said = {
        table: digests_of(store, table, ids) for table, ids in rows.items() if table in KNOWN_TABLES
    }
    for entry in entries:
        table, row_id = entry["row_table"], entry["row_id"]
        expected = None if entry["is_erased"] else entry["new_digest"]
        if table not in said:
            yield breaks.entry_changed(entry["id"])
        elif said[table].get(row_id) != expected:
            yield breaks.row_changed(table, row_id, at_row=entry["id"])
        yield None


def _rows_without_entry(store: Store) -> Steps:
    for table in AUDITED_TABLES:
        row = store.row(
            f"SELECT id FROM {table} t WHERE NOT EXISTS "
            "(SELECT 1 FROM audit WHERE row_table = ? AND row_id = t.id) LIMIT 1",
            (table,),
        )
        yield None if row is None else breaks.row_changed(table, row["id"])
    unused = store.row(_UNUSED_EXAMINER)
    yield None if unused is None else breaks.row_changed("examiner", unused["id"])
    own = [row["id"] for row in store.rows("SELECT id FROM casebook LIMIT 2")]
    yield None if own == [1] else breaks.row_changed("casebook", 1)
    stray = store.row(_FROM_NOWHERE)
    yield None if stray is None else breaks.row_changed("imported_row", stray["id"])
    late = store.row(_WRONGLY_LAST)
    yield None if late is None else breaks.row_changed("patient", late["id"])


def _replayed(store: Store) -> Steps:
    last_id = 0
    while rows := store.rows(
        "SELECT id FROM examination WHERE id > ? ORDER BY id LIMIT ?", (last_id, _AT_ONCE)
    ):
        last_id = rows[-1]["id"]
        yield from changed_in(store, [row["id"] for row in rows])


def _count(sql: str) -> Callable[[Store], int]:
    return lambda store: int(store.rows(sql)[0][0])


_ENTRY_COUNT = _count("SELECT count(*) FROM audit")

# How many steps each takes, about how many µs one of them takes, and the check.
_CHECKS: tuple[tuple[Callable[[Store], int], float, Callable[[Store], Steps]], ...] = (
    (_count("PRAGMA page_count"), 20, _damaged_pages),
    (_ENTRY_COUNT, 13, _broken_chain),
    (_ENTRY_COUNT, 25, _changed_rows),
    (lambda _store: len(AUDITED_TABLES) + 4, 1000, _rows_without_entry),
    (_count("SELECT count(*) FROM examination"), 60, _replayed),
    (_count("SELECT count(*) FROM signature"), 200, wrong_signature),
    (_count("SELECT count(*) FROM patient"), 10, differing_words),
    (lambda _store: 1, 1000, _changed_schema),
)
