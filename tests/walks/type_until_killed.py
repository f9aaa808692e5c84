"""Run as a child: does one kind of act on the running program, and is ended in the middle of it.

``python type_until_killed.py CASEBOOK KIND END`` on an encrypted casebook whose first clinician has
the passphrase of ``at_the_door``, where END is "wait" (for kill -9 from outside),
"close" (the window is closed) or the name of a signal that it sends itself right after the act.
"""

import os
import signal
import sys
import time
from pathlib import Path

from at_the_door import Visitor
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clonus_desktop import app as house
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.window_sheets import ResumeSheet

KEYS = {
    "count": "6",
    "not tested": "n1",
    "undo": "62\b",
    "note": "oseen on video",
}
WRITTEN = {
    "comment": (Screen.REVIEW, lambda page: page.view.comment),
    "patient": (Screen.PATIENT_FORM, lambda page: page.form.conditions),
    "reason": (Screen.LETTER, lambda page: page.view.options.typed["reason"]),
    "clinic": (Screen.SETTINGS, lambda page: page.clinic.clinic),
}


def press(text: str, window: MainWindow, number: int) -> None:
    """One key, with its own time stamp, on whatever has the focus."""
    code = Qt.Key.Key_Backspace if text == "\b" else Qt.Key(ord(text.upper()))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(10_000 + number * 1000)
        QApplication.sendEvent(QApplication.focusWidget() or window.page, event)
        QApplication.processEvents()


def act(window: MainWindow, kind: str) -> None:
    """Do the act by keys, each with its own time stamp."""
    screen, field = WRITTEN.get(kind, (Screen.EXAM, None))
    window.go(Destination(screen=screen, patient_id=1))
    if field:
        field(window.page).setFocus()
    for number, key in enumerate(KEYS.get(kind, "typed words")):
        press(key, window, number)


def main(path: Path, kind: str, end: str) -> int:
    """Run the program as on a desk; the exit code."""
    house.application()

    def drive(window: MainWindow) -> None:
        # The unfinished exam is offered once the window was painted.
        QTest.qWait(400)
        for sheet in window.findChildren(ResumeSheet):
            sheet.close_sheet()
        act(window, kind)
        if end == "wait":
            # What is typed is kept a second after the last letter.
            QTest.qWait(1200)
            sys.stdout.write("done\n")
            sys.stdout.flush()
            time.sleep(60)
        elif end == "close":
            window.close()
        else:
            os.kill(os.getpid(), getattr(signal, end))

    visitor = Visitor(drive)
    code = house.run(casebook_path=path)
    del visitor
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
