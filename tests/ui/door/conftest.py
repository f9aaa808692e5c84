"""A door before a folder of its own, with keys that cost little, and hands that type."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clonus_desktop.casebook import keys
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.door.door import Door
from clonus_desktop.ui.door.entry import Entry

CHEAP = keys.Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "quiet river stone lantern"
NAME = "Dr P Okafor"


class Hands:
    """Somebody at the door."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.door: Door
        self.entries: list[Entry] = []

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.door

    def open(self, path: Path, **named: object) -> Door:
        self.door = door = Door(path, cost=CHEAP, **named)
        self._qtbot.addWidget(door)
        door.opened.connect(self.entries.append)
        door.show()
        door.activateWindow()
        assert QTest.qWaitForWindowActive(door)
        door.begin()
        return door

    def type(self, *parts: str | Qt.Key) -> None:
        """Each key on whatever has the keyboard by then."""
        for part in parts:
            for key in part if isinstance(part, str) else (part,):
                if isinstance(key, str):
                    QTest.keyClicks(self.focus, key)
                else:
                    QTest.keyClick(self.focus, key)

    def enter(self, *parts: str) -> None:
        """Each part followed by Enter."""
        for part in parts:
            self.type(part, Qt.Key.Key_Return)

    def until(self, name: str) -> object:
        """Wait for a page of that class."""
        self._qtbot.waitUntil(lambda: type(self.door.page).__name__ == name)
        return self.door.page

    def until_in(self) -> Entry:
        self._qtbot.waitUntil(lambda: bool(self.entries))
        return self.entries[-1]

    def words(self) -> str:
        labels = self.door.page.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication) -> Iterator[Hands]:
    appearance().apply(qapp, "light", 1.0)
    made = Hands(qtbot)
    yield made
    if hasattr(made, "door"):
        made.door.shut()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine" / "casebook.sqlite"


@pytest.fixture
def locked(path: Path) -> keys.Prepared:
    """There is a casebook at the path; what it was made with."""
    prepared = keys.prepare(NAME, PASSPHRASE, cost=CHEAP)
    keys.create(path, prepared)
    return prepared


@pytest.fixture
def second(path: Path, locked: keys.Prepared) -> Callable[[], str]:
    """Adds a clinician; gives the id."""

    def add() -> str:
        opened = keys.unlock(path, keys.ways_in(path, cost=CHEAP)[0].id, PASSPHRASE, cost=CHEAP)
        return keys.add_way_in(path, opened, "Sr N Adeyemi", "other words of hers", cost=CHEAP)[0]

    return add
