"""What Qt would remember of this user's work is kept nowhere."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSettings


@contextmanager
def keep_qt_from_remembering() -> Iterator[None]:
    """Send the settings of Qt's own dialogs to a folder that is gone at the end.

    They write every folder that was visited, and folders can bear patients' names. Windows and
    macOS keep such settings elsewhere; there each dialog puts back what stood there before.
    """
    with tempfile.TemporaryDirectory(prefix="clonus-qt-", ignore_cleanup_errors=True) as folder:
        for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(kind, QSettings.Scope.UserScope, folder)
        yield
