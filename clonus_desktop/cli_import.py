"""Data in on the command line: a list of patients, or the record of another casebook."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clonus_desktop.cli_saying import faults_said, progress_bar
from clonus_desktop.cli_unlock import (
    Unlocking,
    casebook_argument,
    unlocked_book,
    unlocking_options,
)
from clonus_desktop.toml_files import printable

if TYPE_CHECKING:
    from clonus_desktop.casebook.importing import Choices, Decisions, Item, Plan, Table
    from clonus_desktop.domain.examination import Examiner
    from clonus_desktop.domain.record_number import Region

ORDERS = ("day-first", "month-first")
IF_ASKED = ("leave-out", "add", "same")
ENCODINGS = ("utf-8", "utf-16", "cp1252", "cp850")


def _columns(
    _context: click.Context, _parameter: click.Parameter, said: tuple[str, ...]
) -> Mapping[str, str]:
    """Heading of the column by the field that it holds."""
    found = {}
    for one in said:
        field, equals, heading = one.partition("=")
        if not equals:
            raise click.BadParameter(f"{one!r} is not FIELD=HEADING.")
        found[field.strip()] = heading.strip()
    return found


@click.command("import")
@casebook_argument
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--yes", is_flag=True, help="Take it in without being asked.")
@click.option(
    "--leave-out-wrong", is_flag=True, help="Take the others in although some lines are wrong."
)
@click.option(
    "--if-asked",
    type=click.Choice(IF_ASKED),
    default="leave-out",
    show_default=True,
    help="What becomes of those who may be in the record: add each as a new patient, or say that "
    "they are the same, which takes the exams of a record.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADING",
    callback=_columns,
    help="Which column of a CSV file holds family_name, given_name, title, preferred_name, "
    "born_on, sex, number, alert or known_conditions; else as the headings say. An empty HEADING "
    "leaves the field out.",
)
@click.option("--order", type=click.Choice(ORDERS), help="What stands first in dates of numbers.")
@click.option("--encoding", type=click.Choice(ENCODINGS), help="How letters stand in a CSV file.")
@click.option("--plain-numbers", is_flag=True, help="Do not check the record numbers.")
@unlocking_options
def take_in(casebook: Path, source: Path, how: Unlocking, **asked: Any) -> None:
    """Take FILE into CASEBOOK: patients as CSV or FHIR, or the folder of an export.

    Shows what would happen, and asks. It is taken in as a whole or not at all, after a backup;
    nobody may have the casebook open meanwhile.
    """
    from clonus_desktop.casebook.importing import BadFile
    from clonus_desktop.casebook.regions import region_of_practice

    with faults_said({BadFile: "{error}"}):
        with unlocked_book(casebook, how, otherwise="Nothing was taken in.") as book:
            key, by, region = book.file.key, book.examiner, region_of_practice(book)
        _take_in(casebook, source, key, by, region, **asked)


def _take_in(
    casebook: Path,
    source: Path,
    key: bytes | None,
    by: "Examiner | None",
    region: "Region",
    *,
    dry_run: bool,
    yes: bool,
    leave_out_wrong: bool,
    if_asked: str,
    **choices: Any,
) -> None:
    from clonus_desktop.casebook import importing

    plan = _plan(casebook, source, key, region, **choices)
    for line in _plan_lines(plan):
        click.echo(printable(line))
    decisions = _decisions(plan, if_asked)
    if dry_run:
        return
    if plan.of(importing.Verdict.WRONG) and not leave_out_wrong:
        raise click.ClickException(
            "Some lines are wrong. Nothing was taken in. "
            "Correct them, or leave them out with --leave-out-wrong."
        )
    if not plan.would_change(decisions):
        click.echo("There is nothing to take in.")
        return
    if not yes:
        click.confirm("Take this in?", abort=True)
    _act(plan, decisions, casebook, key, by)


def _act(
    plan: "Plan",
    decisions: "Decisions",
    casebook: Path,
    key: bytes | None,
    by: "Examiner | None",
) -> None:
    from clonus_desktop.casebook import importing

    with progress_bar("Taking in") as progress:
        done = importing.act(
            plan,
            decisions,
            path=casebook,
            key=key,
            by=by,
            leave_out_wrong=True,
            progress=progress,
        )
    if done.backup:
        click.echo(f"Backup made before: {done.backup}")
    click.echo(f"Taken in: {_counted(done.counts)}")


def _plan(
    casebook: Path, source: Path, key: bytes | None, region: "Region", **choices: Any
) -> "Plan":
    from clonus_desktop.casebook import importing
    from clonus_desktop.casebook.book import local_time

    today = local_time().date()
    with progress_bar("Comparing") as progress:
        if importing.kind_of(source) is importing.Kind.RECORD:
            return importing.plan_record(source, path=casebook, key=key, progress=progress)
        file = importing.read_list(source)
        if file.kind is importing.Kind.FHIR:
            entries = importing.fhir_entries(file, region=region, today=today)
        else:
            table, chosen = _understood(file, **choices)
            entries = importing.csv_entries(table, chosen, region=region, today=today)
        return importing.plan_list(file, entries, path=casebook, key=key, progress=progress)


def _understood(
    file: Any,
    *,
    columns: Mapping[str, str],
    order: str | None,
    encoding: str | None,
    plain_numbers: bool,
) -> "tuple[Table, Choices]":
    from dataclasses import replace

    from clonus_desktop.casebook import importing

    shape = importing.Shape(encoding=None if encoding is None else importing.Encoding(encoding))
    table = importing.table_of(file, shape)
    first = importing.first_choices(table)
    found = {**first.columns, **_named_columns(table, columns)}
    held = {column: index for column, index in found.items() if index is not None}
    chosen = replace(first, columns=held, are_numbers_plain=plain_numbers)
    said = importing.order_found(table, chosen).order
    chosen = replace(chosen, order=importing.DateOrder(order) if order else said)
    if importing.Column.FAMILY_NAME not in held:
        raise click.ClickException(
            "No column is known to hold the family name. Nothing was taken in. "
            "Name it with --column family_name=HEADING."
        )
    if importing.must_ask_order(table, chosen):
        raise click.ClickException(
            "Dates of birth can mean two days. Nothing was taken in. "
            "Say with --order what stands first in them."
        )
    return table, chosen


def _named_columns(table: "Table", said: Mapping[str, str]) -> "dict[Any, int | None]":
    from clonus_desktop.casebook import importing

    found: dict[Any, int | None] = {}
    for field, heading in said.items():
        try:
            column = importing.Column(field)
            found[column] = table.heading.index(heading) if heading else None
        except ValueError:
            raise click.ClickException(
                printable(f"There is no field {field!r}, or no column {heading!r}.")
                + " Nothing was taken in. Spell both as the help and the file have them."
            ) from None
    return found


def _decisions(plan: "Plan", if_asked: str) -> "Decisions":
    from clonus_desktop.casebook.importing import Decision, Verdict

    decision = Decision(if_asked)
    return {item.where: decision for item in plan.of(Verdict.ASK) if decision in item.choices}


def _plan_lines(plan: "Plan") -> Iterator[str]:
    """Counts and lines; no names: what is written on a terminal is kept there."""
    from clonus_desktop.casebook.importing import Verdict

    yield f"Found: {_counted(plan.counts)}"
    for item in plan.of(Verdict.ASK):
        yield f"{_where(item)}: may be in the record or on an earlier line"
    for item in plan.of(Verdict.WRONG):
        said = "; ".join(problem.field or "the line" for problem in item.problems)
        yield f"{_where(item)}: wrong: {said}"
    for where, why in plan.left_out:
        yield f"line {where}: stays out: {why}"


def _where(item: "Item") -> str:
    return f"line {item.where}"


_WORDS = {
    "patients": "new patients",
    "same": "patients in the record already",
    "examinations": "new signed exams",
    "drafts": "new unfinished exams",
    "known": "exams in the record already",
    "withdrawals": "exams withdrawn there",
    "letters": "new issued letters",
}


def _counted(counts: Mapping[str, int]) -> str:
    said = (f"{number} {_WORDS.get(name, name)}" for name, number in counts.items())
    return ", ".join(said) or "nothing"
