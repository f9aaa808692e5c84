"""The manifest of an export that is read: which files it vouches for, and from which casebook."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clonus_desktop.domain.message import Message
from clonus_desktop.exchange.manifest import FORMAT, RECORD, VERSION
from clonus_desktop.exchange.modes import Mode
from clonus_desktop.exchange.patients.entry import BadFile
from clonus_desktop.exchange.patients.safe_json import UnsafeJson, loads
from clonus_desktop.exchange.record.lines import FORMAT as RECORD_FORMAT
from clonus_desktop.exchange.record.lines import VERSION as RECORD_VERSION

MOST_BYTES = 1024 * 1024

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestRead:
    """What a manifest says.

    Attributes:
        casebook_id: Of the casebook that was exported.
        digests: SHA-256 of each file, in hexadecimal, by its name in the folder.
    """

    casebook_id: str
    digests: Mapping[str, str]


def read_manifest(content: bytes) -> ManifestRead:
    """The manifest of an export that a casebook can be made of.

    Raises:
        BadFile: It is none, of a later version, without names, or without the record.
    """
    try:
        told = loads(content[: MOST_BYTES + 1].decode())
        if told["format"] != FORMAT or not isinstance(told["version"], int):
            raise _no_export()
        if told["version"] > VERSION:
            raise newer_format()
        files = {name: _digest(name, one) for name, one in told["files"].items()}
        if Mode(told["mode"]) is not Mode.IDENTIFIED:
            raise _without_names()
        casebook_id = told["casebook_id"]
    except (UnsafeJson, ValueError, LookupError, TypeError, AttributeError):
        raise _no_export() from None
    if RECORD not in files:
        raise _without_record()
    if not isinstance(casebook_id, str) or not casebook_id.strip():
        raise _no_export()
    return ManifestRead(casebook_id=casebook_id, digests=files)


def is_of_later_version(line: bytes) -> bool:
    """True for the first line of a record that a newer program wrote."""
    try:
        told = loads(line.decode())
        return bool(told["format"] == RECORD_FORMAT and told["version"] > RECORD_VERSION)
    except (UnsafeJson, ValueError, LookupError, TypeError):
        return False


def _digest(name: str, file: Any) -> str:
    digest = file["sha256"]
    if not _NAME.fullmatch(name) or not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        raise ValueError(name)
    return digest


def _no_export() -> BadFile:
    return BadFile(
        Message(
            "The folder is no export of Clonus Desktop, or its manifest is damaged. "
            "Nothing was taken in. Choose the folder that was written by the export.",
        )
    )


def newer_format() -> BadFile:
    """The fault of an export from a later version of the program."""
    return BadFile(
        Message(
            "The export was written by a newer version of Clonus Desktop. "
            "Nothing was taken in. Install the newer version on this computer, then try again.",
        )
    )


def _without_names() -> BadFile:
    return BadFile(
        Message(
            "The export was written without names: nobody in it can be told from another. "
            "Nothing was taken in. Export again with names, and with the whole record.",
        )
    )


def _without_record() -> BadFile:
    return BadFile(
        Message(
            "The export does not hold the whole record, of which exams can be made again. "
            "Nothing was taken in. Export again, and choose the whole record as well.",
        )
    )


def changed_since(name: str) -> BadFile:
    """The fault of a file that is not what the manifest vouches for."""
    return BadFile(
        Message(
            "The file {file} of the export is missing, or was changed after it was written. "
            "Nothing was taken in. Copy the whole folder again from where it was written.",
            {"file": name},
        )
    )


def contradicts_itself(line: int) -> BadFile:
    """The fault of a record whose lines do not fit together."""
    return BadFile(
        Message(
            "Line {line} of the record cannot be read, or does not fit to the lines before it. "
            "Nothing was taken in. Export again, and choose the new folder.",
            {"line": line},
        )
    )
