"""One start of the program, or of a bare Qt window: prints the clock when it was painted.

Run as a child: ``python start_once.py bare`` or ``python start_once.py program CASEBOOK``.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class FirstPaint(QObject):
    """Prints the clock once a window has painted for the first time, and quits."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # The paint itself comes after the filter; this runs once it is done.
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        print(time.monotonic(), flush=True)
        QApplication.quit()


def bare() -> None:
    """A window with nothing in it."""
    app = QApplication([])
    window = QWidget()
    window.resize(1280, 800)
    FirstPaint(window)
    window.show()
    app.exec()


def program(casebook: Path) -> None:
    """The patients of a casebook, ready to be searched."""
    from clonus_desktop import app as house
    from clonus_desktop.casebook.book import open_book
    from clonus_desktop.ui.appearance import appearance
    from clonus_desktop.ui.session import Session
    from clonus_desktop.ui.settings import Settings

    app = house.application()
    appearance().apply(app, "light", 1.0)
    with open_book(casebook) as book:
        window = house.MainWindow(Session(book, Settings(None)))
        FirstPaint(window)
        window.begin()
        window.show()
        app.exec()
        window.shut()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        program(Path(sys.argv[2]))
