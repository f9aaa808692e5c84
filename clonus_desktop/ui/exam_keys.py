"""Which key does what during an examination.

Digits are taken by the text of the key and, on layouts whose number row needs Shift for
digits, by the position of the key. The number pad alone can do a whole examination. A key that
a person chose for the pedal wins over what it means otherwise.
"""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from clonus_desktop.ui.page_keys import CHORD, is_key, name_of
from clonus_desktop.ui.pedal_key import PedalKey
from clonus_desktop.ui.settings import Choices


class ExamAct(Enum):
    """What a key asks for."""

    NUMBER = auto()
    TEN_OR_MORE = auto()
    SUSTAINED = auto()
    NOT_TESTED = auto()
    BEAT = auto()
    USE = auto()
    UNDO = auto()
    REDO = auto()
    PREVIOUS = auto()
    NEXT = auto()
    GO_TO = auto()
    NOTE = auto()
    CHECKS = auto()
    EXACT = auto()
    AGAIN = auto()
    TRIALS = auto()
    BEATS = auto()
    REVIEW = auto()
    LEAVE = auto()
    HOW_TO = auto()
    KEYS = auto()


@dataclass(frozen=True, slots=True)
class ExamKey:
    """An act, and the number that goes with NUMBER (0-9) or GO_TO (0 for the first place)."""

    act: ExamAct
    number: int = 0


COUNTING = frozenset({ExamAct.NUMBER, ExamAct.TEN_OR_MORE, ExamAct.SUSTAINED, ExamAct.NOT_TESTED})
"""Acts that enter something and so wait for the settle guard; the pad asks it for itself."""

_BY_TEXT = {
    "+": ExamAct.TEN_OR_MORE,
    "s": ExamAct.SUSTAINED,
    "*": ExamAct.SUSTAINED,
    "n": ExamAct.NOT_TESTED,
    "-": ExamAct.NOT_TESTED,
    # Common pedals type it, and so two fingers can take turns with Space.
    "b": ExamAct.BEAT,
    "r": ExamAct.AGAIN,
    "/": ExamAct.AGAIN,
    "t": ExamAct.TRIALS,
    "e": ExamAct.BEATS,
    "o": ExamAct.NOTE,
    "k": ExamAct.CHECKS,
    "x": ExamAct.EXACT,
    "h": ExamAct.HOW_TO,
    "?": ExamAct.KEYS,
}

_BY_KEY = {
    Qt.Key.Key_Space: ExamAct.BEAT,
    Qt.Key.Key_Return: ExamAct.USE,
    Qt.Key.Key_Enter: ExamAct.USE,
    Qt.Key.Key_Backspace: ExamAct.UNDO,
    Qt.Key.Key_Left: ExamAct.PREVIOUS,
    Qt.Key.Key_PageUp: ExamAct.PREVIOUS,
    Qt.Key.Key_Right: ExamAct.NEXT,
    Qt.Key.Key_PageDown: ExamAct.NEXT,
    Qt.Key.Key_F10: ExamAct.REVIEW,
    Qt.Key.Key_Escape: ExamAct.LEAVE,
}

_BY_CHORD = {
    "Ctrl+Z": ExamAct.UNDO,
    "Ctrl+Y": ExamAct.REDO,
    "Ctrl+Shift+Z": ExamAct.REDO,
}

_FUNCTION_KEYS = (
    Qt.Key.Key_F1,
    Qt.Key.Key_F2,
    Qt.Key.Key_F3,
    Qt.Key.Key_F4,
    Qt.Key.Key_F5,
    Qt.Key.Key_F6,
    Qt.Key.Key_F7,
    Qt.Key.Key_F8,
    Qt.Key.Key_F9,
)

# The number pad with Num Lock off: what is printed under the digits. Only its middle key, which
# a finger feels, counts: nobody means a number by an arrow.
_BY_PAD_KEY = {
    Qt.Key.Key_Up: ExamAct.PREVIOUS,
    Qt.Key.Key_Down: ExamAct.NEXT,
    Qt.Key.Key_Clear: ExamAct.BEAT,
    Qt.Key.Key_Insert: ExamAct.AGAIN,
    Qt.Key.Key_End: ExamAct.REVIEW,
}

