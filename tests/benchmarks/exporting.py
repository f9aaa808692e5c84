"""Many findings exported: rows a second, beside reading them bare, and memory that stays flat."""

import statistics
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from timing import resident_mb

if TYPE_CHECKING:
    from clonus_desktop.casebook.exporting import Format
    from clonus_desktop.storage import CasebookFile

_KEY = bytes(range(32))
_VISITS = 20
_PLACES = 6

# Rows as the program writes them, without the acts: those are measured elsewhere.
_PATIENTS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
INSERT INTO patient (id, family_name, given_name, title, preferred_name, born_on, sex, number,
    alert, known_conditions, name_key, given_key, family_key, number_key, created_at, changed_at)
SELECT i, 'Family' || i, 'Given', '', '', '1968-01-11', 'female', 'N' || i, '', '', 'family' || i,
    'given', 'family' || i, 'N' || i, '2020-01-01T00:00:00.000000+00:00',
    '2020-01-01T00:00:00.000000+00:00' FROM n
"""
_EXAMINATIONS = """
INSERT INTO examination (patient_id, started_at, zone, places, protocol_versions, revision,
    revision_reason)
SELECT id, date('2020-01-01', '+' || (30 * ?1) || ' days') || 'T09:00:00.000000+00:00',
    'Europe/London', '[["ankle","right"],["ankle","left"],["patella","right"],
    ["patella","left"],["wrist","right"],["wrist","left"]]', '{"ankle":1}', 1, '' FROM patient
"""
_TESTS = """
INSERT INTO clonus_test (examination_id, site, side, not_tested_reason, not_tested_explanation,
    recorded_at)
SELECT e.id, site, side, CASE WHEN (e.id + k) % 10 = 0 THEN 'pain' END,
    CASE WHEN (e.id + k) % 10 = 0 THEN '' END, e.started_at
FROM examination e CROSS JOIN (SELECT 0 AS k, 'ankle' AS site, 'right' AS side
    UNION ALL SELECT 1, 'ankle', 'left' UNION ALL SELECT 2, 'patella', 'right'
    UNION ALL SELECT 3, 'patella', 'left' UNION ALL SELECT 4, 'wrist', 'right'
    UNION ALL SELECT 5, 'wrist', 'left') WHERE e.signed_at IS NULL
"""
_TRIALS = """
INSERT INTO trial (clonus_test_id, ordinal, beats, at_least, duration_s, duration_is_minimum,
    ended_by, count_method, beat_times)
SELECT t.id, 1, CASE WHEN t.id % 3 = 0 THEN t.id % 12 ELSE 0 END, 0,
    CASE WHEN t.id % 3 = 0 THEN (t.id % 12) * 0.2 END, 0, 'self-extinguished', 'number', x''
FROM clonus_test t JOIN examination e ON e.id = t.examination_id
WHERE e.signed_at IS NULL AND t.not_tested_reason IS NULL
"""
_SIGN = """
UPDATE examination SET signed_at = started_at, signed_by = 1, signed_text = 'Ankle.',
    rule_id = 'ARTICLE_GT5', rule_version = 1 WHERE signed_at IS NULL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporting:
    """What one export took.

    Attributes:
        rows_s: Findings a second.
        ratio: The time over that of reading the same rows bare, with the driver alone.
        grown_mb: Megabytes that the process held more at its peak than before.
        half_mb: The same for an export of half as many findings: flat when they are alike.
    """

    findings: int
    rows_s: float
    ratio: float
    grown_mb: float
    half_mb: float


def exporting(folder: Path, findings: int, *formats: str) -> Exporting:
    """An encrypted casebook with so many findings, exported as CSV (or in other formats)."""
    path = folder / "exported.sqlite"
    with _alone() as pool:
        pool.submit(_fill, path, findings).result()
    chosen = formats or ("csv",)
    with _alone() as pool:
        half_mb = pool.submit(_exported, path, folder / "half", chosen, findings // 2).result()[2]
    with _alone() as pool:
        whole = pool.submit(_exported, path, folder / "whole", chosen, 0).result()
    with _alone() as pool:
        bare_s = pool.submit(_read_bare, path).result()
    rows, seconds, grown_mb = whole
    return Exporting(
        findings=rows,
        rows_s=rows / seconds,
        ratio=seconds / bare_s,
        grown_mb=grown_mb,
        half_mb=half_mb,
    )


def _alone() -> ProcessPoolExecutor:
    # In a process of its own: what others freed would hide the growth.
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def _fill(path: Path, findings: int) -> None:
    from clonus_desktop.casebook.book import open_book

    patients = max(1, findings // (_VISITS * _PLACES))
    with open_book(path, key=_KEY) as book:
        _insert(book.file, patients)


def _insert(file: "CasebookFile", patients: int) -> None:
    store = file._store
    with file.write():
        store.change("INSERT INTO examiner (id, name, role) VALUES (1, 'Dr P Okafor', '')")
        store.change(_PATIENTS, (patients,))
    for visit in range(_VISITS):
        with file.write():
            store.change(_EXAMINATIONS, (visit,))
            for sql in (_TESTS, _TRIALS, _SIGN):
                store.change(sql)


def _exported(
    path: Path, target: Path, formats: tuple[str, ...], fewer: int
) -> tuple[int, float, float]:
    """Findings, seconds, and megabytes at the peak above those before."""
    from datetime import date, timedelta

    from clonus_desktop.casebook import exporting as verbs
    from clonus_desktop.casebook.book import open_book
    from clonus_desktop.casebook.exporting import Request, Scope

    chosen = tuple(_format(one) for one in formats)
    half = date(2020, 1, 1) + timedelta(days=30 * (_VISITS // 2 - 1))
    scope = Scope(last_day=half) if fewer else Scope()
    with open_book(path, key=_KEY) as book:
        plan = verbs.plan(book, Request(scope=scope, formats=chosen))
        before, peak = resident_mb(), _Peak()
        began = perf_counter()
        written = verbs.write(plan, target, progress=peak)
        seconds = perf_counter() - began
        verbs.discard(written)
    return written.counts["findings"], seconds, peak.highest - before


def _format(name: str) -> "Format":
    from clonus_desktop.casebook.exporting import Format

    return Format(name)


class _Peak:
    """Looks at the memory now and then."""

    def __init__(self) -> None:
        self.highest = resident_mb()
        self._calls = 0

    def __call__(self, _share: float) -> None:
        self._calls += 1
        if self._calls % 50 == 0:
            self.highest = max(self.highest, resident_mb())


def _read_bare(path: Path) -> float:
    """Seconds to read every trial with its place and exam, and to do nothing with it."""
    from clonus_desktop.storage import driver
    from clonus_desktop.storage.driver import Access

    connection = driver.connect(path, Access.READ, key=_KEY)
    sql = (
        "SELECT p.*, e.*, t.*, trial.* FROM patient p JOIN examination e ON e.patient_id = p.id "
        "JOIN clonus_test t ON t.examination_id = e.id "
        "LEFT JOIN trial ON trial.clonus_test_id = t.id"
    )
    times = []
    for _round in range(2):
        began = perf_counter()
        for _row in connection.execute(sql):
            pass
        times.append(perf_counter() - began)
    connection.close()
    return statistics.median(times)


if __name__ == "__main__":
    import tempfile

    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(prefix="clonus-benchmark-") as name:
        print(exporting(Path(name), wanted, *sys.argv[2:]))
