"""What the commands say while they work, and when a casebook is at fault."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import click


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[float], None]]:
    """A bar in the terminal; what is given is told the share that is done, from 0 to 1."""
    with click.progressbar(length=1000, label=label) as bar:

        def tell(share: float) -> None:
            bar.update(round(share * 1000) - bar.pos)

        yield tell


@contextmanager
def faults_said(words: Mapping[type[Exception], str] | None = None) -> Iterator[None]:
    """The message of a fault on standard error, and exit code 1.

    Args:
        words: What is said of other errors; ``{error}`` stands for what an error says itself.
    """
    from clonus_desktop.casebook.faults import StorageFault

    said: dict[type[Exception], str] = {StorageFault: "{error}", **(words or {})}
    try:
        yield
    except tuple(said) as error:
        template = next(text for kind, text in said.items() if isinstance(error, kind))
        told = error.strerror if isinstance(error, OSError) else str(error)
        raise click.ClickException(template.replace("{error}", str(told))) from None


def many(count: int, what: str) -> str:
    """A number with its noun: ``1 exam``, ``2 exams``."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
