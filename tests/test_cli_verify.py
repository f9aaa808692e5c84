"""``clonus-desktop verify``, run as a person or a script runs it."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clonus_desktop import cli_verify
from clonus_desktop.casebook import verification
from clonus_desktop.cli import main
from tests.storage import whole_record
from tests.storage.tampering import copy_of, unguarded


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    return whole_record.make(tmp_path_factory.mktemp("whole") / "casebook.sqlite")


def verify(path: Path) -> Result:
    return CliRunner().invoke(main, ["verify", str(path)])


def test_a_good_casebook_ends_with_0_and_its_counts(whole: Path) -> None:
    for path in (whole, whole.parent):
        result = verify(path)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "Everything is as it was entered." in result.stdout
        assert "96 acts, 8 exams, 6 signatures, 3 letters" in result.stdout


def test_what_is_wrong_ends_with_1_and_the_number_of_its_act(whole: Path, tmp_path: Path) -> None:
    path = copy_of(whole, tmp_path)
    with unguarded(path) as connection:
        connection.execute("UPDATE patient SET given_name = 'Eve' WHERE id = 1")
    result = verify(path)
    assert result.exit_code == 1
    assert "first at act 1." in result.stdout
    assert "Row 1 of the table patient" in result.stdout


def test_an_older_file_than_its_mark_ends_with_1(whole: Path, tmp_path: Path) -> None:
    path = copy_of(whole, tmp_path)
    with unguarded(path) as connection:
        connection.execute("UPDATE gesture SET undone_at = NULL WHERE id = 18")
        connection.execute("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
    assert verify(path).exit_code == 1


@pytest.mark.parametrize("make", ["nothing", "text", "folder"])
def test_what_cannot_be_opened_ends_with_2_and_why(tmp_path: Path, make: str) -> None:
    path = tmp_path / "casebook.sqlite"
    if make == "text":
        path.write_text("Dear Dr Ng " * 100)
    elif make == "folder":
        path = tmp_path
    result = verify(path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_a_casebook_whose_keys_are_damaged_could_not_be_opened(whole: Path, tmp_path: Path) -> None:
    path = copy_of(whole, tmp_path)
    path.with_name("vault.json").write_text("{}")
    result = verify(path)
    assert result.exit_code == 2
    assert "damaged" in result.stderr


def test_stopping_it_ends_with_130(whole: Path, monkeypatch) -> None:
    for stop in (KeyboardInterrupt, verification.VerificationCancelled):

        def stopped(*_all: object, stop: type[BaseException] = stop, **_named: object) -> None:
            raise stop

        monkeypatch.setattr(verification, "check", stopped)
        result = verify(whole)
        assert result.exit_code == 130
        assert "Stopped" in result.stderr


def test_a_terminal_is_shown_how_far_it_is(whole: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert cli_verify.verify_path(whole) == 0
    said = capsys.readouterr()
    assert "\rChecking: 100 %" in said.err
    assert said.err.endswith("\r")
    assert "\r" not in said.out


def test_verifying_loads_no_qt(whole: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from clonus_desktop.cli_verify import verify_path;"
        f"code = verify_path(Path({str(whole)!r}));"
        "sys.exit('loaded Qt' if 'PySide6' in sys.modules else code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
