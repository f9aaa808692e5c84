"""What the desktop tells by its buses: a real bus, on which a test plays the desktop."""

import socket
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection
from shiboken6 import delete

from clonus_desktop.ui.lock.bus_greeting import socket_name
from clonus_desktop.ui.lock.desktop_signals import DesktopSignals
from tests.desktop_bus import (
    ANOTHER,
    LOGIN,
    LOGIN_PATH,
    MANAGER,
    OURS,
    SESSION,
    Desktop,
    needs_a_bus,
    running_bus,
)

SAVERS = [
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
]


@pytest.fixture(scope="module")
def address():
    with running_bus() as (address, _process):
        yield address
        QDBusConnection.disconnectFromBus(f"clonus-desktop {address}")


@pytest.fixture
def desktop(address):
    made = Desktop(address)
    yield made
    made.leave()


@pytest.fixture
def listen(qapp):
    """Listens on a bus; counts in ``.locks`` how often the lock was wanted."""
    made = []

    def listen_on(address):
        signals = DesktopSignals(qapp, system=address, session=address)
        signals.locks = []
        signals.wanted.connect(lambda: signals.locks.append(signals.holds_sleep))
        made.append(signals)
        signals.begin()
        return signals

    yield listen_on
    for signals in made:
        delete(signals)


@pytest.fixture
def signals(address, desktop, listen, qtbot):
    """They listen, know their session and hold the sleep."""
    desktop.appear(LOGIN, *{name for name, _path in SAVERS})
    made = listen(address)
    qtbot.waitUntil(lambda: made.holds_sleep)
    assert desktop.asked == [
        ["GetSession", "auto"],
        [
            *("Inhibit", "sleep", "Clonus Desktop"),
            *("The casebook is locked before the computer sleeps.", "delay"),
        ],
    ]
    return made


@needs_a_bus
def test_the_computer_sleeps_after_the_lock_and_waits_again_when_it_has_woken(
    signals, desktop, qtbot
):
    desktop.tell_sleep(True)
    qtbot.waitUntil(lambda: not signals.holds_sleep)
    assert signals.locks == [True]
    assert desktop.holds == [False]
    desktop.tell_sleep(False)
    qtbot.waitUntil(lambda: signals.holds_sleep)
    assert desktop.holds == [False, True]
    # Whoever is told twice that it is awake holds it once.
    desktop.tell_sleep(False)
    desktop.tell_sleep(True)
    qtbot.waitUntil(lambda: not signals.holds_sleep)
    assert signals.locks == [True, True]
    assert desktop.holds == [False, False]


@needs_a_bus
def test_a_sleep_that_is_called_off_at_once_leaves_the_hold_where_it_is(signals, desktop):
    signals._take_sleep(True)
    assert signals.locks == [True]
    signals._take_sleep(False)
    assert not signals._shown.isActive()
    assert desktop.holds == [True]
    assert len(desktop.asked) == 2


@needs_a_bus
def test_a_hold_that_comes_when_sleep_has_begun_is_let_go(address, desktop, listen, qtbot):
    desktop.hesitates = True
    desktop.appear(LOGIN)
    signals = listen(address)
    qtbot.waitUntil(lambda: len(desktop.asked) == 2)
    desktop.tell_sleep(True)
    qtbot.waitUntil(lambda: signals.locks == [False] and not signals._shown.isActive())
    desktop.answer_late()
    qtbot.waitUntil(lambda: desktop.holds == [False])
    desktop.tell_sleep(False)
    qtbot.waitUntil(lambda: desktop.holds == [False, True])
    assert signals.holds_sleep


@needs_a_bus
def test_the_lock_of_the_session_a_closed_lid_and_a_screen_saver_lock(signals, desktop, qtbot):
    told = [
        lambda: desktop.tell(OURS, SESSION, "Lock"),
        lambda: desktop.tell_property(OURS, SESSION, "LockedHint", True),
        lambda: desktop.tell_property(LOGIN_PATH, MANAGER, "LidClosed", True),
    ]
    for name, path in SAVERS:
        told.append(lambda n=name, p=path: desktop.tell(p, n, "ActiveChanged", True))
    # The first is told of its own session only once that was found.
    qtbot.waitUntil(lambda: told[0]() or bool(signals.locks))
    for tell in told[1:]:
        before = len(signals.locks)
        tell()
        qtbot.waitUntil(lambda n=before: len(signals.locks) > n)
    # Nothing but sleep lets go of the sleep.
    assert signals.holds_sleep


