"""A table of keys: each name stands for its key, and only for that."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from clonus_desktop.ui.page_keys import PageKey, answer, cap, is_key, name_of

NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, PAD = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.KeypadModifier
KEY = Qt.Key


def press(key: int, text: str = "", modifiers=NONE, *, repeated: bool = False) -> QKeyEvent:
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, repeated, 1)
    event.setTimestamp(4711)
    return event


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("E", press(KEY.Key_E, "e")),
        ("E", press(KEY.Key_E, "E", SHIFT)),
        ("?", press(KEY.Key_Question, "?", SHIFT)),
        ("/", press(KEY.Key_Slash, "/", PAD)),
        ("Enter", press(KEY.Key_Enter, "\r", PAD)),
        ("Enter", press(KEY.Key_Return, "\r")),
        ("Ctrl+S", press(KEY.Key_S, "\x13", CONTROL)),
        ("Ctrl+Shift+Z", press(KEY.Key_Z, "\x1a", CONTROL | SHIFT)),
        ("F1", press(KEY.Key_F1)),
        ("Shift+F1", press(KEY.Key_F1, "", SHIFT)),
    ],
)
def test_a_name_stands_for_its_key(name, event):
    assert is_key(event, name)


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("E", press(KEY.Key_E, "\x05", CONTROL)),
        ("E", press(KEY.Key_E, "e", ALT)),
        ("E", press(KEY.Key_F, "f")),
        ("?", press(KEY.Key_Slash, "/")),
        ("Ctrl+S", press(KEY.Key_S, "s")),
        ("Ctrl+Z", press(KEY.Key_Z, "\x1a", CONTROL | SHIFT)),
        ("F1", press(KEY.Key_F1, "", SHIFT)),
        ("Shift+F1", press(KEY.Key_F1)),
    ],
)
def test_a_name_stands_for_no_other_key(name, event):
    assert not is_key(event, name)


def test_an_act_is_called_with_the_time_of_the_press_and_not_by_a_key_that_repeats_itself():
    called: list[int] = []
    once = PageKey(names=("E",), words="", act=called.append)
    again = PageKey(names=("Down",), words="", act=called.append, repeats=True)
    assert answer(press(KEY.Key_E, "e"), (once, again))
    assert answer(press(KEY.Key_E, "e", repeated=True), (once, again))
    assert called == [4711]
    assert answer(press(KEY.Key_Down, repeated=True), (once, again))
    assert called == [4711, 4711]
    assert not answer(press(KEY.Key_F, "f"), (once, again))


def test_a_key_without_a_name_is_refused_and_a_cap_says_its_chord():
    assert name_of(KEY.Key_Return) == "Enter"
    with pytest.raises(LookupError):
        name_of(KEY.Key_Bluetooth)
    assert cap("Ctrl+Shift+Z") == "Ctrl+Shift+Z"
