"""Writing an export: frozen values in, a folder that has not got its name yet out."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from clonus_desktop import __version__
from clonus_desktop.casebook.export_people import People
from clonus_desktop.casebook.export_requests import Format, Request
from clonus_desktop.casebook.export_writers import (
    BundleWriter,
    ParquetWriter,
    RecordWriter,
    ResourceWriter,
    TableWriter,
    UnmarkedResourceWriter,
    Writer,
)
from clonus_desktop.casebook.outer_names import OuterNames
from clonus_desktop.domain.rules import rule_named
from clonus_desktop.exchange import manifest
from clonus_desktop.exchange.fhir import Issuer
from clonus_desktop.exchange.record import Header
from clonus_desktop.exchange.tidy import parquet
from clonus_desktop.storage import export_faults, export_folder, exporting
from clonus_desktop.storage.export_folder import FolderInMaking
from clonus_desktop.storage.exporting import RecordReader

Progress = Callable[[float], None]
Cancel = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that ``write`` has to know; frozen, so that another thread may have it.

    Attributes:
        path: The casebook.
        key: Its data key; None when it is not encrypted.
        secret: Of exports without names; empty where names are told.
        rule_id: The rule that the practice chose.
        issuer: Who tells, where names are told.
        by: Who exports, as printed; may be empty.
    """

    request: Request
    path: Path
    key: bytes | None
    secret: bytes
    rule_id: str
    issuer: Issuer
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A folder that is written and not yet published.

    Attributes:
        part: Where it lies now.
        target: The name that it will get.
        counts: How many patients, examinations and findings; of a record the letters too.
        manifest_digest: SHA-256 of the manifest, in hexadecimal.
    """

    request: Request
    part: Path
    target: Path
    counts: Mapping[str, int]
    manifest_digest: str


def write(
    plan: Plan,
    target: Path,
    *,
    progress: Progress = lambda _share: None,
    cancel: Cancel = lambda: False,
) -> Prepared:
    """The files of an export, in a folder that has not got its name yet. Slow: for a worker.

    Args:
        progress: Called with the share that is done, from 0 to 1.
        cancel: True ends the work within some milliseconds.

    Raises:
        ExportNotMade: The folder is there already, or the disk does not take it.
        ExportCancelled: It was cancelled. Nothing is left of it.
        StorageFault: The casebook cannot be read.
        LookupError: The one patient that is asked for is not there.
    """
    if Format.PARQUET in plan.request.formats and not parquet.is_there():
        raise export_faults.parquet_missing()
    try:
        with (
            exporting.reading(
                plan.path, plan.request.scope, key=plan.key, is_unwanted=cancel
            ) as reader,
            export_folder.folder_in_making(target) as folder,
        ):
            counts, digest = _written(plan, reader, folder, progress, cancel)
    except Exception as error:
        if exporting.is_interrupted(error):
            raise export_faults.cancelled() from None
        raise
    return Prepared(
        request=plan.request,
        part=folder.path,
        target=target,
        counts=counts,
        manifest_digest=digest,
    )


def _written(
    plan: Plan, reader: RecordReader, folder: FolderInMaking, progress: Progress, cancel: Cancel
) -> tuple[Mapping[str, int], str]:
    """How many of what were written, and the digest of the manifest that says so."""
    of, done = reader.count(), 0
    counts: Counter[str] = Counter(patients=0, examinations=0, findings=0)
    people = People(plan.request.mode, rule_named(plan.rule_id), plan.secret)
    writers = _writers(plan, reader, folder, counts)
    for person in people.each(reader.people()):
        if cancel():
            raise export_faults.cancelled()
        for writer in writers:
            writer.tell(person)
        counts["patients"] += 1
        counts["examinations"] += len(person.stands)
        counts["findings"] += len(person.rows)
        done += len(person.read.examinations)
        progress(min(1.0, done / of))
    for writer in writers:
        writer.close()
    return _with_manifest(plan, reader, folder, counts, writers)


def _writers(
    plan: Plan, reader: RecordReader, folder: FolderInMaking, counts: Counter[str]
) -> list[Writer]:
    mode, one_patient = plan.request.mode, plan.request.scope.patient_id is not None
    issuer = plan.issuer
    if not mode.is_identified:
        # Names made of the casebook's would lead back to it.
        issuer = replace(issuer, namespace=uuid4())
    header = Header(casebook_id=reader.casebook_id, program_version=__version__, written_at=plan.at)
    names = OuterNames(reader.birth_of)
    resources = ResourceWriter if mode.is_identified else UnmarkedResourceWriter
    makers: Mapping[Format, Callable[[], Writer]] = {
        Format.CSV: lambda: TableWriter(folder, mode, for_spreadsheets=False),
        Format.SPREADSHEET: lambda: TableWriter(folder, mode, for_spreadsheets=True),
        Format.PARQUET: lambda: ParquetWriter(folder, mode),
        Format.NDJSON: lambda: resources(folder, issuer, names),
        Format.FHIR: lambda: BundleWriter(folder, issuer, names, one_patient=one_patient),
        Format.RECORD: lambda: RecordWriter(folder, header, reader.letters, counts),
    }
    return [makers[one]() for one in Format if one in plan.request.formats]


def _with_manifest(
    plan: Plan,
    reader: RecordReader,
    folder: FolderInMaking,
    counts: Mapping[str, int],
    writers: list[Writer],
) -> tuple[Mapping[str, int], str]:
    rows = sum((writer.rows for writer in writers), Counter[str]())
    files = {
        one.name: manifest.Written(rows=rows[one.name], size=one.size, sha256=one.sha256)
        for one in folder.finish_files()
    }
    scope = plan.request.scope
    told = manifest.Manifest(
        mode=plan.request.mode,
        program_version=__version__,
        schema_version=reader.schema_version,
        casebook_id=reader.casebook_id,
        made_at=plan.at,
        by=plan.by,
        first_day=scope.first_day,
        last_day=scope.last_day,
        one_patient=scope.patient_id is not None,
        counts=counts,
        files=files,
    )
    folder.file(manifest.NAME).write(manifest.rendered(told))
    (written,) = folder.finish_files()
    return dict(counts), written.sha256
