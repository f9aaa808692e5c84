"""What it takes that a file is still there after the power went."""

import os
from pathlib import Path


def force_folder(folder: Path) -> None:
    """Forces the names in a folder to the disk, where folders can be opened at all.

    Raises:
        OSError: The disk refused.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
    force_folder(path.parent)
