"""What somebody hears who does not see the screen: what was done, where one is, what is wrong."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage.faults import DiskFull
from clonus_desktop.ui import accessible
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pad_voice import REST_MS
from clonus_desktop.ui.screen_words import screen_words
from tests.audit import top_sheet

POLITE = QAccessible.AnnouncementPoliteness.Polite
URGENT = QAccessible.AnnouncementPoliteness.Assertive


class Ears:
    """Hears what is announced."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    def take(self, event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.heard.append((event.message(), event.politeness()))

    def since(self) -> list[str]:
        """What was said since the last question."""
        said = [words for words, _politeness in self.heard]
        self.heard.clear()
        return said


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    listening = Ears()
    monkeypatch.setattr(accessible, "_tell", listening.take)
    return listening


@pytest.fixture
def window(
    open_main_window: Callable[[Casebook], MainWindow], book: Casebook, patient: Patient, ears: Ears
) -> MainWindow:
    window = open_main_window(book)
    window.go(Destination(screen=Screen.EXAM, patient_id=patient.id))
    return window


def test_each_screen_is_said_when_it_is_opened_and_has_a_name(window, ears):
    assert ears.since() == ["Patients", "Exam"]
    assert window.page.accessibleName() == "Exam"
    assert all(screen_words(screen) for screen in Screen)


def test_after_a_count_it_is_said_what_was_recorded_and_which_place_comes_now(
    window, keyboard, ears
):
    ears.since()
    keyboard.press("0")
    assert ears.since() == ["Right ankle: No clonus (0 beats). Now left ankle."]


def test_turning_to_a_place_says_the_place_and_what_it_has(window, keyboard, ears):
    keyboard.press("2")
    ears.since()
    keyboard.press(Qt.Key.Key_Left)
    assert ears.since() == ["Right ankle: 2"]


def test_undo_says_what_stands_now(window, keyboard, ears):
    keyboard.press("6")
    ears.since()
    keyboard.press(Qt.Key.Key_Backspace)
    assert ears.since() == ["Right ankle: Not recorded. Now right ankle."]


def test_the_pad_is_silent_while_it_counts_and_says_its_number_when_it_rests(
    window, keyboard, ears, qtbot
):
    ears.since()
    for _tap in range(7):
        keyboard.press(Qt.Key.Key_Space, after_ms=140, hold_ms=40)
    assert ears.since() == []
    qtbot.waitUntil(lambda: bool(ears.heard), timeout=3 * REST_MS)
    assert ears.since() == ["7 beats"]


def test_the_pad_that_was_used_says_nothing_afterwards(window, keyboard, ears, qtbot):
    for _tap in range(3):
        keyboard.press(Qt.Key.Key_Space, after_ms=140, hold_ms=40)
    keyboard.press(Qt.Key.Key_Return)
    ears.since()
    qtbot.wait(REST_MS + 200)
    assert ears.since() == []


def test_a_sheet_says_its_question(window, keyboard, ears):
    ears.since()
    keyboard.press("n")
    assert ears.since() == ["Why was the right ankle not tested?"]


def test_what_was_not_saved_interrupts_and_what_is_saved_after_all_is_said(window, ears):
    ears.since()
    fault = DiskFull(Message("The disk is full. Nothing is lost. Free some space."))
    window.session.failed.emit(fault, lambda: None, "right ankle: 3 beats")
    words, politeness = ears.heard[-1]
    assert "The disk is full." in words
    assert "right ankle: 3 beats" in words
    assert politeness is URGENT
    window.session.recovered.emit()
    assert ears.heard[-1] == ("Saved", POLITE)


def test_page_down_and_end_scroll_a_sheet_that_has_nothing_to_tab_to(window, keyboard, ears):
    window.resize(1024, 400)
    keyboard.press("h")
    sheet = top_sheet(window)
    assert sheet is not None
    bar = sheet.findChild(QScrollArea).verticalScrollBar()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Home)
    assert bar.value() == 0
