"""A file that leaves the program: where it goes, whole or not at all, and why it was not saved."""

import errno
import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import shiboken6
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from clonus_desktop.domain.message import Message

ChoosePath = Callable[[QWidget, str, str], str]

_KEYS_OF_VISITED_FOLDERS = ("FileDialog/history", "FileDialog/lastVisited")
_BINARY = getattr(os, "O_BINARY", 0)
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENXIO, errno.ENODEV, errno.EIO, errno.ETIMEDOUT}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR, errno.EBUSY, errno.ETXTBSY}


def choose_path(parent: QWidget, title: str, proposed: str, *, kind: str = "PDF (*.pdf)") -> str:
    """The path that the clinician chose for a file; empty when none was.

    Args:
        proposed: Name of the file, with or without a folder.
        kind: What kind of file it is and how its name ends, as the dialog shows it.
    """
    dialog = _dialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(Path(proposed).suffix.removeprefix("."))
    dialog.setDirectory(str(Path(proposed).parent))
    dialog.selectFile(Path(proposed).name)
    return _chosen_without_a_trace(dialog)


def choose_file(parent: QWidget, title: str, first: str, *, kind: str) -> str:
    """The path of the file that the clinician chose to be read; empty when none was.

    Args:
        first: The folder that is shown first.
        kind: What kinds of files are shown, as the dialog says it.
    """
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kind)
    dialog.setDirectory(first)
    return _chosen_without_a_trace(dialog)


def choose_folder(parent: QWidget, title: str, first: str) -> str:
    """The path of the folder that the clinician chose; empty when none was.

    Args:
        first: The folder that is shown first.
    """
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setDirectory(first)
    return _chosen_without_a_trace(dialog)


def _dialog(parent: QWidget, title: str) -> QFileDialog:
    """Qt's own on every system: those of the desktops keep lists of what was visited."""
    dialog = QFileDialog(parent, title)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return dialog


def _chosen_without_a_trace(dialog: QFileDialog) -> str:
    """What was chosen first in the dialog, which is deleted; "" when nothing was."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    before = {key: settings.value(key) for key in _KEYS_OF_VISITED_FOLDERS}
    chosen = dialog.selectedFiles() if dialog.exec() else []
    # Qt writes the visited folders into a file of the user when the dialog is deleted. Folders
    # can bear patients' names: what stood there before is put back.
    shiboken6.delete(dialog)
    for key, value in before.items():
        if value is None:
            settings.remove(key)
        else:
            settings.setValue(key, value)
    return chosen[0] if chosen else ""


def documents_folder() -> Path:
    """Where files are usually kept on this computer."""
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(kind))


class NotWanted(Exception):
    """The file was cancelled before it was there; nothing was left behind."""


class Permit:
    """Whether a file that is being made is still wanted: settled once, at the last moment."""

    def __init__(self) -> None:
        self._settling = threading.Lock()
        self._is_settled = False

    def settle(self) -> bool:
        """True for the first who asks: the file may appear, or it was cancelled in time."""
        with self._settling:
            was_settled, self._is_settled = self._is_settled, True
        return not was_settled


def write_whole(path: Path, content: bytes, permit: Permit | None = None) -> None:
    """Write the file so that it is whole or not there, also after a power cut.

    Args:
        permit: Asked when everything is written, before the file appears under its name.

    Raises:
        OSError: Nothing was written, and a file that was there before is as it was.
        NotWanted: The same, because it was cancelled.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        # Its owner's alone: who else may read it is not this program's to say.
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if permit is not None and not permit.settle():
            _forget(part)
            raise NotWanted
        part.replace(path)
    except OSError:
        _forget(part)
        raise


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        # The disk that refused the file is gone: nothing to clear away there.
        return


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """What is said when a file of some kind was not saved.

    Attributes:
        full: The disk is full.
        refused: The folder does not take it, or the file is open elsewhere; with ``{folder}``.
        gone: The folder is not there; with ``{folder}``.
        other: Anything else.
    """

    full: Message
    refused: Message
    gone: Message
    other: Message


OF_PDF = Refusals(
    full=Message(
        "The PDF was not saved. The disk is full. Free some space, or choose another place."
    ),
    refused=Message(
        "The PDF was not saved. {folder} does not take the file, or the file is open in "
        "another program. Close it, or choose another place."
    ),
    gone=Message("The PDF was not saved. {folder} is not connected. Choose another place."),
    other=Message("The PDF was not saved. The disk did not take the file. Choose another place."),
)

OF_WORD = Refusals(
    full=Message(
        "The Word file was not saved. The disk is full. Free some space, or choose another place."
    ),
    refused=Message(
        "The Word file was not saved. {folder} does not take the file, or the file is open in "
        "another program. Close it, or choose another place."
    ),
    gone=Message("The Word file was not saved. {folder} is not connected. Choose another place."),
    other=Message(
        "The Word file was not saved. The disk did not take the file. Choose another place."
    ),
)


def why_not_saved(error: OSError, path: Path, said: Refusals = OF_PDF) -> Message:
    """What happened to the file, why, and what to do."""
    folder = {"folder": str(path.parent)}
    if error.errno in _FULL:
        return said.full
    if error.errno in _REFUSED and path.parent.is_dir():
        return replace(said.refused, values=folder)
    if error.errno in _GONE | _REFUSED:
        return replace(said.gone, values=folder)
    return said.other
