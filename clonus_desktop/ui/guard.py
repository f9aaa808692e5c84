"""What Qt calls and no code of ours can catch: a fault in it is told and goes no further.

PySide6 raises an exception of a method that Qt called (an event, a size hint, a filter) in
whatever Python code was at work at that moment, which may be the middle of a page that is being
built; and a paint that fails is asked for again. So every such method of the classes of this
program is wrapped as its class is made: the fault goes to ``sys.excepthook``, and Qt gets an
answer with which the window goes on.
"""

import sys
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputEvent

_OURS = "clonus_desktop."
_Class = TypeVar("_Class", bound=type)

_ASKED = {
    "sizeHint",
    "minimumSizeHint",
    "heightForWidth",
    "hasHeightForWidth",
    "focusNextPrevChild",
    "hitButton",
    "currentChanged",
    "initStyleOption",
    "interface_cast",
    "state",
    "text",
}
"""Answered by Qt's own class when ours fails."""

_ANSWERS: dict[str, object] = {
    "eventFilter": False,
    "rowCount": 0,
    "columnCount": 0,
    "data": None,
    "headerData": None,
    "sort": None,
    "childCount": 0,
    "child": None,
    "actionNames": [],
    "doAction": None,
    "currentValue": 0.0,
    "minimumValue": 0.0,
    "maximumValue": 0.0,
    "minimumStepSize": 1.0,
    "setCurrentValue": None,
    "insertFromMimeData": None,
}
"""Given to Qt when ours fails and Qt's own class has no better answer."""

_FAILED = "_fails_to_paint"


def install() -> None:
    """Guard every class of this program that is made from now on and is a QObject."""

    def made(made_class: Any, /, **_named: object) -> None:
        if made_class.__module__.startswith(_OURS):
            guarded(made_class)

    # Not called from here: the one of Qt, in whose place this stands, does nothing.
    QObject.__init_subclass__ = classmethod(made)  # type: ignore[assignment]


def guarded(cls: _Class) -> _Class:
    """The class, with the methods that Qt calls wrapped; for classes that are no QObject too."""
    is_object = issubclass(cls, QObject)
    for name, method in list(vars(cls).items()):
        if not callable(method) or isinstance(method, type | staticmethod | classmethod):
            continue
        if name == "paintEvent":
            setattr(cls, name, _painting(method))
        elif name == "closeEvent":
            setattr(cls, name, _closing(method))
        elif name == "event":
            setattr(cls, name, _any_event(cls, method))
        elif name.endswith("Event"):
            setattr(cls, name, _handling(method))
        elif name in _ASKED and not (is_object and name in {"state", "text"}):
            setattr(cls, name, _asked(cls, name, method))
        elif name in _ANSWERS:
            setattr(cls, name, _answering(name, method))
    return cls


def attempt(act: Callable[[], object]) -> bool:
    """Do it; False when it failed, which is told and goes no further."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 - whatever it is, what follows is to be done
        tell(error)
        return False
    return True


def tell(error: BaseException) -> None:
    """Hand a fault to whoever logs and shows those of the program."""
    sys.excepthook(type(error), error, error.__traceback__)
    # A painter that is still at work in one of the frames would take the process with it.
    traceback.clear_frames(error.__traceback__)


_told: set[tuple[type, str, int]] = set()


def _tell_once(error: BaseException) -> None:
    """Tell a fault of a place at which Qt asks again and again, the first time."""
    places = [(f.f_code.co_filename, line) for f, line in traceback.walk_tb(error.__traceback__)]
    known = (type(error), *places[-1])
    if known not in _told:
        _told.add(known)
        tell(error)


# --- the wrappers -----------------------------------------------------------------------------


def _handling(method: Callable[..., object]) -> Callable[..., object]:
    """For an event of one kind: what failed half way is not done twice by Qt's own class."""

    @wraps(method)
    def handle(self: Any, *arguments: Any) -> object:
        try:
            return method(self, *arguments)
        except Exception as error:  # noqa: BLE001 - the edge to Qt
            tell(error)
            return None

    return handle


def _closing(method: Callable[..., object]) -> Callable[..., object]:
    """For the end of a window: it stays, so that the fault can be told."""

    @wraps(method)
    def close(self: Any, event: Any) -> None:
        try:
            method(self, event)
        except Exception as error:  # noqa: BLE001 - the edge to Qt
            event.ignore()
            tell(error)

    return close


def _painting(method: Callable[..., object]) -> Callable[..., object]:
    """For painting: what failed once is not painted again, and says so instead."""

    @wraps(method)
    def paint(self: Any, event: Any) -> None:
        if not getattr(self, _FAILED, False):
            try:
                method(self, event)
                return
            except Exception as error:  # noqa: BLE001 - the edge to Qt
                setattr(self, _FAILED, True)
                tell(error)
        _paint_nothing(self)

    return paint


def _paint_nothing(widget: Any) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QPainter

    from clonus_desktop.language import _

    painter = QPainter(widget)
    painter.fillRect(widget.rect(), widget.palette().window())
    painter.setPen(widget.palette().windowText().color())
    painter.drawText(widget.rect(), int(Qt.AlignmentFlag.AlignCenter), _("Cannot be shown"))
    painter.end()


def _any_event(cls: Any, method: Callable[..., object]) -> Callable[..., object]:
    """For all events at once: a press that failed is over, anything else is left to Qt."""

    @wraps(method)
    def take(self: Any, event: QEvent) -> object:
        try:
            return method(self, event)
        except Exception as error:  # noqa: BLE001 - the edge to Qt
            tell(error)
            return isinstance(event, QInputEvent) or super(cls, self).event(event)

    return take


def _asked(cls: type, name: str, method: Callable[..., object]) -> Callable[..., object]:
    """For a question of Qt: answered by Qt itself when ours fails."""

    def by_qt(self: Any, *arguments: Any) -> object:
        return getattr(super(cls, self), name)(*arguments)

    return _repeated(method, by_qt)


def _answering(name: str, method: Callable[..., object]) -> Callable[..., object]:
    """For a question that Qt's own class cannot answer: answered with nothing."""
    return _repeated(method, lambda _self, *_arguments: _ANSWERS[name])


def _repeated(
    method: Callable[..., object], otherwise: Callable[..., object]
) -> Callable[..., object]:
    """For what Qt asks again and again: a fault is told once."""

    @wraps(method)
    def answer(self: Any, *arguments: Any) -> object:
        try:
            return method(self, *arguments)
        except Exception as error:  # noqa: BLE001 - the edge to Qt
            _tell_once(error)
            return otherwise(self, *arguments)

    return answer
