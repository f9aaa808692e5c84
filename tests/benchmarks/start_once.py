"""One start of the program, or of a bare Qt window: prints the clock when it was painted.

Run as a child: ``python start_once.py bare`` or ``python start_once.py program CASEBOOK``, the
latter with ``modules`` behind it to print what was imported by then instead of the clock.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

# Qt is imported by the two below, each as itself would: the program reads other modules first.
if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def after_first_paint(window: "QWidget", tell: Callable[[], None]) -> None:
    """Call tell() once the window has painted for the first time, and quit."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                # The paint itself comes after the filter; this runs once it is done, before
                # anything that the window itself puts off until then.
                QTimer.singleShot(0, self._painted)
            return False

        def _painted(self) -> None:
            tell()
            QApplication.quit()

    window.installEventFilter(FirstPaint(window))


def bare(tell: Callable[[], None]) -> None:
    """A window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1280, 800)
    after_first_paint(window, tell)
    window.show()
    app.exec()


def program(casebook: Path, tell: Callable[[], None]) -> None:
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
        after_first_paint(window, tell)
        window.begin()
        window.show()
        app.exec()
        window.shut()


def _tell_clock() -> None:
    print(time.monotonic(), flush=True)


def _tell_modules() -> None:
    import json

    print(json.dumps(sorted(sys.modules)), flush=True)


if __name__ == "__main__":
    tell = _tell_modules if "modules" in sys.argv else _tell_clock
    if sys.argv[1] == "bare":
        bare(tell)
    else:
        program(Path(sys.argv[2]), tell)
