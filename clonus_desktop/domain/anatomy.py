"""Side, site and place: where on the body a stretch was given."""

import re
from dataclasses import dataclass
from enum import StrEnum

_SITE_KEY = re.compile(r"[a-z][a-z0-9-]{0,31}")


class Side(StrEnum):
    """The patient's side. Right stands before left in every list and table."""

    RIGHT = "right"
    LEFT = "left"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


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
        return f"{self.side} {self.site}"


def places_in_order(sites: tuple[Site, ...], *, first: Side = Side.RIGHT) -> tuple[Place, ...]:
    """The places of an examination: site after site, both sides of one before the next."""
    return tuple(Place(site, side) for site in sites for side in (first, first.other))
