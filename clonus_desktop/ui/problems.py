"""Faults of the program: said calmly, logged without anything about a patient."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

_LOG = logging.getLogger("clonus_desktop")
_BYTES_KEPT = 512 * 1024


def write_log_to(folder: Path) -> None:
    """Log into a small file of this computer; none when the folder cannot be written."""
    from logging.handlers import RotatingFileHandler

    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / "clonus-desktop.log"
        path.touch(mode=0o600)
        handler = RotatingFileHandler(
            path, maxBytes=_BYTES_KEPT, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False


def frames_of(error: BaseException) -> str:
    """Where it happened: type and frames. Never the message, which may hold a patient's name."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(
        f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames[-8:])
    )
    return f"{type(error).__name__} at {places or 'no frame'}"


def catch_all(show: Callable[[], None]) -> Callable[[], None]:
    """Log every unexpected exception of every thread and call show(); gives the undoing."""
    before, before_thread = sys.excepthook, threading.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            before(kind, error, trace)
            return
        _LOG.error("unexpected %s", frames_of(error.with_traceback(trace)))
        show()

    def thread_hook(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            _LOG.error("unexpected in a thread: %s", frames_of(arguments.exc_value))

    sys.excepthook, threading.excepthook = hook, thread_hook

    def undo() -> None:
        sys.excepthook, threading.excepthook = before, before_thread

    return undo
