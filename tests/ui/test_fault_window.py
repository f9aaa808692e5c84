"""The window of a fault: one at a time, over whatever is shown, from any thread."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clonus_desktop.ui import fault_window
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.fault_window import (
    FaultDialog,
    FaultTeller,
    after_a_crash,
    at_the_start,
    shown_window,
    while_running,
)
from clonus_desktop.ui.window_sheets import FaultSheet


@pytest.fixture
def teller(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[FaultTeller]:
    made = FaultTeller(qapp, tmp_path / "clonus-desktop.log")
    yield made
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, FaultDialog):
            widget.deleteLater()
    made.deleteLater()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(700, 500)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def sheets(window: QWidget) -> list[FaultSheet]:
    return [sheet for sheet in window.findChildren(FaultSheet) if not sheet.isHidden()]


def dialogs() -> list[FaultDialog]:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, FaultDialog)]
    return [dialog for dialog in found if dialog.isVisible()]


def test_many_faults_are_one_sheet_and_the_next_is_another(
    teller: FaultTeller, window: QWidget, qtbot: QtBot
) -> None:
    assert shown_window() is window
    for _time in range(5):
        teller.tell()
    assert sheets(window) == []
    qtbot.waitUntil(lambda: len(sheets(window)) == 1)
    assert window.isActiveWindow()
    # Not on a button: whoever counts by Space at that moment must not press it away unread.
    assert window.focusWidget() is sheets(window)[0]
    sheets(window)[0].go_on.click()
    assert sheets(window) == []
    teller.tell()
    qtbot.waitUntil(lambda: len(sheets(window)) == 1)


def test_a_fault_of_another_thread_is_shown_on_this_one(
    teller: FaultTeller, window: QWidget, qtbot: QtBot
) -> None:
    thread = threading.Thread(target=teller.tell)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(sheets(window)) == 1)


def test_without_a_window_it_is_a_dialog_that_says_where_the_log_is(
    teller: FaultTeller, qtbot: QtBot, tmp_path: Path
) -> None:
    teller.tell()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    said = [label.text() for label in dialogs()[0].findChildren(QLabel)]
    assert said[:2] == list(while_running())
    assert said[2].endswith(str(tmp_path / "clonus-desktop.log"))
    dialogs()[0].go_on.click()
    assert dialogs() == []


def test_the_dialog_fits_on_a_small_screen_in_large_text(qtbot: QtBot, qapp: QApplication) -> None:
    appearance().apply(qapp, "light", 2.0)
    dialog = FaultDialog(after_a_crash(), Path("clonus-desktop.log"), may_go_on=True)
    qtbot.addWidget(dialog)
    dialog.show()
    room = dialog.screen().availableSize()
    assert room.width() < appearance().px(640)
    assert dialog.size().boundedTo(room) == dialog.size()


def test_over_a_dialog_that_must_be_answered_it_can_be_answered_first(
    teller: FaultTeller, window: QWidget, qtbot: QtBot
) -> None:
    asked = QDialog(window)
    qtbot.addWidget(asked)
    asked.open()
    teller.tell()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    assert sheets(window) == []
    assert QApplication.activeModalWidget() is dialogs()[0]
    dialogs()[0].go_on.click()
    asked.close()


def test_closing_the_program_keeps_what_was_typed_even_if_that_fails_too(
    teller: FaultTeller, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def keep() -> None:
        done.append("kept")
        raise ValueError

    monkeypatch.setattr(window, "keep", keep, raising=False)
    monkeypatch.setattr(fault_window.QApplication, "exit", lambda code: done.append(f"exit {code}"))
    teller.tell()
    qtbot.waitUntil(lambda: len(sheets(window)) == 1)
    with qtbot.captureExceptions() as caught:
        sheets(window)[0].close_button.click()
    assert done == ["kept", "exit 0"]
    assert [kind for kind, _error, _trace in caught] == [ValueError]


def test_a_fault_of_the_window_of_faults_is_logged_and_ends_there(
    teller: FaultTeller,
    window: QWidget,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_arguments: object) -> None:
        raise ValueError("Macilroy")

    monkeypatch.setattr(teller, "_show_sheet", fail)
    teller.tell()
    QTest.qWait(50)
    monkeypatch.undo()
    teller.tell()
    qtbot.waitUntil(lambda: len(sheets(window)) == 1)


@pytest.mark.parametrize("words", [while_running, at_the_start, after_a_crash])
def test_each_says_what_happened_what_it_means_and_what_to_do(words) -> None:
    title, said = words()
    assert not title.endswith(".")
    assert said.count(". ") + said.endswith(".") == 3
