"""A letter as JSON and back, word for word: from it every way out can be made again."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import get_args, get_origin, get_type_hints

from clonus_desktop.report.parts import Block, Letter, Plot, Section, Table

VERSION = 1
"""Counts up when a letter that was kept before cannot be read as it is any more."""

_KINDS: Mapping[str, type] = {"section": Section, "table": Table, "plot": Plot}
_NAMES = {kind: name for name, kind in _KINDS.items()}


class UnreadableLetter(ValueError):
    """The kept letter is of a newer version, or it is not what ``to_json`` wrote."""


def to_json(letter: Letter) -> str:
    """The letter as JSON in ASCII, so that no file and no column can change a sign of it."""
    return json.dumps({"version": VERSION, "letter": _kept(letter)}, separators=(",", ":"))


def from_json(text: str) -> Letter:
    """The letter that ``to_json`` was given; each of its outputs is the same again.

    Raises:
        UnreadableLetter: It is of a newer version, damaged or not complete.
    """
    try:
        kept = json.loads(text)
        if kept["version"] != VERSION:
            raise UnreadableLetter(f"This letter was kept in version {kept['version']!r}.")
        letter = _read(Letter, kept["letter"])
    except UnreadableLetter:
        raise
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise UnreadableLetter("This is no kept letter.") from error
    assert isinstance(letter, Letter)
    return letter


def _kept(value: object) -> object:
    if isinstance(value, tuple):
        return [_kept(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if not is_dataclass(value):
        return value
    kind = _NAMES.get(type(value))
    held = {field.name: _kept(getattr(value, field.name)) for field in fields(value)}
    return {"kind": kind, **held} if kind else held


def _read(kind: object, value: object) -> object:
    """The value as what stands in the annotation of its field."""
    if kind == Block:
        return _read_block(value)
    if kind is Section:
        return _read_block(value, kinds={"section": Section})
    if isinstance(kind, UnionType):
        # All other unions are of something and None.
        return None if value is None else _read(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise UnreadableLetter(f"{value!r} is no list.")
        return tuple(_read(get_args(kind)[0], part) for part in value)
    if kind is date:
        return date.fromisoformat(str(value))
    if isinstance(kind, type) and is_dataclass(kind):
        return _read_fields(kind, value)
    # By its own type: True is an int too.
    if type(value) is not kind:
        raise UnreadableLetter(f"{value!r} is no {kind}.")
    return value


def _read_block(value: object, *, kinds: Mapping[str, type] = _KINDS) -> object:
    if not isinstance(value, dict):
        raise UnreadableLetter(f"{value!r} is no part of a letter.")
    held = dict(value)
    return _read_fields(kinds[held.pop("kind")], held)


def _read_fields(kind: type, value: object) -> object:
    types = _types(kind)
    if not isinstance(value, dict) or value.keys() != types.keys():
        raise UnreadableLetter(f"These are not the parts of {kind.__name__}.")
    return kind(**{name: _read(types[name], part) for name, part in value.items()})


@cache
def _types(kind: type) -> Mapping[str, object]:
    return get_type_hints(kind)
