"""An export is whole or not there, tells what was asked for, and is in the record of acts."""

import csv
import hashlib
import io
import json
import stat
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet
import pytest

from clonus_desktop.casebook import (
    amendments,
    bundles,
    erasing,
    examinations,
    exporting,
    patients,
    practice,
    trail,
)
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.exporting import (
    ExportCancelled,
    Exported,
    ExportNotMade,
    Format,
    Mode,
    NotExportable,
    Request,
    Scope,
)
from clonus_desktop.casebook.verification import check
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination, Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.exchange.fhir.codes import load_codes
from clonus_desktop.exchange.record import Header, Person, read_line
from clonus_desktop.exchange.tidy import parquet
from clonus_desktop.storage import export_folder
from tests.exchange.fhir.checking import faults_of, faults_of_one, references_in

ALL = tuple(Format)
OPEN = tuple(one for one in Format if one not in {Format.FHIR, Format.RECORD})


@pytest.fixture
def iain(book) -> Patient:
    return add(
        book, "Macilroy", given_name="Iain", number="999 018 5301", born_on=date(1968, 1, 11)
    )


def add(book: Casebook, family_name: str, **fields: object) -> Patient:
    added = patients.add(book, Patient(family_name=family_name, **fields))  # type: ignore[arg-type]
    return patients.get(book, added.patient_id)


def examine(
    book: Casebook, patient: Patient, *counts: int, is_signed: bool = True, days: int = 30
) -> Examination:
    book.now.time += timedelta(days=days)  # type: ignore[attr-defined]  # the test's clock
    begun = examinations.get(book, examinations.start(book, patient.id).examination_id)
    for place, beats in zip(begun.places, counts, strict=False):
        examinations.record_trial(book, begun, place, Trial(beats=beats))
    for place in begun.places[len(counts) :]:
        reason = NotTested(reason=NotTestedReason.OTHER, explanation="asleep, said Mrs Macilroy")
        examinations.record_not_tested(book, begun, place, reason)
    if is_signed:
        examinations.sign(book, begun.id)
    return examinations.get(book, begun.id)


def export(book: Casebook, target: Path, **fields: object) -> Exported:
    planned = exporting.plan(book, Request(**fields))  # type: ignore[arg-type]  # by name
    return exporting.finish(book, exporting.write(planned, target))


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def rows_in(folder: Path, name: str = "findings.csv") -> list[dict[str, str]]:
    text = (folder / name).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lines_in(folder: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / name).read_bytes().splitlines()]


# --- what is in it ----------------------------------------------------------------------------


