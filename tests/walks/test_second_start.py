"""A second start shows the first window; no lock of a killed program keeps anybody out."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from clonus_desktop.ui import only_window
from clonus_desktop.ui.door.keys_page import NewKeysPage
from clonus_desktop.ui.door.trouble_page import TroublePage
from clonus_desktop.ui.only_window import CasebookInUse, OnlyWindow
from clonus_desktop.ui.settings import Settings
from clonus_desktop.ui.sitting import Sitting

CHILD = Path(__file__).parent / "show_until_ended.py"
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


class Program:
    """The first start, at which somebody has got to the door, to the window or to its lock."""

    def __init__(self, casebook: Path, place: str = "window") -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(CHILD), str(casebook), place], stdout=subprocess.PIPE, text=True
        )
        assert self.line() == ("in use" if place == "in use" else "minimised")

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


@pytest.mark.parametrize("place", ["door", "locked"])
def test_a_second_start_raises_a_window_that_stands_at_the_door_or_is_locked(
    casebook: Path, place: str
) -> None:
    program = Program(casebook, place)
    words = "locked, and came to the front" if place == "locked" else "came to the front"
    assert start_again(casebook) == 0
    assert program.line() == words
    assert start_again(casebook) == 0
    assert program.line() == words
    assert program.end() == 0
    # At the door nothing was made, and nothing is left of the lock.
    names = {path.name for path in casebook.parent.iterdir()}
    assert names == set() if place == "door" else "casebook.sqlite" in names
    assert "casebook.sqlite.lock" not in names


@needs_signals
def test_another_way_to_write_the_path_is_the_same_casebook(first: Program, casebook: Path) -> None:
    link = casebook.parent.with_name("link")
    link.symlink_to(casebook.parent, target_is_directory=True)
    assert start_again(link / casebook.name) == 0
    assert first.line() == "came to the front"


@needs_signals
@pytest.mark.parametrize("place", ["door", "window", "locked"])
def test_the_lock_of_a_killed_program_keeps_nobody_out(casebook: Path, place: str) -> None:
    program = Program(casebook, place)
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


def words_on(sitting: Sitting) -> str:
    return "\n".join(label.text() for label in sitting.door.page.findChildren(QLabel))


@pytest.fixture
def sitting(casebook: Path, qtbot: QtBot) -> Iterator[Sitting]:
    made = Sitting(Settings(None), casebook)
    qtbot.addWidget(made.door)
    yield made
    made.end()


def test_a_casebook_open_on_another_computer_is_said_at_the_door_with_its_name(
    casebook: Path, tmp_path: Path, sitting: Sitting, qtbot: QtBot
) -> None:
    lock_of(casebook, "ward-7")
    only = OnlyWindow(casebook, tmp_path)
    assert sitting.begin(only.take)
    assert isinstance(sitting.door.page, TroublePage)
    assert "is open on the computer ward-7" in words_on(sitting)
    assert sitting.door.page.accessibleDescription().count(". ") == 2
    # As long as it is open there, trying again says the same.
    QTest.keyClick(sitting.door.page.again, Qt.Key.Key_Space)
    assert isinstance(sitting.door.page, TroublePage)
    only.lock_path.unlink()
    QTest.keyClick(sitting.door.page.again, Qt.Key.Key_Space)
    assert isinstance(sitting.door.page, NewKeysPage)
    assert only.lock_path.exists()
    only.give_up()


@needs_signals
def test_at_the_door_try_again_leaves_the_casebook_to_a_window_that_is_awake_again(
    first: Program,
    casebook: Path,
    sitting: Sitting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(only_window, "ANSWER_WITHIN_S", 0.5)
    first.send(signal.SIGSTOP)
    assert sitting.begin(OnlyWindow(casebook, log_folder()).take)
    assert "in a window that does not answer" in words_on(sitting)
    first.send(signal.SIGCONT)
    monkeypatch.setattr(only_window, "ANSWER_WITHIN_S", 5)
    QTest.keyClick(sitting.door.page.again, Qt.Key.Key_Space)
    assert first.line() == "came to the front"
    assert not sitting.door.isVisible()


@needs_signals
def test_the_program_says_at_its_door_that_the_casebook_is_in_use_and_goes_in_afterwards(
    first: Program, casebook: Path
) -> None:
    first.send(signal.SIGSTOP)
    second = Program(casebook, "in use")
    assert first.end(signal.SIGKILL) == -signal.SIGKILL
    second.send(signal.SIGUSR1)
    assert second.line() == "minimised"
    assert second.end() == 0


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
