"""When the window locks by itself: by clocks that a test turns."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from clonus_desktop.ui.lock.clocks import Clocks, computer_clocks
from clonus_desktop.ui.lock.idle_watch import IdleWatch


class Turned:
    """Clocks of a computer that works and sleeps as a test wants."""

    def __init__(self):
        self.always_s, self.awake_s = 1000.0, 200.0
        self.clocks = Clocks(lambda: self.always_s, lambda: self.awake_s)

    def work(self, seconds):
        self.always_s += seconds
        self.awake_s += seconds

    def sleep(self, seconds):
        self.always_s += seconds


@pytest.fixture
def turned():
    return Turned()


@pytest.fixture
def busy():
    return []


@pytest.fixture
def field(qtbot):
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    assert QTest.qWaitForWindowActive(line)
    return line


@pytest.fixture
def watch(field, turned, busy):
    made = IdleWatch(
        field, lock_after_s=lambda: 300.0, is_busy=lambda: bool(busy), clocks=turned.clocks
    )
    made.watch(field.windowHandle())
    made.start()
    made.asked = []
    made.wanted.connect(lambda: made.asked.append(turned.always_s))
    yield made
    made.stop()


def test_it_locks_after_the_minutes_and_not_a_second_before(watch, turned):
    turned.work(299.9)
    watch.look()
    assert watch.asked == []
    turned.work(0.2)
    watch.look()
    assert len(watch.asked) == 1


@pytest.mark.parametrize("act", ["key", "mouse", "move"])
def test_any_act_on_the_window_begins_the_minutes_anew(watch, turned, field, act):
    native = field.windowHandle()
    turned.work(299)
    if act == "key":
        QTest.keyClick(native, Qt.Key.Key_A)
    elif act == "mouse":
        QTest.mouseClick(native, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), QPoint(5, 5))
    else:
        QTest.mouseMove(native, QPoint(7, 7))
    turned.work(200)
    watch.look()
    assert watch.asked == []
    assert field.text() == ("a" if act == "key" else "")


def test_the_first_key_after_the_minutes_locks_and_types_nothing(watch, turned, field):
    turned.work(400)
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert watch.asked
    assert field.text() == ""


def test_sleep_locks_at_once_however_short_it_was(watch, turned):
    turned.work(10)
    watch.look()
    turned.sleep(3)
    watch.look()
    assert len(watch.asked) == 1


def test_the_first_key_after_a_sleep_locks_and_types_nothing(watch, turned, field):
    turned.sleep(30)
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert len(watch.asked) == 1
    assert field.text() == ""


def test_hands_at_work_hold_it_off_and_the_minutes_begin_after_them(watch, turned, busy):
    busy.append("the pad is held")
    turned.work(400)
    watch.look()
    busy.clear()
    turned.work(299)
    watch.look()
    assert watch.asked == []
    turned.work(2)
    watch.look()
    assert len(watch.asked) == 1


def test_a_stopped_watch_asks_for_nothing_and_lets_every_key_through(watch, turned, field):
    watch.stop()
    turned.work(4000)
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert watch.asked == []
    assert field.text() == "a"


def test_the_clocks_of_this_computer_run_and_sleep_is_never_negative():
    clocks = computer_clocks()
    before, slept = clocks.always_s(), clocks.slept_s
    time.sleep(0.02)
    assert clocks.always_s() - before >= 0.02
    assert abs(clocks.slept_s - slept) < 1.0
