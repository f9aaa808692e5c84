"""The desktop locks or falls asleep over an open exam: a real window, a real bus."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QAccessible

from clonus_desktop.ui.lock.desktop_signals import DesktopSignals
from clonus_desktop.ui.navigation import Screen
from clonus_desktop.ui.pages.exam_sheets import NoteSheet
from tests.desktop_bus import LOGIN, OURS, SESSION, Desktop, needs_a_bus, running_bus
from tests.walks import test_locking as locking

pytestmark = needs_a_bus

window = locking.window


@pytest.fixture
def desktop(monkeypatch):
    with running_bus() as (address, _process):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        made = Desktop(address)
        made.appear(LOGIN)
        yield made
        made.leave()
        QDBusConnection.disconnectFromBus(f"clonus-desktop {address}")


class Painted(QObject):
    """Notes of each painting of a widget whether the computer still waited."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__()
        self._desktop = desktop
        self.while_held: list[bool] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.while_held.append(self._desktop.holds[-1])
        return False


def words_of(window) -> str:
    told = locking.told(QAccessible.queryAccessibleInterface(window))
    return "\n".join([locking.seen(window), *told])


def test_the_computer_sleeps_once_the_patient_is_covered_and_wakes_up_locked(
    desktop, window, keyboard, qtbot, read_file
):
    keyboard.press("o", *"half a wor")
    assert "MACILROY" in words_of(window)
    qtbot.waitUntil(lambda: desktop.holds == [True])
    painted, at_the_lock, before_sleep = Painted(desktop), [], []

    def see_the_lock():
        at_the_lock.append(desktop.holds[-1])
        if window.locking.screen is not None:
            window.locking.screen.installEventFilter(painted)

    window.locking.changed.connect(see_the_lock)
    signals = window.locking.findChild(DesktopSignals)
    # After the window: it was connected first.
    signals.wanted.connect(lambda: before_sleep.append(list(painted.while_held)))
    desktop.tell_sleep(True)
    qtbot.waitUntil(lambda: desktop.holds == [False])
    assert window.locking.is_locked
    assert at_the_lock == [True]
    assert before_sleep == [[True]]
    assert [name for name in locking.NAMES if name in words_of(window)] == []
    assert read_file("SELECT text FROM note WHERE struck_at IS NULL") == [("half a wor",)]
    screen = window.locking.screen
    desktop.tell_sleep(False)
    qtbot.waitUntil(lambda: desktop.holds == [False, True])
    # Nothing that the desktop tells unlocks, and what is locked is not locked anew.
    desktop.tell(OURS, SESSION, "Unlock")
    desktop.tell_sleep(True)
    qtbot.waitUntil(lambda: desktop.holds == [False, False])
    assert window.locking.screen is screen
    assert at_the_lock == [True]
    locking.unlock(window, qtbot)
    assert window.destination.screen is Screen.EXAM
    keyboard.press("d")
    assert window.findChild(NoteSheet).editor.toPlainText() == "half a word"


def test_the_locked_session_of_the_desktop_locks_the_window(desktop, window, qtbot):
    signals = window.locking.findChild(DesktopSignals)
    qtbot.waitUntil(lambda: desktop.holds == [True])
    qtbot.waitUntil(lambda: desktop.tell(OURS, SESSION, "Lock") or window.locking.is_locked)
    assert [name for name in locking.NAMES if name in words_of(window)] == []
    assert signals.holds_sleep
