"""When the program itself fails: said calmly, logged without a patient's name."""

import logging
import sys
import threading
from pathlib import Path

import pytest

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


def test_the_log_is_its_owners_alone(log: Path) -> None:
    assert log.stat().st_mode & 0o077 == 0


def test_the_hooks_are_as_before_when_the_window_is_gone() -> None:
    before = sys.excepthook, threading.excepthook
    problems.catch_all(lambda: None)()
    assert (sys.excepthook, threading.excepthook) == before
