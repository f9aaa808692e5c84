"""``clonus-desktop verify``: whether a casebook says what was entered."""

import sys
from pathlib import Path

import click

CASEBOOK_NAME = "casebook.sqlite"
GOOD, WRONG, NOT_OPENED, STOPPED = 0, 1, 2, 130
"""Exit codes; the last one is that of a program stopped by Ctrl+C."""


@click.command()
@click.argument("casebook", type=click.Path(path_type=Path))
def verify(casebook: Path) -> None:
    """Check that CASEBOOK, a folder or a .sqlite file, says what was entered.

    Compares every row, the chain of acts, the signatures and the mark beside the file; nothing is
    changed. Prints how much there is and the first thing that is wrong, with the number of its
    act. The exit code is 0 when all is well, 1 when something is wrong, and 2 when the casebook
    could not be opened.
    """
    sys.exit(verify_path(casebook))


def verify_path(casebook: Path) -> int:
    """Check a casebook and print the verdict; the exit code."""
    from clonus_desktop.casebook import verification
    from clonus_desktop.casebook.faults import StorageFault
    from clonus_desktop.language import catalogue

    path = casebook / CASEBOOK_NAME if casebook.is_dir() else casebook
    progress = _Progress()
    try:
        verdict = verification.check(path, _key_of(path), progress=progress.show)
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


def _key_of(path: Path) -> bytes | None:
    """The data key of a casebook; None when it has no keys and so is not encrypted."""
    if not path.with_name("vault.json").exists():
        return None
    raise click.UsageError(
        "This casebook is encrypted, and cannot be unlocked here yet. "
        "Check it in the window: Settings, Data, Check the record."
    )


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
