"""Keys, pedal and tick in the settings, pressed with real keys."""

import json

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.key_names import key_words
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.settings import SettingsPage
from clonus_desktop.ui.pedal_key import PedalKey
from clonus_desktop.ui.settings import Settings
from clonus_desktop.ui.widgets import pedal_try

SETTINGS = Destination(screen=Screen.SETTINGS)
KEY = Qt.Key
NONE, PAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def page(desk):
    made = SettingsPage(desk.session, desk.worker)
    desk.show(made, SETTINGS)
    return made


def kept(desk, name):
    return json.loads((desk.path.parent / "settings.json").read_text())[name]


def press(key, text="", modifiers=NONE, scan_code=0, *, hold_ms=60, repeated=False):
    """Press and release a key on whatever has the keyboard."""
    press.ms = getattr(press, "ms", 10_000) + 300
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, modifiers, scan_code, 0, 0, text, repeated)
        event.setTimestamp(press.ms)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        QApplication.processEvents()
        press.ms += hold_ms


def capture(pedal, *key, **how):
    pedal.capture.click()
    press(*key, **how)


# --- capture ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "text", "modifiers", "scan_code", "name"),
    [
        (KEY.Key_B, "b", NONE, 56, "B"),
        (KEY.Key_1, "1", NONE, 10, "1"),
        (KEY.Key_0, "0", PAD, 90, "Numpad 0"),
        (KEY.Key_Insert, "", PAD, 90, "Numpad Insert"),
        (KEY.Key_PageDown, "", NONE, 117, "Page Down"),
        (KEY.Key_F13, "", NONE, 191, "F13"),
        (KEY.Key_F5, "", NONE, 71, "F5"),
        (KEY.Key_MediaPlay, "", NONE, 172, "Media Play"),
        (KEY.Key_Space, " ", NONE, 65, "Space"),
        (KEY.Key_Question, "?", NONE, 20, "?"),
        (KEY.Key_unknown, "", NONE, 248, "Key No. 248"),
    ],
)
def test_any_key_can_be_the_pedal_and_is_named(desk, page, key, text, modifiers, scan_code, name):
    capture(page.input.first, key, text, modifiers, scan_code)
    assert page.input.first.key.text() == name
    assert kept(desk, "first_pedal")["scan_code"] == scan_code
    again = Settings(desk.path.parent / "settings.json").choices.first_pedal
    assert again is not None
    assert key_words(again) == name


def test_two_keys_are_captured_and_the_second_has_a_choice(desk, page):
    capture(page.input.first, KEY.Key_A, "a", NONE, 38)
    capture(page.input.second, KEY.Key_C, "c", NONE, 54)
    page.input.second_act.buttons["beat"].click()
    choices = desk.settings.choices
    assert choices.first_pedal == PedalKey(key=KEY.Key_A.value, scan_code=38)
    assert choices.second_pedal == PedalKey(key=KEY.Key_C.value, scan_code=54)
    assert choices.second_pedal_act == "beat"


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (KEY.Key_Tab, NONE),
        (KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
        (KEY.Key_Escape, NONE),
        (KEY.Key_Return, NONE),
        (KEY.Key_Enter, PAD),
        (KEY.Key_Shift, NONE),
        (KEY.Key_Control, NONE),
        (KEY.Key_NumLock, NONE),
        (KEY.Key_Sleep, NONE),
        (KEY.Key_Z, Qt.KeyboardModifier.ControlModifier),
        (KEY.Key_unknown, NONE),
    ],
)
def test_a_key_that_would_break_the_exam_is_refused_in_three_sentences(desk, page, key, modifiers):
    page.input.second.capture.setFocus(Qt.FocusReason.TabFocusReason)
    capture(page.input.second, key, "", modifiers)
    words = page.input.second.words
    assert words.isVisible()
    assert words.text().count(".") == 3
    assert "was not taken" in words.text()
    assert desk.settings.choices.second_pedal is None
    # Nobody is trapped: the same key does what it always does on its next press.
    assert not page.input.second.capture.is_listening
    assert desk.announced[-1] == words.text()


def test_one_key_is_not_both_pedals(desk, page):
    capture(page.input.first, KEY.Key_B, "b", NONE, 56)
    capture(page.input.second, KEY.Key_B, "b", NONE, 56)
    assert "other pedal" in page.input.second.words.text()
    assert desk.settings.choices.second_pedal is None


def test_a_key_with_another_use_in_the_exam_says_so_and_is_taken(desk, page):
    capture(page.input.first, KEY.Key_1, "1", NONE, 10)
    assert "another use in the exam" in page.input.first.words.text()
    assert desk.settings.choices.first_pedal is not None
    capture(page.input.first, KEY.Key_A, "a", NONE, 38)
    assert not page.input.first.words.isVisible()


def test_clearing_takes_the_key_away_and_keeps_the_keyboard_near(desk, page):
    capture(page.input.first, KEY.Key_B, "b", NONE, 56)
    page.input.first.clear.setFocus(Qt.FocusReason.TabFocusReason)
    page.input.first.clear.click()
    assert page.input.first.key.text() == "None"
    assert kept(desk, "first_pedal") is None
    assert QApplication.focusWidget() is page.input.first.capture


