"""Run as a child: the program with its window minimised; says when it came to the front.

``python show_until_ended.py CASEBOOK``
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from clonus_desktop import app as house
from clonus_desktop.ui.main_window import MainWindow


def say(word: str) -> None:
    """One line to whoever started this."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(path: Path) -> int:
    """Run the program; its exit code."""
    house.application()
    watch = QTimer()
    minimised: list[MainWindow] = []

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if not isinstance(window, MainWindow) or not window.isVisible():
                continue
            if not minimised:
                minimised.append(window)
                window.setWindowState(Qt.WindowState.WindowMinimized)
                say("minimised")
            elif not window.windowState() & Qt.WindowState.WindowMinimized:
                window.setWindowState(Qt.WindowState.WindowMinimized)
                say("came to the front")

    watch.timeout.connect(look)
    watch.start(50)
    return house.run(casebook_path=path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
