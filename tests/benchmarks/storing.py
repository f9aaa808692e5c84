"""One finding stored, over a raw commit of the same rows."""

import itertools
import statistics
from collections.abc import Iterator
from pathlib import Path

from timing import timed


def store_ratio(folder: Path, rounds: int) -> float:
    """One finding stored, over a raw commit of the same rows. Goal: at most 1.5."""
    from clonus_desktop.casebook import examinations, patients
    from clonus_desktop.casebook.book import Casebook, open_book
    from clonus_desktop.domain.examination import Examination
    from clonus_desktop.domain.patient import Patient
    from clonus_desktop.domain.trial import EndedBy, Trial

    def draft(book: Casebook) -> Examination:
        patient_id = patients.add(book, Patient(family_name="Macilroy")).patient_id or 0
        started = examinations.start(book, patient_id)
        return examinations.get(book, started.examination_id or 0)

    trial = Trial(beats=3, ended_by=EndedBy.SELF_EXTINGUISHED)
    with open_book(folder / "raw.sqlite") as book:
        draft(book)
    with open_book(folder / "stored.sqlite") as book:
        examination = draft(book)
        place = examination.places[0]
        raw = _raw_commits(folder / "raw.sqlite")
        pairs = []
        for _ in range(rounds):
            stored = timed(lambda: examinations.record_trial(book, examination, place, trial))
            pairs.append((stored, timed(lambda: next(raw))))
        raw.close()
    return statistics.median(stored for stored, _raw in pairs) / statistics.median(
        plain for _stored, plain in pairs
    )


_STEPS = (
    "UPDATE clonus_test SET struck_at = :at WHERE id = :test - 1",
    "INSERT INTO clonus_test (id, examination_id, site, side, recorded_at) "
    "VALUES (:test, 1, 'ankle', 'right', :at)",
    "INSERT INTO trial (clonus_test_id, ordinal, beats, at_least, duration_is_minimum, ended_by, "
    "count_method, beat_times) VALUES (:test, 1, 3, 0, 0, 'self-extinguished', 'number', x'')",
    "INSERT INTO gesture (examination_id, kind, site, side, added_test_id, struck_test_id, "
    "done_at) VALUES (1, 'test', 'ankle', 'right', :test, nullif(:test - 1, 0), :at)",
    "INSERT INTO audit (at, what, row_table, row_id, new_digest, previous_digest, digest) "
    "VALUES (:at, 'record test', 'gesture', :test, :digest, :digest, :digest)",
)
"""What one finding leaves in the record, with nothing asked and nothing reckoned."""


def _raw_commits(path: Path) -> Iterator[None]:
    """The same rows into the same tables, indexes and triggers by the driver alone.

    Args:
        path: A casebook with one draft and no finding; its settings of the driver are ours.
    """
    from clonus_desktop.storage import driver

    connection = driver.connect(path, driver.Access.READ_AND_WRITE, key=None)
    driver.prepare(connection)
    execute = connection.execute
    for test in itertools.count(1):
        values = {"test": test, "at": "2026-11-23T10:42:07.000000+00:00", "digest": f"{test:064x}"}
        execute("BEGIN IMMEDIATE")
        for step in _STEPS:
            execute(step, values)
        execute("COMMIT")
        yield
