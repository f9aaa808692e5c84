"""A letter or a table on the clipboard, as formatted text and as plain lines at once."""

import atexit
from functools import cache

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

# There the clipboard outlives Python and crashes on what Python made. On a desk the copied
# letter stays when the window is closed: somebody is about to paste it.
_OUTLIVES_PYTHON = {"offscreen", "minimal"}


class _Ours(QMimeData):
    """What this program put on the clipboard."""


def put(*, text: str, html: str = "") -> None:
    """Put both on the clipboard; the program that pastes takes what it understands."""
    mime = _Ours()
    if html:
        mime.setHtml(html)
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    if QGuiApplication.platformName() in _OUTLIVES_PYTHON:
        _forget_at_exit()


def forget() -> None:
    """Empty the clipboard if it still holds what was put there; never what others copied."""
    if QGuiApplication.instance() is None:
        return
    clipboard = QGuiApplication.clipboard()
    if isinstance(clipboard.mimeData(), _Ours):
        clipboard.clear()


@cache
def _forget_at_exit() -> None:
    atexit.register(forget)
