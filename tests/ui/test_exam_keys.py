"""What each key asks for during an exam, on every keyboard and with a pedal."""

from itertools import product

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from clonus_desktop.ui.exam_keys import ExamAct, ExamKey, KeyMap, exam_key, pedal_key
from clonus_desktop.ui.pedal_key import InvalidPedalKey, PedalKey
from clonus_desktop.ui.settings import Choices

NONE, PAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


def pressed(
    key: int, text: str = "", modifiers: Qt.KeyboardModifier = NONE, scan_code: int = 0
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan_code, 0, 0, text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("b", ExamAct.BEAT),
        ("B", ExamAct.BEAT),
        ("r", ExamAct.AGAIN),
        ("/", ExamAct.AGAIN),
        ("t", ExamAct.TRIALS),
        ("e", ExamAct.BEATS),
        ("s", ExamAct.SUSTAINED),
        ("n", ExamAct.NOT_TESTED),
        ("o", ExamAct.NOTE),
        ("x", ExamAct.EXACT),
        ("h", ExamAct.HOW_TO),
        ("?", ExamAct.KEYS),
    ],
)
def test_letters_stand_for_acts(qapp, text, act):
    modifiers = SHIFT if text in {"B", "?"} else NONE
    assert exam_key(pressed(ord(text.upper()), text, modifiers)) == ExamKey(act)


@pytest.mark.parametrize("modifier", [CONTROL, Qt.KeyboardModifier.AltModifier])
@pytest.mark.parametrize("text", ["b", "r", "s", "5", " "])
def test_a_key_together_with_control_or_alt_enters_nothing(qapp, text, modifier):
    assert exam_key(pressed(ord(text.upper()), text, modifier)) is None


# --- the number pad ---------------------------------------------------------------------------


@pytest.mark.parametrize("digit", range(10))
def test_the_digits_of_the_number_pad_are_numbers(qapp, digit):
    assert exam_key(pressed(ord(str(digit)), str(digit), PAD)) == ExamKey(ExamAct.NUMBER, digit)


@pytest.mark.parametrize(
    ("key", "text", "act"),
    [
        (KEY.Key_Plus, "+", ExamAct.TEN_OR_MORE),
        (KEY.Key_Minus, "-", ExamAct.NOT_TESTED),
        (KEY.Key_Asterisk, "*", ExamAct.SUSTAINED),
        (KEY.Key_Slash, "/", ExamAct.AGAIN),
        (KEY.Key_Period, ".", ExamAct.UNDO),
        (KEY.Key_Comma, ",", ExamAct.UNDO),
        (KEY.Key_Enter, "\r", ExamAct.USE),
        (KEY.Key_Delete, "\x7f", ExamAct.UNDO),
        (KEY.Key_Insert, "", ExamAct.AGAIN),
        (KEY.Key_Clear, "", ExamAct.BEAT),
        (KEY.Key_End, "", ExamAct.REVIEW),
        (KEY.Key_Up, "", ExamAct.PREVIOUS),
        (KEY.Key_Left, "", ExamAct.PREVIOUS),
        (KEY.Key_PageUp, "", ExamAct.PREVIOUS),
        (KEY.Key_Down, "", ExamAct.NEXT),
        (KEY.Key_Right, "", ExamAct.NEXT),
        (KEY.Key_PageDown, "", ExamAct.NEXT),
    ],
)
def test_every_other_key_of_the_number_pad_has_an_act_with_num_lock_on_or_off(qapp, key, text, act):
    assert exam_key(pressed(key, text, PAD)) == ExamKey(act)


@pytest.mark.parametrize("key", [KEY.Key_Insert, KEY.Key_End, KEY.Key_Up, KEY.Key_Delete])
def test_the_same_keys_beside_the_number_pad_are_nothing(qapp, key):
    assert exam_key(pressed(key)) is None


# --- digits by position -----------------------------------------------------------------------

# What the unshifted number row types, from the key of 1 to the key of 0.
ROWS = {
    "azerty": "&é\"'(-è_çà",
    "qwerty": "1234567890",
    "qwertz": "1234567890",
    "czech": "+ěščřžýáíé",
}


@pytest.mark.parametrize(("platform", "first"), [("xcb", 10), ("wayland", 10), ("windows", 2)])
@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_the_number_row_is_numbers_by_position_on_every_layout(
    qapp, monkeypatch, platform, first, row
):
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    found = [exam_key(pressed(ord(text), text, NONE, first + at)) for at, text in enumerate(row)]
    assert found == [ExamKey(ExamAct.NUMBER, number) for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)]


