"""Run as a child: the whole program, in which something fails in one way, with a name in it.

``python fail_in_the_window.py CASEBOOK KIND THEN`` where THEN is the button that is pressed in
the window of the fault: ``go_on`` or ``close_button``. Prints what was seen, as JSON.
"""

import faulthandler
import json
import os
import signal
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, qWarning
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from clonus_desktop import app as house
from clonus_desktop.casebook import examinations, patients
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui import fault_window
from clonus_desktop.ui.guard import guarded
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.pages.patients import PatientsPage
from clonus_desktop.ui.window_sheets import FaultSheet

NAME = "Zyx-Macilroy"


class Broken(ValueError):
    """What fails."""


def fail(*_arguments: object) -> None:
    """Fail with a name in the message, and in that of its cause."""
    try:
        raise KeyError(NAME)
    except KeyError as error:
        raise Broken(f"{NAME} cannot be shown") from error


class Dies:
    """Fails where nobody can be told."""

    def __del__(self) -> None:
        fail()


class FailingWidget(QWidget):
    """Its paint is called by Qt alone."""

    paints = 0

    def paintEvent(self, _event: object) -> None:
        FailingWidget.paints += 1
        fail()


def window() -> MainWindow:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    return found[0]


# --- the ways to fail ------------------------------------------------------------------------


def in_a_slot() -> None:
    window().rail.chosen.connect(fail)
    window().rail.chosen.emit("patients")


def in_a_timer() -> None:
    timer = QTimer(window())
    timer.timeout.connect(fail)
    timer.start(5)
    QTimer.singleShot(300, timer.stop)


def in_a_worker() -> None:
    def raise_again(error: BaseException) -> None:
        raise error

    window().background.run(fail, done=fail, failed=raise_again)


def in_a_thread() -> None:
    threading.Thread(target=fail).start()


def in_a_destructor() -> None:
    Dies()


def in_a_paint() -> None:
    guarded(FailingWidget)
    widget = FailingWidget(window())
    widget.resize(50, 50)
    widget.show()
    again = QTimer(widget)
    again.timeout.connect(widget.update)
    again.start(5)


def in_a_size_hint() -> None:
    hinting = type("Hinting", (QWidget,), {"sizeHint": fail, "__module__": "clonus_desktop.ui.x"})
    widget = hinting(window())
    for _time in range(50):
        # Qt asks in the middle of this, and this goes on.
        widget.adjustSize()
    widget.setObjectName("built to its end")


def in_a_key() -> None:
    PatientsPage.key_table = fail  # type: ignore[method-assign, assignment]
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "")
    QApplication.postEvent(window().page, event)


def in_a_filter() -> None:
    from clonus_desktop.ui.widgets.focus_ring import FocusRing

    FocusRing._surround = fail  # type: ignore[method-assign, assignment]
    window().resize(1000, 700)


def at_the_end() -> None:
    window().page.keep = fail  # type: ignore[method-assign]
    window().close()


def in_qt() -> None:
    qWarning(f'QSomething::write: cannot write "{NAME}"')
    fail()


def abort() -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def crash() -> None:
    faulthandler._sigsegv()


def crash_in_a_thread() -> None:
    threading.Thread(target=faulthandler._sigsegv).start()


WAYS = {
    way.__name__: way
    for way in (
        in_a_slot,
        in_a_timer,
        in_a_worker,
        in_a_thread,
        in_a_destructor,
        in_a_paint,
        in_a_size_hint,
        in_a_key,
        in_a_filter,
        at_the_end,
        in_qt,
        abort,
        crash,
        crash_in_a_thread,
    )
}


# --- the walk -----------------------------------------------------------------------------------


class Watcher(QObject):
    """Waits for the window, lets it fail, and presses what the window of the fault offers."""

    def __init__(self, kind: str, then: str) -> None:
        super().__init__()
        self.kind, self.then = kind, then
        self.seen: dict[str, object] = {"sheets": 0, "dialogs": []}

    def begin(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, fault_window.FaultDialog):
            said = [label.text() for label in dialog.findChildren(fault_window.QLabel)]
            self.seen["dialogs"] = said
            (dialog.go_on if not dialog.go_on.isHidden() else dialog.close_button).click()
            QTimer.singleShot(300, self.begin)
            return
        if self.kind == "in_the_start":
            return
        if self.kind == "nothing":
            self.tell()
            window().close()
            return
        book = window().session.book
        patient_id = patients.add(book, Patient(family_name=NAME)).patient_id or 0
        examinations.start(book, patient_id)
        QTimer.singleShot(700, self.look)
        WAYS[self.kind]()

    def look(self) -> None:
        sheets = [s for s in window().findChildren(FaultSheet) if not s.isHidden()]
        self.seen["sheets"] = len(sheets)
        self.seen["windows"] = sum(w.isVisible() for w in QApplication.topLevelWidgets())
        built = window().findChild(QWidget, "built to its end")
        self.seen["built"] = built is not None
        self.seen["paints"] = FailingWidget.paints
        self.seen["draft"] = examinations.newest_draft(window().session.book) is not None
        self.tell()
        getattr(sheets[0], self.then).click()
        if self.then == "go_on":
            QTest.qWait(400)
            vars(window().page).pop("keep", None)
            window().close()

    def tell(self) -> None:
        sys.stdout.write(json.dumps(self.seen) + "\n")
        sys.stdout.flush()


def main(path: Path, kind: str, then: str) -> int:
    """Run the program; its exit code."""
    if kind == "in_the_start":
        house.open_window = fail  # type: ignore[assignment]
    house.application()
    watcher = Watcher(kind, then)
    QTimer.singleShot(600, watcher.begin)
    code = house.run(casebook_path=path)
    if kind == "in_the_start":
        watcher.tell()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
