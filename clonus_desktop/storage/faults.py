"""What the world can do to a file, each with a message: what happened, what it means, what to do.

Driver errors become faults in ``fault_of``, and file errors in ``fault_of_file``: nowhere else.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clonus_desktop.domain.message import Message
from clonus_desktop.storage import driver
from clonus_desktop.storage.refusals import (
    NOT_A_DRAFT,
    draft_exists,
    not_a_draft,
    number_taken,
)
from clonus_desktop.storage.storage_fault import StorageFault

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Said by a full disk, by a quota, and by what takes no file of that size, such as some sticks."""
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""Said where this user may not write."""


class CasebookNewer(StorageFault):
    """The file was written by a later version of the program."""


class CasebookForeign(StorageFault):
    """The file is something else, or does not open with this key."""


class CasebookDamaged(StorageFault):
    """The file is a casebook that cannot be read."""


class CasebookReadOnly(StorageFault):
    """The file or its folder may not be changed."""


class CasebookLocked(StorageFault):
    """Another process is writing in the file, or holds all of it."""


class CasebookMissing(StorageFault):
    """There is no such file."""


class CasebookAside(StorageFault):
    """The casebook is closed for a moment, because it gets another key."""


class DiskFull(StorageFault):
    """Nothing more fits."""


class WriteFailed(StorageFault):
    """The disk did not take what was written."""


def newer(path: Path) -> CasebookNewer:
    """The fault of a file from a later version."""
    return CasebookNewer(
        Message(
            "The casebook {file} was written by a newer version of Clonus Desktop. "
            "It was not opened, and nothing in it was changed. "
            "Install the newer version on this computer, then open the casebook again.",
            {"file": path.name},
        )
    )


def not_a_casebook(path: Path) -> CasebookForeign:
    """The fault of another program's database, or of a folder."""
    return CasebookForeign(
        Message(
            "{file} is not a casebook of Clonus Desktop. "
            "It was not opened, and nothing in it was changed. "
            "Choose another file, or move this one away to begin a new casebook.",
            {"file": path.name},
        )
    )


def unreadable_without_key(path: Path) -> CasebookForeign:
    """The fault of a file that begins like no plain casebook."""
    return CasebookForeign(
        Message(
            "{file} is encrypted, or is not a casebook of Clonus Desktop. "
            "It was not opened, and nothing in it was changed. "
            "Open it with the program that protects it, or choose another file.",
            {"file": path.name},
        )
    )


def wrong_key(path: Path) -> CasebookForeign:
    """The fault of a file that the key does not open; the driver cannot tell why."""
    return CasebookForeign(
        Message(
            "The casebook {file} does not open with this key: it belongs to another key, "
            "or its beginning is damaged. "
            "It was not opened, and nothing in it was changed. "
            "Choose the casebook that belongs to this key, or a backup.",
            {"file": path.name},
        )
    )


def not_encrypted(path: Path) -> CasebookForeign:
    """The fault of a plain file where an encrypted one is expected."""
    return CasebookForeign(
        Message(
            "{file} is not encrypted, although this casebook is kept under a key. "
            "It was not opened, and nothing in it was changed. "
            "Somebody may have put another file in its place: choose the right one, or a backup.",
            {"file": path.name},
        )
    )


def damaged(path: Path) -> CasebookDamaged:
    """The fault of a casebook that cannot be read."""
    return CasebookDamaged(
        Message(
            "The casebook {file} is damaged and cannot be read as it is. "
            "The program did not try to repair it and changed nothing in it. "
            "Copy the whole folder to a safe place, then open a backup.",
            {"file": path.name},
        )
    )


def read_only(path: Path) -> CasebookReadOnly:
    """The fault of missing permission."""
    return CasebookReadOnly(
        Message(
            "The casebook {file} cannot be changed, because the file or its folder is read-only. "
            "Nothing was saved, and nothing in it was changed. "
            "Allow this user to write in the folder, then try again.",
            {"file": path.name},
        )
    )


def locked(path: Path) -> CasebookLocked:
    """The fault of two writers."""
    return CasebookLocked(
        Message(
            "The casebook {file} is in use by another program. "
            "Nothing was saved, and nothing in it was changed. "
            "Close the other window or wait until it has finished, then try again.",
            {"file": path.name},
        )
    )


def missing(path: Path) -> CasebookMissing:
    """The fault of a file that is not there."""
    return CasebookMissing(
        Message(
            "There is no casebook {file}. "
            "Nothing was opened, and no new casebook was begun. "
            "Check that the drive is connected, or choose another file.",
            {"file": path.name},
        )
    )


def casebook_aside(path: Path) -> CasebookAside:
    """The fault of an act while the key is renewed."""
    return CasebookAside(
        Message(
            "The casebook {file} is getting a new key and is closed for a moment. "
            "The last entry was not saved; everything before it is safe. "
            "Wait until the new key is there, then try again.",
            {"file": path.name},
        )
    )


def disk_full(path: Path) -> DiskFull:
    """The fault of a full disk."""
    return DiskFull(
        Message(
            "The disk with the casebook {file} is full. "
            "The last entry was not saved; everything before it is safe. "
            "Free some space, then try again.",
            {"file": path.name},
        )
    )


def write_failed(path: Path) -> WriteFailed:
    """The fault of a disk that refuses a write for another reason than space."""
    return WriteFailed(
        Message(
            "The disk with the casebook {file} did not accept what was written. "
            "The last entry was not saved; everything before it is safe. "
            "Check the disk and its connection, then try again.",
            {"file": path.name},
        )
    )


def fault_of(error: Exception, path: Path) -> Exception:
    """The fault that a driver error means; the error itself when the program is at fault."""
    code = driver.code_of(error)
    if isinstance(error, driver.IntegrityError):
        return _refusal(error)
    if code in driver.BUSY:
        return locked(path)
    if code in driver.READ_ONLY:
        return read_only(path)
    if code in driver.FULL:
        return disk_full(path)
    if code in driver.DAMAGED:
        return damaged(path)
    return write_failed(path) if code == driver.IO_ERROR else error


def fault_of_file(error: OSError, path: Path) -> StorageFault:
    """The fault that an error of the file system means while a casebook is made or opened."""
    if error.errno in NO_ROOM:
        return disk_full(path)
    if error.errno == errno.ENOENT:
        return missing(path)
    if error.errno == errno.EIO:
        return write_failed(path)
    return read_only(path)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Errors of the driver and of the file system come out as the faults that they mean."""
    try:
        yield
    except driver.READ_ERRORS as error:
        raise fault_of(error, path) from None
    except OSError as error:
        raise fault_of_file(error, path) from error


def _refusal(error: Exception) -> Exception:
    """What the schema refused, by the words of the constraint."""
    said = str(error)
    if said == NOT_A_DRAFT:
        return not_a_draft()
    if said.endswith("patient.number_key"):
        return number_taken()
    return draft_exists() if said.endswith("examination.patient_id") else error
