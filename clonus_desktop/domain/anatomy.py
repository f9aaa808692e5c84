"""Side, site and place: where on the body a stretch was given."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

_SITE_KEY = re.compile(r"[a-z][a-z0-9-]{0,31}")


class Side(StrEnum):
    """The patient's side. Right stands before left in every list and table.

    A site without sides, such as the jaw, lies on the midline: it is never counted to a side.
    """

    RIGHT = "right"
    LEFT = "left"
    MIDLINE = "midline"

    @property
    def other(self) -> "Side":
        """The opposite side; the midline has none and is its own."""
        return _OTHER[self]


SIDES = (Side.RIGHT, Side.LEFT)
"""The two sides that are compared: columns of tables and plots."""

_OTHER = {Side.RIGHT: Side.LEFT, Side.LEFT: Side.RIGHT, Side.MIDLINE: Side.MIDLINE}


class Sides(StrEnum):
    """Whether a site is there once or twice."""

    BOTH = "both"
    MIDLINE = "midline"

    @property
    def each(self) -> tuple[Side, ...]:
        """The sides on which such a site is tested, right before left."""
        return SIDES if self is Sides.BOTH else (Side.MIDLINE,)


class InvalidSite(ValueError):
    """A site's key is not a short lower-case word."""


@dataclass(frozen=True, slots=True, order=True)
class Site:
    """A joint at which clonus is provoked, known by the key of its protocol.

    A site is a value and not a closed list: a further site is a protocol file, no code.

    Raises:
        InvalidSite: The key is not 1-32 characters of ``a-z``, ``0-9`` and hyphen.
    """

    key: str

    def __post_init__(self) -> None:
        if not isinstance(self.key, str) or not _SITE_KEY.fullmatch(self.key):
            raise InvalidSite(f"{self.key!r} is not a site's key: use 1-32 of a-z, 0-9 and hyphen.")

    def __str__(self) -> str:
        return self.key


ANKLE = Site("ankle")
PATELLA = Site("patella")
WRIST = Site("wrist")


@dataclass(frozen=True, slots=True)
class Place:
    """One site on one side: the unit that is tested, recorded and followed."""

    site: Site
    side: Side

    def __str__(self) -> str:
        return str(self.site) if self.side is Side.MIDLINE else f"{self.side} {self.site}"


def places_in_order(
    sites: tuple[Site, ...], *, first: Side = Side.RIGHT, midline: Collection[Site] = ()
) -> tuple[Place, ...]:
    """The places of an examination: site after site, both sides of one before the next.

    Args:
        first: The side to begin with, right or left.
        midline: Those of the sites that have no sides; each is one place.
    """
    return tuple(
        Place(site, side)
        for site in sites
        for side in ((Side.MIDLINE,) if site in midline else (first, first.other))
    )
