"""Yes, no and unknown: the logic of what was assessed and what was not (Kleene 1952)."""

from collections.abc import Iterable
from enum import StrEnum


class ThreeValued(StrEnum):
    """What is known of a statement. Unknown is a value and never turns into "no" by itself."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def opposite(value: ThreeValued) -> ThreeValued:
    """Yes for no, no for yes; unknown stays unknown."""
    if value is ThreeValued.UNKNOWN:
        return value
    return ThreeValued.NO if value is ThreeValued.YES else ThreeValued.YES


def all_of(values: Iterable[ThreeValued]) -> ThreeValued:
    """The conjunction: one "no" decides it, whatever else is unknown; yes of nothing at all."""
    found = set(values)
    if ThreeValued.NO in found:
        return ThreeValued.NO
    return ThreeValued.UNKNOWN if ThreeValued.UNKNOWN in found else ThreeValued.YES


def any_of(values: Iterable[ThreeValued]) -> ThreeValued:
    """The disjunction: one "yes" decides it, whatever else is unknown; no of nothing at all."""
    found = set(values)
    if ThreeValued.YES in found:
        return ThreeValued.YES
    return ThreeValued.UNKNOWN if ThreeValued.UNKNOWN in found else ThreeValued.NO
