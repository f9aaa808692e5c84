"""What a key is called, in words: "B", "Page Down", "Numpad 0"."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from clonus_desktop.language import _, pgettext
from clonus_desktop.ui.pedal_key import PedalKey


def key_words(key: PedalKey) -> str:
    """The name of a key as a person would say it."""
    name = _named(key.key) or QKeySequence(key.key).toString(QKeySequence.SequenceFormat.NativeText)
    if not key.key or not name.strip() or not name.isprintable():
        return _("Key No. {number}").format(number=key.scan_code or key.key)
    return _("Numpad {key}").format(key=name) if key.is_keypad else name


def _named(code: int) -> str | None:
    # Qt's own names are short ("PgDown") and come in the language of the system.
    return {
        Qt.Key.Key_Space: _("Space"),
        Qt.Key.Key_Tab: _("Tab"),
        Qt.Key.Key_Backtab: _("Tab"),
        Qt.Key.Key_Escape: _("Esc"),
        Qt.Key.Key_Return: _("Enter"),
        Qt.Key.Key_Enter: _("Enter"),
        Qt.Key.Key_Backspace: _("Backspace"),
        Qt.Key.Key_Delete: _("Delete"),
        Qt.Key.Key_Insert: _("Insert"),
        Qt.Key.Key_Home: pgettext("key", "Home"),
        Qt.Key.Key_End: pgettext("key", "End"),
        Qt.Key.Key_PageUp: _("Page Up"),
        Qt.Key.Key_PageDown: _("Page Down"),
        Qt.Key.Key_Left: _("Left arrow"),
        Qt.Key.Key_Right: _("Right arrow"),
        Qt.Key.Key_Up: _("Up arrow"),
        Qt.Key.Key_Down: _("Down arrow"),
        Qt.Key.Key_Shift: _("Shift"),
        Qt.Key.Key_Control: _("Ctrl"),
        Qt.Key.Key_Alt: _("Alt"),
        Qt.Key.Key_AltGr: _("Alt Gr"),
        Qt.Key.Key_Meta: _("the system key"),
        Qt.Key.Key_CapsLock: _("Caps Lock"),
        Qt.Key.Key_NumLock: _("Num Lock"),
        Qt.Key.Key_ScrollLock: _("Scroll Lock"),
    }.get(Qt.Key(code) if code in _CODES else Qt.Key.Key_unknown)


_CODES = frozenset(key.value for key in Qt.Key)
