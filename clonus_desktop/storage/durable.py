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
