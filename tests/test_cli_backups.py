"""Backups on the command line, as a person or a script makes them."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clonus_desktop.casebook import backups, patients
from clonus_desktop.casebook.book import open_book
from clonus_desktop.cli import main
from clonus_desktop.domain.patient import Patient


def run(*arguments: object, typed: str = "") -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], input=typed)


@pytest.fixture
def casebook(tmp_path: Path) -> Path:
    path = tmp_path / "practice" / "casebook.sqlite"
    with open_book(path) as book:
        patients.add(book, Patient(family_name="Macilroy"))
    return path


def add(path: Path, family_name: str) -> None:
    with open_book(path) as book:
        patients.add(book, Patient(family_name=family_name))


def test_a_backup_is_made_listed_and_copied(casebook: Path, tmp_path: Path) -> None:
    assert "There is no backup" in run("backups", casebook).stderr
    stick = tmp_path / "stick"
    stick.mkdir()
    done = run("backup", casebook, "--to", stick)
    assert done.exit_code == 0
    (made,) = backups.listed(casebook)
    assert f"Made and verified: {made.folder}" in done.stdout
    assert f"Copied and compared: {stick / made.folder.name}" in done.stdout
    (made.folder.parent / "2020-01-01T000000Z-close").mkdir()
    listed = run("backups", casebook.parent)
    assert made.folder.name in listed.stdout
    assert "1 patient," in listed.stdout
    assert "2020-01-01T000000Z-close" in listed.stderr
    (made.folder / "casebook.sqlite").unlink()
    assert "INCOMPLETE" in run("backups", casebook).stdout


def test_a_restore_shows_what_would_be_lost_and_asks(casebook: Path) -> None:
    run("backup", casebook)
    (made,) = backups.listed(casebook)
    assert "Nothing would be lost." in run("restore", made.folder, casebook, typed="n\n").stdout
    add(casebook, "Later")
    asked = run("restore", made.folder, casebook, typed="n\n")
    assert asked.exit_code == 1
    assert "Would be lost: 1 act " in asked.stdout
    assert "in 1 patient, 0 exams and 0 letters" in asked.stdout
    with open_book(casebook) as book:
        assert book.file.patients.count() == 2
    done = run("restore", made.folder.name, casebook, "--yes")
    assert done.exit_code == 0
    assert "What stood there before:" in done.stdout
    with open_book(casebook) as book:
        assert book.file.patients.count() == 1
        assert book.file.trouble is None
        assert [act.what for act in book.file.acts.newest(limit=1)] == ["restore backup"]
        assert book.file.verify() is None
    newest = backups.listed(casebook)[0]
    assert "Would come back: 1 act" in run("restore", newest.folder, casebook, typed="n\n").stdout


def test_a_restore_into_a_new_place_sets_nothing_aside(casebook: Path, tmp_path: Path) -> None:
    run("backup", casebook)
    (made,) = backups.listed(casebook)
    done = run("restore", made.folder, tmp_path / "new" / "casebook.sqlite", "--yes")
    assert "There is no casebook now." in done.stdout
    assert "What stood there before" not in done.stdout


def test_the_backup_of_another_casebook_is_said_to_be_one(casebook: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "casebook.sqlite"
    add(other, "Somebody")
    run("backup", other)
    (made,) = backups.listed(other)
    assert "ANOTHER casebook" in run("restore", made.folder, casebook, typed="n\n").stdout


def test_casebooks_that_went_two_ways_are_said_to_have_done_so(casebook: Path) -> None:
    run("backup", casebook)
    (made,) = backups.listed(casebook)
    add(casebook, "One way")
    run("restore", made.folder, casebook, "--yes")
    add(casebook, "Other way")
    ahead = backups.listed(casebook)[0]
    (ahead.folder / "casebook.sqlite").unlink()
    shown = run("restore", ahead.folder, casebook, typed="n\n").stdout
    assert "went its own way" in shown


def test_faults_end_with_their_message_and_exit_code_1(casebook: Path, tmp_path: Path) -> None:
    for arguments, words in (
        (("backup", tmp_path / "none.sqlite"), "There is no casebook none.sqlite."),
        (("backup", casebook, "--to", tmp_path / "unplugged"), "is not there"),
        (("restore", tmp_path, casebook), "is not a backup"),
    ):
        done = run(*arguments)
        assert (done.exit_code, words in done.stderr) == (1, True)


def test_a_casebook_whose_keys_are_damaged_is_restored_by_the_digests_of_its_backup(
    tmp_path: Path,
) -> None:
    path = tmp_path / "practice" / "casebook.sqlite"
    key = bytes(32)
    with open_book(path, key=key) as book:
        patients.add(book, Patient(family_name="Macilroy"))
        path.with_name("vault.json").write_text("{}")
        made = backups.make(book, backups.Kind.CLOSE, key=key)
    done = run("backup", path)
    assert done.exit_code == 1
    assert "damaged" in done.stderr
    path.with_name("vault.json").write_text("{ }")
    shown = run("restore", made.folder, path, "--yes").stdout
    assert "without its key it cannot be compared" in shown
    assert "The passphrases and the recovery code would be those of the backup." in shown
    with open_book(path, key=key) as book:
        assert book.file.patients.count() == 1


def test_the_command_line_loads_no_record_until_it_is_asked_for_one() -> None:
    code = (
        "import sys, clonus_desktop.cli\n"
        "sys.exit('clonus_desktop.storage' in sys.modules or 'sqlcipher3' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
