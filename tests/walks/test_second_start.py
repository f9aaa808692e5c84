"""A second start shows the first window; no lock of a killed program keeps anybody out."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from clonus_desktop.ui import only_window
from clonus_desktop.ui.only_window import CasebookInUse, OnlyWindow
from clonus_desktop.ui.trouble import TroubleDialog, ask_what_to_do

CHILD = Path(__file__).parent / "show_until_ended.py"
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


class Program:
    """The first start."""

    def __init__(self, casebook: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(CHILD), str(casebook)], stdout=subprocess.PIPE, text=True
        )
        assert self.line() == "minimised"

    def line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def send(self, number: int) -> None:
        self._process.send_signal(number)

    def end(self, number: int = signal.SIGTERM) -> int:
        if self._process.poll() is None:
            self._process.send_signal(number)
        self._process.communicate(timeout=30)
        return self._process.returncode


@pytest.fixture
def casebook(tmp_path: Path) -> Path:
    return tmp_path / "mine" / "casebook.sqlite"


@pytest.fixture
def first(casebook: Path) -> Iterator[Program]:
    program = Program(casebook)
    yield program
    program.end()


def start_again(casebook: Path) -> int:
    command = [sys.executable, "-m", "clonus_desktop", "--casebook", str(casebook)]
    return subprocess.run(command, check=False, timeout=30).returncode


def test_a_second_start_brings_the_first_window_to_the_front_and_ends_well(
    first: Program, casebook: Path
) -> None:
    assert start_again(casebook) == 0
    assert first.line() == "came to the front"
    assert start_again(casebook) == 0
    assert first.line() == "came to the front"
    assert first.end() == 0


@needs_signals
def test_another_way_to_write_the_path_is_the_same_casebook(first: Program, casebook: Path) -> None:
    link = casebook.parent.with_name("link")
    link.symlink_to(casebook.parent, target_is_directory=True)
    assert start_again(link / casebook.name) == 0
    assert first.line() == "came to the front"


@needs_signals
def test_the_lock_of_a_killed_program_keeps_nobody_out(casebook: Path) -> None:
    program = Program(casebook)
    assert program.end(signal.SIGKILL) == -signal.SIGKILL
    assert (casebook.parent / "casebook.sqlite.lock").exists()
    again = Program(casebook)
    assert again.end() == 0
    assert not (casebook.parent / "casebook.sqlite.lock").exists()


def test_two_casebooks_have_a_window_each(first: Program, tmp_path: Path) -> None:
    other = Program(tmp_path / "other" / "casebook.sqlite")
    assert other.end() == 0


# --- in words -----------------------------------------------------------------------------------


@needs_signals
def test_a_window_that_hangs_is_said_and_try_again_finds_it_awake(
    first: Program, casebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(only_window, "ANSWER_WITHIN_S", 0.5)
    first.send(signal.SIGSTOP)
    second = OnlyWindow(casebook, log_folder())
    with pytest.raises(CasebookInUse, match="in a window that does not answer"):
        second.take()
    assert list(log_folder().glob("knock-*")) == []
    first.send(signal.SIGCONT)
    monkeypatch.setattr(only_window, "ANSWER_WITHIN_S", 5)
    assert second.take() is False
    assert first.line() == "came to the front"


def log_folder() -> Path:
    return Path(os.environ["XDG_STATE_HOME"]) / "clonus-desktop" / "log"


def lock_of(casebook: Path, host: str) -> None:
    casebook.parent.mkdir(parents=True, exist_ok=True)
    lock = casebook.with_name(f"{casebook.name}.lock")
    lock.write_text(f"4242\nclonus-desktop\n{host}\n{'1' * 32}\n{'2' * 36}\n")


def test_a_casebook_open_on_another_computer_is_said_with_its_name(
    casebook: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    lock_of(casebook, "ward-7")
    with pytest.raises(CasebookInUse) as refused:
        OnlyWindow(casebook, tmp_path).take()
    said = str(refused.value)
    assert "is open on the computer ward-7" in said
    assert said.count(". ") == 2
    seen: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TroubleDialog)
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.again.click()

    QTimer.singleShot(50, close)
    assert ask_what_to_do(refused.value, casebook) is True
    assert said in seen
    casebook.with_name(f"{casebook.name}.lock").unlink()
    assert OnlyWindow(casebook, tmp_path).take()


# --- in one process -------------------------------------------------------------------------------


def test_the_lock_names_no_casebook_folder_and_is_gone_afterwards(
    casebook: Path, tmp_path: Path, qapp: QApplication
) -> None:
    only = OnlyWindow(casebook, tmp_path)
    assert only.take()
    assert str(casebook.parent) not in only.lock_path.read_text()
    only.give_up()
    assert not only.lock_path.exists()


def test_a_knock_of_a_start_that_was_killed_raises_nobody(
    casebook: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    only = OnlyWindow(casebook, tmp_path)
    assert only.take()
    only.knock_path.touch()
    came: list[int] = []
    parent = QObject()
    only.listen(parent, lambda: came.append(1))
    QTest.qWait(500)
    assert came == []
    only.knock_path.touch()
    qtbot.waitUntil(lambda: came == [1])
    assert not only.knock_path.exists()
    parent.deleteLater()
    only.give_up()


def test_a_knock_that_is_a_folder_or_a_link_is_left_alone(
    casebook: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    only = OnlyWindow(casebook, tmp_path)
    assert only.take()
    only.knock_path.mkdir()
    came: list[int] = []
    parent = QObject()
    only.listen(parent, lambda: came.append(1))
    QTest.qWait(500)
    assert came == []
    assert only.knock_path.is_dir()
    parent.deleteLater()
    only.give_up()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_takes_no_lock_is_left_to_the_casebook_to_say(
    casebook: Path, tmp_path: Path
) -> None:
    casebook.parent.mkdir(mode=0o500)
    assert OnlyWindow(casebook, tmp_path).take()


def test_a_window_that_closes_while_one_knocks_gives_its_place(
    casebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    inside, outside = OnlyWindow(casebook, tmp_path), OnlyWindow(casebook, tmp_path)
    monkeypatch.setattr(only_window, "ANSWER_WITHIN_S", 0.2)
    assert inside.take()
    monkeypatch.setattr(only_window.time, "sleep", lambda _s: inside.give_up())
    assert outside.take()
    outside.give_up()
