"""Protocol files, one TOML file per site, read into the domain's values."""

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from clonus_desktop import resources
from clonus_desktop.domain.anatomy import InvalidSite, Site
from clonus_desktop.domain.protocol import Caution, InvalidProtocol, Protocol, Step

_Part = TypeVar("_Part", Step, Caution)

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
_PART_KEYS = ("text", "source")


class ProtocolError(ValueError):
    """A protocol file cannot be used; the message names the file, the step and the key."""


def load_protocols(language: str = "en", folder: Path | None = None) -> tuple[Protocol, ...]:
    """All protocols of a language in their order, or an error: never half a set.

    Args:
        language: Name of the folder below ``resources/protocols``; English where there is none.
        folder: A folder of TOML files to read instead.

    Raises:
        ProtocolError: A file is unreadable, incomplete, misspelt or at odds with another.
    """
    source = _language_folder(language) if folder is None else folder
    files = sorted(source.glob("*.toml"))
    if not files:
        raise ProtocolError(f"{source.name}: the folder holds no protocol.")
    protocols = [_read(file) for file in files]
    _check_order(protocols)
    return tuple(sorted(protocols, key=lambda protocol: protocol.order))


def _language_folder(language: str) -> Path:
    try:
        return resources.path("protocols", language)
    except resources.ResourceMissing:
        # A whole set in English, never a walk along the bed in two languages.
        return resources.path("protocols", "en")


def _read(file: Path) -> Protocol:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProtocolError(f"{file.name} cannot be read: {error}") from error
    _check_keys(table, _KEYS, file.name)
    if table["site"] != file.stem:
        raise ProtocolError(f"{file.name}: site must be the file's name, not {table['site']!r}.")
    return _protocol(table, file.name)


def _protocol(table: dict[str, object], name: str) -> Protocol:
    steps = _parts(table, "step", Step, name)
    cautions = _parts(table, "caution", Caution, name)
    words = {key: table[key] for key in _WORDS}
    try:
        return Protocol(
            site=Site(str(table["site"])),
            source_keys=_keys_listed(table["source_keys"]),
            steps=steps,
            cautions=cautions,
            **words,  # type: ignore[arg-type]  # Protocol checks the types that a file may get wrong
        )
    except (InvalidProtocol, InvalidSite) as error:
        raise ProtocolError(f"{name}: {error}") from error


def _keys_listed(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InvalidProtocol(f"source_keys must be a list, not {value!r}.")
    return tuple(value)


def _parts(
    table: dict[str, object], key: str, kind: Callable[..., _Part], name: str
) -> tuple[_Part, ...]:
    entries = table[key]
    if not isinstance(entries, list) or not entries:
        raise ProtocolError(f"{name}: {key} must be one or more [[{key}]] tables.")
    return tuple(
        _part(entry, kind, f"{name}, {key} {number}") for number, entry in enumerate(entries, 1)
    )


def _part(entry: object, kind: Callable[..., _Part], where: str) -> _Part:
    if not isinstance(entry, dict):
        raise ProtocolError(f"{where}: must be a table, not {entry!r}.")
    _check_keys(entry, _PART_KEYS, where)
    try:
        return kind(**entry)
    except InvalidProtocol as error:
        raise ProtocolError(f"{where}: {error}") from error


def _check_keys(table: dict[str, object], keys: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in keys:
            raise ProtocolError(f"{where}: {key!r} is not a key of a protocol.")
    for key in keys:
        if key not in table:
            raise ProtocolError(f"{where}: {key!r} is missing.")


def _check_order(protocols: Iterable[Protocol]) -> None:
    taken: dict[int, Site] = {}
    for protocol in protocols:
        if protocol.order in taken:
            raise ProtocolError(
                f"{protocol.site}.toml: order {protocol.order} is already taken by "
                f"{taken[protocol.order]}.toml."
            )
        taken[protocol.order] = protocol.site
