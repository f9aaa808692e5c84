"""Every key of the exam page, on the real window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.how_to_sheet import HowToSheet
from clonus_desktop.ui.widgets.keys_sheet import KeysSheet
from clonus_desktop.ui.widgets.sheet import Sheet

Read = Callable[[str], list[tuple]]
PAD = Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def window(
    open_main_window: Callable[[Casebook], MainWindow], book: Casebook, patient: Patient
) -> MainWindow:
    """The window at the patient's exam."""
    window = open_main_window(book)
    window.go(Destination(screen=Screen.EXAM, patient_id=patient.id))
    return window


def standing(read_file: Read) -> list[tuple]:
    return read_file(
        "SELECT t.side || ' ' || t.site, r.beats, r.count_method, t.not_tested_reason"
        " FROM clonus_test t LEFT JOIN trial r ON r.clonus_test_id = t.id"
        " WHERE t.struck_at IS NULL ORDER BY t.id"
    )


def test_an_exact_number_is_typed_and_stored_as_exact(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("x", "1", "4", Qt.Key.Key_Return)
    assert standing(read_file) == [("right ankle", 14, "exact", None)]


def test_an_exact_number_may_be_below_ten_and_says_that_it_is_exact(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("x", "7", Qt.Key.Key_Return)
    assert standing(read_file) == [("right ankle", 7, "exact", None)]


def test_an_exact_number_that_is_not_typed_is_asked_again(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("x", Qt.Key.Key_Return)
    assert standing(read_file) == []


def test_a_note_saves_itself_takes_digits_as_text_and_can_be_undone(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("o", *"seen 6 on video", Qt.Key.Key_Escape)
    notes = "SELECT text FROM note WHERE struck_at IS NULL"
    assert read_file(notes) == [("seen 6 on video",)]
    assert standing(read_file) == []
    assert window.page.view.bar.undo.accessibleName() == "Undo note on right ankle"
    keyboard.press(Qt.Key.Key_Backspace)
    assert read_file(notes) == []


def test_help_opens_over_the_exam_and_escape_only_closes_it(window: MainWindow, keyboard) -> None:
    for key, kind in (("?", KeysSheet), ("h", HowToSheet)):
        keyboard.press(key)
        assert window.findChildren(kind)[-1].isVisible()
        keyboard.press(Qt.Key.Key_Escape)
        assert window.destination.screen is Screen.EXAM


def test_places_are_reached_by_arrows_pages_and_function_keys(window: MainWindow, keyboard) -> None:
    seen = []
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Left,
        Qt.Key.Key_F6,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
    ):
        keyboard.press(key)
        seen.append(str(window.page.place))
    assert seen == [
        "left ankle",
        "right patella",
        "left ankle",
        "left wrist",
        "right ankle",
        "left wrist",
    ]


def press_on_the_pad(keyboard, *keys: tuple[Qt.Key, str]) -> None:
    """Keys of the number pad alone, with one hand."""
    for key, text in keys:
        keyboard.ms += 500
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, PAD, text)
            event.setTimestamp(keyboard.ms)
            QApplication.sendEvent(QApplication.focusWidget(), event)
            QApplication.processEvents()


def test_the_number_pad_alone_does_a_whole_exam(
    window: MainWindow, keyboard, qtbot, read_file: Read
) -> None:
    press_on_the_pad(
        keyboard,
        (Qt.Key.Key_9, "9"),
        (Qt.Key.Key_Period, "."),
        (Qt.Key.Key_2, "2"),
        (Qt.Key.Key_Asterisk, "*"),
        (Qt.Key.Key_0, "0"),
        (Qt.Key.Key_Plus, "+"),
        (Qt.Key.Key_Minus, "-"),
        (Qt.Key.Key_3, "3"),
        (Qt.Key.Key_0, "0"),
    )
    assert window.destination.screen is Screen.REVIEW
    qtbot.wait(650)
    press_on_the_pad(keyboard, (Qt.Key.Key_Enter, "\r"))
    keyboard.ms += 700
    press_on_the_pad(keyboard, (Qt.Key.Key_Enter, "\r"))
    assert [row[:2] + row[3:] for row in standing(read_file)] == [
        ("right ankle", 2, None),
        ("left ankle", 10, None),
        ("right patella", 0, None),
        ("left patella", 10, None),
        ("right wrist", None, "splint-cast-or-dressing"),
        ("left wrist", 0, None),
    ]
    assert read_file("SELECT count(*) FROM examination WHERE signed_at IS NOT NULL") == [(1,)]


def test_the_number_pad_alone_repeats_trials_takes_back_and_signs(
    window: MainWindow, keyboard, qtbot, read_file: Read
) -> None:
    press_on_the_pad(
        keyboard,
        # Two stretches at the first place, then on.
        (Qt.Key.Key_Slash, "/"),
        (Qt.Key.Key_4, "4"),
        (Qt.Key.Key_6, "6"),
        (Qt.Key.Key_Enter, "\r"),
        # A slip, taken back.
        (Qt.Key.Key_9, "9"),
        (Qt.Key.Key_Period, "."),
        (Qt.Key.Key_Asterisk, "*"),
        (Qt.Key.Key_Plus, "+"),
        (Qt.Key.Key_Minus, "-"),
        (Qt.Key.Key_1, "1"),
        (Qt.Key.Key_0, "0"),
        (Qt.Key.Key_0, "0"),
    )
    assert window.destination.screen is Screen.REVIEW
    qtbot.wait(650)
    press_on_the_pad(keyboard, (Qt.Key.Key_Enter, "\r"))
    keyboard.ms += 700
    press_on_the_pad(keyboard, (Qt.Key.Key_Enter, "\r"))
    found = [row[:2] for row in standing(read_file)]
    assert [beats for place, beats in found if place == "right ankle"] == [4, 6]
    assert dict(found) | {"right ankle": 6} == {
        "right ankle": 6,
        "left ankle": 10,
        "right patella": 10,
        "left patella": None,
        "right wrist": 0,
        "left wrist": 0,
    }
    assert read_file("SELECT count(*) FROM examination WHERE signed_at IS NOT NULL") == [(1,)]


def test_the_number_pad_alone_taps_times_takes_back_and_leaves_a_question(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    # Num Lock off: the key of 5 is felt without looking, and counts.
    for _beat in range(4):
        press_on_the_pad(keyboard, (Qt.Key.Key_Clear, ""))
    press_on_the_pad(keyboard, (Qt.Key.Key_Enter, "\r"), (Qt.Key.Key_7, "7"))
    press_on_the_pad(keyboard, (Qt.Key.Key_Minus, "-"), (Qt.Key.Key_Period, "."))
    assert not any(sheet.isVisible() for sheet in window.findChildren(Sheet))
    press_on_the_pad(keyboard, (Qt.Key.Key_Minus, "-"), (Qt.Key.Key_Delete, ""))
    assert not any(sheet.isVisible() for sheet in window.findChildren(Sheet))
    assert [row[:3] for row in standing(read_file)] == [
        ("right ankle", 4, "tapped"),
        ("left ankle", 7, "number"),
    ]
    press_on_the_pad(keyboard, (Qt.Key.Key_Delete, ""), (Qt.Key.Key_Comma, ","))
    assert standing(read_file) == []
    press_on_the_pad(keyboard, (Qt.Key.Key_Down, ""), (Qt.Key.Key_Right, ""))
    assert str(window.page.place) == "right patella"
    press_on_the_pad(keyboard, (Qt.Key.Key_Up, ""), (Qt.Key.Key_1, "1"))
    assert standing(read_file) == [("left ankle", 1, "number", None)]


def test_a_tab_walk_reaches_every_control_and_space_presses_the_one_it_stands_on(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    reached = set()
    for _step in range(40):
        keyboard.press(Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget().accessibleName())
    assert {"No clonus" in name for name in reached} == {True, False}
    for name in ("Not tested", "Note", "Leave exam", "Exact number"):
        assert any(found.startswith(name) for found in reached), name
    while "No clonus" not in QApplication.focusWidget().accessibleName():
        keyboard.press(Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Space)
    assert standing(read_file) == [("right ankle", 0, "number", None)]
