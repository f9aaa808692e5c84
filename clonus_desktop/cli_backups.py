"""Backups on the command line: make one, list them, restore one with a preview."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clonus_desktop.cli_saying import faults_said, many, progress_bar
from clonus_desktop.cli_unlock import (
    Unlocking,
    casebook_argument,
    key_if_wanted,
    key_of,
    unlocking_options,
)

if TYPE_CHECKING:
    from clonus_desktop.casebook.backups import Backup, Lost, RestorePreview

_NOT_CHANGED = "{error}. Nothing was changed."


@click.command()
@casebook_argument
@click.option(
    "--to",
    "second",
    type=click.Path(file_okay=False, path_type=Path),
    help="Copy the backup into this folder too, such as one on a stick.",
)
@unlocking_options
def backup(casebook: Path, second: Path | None, how: Unlocking) -> None:
    """Make a verified backup beside CASEBOOK, a folder or a .sqlite file, which may be open."""
    from clonus_desktop.casebook import backups

    with faults_said({OSError: _NOT_CHANGED}):
        key = key_of(casebook, how)
        with progress_bar("Backing up") as progress:
            made = backups.make(casebook, backups.Kind.ON_DEMAND, key=key, progress=progress)
        click.echo(f"Made and verified: {made.folder}")
        if second is not None:
            with progress_bar("Copying") as progress:
                copy = backups.copy_to(made, second, progress=progress)
            click.echo(f"Copied and compared: {copy.folder}")


@click.command("backups")
@casebook_argument
def list_backups(casebook: Path) -> None:
    """List the backups beside CASEBOOK, the newest first."""
    from clonus_desktop.casebook import backups

    with faults_said({OSError: _NOT_CHANGED}):
        found = backups.listed(casebook)
        for one in found:
            click.echo(_line(one) + ("" if one.is_whole else "  INCOMPLETE"))
        for folder in backups.unreadable(casebook):
            click.echo(f"{folder.name}: cannot be read as a backup.", err=True)
        if not found:
            click.echo("There is no backup.", err=True)


@click.command()
@click.argument("source", metavar="BACKUP", type=click.Path(file_okay=False, path_type=Path))
@casebook_argument
@click.option("--yes", is_flag=True, help="Restore without being asked.")
@unlocking_options
def restore(source: Path, casebook: Path, yes: bool, how: Unlocking) -> None:
    """Put the casebook of the folder BACKUP in the place of CASEBOOK, which is set aside whole.

    Shows what is in the backup and what would be lost, and asks. A name that ``backups`` lists is
    enough for BACKUP. Without the passphrase of an encrypted casebook it says less.
    """
    from clonus_desktop.casebook import backups

    with faults_said({OSError: _NOT_CHANGED}):
        beside = backups.folder_of(casebook) / source.name
        found = backups.read(source if source.exists() else beside)
        key = key_if_wanted(casebook, how)
        for line in _preview_lines(backups.preview(casebook, found, key=key)):
            click.echo(line)
        if not yes:
            click.confirm("Restore this backup?", abort=True)
        with progress_bar("Restoring") as progress:
            done = backups.restore(casebook, found, key=key, progress=progress)
        backups.enter_restored_at(done, key=key)
        click.echo(f"Restored: {done.path}")
        if done.set_aside is not None:
            click.echo(f"What stood there before: {done.set_aside}")


COMMANDS = (backup, list_backups, restore)


def _line(one: "Backup") -> str:
    counts = one.content.counts
    return (
        f"{one.folder.name}  {one.made_at:%d-%b-%Y %H:%M} UTC  {one.kind}  "
        f"{many(counts.patients, 'patient')}, {many(counts.signed, 'signed exam')}, "
        f"{many(counts.drafts, 'draft')}, {many(counts.letters, 'letter')}, "
        f"{many(counts.acts, 'act')}"
    )


_PRESENT = {
    "missing": "There is no casebook now.",
    "empty": "The present file is empty.",
    "readable": "The present casebook can be read.",
    "key needed": "The present casebook is encrypted; without its key it cannot be compared.",
    "unreadable": "The present casebook cannot be read.",
}


def _preview_lines(shown: "RestorePreview") -> Iterator[str]:
    yield f"Backup:  {_line(shown.backup)}"
    yield f"Present: {_PRESENT[shown.present]}"
    if shown.is_same_casebook is False:
        yield "This backup is of ANOTHER casebook."
    if shown.lost is not None:
        yield from _lost_lines(shown.lost)
    elif shown.content is not None:
        yield "What would be lost cannot be told: the present casebook went its own way."
    if shown.brought_back:
        acts = many(shown.brought_back, "act")
        yield f"Would come back: {acts} that the present casebook lacks."
    if shown.has_other_keys:
        yield "The passphrases and the recovery code would be those of the backup."
    yield "The present files are set aside in a folder beside the casebook, never deleted."


def _lost_lines(lost: "Lost") -> Iterator[str]:
    if lost.first_at is None or lost.last_at is None:
        yield "Nothing would be lost."
        return
    yield (
        f"Would be lost: {many(lost.acts, 'act')} from {lost.first_at:%d-%b-%Y %H:%M} "
        f"to {lost.last_at:%d-%b-%Y %H:%M} UTC, in {many(lost.patients, 'patient')}, "
        f"{many(lost.examinations, 'exam')} and {many(lost.letters, 'letter')}."
    )
