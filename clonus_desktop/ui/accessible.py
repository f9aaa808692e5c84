"""What screen readers are told: of painted widgets, which Qt cannot know, and of what happens.

A widget says what it is by a class attribute; its name and description are those of Qt::

    class Chip(QPushButton):
        spoken = Spoken(
            role=Role.ListItem,
            is_selected=lambda chip: chip.is_now,
            press=lambda chip: chip.click(),
        )

    class BeatEditor(QWidget):
        spoken = Spoken(
            role=Role.Slider,
            value=lambda editor: editor.words_at_cursor,  # "beat 3 of 7, 0.42 s"
            number=lambda editor: (editor.cursor, 1, len(editor.beats)),
            step=lambda editor, by: editor.move_cursor(by),
        )

It belongs to the class and not to the instance: a screen reader may ask while a widget is being
built, and its first answer is kept. Buttons, fields, ticks, lists and tables of Qt need none.
When the value or the selection becomes another, the widget calls ``tell_value(self)`` or
``tell_selected(self)``; a sentence that nobody asked for goes through ``announce``.
"""

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
    QAccessibleValueChangeEvent,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QWidget
from shiboken6 import VoidPtr

from clonus_desktop.ui.guard import guarded

Role = QAccessible.Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a screen reader is told of a kind of widget. Each function takes the widget.

    Attributes:
        role: What it is.
        value: What it shows, in words.
        number: Its number now, the least and the most that it can be.
        is_selected: True for the one of several that is chosen.
        press: What pressing it does.
        step: One step further (1) or back (-1).
        is_whole: True when what lies in it is drawn by it and is not told by itself.
        is_hidden: True for what is drawn for the eye alone.
        is_modal: True for what must be answered first.
        only: The one part that is told of it now, or None for all.
    """

    role: QAccessible.Role
    value: Callable[[Any], str] | None = None
    number: Callable[[Any], tuple[float, float, float]] | None = None
    is_selected: Callable[[Any], bool] | None = None
    press: Callable[[Any], object] | None = None
    step: Callable[[Any, int], object] | None = None
    is_whole: bool = False
    is_hidden: bool = False
    is_modal: bool = False
    only: Callable[[Any], QWidget | None] | None = None


HEADINGS = frozenset({"h1", "h2", "h3", "place"})
"""Roles of the style sheet whose labels are headings."""

_HEADING = Spoken(role=Role.Heading)


@cache
def install() -> None:
    """Let Qt ask here first. Once for the process; it costs nothing until somebody listens."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    spoken = spoken_of(thing)
    if spoken is None or not isinstance(thing, QWidget):
        return None
    return _Widget(thing, spoken) if spoken.number is None else _Ranged(thing, spoken)


def spoken_of(thing: QObject) -> Spoken | None:
    """What is told of a widget beside what Qt knows, or None."""
    spoken = getattr(thing, "spoken", None)
    if isinstance(spoken, Spoken):
        return spoken
    is_heading = isinstance(thing, QLabel) and thing.property("role") in HEADINGS
    return _HEADING if is_heading else None


