"""The form of the context: what can be recorded beside the six places, and in which words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.context_item import (
    ContextItem,
    InvalidContextForm,
    Option,
    Scale,
    Spot,
    check_key,
    check_unlike,
    check_words,
    check_words_or_none,
)

OTHER_DRUG = "other"
"""The key under which a drug goes that the form does not list."""


class SectionKind(StrEnum):
    """What a section of the form holds."""

    ITEMS = "items"
    DRUGS = "drugs"
    CONDITIONS = "conditions"


class DrugKind(StrEnum):
    """How a drug is given: it decides what can be said of its last dose."""

    DOSES = "doses"
    INJECTION = "injection"
    PUMP = "pump"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextSection:
    """Some items under one heading.

    Attributes:
        key: Its name for the page.
        title: The heading.
        hint: A line under the heading; may be empty.
        kind: Whether it holds items, the drugs, or the patient's known conditions.
        items: In the order of the page.
        scales: Those that its items are graded on; empty for items with options of their own.

    Raises:
        InvalidContextForm: It holds nothing, too much, or grades without a scale.
    """

    key: str
    title: str
    hint: str = ""
    kind: SectionKind = SectionKind.ITEMS
    items: tuple[ContextItem, ...] = ()
    scales: tuple[Scale, ...] = ()

    def __post_init__(self) -> None:
        check_key(self.key, "key")
        check_words(self, "title")
        check_words_or_none(self, "hint")
        if (self.kind is SectionKind.ITEMS) != bool(self.items):
            raise InvalidContextForm(f"item: a section of {self.kind} holds none or needs one.")
        check_unlike([scale.key for scale in self.scales], "scale")
        if any(item.is_graded != bool(self.scales) for item in self.items):
            raise InvalidContextForm("scale: graded items need one, and no other item has one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug:
    """One antispastic drug of the form.

    Attributes:
        key: As the record keeps it.
        label: On the list.
        words: In a sentence, such as "oral baclofen".
        kind: How it is given.

    Raises:
        InvalidContextForm: Something is missing.
    """

    key: str
    label: str
    words: str
    kind: DrugKind

    def __post_init__(self) -> None:
        check_key(self.key, "key")
        check_words(self, "label", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextForm:
    """All that can be recorded beside the six places.

    Attributes:
        version: Counts up when a question or an answer changes its meaning; a record keeps it.
        sections: In the order of the page.
        drugs: In the order of the list.

    Raises:
        InvalidContextForm: A key stands twice, scales stand in two sections, or the drugs
            lack the one named "other".
    """

    version: int
    sections: tuple[ContextSection, ...]
    drugs: tuple[Drug, ...]

    def __post_init__(self) -> None:
        if isinstance(self.version, bool) or not isinstance(self.version, int) or self.version < 1:
            raise InvalidContextForm(f"version must be a number from 1, not {self.version!r}.")
        check_unlike([section.key for section in self.sections], "section")
        check_unlike([item.key for item in self.items], "item")
        check_unlike([drug.key for drug in self.drugs], "drug")
        if sum(bool(section.scales) for section in self.sections) > 1:
            raise InvalidContextForm("scale: only one section can have scales.")
        if OTHER_DRUG not in {drug.key for drug in self.drugs}:
            raise InvalidContextForm(f"drug: the one with the key {OTHER_DRUG!r} is missing.")

    @property
    def items(self) -> tuple[ContextItem, ...]:
        """Every item, in the order of the page."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The scales that reflexes can be graded on."""
        return tuple(scale for section in self.sections for scale in section.scales)

    def item(self, key: str) -> ContextItem | None:
        """The item of that key, or None."""
        return next((item for item in self.items if item.key == key), None)

    def scale(self, key: str) -> Scale | None:
        """The scale of that key, or None."""
        return next((scale for scale in self.scales if scale.key == key), None)

    def drug(self, key: str) -> Drug | None:
        """The drug of that key, or None."""
        return next((drug for drug in self.drugs if drug.key == key), None)

    def options(self, item: ContextItem, scale: str) -> tuple[Option, ...]:
        """The answers of an item; of a reflex those of the scale, none while none is chosen."""
        if not item.is_graded:
            return item.options
        found = self.scale(scale)
        return () if found is None else found.options

    def spots(self) -> Iterator[Spot]:
        """Every question of the form."""
        for item in self.items:
            yield from item.spots
