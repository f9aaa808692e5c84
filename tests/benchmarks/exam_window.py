"""The real window at an exam, and keys as the window system hands them out."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from clonus_desktop.ui.main_window import MainWindow


@contextmanager
def exam_window(casebook: Path) -> Iterator["MainWindow"]:
    """The window at an exam of the invented patient, warm; the draft is discarded at the end."""
    from clonus_desktop import app as house
    from clonus_desktop.casebook import examinations, patients
    from clonus_desktop.casebook.book import open_book
    from clonus_desktop.ui.appearance import appearance
    from clonus_desktop.ui.navigation import Destination, Screen
    from clonus_desktop.ui.session import Session
    from clonus_desktop.ui.settings import Settings

    app = house.application()
    appearance().apply(app, "light", 1.0)
    with open_book(casebook) as book:
        patient_id = patients.find(book, "Macilroy Iain")[0].patient.id
        window = house.MainWindow(Session(book, Settings(None)))
        window.resize(1280, 800)
        window.show()
        window.go(Destination(screen=Screen.EXAM, patient_id=patient_id))
        _wait_until_warm(window)
        try:
            yield window
        finally:
            draft = examinations.draft_of(book, patient_id)
            if draft is not None:
                examinations.discard(book, draft, reason="benchmark")
            window.shut()


def key_event(text: str, stamp_ms: int, *, is_down: bool = True) -> "QKeyEvent":
    """A press or release of a key with its own time stamp."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    kind = QEvent.Type.KeyPress if is_down else QEvent.Type.KeyRelease
    event = QKeyEvent(kind, ord(text.upper()), Qt.KeyboardModifier.NoModifier, text)
    event.setTimestamp(stamp_ms)
    return event


def _wait_until_warm(window: "MainWindow") -> None:
    """Until the plot's library is read: an exam begins later than a second after the start."""
    from PySide6.QtWidgets import QApplication

    done: list[object] = []
    while not window.isVisible() or "pyqtgraph" not in sys.modules:
        QApplication.processEvents()
    # The worker takes one task after the other.
    window.background.run(lambda: None, done=done.append, failed=done.append)
    while not done:
        QApplication.processEvents()
