"""Typed values out of stored JSON: every slip is named, none is passed over."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

_Choice = TypeVar("_Choice", bound=StrEnum)
_Read = TypeVar("_Read", date, time)


class InvalidContent(ValueError):
    """A stored value that is not what its key holds; the message names the key."""


def check_keys(content: object, keys: Iterable[str], where: str) -> Mapping[str, object]:
    """The content, which is an object of exactly these keys.

    Raises:
        InvalidContent: It is no object, lacks a key or has another.
    """
    if not isinstance(content, Mapping):
        raise InvalidContent(f"{where} must be an object, not {content!r}.")
    wanted = set(keys)
    for key in content:
        if key not in wanted:
            raise InvalidContent(f"{where} has the unknown key {key!r}.")
    for key in sorted(wanted - set(content)):
        raise InvalidContent(f"{where} lacks {key!r}.")
    return content


def text_at(content: Mapping[str, object], key: str) -> str:
    """The text under a key.

    Raises:
        InvalidContent: It is no text.
    """
    value = content[key]
    if not isinstance(value, str):
        raise InvalidContent(f"{key} must be a text, not {value!r}.")
    return value


def choice_at(content: Mapping[str, object], key: str, kind: type[_Choice]) -> _Choice:
    """The choice under a key.

    Raises:
        InvalidContent: It is none of them.
    """
    value = text_at(content, key)
    try:
        return kind(value)
    except ValueError as error:
        raise InvalidContent(f"{key} is {value!r}: use {', '.join(kind)}.") from error


def date_at(content: Mapping[str, object], key: str) -> date | None:
    """The day under a key (2026-11-23); None for null.

    Raises:
        InvalidContent: It is no such day.
    """
    return _read_at(content, key, date.fromisoformat, "a day such as 2026-11-23")


def time_at(content: Mapping[str, object], key: str) -> time | None:
    """The time of day under a key (05:30); None for null.

    Raises:
        InvalidContent: It is no such time.
    """
    return _read_at(content, key, time.fromisoformat, "a time such as 05:30")


def _read_at(
    content: Mapping[str, object], key: str, read: Callable[[str], _Read], what: str
) -> _Read | None:
    value = content[key]
    if value is None:
        return None
    try:
        return read(text_at(content, key))
    except ValueError as error:
        raise InvalidContent(f"{key} must be {what}, not {value!r}.") from error


def list_at(content: Mapping[str, object], key: str) -> tuple[object, ...]:
    """The entries of the list under a key.

    Raises:
        InvalidContent: It is no list.
    """
    value = content[key]
    if not isinstance(value, list | tuple):
        raise InvalidContent(f"{key} must be a list, not {value!r}.")
    return tuple(value)
