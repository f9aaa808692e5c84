"""A clinician's walks through the real window, read back from the file with plain sqlite3."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.clonus_test import NotTestedReason
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.widgets.not_tested_sheet import NotTestedSheet
from clonus_desktop.ui.window_sheets import ResumeSheet

STANDING = (
    "SELECT t.side || ' ' || t.site, r.beats, r.at_least, t.not_tested_reason"
    " FROM clonus_test t LEFT JOIN trial r ON r.clonus_test_id = t.id"
    " WHERE t.struck_at IS NULL ORDER BY t.id"
)
ORDER = [
    "right ankle",
    "left ankle",
    "right patella",
    "left patella",
    "right wrist",
    "left wrist",
]
ARRIVED_AT_REVIEW_MS = 650

Read = Callable[[str], list[tuple]]


@pytest.fixture
def window(
    open_main_window: Callable[[Casebook], MainWindow], book: Casebook, patient: Patient
) -> MainWindow:
    """The window at the patient's chart."""
    window = open_main_window(book)
    window.go(Destination(screen=Screen.CHART, patient_id=patient.id))
    return window


def click(widget: QWidget) -> None:
    """A press and release of the left mouse button in the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint())
    QApplication.processEvents()


def test_a_normal_exam_takes_nine_presses_from_the_chart_and_is_signed(
    window: MainWindow, keyboard, qtbot, read_file: Read
) -> None:
    keyboard.press("e")
    keyboard.press(*"000000")
    assert window.destination.screen is Screen.REVIEW
    qtbot.wait(ARRIVED_AT_REVIEW_MS)
    keyboard.sign()
    assert read_file(STANDING) == [(place, 0, 0, None) for place in ORDER]
    signed_at, signer, text = read_file(
        "SELECT e.signed_at, x.name, e.signed_text FROM examination e"
        " JOIN examiner x ON x.id = e.signed_by"
    )[0]
    assert signed_at is not None
    assert signer == "Dr P Okafor"
    assert "Ankle: right no clonus (0 beats), left no clonus (0 beats)." in text


def test_a_one_sided_sustained_exam_is_stored_on_its_side(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("e", "2", "s", "0", "+", "0", "0")
    assert read_file(STANDING) == [
        ("right ankle", 2, 0, None),
        ("left ankle", 10, 1, None),
        ("right patella", 0, 0, None),
        ("left patella", 10, 1, None),
        ("right wrist", 0, 0, None),
        ("left wrist", 0, 0, None),
    ]
    ended = dict(
        read_file(
            "SELECT t.side || ' ' || t.site, r.ended_by || ' ' || ifnull(r.duration_s, 'none')"
            " FROM clonus_test t JOIN trial r ON r.clonus_test_id = t.id"
        )
    )
    assert ended["left ankle"] == "time-cap 10.0"
    assert ended["left patella"] == "self-extinguished none"


def test_not_tested_is_stored_with_its_reason_and_never_as_zero(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("e", "0", "n", "4")
    assert read_file(STANDING) == [
        ("right ankle", 0, 0, None),
        ("left ankle", None, None, NotTestedReason.CONTRACTURE.value),
    ]
    assert str(window.page.place) == "right patella"


def test_another_reason_needs_words(window: MainWindow, keyboard, read_file: Read) -> None:
    keyboard.press("e", "n", "8", Qt.Key.Key_Return)
    assert read_file(STANDING) == []
    keyboard.press(*"gout", Qt.Key.Key_Return)
    assert read_file("SELECT not_tested_reason, not_tested_explanation FROM clonus_test") == [
        ("other", "gout")
    ]


def test_undoing_all_six_and_redoing_them_gives_the_same_record(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("e", *"123456")
    before = read_file(STANDING)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.press(*([Qt.Key.Key_Backspace] * 7))
    assert read_file(STANDING) == []
    assert not window.page.view.bar.undo.isEnabled()
    for _place in range(6):
        click(window.page.view.bar.redo)
    assert read_file(STANDING) == before
    assert read_file("SELECT count(*) FROM clonus_test") == [(6,)]


def test_undo_names_what_it_turns_back(window: MainWindow, keyboard) -> None:
    keyboard.press("e", "0", "6")
    assert window.page.view.bar.undo.accessibleName() == "Undo left ankle: 6"


def test_three_quick_presses_fill_one_place(window: MainWindow, keyboard, read_file: Read) -> None:
    keyboard.press("e")
    keyboard.press("3")
    keyboard.press("3", "3", after_ms=50, hold_ms=40)
    assert read_file(STANDING) == [("right ankle", 3, 0, None)]


def test_a_key_that_is_held_down_records_once(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("e")
    keyboard.down("4")
    for _repeat in range(40):
        keyboard.up("4", after_ms=0, repeated=True)
        keyboard.down("4", after_ms=30, repeated=True)
    keyboard.up("4")
    assert read_file(STANDING) == [("right ankle", 4, 0, None)]


def test_tapped_beats_wait_for_enter_and_are_stored_with_their_times(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("e")
    for _tap in range(7):
        keyboard.press(Qt.Key.Key_Space, after_ms=145, hold_ms=40)
    assert read_file(STANDING) == []
    keyboard.press(Qt.Key.Key_Return)
    assert read_file("SELECT beats, count_method, length(beat_times) FROM trial") == [
        (7, "tapped", 7 * 8)
    ]


def test_a_held_space_is_a_time_and_a_number_goes_with_it(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("e")
    keyboard.press(Qt.Key.Key_Space, hold_ms=1800)
    assert read_file(STANDING) == []
    keyboard.press("9")
    assert read_file("SELECT beats, duration_s, count_method FROM trial") == [(9, 1.8, "timed")]


def test_a_number_on_a_filled_place_replaces_it_and_undo_brings_it_back(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("e", "2", Qt.Key.Key_F1, "7")
    assert read_file(STANDING) == [("right ankle", 7, 0, None)]
    keyboard.press(Qt.Key.Key_Backspace)
    assert read_file(STANDING) == [("right ankle", 2, 0, None)]


def test_the_whole_exam_by_mouse_alone(window: MainWindow, qtbot, read_file: Read) -> None:
    click(window.page.view.exam_button)
    for beats in (1, 0, 0, 6, 0):
        click(window.page.view.numbers.buttons[beats])
        qtbot.wait(450)
    click(window.page.view.head.not_tested)
    sheet = window.findChildren(NotTestedSheet)[-1]
    click(sheet.buttons[NotTestedReason.PAIN])
    assert window.destination.screen is Screen.REVIEW
    qtbot.wait(ARRIVED_AT_REVIEW_MS)
    click(window.page.view.sign)
    click(window.page.sheet.sign_button)
    assert read_file("SELECT count(*) FROM examination WHERE signed_at IS NOT NULL") == [(0,)]
    qtbot.wait(ARRIVED_AT_REVIEW_MS)
    click(window.page.sheet.sign_button)
    assert [row[1] for row in read_file(STANDING)] == [1, 0, 0, 6, 0, None]
    assert read_file("SELECT count(*) FROM examination WHERE signed_at IS NOT NULL") == [(1,)]


def test_signing_with_an_open_place_says_which_and_leads_there(
    window: MainWindow, keyboard, qtbot, read_file: Read
) -> None:
    keyboard.press("e", *"00000", Qt.Key.Key_F10)
    qtbot.wait(ARRIVED_AT_REVIEW_MS)
    keyboard.press(Qt.Key.Key_Return)
    assert read_file("SELECT count(*) FROM examination WHERE signed_at IS NOT NULL") == [(0,)]
    link = window.page.view.problems.links[0]
    assert link.accessibleName() == ("Left wrist: record the beats or say why it was not tested")
    click(link)
    assert (window.page.place.side, window.page.place.site.key) == (Side.LEFT, "wrist")


def test_the_draft_is_offered_after_a_restart_with_date_and_time(
    window: MainWindow, keyboard, open_main_window, book: Casebook, qtbot
) -> None:
    keyboard.press("e", "0", "6", "0")
    again = open_main_window(book)
    # Offered once the window has been painted.
    qtbot.waitUntil(lambda: again.findChild(ResumeSheet) is not None)
    texts = [label.text() for label in again.findChildren(QLabel)]
    assert "Resume the exam of 23-Nov-2025 10:42, 3 of 6 places" in texts
    assert "MACILROY, Iain (Mr)" in texts
    keyboard.press(Qt.Key.Key_Return)
    assert again.destination.screen is Screen.EXAM
    assert str(again.page.place) == "left patella"
    assert again.page.view.bar.undo.accessibleName() == "Undo right patella: 0"
