"""The worker of a window: values come back on its thread, and no cancel brings it down."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clonus_desktop.ui.background import Background


@pytest.fixture
def background(qtbot: QtBot, qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()
    made.deleteLater()


def test_a_value_and_an_error_come_back_on_the_thread_that_asked(background, qtbot: QtBot) -> None:
    came: list[object] = []

    def fail() -> None:
        raise ValueError("6 beats")

    def take(value: object) -> None:
        assert threading.current_thread() is threading.main_thread()
        came.append(value if isinstance(value, int) else type(value))

    background.run(lambda: 6, done=take, failed=take)
    background.run(fail, done=take, failed=take)
    qtbot.waitUntil(lambda: came == [6, ValueError])


def test_after_a_cancel_nothing_comes(background, qtbot: QtBot) -> None:
    came: list[object] = []
    waits, goes_on = threading.Event(), threading.Event()

    def wait() -> None:
        waits.set()
        goes_on.wait(10)

    cancel = background.run(wait, done=came.append, failed=came.append)
    assert waits.wait(10)
    cancel()
    cancel()
    goes_on.set()
    background.run(lambda: 1, done=came.append, failed=came.append)
    qtbot.waitUntil(lambda: came == [1])


def test_a_thousand_tasks_cancelled_at_any_moment_bring_nothing_down(
    background, qtbot: QtBot
) -> None:
    came: list[object] = []
    for number in range(1000):
        cancel = background.run(lambda: None, done=came.append, failed=came.append)
        if number % 3:
            cancel()
        if number % 10 == 0:
            QApplication.processEvents()
    QTest.qWait(50)
    background.run(lambda: 1, done=came.append, failed=came.append)
    qtbot.waitUntil(lambda: came[-1:] == [1])


def test_a_window_that_is_gone_before_its_task_ends_is_told_nothing(qapp: QApplication) -> None:
    import shiboken6

    goes_on = threading.Event()
    background = Background()
    came: list[object] = []
    background.run(lambda: goes_on.wait(10), done=came.append, failed=came.append)
    shiboken6.delete(background)
    goes_on.set()
    background._pool.shutdown(wait=True)
    QApplication.processEvents()
    assert came == []
