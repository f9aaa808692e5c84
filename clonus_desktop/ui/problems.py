"""Faults of the program: logged without anything about a patient, and shown by whoever is asked.

A log line holds types, functions and line numbers. Never a message, a value or a path of the
user: any of them may hold a patient's name.
"""

import logging
import os
import re
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

_LOG = logging.getLogger("clonus_desktop")
_BYTES_KEPT = 512 * 1024
_FRAMES = 8
_DEEPEST = 5
_OFTEN = 100
"""A fault that comes back is logged the first times, and then each hundredth time."""

LOG_NAME = "clonus-desktop.log"


def write_log_to(folder: Path) -> Path | None:
    """Log into a small file of this computer; None when the folder cannot be written."""
    from logging.handlers import RotatingFileHandler

    class OwnersFile(RotatingFileHandler):
        """Also the file after a rotation is the owner's alone."""

        def _open(self) -> Any:
            return open_for_owner(Path(self.baseFilename))

        def handleError(self, _record: logging.LogRecord) -> None:
            """A full disk must not write about itself on a screen that nobody sees."""

    path = folder / LOG_NAME
    try:
        make_owners_folder(folder)
        open_for_owner(path).close()
        handler = OwnersFile(path, maxBytes=_BYTES_KEPT, backupCount=1, delay=True)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
    return path


def make_owners_folder(folder: Path) -> None:
    """The folder, there and open to its owner alone.

    Raises:
        OSError: It cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(OSError):
        # It may be older than this rule; on a memory stick there are no such rights.
        folder.chmod(0o700)


def open_for_owner(path: Path) -> Any:
    """The file, opened to write behind its end, readable by its owner alone.

    Raises:
        OSError: It cannot be opened.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with suppress(OSError, AttributeError):
        os.fchmod(handle, 0o600)
    return os.fdopen(handle, "a", encoding="utf-8")


# --- what is said of an exception --------------------------------------------------------------


def frames_of(error: BaseException) -> str:
    """Where it happened, and what led to it: types and frames, the innermost first."""
    return ", after ".join(_links(error))


def _links(error: BaseException | None) -> Iterator[str]:
    for _depth in range(_DEEPEST):
        if error is None:
            return
        yield f"{type(error).__name__} at {_places(error.__traceback__) or 'no frame'}"
        hidden = error.__suppress_context__
        error = error.__cause__ or (None if hidden else error.__context__)


def _places(trace: TracebackType | None) -> str:
    frames = list(traceback.walk_tb(trace))[-_FRAMES:]
    return " < ".join(
        f"{Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_name}"
        for frame, line in reversed(frames)
    )


# --- hooks ---------------------------------------------------------------------------------------


def catch_all(show: Callable[[], None]) -> Callable[[], None]:
    """Log every unexpected exception of every thread and call show(); gives the undoing.

    Args:
        show: Called in the thread in which it happened.
    """
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    seen: Counter[str] = Counter()

    def take(words: str, error: BaseException) -> None:
        said = f"{words}{frames_of(error)}"
        seen[said] += 1
        if seen[said] < 4 or seen[said] % _OFTEN == 0:
            _LOG.error("%s (%d)", said, seen[said])
        show()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            before[0](kind, error, trace)
        else:
            take("unexpected ", error.with_traceback(trace))

    def thread_hook(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            take("unexpected in a thread: ", arguments.exc_value)

    def unraisable_hook(unraisable: "sys.UnraisableHookArgs") -> None:
        if unraisable.exc_value is not None:
            take("unexpected where nobody could be told: ", unraisable.exc_value)

    sys.excepthook, threading.excepthook, sys.unraisablehook = hook, thread_hook, unraisable_hook

    def undo() -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before

    return undo


def log_fault(error: BaseException, words: str) -> None:
    """Log a fault that was caught where it happened; the words are the program's own."""
    _LOG.error("%s %s", words, frames_of(error))


# --- what Qt says --------------------------------------------------------------------------------

# Qt begins most of what it says with its own function. What follows may be a text of a widget,
# a path or a style sheet, so nothing of that is kept.
_FUNCTION = re.compile(r"Q[A-Za-z]{2,40}(?:::~?[A-Za-z]{2,40})?(?=[:(\s,])")


def qt_message(kind: str, category: str | None, message: str) -> str:
    """What is logged of a message of Qt: its kind, its category, and Qt's own function."""
    found = _FUNCTION.match(message)
    return f"Qt {kind} {category or 'default'} {found[0] if found else 'without a function'}"


def log_qt_messages() -> Callable[[], None]:
    """Log what Qt says instead of printing it; gives the undoing."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    seen: Counter[str] = Counter()

    def take(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        said = qt_message(kind.name, context.category, message or "")
        seen[said] += 1
        if seen[said] == 1 or seen[said] % _OFTEN == 0:
            _LOG.warning("%s (%d)", said, seen[said])

    qInstallMessageHandler(take)

    def undo() -> None:
        qInstallMessageHandler(None)

    return undo