@guarded
class _Widget(QAccessibleWidget):
    """Answers for one widget. It keeps no reference to it: PySide6 keeps the answers for ever."""

    def __init__(self, widget: QWidget, spoken: Spoken) -> None:
        super().__init__(widget, spoken.role)
        self.spoken = spoken

    def text(self, kind: QAccessible.Text) -> str:
        widget, spoken = self.object(), self.spoken
        if kind == QAccessible.Text.Value and spoken.value is not None:
            return spoken.value(widget)
        said = super().text(kind)
        if not said and kind == QAccessible.Text.Name and isinstance(widget, QLabel):
            return widget.text()
        return said

    def state(self) -> QAccessible.State:
        state, widget, spoken = super().state(), self.object(), self.spoken
        if spoken.is_selected is not None:
            state.selectable = True
            state.selected = spoken.is_selected(widget)
        if isinstance(widget, QAbstractButton) and widget.isCheckable():
            state.checkable = True
            state.checked = widget.isChecked()
        state.modal = spoken.is_modal
        if spoken.is_hidden:
            state.invisible = True
        return state

    def childCount(self) -> int:
        if self._only is not None:
            return 1
        return 0 if self.spoken.is_whole else super().childCount()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes None for none
        if (only := self._only) is not None:
            return QAccessible.queryAccessibleInterface(only) if index == 0 else None
        return None if self.spoken.is_whole else super().child(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if (only := self._only) is not None:
            return 0 if child.object() is only else -1
        return super().indexOfChild(child)

    @property
    def _only(self) -> QWidget | None:
        only = self.spoken.only
        return None if only is None else only(self.object())

    def actionNames(self) -> list[str]:
        names = list(super().actionNames())
        if self.spoken.press is not None:
            names.insert(0, QAccessibleActionInterface.pressAction())
        if self.spoken.step is not None:
            names += [
                QAccessibleActionInterface.increaseAction(),
                QAccessibleActionInterface.decreaseAction(),
            ]
        return names

    def doAction(self, name: str) -> None:
        widget, spoken = self.object(), self.spoken
        steps = {
            QAccessibleActionInterface.increaseAction(): 1,
            QAccessibleActionInterface.decreaseAction(): -1,
        }
        if spoken.press is not None and name == QAccessibleActionInterface.pressAction():
            spoken.press(widget)
        elif spoken.step is not None and name in steps:
            spoken.step(widget, steps[name])
        else:
            super().doAction(name)


@guarded
class _Ranged(_Widget):
    """A widget with a number between two others."""

    def __init__(self, widget: QWidget, spoken: Spoken) -> None:
        super().__init__(widget, spoken)
        self._number = _Number(widget, spoken)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == QAccessible.InterfaceType.ValueInterface:
            return self._number
        found = super().interface_cast(kind)
        # PySide6 6.11 makes a wild pointer of None.
        return VoidPtr(0) if found is None else found


@guarded
class _Number(QAccessibleValueInterface):
    """The number of a widget, moved in steps as its own keys would."""

    def __init__(self, widget: QWidget, spoken: Spoken) -> None:
        super().__init__()
        self._widget = weakref.ref(widget)
        self._spoken = spoken

    def _range(self) -> tuple[float, float, float]:
        widget = self._widget()
        if widget is None or self._spoken.number is None:
            return (0.0, 0.0, 0.0)
        return self._spoken.number(widget)

    def currentValue(self) -> float:
        return self._range()[0]

    def minimumValue(self) -> float:
        return self._range()[1]

    def maximumValue(self) -> float:
        return self._range()[2]

    def minimumStepSize(self) -> float:
        return 1.0

    def setCurrentValue(self, value: Any) -> None:
        widget, step = self._widget(), self._spoken.step
        if widget is not None and step is not None:
            step(widget, round(float(value) - self.currentValue()))


# --- what happens -----------------------------------------------------------------------------


def announce(source: QObject, words: str, *, is_urgent: bool = False) -> None:
    """Say a sentence without moving the focus; an urgent one interrupts what is being said."""
    if not words:
        return
    event = QAccessibleAnnouncementEvent(source, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if is_urgent else politeness.Polite)
    _tell(event)


def tell_value(widget: QWidget) -> None:
    """Tell that what the widget shows has become another."""
    spoken = spoken_of(widget)
    if spoken is not None and spoken.value is not None:
        _tell(QAccessibleValueChangeEvent(widget, spoken.value(widget)))


def tell_selected(widget: QWidget) -> None:
    """Tell that the widget is chosen now, or no more."""
    changed = QAccessible.State()
    changed.selected = True
    _tell(QAccessibleStateChangeEvent(widget, changed))


def _tell(event: QAccessibleEvent) -> None:
    """The edge of the program: from here on it is the screen reader's."""
    QAccessible.updateAccessibility(event)
