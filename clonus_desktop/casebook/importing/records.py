"""The record of another casebook: checked against its manifest, then walked through."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clonus_desktop.casebook.importing import faults
from clonus_desktop.casebook.importing.items import Decisions, Kind, Plan
from clonus_desktop.casebook.importing.sources import folder_of
from clonus_desktop.casebook.importing.walking import There, Walk
from clonus_desktop.casebook.importing.writing import InThought, Writer
from clonus_desktop.domain.message import Message
from clonus_desktop.exchange.manifest import NAME, RECORD
from clonus_desktop.exchange.patients import BadFile
from clonus_desktop.exchange.record import Header, InvalidRecord, Line, read_line
from clonus_desktop.exchange.record.manifest_in import (
    MOST_BYTES,
    ManifestRead,
    changed_since,
    contradicts_itself,
    is_of_later_version,
    newer_format,
    read_manifest,
)
from clonus_desktop.storage.beside import beside

Progress = Callable[[float], None]
Cancel = Callable[[], bool]

LONGEST_LINE = 64 * 1024 * 1024
_CHUNK = 1024 * 1024
_CHECKED = 0.2
"""Which share of the work the checksums are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFolder:
    """The folder of an export whose files are what its manifest vouches for.

    Attributes:
        casebook_id: Of the casebook that was exported.
        digest: SHA-256 of the record, in hexadecimal.
        size: Of the record, in bytes.
    """

    folder: Path
    casebook_id: str
    digest: str
    size: int


def open_folder(
    path: Path,
    *,
    progress: Progress = lambda _share: None,
    cancel: Cancel = lambda: False,
) -> RecordFolder:
    """The folder of an export, after every file of it was checked.

    Args:
        path: The folder, or its manifest or record.

    Raises:
        BadFile: It is no export, of a later version, or a file is not what was written.
        NotReadable: The disk does not give it.
        ImportCancelled: It was cancelled.
    """
    folder = folder_of(path)
    try:
        manifest = _manifest(folder)
        sizes = {name: _size(folder / name, name) for name in manifest.digests}
        done, of = 0, max(1, sum(sizes.values()))
        for name, expected in manifest.digests.items():
            digest = hashlib.sha256()
            for chunk in _chunks(folder / name, cancel):
                digest.update(chunk)
                done += len(chunk)
                progress(min(1.0, done / of))
            if digest.hexdigest() != expected:
                raise changed_since(name)
    except OSError as error:
        raise faults.not_readable(folder.name) from error
    return RecordFolder(
        folder=folder,
        casebook_id=manifest.casebook_id,
        digest=manifest.digests[RECORD],
        size=sizes[RECORD],
    )


def _manifest(folder: Path) -> ManifestRead:
    try:
        with (folder / NAME).open("rb") as file:
            return read_manifest(file.read(MOST_BYTES + 1))
    except FileNotFoundError:
        return read_manifest(b"")


def _size(path: Path, name: str) -> int:
    if not path.is_file():
        raise changed_since(name)
    return path.stat().st_size


def _chunks(path: Path, cancel: Cancel) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if cancel():
                raise faults.cancelled()
            yield chunk


def walk_through(
    found: RecordFolder,
    there: There,
    decisions: Decisions,
    writer: Writer,
    *,
    progress: Progress,
    cancel: Cancel,
) -> Walk:
    """A finished walk through the record.

    Raises:
        BadFile: It is not what was checked, or contradicts itself.
        NotReadable: The disk does not give it.
        ImportCancelled: It was cancelled.
    """
    walk: Walk | None = None
    for number, line, share in _lines(found, cancel):
        progress(share)
        if walk is not None:
            walk.take(number, line)
        elif isinstance(line, Header) and line.casebook_id == found.casebook_id:
            walk = Walk(there, line, decisions, writer)
        else:
            raise contradicts_itself(number)
    if walk is None:
        raise contradicts_itself(1)
    walk.finish()
    return walk


def _lines(found: RecordFolder, cancel: Cancel) -> Iterator[tuple[int, Line, float]]:
    """Number, value, and the share that is read, of each line; at last the digest is compared."""
    digest, done, number = hashlib.sha256(), 0, 0
    try:
        with (found.folder / RECORD).open("rb") as file:
            while raw := file.readline(LONGEST_LINE):
                if cancel():
                    raise faults.cancelled()
                digest.update(raw)
                done += len(raw)
                number += 1
                yield number, _value(number, raw), min(1.0, done / max(1, found.size))
    except OSError as error:
        raise faults.not_readable(RECORD) from error
    if digest.hexdigest() != found.digest:
        raise changed_since(RECORD)


def _value(number: int, raw: bytes) -> Line:
    try:
        return read_line(raw)
    except InvalidRecord:
        if number == 1 and is_of_later_version(raw):
            raise newer_format() from None
        raise contradicts_itself(number) from None


def plan_record(
    source: Path,
    *,
    path: Path,
    key: bytes | None,
    progress: Progress = lambda _share: None,
    cancel: Cancel = lambda: False,
) -> Plan:
    """What would become of everything in the folder of an export. Slow: for a worker.

    Args:
        source: The folder, or its manifest or record.
        path: The casebook, which somebody may have open.

    Raises:
        BadFile: It is no such folder, damaged, of a later version, or of this very casebook.
        NotReadable: The disk does not give it.
        ImportCancelled: It was cancelled.
        StorageFault: The casebook cannot be read.
    """
    found = open_folder(source, progress=lambda share: progress(share * _CHECKED), cancel=cancel)

    def told(share: float) -> None:
        progress(_CHECKED + share * (1 - _CHECKED))

    with beside(path, key=key) as there:
        if found.casebook_id == there.casebook_id:
            raise _own()
        walk = walk_through(found, there, {}, InThought(), progress=told, cancel=cancel)
        head = there.audit.head()
    return Plan(
        kind=Kind.RECORD,
        source=found.folder,
        digest=found.digest,
        head=head,
        items=tuple(walk.items),
        counts=dict(walk.counts),
        left_out=tuple(walk.left_out),
    )


def _own() -> BadFile:
    return BadFile(
        Message(
            "The export was written from this very casebook: all of it is here, or was erased on "
            "request. Nothing was taken in. To go back to an earlier state, restore a backup.",
        )
    )
