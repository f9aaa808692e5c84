"""Places inside a sentence, one or several: with the article, and where something was found."""

from collections.abc import Mapping, Sequence

from clonus_desktop.domain.anatomy import SIDES, Place
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases


def the_place(place: Place, names: Mapping[str, str], words: Catalogue) -> str:
    """``the left ankle``.

    Args:
        names: Name of each site by its key.
    """
    return _said("the", place, names, words)


def at_place(place: Place, names: Mapping[str, str], words: Catalogue) -> str:
    """``at the left ankle``."""
    return _said("at", place, names, words)


def the_places(places: Sequence[Place], names: Mapping[str, str], words: Catalogue) -> str:
    """``the right ankle, the right and left patella and the left wrist``."""
    return phrases.listed(_by_site(places, "the", "the_both", names, words), words)


def at_places(places: Sequence[Place], names: Mapping[str, str], words: Catalogue) -> str:
    """``at the right ankle, the right and left patella and the left wrist``."""
    parts = _by_site(places, "at", "at_both", names, words)
    return phrases.listed(words.places.in_a_row(parts), words)


def at_each_place(places: Sequence[Place], names: Mapping[str, str], words: Catalogue) -> str:
    """``at each ankle`` for both sides of one site; ``at the left ankle`` for one place alone."""
    (said,) = _by_site(places, "at", "at_each", names, words)
    return said


def at_no_place(places: Sequence[Place], names: Mapping[str, str], words: Catalogue) -> str:
    """After a negation: ``at the right ankle, either patella or the left wrist``."""
    parts = _by_site(places, "at", "at_neither", names, words)
    return phrases.listed_nor(words.places.in_a_row(parts), words)


def _said(kind: str, place: Place, names: Mapping[str, str], words: Catalogue) -> str:
    return words.places.named(phrases.site_words(place.site.key, names), f"{kind}_{place.side}")


def _by_site(
    places: Sequence[Place], kind: str, both: str, names: Mapping[str, str], words: Catalogue
) -> list[str]:
    """Site after site: two sides in one, what else there is by itself."""
    parts: list[str] = []
    for site in dict.fromkeys(place.site for place in places):
        found = [place for place in places if place.site == site]
        if set(SIDES) <= {place.side for place in found}:
            parts.append(words.places.named(phrases.site_words(site.key, names), both))
            found = [place for place in found if place.side not in SIDES]
        parts += [_said(kind, place, names, words) for place in found]
    return parts
