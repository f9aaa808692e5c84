"""A foot pedal and two hands at the exam, on the real window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.exam_sheets import NoteSheet
from clonus_desktop.ui.pedal_key import PedalKey
from clonus_desktop.ui.widgets.sheet import Sheet

Read = Callable[[str], list[tuple]]
KEY = Qt.Key
TRIALS = "SELECT beats, duration_s, count_method FROM trial"


class Foot:
    """Presses one key with its position, by the clock of the keyboard."""

    def __init__(self, keyboard, key: Qt.Key, text: str, scan_code: int) -> None:
        self._keyboard, self._key, self._text = keyboard, key, text
        self._scan_code = scan_code

    def press(self, *, after_ms: int = 200, hold_ms: int = 60) -> None:
        self.move(QEvent.Type.KeyPress, after_ms)
        self.move(QEvent.Type.KeyRelease, hold_ms)

    def move(self, kind: QEvent.Type, after_ms: int) -> None:
        self._keyboard.ms += after_ms
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(kind, self._key, none, self._scan_code, 0, 0, self._text)
        event.setTimestamp(self._keyboard.ms)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        QApplication.processEvents()


@pytest.fixture
def window(
    open_main_window: Callable[[Casebook], MainWindow], book: Casebook, patient: Patient
) -> MainWindow:
    return open_main_window(book)


def examine(window: MainWindow, patient: Patient, **choices: object) -> None:
    window.session.settings.change(**choices)
    window.go(Destination(screen=Screen.EXAM, patient_id=patient.id))


def test_two_fingers_take_turns_on_space_and_b_without_any_set_up(
    window: MainWindow, patient: Patient, keyboard, read_file: Read
) -> None:
    examine(window, patient)
    for _pair in range(4):
        keyboard.press(KEY.Key_Space, after_ms=85, hold_ms=40)
        keyboard.press("b", after_ms=85, hold_ms=40)
    keyboard.press(KEY.Key_Return)
    assert read_file(TRIALS) == [(8, None, "tapped")]


@pytest.mark.parametrize(
    ("key", "text", "scan_code"),
    [
        (KEY.Key_B, "b", 56),
        (KEY.Key_1, "1", 10),
        (KEY.Key_S, "s", 39),
        (KEY.Key_Period, ".", 91),
        (KEY.Key_F5, "", 71),
        (KEY.Key_PageDown, "", 117),
        (KEY.Key_Down, "", 116),
        (KEY.Key_MediaPlay, "", 172),
        (KEY.Key_unknown, "", 248),
    ],
)
def test_a_pedal_counts_and_times_whatever_its_key_means_otherwise(
    window: MainWindow, patient: Patient, keyboard, read_file: Read, key, text, scan_code
) -> None:
    code = 0 if key is KEY.Key_unknown else key.value
    examine(window, patient, first_pedal=PedalKey(key=code, scan_code=scan_code))
    foot = Foot(keyboard, key, text, scan_code)
    for _beat in range(5):
        foot.press()
    assert read_file(TRIALS) == []
    keyboard.press(KEY.Key_Return)
    foot.press(after_ms=600, hold_ms=2500)
    keyboard.press("4")
    assert read_file(TRIALS) == [(5, None, "tapped"), (4, 2.5, "timed")]


@pytest.mark.parametrize(("key", "text"), [(KEY.Key_Space, " "), (KEY.Key_Right, "")])
def test_a_pedal_counts_also_when_the_keyboard_stands_on_a_button(
    window: MainWindow, patient: Patient, keyboard, read_file: Read, key, text
) -> None:
    examine(window, patient, first_pedal=PedalKey(key=key.value, scan_code=65))
    foot = Foot(keyboard, key, text, 65)
    for _step in range(12):
        keyboard.press(KEY.Key_Tab)
        before = QApplication.focusWidget()
        foot.press()
        assert QApplication.focusWidget() is before
    assert window.page.view.pending.beats == 12
    assert read_file(TRIALS) == []


def test_a_pedal_types_in_a_text(
    window: MainWindow, patient: Patient, keyboard, read_file: Read
) -> None:
    examine(window, patient, first_pedal=PedalKey(key=KEY.Key_B.value, scan_code=56))
    foot = Foot(keyboard, KEY.Key_B, "b", 56)
    keyboard.press("o")
    foot.press()
    foot.press()
    keyboard.press(KEY.Key_Escape)
    assert read_file("SELECT text FROM note WHERE struck_at IS NULL") == [("bb",)]
    assert window.page.view.pending.is_empty


@pytest.mark.parametrize(("act", "beats"), [("undo", 4), ("beat", 8)])
def test_the_second_pedal_does_what_was_chosen(
    window: MainWindow, patient: Patient, keyboard, read_file: Read, act, beats
) -> None:
    examine(
        window,
        patient,
        first_pedal=PedalKey(key=KEY.Key_A.value, scan_code=38),
        second_pedal=PedalKey(key=KEY.Key_C.value, scan_code=54),
        second_pedal_act=act,
    )
    first, second = Foot(keyboard, KEY.Key_A, "a", 38), Foot(keyboard, KEY.Key_C, "c", 54)
    keyboard.press("3")
    if act == "undo":
        second.press()
        assert read_file("SELECT count(*) FROM clonus_test WHERE struck_at IS NULL") == [(0,)]
        keyboard.ms += 500
    for _beat in range(4):
        first.press(after_ms=90)
        if act == "beat":
            second.press(after_ms=90)
    assert window.page.view.pending.beats == beats


def test_the_next_exam_goes_by_a_pedal_chosen_meanwhile(
    window: MainWindow, patient: Patient, keyboard
) -> None:
    examine(window, patient)
    keyboard.press(KEY.Key_Escape)
    examine(window, patient, first_pedal=PedalKey(key=KEY.Key_A.value, scan_code=38))
    Foot(keyboard, KEY.Key_A, "a", 38).press()
    assert window.page.view.pending.beats == 1


# --- what is held while the keyboard goes elsewhere --------------------------------------------


def test_a_hold_ends_when_another_window_takes_the_keyboard(
    window: MainWindow, patient: Patient, keyboard, qtbot
) -> None:
    examine(window, patient)
    pad = window.page.view.taps.pad
    keyboard.down(KEY.Key_Space)
    qtbot.waitUntil(lambda: pad.is_holding)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not pad.is_holding)
    assert pad.pending.held_s is not None
    assert not pad.train.is_down


def test_a_hold_ends_when_a_sheet_opens_over_it(
    window: MainWindow, patient: Patient, keyboard, qtbot
) -> None:
    examine(window, patient)
    pad = window.page.view.taps.pad
    keyboard.down(KEY.Key_Space)
    qtbot.waitUntil(lambda: pad.is_holding)
    keyboard.down("o", after_ms=500)
    assert window.findChildren(NoteSheet)
    assert not pad.train.is_down
    assert pad.pending.held_s is not None


def test_a_key_let_go_with_control_down_is_let_go(
    window: MainWindow, patient: Patient, keyboard
) -> None:
    examine(window, patient)
    keyboard.down("b")
    event = QKeyEvent(QEvent.Type.KeyRelease, KEY.Key_B, Qt.KeyboardModifier.ControlModifier, "")
    event.setTimestamp(keyboard.ms + 80)
    QApplication.sendEvent(window.page, event)
    assert not window.page.view.taps.pad.train.is_down


# --- the rest after an entry -------------------------------------------------------------------


def test_a_double_press_leaves_no_stray_beat_and_a_train_begun_too_soon_is_whole(
    window: MainWindow, patient: Patient, keyboard, qtbot, read_file: Read
) -> None:
    examine(window, patient)
    keyboard.press("3", hold_ms=30)
    keyboard.press("3", "3", after_ms=60, hold_ms=30)
    for key in (KEY.Key_Space, "b"):
        keyboard.press(key, after_ms=60, hold_ms=30)
    qtbot.wait(60)
    assert window.page.view.pending.is_empty
    keyboard.press("2", after_ms=3000)
    for _beat in range(6):
        keyboard.press(KEY.Key_Space, after_ms=130, hold_ms=40)
    assert window.page.view.pending.beats == 6
    keyboard.press(KEY.Key_Return)
    assert read_file(TRIALS) == [(3, None, "number"), (2, None, "number"), (6, None, "tapped")]


def test_a_double_press_of_use_opens_nothing(
    window: MainWindow, patient: Patient, keyboard, qtbot, read_file: Read
) -> None:
    examine(window, patient)
    for _beat in range(3):
        keyboard.press(KEY.Key_Space)
    taps = window.page.view.taps
    spot = taps.use.mapTo(taps, taps.use.rect().center())
    for _half in range(2):
        QTest.mouseClick(taps.childAt(spot), Qt.MouseButton.LeftButton)
        QApplication.processEvents()
    assert taps.childAt(spot) is taps.exact
    assert not any(sheet.isVisible() for sheet in window.findChildren(Sheet))
    assert read_file(TRIALS) == [(3, None, "tapped")]
    qtbot.wait(420)
    QTest.mouseClick(taps.exact, Qt.MouseButton.LeftButton)
    assert any(sheet.isVisible() for sheet in window.findChildren(Sheet))


def test_a_hold_over_a_sleep_of_hours_records_nothing_and_says_so(
    window: MainWindow, patient: Patient, keyboard, read_file: Read
) -> None:
    examine(window, patient)
    keyboard.press(KEY.Key_Space, hold_ms=8 * 3600_000)
    taps = window.page.view.taps
    assert taps.words.text().count(".") == 3
    assert "ten minutes" in taps.words.text()
    assert not taps.use.isVisible()
    keyboard.press(KEY.Key_Return)
    assert read_file(TRIALS) == []
    for _beat in range(2):
        keyboard.press(KEY.Key_Space)
    keyboard.press(KEY.Key_Return)
    assert read_file(TRIALS) == [(2, None, "tapped")]


# --- the tick ----------------------------------------------------------------------------------


def test_it_ticks_at_each_beat_when_that_is_chosen_and_never_otherwise(
    window: MainWindow, patient: Patient, keyboard, monkeypatch
) -> None:
    examine(window, patient)
    ticks: list[int] = []
    monkeypatch.setattr(window.page.input.tick, "sound", lambda: ticks.append(keyboard.ms))
    keyboard.press(KEY.Key_Space)
    assert ticks == []
    window.session.settings.change(tick_sound=True)
    for _beat in range(3):
        keyboard.press(KEY.Key_Space, after_ms=150)
    keyboard.press("x", KEY.Key_Escape)
    assert len(ticks) == 3
