"""Patients and records are taken in on the command line, as a person or a script does it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clonus_desktop.casebook import keys, patients
from clonus_desktop.casebook.book import open_book
from clonus_desktop.cli import main
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import open_casebook
from tests.casebook import exported
from tests.storage import whole_record

LIST = "Surname,First name,DOB\nLund,Anna,1960-02-03\nNg,Bo,1970-01-25\n"


def run(*arguments: object, typed: str = "") -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], input=typed)


@pytest.fixture
def casebook(tmp_path: Path) -> Path:
    path = tmp_path / "practice" / "casebook.sqlite"
    with open_book(path) as book:
        patients.add(book, Patient(family_name="Lund", given_name="Anna", number="71"))
    return path


def listed(tmp_path: Path, text: str, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def count(path: Path) -> int:
    with open_book(path) as book:
        assert book.file.verify() is None
        return book.file.patients.count()


def test_a_list_is_shown_asked_about_and_taken_in(casebook, tmp_path):
    source = listed(tmp_path, LIST)
    shown = run("import", casebook, source, "--dry-run")
    assert shown.exit_code == 0
    assert "Found: 1 new patients, 0 patients in the record already" in shown.stdout
    assert "line 2: may be in the record" in shown.stdout
    # A terminal keeps what is written on it.
    assert "Lund" not in shown.stdout
    assert run("import", casebook, source, typed="n\n").exit_code == 1
    assert count(casebook) == 1
    done = run("import", casebook, source, typed="y\n")
    assert "Taken in: 1 new patients" in done.stdout
    assert "Backup made before:" in done.stdout
    assert count(casebook) == 2
    again = run("import", casebook, source, "--yes")
    assert "There is nothing to take in." in again.stdout
    assert run("import", casebook, source, "--yes", "--if-asked", "add").exit_code == 0
    assert count(casebook) == 3


def test_wrong_lines_keep_everything_out_until_they_are_left_out(casebook, tmp_path):
    source = listed(tmp_path, "Surname,DOB\nNg,1970\nOrtega,1980-01-02\n")
    refused = run("import", casebook, source, "--yes")
    assert refused.exit_code == 1
    assert "line 2: wrong: born_on" in refused.stdout
    assert "--leave-out-wrong" in refused.stderr
    assert count(casebook) == 1
    assert run("import", casebook, source, "--yes", "--leave-out-wrong").exit_code == 0
    assert count(casebook) == 2


def test_what_is_not_certain_has_to_be_said(casebook, tmp_path):
    source = listed(tmp_path, "Who,Seen\nNg,02/01/1970\n")
    assert "--column family_name=HEADING" in run("import", casebook, source).stderr
    named = ("--column", "family_name=Who", "--column", "born_on=Seen")
    assert "--order" in run("import", casebook, source, *named).stderr
    assert "no column" in run("import", casebook, source, "--column", "family_name=x").stderr
    assert "no field" in run("import", casebook, source, "--column", "spam=Who").stderr
    assert run("import", casebook, source, "--column", "spam").exit_code == 2
    assert run("import", casebook, source, *named, "--order", "month-first", "--yes").exit_code == 0
    with open_book(casebook) as book:
        [line] = patients.find(book, "Ng")
        assert line.patient.born_on is not None
        assert line.patient.born_on.month == 2
    without = ("--column", "family_name=Surname", "--column", "born_on=", "--encoding", "utf-8")
    source = listed(tmp_path, "Surname,DOB\nOrtega,odd\n")
    assert run("import", casebook, source, *without, "--plain-numbers", "--yes").exit_code == 0


def test_files_that_cannot_be_taken_in_are_told(casebook, tmp_path):
    for name, content in (("list.csv", ""), ("bundle.json", "{}"), ("manifest.json", "{}")):
        refused = run("import", casebook, listed(tmp_path, content, name))
        assert refused.exit_code == 1
        assert "Nothing was taken in." in refused.stderr
    assert "There is no casebook" in run("import", tmp_path / "none.sqlite", tmp_path).stderr
    bundle = '{"resourceType": "Patient", "name": [{"family": "Ng"}]}'
    assert run("import", casebook, listed(tmp_path, bundle, "one.json"), "--yes").exit_code == 0


def test_a_record_comes_into_an_encrypted_casebook_by_who_unlocked_it(tmp_path):
    with open_casebook(whole_record.make(tmp_path / "there.sqlite")) as there:
        folder = exported.export(there, tmp_path / "export")
    path = tmp_path / "here" / "casebook.sqlite"
    opened = keys.create(path, keys.prepare("Dr P Okafor", "quiet otters borrow ladders"))
    with open_book(path, key=opened.key):
        pass
    secret = listed(tmp_path, "quiet otters borrow ladders\n", "passphrase")
    done = run("import", path, folder, "--yes", "--passphrase-file", secret)
    assert done.exit_code == 0, done.output
    with open_book(path, key=opened.key) as book:
        newest = book.file.acts.newest(limit=1)[0]
        assert (newest.what, newest.by) == ("take in exam", "Dr P Okafor")
        assert book.file.verify() is None
