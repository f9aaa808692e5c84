"""The form of the context, one TOML file per language, read into the domain's values."""

from collections.abc import Callable
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from clonus_desktop import resources, toml_files
from clonus_desktop.domain.context_form import (
    ContextForm,
    ContextSection,
    Drug,
    DrugKind,
    SectionKind,
)
from clonus_desktop.domain.context_item import (
    ContextItem,
    InvalidContextForm,
    Option,
    Per,
    Scale,
)

_Made = TypeVar("_Made")
_Word = TypeVar("_Word", Per, SectionKind, DrugKind)

_TABLES = {"item": "items", "scale": "scales", "option": "options"}
"""A table of the file, and the field of the value that takes all of its kind."""


class ContextFormError(ValueError):
    """A form cannot be used; the message names the file, the item and the key."""


def load_context_form(language: str = "en", folder: Path | None = None) -> ContextForm:
    """The form in a language, in English where there is none.

    Args:
        language: Name of the file below ``resources/context``.
        folder: A folder to read instead.

    Raises:
        ContextFormError: The file is unreadable, incomplete, misspelt, or rests on an unknown
            source; or the sources are unreadable.
    """
    if folder is None:
        file = resources.in_language("context", language, ".toml")
    else:
        file = folder / f"{language}.toml"
    where = file.name
    table = toml_files.read(file, ContextFormError)
    keys = ("version", "section", "drug")
    toml_files.check_keys(table, where, ContextFormError, needed=keys)
    sections = tuple(_section(*found) for found in _tables(table, "section", where))
    drugs = tuple(_drug(*found) for found in _tables(table, "drug", where))
    form = _made(
        ContextForm, {"version": table["version"], "sections": sections, "drugs": drugs}, where
    )
    return _with_known_sources(form, where)


def _with_known_sources(form: ContextForm, where: str) -> ContextForm:
    known = toml_files.read(resources.path("sources.toml"), ContextFormError)
    parts: tuple[ContextItem | Scale, ...] = (*form.items, *form.scales)
    for part in parts:
        if part.source not in known:
            raise ContextFormError(
                f"{where}, {part.key}: source {part.source!r} is not in sources.toml."
            )
    return form


def _section(table: dict[str, Any], where: str) -> ContextSection:
    made: dict[str, Any] = {"kind": _word(SectionKind, table, "kind", where, SectionKind.ITEMS)}
    if "item" in table:
        made["items"] = tuple(_item(*found) for found in _tables(table, "item", where))
    if "scale" in table:
        made["scales"] = tuple(_scale(*found) for found in _tables(table, "scale", where))
    return _filled(ContextSection, table, made, where)


def _item(table: dict[str, Any], where: str) -> ContextItem:
    made: dict[str, Any] = {"per": _word(Per, table, "per", where)}
    if "option" in table:
        made["options"] = _options(table, where)
    return _filled(ContextItem, table, made, where)


def _scale(table: dict[str, Any], where: str) -> Scale:
    made = {"options": _options(table, where)} if "option" in table else {}
    return _filled(Scale, table, made, where)


def _options(table: dict[str, Any], where: str) -> tuple[Option, ...]:
    return tuple(
        _filled(Option, option, {}, place) for option, place in _tables(table, "option", where)
    )


def _drug(table: dict[str, Any], where: str) -> Drug:
    kind = _word(DrugKind, table, "kind", where)
    return _filled(Drug, table, {"kind": kind}, where)


def _tables(table: dict[str, Any], key: str, where: str) -> list[tuple[dict[str, Any], str]]:
    """The tables of a kind, each with where it stands: ``en.toml, item plantar``."""
    found = toml_files.tables(table, key, where, ContextFormError)
    return [
        (entry, f"{where}, {key} {entry.get('key', number)}")
        for number, entry in enumerate(found, 1)
    ]


def _filled(
    kind: Callable[..., _Made], table: dict[str, Any], made: dict[str, Any], where: str
) -> _Made:
    """The value from the words of a table and from what was made of its other keys."""
    names = {_table_of(field.name): field for field in fields(kind)}  # type: ignore[arg-type]  # only dataclasses come here
    required = tuple(name for name, field in names.items() if field.default is MISSING)
    toml_files.check_keys(table, where, ContextFormError, needed=required, further=names)
    words = {key: value for key, value in table.items() if key not in _TABLES}
    return _made(kind, {**words, **made}, where)


def _table_of(field: str) -> str:
    return next((table for table, name in _TABLES.items() if name == field), field)


def _made(kind: Callable[..., _Made], values: dict[str, Any], where: str) -> _Made:
    try:
        return kind(**values)
    except InvalidContextForm as error:
        raise ContextFormError(f"{where}: {error}") from error


def _word(
    kind: type[_Word], table: dict[str, Any], key: str, where: str, usual: _Word | None = None
) -> _Word:
    value = table.get(key, usual)
    if not isinstance(value, str) or value not in set(kind):
        raise ContextFormError(f"{where}: {key} must be {', '.join(kind)}, not {value!r}.")
    return kind(value)
