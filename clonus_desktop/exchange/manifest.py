"""The manifest: what an export holds, by whom and how it was made, and how to check it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from clonus_desktop.exchange.modes import Mode

FORMAT = "clonus-desktop-export"
VERSION = 1

NAME = "manifest.json"
RECORD = "record.ndjson"
"""The file of an export that holds the whole record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was written.

    Attributes:
        rows: Rows of a table, lines of NDJSON, or resources of a bundle.
        size: In bytes.
        sha256: In hexadecimal.
    """

    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an export says of itself.

    Attributes:
        schema_version: Of the casebook.
        casebook_id: Told only where persons are identified.
        by: Who exported; told only where persons are identified.
        first_day, last_day: The range that was asked for; told only where persons are identified.
        one_patient: True when one patient was asked for.
        counts: How many of what: "patients", "examinations", "findings"; with a record, "letters".
        files: By name with "/" between folder and file.
    """

    mode: Mode
    program_version: str
    schema_version: int
    casebook_id: str
    made_at: datetime
    by: str
    first_day: date | None
    last_day: date | None
    one_patient: bool
    counts: Mapping[str, int]
    files: Mapping[str, Written]


def rendered(manifest: Manifest) -> bytes:
    """The manifest as JSON, easy to read."""
    told: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "program": "Clonus Desktop",
        "program_version": manifest.program_version,
        "schema_version": manifest.schema_version,
        "mode": str(manifest.mode),
        "made_at": manifest.made_at.isoformat(timespec="seconds"),
        "scope": _scope(manifest),
    }
    if manifest.mode.is_identified:
        told["casebook_id"] = manifest.casebook_id
        told["made_by"] = manifest.by
        told["from"] = _day(manifest.first_day)
        told["to"] = _day(manifest.last_day)
    told["counts"] = dict(manifest.counts)
    told["files"] = {
        name: {"rows": one.rows, "size": one.size, "sha256": one.sha256}
        for name, one in manifest.files.items()
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def _scope(manifest: Manifest) -> str:
    if manifest.one_patient:
        return "one patient"
    is_whole = manifest.first_day is None and manifest.last_day is None
    return "all" if is_whole else "a range of days"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