def test_listening_ends_by_the_button_or_when_the_keyboard_goes_on(desk, page):
    button = page.input.first.capture
    button.click()
    assert button.text() == "Press your pedal now"
    button.click()
    assert not button.is_listening
    button.click()
    page.input.second.capture.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not button.is_listening
    assert button.text() == "Capture a key"


def test_capturing_works_by_keyboard_alone(desk, page):
    button = page.input.first.capture
    button.setFocus(Qt.FocusReason.TabFocusReason)
    for start in (KEY.Key_Space, KEY.Key_Return):
        press(start)
        assert button.is_listening
        press(KEY.Key_Escape)
        assert not button.is_listening
    press(KEY.Key_Space, " ")
    press(KEY.Key_X, "x", NONE, 53)
    assert page.input.first.key.text() == "X"


def test_a_key_that_repeats_while_it_is_held_is_not_captured(desk, page):
    page.input.first.capture.click()
    press(KEY.Key_B, "b", repeated=True)
    assert page.input.first.capture.is_listening


def test_the_words_of_a_refusal_come_into_view(desk, page, qapp, qtbot):
    appearance().apply(qapp, "light", 2.0)
    page.arrange(page.arrangement)
    capture(page.input.second, KEY.Key_Escape)
    words = page.input.second.words
    room = page.scroller.viewport()

    def is_in_view():
        bottom = words.mapTo(room, words.rect().bottomLeft()).y()
        return 0 < bottom <= room.height()

    qtbot.waitUntil(is_in_view)


# --- trying it --------------------------------------------------------------------------------


def test_after_the_capture_the_next_press_tries_it_on_the_pad(desk, page):
    capture(page.input.first, KEY.Key_PageDown, "", NONE, 117)
    pad = page.input.try_it.pad
    assert QApplication.focusWidget() is pad
    for _beat in range(3):
        press(KEY.Key_PageDown, "", NONE, 117)
    assert pad.shown_number == "3"
    press(KEY.Key_Space, " ")
    press(KEY.Key_9, "9")
    assert pad.shown_number == "4"


def test_a_long_press_is_timed_and_the_second_pedal_says_what_it_does(desk, page):
    capture(page.input.second, KEY.Key_C, "c", NONE, 54)
    press(KEY.Key_C, "c", NONE, 54)
    assert page.input.try_it.words.text() == "That was Undo."
    press(KEY.Key_Space, " ", hold_ms=1500)
    assert page.input.try_it.pad.pending.held_s == 1.5


def test_the_pad_is_empty_again_for_the_next_try(desk, page, qtbot, monkeypatch):
    page.input.try_it._rest.setInterval(50)
    page.input.try_it.pad.setFocus()
    press(KEY.Key_B, "b")
    assert page.input.try_it.pad.shown_number == "1"
    qtbot.waitUntil(lambda: page.input.try_it.pad.shown_number == "")
    assert pedal_try.REST_MS >= 3000


def test_a_held_key_is_let_go_when_the_keyboard_leaves_the_pad(desk, page):
    pad = page.input.try_it.pad
    pad.setFocus()
    event = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Space, NONE, " ")
    QApplication.sendEvent(pad, event)
    assert pad.train.is_down
    page.display.swap_hands.setFocus()
    assert not pad.train.is_down


def test_tab_leaves_the_pad(desk, page):
    pad = page.input.try_it.pad
    pad.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(pad, KEY.Key_Tab)
    assert QApplication.focusWidget() is page.input.tick_sound


# --- tick, trials, previous result ------------------------------------------------------------


def test_the_tick_is_off_until_it_is_chosen_and_is_heard_at_once(desk, page, monkeypatch):
    ticks = []
    monkeypatch.setattr(page.input.tick, "sound", lambda: ticks.append(1))
    page.input.try_it.pad.click()
    assert (ticks, desk.settings.choices.tick_sound) == ([], False)
    page.input.tick_sound.click()
    assert (len(ticks), kept(desk, "tick_sound")) == (1, True)
    page.input.try_it.pad.click()
    assert len(ticks) == 2


def test_trials_and_the_previous_result_are_chosen_for_this_computer(desk, page):
    assert page.exam.trials.choice == "1"
    assert not page.exam.previous.isChecked()
    page.exam.trials.buttons["3"].click()
    page.exam.previous.click()
    assert (kept(desk, "trials_per_place"), kept(desk, "show_previous")) == (3, True)
    page.open(SETTINGS)
    assert page.exam.trials.choice == "3"
    assert page.exam.previous.isChecked()


# --- names ------------------------------------------------------------------------------------


def test_every_key_of_qt_has_a_name(qapp):
    for key in Qt.Key:
        if key.value and key is not KEY.Key_unknown:
            assert key_words(PedalKey(key=key.value)).strip()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (800, 1280)], ids=str)
def test_no_word_is_cut_off_while_a_key_is_refused(desk, qapp, size, scale):
    appearance().apply(qapp, "light", scale)
    page = SettingsPage(desk.session, desk.worker)
    window = desk.show(page, SETTINGS, size)
    capture(page.input.first, KEY.Key_Tab)
    QApplication.processEvents()
    if not (scale == 2.0 and size[0] == 800):
        assert desk.cut_off(window) == []
