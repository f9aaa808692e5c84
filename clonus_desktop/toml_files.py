"""TOML files, read or refused in words: each loader has its own error, and all say it alike."""

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

LARGEST_BYTES = 1024 * 1024
"""Many times what any file of words needs."""

LONGEST_PROBLEM = 600
"""What is wrong with a file is said in less."""


def read(
    file: Path, error: type[ValueError], *, name: str = "", largest: int = LARGEST_BYTES
) -> dict[str, Any]:
    """What the file holds; never a crash, whatever lies there.

    Args:
        error: Raised when it cannot be read; the message names the file and says why.
        name: What to call the file; its own name when there is none.
        largest: Refused unread when it has more bytes.
    """
    name = name or file.name
    try:
        if file.stat().st_size > largest:
            raise error(f"{name} cannot be read: it is larger than {largest} bytes.")
        # Not read_text: it would pass a lone carriage return, which TOML forbids, as a new line.
        text = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as why:
        raise error(f"{name} cannot be read: {why}") from why
    try:
        return tomllib.loads(text)
    except RecursionError as why:
        raise error(f"{name} cannot be read: it is nested too deeply.") from why
    # Not TOMLDecodeError alone: a number of thousands of digits is refused by int itself.
    except ValueError as why:
        raise error(f"{name} cannot be read: {why}") from why


def printable(text: str, *, longest: int = LONGEST_PROBLEM) -> str:
    """Words of a file as they can be shown: what a terminal would obey is written out.

    Escape sequences, new lines, bidirectional controls and half characters become ``\\x1b``,
    ``\\n``, ``\\u202e``; what is longer is cut.
    """
    shown = text if len(text) <= longest else f"{text[:longest]}…"
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in shown
    )


def check_keys(
    table: Mapping[str, object],
    where: str,
    error: type[ValueError],
    *,
    needed: Collection[str],
    further: Collection[str] = (),
    of: str = "this table",
) -> None:
    """Refuse a key that is not known, and one that is missing.

    Args:
        where: File and table, as the message begins.
        further: Keys that may be left out.
        of: What the keys belong to, in words.
    """
    for key in table:
        if key not in needed and key not in further:
            raise error(f"{where}: {key!r} is not a key of {of}.")
    for key in needed:
        if key not in table:
            raise error(f"{where}: {key!r} is missing.")


def tables(
    table: Mapping[str, Any], key: str, where: str, error: type[ValueError]
) -> tuple[dict[str, Any], ...]:
    """The ``[[key]]`` tables, one or more; anything else is refused."""
    entries = table[key]
    if not isinstance(entries, list) or not entries:
        raise error(f"{where}: {key} must be one or more [[{key}]] tables.")
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise error(f"{where}, {key} {number}: must be a table, not {entry!r}.")
    return tuple(entries)


def words(table: Mapping[str, object], key: str, where: str, error: type[ValueError]) -> str:
    """The words under a key; anything else, and space alone, is refused."""
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise error(f"{where}: {key} must be words, not {value!r}.")
    return value
