"""What it takes that a file is still there after the power went."""

import errno
import os
from pathlib import Path

_FOLDERS_CANNOT = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM})
"""Said where a folder cannot be synchronised: on Windows, and on some shares."""


def sync_file(path: Path) -> None:
    """Waits until the disk has what was written into the file.

    Raises:
        OSError: The disk refused.
    """
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Waits until the disk has the names in a folder, where the system can do that.

    Raises:
        OSError: The disk refused.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _FOLDERS_CANNOT:
            raise


def publish_new(part: Path, path: Path) -> None:
    """Gives a finished file its name, unless somebody else made one of that name meanwhile.

    Raises:
        OSError: The disk refused.
    """
    try:
        # A link never takes the place of a casebook that another window made meanwhile.
        path.hardlink_to(part)
    except FileExistsError:
        return
    except OSError:
        # Memory sticks know no links.
        part.rename(path)
    sync_folder(path.parent)
