"""A casebook and its key on the command line, without a secret among the arguments.

Arguments are seen by everybody on the computer and kept by shells: a passphrase comes from the
terminal, unseen, or from a file.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from clonus_desktop.casebook.book import Casebook
    from clonus_desktop.casebook.keys import Opened, WayIn

NOT_UNLOCKED = 2
"""The exit code of a command that was not let in."""

_MOST_BYTES = 10_000


class NotUnlocked(click.ClickException):
    """The casebook stays locked; says what happened, that nothing was done, what to do."""

    exit_code = NOT_UNLOCKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocking:
    """How somebody unlocks.

    Attributes:
        passphrase_file: Whose first line is the passphrase or the recovery code; "-" is standard
            input, None the terminal.
        clinician: Whose passphrase it is; "" where there is only one.
    """

    passphrase_file: str | None = None
    clinician: str = ""


def _file(_context: click.Context, _parameter: click.Parameter, named: Path) -> Path:
    # Late, as all of the record: the other commands must not load it.
    from clonus_desktop.casebook.place import casebook_file

    return casebook_file(named)


casebook_argument = click.argument("casebook", type=click.Path(path_type=Path), callback=_file)
"""A folder or the file in it; the command gets the file."""


def unlocking_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of unlocking; it gets them as one ``Unlocking`` named ``how``."""

    @wraps(command)
    def unlocking(
        *arguments: Any, passphrase_file: str | None, clinician: str, **named: Any
    ) -> Any:
        how = Unlocking(passphrase_file=passphrase_file, clinician=clinician)
        return command(*arguments, how=how, **named)

    with_options: Callable[..., Any] = unlocking
    for option in (
        click.option(
            "--clinician", default="", help="Whose passphrase it is, when there are several."
        ),
        click.option(
            "--passphrase-file",
            type=click.Path(dir_okay=False, allow_dash=True),
            help="Read the passphrase or the recovery code from the first line of this file, - "
            "for standard input, instead of asking on the terminal.",
        ),
    ):
        with_options = option(with_options)
    return with_options


def key_of(casebook: Path, how: Unlocking) -> bytes | None:
    """The key of a casebook; None for one that is not encrypted, or not there.

    Raises:
        NotUnlocked: The passphrase is wrong, or cannot be asked for.
        StorageFault: The keys are missing or damaged.
    """
    opened = _opened_of(casebook, how)
    return None if opened is None else opened.key


@contextmanager
def unlocked_book(casebook: Path, how: Unlocking, *, otherwise: str) -> "Iterator[Casebook]":
    """An open casebook, in which the clinician whose passphrase it was acts.

    Args:
        otherwise: What did not happen, where there is no casebook.

    Raises:
        ClickException: There is none.
        NotUnlocked: The passphrase is wrong, or cannot be asked for.
        StorageFault: It cannot be opened.
    """
    from clonus_desktop.casebook.book import open_book

    if not casebook.exists():
        raise click.ClickException(f"There is no casebook {casebook}. {otherwise}")
    opened = _opened_of(casebook, how)
    with open_book(casebook, key=None if opened is None else opened.key) as book:
        if opened is not None:
            _sign_in(book, opened)
        yield book


def _opened_of(casebook: Path, how: Unlocking) -> "Opened | None":
    """The unlocked keys of a casebook; None for one that is not encrypted, or not there."""
    from clonus_desktop.casebook import keys

    if keys.state_of(casebook) in {keys.CasebookState.NONE, keys.CasebookState.PLAIN}:
        return None
    ways = keys.ways_in(casebook)
    secret = _secret(how, _asked_name(ways, how.clinician))
    return _opened(casebook, ways, how.clinician, secret)


def _sign_in(book: "Casebook", opened: "Opened") -> None:
    """Let the clinician whose passphrase it was act from now on; nobody by a recovery code."""
    if opened.signing_seed is None:
        return
    from clonus_desktop.casebook import clinicians, keys

    names = {way.id: way.name for way in keys.ways_in(book.path)}
    clinicians.sign_in(
        book, slot=opened.slot_id, name=names[opened.slot_id], seed=opened.signing_seed
    )