@pytest.mark.parametrize("platform", ["xcb", "wayland", "windows"])
def test_shift_on_azerty_types_the_digit_itself(qapp, monkeypatch, platform):
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    first = 2 if platform == "windows" else 10
    event = pressed(KEY.Key_7, "7", SHIFT, first + 6)
    assert exam_key(event) == ExamKey(ExamAct.NUMBER, 7)


def test_letters_go_by_what_is_printed_on_them_and_not_by_position(qapp, monkeypatch):
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    # On QWERTZ the key of Y types z, on AZERTY the key of Q types a.
    assert exam_key(pressed(KEY.Key_Z, "z", NONE, 29)) is None
    assert exam_key(pressed(KEY.Key_S, "s", NONE, 39)) == ExamKey(ExamAct.SUSTAINED)


# --- a pedal ----------------------------------------------------------------------------------

B = PedalKey(key=KEY.Key_B.value, scan_code=56)
ONE = PedalKey(key=KEY.Key_1.value, scan_code=10)


def test_a_chosen_key_wins_over_what_it_means_otherwise(qapp):
    keys = KeyMap.of(Choices(first_pedal=ONE))
    assert keys.asked_by(pressed(KEY.Key_1, "1", NONE, 10)) == ExamKey(ExamAct.BEAT)
    assert keys.asked_by(pressed(KEY.Key_2, "2", NONE, 11)) == ExamKey(ExamAct.NUMBER, 2)


def test_space_and_b_stay_beats_beside_a_pedal(qapp):
    keys = KeyMap.of(Choices(first_pedal=ONE))
    for key, text in ((KEY.Key_Space, " "), (KEY.Key_B, "b")):
        assert keys.asked_by(pressed(key, text)) == ExamKey(ExamAct.BEAT)


@pytest.mark.parametrize(("chosen", "act"), [("undo", ExamAct.UNDO), ("beat", ExamAct.BEAT)])
def test_the_second_pedal_undoes_or_beats_as_chosen(qapp, chosen, act):
    keys = KeyMap.of(Choices(first_pedal=B, second_pedal=ONE, second_pedal_act=chosen))
    assert keys.asked_by(pressed(KEY.Key_1, "1", NONE, 10)) == ExamKey(act)


def test_a_pedal_is_known_by_its_position_when_layout_or_num_lock_change(qapp):
    zero = pedal_key(pressed(KEY.Key_0, "0", PAD, 90))
    keys = KeyMap.of(Choices(first_pedal=zero))
    assert keys.asked_by_pedal(pressed(KEY.Key_Insert, "", PAD, 90)) == ExamKey(ExamAct.BEAT)
    assert keys.asked_by_pedal(pressed(KEY.Key_0, "0", NONE, 19)) is None


def test_without_a_position_the_number_pad_is_told_from_the_row(qapp):
    keys = KeyMap.of(Choices(first_pedal=PedalKey(key=KEY.Key_0.value, is_keypad=True)))
    assert keys.asked_by_pedal(pressed(KEY.Key_0, "0", PAD)) == ExamKey(ExamAct.BEAT)
    assert keys.asked_by_pedal(pressed(KEY.Key_0, "0")) is None


def test_a_key_that_qt_does_not_know_is_known_by_its_position(qapp):
    odd = pedal_key(pressed(KEY.Key_unknown, "", NONE, 248))
    assert odd == PedalKey(key=0, scan_code=248)
    keys = KeyMap.of(Choices(first_pedal=odd))
    assert keys.asked_by(pressed(KEY.Key_unknown, "", NONE, 248)) == ExamKey(ExamAct.BEAT)
    assert keys.asked_by(pressed(KEY.Key_unknown, "", NONE, 249)) is None
    assert pedal_key(pressed(KEY.Key_unknown)) is None


def test_control_with_the_pedals_key_is_not_the_pedal(qapp):
    keys = KeyMap.of(Choices(first_pedal=PedalKey(key=KEY.Key_Z.value, scan_code=52)))
    assert keys.asked_by(pressed(KEY.Key_Z, "", CONTROL, 52)) == ExamKey(ExamAct.UNDO)


@pytest.mark.parametrize("wrong", [{"key": 0}, {"key": -1}, {"key": 1.5}, {"key": 2**32}])
def test_a_key_without_a_code_cannot_be(wrong):
    with pytest.raises(InvalidPedalKey):
        PedalKey(**wrong)


def test_being_the_same_key_holds_in_both_directions():
    keys = [
        PedalKey(key=key, scan_code=code, is_keypad=pad)
        for key, code, pad in product((48, 66), (0, 56, 90), (False, True))
    ]
    for one, other in product(keys, keys):
        assert one.is_same(other) == other.is_same(one)
        assert one.is_same(one)
