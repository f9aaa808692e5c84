"""Names in a folder are on the disk, wherever the system can promise that."""

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from clonus_desktop.storage import durable


@pytest.mark.parametrize("call", ["open", "fsync"])
@pytest.mark.parametrize(
    ("number", "is_passed"),
    [
        (errno.EINVAL, True),
        (errno.ENOTSUP, True),
        (errno.EACCES, True),
        (errno.EPERM, True),
        (errno.EIO, False),
        (errno.ENOSPC, False),
    ],
)
def test_a_folder_that_cannot_be_synchronised_is_passed_but_not_a_broken_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, is_passed: bool
) -> None:
    def refuse(*_arguments: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)
    if is_passed:
        durable.sync_folder(tmp_path)
    else:
        with pytest.raises(OSError, match=os.strerror(number)):
            durable.sync_folder(tmp_path)
