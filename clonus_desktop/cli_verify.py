"""``clonus-desktop verify``: whether a casebook says what was entered."""

import sys
from pathlib import Path

import click

from clonus_desktop.cli_unlock import Unlocking, key_of, unlocking_options

CASEBOOK_NAME = "casebook.sqlite"
GOOD, WRONG, NOT_OPENED, STOPPED = 0, 1, 2, 130
"""Exit codes; the last one is that of a program stopped by Ctrl+C."""


@click.command()
@click.argument("casebook", type=click.Path(path_type=Path))
@unlocking_options
def verify(casebook: Path, passphrase_file: str | None, clinician: str) -> None:
    """Check that CASEBOOK, a folder or a .sqlite file, says what was entered.

    Compares every row, the chain of acts, the signatures and the mark beside the file; nothing in
    the record is changed. Prints how much there is and the first thing that is wrong, with the
    number of its act. The exit code is 0 when all is well, 1 when something is wrong, and 2 when
    the casebook could not be opened.
    """
    how = Unlocking(passphrase_file=passphrase_file, clinician=clinician)
    sys.exit(verify_path(casebook, how))


def verify_path(casebook: Path, how: Unlocking | None = None) -> int:
    """Check a casebook and print the verdict; the exit code.

    Raises:
        NotUnlocked: It is encrypted and the passphrase is wrong, or cannot be asked for.
    """
    from clonus_desktop.casebook import verification
    from clonus_desktop.casebook.faults import StorageFault
    from clonus_desktop.language import catalogue

    path = casebook / CASEBOOK_NAME if casebook.is_dir() else casebook
    progress = _Progress()
    try:
        key = key_of(path, how or Unlocking())
        verdict = verification.check(path, key, progress=progress.show)
    except StorageFault as fault:
        progress.clear()
        click.echo(str(fault), err=True)
        return NOT_OPENED
    except (verification.VerificationCancelled, KeyboardInterrupt):
        progress.clear()
        click.echo("Stopped before the end: nothing wrong was found so far.", err=True)
        return STOPPED
    progress.clear()
    for paragraph in verification.in_words(verdict, catalogue("en")):
        click.echo(paragraph)
    return GOOD if verdict.is_good else WRONG


class _Progress:
    """A line on standard error, while that is a terminal."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()
        self._percent = -1

    def show(self, share: float) -> None:
        """Say how much is done."""
        percent = int(share * 100)
        if self._is_shown and percent != self._percent:
            self._percent = percent
            click.echo(f"\rChecking: {percent} %", err=True, nl=False)

    def clear(self) -> None:
        """Take the line away."""
        if self._percent >= 0:
            click.echo("\r" + " " * 20 + "\r", err=True, nl=False)
