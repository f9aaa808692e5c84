"""Bytes as a file, for parsers that read files."""

import tempfile
from functools import cache
from pathlib import Path

_kept: list[tempfile.TemporaryDirectory] = []


@cache
def folder(name: str) -> Path:
    """A folder that is gone with this process."""
    made = tempfile.TemporaryDirectory(prefix=f"clonus-fuzz-{name}-")
    _kept.append(made)
    return Path(made.name)


def as_file(data: bytes, name: str, *, of: str) -> Path:
    """The bytes in a file of that name."""
    path = folder(of) / name
    path.write_bytes(data)
    return path
