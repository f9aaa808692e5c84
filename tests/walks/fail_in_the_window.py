"""Run as a child: the whole program, in which something fails in one way, with a name in it.

``python fail_in_the_window.py CASEBOOK KIND THEN`` where THEN is the button that is pressed in
the window of the fault: ``go_on`` or ``close_button``. Prints what was seen, as JSON.
"""

import faulthandler
import os
import signal
import sys
import threading
from pathlib import Path

from at_the_door import Visitor, make_doors_cheap, shown, tell
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, qWarning
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from clonus_desktop import app as house
from clonus_desktop.casebook import examinations, patients
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui import sitting
from clonus_desktop.ui.door.door import Door
from clonus_desktop.ui.guard import guarded
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.pages.patients import PatientsPage
from clonus_desktop.ui.window_sheets import FaultSheet

NAME = "Zyx-Macilroy"


class Broken(ValueError):
    """What fails."""


def fail(*_arguments: object, **_named: object) -> None:
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
    found = shown(MainWindow)
    assert found is not None
    return found


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


def at_the_door() -> None:
    """Before anybody has come in: nothing is kept, and the door is there again."""
    QTimer.singleShot(0, the_door(), fail)


def in_the_way_in() -> None:
    """After the door has opened, and before the window stands."""
    sitting.MainWindow = fail  # type: ignore[assignment, misc]


def the_door() -> Door:
    door = shown(Door)
    assert door is not None
    return door


BEFORE = {way.__name__: way for way in (at_the_door, in_the_way_in)}


# --- the walk -----------------------------------------------------------------------------------


class Watcher(QObject):
    """Comes in, lets the program fail, and presses what the window of the fault offers."""

    def __init__(self, kind: str, then: str) -> None:
        super().__init__()
        self.kind, self.then = kind, then
        self.seen: dict[str, object] = {"sheets": 0, "dialogs": []}
        if kind in BEFORE:
            QTimer.singleShot(800, self.fail_before)
        else:
            self.visitor = Visitor(self.begin)

    def fail_before(self) -> None:
        BEFORE[self.kind]()
        if self.kind == "in_the_way_in":
            self.visitor = Visitor(fail)
        QTimer.singleShot(2500, self.look_at_the_door)

    def look_at_the_door(self) -> None:
        door = the_door()
        sheets = [s for s in door.findChildren(FaultSheet) if not s.isHidden()]
        self.seen["sheets"] = len(sheets)
        self.seen["windows"] = sum(w.isVisible() for w in QApplication.topLevelWidgets())
        getattr(sheets[0], self.then).click()
        self.seen["page"] = type(door.page).__name__
        self.tell()
        if self.then == "go_on":
            door.close()

    def begin(self, _window: MainWindow) -> None:
        self.seen["dialogs"] = self.visitor.said
        if self.kind == "nothing":
            self.tell()
            window().close()
            return
        book = window().session.book
        patient_id = patients.add(book, Patient(family_name=NAME)).patient_id or 0
        examinations.start(book, patient_id)
        QTimer.singleShot(700, self.look)
        QTimer.singleShot(0, WAYS[self.kind])

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
        tell(self.seen)


def main(path: Path, kind: str, then: str) -> int:
    """Run the program; its exit code."""
    house.application()
    make_doors_cheap()
    watcher = Watcher(kind, then)
    if kind == "in_the_start":
        sitting.Door = fail  # type: ignore[assignment, misc]
    code = house.run(casebook_path=path)
    if kind == "in_the_start":
        watcher.seen["dialogs"] = watcher.visitor.said
        watcher.tell()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
