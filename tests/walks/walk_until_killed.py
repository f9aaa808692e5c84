"""Run as a child: examines by keys until it has done so many acts, says so, and waits.

``python walk_until_killed.py CASEBOOK ACTS`` with up to nine acts: start, six places, sign, yes.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clonus_desktop import app as house
from clonus_desktop.casebook.book import open_book
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settings import Settings

ACTS = (
    (Qt.Key.Key_E, "e"),
    (Qt.Key.Key_2, "2"),
    (Qt.Key.Key_S, "s"),
    (Qt.Key.Key_0, "0"),
    (Qt.Key.Key_6, "6"),
    (Qt.Key.Key_0, "0"),
    (Qt.Key.Key_1, "1"),
    (Qt.Key.Key_Return, ""),
    (Qt.Key.Key_Return, ""),
)


def main(path: Path, acts: int) -> None:
    """Walk so many acts, then wait to be killed."""
    app = house.application()
    appearance().apply(app, "light", 1.0)
    book = open_book(path)
    window = house.MainWindow(Session(book, Settings(None)))
    window.show()
    window.go(Destination(screen=Screen.CHART, patient_id=1))
    QTest.qWaitForWindowActive(window)
    for number, (key, text) in enumerate(ACTS[:acts]):
        if key == Qt.Key.Key_Return:
            QTest.qWait(700)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(10_000 + number * 1000)
            QApplication.sendEvent(QApplication.focusWidget() or window.page, event)
    sys.stdout.write("done\n")
    sys.stdout.flush()
    time.sleep(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
