"""The very first start: nobody's name, no patient; the way to a signed exam is shown."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from clonus_desktop.casebook import patients
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), QPoint())
    QApplication.processEvents()


def test_signing_without_a_name_leads_to_where_it_is_entered_and_back(
    open_main_window: Callable[[Casebook], MainWindow], tmp_path: Path, keyboard, clock, qtbot
) -> None:
    with open_book(tmp_path / "new.sqlite", now=clock) as book:
        patient_id = patients.add(book, Patient(family_name="Okoye")).patient_id
        window = open_main_window(book)
        window.go(Destination(screen=Screen.EXAM, patient_id=patient_id))
        keyboard.press(*"000000")
        assert window.destination.screen is Screen.REVIEW
        qtbot.wait(650)
        keyboard.press(Qt.Key.Key_Return)
        link = window.page.view.problems.links[0]
        assert link.accessibleName() == "Enter the name you sign with in Settings"
        click(link)
        assert window.destination.screen is Screen.SETTINGS
        page = window.page
        page.clinic.name.setFocus()
        keyboard.press(*"Dr Okoye")
        click(window.rail.buttons["exam"])
        assert window.destination.screen is Screen.EXAM
        keyboard.press(Qt.Key.Key_F10)
        qtbot.wait(650)
        keyboard.sign()
        assert book.practice.examiner.name == "Dr Okoye"
        assert window.page.view.signed.text() == "Signed 23-Nov-2025 10:42 by Dr Okoye"
        window.shut()
