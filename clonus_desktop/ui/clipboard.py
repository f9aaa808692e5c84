"""A letter or a table on the clipboard, as formatted text and as plain lines at once."""

import atexit
from functools import cache

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

# There the clipboard outlives Python and crashes on what Python made. On a desk the copied
# letter stays when the window is closed: somebody is about to paste it.
_OUTLIVES_PYTHON = {"offscreen", "minimal"}


# Asks the clipboard histories of Plasma and of Windows to keep no copy.
_KEEP_NO_COPY = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
}


class _Ours(QMimeData):
    """What this program put on the clipboard."""


_put: list[str] = []
"""The text that was put there last; none after it was taken away."""


def put(*, text: str, html: str = "") -> None:
    """Put both on the clipboard; the program that pastes takes what it understands."""
    mime = _Ours()
    if html:
        mime.setHtml(html)
    mime.setText(text)
    for kind, content in _KEEP_NO_COPY.items():
        mime.setData(kind, content)
    _put[:] = [text]
    QGuiApplication.clipboard().setMimeData(mime)
    if QGuiApplication.platformName() in _OUTLIVES_PYTHON:
        _forget_at_exit()


def forget() -> None:
    """Empty the clipboard if it still holds what was put there; never what others copied."""
    if QGuiApplication.instance() is None:
        return
    clipboard = QGuiApplication.clipboard()
    # Windows gives back an object of its own, so the text is asked as well.
    holds_ours = isinstance(clipboard.mimeData(), _Ours) or (
        bool(_put) and clipboard.text().splitlines() == _put[0].splitlines()
    )
    _put.clear()
    if holds_ours:
        clipboard.clear()


@cache
def _forget_at_exit() -> None:
    atexit.register(forget)
