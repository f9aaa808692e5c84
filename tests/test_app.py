"""The program started as it is started on a desk."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from clonus_desktop.storage import CasebookForeign, open_casebook
from clonus_desktop.ui.trouble import TroubleDialog, ask_what_to_do


def started(*arguments: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "clonus_desktop", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def test_the_first_start_makes_a_casebook_and_a_signal_ends_it_cleanly(tmp_path: Path) -> None:
    path = tmp_path / "mine" / "casebook.sqlite"
    program = started("--casebook", str(path))
    deadline = time.monotonic() + 30
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(1.5)
    program.send_signal(signal.SIGTERM)
    _out, said = program.communicate(timeout=30)
    assert program.returncode == 0, said
    assert path.stat().st_mode & 0o077 == 0
    with open_casebook(path) as file:
        assert file.verify() is None


def test_a_file_that_is_no_casebook_is_said_in_words_and_left_as_it_was(
    tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear colleague, " * 100)
    try:
        open_casebook(path)
    except CasebookForeign as fault:
        refused = fault
    seen: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TroubleDialog)
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.close_button.click()

    QTimer.singleShot(50, close)
    assert ask_what_to_do(refused, path) is False
    assert str(path) in seen
    assert any("is not a casebook of Clonus Desktop" in words for words in seen)
    assert path.read_text() == "Dear colleague, " * 100


def test_try_again_tries_again(tmp_path: Path, qtbot: QtBot) -> None:
    fault = CasebookForeign.__new__(CasebookForeign)
    path = tmp_path / "letter.txt"
    path.write_text("x" * 2000)
    try:
        open_casebook(path)
    except CasebookForeign as refused:
        fault = refused
    QTimer.singleShot(50, lambda: QApplication.activeModalWidget().again.click())
    assert ask_what_to_do(fault, path) is True
