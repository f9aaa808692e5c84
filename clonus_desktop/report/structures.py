"""The headings of a letter as data: which part stands under which, in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from clonus_desktop import resources, toml_files
from clonus_desktop.domain.message import Message
from clonus_desktop.report.options import PLAIN
from clonus_desktop.report.structure_words import HEADINGS, STRUCTURES, TYPED

GENERATED = (
    "attendance", "table", "findings", "comparison", "context", "signs", "treatment", "revision",
    "hunter", "technique", "notes", "comment", "conditions", "alert", "plot", "rules",
)  # fmt: skip
"""The parts that are written from the record."""

_NEEDED_IN_EVERY = frozenset({"findings", "revision", "rules"})
"""Without these a letter says nothing, or not by which rule, or not that it was amended."""


class StructureError(ValueError):
    """A file of headings cannot be used; the message names the file and what is wrong in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading and what stands beneath it.

    Attributes:
        words: None for parts under no heading but their own.
        parts: Keys of parts, in order.
        is_bare: True when the parts stand without headings of their own.
    """

    words: Message | None
    parts: tuple[str, ...]
    is_bare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The headings of a letter.

    Attributes:
        key: Name of the file.
        words: What it is called.
        opening: The typed parts that stand before the title.
        headings: Those that stand after it.
    """

    key: str
    words: Message
    opening: tuple[str, ...]
    headings: tuple[Heading, ...]

    @property
    def typed(self) -> Mapping[str, Message]:
        """What the parts are called that the clinician types, in the order of the letter.

        A part that alone is typed under a heading is called by that.
        """
        named = {part: TYPED[part] for part in self.opening}
        for heading in self.headings:
            typed = [part for part in heading.parts if part in TYPED]
            is_alone = heading.words is not None and (heading.is_bare or heading.parts == (*typed,))
            for part in typed:
                named[part] = heading.words if is_alone and heading.words else TYPED[part]
        return named


def load_structures() -> tuple[Structure, ...]:
    """Every structure, in the order in which they are offered.

    Raises:
        StructureError: A file is damaged, incomplete or misspelt.
    """
    return tuple(structure_named(key) for key in STRUCTURES)


@cache
def structure_named(key: str) -> Structure:
    """The structure of a key; the plain one for a key that is not known here.

    Raises:
        StructureError: Its file is damaged, incomplete or misspelt.
    """
    key = key if key in STRUCTURES else PLAIN
    file = resources.path("letter", "structures", f"{key}.toml")
    where = f"letter/structures/{file.name}"
    return structure_from(key, toml_files.read(file, StructureError, name=where), where)


def structure_from(key: str, table: dict[str, object], where: str) -> Structure:
    """The structure that a table tells of.

    Args:
        where: What to call the file in a message.

    Raises:
        StructureError: A heading or a part is not known, stands twice, or is missing.
    """
    toml_files.check_keys(table, where, StructureError, needed=("headings",), further=("opening",))
    opening = _parts(table.get("opening", []), f"{where}, opening", known=tuple(TYPED))
    tables = toml_files.tables(table, "headings", where, StructureError)
    headings = tuple(
        _heading(one, f"{where}, headings {number}") for number, one in enumerate(tables, 1)
    )
    parts = [*opening, *chain.from_iterable(heading.parts for heading in headings)]
    for part in parts:
        if parts.count(part) > 1:
            raise StructureError(f"{where}: the part {part!r} stands there twice.")
    if missing := sorted(_NEEDED_IN_EVERY.difference(parts)):
        raise StructureError(f"{where}: the part {missing[0]!r} is missing.")
    return Structure(key=key, words=STRUCTURES[key], opening=opening, headings=headings)


def _heading(table: dict[str, object], where: str) -> Heading:
    toml_files.check_keys(
        table, where, StructureError, needed=("parts",), further=("heading", "bare")
    )
    parts = _parts(table["parts"], where, known=(*GENERATED, *TYPED))
    is_bare = table.get("bare", False)
    if not isinstance(is_bare, bool):
        raise StructureError(f"{where}: bare must be true or false, not {is_bare!r}.")
    if "heading" not in table:
        return Heading(words=None, parts=parts, is_bare=is_bare)
    key = toml_files.words(table, "heading", where, StructureError)
    if key not in HEADINGS:
        raise StructureError(f"{where}: {key!r} is not the key of a heading.")
    return Heading(words=HEADINGS[key], parts=parts, is_bare=is_bare or len(parts) == 1)


def _parts(value: object, where: str, *, known: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise StructureError(f"{where}: parts must be a list, not {value!r}.")
    for part in value:
        if part not in known:
            raise StructureError(f"{where}: {part!r} is not the key of a part.")
    return tuple(value)
