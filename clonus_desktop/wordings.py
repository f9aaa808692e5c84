"""What each rule is called and says, and the sources that rules and protocols rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from clonus_desktop import resources, toml_files

STATUSES = (
    "read in the source's text",
    "read in a secondary page",
    "general medical knowledge, to be confirmed",
)
"""How far each source was checked, the best first."""

_SOURCE_KEYS = ("short", "full", "status")
_RULE_KEYS = ("version", "name", "wording", "source", "applies_to")
_LIMIT_KEYS = ("limit_caption", "below_caption")


class WordingError(ValueError):
    """A file of rules or sources cannot be used; the message names the file, table and key."""


_words = partial(toml_files.words, error=WordingError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement comes from.

    Attributes:
        key: As rules and protocols name it.
        short: As cited in a letter.
        full: Enough to find it again.
        status: One of ``STATUSES``.
    """

    key: str
    short: str
    full: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """The words of one rule; its arithmetic is in the domain under the same id.

    Attributes:
        rule: The rule's id.
        version: Counts up when the rule's meaning changes.
        name: Short name for people.
        wording: The rule exactly.
        source: The source it is taken from.
        applies_to: Where and to whom it applies.
        limit_caption: Heads the counts above the limit; None without a beat limit.
        below_caption: Heads the counts below the limit; None without a beat limit.
    """

    rule: str
    version: int
    name: str
    wording: str
    source: Source
    applies_to: str
    limit_caption: str | None = None
    below_caption: str | None = None


def load_sources() -> Mapping[str, Source]:
    """Every source by its key.

    Raises:
        WordingError: The file is damaged, incomplete or misspelt.
    """
    name = "sources.toml"
    tables = _tables(resources.path(name), name)
    return MappingProxyType({key: _source(key, table, name) for key, table in tables.items()})


def load_rule_texts(language: str = "en") -> Mapping[str, RuleText]:
    """The words of every rule by its id, in English where the language has none.

    Raises:
        WordingError: The file is damaged, incomplete, misspelt or names an unknown source.
    """
    file = resources.in_language("rules", language, ".toml")
    name = f"rules/{file.name}"
    sources = load_sources()
    tables = _tables(file, name)
    return MappingProxyType(
        {rule: _rule(rule, table, sources, name) for rule, table in tables.items()}
    )


def _tables(file: Path, name: str) -> dict[str, dict[str, object]]:
    tables = toml_files.read(file, WordingError, name=name)
    for key, table in tables.items():
        if not isinstance(table, dict):
            raise WordingError(f"{name}: {key!r} must be a table, not {table!r}.")
    return tables


def _source(key: str, table: dict[str, object], name: str) -> Source:
    where = f"{name}, {key}"
    toml_files.check_keys(table, where, WordingError, needed=_SOURCE_KEYS)
    status = _words(table, "status", where)
    if status not in STATUSES:
        raise WordingError(f"{where}: status {status!r} is not one of {', '.join(STATUSES)}.")
    return Source(
        key=key,
        short=_words(table, "short", where),
        full=_words(table, "full", where),
        status=status,
    )


def _rule(
    rule: str, table: dict[str, object], sources: Mapping[str, Source], name: str
) -> RuleText:
    where = f"{name}, {rule}"
    toml_files.check_keys(table, where, WordingError, needed=_RULE_KEYS, further=_LIMIT_KEYS)
    if ("limit_caption" in table) != ("below_caption" in table):
        raise WordingError(f"{where}: limit_caption and below_caption belong together.")
    source = _words(table, "source", where)
    if source not in sources:
        raise WordingError(f"{where}: source {source!r} is not in sources.toml.")
    return RuleText(
        rule=rule,
        version=_version(table, where),
        name=_words(table, "name", where),
        wording=_words(table, "wording", where),
        source=sources[source],
        applies_to=_words(table, "applies_to", where),
        limit_caption=_words(table, "limit_caption", where) if "limit_caption" in table else None,
        below_caption=_words(table, "below_caption", where) if "below_caption" in table else None,
    )


def _version(table: dict[str, object], where: str) -> int:
    value = table["version"]
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise WordingError(f"{where}: version must be a whole number from 1, not {value!r}.")
    return value
