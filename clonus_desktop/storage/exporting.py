"""Reading a whole casebook for an export: person by person, in memory that does not grow.

Pages go on behind the last id (a key range), never by counting rows off: the millionth row is
reached as fast as the first.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import driver, schema
from clonus_desktop.storage.audit import Audit
from clonus_desktop.storage.beside import store_beside
from clonus_desktop.storage.driver import Row, Values
from clonus_desktop.storage.families import AMONG_FAMILY, FAMILY
from clonus_desktop.storage.letters import Letters
from clonus_desktop.storage.marking import casebook_id_of
from clonus_desktop.storage.patient_rows import patient_from
from clonus_desktop.storage.reading import examinations_where
from clonus_desktop.storage.refusals import NoSuchRow
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import ids_text, time_from

_PATIENTS_AT_ONCE = 200
_EXAMINATIONS_AT_ONCE = 200

_FARTHEST_ZONE = timedelta(hours=14)
"""A day somewhere on earth begins and ends by so much before and after that in UTC."""

_PATIENTS = """
SELECT * FROM patient WHERE id > ? AND merged_into_id IS NULL AND erased_at IS NULL
ORDER BY id LIMIT ?
"""
_MERGED = f"""{FAMILY}
SELECT patient.*, root, into_id, taken_over, merged_at FROM family
JOIN patient ON patient.id = family.id
JOIN patient_merge m ON m.patient_id = family.id AND m.parted_at IS NULL
WHERE family.id <> family.root ORDER BY m.id
"""
_IN_RANGE = "e.struck_at IS NULL AND e.started_at >= ? AND e.started_at < ?"
_COUNTS = f"""{FAMILY}
SELECT family.root AS root, count(*) AS n FROM family JOIN examination e
ON e.patient_id = family.id WHERE {_IN_RANGE} GROUP BY family.root
"""
_EXAMINATIONS = f"e.patient_id {AMONG_FAMILY} AND {_IN_RANGE} ORDER BY e.started_at, e.revision"
_HOW_MANY = f"SELECT count(*) FROM examination e WHERE {_IN_RANGE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is asked for.

    Attributes:
        patient_id: One patient; None for all.
        first_day: Of the examinations, where they were made; None without a beginning.
        last_day: The same at the end, this day included.
    """

    patient_id: int | None = None
    first_day: date | None = None
    last_day: date | None = None

    @property
    def is_whole(self) -> bool:
        """True when nothing is left out."""
        return self == Scope()

    @property
    def has_range(self) -> bool:
        """True when only examinations of some days are asked for."""
        return self.first_day is not None or self.last_day is not None

    def holds(self, day: date) -> bool:
        """True when an examination of that day is asked for."""
        after = self.first_day is None or day >= self.first_day
        return after and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedRecord:
    """A record that was merged into another one of the same person.

    Attributes:
        patient: As its own row says.
        into_id: Which record it was merged into.
        taken_over: By column what the other one said before and after.
        at: When.
    """

    patient: Patient
    into_id: int
    taken_over: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRead:
    """A person with all that is asked for.

    Attributes:
        patient: The record that stands for the person.
        merged: Those that were merged into it, the first merged first.
        examinations: Oldest first, a revision after the one that it amends; drafts, superseded
            and withdrawn ones too, struck ones not.
    """

    patient: Patient
    merged: tuple[MergedRecord, ...]
    examinations: tuple[Examination, ...]


