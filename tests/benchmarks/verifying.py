"""A whole casebook verified, over reading and hashing the bytes of its file."""

import hashlib
import statistics
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from timing import resident_mb, timed

if TYPE_CHECKING:
    from clonus_desktop.domain.examination import Examiner
    from clonus_desktop.storage import CasebookFile

_KEY = bytes(range(32))
_PATIENTS_AT_ONCE = 25
_ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What one casebook took.

    Attributes:
        acts: Entries of its audit.
        verify_s: Seconds for everything: pages, chain, rows, order, signatures, search words.
        ratio: The same over reading and hashing the file.
        grown_mb: Megabytes that the process held more afterwards.
        page_ms: The newest fifty acts, in words.
    """

    acts: int
    verify_s: float
    ratio: float
    grown_mb: float
    page_ms: float


def verify_ratio(folder: Path, acts: int) -> Verified:
    """An encrypted casebook with at least so many acts, filled and verified."""
    # In a process of its own: what others freed would hide the growth.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(_measured, folder / "verified.sqlite", acts).result()


def _measured(path: Path, acts: int) -> Verified:
    from clonus_desktop.casebook import trail
    from clonus_desktop.casebook.book import open_book
    from clonus_desktop.casebook.verification import check

    with open_book(path, key=_KEY) as book:
        _fill(book.file, acts)
        entered = book.file.audit.head()[0]
        trail.newest(book)
        page_s = statistics.median(timed(lambda: trail.newest(book)) for _ in range(_ROUNDS))
    check(path, _KEY)
    before = resident_mb()
    pairs = [(timed(lambda: check(path, _KEY)), timed(lambda: _hash(path))) for _ in range(_ROUNDS)]
    verify_s = statistics.median(verified for verified, _hashed in pairs)
    return Verified(
        acts=entered,
        verify_s=verify_s,
        ratio=verify_s / statistics.median(hashed for _verified, hashed in pairs),
        grown_mb=resident_mb() - before,
        page_ms=page_s * 1000,
    )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fill(file: "CasebookFile", acts: int) -> None:
    """Patients with signed exams of seven findings each, one of them undone."""
    from clonus_desktop.domain.examination import Examiner
    from clonus_desktop.domain.patient import Patient

    by = Examiner(name="Dr P Okafor", role="Neurologist")
    times = _clock()
    while file.audit.head()[0] < acts:
        with file.write():
            for _patient in range(_PATIENTS_AT_ONCE):
                at = next(times)
                name = f"Family{at:%j%H%M}"
                patient = file.patients.add(Patient(family_name=name), at=at, by=by)
                for _exam in range(4):
                    _examine(file, patient.id, times, by)


def _examine(
    file: "CasebookFile", patient_id: int, times: Iterator[datetime], by: "Examiner"
) -> None:
    from clonus_desktop.domain.anatomy import ANKLE, WRIST, places_in_order
    from clonus_desktop.domain.clonus_test import ClonusTest
    from clonus_desktop.domain.examination import Examination, Signature
    from clonus_desktop.domain.trial import Trial

    places, at = places_in_order((ANKLE, WRIST)), next(times)
    draft = Examination(patient_id=patient_id, started_at=at, places=places)
    exam = file.examinations.start(draft, at=at, by=by)
    for beats in range(7):
        test = ClonusTest(place=places[beats % len(places)], trials=(Trial(beats=beats),))
        file.examinations.record_test(exam.id, test, at=next(times), by=by)
    file.examinations.undo(exam.id, at=next(times), by=by)
    at = next(times)
    signature = Signature(
        examiner=by, signed_at=at, text="Ankle. " * 40, rule_id="ARTICLE_GT5", rule_version=1
    )
    file.examinations.sign(exam.id, signature, at=at, by=by)


def _clock() -> Iterator[datetime]:
    at = datetime(2020, 1, 1, tzinfo=UTC)
    while True:
        at += timedelta(seconds=20)
        yield at