def test_an_export_holds_every_format_and_a_manifest_that_can_be_checked(book, iain, tmp_path):
    examine(book, iain, 0, 6, 2)
    done = export(book, tmp_path / "out", formats=ALL)
    found = files_in(done.folder)
    manifest = json.loads(found.pop("manifest.json"))
    assert set(manifest["files"]) == set(found)
    assert set(found) >= {
        "findings.csv",
        "findings-for-spreadsheets.csv",
        "findings.parquet",
        "record.ndjson",
        "fhir/bundles.ndjson",
        "fhir/Observation.ndjson",
    }
    for name, content in found.items():
        told = manifest["files"][name]
        assert (told["size"], told["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    rows = {name: told["rows"] for name, told in manifest["files"].items()}
    assert rows["findings.csv"] == len(rows_in(done.folder)) == 6
    assert rows["record.ndjson"] == found["record.ndjson"].count(b"\n") == 3
    assert rows["fhir/Observation.ndjson"] == 6
    counted = {"patients": 1, "examinations": 1, "findings": 6, "letters": 0}
    assert manifest["counts"] == done.counts == counted
    assert (manifest["mode"], manifest["scope"]) == ("identified", "all")
    assert pyarrow.parquet.read_table(done.folder / "findings.parquet").num_rows == 6


def test_files_are_for_this_user_alone(book, iain, tmp_path):
    examine(book, iain, 1)
    done = export(book, tmp_path / "out", formats=ALL)
    for one in [done.folder, *done.folder.rglob("*")]:
        wanted = 0o700 if one.is_dir() else 0o600
        assert stat.S_IMODE(one.stat().st_mode) == wanted


def test_rows_tell_what_stands_and_the_record_tells_all(book, iain, tmp_path):
    first = examine(book, iain, 1, 2)
    second = examine(book, iain, 3, 4)
    third = examine(book, iain, 5, 6)
    draft = amendments.amend(book, second.id, "counted again").examination_id
    begun = examinations.get(book, draft)
    examinations.record_trial(book, begun, begun.places[0], Trial(beats=7))
    examinations.sign(book, draft)
    amendments.withdraw(book, third.id, "another patient")
    examine(book, iain, 8, is_signed=False)
    done = export(book, tmp_path / "out", formats=ALL)
    tested = [(row["examination_id"], row["beats"]) for row in rows_in(done.folder) if row["beats"]]
    assert tested == [
        (str(first.id), "1"),
        (str(first.id), "2"),
        (str(draft), "7"),
        (str(draft), "4"),
    ]
    lines = [read_line(line) for line in lines_of(done.folder / "record.ndjson")]
    told = [one for one in lines if isinstance(one, Examination)]
    assert [one.id for one in told] == [first.id, second.id, draft, third.id, told[-1].id]
    assert told == [examinations.get(book, one.id) for one in told]
    statuses = {one["status"] for one in lines_in(done.folder, "fhir/Observation.ndjson")}
    assert statuses == {"final", "amended", "entered-in-error"}


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def test_the_record_is_read_back_as_the_values_of_the_casebook(book, iain, tmp_path):
    other = add(book, "McIlroy", given_name="Ian", alert="Latex")
    examine(book, iain, 1, 2)
    examine(book, other, 3)
    taken = replace(patients.get(book, iain.id), alert="Latex")
    merge(book, other, taken)
    done = export(book, tmp_path / "out", formats=(Format.RECORD,))
    header, person, *told = [read_line(line) for line in lines_of(done.folder / "record.ndjson")]
    assert isinstance(header, Header)
    assert header.casebook_id == book.file.casebook_id
    assert isinstance(person, Person)
    assert person.patient == patients.get(book, iain.id)
    [merged] = person.merged
    assert (merged.patient, merged.into_id) == (other, iain.id)
    assert merged.taken_over["alert"] == ["", "Latex"]
    assert [one.recorded_under_id for one in told if isinstance(one, Examination)] == [0, other.id]
    assert told == [examinations.get(book, one.id) for one in told if isinstance(one, Examination)]


def test_letters_stand_right_behind_their_exam_in_the_record_and_nowhere_else(book, iain, tmp_path):
    first = examine(book, iain, 1, 2)
    second = examine(book, iain, 3)
    for exam, text in ((second, "Dear Dr Ng"), (first, "Dear Dr Lund"), (second, "Dear Dr Roe")):
        issue(book, exam, text)
    done = export(book, tmp_path / "out", formats=(Format.RECORD, Format.CSV))
    lines = lines_in(done.folder, "record.ndjson")
    assert [one.get("text", one["kind"]) for one in lines] == [
        "record",
        "patient",
        "examination",
        "Dear Dr Lund",
        "examination",
        "Dear Dr Ng",
        "Dear Dr Roe",
    ]
    assert done.counts["letters"] == 3
    told = json.loads((done.folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["counts"]["letters"] == 3
    assert told["files"]["record.ndjson"]["rows"] == 7
    for mode in Mode:
        without = export(book, tmp_path / str(mode), formats=(Format.CSV, Format.NDJSON), mode=mode)
        assert "letters" not in without.counts
        assert b"Dear Dr" not in b"".join(files_in(without.folder).values())


def issue(book: Casebook, exam: Examination, text: str) -> None:
    with book.file.write():
        book.file.letters.issue(
            examination_id=exam.id,
            recipient="Dr Ng",
            text=text,
            rule_id="ARTICLE_GT5",
            rule_version=1,
            at=book.now(),
            by=book.examiner,
        )


def merge(book: Casebook, other: Patient, into: Patient) -> None:
    with book.file.write():
        book.file.merging.merge(other.id, into, at=book.now(), by=book.examiner)


def test_bundles_and_resources_are_valid_and_lead_to_each_other(book, iain, tmp_path):
    first = examine(book, iain, 1, 2)
    examine(book, add(book, "Lund"), 3)
    examine(book, iain, 4)
    amended = amendments.amend(book, first.id, "counted again").examination_id
    examinations.sign(book, amended)
    done = export(book, tmp_path / "out", formats=(Format.FHIR, Format.NDJSON))
    told = lines_in(done.folder, "fhir/bundles.ndjson")
    assert [faults_of(one) for one in told] == [[], []]
    resources = [
        resource
        for path in sorted((done.folder / "fhir").glob("[A-Z]*.ndjson"))
        for resource in lines_in(done.folder, f"fhir/{path.name}")
    ]
    assert [fault for one in resources for fault in faults_of_one(one)] == []
    ids = [f"{one['resourceType']}/{one['id']}" for one in resources]
    assert len(set(ids)) == len(ids)
    assert {target["reference"] for one in resources for target in references_in(one)} <= set(ids)
    urls = [entry["fullUrl"] for one in told for entry in one["entry"]]  # type: ignore[attr-defined]
    by_bundle = bundles.bundle(book, amended)
    assert {entry["fullUrl"] for entry in by_bundle["entry"]} <= set(urls)


def test_codes_of_a_vocabulary_can_be_left_out(book, iain, tmp_path):
    examine(book, iain, 1)
    done = export(book, tmp_path / "out", formats=(Format.NDJSON,), leave_out=("snomed",))
    said = (done.folder / "fhir" / "Observation.ndjson").read_text()
    assert "snomed" not in said
    assert load_codes().system in said


# --- one patient, some days, all ---------------------------------------------------------------


def test_one_patient_is_one_bundle_and_nobody_else(book, iain, tmp_path):
    examine(book, iain, 1)
    examine(book, add(book, "Lund"), 3)
    done = export(book, tmp_path / "out", scope=Scope(patient_id=iain.id), formats=ALL)
    assert {row["family_name"] for row in rows_in(done.folder)} == {"Macilroy"}
    assert faults_of(json.loads((done.folder / "fhir" / "bundle.json").read_bytes())) == []
    assert all(b"Lund" not in content for content in files_in(done.folder).values())
    assert json.loads((done.folder / "manifest.json").read_bytes())["scope"] == "one patient"


def test_a_range_of_days_holds_its_first_and_its_last(book, iain, tmp_path):
    days = [examine(book, iain, beats).started_at.date() for beats in (1, 2, 3, 4)]
    examine(book, add(book, "Lund"), 9)
    done = export(book, tmp_path / "out", scope=Scope(first_day=days[1], last_day=days[2]))
    assert [row["beats"] for row in rows_in(done.folder) if row["beats"]] == ["2", "3"]
    assert done.counts["patients"] == 1
    since = export(book, tmp_path / "since", scope=Scope(first_day=days[3]))
    assert since.counts["examinations"] == 2
    until = export(book, tmp_path / "until", scope=Scope(last_day=days[0]))
    assert until.counts["examinations"] == 1


def test_a_patient_who_is_merged_or_not_there_is_no_scope(book, iain, tmp_path):
    with pytest.raises(LookupError):
        export(book, tmp_path / "out", scope=Scope(patient_id=99))
    assert list(tmp_path.glob("out*")) == []


def test_an_empty_casebook_makes_an_export_of_heads_alone(book, tmp_path):
    done = export(book, tmp_path / "out", formats=ALL)
    assert rows_in(done.folder) == []
    assert done.counts == {"patients": 0, "examinations": 0, "findings": 0, "letters": 0}
    assert lines_in(done.folder, "record.ndjson")[0]["kind"] == "record"


def test_erased_patients_do_not_leave(book, iain, tmp_path):
    examine(book, iain, 1)
    lund = add(book, "Lund")
    examine(book, lund, 3)
    erasing.erase(book, lund.id, reason="on request", family_name="Lund")
    done = export(book, tmp_path / "out", formats=ALL)
    assert all(b"Lund" not in content for content in files_in(done.folder).values())
    assert done.counts["patients"] == 1


# --- without names ----------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [Mode.SAFE_HARBOR, Mode.LIMITED])
def test_without_names_codes_stay_the_same_from_export_to_export(book, iain, tmp_path, mode):
    examine(book, iain, 1)
    examine(book, add(book, "Lund"), 3)
    add(book, "Nobody")
    first = export(book, tmp_path / "first", mode=mode, formats=OPEN)
    second = export(book, tmp_path / "second", mode=mode, formats=OPEN)
    codes = [{row["subject"] for row in rows_in(one.folder)} for one in (first, second)]
    assert codes[0] == codes[1]
    assert len(codes[0]) == 2
    assert first.counts == {"patients": 2, "examinations": 2, "findings": 12}
    secret = book.file.exports.secret()
    assert secret is not None
    for content in files_in(first.folder).values():
        assert secret not in content
        assert secret.hex().encode() not in content


def test_visits_of_one_person_are_counted_and_their_days_apart(book, iain, tmp_path):
    examine(book, iain, 1)
    examine(book, iain, 2, days=12)
    safe = rows_in(export(book, tmp_path / "safe", mode=Mode.SAFE_HARBOR).folder)
    assert [(row["visit"], row["day"], row["first_visit_year"]) for row in safe[::6]] == [
        ("1", "0", "2026"),
        ("2", "12", "2026"),
    ]
    limited = rows_in(export(book, tmp_path / "limited", mode=Mode.LIMITED).folder)
    one, other = (date.fromisoformat(row["examined_on"]) for row in limited[::6])
    assert (other - one).days == 12
    resources = lines_in(
        export(book, tmp_path / "fhir", mode=Mode.LIMITED, formats=(Format.NDJSON,)).folder,
        "fhir/Observation.ndjson",
    )
    assert len(resources) == 12


# --- refused, failed, cancelled ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"formats": ()}, "No format was chosen"),
        ({"mode": Mode.LIMITED, "formats": (Format.RECORD,)}, "names were to be left out"),
        ({"mode": Mode.SAFE_HARBOR, "formats": (Format.FHIR,)}, "names were to be left out"),
        (
            {"scope": Scope(first_day=date(2026, 2, 2), last_day=date(2026, 2, 1))},
            "The last day lies before the first",
        ),
    ],
)
def test_what_does_not_go_together_is_refused_in_three_sentences(book, fields, said):
    with pytest.raises(NotExportable, match=said) as caught:
        exporting.plan(book, Request(**fields))
    assert str(caught.value.message).count(". ") == 2
    assert book.file.exports.secret() is None


def test_what_is_there_already_is_not_touched(book, iain, tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ExportNotMade, match="something called out already"):
        export(book, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_a_name_that_is_taken_meanwhile_stays_with_whoever_took_it(book, iain, tmp_path):
    examine(book, iain, 1)
    written = exporting.write(exporting.plan(book, Request()), tmp_path / "out")
    assert written.part.name == "out.partial"
    (tmp_path / "out").mkdir()
    with pytest.raises(ExportNotMade, match="something called out already"):
        exporting.finish(book, written)
    assert list(tmp_path.glob("out*")) == [tmp_path / "out"]


def test_a_cancelled_export_leaves_nothing(book, iain, tmp_path):
    examine(book, iain, 1)
    examine(book, add(book, "Lund"), 3)
    told: list[float] = []
    with pytest.raises(ExportCancelled, match="stopped before it was finished"):
        exporting.write(
            exporting.plan(book, Request(formats=ALL)),
            tmp_path / "out",
            progress=told.append,
            cancel=lambda: bool(told),
        )
    assert len(told) == 1
    assert list(tmp_path.glob("out*")) == []


def test_what_is_not_wanted_any_more_is_removed(book, iain, tmp_path):
    written = exporting.write(exporting.plan(book, Request()), tmp_path / "out")
    exporting.discard(written)
    exporting.discard(written)
    assert list(tmp_path.glob("out*")) == []


def test_without_the_library_parquet_is_not_offered_and_not_begun(book, tmp_path, monkeypatch):
    assert Format.PARQUET in exporting.formats_of(Mode.IDENTIFIED)
    planned = exporting.plan(book, Request(formats=(Format.PARQUET,)))
    monkeypatch.setattr(parquet, "is_there", lambda: False)
    assert exporting.formats_of(Mode.LIMITED) == (Format.CSV, Format.SPREADSHEET, Format.NDJSON)
    with pytest.raises(ExportNotMade, match="pyarrow is not installed"):
        exporting.write(planned, tmp_path / "out")


def test_an_export_that_cannot_be_entered_is_none(book, iain, tmp_path, monkeypatch):
    written = exporting.write(exporting.plan(book, Request()), tmp_path / "out")

    def refuse(*_given: object, **_named: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(book.file.exports, "enter", refuse)
    with pytest.raises(OSError, match="no"):
        exporting.finish(book, written)
    assert list(tmp_path.glob("out*")) == []


# --- in the record ----------------------------------------------------------------------------


def test_every_export_is_entered_with_who_what_and_how(book, iain, clock, tmp_path):
    examine(book, iain, 1)
    day = clock.time.date()
    export(book, tmp_path / "1")
    export(book, tmp_path / "2", scope=Scope(first_day=day), mode=Mode.LIMITED)
    export(book, tmp_path / "3", scope=Scope(patient_id=iain.id), mode=Mode.SAFE_HARBOR)
    said = [(line.what, line.patient, line.by) for line in trail.newest(book, limit=4)]
    assert said == [
        (
            "exported the exams of this patient, without names and days",
            "MACILROY, Iain",
            "Dr P Okafor",
        ),
        ("exported exams of some days, without names and with moved days", "", "Dr P Okafor"),
        ("made the secret for exports without names", "", "Dr P Okafor"),
        ("exported all exams, with names", "", "Dr P Okafor"),
    ]
    of_patient = trail.newest(book, patient_id=iain.id, limit=1)[0].what
    assert of_patient == "exported the exams of this patient, without names and days"
    assert book.file.verify() is None


def test_every_word_of_an_export_has_its_sentence():
    for mode in Mode:
        for scope in (Scope(), Scope(patient_id=1), Scope(first_day=date(2026, 1, 1))):
            assert exporting.act(scope, mode) in trail.WORDS


def test_a_casebook_with_exports_passes_its_check(tmp_path, clock):
    key = bytes(range(32))
    with open_book(tmp_path / "casebook.sqlite", key=key, now=clock) as book:
        okafor = Examiner(name="Dr P Okafor")
        practice.change(book, replace(book.practice, examiner=okafor))
        examine(book, add(book, "Macilroy"), 1)
        export(book, tmp_path / "out", formats=ALL)
        assert check(book.path, key).is_good
    assert export_folder.PARTIAL == ".partial"


def test_folders_are_named_by_their_moment_and_by_no_person(clock):
    assert exporting.folder_name(clock()) == "clonus-export-2026-03-02-100000"
