"""What somebody chose to take in: a list, or the folder of an export."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from clonus_desktop.casebook.importing import faults
from clonus_desktop.casebook.importing.items import Kind
from clonus_desktop.exchange import manifest
from clonus_desktop.exchange.patients.decoding import MOST_BYTES, too_long

_JSON = frozenset({".json", ".ndjson", ".jsonl"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A list of patients, read into memory.

    Attributes:
        kind: CSV or FHIR.
        content: The bytes of the file.
        digest: SHA-256 of them, in hexadecimal.
    """

    path: Path
    kind: Kind
    content: bytes
    digest: str


def kind_of(path: Path) -> Kind:
    """What a path leads to, by its names: looked at when it is read."""
    if path.is_dir() or path.name in {manifest.NAME, manifest.RECORD}:
        return Kind.RECORD
    return Kind.FHIR if path.suffix.casefold() in _JSON else Kind.CSV


def folder_of(path: Path) -> Path:
    """The folder of an export, when somebody chose it or a file in it."""
    return path if path.is_dir() else path.parent


def read_list(path: Path) -> ListFile:
    """The list of a path.

    Raises:
        BadFile: It is too long.
        NotReadable: The disk does not give it.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise faults.not_readable(path.name) from error
    if len(content) > MOST_BYTES:
        raise too_long()
    return ListFile(
        path=path,
        kind=kind_of(path),
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
    )
