"""Several trials of one place, struck and corrected, by real keys and presses."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.beats_sheet import BeatsSheet
from clonus_desktop.ui.pages.trials_sheet import StrikeSheet, TrialsSheet

TRIALS = (
    "SELECT t.side || ' ' || t.site, r.beats, r.struck_reason FROM clonus_test t"
    " JOIN trial r ON r.clonus_test_id = t.id WHERE t.struck_at IS NULL ORDER BY t.id, r.ordinal"
)
TIMES = (
    "SELECT r.beats, length(r.beat_times) / 8, length(r.raw_beat_times) / 8 FROM clonus_test t"
    " JOIN trial r ON r.clonus_test_id = t.id WHERE t.struck_at IS NULL ORDER BY r.ordinal"
)
ENTER, ESCAPE, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete

Read = Callable[[str], list[tuple]]


@pytest.fixture
def window(
    open_main_window: Callable[[Casebook], MainWindow], book: Casebook, patient: Patient, keyboard
) -> MainWindow:
    """The window in a new exam at the right ankle."""
    window = open_main_window(book)
    window.go(Destination(screen=Screen.CHART, patient_id=patient.id))
    keyboard.press("e")
    return window


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(
        widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or QPoint()
    )
    QApplication.processEvents()


def sheet_of(window: MainWindow, kind: type) -> QWidget:
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def tap(keyboard, times: int, *, every_ms: int = 200) -> None:
    keyboard.ms += 600
    for _beat in range(times):
        keyboard.press(Qt.Key.Key_Space, after_ms=every_ms - 60, hold_ms=60)


def undo_words(window: MainWindow) -> str:
    return window.page.view.bar.undo.accessibleName()


# --- repeat trials ----------------------------------------------------------------------------


def test_three_trials_are_given_at_one_place_without_leaving_it(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("r", "8", "6", "4")
    assert str(window.page.place) == "right ankle"
    assert read_file(TRIALS) == [("right ankle", n, "") for n in (8, 6, 4)]
    assert window.page.view.trials.trend.text() == "Less with each trial."
    keyboard.press(ENTER, "0")
    assert read_file(TRIALS)[3:] == [("left ankle", 0, "")]
    assert str(window.page.place) == "right patella"


def test_five_trials_fill_a_place_and_the_exam_goes_on(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("r", *"12345")
    assert str(window.page.place) == "left ankle"
    keyboard.press(Qt.Key.Key_Left, "9")
    assert len(read_file(TRIALS)) == 5
    assert "Five trials" in window.page.view.taps.words.text()
    assert str(window.page.place) == "right ankle"


def test_asking_for_another_trial_and_giving_none_changes_nothing(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("r", ENTER)
    assert str(window.page.place) == "right ankle"
    keyboard.press("3")
    assert str(window.page.place) == "left ankle"
    assert read_file(TRIALS) == [("right ankle", 3, "")]


def test_a_second_trial_is_added_to_a_place_that_was_left(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("3", Qt.Key.Key_Left, "r", "5")
    assert read_file(TRIALS) == [("right ankle", 3, ""), ("right ankle", 5, "")]
    assert undo_words(window) == "Undo right ankle: trial 2, 5"
    keyboard.press(Qt.Key.Key_Backspace)
    assert read_file(TRIALS) == [("right ankle", 3, "")]


def test_without_asking_a_number_at_a_filled_place_takes_the_place_of_the_one_before(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("3", Qt.Key.Key_Left, "5")
    assert read_file(TRIALS) == [("right ankle", 5, "")]


def test_the_practice_can_give_three_trials_at_each_place(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    window.session.settings.change(trials_per_place=3)
    keyboard.press(ESCAPE, "e", *"8642")
    assert [row[:2] for row in read_file(TRIALS)] == [
        ("right ankle", 8),
        ("right ankle", 6),
        ("right ankle", 4),
        ("left ankle", 2),
    ]
    assert window.page.view.trials.title.text() == "Trial 2 of 3"


def test_a_trial_is_struck_with_a_reason_by_keys(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("r", "9", "4", "t")
    sheet_of(window, TrialsSheet)
    keyboard.press("1", ENTER)
    sheet_of(window, StrikeSheet)
    keyboard.press("1")
    assert read_file(TRIALS) == [
        ("right ankle", 9, "The patient pushed or helped"),
        ("right ankle", 4, ""),
    ]
    assert undo_words(window) == "Undo right ankle: trial 1 struck"
    assert "struck" in window.page.view.trials.chips[0].text()


def test_a_trial_is_struck_in_own_words_by_presses(window: MainWindow, keyboard, read_file) -> None:
    keyboard.press("r", "9", "4")
    click(window.page.view.trials.chips[0])
    click(sheet_of(window, TrialsSheet).rows[2].strike)
    sheet = sheet_of(window, StrikeSheet)
    click(sheet.use)
    assert sheet.problem.isVisible()
    sheet.words.setText("foot slipped")
    click(sheet.use)
    assert read_file(TRIALS)[1] == ("right ankle", 4, "foot slipped")


@pytest.mark.parametrize("text", ["²", "½"])
def test_a_key_that_types_no_plain_number_is_no_number(
    window: MainWindow, keyboard, read_file: Read, text: str
) -> None:
    keyboard.press("r", "9", "4", "t")
    keyboard.press(text)
    sheet_of(window, TrialsSheet)
    keyboard.press("1", ENTER, text)
    assert [row[2] for row in read_file(TRIALS)] == ["", ""]


def test_the_latest_trials_stand_in_the_bar_when_many_were_struck(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    keyboard.press("r")
    for number in range(1, 8):
        keyboard.press("3", "t", str(number), ENTER, "4")
    keyboard.press(*"246")
    bar = window.page.view.trials
    shown = [chip.text() for chip in bar.chips if not chip.isHidden()]
    assert shown[-3:] == ["8: 2", "9: 4", "10: 6"]
    assert len(read_file(TRIALS)) == 10


# --- correcting beats -------------------------------------------------------------------------


def test_a_tap_too_many_is_deleted_before_the_count_is_used(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    tap(keyboard, 5)
    keyboard.press("e", Qt.Key.Key_Right, DELETE, ENTER)
    assert window.page.view.pending.beats == 4
    assert undo_words(window) == "Undo beat 2 deleted"
    keyboard.press(ENTER)
    assert read_file(TIMES) == [(4, 4, 5)]


def test_corrections_on_the_pad_are_undone_and_made_again_by_name(
    window: MainWindow, keyboard
) -> None:
    tap(keyboard, 4)
    keyboard.press("e", "s", "a", ENTER)
    assert window.page.view.pending.beats == 6
    keyboard.press(Qt.Key.Key_Backspace)
    assert undo_words(window) == "Undo interval 1 split"
    keyboard.press(Qt.Key.Key_Backspace)
    assert window.page.view.pending.beats == 4
    click(window.page.view.bar.redo)
    assert window.page.view.pending.beats == 5


def test_taps_that_were_cleared_come_back(window: MainWindow, keyboard) -> None:
    tap(keyboard, 4)
    click(window.page.view.taps.clear)
    assert window.page.view.pending.is_empty
    assert undo_words(window) == "Undo cleared 4 beats"
    keyboard.press(Qt.Key.Key_Backspace)
    assert window.page.view.pending.beats == 4


def test_a_recorded_trial_is_corrected_and_each_step_is_undone(
    window: MainWindow, keyboard, read_file: Read
) -> None:
    tap(keyboard, 5)
    keyboard.press(ENTER, Qt.Key.Key_Left, "e")
    sheet = sheet_of(window, BeatsSheet)
    keyboard.press(Qt.Key.Key_End, DELETE, Qt.Key.Key_Home, "s")
    assert read_file(TIMES) == [(5, 5, 5)]
    keyboard.press(Qt.Key.Key_Backspace)
    assert read_file(TIMES) == [(4, 4, 5)]
    click(sheet.undo)
    assert read_file(TIMES) == [(5, 5, 0)]
    click(sheet.redo)
    assert read_file(TIMES) == [(4, 4, 5)]
    keyboard.press(ENTER)
    assert undo_words(window) == "Undo right ankle: 4"


def test_a_beat_is_added_where_the_strip_was_pressed(window: MainWindow, keyboard) -> None:
    tap(keyboard, 3)
    keyboard.press("e")
    sheet = sheet_of(window, BeatsSheet)
    editor = sheet.editor
    click(editor, QPoint(round(editor.x_of(0.9)), editor.height() // 3))
    click(sheet.add_here)
    assert window.page.view.pending.beats == 4
    assert window.page.view.pending.beat_times_s[-1] == pytest.approx(0.9, abs=0.05)


def test_where_there_is_no_room_for_a_beat_nothing_is_changed_and_it_is_said(
    window: MainWindow, keyboard
) -> None:
    tap(keyboard, 3)
    keyboard.press("e")
    sheet = sheet_of(window, BeatsSheet)
    editor = sheet.editor
    click(editor, QPoint(round(editor.x_of(0.0)), editor.height() // 3))
    click(sheet.add_here)
    assert window.page.view.pending.beats == 3
    assert sheet.problem.isVisible()


def test_where_nothing_was_tapped_there_is_nothing_to_correct(window: MainWindow, keyboard) -> None:
    keyboard.press("e")
    assert "Nothing was tapped" in window.page.view.taps.words.text()
    assert not [one for one in window.findChildren(BeatsSheet) if one.isVisible()]


# --- what waits on the pad --------------------------------------------------------------------


def test_taps_wait_at_their_place_while_another_is_shown(window: MainWindow, keyboard) -> None:
    tap(keyboard, 4)
    keyboard.press(Qt.Key.Key_Right)
    assert window.page.view.pending.is_empty
    keyboard.press(Qt.Key.Key_Left)
    assert window.page.view.pending.beats == 4


def test_taps_that_nobody_used_are_there_after_a_restart(
    window: MainWindow, keyboard, open_main_window, book: Casebook, patient: Patient, read_file
) -> None:
    keyboard.press("2")
    tap(keyboard, 4)
    keyboard.press("e", DELETE, ENTER, ESCAPE)
    again = open_main_window(book)
    again.go(Destination(screen=Screen.EXAM, patient_id=patient.id))
    assert str(again.page.place) == "left ankle"
    assert again.page.view.pending.beats == 3
    assert undo_words(again) == "Undo beat 1 deleted"
    assert len(read_file(TRIALS)) == 1


def test_what_was_used_waits_no_more(window: MainWindow, keyboard, read_file: Read) -> None:
    tap(keyboard, 4)
    keyboard.press(Qt.Key.Key_Right, Qt.Key.Key_Left, ENTER)
    assert read_file("SELECT content FROM pad") == [("{}",)]
