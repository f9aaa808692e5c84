"""What can go wrong with an export, each with its message in three sentences."""

import errno
from pathlib import Path

from clonus_desktop.domain.message import Message
from clonus_desktop.storage.faults import FORBIDDEN, NO_ROOM
from clonus_desktop.storage.storage_fault import StorageFault


class ExportNotMade(StorageFault):
    """There is no export; the casebook is as it was."""


class ExportCancelled(StorageFault):
    """Somebody stopped it."""


def folder_exists(folder: Path) -> ExportNotMade:
    """The fault of a name that is taken."""
    return ExportNotMade(
        Message(
            "There is something called {folder} already. "
            "Nothing was exported, and nothing there was changed. "
            "Choose another name or another place for the export.",
            {"folder": folder.name},
        )
    )


def not_made(error: OSError, folder: Path) -> ExportNotMade:
    """The fault of a disk or a folder that does not take an export."""
    values = {"folder": folder.name}
    if error.errno in NO_ROOM:
        return ExportNotMade(
            Message(
                "There is no room for the export {folder} on the disk. "
                "What was written of it was removed again; the casebook is as it was. "
                "Free some space or choose another disk, then export again.",
                values,
            )
        )
    if error.errno in FORBIDDEN:
        return ExportNotMade(
            Message(
                "The export {folder} cannot be written there, because the place is read-only. "
                "Nothing was exported; the casebook is as it was. "
                "Choose a folder in which you may write, then export again.",
                values,
            )
        )
    if error.errno == errno.ENOENT:
        return ExportNotMade(
            Message(
                "The place for the export {folder} is not there. "
                "Nothing was exported; the casebook is as it was. "
                "Check that the disk is connected, or choose another folder.",
                values,
            )
        )
    return ExportNotMade(
        Message(
            "The disk did not accept the export {folder}. "
            "What was written of it was removed again; the casebook is as it was. "
            "Check the disk and its connection, then export again.",
            values,
        )
    )


def cancelled() -> ExportCancelled:
    """The fault of an export that was stopped."""
    return ExportCancelled(
        Message(
            "The export was stopped before it was finished. "
            "What was written of it was removed again; the casebook is as it was. "
            "Start again when there is more time.",
        )
    )


def parquet_missing() -> ExportNotMade:
    """The fault of a format whose library is not installed."""
    return ExportNotMade(
        Message(
            "Parquet files cannot be written, because the library pyarrow is not installed. "
            "Nothing was exported; the casebook is as it was. "
            "Install clonus-desktop[parquet], or choose another format.",
        )
    )
