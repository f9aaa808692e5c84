"""What two records have in common that could make them one person's."""

from datetime import date
from enum import StrEnum

from clonus_desktop.domain.dates import make_date
from clonus_desktop.domain.patient import Patient, are_similar, edit_distance, search_key
from clonus_desktop.domain.record_number import nearly_the_same

_MOST_EDITS = 2


class Likeness(StrEnum):
    """Why two records look like one person's."""

    SAME_NUMBER = "same-number"
    SLIP_IN_NUMBER = "slip-in-number"
    SWAPPED_NAMES = "swapped-names"
    SWAPPED_BIRTH = "swapped-birth"
    SAME_BIRTH = "same-birth"
    SIMILAR_NAME = "similar-name"


def possible_births(born_on: date | None) -> tuple[date, ...]:
    """The date as it was entered, and with day and month swapped where that is a date too."""
    if born_on is None:
        return ()
    swapped = make_date(born_on.year, born_on.day, born_on.month)
    return (born_on,) if swapped is None or swapped == born_on else (born_on, swapped)


def likenesses(one: Patient, other: Patient) -> tuple[Likeness, ...]:
    """All that makes the two look like one person, the strongest first; empty for strangers."""
    found = (
        (Likeness.SAME_NUMBER, bool(one.number_key) and one.number_key == other.number_key),
        (Likeness.SLIP_IN_NUMBER, other.number_key in nearly_the_same(one.number)),
        (Likeness.SWAPPED_NAMES, _have_swapped_names(one, other)),
        (Likeness.SWAPPED_BIRTH, _have_swapped_births(one, other)),
        (Likeness.SAME_BIRTH, _have_birth_and_nearly_the_name(one, other)),
        (Likeness.SIMILAR_NAME, are_similar(one, other)),
    )
    return tuple(likeness for likeness, holds in found if holds)


def _have_swapped_names(one: Patient, other: Patient) -> bool:
    names = (search_key(one.family_name), search_key(one.given_name))
    others = (search_key(other.given_name), search_key(other.family_name))
    return all(names) and names == others and names[0] != names[1]


def _have_swapped_births(one: Patient, other: Patient) -> bool:
    if one.born_on == other.born_on or other.born_on not in possible_births(one.born_on):
        return False
    return search_key(one.family_name) == search_key(other.family_name) or _are_near(one, other)


def _have_birth_and_nearly_the_name(one: Patient, other: Patient) -> bool:
    return one.born_on is not None and one.born_on == other.born_on and _are_near(one, other)


def _are_near(one: Patient, other: Patient) -> bool:
    """Family and given name each within two single letters of the other's."""
    return all(
        edit_distance(search_key(mine), search_key(theirs)) <= _MOST_EDITS
        for mine, theirs in (
            (one.family_name, other.family_name),
            (one.given_name, other.given_name),
        )
    )
