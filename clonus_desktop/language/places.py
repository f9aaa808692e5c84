"""How a language names a place inside a sentence: with gender, article and preposition.

English is part of the program; every other language has a ``places.toml`` beside its catalogue.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FORMS = (
    "right", "left",
    "the_right", "the_left", "the_midline", "the_both",
    "at_right", "at_left", "at_midline", "at_both", "at_each", "at_neither",
)  # fmt: skip
"""What a place is called alone, with its article, and where something was found or was not.

``both`` names two sides, ``each`` is said of what holds for either alone, and ``neither`` follows
a negation.
"""


class PlacesError(ValueError):
    """The places of a language cannot be used; the message names the file and the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A kind of noun, and the forms of all places that are called by such a noun.

    Attributes:
        names: The whole names that it fits, without regard to capitals.
        forms: A text for each of ``FORMS``, with ``{site}`` and the named groups of the pattern.
    """

    names: re.Pattern[str]
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The places of one language.

    Attributes:
        nouns: The first that fits a name gives its forms; the last fits every name.
        said_once: With it begin all forms of where something was found; a list has it once.
    """

    nouns: Sequence[Noun] = field(repr=False)
    said_once: str = ""

    def named(self, site: str, form: str) -> str:
        """A place of that site in one of ``FORMS``: ``the right ankle``."""
        found = ((noun, noun.names.fullmatch(site)) for noun in self.nouns)
        noun, match = next((noun, match) for noun, match in found if match is not None)
        return noun.forms[form].format_map({"site": site, **match.groupdict("")})

    def in_a_row(self, parts: Sequence[str]) -> list[str]:
        """The parts of a list: but for the first, without what is said once."""
        return [*parts[:1], *(part.removeprefix(self.said_once) for part in parts[1:])]


ANY_NAME = re.compile(".*", re.DOTALL)
"""Of the last of the nouns, which fits every name."""

ENGLISH_PLACES = Places(
    nouns=(
        Noun(
            names=ANY_NAME,
            forms={
                "right": "right {site}",
                "left": "left {site}",
                "the_right": "the right {site}",
                "the_left": "the left {site}",
                "the_midline": "the {site}",
                "the_both": "the right and left {site}",
                "at_right": "at the right {site}",
                "at_left": "at the left {site}",
                "at_midline": "at the {site}",
                "at_both": "at the right and left {site}",
                "at_each": "at each {site}",
                "at_neither": "at either {site}",
            },
        ),
    ),
    said_once="at ",
)
