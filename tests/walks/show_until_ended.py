"""Run as a child: the program with its window minimised; says when it came to the front.

``python show_until_ended.py CASEBOOK PLACE`` where PLACE is where somebody has got to: ``door``,
``window`` or ``locked``; or ``in use``, where the casebook is said to be in use until a
signal (USR1) comes, and is gone into after it.
"""

import signal
import sys
from pathlib import Path

from at_the_door import Visitor, make_doors_cheap, shown
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from clonus_desktop import app as house
from clonus_desktop.ui.door.door import Door
from clonus_desktop.ui.door.trouble_page import TroublePage
from clonus_desktop.ui.main_window import MainWindow


def say(word: str) -> None:
    """One line to whoever started this."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


class Watch:
    """Minimises the window again and again, and says when it came back.

    Args:
        window: Of the program.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        window.setWindowState(Qt.WindowState.WindowMinimized)
        say("minimised")
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._look)
        self._timer.start(50)

    def _look(self) -> None:
        window = self._window
        if not window.windowState() & Qt.WindowState.WindowMinimized:
            if isinstance(window, MainWindow) and window.locking.is_locked:
                say("locked, and came to the front")
            else:
                say("came to the front")
            window.setWindowState(Qt.WindowState.WindowMinimized)


def main(path: Path, place: str) -> int:
    """Run the program; its exit code."""
    house.application()
    held: list[object] = []

    def watch(window: QWidget) -> None:
        if place == "locked":
            assert isinstance(window, MainWindow)
            window.lock()
        held.append(Watch(window))

    def watch_the_door() -> None:
        door = shown(Door)
        assert door is not None
        watch(door)

    def try_again(*_signal: object) -> None:
        door = shown(Door)
        assert door is not None
        held.append(Visitor(watch))
        door.page.again.click()

    def say_in_use() -> None:
        door = shown(Door)
        if door is None or not isinstance(door.page, TroublePage):
            QTimer.singleShot(100, say_in_use)
            return
        signal.signal(signal.SIGUSR1, lambda *_: QTimer.singleShot(0, try_again))
        say("in use")

    make_doors_cheap()
    if place == "in use":
        QTimer.singleShot(100, say_in_use)
    elif place == "door":
        QTimer.singleShot(800, watch_the_door)
    else:
        held.append(Visitor(watch))
    return house.run(casebook_path=path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
