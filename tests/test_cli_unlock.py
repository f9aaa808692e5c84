"""Unlocking on the command line: from the terminal or a file, never from an argument."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clonus_desktop import cli_unlock
from clonus_desktop.casebook import backups, keys, patients
from clonus_desktop.casebook.book import open_book
from clonus_desktop.cli import main
from clonus_desktop.cli_unlock import NotUnlocked
from clonus_desktop.domain.patient import Patient

OKAFOR, NGUYEN = "quiet otters borrow ladders", "seven lanterns over gravel"


def run(*arguments: object, typed: str | bytes = "") -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], input=typed)


@pytest.fixture
def prepared() -> keys.Prepared:
    return keys.prepare("Dr P Okafor", OKAFOR)


@pytest.fixture
def path(tmp_path: Path, prepared: keys.Prepared) -> Path:
    made = tmp_path / "practice" / "casebook.sqlite"
    opened = keys.create(made, prepared)
    with open_book(made, key=opened.key) as book:
        patients.add(book, Patient(family_name="Macilroy"))
    return made


@pytest.fixture
def shared(path: Path, prepared: keys.Prepared) -> Path:
    """With another clinician."""
    keys.add_way_in(path, prepared.opened, "Ms T Nguyen", NGUYEN)
    return path


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text(f"{OKAFOR}\nanother line\n", encoding="utf-8")
    return file


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_unlock, "is_terminal", lambda: True)


def test_a_passphrase_comes_from_a_file(path: Path, secret: Path) -> None:
    done = run("backup", path, "--passphrase-file", secret)
    assert done.exit_code == 0, done.output
    (made,) = backups.listed(path)
    assert made.is_encrypted
    assert OKAFOR not in done.output


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_passphrase_comes_from_standard_input(path: Path, end: str) -> None:
    done = run("backup", path, "--passphrase-file", "-", typed=OKAFOR + end)
    assert done.exit_code == 0, done.output


def test_a_passphrase_is_asked_for_on_the_terminal_and_not_shown(
    path: Path, terminal: None
) -> None:
    done = run("backup", path, typed=OKAFOR + "\n")
    assert done.exit_code == 0, done.output
    assert "Passphrase of Dr P Okafor, or recovery code" in done.stderr
    assert OKAFOR not in done.output


def test_the_recovery_code_is_taken_as_well(
    path: Path, prepared: keys.Prepared, terminal: None
) -> None:
    code = prepared.recovery_code.lower().replace("-", " ")
    assert run("backup", path, typed=code + "\n").exit_code == 0


def test_a_wrong_passphrase_says_what_to_do_and_ends_with_2(path: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not this one at all", encoding="utf-8")
    done = run("backup", path, "--passphrase-file", wrong)
    assert done.exit_code == 2
    assert done.stderr.count(". ") >= 2
    assert "not this one" not in done.output
    assert backups.listed(path) == ()


def test_the_recovery_code_of_another_casebook_ends_with_2(shared: Path, tmp_path: Path) -> None:
    other = keys.prepare("Dr B", NGUYEN).recovery_code
    done = run("backup", shared, "--passphrase-file", "-", typed=other)
    assert done.exit_code == 2
    assert "recovery code" in done.stderr


def test_after_wrong_passphrases_the_right_one_has_to_wait(path: Path, secret: Path) -> None:
    for _try in range(8):
        done = run("backup", path, "--passphrase-file", "-", typed="not this one at all")
        assert done.exit_code == 2
    done = run("backup", path, "--passphrase-file", secret)
    assert done.exit_code == 2
    assert backups.listed(path) == ()


def test_of_several_clinicians_one_is_named(shared: Path, secret: Path) -> None:
    done = run("backup", shared, "--passphrase-file", secret)
    assert done.exit_code == 2
    assert "Dr P Okafor, Ms T Nguyen. Nothing was done." in done.stderr
    done = run("backup", shared, "--passphrase-file", secret, "--clinician", "Dr Who")
    assert done.exit_code == 2
    assert "Nobody of that one name" in done.stderr
    done = run("backup", shared, "--passphrase-file", secret, "--clinician", " dr p okafor")
    assert done.exit_code == 0, done.output


def test_without_a_terminal_nobody_is_asked(path: Path) -> None:
    done = run("backup", path)
    assert done.exit_code == 2
    assert "no terminal" in done.stderr


def test_a_file_that_cannot_be_read_is_said(path: Path, tmp_path: Path) -> None:
    done = run("backup", path, "--passphrase-file", tmp_path / "none")
    assert done.exit_code == 2
    assert "cannot be read" in done.stderr
    (tmp_path / "latin").write_bytes(b"pass\xe9phrase")
    done = run("backup", path, "--passphrase-file", tmp_path / "latin")
    assert done.exit_code == 2
    assert "not UTF-8" in done.stderr


def test_a_passphrase_is_no_argument(path: Path) -> None:
    assert "No such option" in run("backup", path, "--passphrase", OKAFOR).stderr


def test_a_plain_casebook_needs_no_passphrase(tmp_path: Path) -> None:
    plain = tmp_path / "casebook.sqlite"
    open_book(plain).close()
    assert cli_unlock.key_of(plain, cli_unlock.Unlocking()) is None
    assert cli_unlock.key_if_wanted(plain, cli_unlock.Unlocking()) is None


def test_an_encrypted_casebook_is_verified_with_its_passphrase(path: Path, secret: Path) -> None:
    done = run("verify", path.parent, "--passphrase-file", secret)
    assert done.exit_code == 0, done.output
    done = run("verify", path, "--passphrase-file", "-", typed="not this one at all")
    assert done.exit_code == 2
    assert "stays locked" in done.stderr


# --- restoring --------------------------------------------------------------------------------


@pytest.fixture
def later(path: Path, prepared: keys.Prepared) -> str:
    """The name of a backup after which somebody was entered."""
    key = prepared.data_key
    made = backups.make(path, backups.Kind.CLOSE, key=key)
    with open_book(path, key=key) as book:
        patients.add(book, Patient(family_name="Okafor"))
    return made.folder.name


def test_a_restore_compares_with_the_passphrase_and_without_it_says_less(
    path: Path, later: str, secret: Path
) -> None:
    shown = run("restore", later, path, "--passphrase-file", secret, typed="n\n").stdout
    assert "Would be lost: 1 act " in shown
    shown = run("restore", later, path, typed="n\n").stdout
    assert "without its key it cannot be compared" in shown


def test_a_restore_asks_on_the_terminal_and_goes_on_without_an_answer(
    path: Path, later: str, terminal: None
) -> None:
    shown = run("restore", later, path, typed=f"{OKAFOR}\nn\n").stdout
    assert "Would be lost: 1 act " in shown
    shown = run("restore", later, path, typed="\nn\n").stdout
    assert "without its key it cannot be compared" in shown


def test_a_restore_with_a_wrong_passphrase_restores_nothing(
    path: Path, later: str, prepared: keys.Prepared
) -> None:
    wrong = run("restore", later, path, "--passphrase-file", "-", "--yes", typed="not this one")
    assert wrong.exit_code == 2
    with open_book(path, key=prepared.data_key) as book:
        assert book.file.patients.count() == 2


def test_a_fault_of_unlocking_has_its_own_exit_code() -> None:
    assert NotUnlocked("No.").exit_code == 2
