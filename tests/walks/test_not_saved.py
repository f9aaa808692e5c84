"""When the disk or another program refuses: nothing is lost, it is said, and retried."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from clonus_desktop.casebook import examinations
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.hunter import HunterInput
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen

# Holds the file as another program would, until its input ends.
_HOLD = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("BEGIN IMMEDIATE")
sys.stdout.write("held\\n"); sys.stdout.flush()
sys.stdin.read()
file.execute("ROLLBACK")
"""


def hold(casebook_path: Path) -> subprocess.Popen:
    """Another program that writes to the file until it is let go."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(casebook_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_finding_that_cannot_be_saved_stays_on_the_page_and_is_saved_by_trying_again(
    open_main_window: Callable[[Casebook], MainWindow],
    book: Casebook,
    patient: Patient,
    casebook_path: Path,
    keyboard,
    read_file: Callable[[str], list[tuple]],
) -> None:
    window = open_main_window(book)
    window.go(Destination(screen=Screen.EXAM, patient_id=patient.id))
    keyboard.press("0")
    holder = hold(casebook_path)
    keyboard.press("6")
    assert window.save_bar.isVisible()
    assert str(window.page.place) == "left ankle"
    said = window.save_bar.words.text()
    assert said.count(".") >= 3
    assert "6" in said
    assert "left ankle" in said
    holder.communicate("")
    QTest.mouseClick(
        window.save_bar.again, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), QPoint()
    )
    assert not window.save_bar.isVisible()
    assert str(window.page.place) == "right patella"
    found = read_file(
        "SELECT t.side, t.site, r.beats FROM clonus_test t JOIN trial r ON r.clonus_test_id = t.id"
    )
    assert found == [("right", "ankle", 0), ("left", "ankle", 6)]


def test_a_serotonin_feature_that_cannot_be_saved_does_not_look_saved_until_it_is(
    open_main_window: Callable[[Casebook], MainWindow],
    book: Casebook,
    patient: Patient,
    casebook_path: Path,
) -> None:
    examinations.start(book, patient.id)
    window = open_main_window(book)
    window.go(Destination(screen=Screen.HUNTER, patient_id=patient.id))
    tremor = window.page.view.features.rows[HunterInput.TREMOR].choice
    holder = hold(casebook_path)
    tremor.buttons["yes"].click()
    assert tremor.choice == "unknown"
    assert "Tremor: yes" in window.save_bar.words.text()
    holder.communicate("")
    window.save_bar.again.click()
    assert not window.save_bar.isVisible()
    assert tremor.choice == "yes"