@needs_a_bus
def test_nothing_else_that_the_desktop_tells_locks(signals, desktop, qtbot):
    desktop.tell(OURS, SESSION, "Unlock")
    desktop.tell(ANOTHER, SESSION, "Lock")
    desktop.tell_property(ANOTHER, SESSION, "LockedHint", True)
    desktop.tell_property(OURS, SESSION, "LockedHint", False)
    desktop.tell_property(OURS, SESSION, "Active", True)
    desktop.tell_property(LOGIN_PATH, MANAGER, "LidClosed", False)
    for name, path in SAVERS:
        desktop.tell(path, name, "ActiveChanged", False)
    desktop.tell_sleep(False)
    # What is told comes in the order in which it was told.
    desktop.tell_sleep(True)
    qtbot.waitUntil(lambda: bool(signals.locks))
    assert signals.locks == [True]


@needs_a_bus
def test_sleep_locks_also_where_logind_refuses_to_wait(address, desktop, listen, qtbot):
    desktop.refuses = True
    desktop.appear(LOGIN)
    signals = listen(address)
    qtbot.waitUntil(lambda: len(desktop.asked) == 2)
    desktop.tell_sleep(True)
    qtbot.waitUntil(lambda: signals.locks == [False])
    desktop.tell_sleep(False)
    qtbot.waitUntil(lambda: len(desktop.asked) == 3)


@needs_a_bus
def test_a_desktop_that_comes_later_is_heard(address, desktop, listen, qtbot):
    signals = listen(address)
    qtbot.waitUntil(lambda: signals._system is not None)
    desktop.appear(LOGIN, "org.gnome.ScreenSaver")
    path, name = "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"
    qtbot.waitUntil(lambda: desktop.tell(path, name, "ActiveChanged", True) or bool(signals.locks))
    before = len(signals.locks)
    qtbot.waitUntil(lambda: desktop.tell_sleep(True) or len(signals.locks) > before)


@needs_a_bus
def test_the_end_of_the_window_lets_the_computer_sleep(signals, desktop, qtbot, listen, address):
    window = QObject()
    own = DesktopSignals(window, system=address, session=address)
    own.begin()
    qtbot.waitUntil(lambda: own.holds_sleep)
    delete(window)
    qtbot.waitUntil(lambda: desktop.holds == [True, False])


@needs_a_bus
def test_a_bus_that_ends_ends_nothing_here(listen, qtbot):
    with running_bus() as (address, process):
        signals = listen(address)
        qtbot.waitUntil(lambda: signals._system is not None)
        process.terminate()
        qtbot.waitUntil(lambda: not signals._system.isConnected())
    assert signals.locks == []
    signals._take_sleep(False)
    qtbot.waitUntil(lambda: not signals._is_asked)
    assert not signals.holds_sleep
    QDBusConnection.disconnectFromBus(f"clonus-desktop {address}")


def test_a_bus_that_hangs_is_not_waited_for(listen, qtbot, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("bus")
        server.listen()
        signals = listen("unix:path=bus")
        greeted, _address = server.accept()
        with greeted:
            # It has come back, although nobody has answered.
            assert greeted.recv(64).startswith(b"\0AUTH EXTERNAL ")
            greeted.sendall(b"REJECTED EXTERNAL\r\n")
            ended = []
            qtbot.waitUntil(lambda: ended.append(has_ended(greeted)) or ended[-1])
    assert signals._system is None
    assert signals.locks == []


def has_ended(stream: socket.socket) -> bool:
    """True when the other side has hung up."""
    stream.setblocking(False)
    try:
        return stream.recv(1) == b""
    except BlockingIOError:
        return False


def test_a_window_that_goes_away_hangs_up(qapp, qtbot, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("bus")
        server.listen()
        signals = DesktopSignals(qapp, system="unix:path=bus", session="unix:path=none")
        signals.begin()
        greeted, _address = server.accept()
        with greeted:
            delete(signals)
            greeted.recv(64)
            qtbot.waitUntil(lambda: has_ended(greeted))


@pytest.mark.parametrize(
    "address",
    ["", "autolaunch:", "tcp:host=127.0.0.1,port=9", "unix:tmpdir=/tmp", "unix:path=none", "?=:,"],
)
def test_an_address_that_leads_to_no_bus_is_left_alone(listen, address, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=none")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=none")
    signals = listen(address)
    assert signals._system is None
    assert not signals.holds_sleep


def test_without_a_word_about_them_the_usual_buses_are_meant(qapp, monkeypatch, tmp_path: Path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("DBUS_SYSTEM_BUS_ADDRESS")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    signals = DesktopSignals(qapp)
    assert signals._system_address == "unix:path=/run/dbus/system_bus_socket"
    assert signals._session_address == f"unix:path={tmp_path}/bus"
    delete(signals)


@settings(max_examples=50)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_the_name_of_a_socket_is_read_from_its_address(name):
    said = quote(name, safe="/")
    assert socket_name(f"unix:path={said},guid=1f;tcp:host=a") == name
    assert socket_name(f"unix:guid=1f,abstract={said}") == "\0" + name
