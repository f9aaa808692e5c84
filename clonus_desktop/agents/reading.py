"""The files of drugs, read: the shipped table, a practice's own, and the names in a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from clonus_desktop import resources, toml_files
from clonus_desktop.agents.table import MARKS, Agent, AgentClass, AgentTable, Code
from clonus_desktop.domain.exposure import LONGEST_NAME, Evidence

AGENTS_NAME = "agents.toml"
"""Name of the shipped table, and of a practice's own beside its casebook."""

_TABLE_KEYS = ("version", "date", "sources", "drug")
_AGENT_KEYS = ("name", "class", "evidence")
_AGENT_MORE = ("synonyms", "atc", "rxcui")
_EVIDENCE = tuple(evidence for evidence in Evidence if evidence is not Evidence.NOT_LISTED)
_Value = TypeVar("_Value")


class AgentError(ValueError):
    """A drug table cannot be used; the message names the file, the drug and the key."""


def load_agents(
    own: Path | None = None, *, names: Mapping[str, str] = MappingProxyType({})
) -> AgentTable:
    """The shipped table, with a practice's own additions where they can be used.

    A broken file of the practice is named in ``problem`` and left out as a whole.

    Args:
        own: The practice's own table, in the same form; it need not exist.
        names: What drugs and classes are called on the screen, as ``load_agent_names`` gives
            them; the record keeps the English names.

    Raises:
        AgentError: The shipped table is damaged.
    """
    shipped = _Table.read(resources.path("serotonergic", AGENTS_NAME), classes={})
    agents = shipped.agents
    own_dated, problem = None, ""
    if own is not None and own.exists():
        try:
            added = _Table.read(own, classes=shipped.classes)
        except AgentError as error:
            problem = toml_files.printable(str(error))
        else:
            own_dated, agents = added.dated, agents | added.agents
    return AgentTable(
        version=shipped.version,
        dated=shipped.dated,
        sources=shipped.sources,
        agents=tuple(agents.values()),
        own_dated=own_dated,
        problem=problem,
        names=names,
    )


def load_agent_names(language: str) -> Mapping[str, str]:
    """What drugs and classes are called in a language, by the English name that is recorded.

    Empty where the language has no file; a name that it lacks stays as it is.

    Raises:
        AgentError: The file is damaged, or translates what is not in the shipped table.
    """
    try:
        file = resources.path("serotonergic", f"{language}.toml")
    except resources.ResourceMissing:
        return MappingProxyType({})
    name = file.name
    found = toml_files.read(file, AgentError)
    _check_keys(found, name, needed=(), further=("class", "drug"))
    shipped = _Table.read(resources.path("serotonergic", AGENTS_NAME), classes={})
    classes = {key: entry.name for key, entry in shipped.classes.items()}
    drugs = {agent.name: agent.name for agent in shipped.agents.values()}
    return MappingProxyType(
        {**_names(found, "class", classes, name), **_names(found, "drug", drugs, name)}
    )


