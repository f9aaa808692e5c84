"""Why nothing was taken in, each with its message in three sentences."""

from clonus_desktop.domain.message import Message
from clonus_desktop.storage import StorageFault


class ImportCancelled(StorageFault):
    """Somebody stopped it; nothing was taken in."""


class ImportOutdated(StorageFault):
    """The casebook was changed after it was looked at."""


class NotReadable(StorageFault):
    """The file or folder cannot be read from the disk."""


def cancelled() -> ImportCancelled:
    """The fault of an import that was stopped."""
    return ImportCancelled(
        Message(
            "The import was stopped before it was finished. "
            "Nothing was taken in; the casebook is as it was. "
            "Start again when there is more time.",
        )
    )


def outdated() -> ImportOutdated:
    """The fault of a casebook that was changed in between."""
    return ImportOutdated(
        Message(
            "The casebook was changed after the file was compared with it. "
            "Nothing was taken in; the casebook is as it was. "
            "Choose the file again, so that it is compared once more.",
        )
    )


def not_readable(name: str) -> NotReadable:
    """The fault of a disk that does not give the file."""
    return NotReadable(
        Message(
            "{file} cannot be read from the disk. "
            "Nothing was taken in; the casebook is as it was. "
            "Check that the disk is connected and that you may read the file, then choose it "
            "again.",
            {"file": name},
        )
    )
