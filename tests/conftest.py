"""What holds for every test: no screen, no home, no network, the same examples in CI."""

import gc
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# Before Qt is imported, so that it finds no screen, no theme and no scale of this machine.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for name in ("QT_QPA_PLATFORMTHEME", "QT_STYLE_OVERRIDE", "QT_SCALE_FACTOR", "LANGUAGE"):
    os.environ.pop(name, None)
os.environ["LC_ALL"] = "C.UTF-8"

HOME = Path(tempfile.mkdtemp(prefix="clonus-desktop-tests-"))
for name, folder in {
    "HOME": ".",
    "USERPROFILE": ".",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
}.items():
    # Qt wants the runtime folder for this user alone.
    (HOME / folder).mkdir(mode=0o700, exist_ok=True)
    os.environ[name] = str(HOME / folder)
# A test that wants the signals of a desktop brings its own bus.
for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
    os.environ[name] = f"unix:path={HOME / 'no-bus'}"

_LOOKS_UP_A_NAME = {
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.getnameinfo",
}
_USES_AN_ADDRESS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
_QT = "PySide6.QtWidgets"
_THIS_COMPUTER = {"127.0.0.1", "::1", b"127.0.0.1", b"::1"}
_reaches_this_computer = False


def refuse_the_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise AssertionError when Python is about to reach another machine.

    An audit hook and not a patched ``socket``: it also sees code that kept a reference to the
    original functions, and no test can take it off by accident. A test with the mark
    ``loopback`` may connect to this computer, by its number alone.
    """
    if not event.startswith("socket."):
        return
    is_local = event in _USES_AN_ADDRESS and arguments[0].family == getattr(socket, "AF_UNIX", None)
    if _reaches_this_computer and event in {"socket.connect", "socket.getaddrinfo"}:
        named = arguments[1][0] if event == "socket.connect" and not is_local else arguments[0]
        is_local = is_local or named in _THIS_COMPUTER
    if not is_local and event in _LOOKS_UP_A_NAME | _USES_AN_ADDRESS:
        raise AssertionError(f"A test reached for the network: {event} {arguments[1:]}")


sys.addaudithook(refuse_the_network)

# The widgets of a window are many objects, and few of them are garbage: looking through them less
# often saves a quarter of the time.
gc.set_threshold(100_000, 50, 100)

# No deadline: a busy machine is slow, not wrong. In CI the same examples on every run.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_configure(config: pytest.Config) -> None:
    """Say what the marks of these tests mean."""
    config.addinivalue_line("markers", "loopback: may connect to a server on this computer")


@pytest.fixture(autouse=True)
def _only_marked_tests_reach_this_computer(request: pytest.FixtureRequest):
    global _reaches_this_computer  # noqa: PLW0603 - an audit hook has no other way to be told
    _reaches_this_computer = request.node.get_closest_marker("loopback") is not None
    yield
    _reaches_this_computer = False


@pytest.fixture(autouse=True)
def _no_window_outlives_its_test():
    """What a test has shown goes with it, and so does what a page or sheet has made for itself.

    A window that is left behind would lock itself in another's test, and is drawn anew with each
    change of the theme; a widget that no window holds is a leak of the program.
    """
    before = _windows()
    yield
    if _QT not in sys.modules:
        return
    if left := _left_beside(before):
        # What only holds on to itself goes with the next collection of garbage.
        gc.collect()
        left = _left_beside(before)
    # Only now: each widget of theirs would be dressed anew.
    _light_again()
    assert not left, f"left behind: {left}"


def _windows() -> list[Any]:
    """All widgets that lie in no other."""
    if _QT not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return []
    return [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]


def _left_beside(before: list[Any]) -> list[Any]:
    from PySide6.QtCore import QCoreApplication, QEvent

    # Those that were told to go, which they do when Qt comes to it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [widget for widget in _windows() if widget not in before]


def _light_again() -> None:
    """Take back the theme and the text size of the test."""
    if "clonus_desktop.ui.appearance" not in sys.modules:
        return
    from PySide6.QtWidgets import QApplication

    from clonus_desktop.ui.appearance import appearance

    app, look = QApplication.instance(), appearance()
    if app is not None and (look.theme, look.scale) != ("light", 1.0):
        look.apply(app, "light", 1.0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long walks: were they last, one process would go on while the others wait."""
    items.sort(key=lambda item: item.path.parent.name not in {"walks", "reliability", "benchmarks"})


def pytest_unconfigure() -> None:
    """Remove the home of this run."""
    shutil.rmtree(HOME, ignore_errors=True)
