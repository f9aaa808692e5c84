"""No part of a page ever flashes up as a window of its own."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen


class Shown(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_show = event.type() == QEvent.Type.Show
        if is_show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(repr(watched))
        return False


def test_walking_every_screen_in_every_arrangement_shows_one_window(
    open_main_window: Callable[[Casebook], MainWindow],
    book: Casebook,
    patient: Patient,
    qapp: QApplication,
) -> None:
    window = open_main_window(book)
    shown = Shown()
    qapp.installEventFilter(shown)
    for screen in Screen:
        for arrangement in Arrangement:
            window.arrangement = arrangement
            window.go(Destination(screen=screen, patient_id=patient.id))
            QApplication.processEvents()
    qapp.removeEventFilter(shown)
    assert shown.windows == []
