"""The real window on a real file, walked with real keys and presses."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clonus_desktop import demo
from clonus_desktop.app import open_window
from clonus_desktop.casebook import keys, patients, practice
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.lock.signed_in import SignedIn
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settings import Settings
from tests import audit
from tests.screens import Walker, add_patients

DEMO_DAY = datetime(2026, 11, 23, 10, 42, 7, tzinfo=UTC)
START = datetime(2025, 11, 23, 10, 42, 7, tzinfo=timezone(timedelta(hours=1)))


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **step: float) -> None:
        self.time += timedelta(**step)


class Keyboard:
    """Keys as a person presses them: each with its own time stamp, half a second apart."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.ms = 10_000

    def press(self, *keys: Qt.Key | str, after_ms: int = 500, hold_ms: int = 40) -> None:
        """Press and release each key on whatever has the focus."""
        for key in keys:
            self.down(key, after_ms=after_ms)
            self.up(key, after_ms=hold_ms)

    def press_button(self, name: str) -> None:
        """Tab to the control whose name begins so, and press it."""
        for _stop in range(60):
            if _focus().accessibleName().startswith(name):
                self.press(Qt.Key.Key_Space)
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"{name} is not reached by Tab")

    def sign(self) -> None:
        """Enter on the review, and Enter on the sheet that asks once more, when it answers."""
        self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_Return, after_ms=700)

    def down(self, key: Qt.Key | str, *, after_ms: int = 500, repeated: bool = False) -> None:
        self._send(QEvent.Type.KeyPress, key, after_ms, repeated)

    def up(self, key: Qt.Key | str, *, after_ms: int = 40, repeated: bool = False) -> None:
        self._send(QEvent.Type.KeyRelease, key, after_ms, repeated)

    def _send(self, kind: QEvent.Type, key: Qt.Key | str, after_ms: int, repeated: bool) -> None:
        self.ms += after_ms
        code, text = (ord(key.upper()), key) if isinstance(key, str) else (key, "")
        event = QKeyEvent(kind, int(code), Qt.KeyboardModifier.NoModifier, text, repeated, 1)
        event.setTimestamp(self.ms)
        QApplication.sendEvent(_focus(), event)
        QApplication.processEvents()


def _focus() -> QWidget:
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    assert widget is not None, "nothing has the focus"
    return widget


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def casebook_path(tmp_path: Path) -> Path:
    return tmp_path / "casebook.sqlite"


@pytest.fixture
def book(casebook_path: Path, clock: Clock) -> Iterator[Casebook]:
    with open_book(casebook_path, now=clock) as opened:
        practice.change(
            opened,
            replace(
                opened.practice,
                examiner=Examiner(name="Dr P Okafor", role="Consultant"),
                clinic="Northgate Rehabilitation Clinic",
            ),
        )
        yield opened


@pytest.fixture
def patient(book: Casebook) -> Patient:
    change = patients.add(
        book,
        Patient(
            family_name="Macilroy",
            given_name="Iain",
            title="Mr",
            born_on=date(1968, 1, 11),
            sex=Sex.MALE,
            number="999 018 5301",
            alert="Latex allergy",
        ),
    )
    assert change.patient_id is not None
    return patients.get(book, change.patient_id)


@pytest.fixture
def keyboard(qtbot: QtBot) -> Keyboard:
    return Keyboard(qtbot)


@pytest.fixture
def open_main_window(
    qtbot: QtBot, qapp: QApplication, book: Casebook
) -> Iterator[Callable[[Casebook], MainWindow]]:
    # After the book, so that every window is shut before its record is closed.
    opened: list[MainWindow] = []

    def open_it(book: Casebook) -> MainWindow:
        appearance().apply(qapp, "light", 1.0)
        window = open_window(Session(book, Settings(None)))
        opened.append(window)
        qtbot.addWidget(window)
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        return window

    yield open_it
    for window in opened:
        window.shut()


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("audit") / "casebook.sqlite"
    demo.fill(path, now=DEMO_DAY)
    with open_book(path, now=lambda: DEMO_DAY) as book:
        add_patients(book)
    return path


@pytest.fixture
def demo_book(demo_file: Path, tmp_path: Path) -> Iterator[Casebook]:
    path = tmp_path / "casebook.sqlite"
    shutil.copy(demo_file, path)
    with open_book(path, now=lambda: DEMO_DAY) as opened:
        yield opened


CHEAP = keys.Cost(memory_kib=8, passes=1, lanes=1)
"""What a try of a passphrase costs in tests."""


@pytest.fixture(scope="session")
def locked_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, keys.Opened, str]:
    """An encrypted casebook of two clinicians, what opens it, and its recovery code."""
    path = tmp_path_factory.mktemp("locked") / "casebook.sqlite"
    prepared = keys.prepare("Dr P Okafor", PASSPHRASE, cost=CHEAP)
    opened = keys.create(path, prepared)
    keys.add_way_in(path, opened, "Sr N Featherstonehaugh-Adeyemi", HERS, cost=CHEAP)
    return path, opened, prepared.recovery_code


PASSPHRASE, HERS = "quiet river stone lantern", "other words of hers"


@pytest.fixture
def signed_in(locked_file: tuple[Path, keys.Opened, str]) -> Callable[[], SignedIn]:
    """Gives the first clinician of that casebook, at work."""
    path, opened, _code = locked_file
    path.with_name("vault-attempts.json").unlink(missing_ok=True)
    return lambda: SignedIn(path, keys.ways_in(path, cost=CHEAP)[0], opened, cost=CHEAP)


@pytest.fixture
def walk(
    demo_book: Casebook,
    qtbot: QtBot,
    qapp: QApplication,
    keyboard: Keyboard,
    signed_in: Callable[[], SignedIn],
) -> Iterator[Callable[[str, tuple[int, int], float], Walker]]:
    """Open the window on the demo casebook in a theme, a size and a text size."""
    windows = []

    def open_it(theme: str, size: tuple[int, int], scale: float) -> Walker:
        appearance().apply(qapp, theme, scale)
        window = open_window(Session(demo_book, Settings(None), is_demo=True))
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        # The window offers the unfinished exam by itself; here that is a state of its own.
        qtbot.waitUntil(lambda: audit.top_sheet(window) is not None)
        return Walker(window, demo_book, qtbot, keyboard, signed_in)

    yield open_it
    for window in windows:
        window.shut()


_READ = """
import json, sqlite3, sys
file = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
print(json.dumps(file.execute(sys.argv[2]).fetchall()))
"""


@pytest.fixture
def read_file(casebook_path: Path) -> Callable[[str], list[tuple]]:
    """What the file holds, read with the plain sqlite3 of Python.

    In a process of its own: two SQLite libraries in one process drop each other's locks.
    """

    def read(query: str) -> list[tuple]:
        command = [sys.executable, "-c", _READ, str(casebook_path), query]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return [tuple(row) for row in json.loads(done.stdout)]

    return read
