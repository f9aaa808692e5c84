"""Data out on the command line: a folder with findings, resources, or the whole record."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clonus_desktop.cli_saying import faults_said, many, progress_bar
from clonus_desktop.cli_unlock import (
    Unlocking,
    casebook_argument,
    unlocked_book,
    unlocking_options,
)

if TYPE_CHECKING:
    from clonus_desktop.casebook.book import Casebook
    from clonus_desktop.casebook.exporting import Exported, Request

FORMATS = ("csv", "spreadsheet", "parquet", "ndjson", "fhir", "record")
MODES = ("safe-harbor", "limited")
VOCABULARIES = ("snomed", "hpo", "loinc")

_NOBODY = (
    "This patient is not in the casebook, or was put together with another. "
    "Nothing was exported. Give the number of the record that stands."
)


def _formats(_context: click.Context, _parameter: click.Parameter, said: str) -> tuple[str, ...]:
    """The formats, each once."""
    found = tuple(dict.fromkeys(one.strip() for one in said.split(",")))
    unknown = [one for one in found if one not in FORMATS]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(FORMATS)}.")
    return found


def _day(_context: click.Context, _parameter: click.Parameter, at: datetime | None) -> date | None:
    return None if at is None else at.date()


@click.command()
@casebook_argument
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--patient",
    metavar="NUMBER",
    help="Only the patient with this record number, spelt in any way.",
)
@click.option(
    "--from",
    "first_day",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="Only exams of this day and later.",
)
@click.option(
    "--to",
    "last_day",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="Only exams of this day and earlier.",
)
@click.option(
    "--as",
    "formats",
    metavar="FORMATS",
    callback=_formats,
    default="csv",
    show_default=True,
    help="What to write, with commas between: csv (for machines), spreadsheet (the same for "
    "people), parquet, ndjson (FHIR resources), fhir (a transaction for each patient), record "
    "(everything, to be taken in again).",
)
@click.option(
    "--deidentify",
    type=click.Choice(MODES),
    help="Leave out names, numbers, birth dates, free text and examiners: with codes, the year "
    "of the first visit and days since (safe-harbor), or with keyed hashes and moved days "
    "(limited).",
)
@click.option(
    "--leave-out",
    type=click.Choice(VOCABULARIES),
    multiple=True,
    help="Write FHIR without the codes of this vocabulary, such as where it needs a licence.",
)
@unlocking_options
def export(casebook: Path, folder: Path, how: Unlocking, **asked: Any) -> None:
    """Export findings of CASEBOOK into FOLDER, which must not be there yet.

    The folder gets its name when it is whole, and the export is entered in the record.
    """
    with faults_said({LookupError: _NOBODY}):
        with unlocked_book(casebook, how, otherwise="Nothing was exported.") as book:
            done = _exported(book, folder, _request(book, **asked))
        _say(done)


def _request(
    book: "Casebook",
    *,
    patient: str | None,
    first_day: date | None,
    last_day: date | None,
    formats: tuple[str, ...],
    deidentify: str | None,
    leave_out: tuple[str, ...],
) -> "Request":
    from clonus_desktop.casebook.exporting import Format, Mode, Request, Scope

    return Request(
        scope=Scope(
            patient_id=None if patient is None else _patient_id(book, patient),
            first_day=first_day,
            last_day=last_day,
        ),
        formats=tuple(Format(one) for one in formats),
        mode=Mode.IDENTIFIED if deidentify is None else Mode(deidentify),
        leave_out=leave_out,
    )


def _patient_id(book: "Casebook", asked: str) -> int:
    from clonus_desktop.casebook import patients

    found = patients.with_number(book, asked)
    if found is None:
        # The number is not said again: what is written on a terminal is kept there.
        raise click.ClickException(
            "No patient has this record number. Nothing was exported. "
            "Look it up in the window, and give it as it stands there."
        )
    return found


def _exported(book: "Casebook", folder: Path, request: "Request") -> "Exported":
    from clonus_desktop.casebook import exporting

    try:
        planned = exporting.plan(book, request)
    except exporting.NotExportable as error:
        raise click.ClickException(str(error)) from None
    with progress_bar("Exporting") as progress:
        written = exporting.write(planned, folder.absolute(), progress=progress)
    return exporting.finish(book, written)


def _say(done: "Exported") -> None:
    counts = done.counts
    click.echo(
        f"Exported: {many(counts['patients'], 'patient')}, "
        f"{many(counts['examinations'], 'exam')}, {many(counts['findings'], 'finding')}"
    )
    click.echo(f"{done.folder}")
