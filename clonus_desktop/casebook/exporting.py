"""Data out: a folder with the findings of one patient, of some days, or of all.

``plan`` and ``finish`` belong to who has the casebook open; ``write`` takes frozen values and a
path, and is for a worker thread. A folder gets its name only in ``finish``, after the export has
been entered in the audit: what left is always in the record of acts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.bundles import issuer_of
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.export_requests import (
    Format,
    NotExportable,
    Request,
    formats_of,
    why_not,
)
from clonus_desktop.casebook.export_writing import Plan, Prepared, write
from clonus_desktop.exchange.modes import Mode
from clonus_desktop.storage import export_folder
from clonus_desktop.storage.export_faults import ExportCancelled, ExportNotMade
from clonus_desktop.storage.exporting import Scope
from clonus_desktop.storage.exports import DataExport

__all__ = [
    "ExportCancelled",
    "ExportNotMade",
    "Exported",
    "Format",
    "Mode",
    "NotExportable",
    "Plan",
    "Prepared",
    "Request",
    "Scope",
    "act",
    "discard",
    "finish",
    "folder_name",
    "formats_of",
    "plan",
    "why_not",
    "write",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A finished export.

    Attributes:
        change: What was entered in the record.
    """

    folder: Path
    counts: Mapping[str, int]
    change: Change


def plan(book: Casebook, request: Request) -> Plan:
    """What it takes to write the export.

    Raises:
        NotExportable: What was asked for does not go together.
        StorageFault: The secret of the first export without names could not be entered.
    """
    obstacle = why_not(request)
    if obstacle is not None:
        raise NotExportable(obstacle)
    by = book.examiner
    return Plan(
        request=request,
        path=book.path,
        key=book.file.key,
        secret=b"" if request.mode.is_identified else _secret(book),
        rule_id=book.practice.rule_id,
        issuer=issuer_of(book, leave_out=request.leave_out),
        by="" if by is None else by.name,
        at=book.now(),
    )


def _secret(book: Casebook) -> bytes:
    found = book.file.exports.secret()
    if found is None:
        with book.file.write():
            found = book.file.exports.make_secret(at=book.now(), by=book.examiner)
    return found


def folder_name(at: datetime) -> str:
    """What a folder is called that is made inside another one: by day and time, by no name."""
    return f"clonus-export-{at:%Y-%m-%d-%H%M%S}"


def finish(book: Casebook, prepared: Prepared) -> Exported:
    """Enter the export in the audit, and then give the folder its name.

    Raises:
        StorageFault: It cannot be entered, and then nothing was exported; or the folder cannot
            get its name.
    """
    try:
        with book.file.write():
            book.file.exports.enter(_entry(prepared), at=book.now(), by=book.examiner)
    except Exception:
        export_folder.discard(prepared.part)
        raise
    export_folder.publish(prepared.part, prepared.target)
    change = Change(deed=Deed.EXPORTED, patient_id=prepared.request.scope.patient_id)
    return Exported(folder=prepared.target, counts=prepared.counts, change=change)


def discard(prepared: Prepared) -> None:
    """Remove what was written and is not wanted any more."""
    export_folder.discard(prepared.part)


def _entry(prepared: Prepared) -> DataExport:
    request = prepared.request
    first, last = request.scope.first_day, request.scope.last_day
    return DataExport(
        what=act(request.scope, request.mode),
        patient_id=request.scope.patient_id,
        scope={
            "from": None if first is None else first.isoformat(),
            "to": None if last is None else last.isoformat(),
            "formats": [str(one) for one in request.formats],
        },
        mode=str(request.mode),
        counts=prepared.counts,
        manifest_digest=prepared.manifest_digest,
    )


def act(scope: Scope, mode: Mode) -> str:
    """The word of the audit; ``casebook.trail`` says what it means."""
    if scope.patient_id is not None:
        what = "export patient"
    else:
        what = "export range" if scope.has_range else "export all"
    return what if mode.is_identified else f"{what} {mode}"
