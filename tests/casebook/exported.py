"""The whole record of a casebook, written as an export writes it, and compared."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from clonus_desktop.casebook.record_letters import outward
from clonus_desktop.domain.examination import Examination
from clonus_desktop.exchange.manifest import Manifest, Written, rendered
from clonus_desktop.exchange.modes import Mode
from clonus_desktop.exchange.record import Header, Line, Merged, Person, RecordLetter, line_of
from clonus_desktop.storage import CasebookFile
from clonus_desktop.storage.values import time_from

Told = Person | Examination | RecordLetter
"""All lines but the header."""

THEN = datetime(2026, 5, 1, 12, tzinfo=UTC)


def lines_of(file: CasebookFile) -> list[Told]:
    """Everybody with all examinations, as they stand, and the letters about each."""
    found: list[Told] = []
    for row in file._store.rows(
        "SELECT id FROM patient WHERE merged_into_id IS NULL AND erased_at IS NULL ORDER BY id"
    ):
        patient = file.patients.get(row["id"])
        found.append(Person(patient=patient, merged=merged_into(file, patient.id)))
        exams = file.examinations.of_patient(patient.id)
        for exam in sorted(exams, key=lambda exam: (exam.started_at, exam.revision)):
            found += [exam, *map(outward, file.letters.whole_of([exam.id]))]
    return found


def merged_into(file: CasebookFile, patient_id: int) -> tuple[Merged, ...]:
    merges = {
        row["patient_id"]: row
        for row in file._store.rows("SELECT * FROM patient_merge WHERE parted_at IS NULL")
    }
    return tuple(
        Merged(
            patient=one,
            into_id=merges[one.id]["into_id"],
            taken_over=json.loads(merges[one.id]["taken_over"]),
            at=time_from(merges[one.id]["merged_at"]),
        )
        for one in file.patients.merged_into([patient_id]).get(patient_id, ())
    )


def write_export(
    folder: Path, lines: Iterable[Line], *, casebook_id: str = "ab" * 16, **changed: object
) -> Path:
    """The folder of an export that holds these lines."""
    folder.mkdir(parents=True, exist_ok=True)
    header = Header(casebook_id=casebook_id, program_version="0.9.0", written_at=THEN)
    content = b"".join(line_of(line) for line in (header, *lines))
    (folder / "record.ndjson").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    values: dict[str, object] = {
        "mode": Mode.IDENTIFIED,
        "program_version": "0.9.0",
        "schema_version": 4,
        "casebook_id": casebook_id,
        "made_at": THEN,
        "by": "",
        "first_day": None,
        "last_day": None,
        "one_patient": False,
        "counts": {},
        "files": {"record.ndjson": Written(rows=1, size=len(content), sha256=digest)},
    }
    (folder / "manifest.json").write_bytes(rendered(Manifest(**{**values, **changed})))
    return folder


def export(file: CasebookFile, folder: Path) -> Path:
    """The folder of an export of a whole casebook."""
    return write_export(folder, lines_of(file), casebook_id=file.casebook_id)


def in_order(lines: Iterable[Told]) -> list[Told]:
    """The lines without what a casebook numbers by itself: to be compared with another's."""
    patients: dict[int, int] = {0: 0}
    exams: dict[int | None, int | None] = {None: None}
    found: list[Told] = []
    listed = list(lines)
    for line in listed:
        if isinstance(line, Person):
            for one in (line.patient, *(merged.patient for merged in line.merged)):
                patients.setdefault(one.id, len(patients))
        elif isinstance(line, Examination):
            exams.setdefault(line.id, len(exams))
    for line in listed:
        if isinstance(line, Person):
            found.append(_person(line, patients))
        elif isinstance(line, RecordLetter):
            found.append(_letter(line, exams))
        else:
            found.append(_exam(line, patients, exams))
    return found


def _person(person: Person, patients: dict[int, int]) -> Person:
    return Person(
        patient=replace(person.patient, id=patients[person.patient.id]),
        merged=tuple(
            replace(
                one,
                patient=replace(one.patient, id=patients[one.patient.id]),
                into_id=patients[one.into_id],
            )
            for one in person.merged
        ),
    )


def _letter(letter: RecordLetter, exams: dict[int | None, int | None]) -> RecordLetter:
    by = letter.issued_by
    return replace(
        letter,
        examination_id=exams[letter.examination_id] or 0,
        issued_by=None if by is None else replace(by, clinician_id=None),
        # The addressee book does not travel.
        addressee=None,
    )


def _exam(
    exam: Examination, patients: dict[int, int], exams: dict[int | None, int | None]
) -> Examination:
    signature, withdrawal = exam.signature, exam.withdrawal
    if signature is not None:
        examiner = replace(signature.examiner, clinician_id=None)
        signature = replace(signature, examiner=examiner)
    if withdrawal is not None and withdrawal.by is not None:
        withdrawal = replace(withdrawal, by=replace(withdrawal.by, clinician_id=None))
    return replace(
        exam,
        id=exams[exam.id] or 0,
        patient_id=patients[exam.patient_id],
        recorded_under_id=patients[exam.recorded_under_id],
        revises_id=exams[exam.revises_id],
        signature=signature,
        withdrawal=withdrawal,
        taken_in_at=None,
    )
