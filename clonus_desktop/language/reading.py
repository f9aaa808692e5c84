"""The files of a language beside its catalogue: its written forms, and how it names places.

Each file is read once, though every letter asks for those of its language.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from clonus_desktop import resources, toml_files
from clonus_desktop.language.forms import ENGLISH, Forms, FormsError, Joining
from clonus_desktop.language.greetings import (
    ENGLISH_GREETINGS,
    Greeting,
    Greetings,
    greeting_of,
    greetings_of,
)
from clonus_desktop.language.places import (
    ANY_NAME,
    ENGLISH_PLACES,
    FORMS,
    Noun,
    Places,
    PlacesError,
)

_LISTS = ("months", "short_months")
_TEXTS = ("short_date", "long_date", "month_and_year", "decimal")
_TYPED = ("today", "yesterday", "min", "h", "d", "wk")
_BESIDE = "beside"
_SIGNS = ("first_day", "colon", "semicolon")
_FURTHER = (*_SIGNS, "before", "greeting", "titles_said")


def load_forms(language: str) -> Forms:
    """The forms of a language; English where it has none.

    Raises:
        FormsError: The file is damaged, incomplete or misspelt.
    """
    file = _own_file(language, "forms.toml")
    return ENGLISH if file is None else _read_forms(file)


def load_places(language: str) -> Places:
    """The places of a language; English where it has none.

    Raises:
        PlacesError: The file is damaged, incomplete or misspelt.
    """
    file = _own_file(language, "places.toml")
    return ENGLISH_PLACES if file is None else _read_places(file)


def _own_file(language: str, name: str) -> Path | None:
    try:
        return resources.path("locale", language, name)
    except resources.ResourceMissing:
        return None


def _name_of(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _pattern(text: str, key: str, where: str, error: type[ValueError]) -> re.Pattern[str]:
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as why:
        raise error(f"{where}: {key} is no pattern: {why}.") from why


# --- forms ----------------------------------------------------------------------------------


@cache
def _read_forms(file: Path) -> Forms:
    name = _name_of(file)
    table = toml_files.read(file, FormsError, name=name)
    needed = (*_LISTS, *_TEXTS, "typed")
    toml_files.check_keys(table, name, FormsError, needed=needed, further=_FURTHER)
    texts = [toml_files.words(table, key, name, FormsError) for key in _TEXTS]
    months, short_months = (_texts(table[key], key, name, length=12) for key in _LISTS)
    short_date, long_date, month_and_year, decimal = texts
    signs = {key: toml_files.words(table, key, name, FormsError) for key in _SIGNS if key in table}
    return Forms(
        months=months,
        short_months=short_months,
        short_date=short_date,
        long_date=long_date,
        month_and_year=month_and_year,
        decimal=decimal,
        typed=_typed(table["typed"], name),
        before=_before(table.get("before", {}), name),
        greetings=_greetings(table, name) if "greeting" in table else ENGLISH_GREETINGS,
        **signs,
    )


def _texts(value: object, key: str, name: str, *, length: int | None = None) -> tuple[str, ...]:
    is_fitting = isinstance(value, list) and all(isinstance(text, str) and text for text in value)
    if not is_fitting or (length is not None and len(value) != length):  # type: ignore[arg-type]  # a list by now
        raise FormsError(f"{name}: {key} must be a list of words, not {value!r}.")
    return tuple(value)  # type: ignore[arg-type]  # a list by now


def _typed(table: object, name: str) -> Mapping[str, str]:
    if not isinstance(table, dict) or not set(table) <= {*_TYPED, _BESIDE}:
        raise FormsError(f"{name}: typed must be a table of {', '.join((*_TYPED, _BESIDE))}.")
    return {
        word: "" if english == _BESIDE else english
        for english, words in table.items()
        for word in _texts(words, f"typed.{english}", name)
    }


def _before(table: object, name: str) -> Mapping[str, Joining]:
    if not isinstance(table, dict) or not set(table) <= {"and"}:
        raise FormsError(f"{name}: before must be a table of and.")
    return {key: _joining(entry, f"{name}, before.{key}") for key, entry in table.items()}


def _joining(entry: Mapping[str, object], where: str) -> Joining:
    parts: Sequence[str] = ("begins", "say")
    if not isinstance(entry, dict) or set(entry) != set(parts):
        raise FormsError(f"{where} must be a table of begins, say.")
    begins, say = (str(entry[part]) for part in parts)
    return Joining(begins=_pattern(begins, "begins", where, FormsError), say=say)


def _greetings(table: Mapping[str, Any], name: str) -> Greetings:
    each: list[Greeting] = []
    for number, entry in enumerate(toml_files.tables(table, "greeting", name, FormsError), 1):
        where = f"{name}, greeting {number}"
        toml_files.check_keys(entry, where, FormsError, needed=("titles", "say"))
        titles = _texts(entry["titles"], "titles", where)
        say = toml_files.words(entry, "say", where, FormsError)
        try:
            each.append(greeting_of(titles, say))
        except ValueError as why:
            raise FormsError(f"{where}: {why}.") from why
    said = table.get("titles_said", {})
    if not isinstance(said, dict) or not all(isinstance(text, str) for text in said.values()):
        raise FormsError(f"{name}: titles_said must be a table of words.")
    return greetings_of(each, said)


# --- places ---------------------------------------------------------------------------------


@cache
def _read_places(file: Path) -> Places:
    name = _name_of(file)
    table = toml_files.read(file, PlacesError, name=name)
    toml_files.check_keys(table, name, PlacesError, needed=("noun", "other"))
    nouns = []
    for number, entry in enumerate(toml_files.tables(table, "noun", name, PlacesError), 1):
        where = f"{name}, noun {number}"
        toml_files.check_keys(entry, where, PlacesError, needed=("names", *FORMS))
        told = toml_files.words(entry, "names", where, PlacesError)
        names = _pattern(told, "names", where, PlacesError)
        nouns.append(Noun(names=names, forms=_forms(entry, names, where)))
    other, where = table["other"], f"{name}, other"
    if not isinstance(other, dict):
        raise PlacesError(f"{where} must be a table, not {other!r}.")
    toml_files.check_keys(other, where, PlacesError, needed=FORMS)
    nouns.append(Noun(names=ANY_NAME, forms=_forms(other, ANY_NAME, where)))
    return Places(nouns=tuple(nouns))


def _forms(entry: Mapping[str, object], names: re.Pattern[str], where: str) -> Mapping[str, str]:
    texts = {form: toml_files.words(entry, form, where, PlacesError) for form in FORMS}
    known = {"site", *names.groupindex}
    for form, text in texts.items():
        try:
            used = {part[1] for part in Formatter().parse(text) if part[1] is not None}
        except ValueError as why:
            raise PlacesError(f"{where}: the braces of {form} are broken: {why}.") from why
        if not used or not used <= known:
            raise PlacesError(f"{where}: {form} must name one or more of {sorted(known)}.")
    return texts
