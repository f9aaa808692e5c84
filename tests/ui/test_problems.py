"""When the program itself fails: said calmly, logged without a patient's name."""

import gc
import logging
import os
import re
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.ui import problems

NAME = "Macilroy"


def failing() -> None:
    raise ValueError(f"{NAME} cannot be drawn")


@pytest.fixture
def log(tmp_path: Path):
    problems.write_log_to(tmp_path / "log")
    yield tmp_path / "log" / "clonus-desktop.log"
    logger = logging.getLogger("clonus_desktop")
    for handler in list(logger.handlers):
        handler.close()
        logger.removeHandler(handler)


def caught() -> ValueError:
    try:
        failing()
    except ValueError as error:
        return error
    raise AssertionError


def test_the_words_of_a_fault_hold_type_and_frames_and_never_the_message() -> None:
    said = problems.frames_of(caught())
    assert said.startswith("ValueError at test_problems.py:")
    assert "failing" in said
    assert NAME not in said


def test_an_unexpected_exception_is_shown_once_and_logged_without_its_message(log: Path) -> None:
    shown: list[int] = []
    undo = problems.catch_all(lambda: shown.append(1))
    try:
        error = caught()
        sys.excepthook(ValueError, error, error.__traceback__)
    finally:
        undo()
    assert shown == [1]
    written = log.read_text()
    assert "unexpected ValueError at test_problems.py" in written
    assert NAME not in written


def test_a_fault_in_a_thread_is_logged_without_its_message(log: Path) -> None:
    undo = problems.catch_all(lambda: None)
    try:
        thread = threading.Thread(target=failing)
        thread.start()
        thread.join()
    finally:
        undo()
    assert "unexpected in a thread: ValueError" in log.read_text()
    assert NAME not in log.read_text()


def test_the_log_is_its_owners_alone_also_after_a_rotation(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = os.umask(0)
    try:
        for handler in logging.getLogger("clonus_desktop").handlers:
            monkeypatch.setattr(handler, "maxBytes", 200, raising=False)
        for _time in range(10):
            problems.log_fault(caught(), "again:")
    finally:
        os.umask(old)
    files = sorted(log.parent.iterdir())
    assert [file.name for file in files] == ["clonus-desktop.log", "clonus-desktop.log.1"]
    assert {file.stat().st_mode & 0o077 for file in (*files, log.parent)} == {0}


def test_a_folder_that_was_open_to_others_is_closed(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir(mode=0o755)
    (tmp_path / "log" / "clonus-desktop.log").touch(mode=0o644)
    problems.open_for_owner(tmp_path / "log" / "clonus-desktop.log").close()
    problems.make_owners_folder(tmp_path / "log")
    assert (tmp_path / "log").stat().st_mode & 0o077 == 0
    assert (tmp_path / "log" / "clonus-desktop.log").stat().st_mode & 0o077 == 0


def test_a_log_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way")
    assert problems.write_log_to(tmp_path / "log") is None


def test_what_led_to_a_fault_is_told_without_its_message_and_has_an_end() -> None:
    error: BaseException = caught()
    for _time in range(20):
        try:
            raise KeyError(NAME) from error
        except KeyError as next_error:
            error = next_error
    said = problems.frames_of(error)
    assert said.count("KeyError at test_problems.py") == 5
    assert NAME not in said


def test_a_cause_that_was_hidden_on_purpose_is_not_told() -> None:
    def hiding() -> None:
        try:
            failing()
        except ValueError:
            raise KeyError(NAME) from None

    with pytest.raises(KeyError) as hidden:
        hiding()
    assert problems.frames_of(hidden.value).count(" at ") == 1


def test_a_fault_where_nobody_can_be_told_is_logged_and_shown(log: Path) -> None:
    shown: list[int] = []

    class Dies:
        def __del__(self) -> None:
            failing()

    undo = problems.catch_all(lambda: shown.append(1))
    try:
        Dies()
        gc.collect()
    finally:
        undo()
    assert shown == [1]
    assert "unexpected where nobody could be told: ValueError" in log.read_text()
    assert NAME not in log.read_text()


def test_a_fault_that_comes_a_thousand_times_fills_no_disk(log: Path) -> None:
    undo = problems.catch_all(lambda: None)
    error = caught()
    try:
        for _time in range(1000):
            sys.excepthook(ValueError, error, error.__traceback__)
    finally:
        undo()
    lines = log.read_text().splitlines()
    assert len(lines) == 13
    assert lines[-1].endswith("(1000)")


@given(st.text(), st.sampled_from(["QtWarningMsg", "QtCriticalMsg"]))
def test_a_message_of_qt_is_its_kind_and_a_function_of_qt_and_nothing_else(
    text: str, kind: str
) -> None:
    for message in (text, f"QFile::open: {text}", f"QWidget {text}", f'"{NAME}" {text}'):
        said = problems.qt_message(kind, "qt.core", message)
        assert re.fullmatch(
            rf"Qt {kind} qt\.core (without a function|Q[A-Za-z]{{2,40}}(::~?[A-Za-z]{{2,40}})?)",
            said,
        )
        assert NAME not in said
    assert problems.qt_message(kind, None, "QFile::open: x") == f"Qt {kind} default QFile::open"


def test_the_hooks_are_as_before_when_the_window_is_gone() -> None:
    before = sys.excepthook, threading.excepthook
    problems.catch_all(lambda: None)()
    assert (sys.excepthook, threading.excepthook) == before
