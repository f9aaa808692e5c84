"""Keys that a pedal cannot have, and why, in the three sentences of every refusal."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from clonus_desktop.language import _
from clonus_desktop.ui.exam_keys import ExamAct, exam_key, pedal_key
from clonus_desktop.ui.key_names import key_words
from clonus_desktop.ui.page_keys import CHORD
from clonus_desktop.ui.pedal_key import PedalKey

_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_Hyper_L,
        Qt.Key.Key_Hyper_R,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_Mode_switch,
        Qt.Key.Key_Multi_key,
    }
)
_PUTS_TO_SLEEP = frozenset(
    {
        Qt.Key.Key_PowerOff,
        Qt.Key.Key_PowerDown,
        Qt.Key.Key_Sleep,
        Qt.Key.Key_Standby,
        Qt.Key.Key_Suspend,
        Qt.Key.Key_Hibernate,
    }
)


def refusal_words(event: QKeyEvent, other: PedalKey | None) -> str | None:
    """Why that key cannot be the pedal's, or None when it can.

    Args:
        event: Its press.
        other: The key of the other pedal.
    """
    key = pedal_key(event)
    if key is None:
        name, why = _("This key"), _("The computer gives no code for it.")
    else:
        name, why = key_words(key), _why(event)
        if not why and other is not None and other.is_same(key):
            why = _("It is the key of the other pedal already.")
    if not why:
        return None
    what = _("{key} was not taken.").format(key=name)
    return " ".join((what, why, _("Set the pedal to another key, such as B or F13.")))


def lost_words(event: QKeyEvent) -> str:
    """What the key no longer means during the exam; empty when it meant nothing else."""
    usual, key = exam_key(event), pedal_key(event)
    if key is None or usual is None or usual.act is ExamAct.BEAT:
        return ""
    said = _("{key} has another use in the exam. There it is now the pedal alone.")
    return said.format(key=key_words(key)) + " " + _("Choose another key if you need both.")


def _why(event: QKeyEvent) -> str:
    key = Qt.Key(event.key())
    if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
        return _("It moves the keyboard from one control to the next.")
    if key is Qt.Key.Key_Escape:
        return _("It closes sheets and leaves the exam.")
    if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return _("It uses the count and signs the exam.")
    if key in _MODIFIERS:
        return _("It changes what other keys mean.")
    if key in _PUTS_TO_SLEEP:
        return _("It puts the computer to sleep.")
    if event.modifiers() & CHORD:
        return _("It was pressed together with another key.")
    return ""