class RecordReader:
    """A casebook at one moment, whatever others write meanwhile.

    Attributes:
        casebook_id: Its name for machines.
        schema_version: Of its file.
        letters: Its issued letters.
    """

    def __init__(self, store: Store, scope: Scope) -> None:
        self._store = store
        self._scope = scope
        self._range = _bounds(scope)
        self._audit = Audit(store)
        self.letters = Letters(store, self._audit)
        self.casebook_id = casebook_id_of(store)
        self.schema_version = schema.version()

    def birth_of(self, table: str, row_id: int) -> str:
        """The digest of the first act on a row; "" without one."""
        return self._audit.birth_of(table, row_id)

    def count(self) -> int:
        """About how many examinations there are to be read; more than none, for a share of it."""
        if self._scope.patient_id is not None:
            counts = self._counts([self._scope.patient_id])
            return max(1, sum(counts.values()))
        return max(1, int(self._store.rows(_HOW_MANY, self._range)[0][0]))

    def people(self) -> Iterator[PersonRead]:
        """Each person by id; without an examination in the range only when there is none.

        Raises:
            NoSuchRow: The one patient that is asked for is not there.
        """
        for page in self._pages():
            counts = self._counts([row["id"] for row in page])
            some_seen = [row for row in page if counts.get(row["id"])]
            for some in _grouped(some_seen if self._scope.has_range else page, counts):
                yield from self._read(some)

    def _pages(self) -> Iterator[list[Row]]:
        if self._scope.patient_id is not None:
            yield [self._one(self._scope.patient_id)]
            return
        last = 0
        while rows := self._store.rows(_PATIENTS, (last, _PATIENTS_AT_ONCE)):
            last = rows[-1]["id"]
            yield rows

    def _one(self, patient_id: int) -> Row:
        row = self._store.row(
            "SELECT * FROM patient WHERE id = ? AND merged_into_id IS NULL AND erased_at IS NULL",
            (patient_id,),
        )
        if row is None:
            raise NoSuchRow("patient", patient_id)
        return row

    def _counts(self, ids: list[int]) -> Mapping[int, int]:
        rows = self._store.rows(_COUNTS, (ids_text(ids), *self._range))
        return {row["root"]: row["n"] for row in rows}

    def _read(self, rows: list[Row]) -> Iterator[PersonRead]:
        among = ids_text(row["id"] for row in rows)
        merged: defaultdict[int, list[MergedRecord]] = defaultdict(list)
        for row in self._store.rows(_MERGED, (among,)):
            merged[row["root"]].append(_merged(row))
        made: defaultdict[int, list[Examination]] = defaultdict(list)
        found = examinations_where(self._store, _EXAMINATIONS, (among, *self._range))
        for one in found:
            if self._scope.holds(one.started_at.date()):
                made[one.patient_id].append(one)
        for row in rows:
            exams = tuple(made[row["id"]])
            if exams or not self._scope.has_range:
                yield PersonRead(
                    patient=patient_from(row), merged=tuple(merged[row["id"]]), examinations=exams
                )


@contextmanager
def reading(
    path: Path, scope: Scope, *, key: bytes | None, is_unwanted: Callable[[], bool]
) -> Iterator[RecordReader]:
    """A reader on a connection of its own; somebody may work with the casebook meanwhile.

    Args:
        is_unwanted: True ends what is read within some milliseconds.

    Raises:
        StorageFault: It cannot be opened or read.
        DriverError: With the code ``INTERRUPTED``, when it is not wanted any more.
    """
    with (
        store_beside(path, key=key) as store,
        store.watched(is_unwanted),
        store.snapshot(),
    ):
        yield RecordReader(store, scope)


def is_interrupted(error: Exception) -> bool:
    """True when reading was ended because nobody wanted it any more."""
    return isinstance(error, driver.DriverError) and driver.code_of(error) == driver.INTERRUPTED


def _bounds(scope: Scope) -> Values:
    """From when to when, as columns have it, wide enough for every zone."""
    first, last = scope.first_day, scope.last_day
    midnight = datetime.min.time()
    begin = "" if first is None else _text(datetime.combine(first, midnight) - _FARTHEST_ZONE)
    after = timedelta(days=1) + _FARTHEST_ZONE
    end = "~" if last is None else _text(datetime.combine(last, midnight) + after)
    return (begin, end)


def _text(at: datetime) -> str:
    return f"{at.isoformat(timespec='microseconds')}+00:00"


def _grouped(rows: list[Row], counts: Mapping[int, int]) -> Iterator[list[Row]]:
    """Neighbours together as long as their examinations fit in memory; at least one each."""
    some: list[Row] = []
    so_far = 0
    for row in rows:
        count = counts.get(row["id"], 0)
        if some and so_far + count > _EXAMINATIONS_AT_ONCE:
            yield some
            some, so_far = [], 0
        some.append(row)
        so_far += count
    if some:
        yield some


def _merged(row: Row) -> MergedRecord:
    return MergedRecord(
        patient=patient_from(row),
        into_id=row["into_id"],
        taken_over=json.loads(row["taken_over"]),
        at=time_from(row["merged_at"]),
    )
