"""``clonus-desktop export``, as a person or a script runs it."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clonus_desktop.casebook import examinations, keys, patients, practice, trail
from clonus_desktop.casebook.book import Casebook, local_time, open_book
from clonus_desktop.cli import main
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial


def run(*arguments: object, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)], input=typed)


def fill(book: Casebook) -> None:
    examiner = Examiner(name="Dr P Okafor")
    practice.change(book, replace(book.practice, examiner=examiner))
    for name, number, beats in (("Macilroy", "999 018 5301", 6), ("Lund", "77", 0)):
        added = patients.add(
            book, Patient(family_name=name, number=number, born_on=date(1968, 1, 11))
        )
        begun = examinations.get(book, examinations.start(book, added.patient_id).examination_id)
        for place in begun.places:
            examinations.record_trial(book, begun, place, Trial(beats=beats))
        examinations.sign(book, begun.id)


@pytest.fixture(scope="module")
def casebook(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("practice") / "casebook.sqlite"
    with open_book(path) as book:
        fill(book)
    return path


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "findings.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_all_findings_are_exported_and_counted(casebook, tmp_path):
    done = run(casebook.parent, tmp_path / "out")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Exported: 2 patients, 2 exams, 12 findings" in done.stdout
    assert str(tmp_path / "out") in done.stdout
    assert len(rows_of(tmp_path / "out")) == 12


def test_one_patient_is_found_by_the_number_in_any_spelling(casebook, tmp_path):
    done = run(casebook, tmp_path / "out", "--patient", "9990185301", "--as", "record,csv,csv")
    assert "Exported: 1 patient, 1 exam, 6 findings" in done.stdout
    assert {row["family_name"] for row in rows_of(tmp_path / "out")} == {"Macilroy"}
    assert (tmp_path / "out" / "record.ndjson").exists()


def test_a_number_that_nobody_has_exports_nothing(casebook, tmp_path):
    done = run(casebook, tmp_path / "out", "--patient", "12345")
    assert done.exit_code == 1
    assert "No patient has this record number. Nothing was exported." in done.stderr
    assert "12345" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_days_and_names_can_be_left_out(casebook, tmp_path):
    today = local_time().date().isoformat()
    done = run(
        casebook,
        tmp_path / "out",
        *("--from", today, "--to", today, "--as", "csv,ndjson"),
        *("--deidentify", "safe-harbor", "--leave-out", "snomed"),
    )
    assert done.exit_code == 0
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (manifest["mode"], manifest["scope"]) == ("safe-harbor", "a range of days")
    assert "snomed" not in (tmp_path / "out" / "fhir" / "Observation.ndjson").read_text()
    none = run(casebook, tmp_path / "none", "--to", "1999-12-31")
    assert "Exported: 0 patients, 0 exams, 0 findings" in none.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--as", "csv,xlsx"), 2, "'xlsx' is none of csv, spreadsheet"),
        (("--as", "record", "--deidentify", "limited"), 1, "names were to be left out"),
        (("--from", "2026-02-02", "--to", "2026-02-01"), 1, "The last day lies before the first"),
        (("--from", "yesterday"), 2, "does not match the format"),
    ],
)
def test_what_cannot_be_meant_is_refused(casebook, tmp_path, arguments, code, said):
    done = run(casebook, tmp_path / "out", *arguments)
    assert done.exit_code == code
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_and_a_casebook_that_is_not_are_said(casebook, tmp_path):
    assert "something called" in run(casebook, tmp_path).stderr
    missing = run(tmp_path / "no" / "casebook.sqlite", tmp_path / "out")
    assert missing.exit_code == 1
    assert "There is no casebook" in missing.stderr
    assert not (tmp_path / "no").exists()


def test_whoever_unlocks_is_who_exported(tmp_path):
    path, passphrase = tmp_path / "practice" / "casebook.sqlite", "eleven blue herons waded past"
    path.parent.mkdir()
    prepared = keys.prepare("Dr A Lund", passphrase)
    keys.create(path, prepared)
    with open_book(path, key=prepared.data_key) as book:
        fill(book)
    secret = tmp_path / "secret.txt"
    secret.write_text(f"{passphrase}\n")
    done = run(path, tmp_path / "out", "--passphrase-file", secret)
    assert (done.exit_code, done.stderr) == (0, "")
    code = tmp_path / "code.txt"
    code.write_text(prepared.recovery_code)
    assert run(path, tmp_path / "again", "--passphrase-file", code).exit_code == 0
    with open_book(path, key=prepared.data_key) as book:
        again, first = trail.newest(book, limit=2)
    assert (first.by, first.what) == ("Dr A Lund", "exported all exams, with names")
    assert again.by == "Dr P Okafor"
    (tmp_path / "wrong.txt").write_text("not this one, surely not\n")
    wrong = run(path, tmp_path / "not", "--passphrase-file", tmp_path / "wrong.txt")
    assert wrong.exit_code == 2
    assert not (tmp_path / "not").exists()