def key_if_wanted(casebook: Path, how: Unlocking) -> bytes | None:
    """The same, or None when nobody unlocks: an empty line on the terminal, or no terminal.

    Raises:
        NotUnlocked: Something was given and does not unlock it.
    """
    from clonus_desktop.casebook import keys
    from clonus_desktop.casebook.faults import StorageFault

    try:
        if keys.state_of(casebook) is not keys.CasebookState.LOCKED:
            return None
        ways = keys.ways_in(casebook)
    except StorageFault:
        # Keys that cannot be read are a reason for a restore.
        return None
    if how.passphrase_file is None:
        if not is_terminal():
            return None
        said = "To compare it with the present casebook: {}; empty goes on without"
        secret = _asked(said.format(_asked_name(ways, how.clinician)), may_be_empty=True)
        if not secret:
            return None
    else:
        secret = _secret(how, "")
    return _opened(casebook, ways, how.clinician, secret).key


def is_terminal() -> bool:
    """True when somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def _asked_name(ways: "tuple[WayIn, ...]", clinician: str) -> str:
    name = clinician or (ways[0].name if len(ways) == 1 else "")
    return f"passphrase of {name}, or recovery code" if name else "recovery code"


def _secret(how: Unlocking, asked: str) -> str:
    if how.passphrase_file is not None:
        return _first_line(how.passphrase_file)
    if not is_terminal():
        raise NotUnlocked(
            "The casebook is encrypted, and there is no terminal to ask for its passphrase. "
            "Nothing was done. "
            "Give the passphrase in a file with --passphrase-file, or run this in a terminal."
        )
    return _asked(asked[:1].upper() + asked[1:])


def _asked(words: str, *, may_be_empty: bool = False) -> str:
    default = "" if may_be_empty else None
    return str(click.prompt(words, hide_input=True, err=True, default=default, show_default=False))


def _first_line(name: str) -> str:
    """The first line of the file, without its end; spaces in a passphrase count."""
    try:
        with click.open_file(name, "rb") as file:
            raw: bytes = file.read(_MOST_BYTES)
        line: str = raw.decode("utf-8-sig").split("\n", 1)[0]
    except OSError as error:
        raise NotUnlocked(
            f"The file with the passphrase cannot be read: {error.strerror}. Nothing was done. "
            "Check its name and that you may read it."
        ) from None
    except UnicodeDecodeError:
        raise NotUnlocked(
            "The file with the passphrase is not UTF-8 text. Nothing was done. "
            "Save it as plain text with the passphrase in its first line."
        ) from None
    return line.removesuffix("\r")


def _opened(casebook: Path, ways: "tuple[WayIn, ...]", clinician: str, secret: str) -> "Opened":
    from clonus_desktop.casebook import keys

    try:
        return keys.unlock_with_recovery_code(casebook, secret)
    except (keys.BadRecoveryCode, keys.WrongRecoveryCode) as not_the_code:
        # Then it is a passphrase; where nobody says whose, it was meant as the code.
        way = _way(ways, clinician, not_the_code, is_code=_looks_like_a_code(not_the_code))
    try:
        return keys.unlock(casebook, way.id, secret)
    except (keys.WrongPassphrase, keys.TooEarly) as fault:
        raise NotUnlocked(str(fault)) from None


def _looks_like_a_code(fault: Exception) -> bool:
    from clonus_desktop.casebook.keys import WrongRecoveryCode

    return isinstance(fault, WrongRecoveryCode)


def _way(ways: "tuple[WayIn, ...]", clinician: str, fault: Exception, *, is_code: bool) -> "WayIn":
    wanted = clinician.strip().casefold()
    found = [way for way in ways if not wanted or way.name.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    names = ", ".join(way.name for way in ways)
    if wanted:
        raise NotUnlocked(
            f"Nobody of that one name unlocks this casebook: it is unlocked by {names}. "
            "Nothing was done. Give one of these names with --clinician."
        )
    if is_code:
        raise NotUnlocked(str(fault))
    raise NotUnlocked(
        f"Several clinicians unlock this casebook: {names}. Nothing was done. "
        "Say with --clinician whose passphrase it is, or use the recovery code."
    )