def _names(
    found: Mapping[str, object], key: str, known: Mapping[str, str], name: str
) -> dict[str, str]:
    table = _kind(found.get(key, {}), dict, key, name)
    _check_keys(table, f"{name}, {key}", needed=(), further=tuple(known))
    return {known[entry]: _text(text, entry, f"{name}, {key}") for entry, text in table.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """One file, read."""

    version: int
    dated: date
    sources: tuple[str, ...]
    classes: Mapping[str, AgentClass]
    agents: dict[str, Agent]

    @classmethod
    def read(cls, file: Path, *, classes: Mapping[str, AgentClass]) -> "_Table":
        """The file's table; its drugs may also be of one of the given classes."""
        name = file.name
        found = toml_files.read(file, AgentError)
        _check_keys(found, name, needed=_TABLE_KEYS, further=("class",))
        own = _kind(found.get("class", {}), dict, "class", name)
        known = {**classes, **{key: _class(key, table, name) for key, table in own.items()}}
        return cls(
            version=_version(found["version"], name),
            dated=_day(found["date"], name),
            sources=_texts(found["sources"], "sources", name),
            classes=known,
            agents=_agents(found["drug"], known, name),
        )


def _class(key: str, table: object, name: str) -> AgentClass:
    where = f"{name}, class {key}"
    found = _kind(table, dict, "the class", where)
    _check_keys(found, where, needed=("name", "serotonergic"))
    return AgentClass(
        key=key,
        name=_text(found["name"], "name", where),
        is_serotonergic=_kind(found["serotonergic"], bool, "serotonergic", where),
    )


def _agents(entries: object, classes: Mapping[str, AgentClass], name: str) -> dict[str, Agent]:
    agents: dict[str, Agent] = {}
    for number, entry in enumerate(_kind(entries, list, "drug", name), 1):
        agent = _agent(entry, classes, name, number)
        if agent.name.casefold() in agents:
            raise AgentError(f"{name}, {agent.name}: the drug stands twice in the file.")
        agents[agent.name.casefold()] = agent
    return agents


def _agent(entry: object, classes: Mapping[str, AgentClass], name: str, number: int) -> Agent:
    found = _kind(entry, dict, "the drug", f"{name}, drug {number}")
    where = f"{name}, {found.get('name', f'drug {number}')}"
    _check_keys(found, where, needed=_AGENT_KEYS, further=_AGENT_MORE)
    drug_class = _text(found["class"], "class", where)
    if drug_class not in classes:
        raise AgentError(f"{where}: class {drug_class!r} is not one of {', '.join(classes)}.")
    evidence = found["evidence"]
    if evidence not in _EVIDENCE:
        raise AgentError(f"{where}: evidence {evidence!r} is not one of {', '.join(_EVIDENCE)}.")
    return Agent(
        name=_text(found["name"], "name", where),
        drug_class=classes[drug_class],
        evidence=Evidence(evidence),
        synonyms=_texts(found.get("synonyms", []), "synonyms", where),
        atc=_codes(found.get("atc", []), "atc", where),
        rxcui=_codes(found.get("rxcui", []), "rxcui", where),
    )


def _codes(entries: object, key: str, where: str) -> tuple[Code, ...]:
    codes = []
    for entry in _kind(entries, list, key, where):
        found = _kind(entry, dict, key, where)
        _check_keys(found, f"{where}, {key}", needed=("code", "mark"))
        mark = _text(found["mark"], "mark", f"{where}, {key}")
        if mark not in MARKS:
            raise AgentError(f"{where}, {key}: mark {mark!r} is not one of {', '.join(MARKS)}.")
        codes.append(Code(code=_text(found["code"], "code", f"{where}, {key}"), mark=mark))
    return tuple(codes)


def _check_keys(
    table: Mapping[str, object],
    where: str,
    *,
    needed: tuple[str, ...],
    further: tuple[str, ...] = (),
) -> None:
    toml_files.check_keys(table, where, AgentError, needed=needed, further=further)


def _kind(value: object, kind: type[_Value], key: str, where: str) -> _Value:
    if not isinstance(value, kind):
        raise AgentError(f"{where}: {key} must be a {_KINDS[kind]}, not {value!r}.")
    return value


_KINDS: Mapping[type, str] = {dict: "table", list: "list", bool: "true or false"}


def _text(value: object, key: str, where: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_NAME:
        raise AgentError(f"{where}: {key} must be 1 to {LONGEST_NAME} letters, not {value!r}.")
    return value.strip()


def _texts(value: object, key: str, where: str) -> tuple[str, ...]:
    return tuple(_text(entry, key, where) for entry in _kind(value, list, key, where))


def _version(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise AgentError(f"{name}: version must be a whole number from 1, not {value!r}.")
    return value


def _day(value: object, name: str) -> date:
    # TOML's own date; a time of day as well would be a datetime, which Python takes for a date.
    if not isinstance(value, date) or isinstance(value, datetime):
        raise AgentError(f"{name}: date must be a day such as 2026-11-25, not {value!r}.")
    return value