# Scan code of the key left of "2" on the number row, by the window system.
_FIRST_OF_ROW = {"xcb": 10, "wayland": 10, "windows": 2}


def pedal_key(event: QKeyEvent) -> PedalKey | None:
    """What the key of the event is known by, or None when there is nothing to know it by."""
    is_keypad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
    key = 0 if event.key() == Qt.Key.Key_unknown else event.key()
    if not key and not event.nativeScanCode():
        return None
    return PedalKey(key=key, scan_code=event.nativeScanCode(), is_keypad=is_keypad)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMap:
    """What the keys mean on this computer.

    Attributes:
        pedals: The keys that were chosen, each with its act.
    """

    pedals: tuple[tuple[PedalKey, ExamAct], ...] = ()

    @classmethod
    def of(cls, choices: Choices) -> "KeyMap":
        """The keys with the choices of this computer."""
        second = ExamAct.UNDO if choices.second_pedal_act == "undo" else ExamAct.BEAT
        chosen = ((choices.first_pedal, ExamAct.BEAT), (choices.second_pedal, second))
        return cls(pedals=tuple((key, act) for key, act in chosen if key is not None))

    def asked_by(self, event: QKeyEvent) -> ExamKey | None:
        """What the key asks for, or None when it is not a key of the examination."""
        return self.asked_by_pedal(event) or exam_key(event)

    def asked_by_pedal(self, event: QKeyEvent) -> ExamKey | None:
        """What a key asks for that was chosen for a pedal; None for any other."""
        pressed = pedal_key(event) if self.pedals else None
        if pressed is None or event.modifiers() & CHORD:
            return None
        for key, act in self.pedals:
            if key.is_same(pressed):
                return ExamKey(act)
        return None


def exam_key(event: QKeyEvent) -> ExamKey | None:
    """What the key usually asks for, or None when it is not a key of the examination."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return _with_control(event)
    if modifiers & CHORD:
        return None
    digit = _digit(event, modifiers)
    if digit is not None:
        return ExamKey(ExamAct.NUMBER, digit)
    key = Qt.Key(event.key())
    if key in _FUNCTION_KEYS:
        return ExamKey(ExamAct.GO_TO, _FUNCTION_KEYS.index(key))
    if is_pad_point(event):
        return ExamKey(ExamAct.UNDO)
    act = _BY_KEY.get(key) or _BY_TEXT.get(event.text().casefold())
    if act is None and _is_on_pad(event):
        act = _BY_PAD_KEY.get(key)
    return None if act is None else ExamKey(act)


def names_of(act: ExamAct) -> tuple[str, ...]:
    """Names of the keys that ask for an act, the one to learn first; none for numbers, places."""
    keys = [name_of(key) for key, asked in _BY_KEY.items() if asked is act]
    chords = [name for name, asked in _BY_CHORD.items() if asked is act]
    texts = [text.upper() for text, asked in _BY_TEXT.items() if asked is act]
    points = ["."] if act is ExamAct.UNDO else []
    return tuple(dict.fromkeys((*keys, *chords, *texts, *points)))


def pad_names_of(act: ExamAct) -> tuple[str, ...]:
    """Names of the keys of the number pad that ask for an act when Num Lock is off."""
    return tuple(name_of(key) for key, asked in _BY_PAD_KEY.items() if asked is act)


def _with_control(event: QKeyEvent) -> ExamKey | None:
    asked = (act for name, act in _BY_CHORD.items() if is_key(event, name))
    act = next(asked, None)
    return None if act is None else ExamKey(act)


def _digit(event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> int | None:
    text = event.text()
    if len(text) == 1 and text in "0123456789":
        return int(text)
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return None
    first = _FIRST_OF_ROW.get(QGuiApplication.platformName())
    if first is None:
        return None
    position = event.nativeScanCode() - first
    # The row runs 1 2 3 ... 9 0.
    return (position + 1) % 10 if 0 <= position <= 9 else None


def _is_on_pad(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)


def is_pad_point(event: QKeyEvent) -> bool:
    """True for the point of the number pad, which takes back; Num Lock may be on or off."""
    is_point = event.text() in {".", ","} or event.key() == Qt.Key.Key_Delete
    return is_point and (_is_on_pad(event) or event.text() == ".")
