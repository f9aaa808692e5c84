"""Protocol files, one TOML file per site, read into the domain's values."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from clonus_desktop import toml_files
from clonus_desktop.domain.anatomy import InvalidSite, Sides, Site
from clonus_desktop.domain.clonus_test import NotTestedReason
from clonus_desktop.domain.protocol import (
    Caution,
    CautionKind,
    Check,
    InvalidProtocol,
    Pitfall,
    PositionChoice,
    Protocol,
    Step,
)

LARGEST_BYTES = 64 * 1024
"""Many times what the words of a site need."""

_Part = TypeVar("_Part")
_Chosen = TypeVar("_Chosen", bound=StrEnum)

_WORDS = (
    "version",
    "order",
    "name",
    "picture",
    "position",
    "stretch",
    "muscle",
    "level",
    "beat",
    "cap_s",
)
_KEYS = ("site", *_WORDS, "source_keys", "step", "caution")
_FURTHER = ("sides", "reminder", "body_spot", "pitfall", "check", "position_choice")
"""May be left out: a file of the first format still loads."""

_SOURCED = ("text", "source")
_OF_PART: dict[str, tuple[Callable[..., object], tuple[str, ...], tuple[str, ...]]] = {
    "step": (Step, _SOURCED, ()),
    "pitfall": (Pitfall, _SOURCED, ()),
    "caution": (Caution, _SOURCED, ("kind", "short", "reason")),
    "check": (Check, ("key", *_SOURCED), ("yes", "no")),
    "position_choice": (PositionChoice, ("key", "text"), ()),
}
_CHOICES: dict[str, type[StrEnum]] = {"kind": CautionKind, "reason": NotTestedReason}


class ProtocolError(ValueError):
    """A protocol file cannot be used; the message names the file, the step and the key."""


def read_folder(folder: Path) -> tuple[Protocol, ...]:
    """All protocols of a folder in their order, or an error: never half a set.

    Raises:
        ProtocolError: A file is unreadable, incomplete, misspelt or at odds with another.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise ProtocolError(f"{folder.name}: the folder holds no protocol.")
    return read_files(files)


def read_files(files: Iterable[Path]) -> tuple[Protocol, ...]:
    """The protocols of the files in their order, or an error.

    Raises:
        ProtocolError: A file is unreadable, incomplete, misspelt or at odds with another.
    """
    protocols = [read_file(file) for file in files]
    _check_order(protocols)
    return tuple(sorted(protocols, key=lambda protocol: protocol.order))


def read_file(file: Path, *, drawing_of: Callable[[str], str] = lambda _name: "") -> Protocol:
    """The protocol of one file.

    Args:
        drawing_of: Gives the SVG of a picture's name; empty for one of the program's.

    Raises:
        ProtocolError: The file is unreadable, incomplete or misspelt.
    """
    name = printed_name(file)
    table = toml_files.read(file, ProtocolError, name=name, largest=LARGEST_BYTES)
    _check_keys(table, _KEYS, _FURTHER, name)
    if table["site"] != file.stem:
        raise ProtocolError(f"{name}: site must be the file's name, not {table['site']!r}.")
    return _protocol(table, name, drawing_of)


def printed_name(file: Path) -> str:
    """The file's name as it can be shown, whatever bytes the disk holds."""
    return file.name.encode("utf-8", "replace").decode()


def _protocol(table: dict[str, object], name: str, drawing_of: Callable[[str], str]) -> Protocol:
    parts = {key: _parts(table, key, name) for key in _OF_PART}
    words = {key: table[key] for key in _WORDS}
    try:
        return Protocol(
            site=Site(str(table["site"])),
            sides=_chosen(table.get("sides", Sides.BOTH), Sides, "sides"),
            source_keys=_listed(table["source_keys"], "source_keys"),
            reminder=table.get("reminder", ""),  # type: ignore[arg-type]  # Protocol checks it
            body_spot=_spot(table.get("body_spot")),
            steps=parts["step"],  # type: ignore[arg-type]  # made by _OF_PART
            cautions=parts["caution"],  # type: ignore[arg-type]  # made by _OF_PART
            pitfalls=parts["pitfall"],  # type: ignore[arg-type]  # made by _OF_PART
            checks=parts["check"],  # type: ignore[arg-type]  # made by _OF_PART
            positions=parts["position_choice"],  # type: ignore[arg-type]  # made by _OF_PART
            drawing=drawing_of(str(table["picture"])),
            **words,  # type: ignore[arg-type]  # Protocol checks the types that a file may get wrong
        )
    except (InvalidProtocol, InvalidSite) as error:
        raise ProtocolError(f"{name}: {error}") from error


def _listed(value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InvalidProtocol(f"{key} must be a list, not {value!r}.")
    return tuple(value)


def _spot(value: object) -> tuple[float, float] | None:
    if value is None:
        return None
    return _listed(value, "body_spot")  # type: ignore[return-value]  # Protocol checks it


def _chosen(value: object, kind: type[_Chosen], key: str) -> _Chosen:
    if not isinstance(value, str) or value not in tuple(kind):
        raise InvalidProtocol(f"{key} must be one of {', '.join(kind)}, not {value!r}.")
    return kind(value)


def _parts(table: dict[str, object], key: str, name: str) -> tuple[object, ...]:
    if key not in table:
        return ()
    entries = toml_files.tables(table, key, name, ProtocolError)
    return tuple(
        _part(entry, key, f"{name}, {key} {number}") for number, entry in enumerate(entries, 1)
    )


def _part(entry: dict[str, object], key: str, where: str) -> object:
    kind, needed, further = _OF_PART[key]
    _check_keys(entry, needed, further, where)
    try:
        chosen = {
            name: _chosen(entry[name], choices, name)
            for name, choices in _CHOICES.items()
            if name in entry
        }
        return kind(**entry | chosen)
    except InvalidProtocol as error:
        raise ProtocolError(f"{where}: {error}") from error


def _check_keys(
    table: dict[str, object], needed: tuple[str, ...], further: tuple[str, ...], where: str
) -> None:
    toml_files.check_keys(
        table, where, ProtocolError, needed=needed, further=further, of="a protocol"
    )


def _check_order(protocols: Iterable[Protocol]) -> None:
    taken: dict[int, Site] = {}
    for protocol in protocols:
        if protocol.order in taken:
            raise ProtocolError(
                f"{protocol.site}.toml: order {protocol.order} is already taken by "
                f"{taken[protocol.order]}.toml."
            )
        taken[protocol.order] = protocol.site
