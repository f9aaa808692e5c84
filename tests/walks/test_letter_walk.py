"""From the first patient to the letter, by keys alone; the letter reads as it was approved."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Screen

APPROVED = Path(__file__).parent / "first_letter.txt"


def type_date(keyboard, day: str, month: str, year: str) -> None:
    """A date of birth in its three boxes."""
    keyboard.press(*day, Qt.Key.Key_Tab, *month, Qt.Key.Key_Tab, *year)


def test_a_patient_is_added_examined_signed_and_written_about_by_keys_alone(
    open_main_window: Callable[[Casebook], MainWindow],
    book: Casebook,
    keyboard,
    qtbot,
    qapp: QApplication,
) -> None:
    window = open_main_window(book)
    assert window.destination.screen is Screen.PATIENTS
    while QApplication.focusWidget().accessibleName() != "Add patient":
        keyboard.press(Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Return)
    assert window.destination.screen is Screen.PATIENT_FORM
    keyboard.press(*"Lindqvist", Qt.Key.Key_Tab, *"Sara")
    for _field in range(3):
        keyboard.press(Qt.Key.Key_Tab)
    type_date(keyboard, "08", "04", "1960")
    while QApplication.focusWidget().accessibleName() != "Save patient":
        keyboard.press(Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Return)
    assert window.destination.screen is Screen.CHART
    keyboard.press("e", "2", "6", "0", "n", "1", "0", "0")
    qtbot.wait(650)
    keyboard.sign()
    keyboard.press(Qt.Key.Key_Escape)
    assert window.destination.screen is Screen.CHART
    keyboard.press("l")
    assert window.destination.screen is Screen.LETTER
    qtbot.waitUntil(lambda: window.page.letter is not None, timeout=10_000)
    while QApplication.focusWidget().accessibleName() != "Copy text":
        keyboard.press(Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Return)
    letter = qapp.clipboard().text().replace("\r\n", "\n")
    qapp.clipboard().clear()
    # Each casebook has an id of its own, and so other seals.
    seal = r"Record [0-9a-f]{8}, act (\d+), seal [0-9a-f]{12}"
    letter = re.sub(seal, r"Record 00000000, act \1, seal 000000000000", letter)
    if os.environ.get("APPROVE_LETTERS"):
        APPROVED.write_text(letter, encoding="utf-8")
    assert letter == APPROVED.read_text(encoding="utf-8")
