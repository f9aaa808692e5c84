"""What Qt would remember of this user's work is kept nowhere."""

import os

from PySide6.QtCore import QSettings


def keep_qt_from_remembering() -> None:
    """Send the settings of Qt's own dialogs to where no file can be made.

    They write every folder that was visited, and folders can bear patients' names. Windows and
    macOS keep such settings elsewhere; there each dialog puts back what stood there before.
    """
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, os.devnull)
