"""The keys of a page as a table: what answers a press is what the key sheet lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from clonus_desktop.language import _

_FUNCTION_KEYS = {f"F{n}": (Qt.Key(Qt.Key.Key_F1 + n - 1),) for n in range(1, 13)}
_CODES = {
    "Enter": (Qt.Key.Key_Return, Qt.Key.Key_Enter),
    "Esc": (Qt.Key.Key_Escape,),
    "Space": (Qt.Key.Key_Space,),
    "Tab": (Qt.Key.Key_Tab,),
    "Backspace": (Qt.Key.Key_Backspace,),
    "Left": (Qt.Key.Key_Left,),
    "Right": (Qt.Key.Key_Right,),
    "Up": (Qt.Key.Key_Up,),
    "Down": (Qt.Key.Key_Down,),
    "Page Up": (Qt.Key.Key_PageUp,),
    "Page Down": (Qt.Key.Key_PageDown,),
    "Home": (Qt.Key.Key_Home,),
    "End": (Qt.Key.Key_End,),
    "Insert": (Qt.Key.Key_Insert,),
    "Delete": (Qt.Key.Key_Delete,),
    "Middle": (Qt.Key.Key_Clear,),
    **_FUNCTION_KEYS,
}

_CONTROL = "Ctrl+"
_SHIFT = "Shift+"
_MODIFIERS = Qt.KeyboardModifier
_OTHERS = _MODIFIERS.AltModifier | _MODIFIERS.MetaModifier

CHORD = _MODIFIERS.ControlModifier | _OTHERS
"""What makes a shortcut of a key; Shift and the number pad leave it what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKey:
    """Keys that do the same.

    Attributes:
        names: As in "Enter", "Ctrl+S", "E" or "?"; the first is the one to learn.
        words: What they do.
        act: Called with the time stamp of each press, in ms.
        repeats: True when holding the key down calls it again and again.
    """

    names: tuple[str, ...]
    words: str
    act: Callable[[int], object]
    repeats: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedKey:
    """Keys as the sheet lists them: names of the caps, and what they do.

    Attributes:
        is_range: The two names are the first and the last of several keys.
    """

    names: tuple[str, ...]
    words: str
    is_range: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyGroup:
    """Keys that hold together, such as all of a page."""

    title: str
    keys: tuple[ListedKey, ...]


def answer(event: QKeyEvent, table: Sequence[PageKey]) -> bool:
    """True when the key stands in the table; its act was called unless the key repeats itself."""
    for key in table:
        if any(is_key(event, name) for name in key.names):
            event.accept()
            if key.repeats or not event.isAutoRepeat():
                key.act(event.timestamp())
            return True
    return False


def is_key(event: QKeyEvent, name: str) -> bool:
    """True when the event is a press of the key of that name."""
    modifiers, plain = event.modifiers(), name.removeprefix(_CONTROL)
    needs_control, needs_shift = plain != name, plain.startswith(_SHIFT)
    plain = plain.removeprefix(_SHIFT)
    if modifiers & _OTHERS or needs_control != bool(modifiers & _MODIFIERS.ControlModifier):
        return False
    # Elsewhere Shift may be what it takes to type the character, or is of no account.
    shift_counts = needs_control or needs_shift or plain in _FUNCTION_KEYS
    if shift_counts and needs_shift != bool(modifiers & _MODIFIERS.ShiftModifier):
        return False
    if plain in _CODES:
        return event.key() in _CODES[plain]
    if plain.isalpha():
        return event.key() == ord(plain)
    return event.text() == plain


def name_of(key: Qt.Key) -> str:
    """The name of a key that has one here.

    Raises:
        LookupError: It has none.
    """
    for name, codes in _CODES.items():
        if key in codes:
            return name
    raise LookupError(f"{key} has no name.")


def group(title: str, table: Sequence[PageKey]) -> KeyGroup:
    """The table as the sheet lists it."""
    return KeyGroup(
        title=title, keys=tuple(ListedKey(names=key.names, words=key.words) for key in table)
    )


def cap(name: str) -> str:
    """What is printed on a key, in the language of the screen."""
    said = {
        "Enter": _("Enter"),
        "Esc": _("Esc"),
        "Space": _("Space"),
        "Tab": _("Tab"),
        "Backspace": _("Backspace"),
        "Left": _("Left"),
        "Right": _("Right"),
        "Up": _("Up"),
        "Down": _("Down"),
        "Page Up": _("Page Up"),
        "Page Down": _("Page Down"),
        "Home": _("Home"),
        "End": _("End"),
        "Insert": _("Insert"),
        "Delete": _("Delete"),
        "Middle": _("Middle key"),
    }
    for prefix, printed in ((_CONTROL, _("Ctrl+")), (_SHIFT, _("Shift+"))):
        if name.startswith(prefix):
            return printed + cap(name.removeprefix(prefix))
    return said.get(name, name)
