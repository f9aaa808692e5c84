"""For children that run the program: somebody who comes in through the door, by keys."""

import json
import os
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from clonus_desktop.casebook import clinicians, keys
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.ui import sitting
from clonus_desktop.ui.door.code_page import CodePage
from clonus_desktop.ui.door.door import Door
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.fault_window import FaultDialog
from clonus_desktop.ui.main_window import MainWindow

CHEAP = keys.Cost(memory_kib=8, passes=1, lanes=1)
NAME, PASSPHRASE = "Dr P Okafor", "quiet river stone lantern"
_LOOK_EVERY_MS = 50


Kind = TypeVar("Kind", bound=QWidget)


def shown(kind: type[Kind]) -> Kind | None:
    """The window of that kind that is on the screen."""
    found = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
    return next(found, None)


def make_doors_cheap() -> None:
    """Let each try of a passphrase cost little: only that differs from the program on a desk."""
    sitting.Door = partial(Door, cost=CHEAP)  # type: ignore[assignment, misc]


def type_on(window: QWidget, *lines: str) -> None:
    """Each line on whatever has the keyboard by then, followed by Enter."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    for line in lines:
        QTest.keyClicks(QApplication.focusWidget(), line)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


class Visitor(QObject):
    """Answers every page of the door once, and dialogs that come before it; then goes on.

    Args:
        go_on: Called once with the window.
        passphrase: Chosen at the first start, and typed at each later one.
        role: Typed at the first start.

    Attributes:
        said: What dialogs said before there was a window.
    """

    def __init__(
        self, go_on: Callable[[MainWindow], object], *, passphrase: str = PASSPHRASE, role: str = ""
    ) -> None:
        super().__init__()
        make_doors_cheap()
        self._go_on, self._passphrase, self._role = go_on, passphrase, role
        self._answered: QWidget | None = None
        self.said: list[str] = []
        self._code = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_EVERY_MS)

    def _look(self) -> None:
        try:
            self._answer_what_is_shown()
        except BaseException:  # noqa: BLE001 - it is told, and the process ends
            # The program would go on, and whoever waits for it would wait long.
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(3)

    def _answer_what_is_shown(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, FaultDialog):
            self.said = [label.text() for label in dialog.findChildren(QLabel)]
            (dialog.go_on if not dialog.go_on.isHidden() else dialog.close_button).click()
            return
        window, door = shown(MainWindow), shown(Door)
        if window is not None:
            self._timer.stop()
            window.activateWindow()
            assert QTest.qWaitForWindowActive(window)
            self._go_on(window)
        elif door is not None and door.page is not self._answered:
            self._answered = door.page
            self.answer(door, door.page)

    def answer(self, door: Door, page: DoorPage) -> None:
        """What is typed on a page; those of the worker are waited for."""
        match type(page).__name__:
            case "NewKeysPage":
                type_on(door, NAME, self._role, self._passphrase, self._passphrase)
            case "CodePage":
                assert isinstance(page, CodePage)
                self._code = self.take_code(page)
                page.go_on.setFocus()
                QTest.keyClick(page.go_on, Qt.Key.Key_Space)
            case "CodeBackPage":
                type_on(door, self._code.lower().replace("-", " "))
            case "UnlockPage":
                type_on(door, self._passphrase)

    def take_code(self, page: CodePage) -> str:
        """Write the code down, as it stands on the screen."""
        labels = page.code.findChildren(QLabel)
        return "-".join(label.text() for label in labels if label.property("role") == "code")


# --- for the one who reads the record afterwards ------------------------------------------------


def made(path: Path) -> keys.Opened:
    """An encrypted casebook with its first clinician, and what opens it."""
    opened = keys.create(path, keys.prepare(NAME, PASSPHRASE, cost=CHEAP))
    assert opened.signing_seed is not None
    with open_book(path, key=opened.key) as book:
        clinicians.sign_in(book, slot=opened.slot_id, name=NAME, seed=opened.signing_seed)
    return opened


def opened_again(path: Path, passphrase: str = PASSPHRASE) -> Casebook:
    """The casebook, opened by the passphrase of its first clinician."""
    way_in = keys.ways_in(path, cost=CHEAP)[0]
    return open_book(path, key=keys.unlock(path, way_in.id, passphrase, cost=CHEAP).key)


def read(path: Path, query: str) -> list[tuple]:
    """What the casebook holds, once the program that wrote it has ended."""
    with opened_again(path) as book:
        return [tuple(row) for row in book.file._store.rows(query)]


def tell(seen: object) -> None:
    """One line of JSON to whoever started this."""
    sys.stdout.write(json.dumps(seen) + "\n")
    sys.stdout.flush()
