"""A patient: names, date of birth, number, and how to tell two of them apart."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clonus_desktop.domain.message import Message
from clonus_desktop.domain.readable import make_readable

LONGEST_NAME = 200
LONGEST_ALERT = 40
LONGEST_CONDITIONS = 2000
LONGEST_NUMBER = 64
EARLIEST_BIRTH = date(1880, 1, 1)
OLDEST_YEARS = 130
"""Nobody is older: the longest life that was ever proved lasted 122 years."""


class InvalidPatient(ValueError):
    """A field of a patient cannot be right.

    Attributes:
        field: Name of the field, as in Patient.
        message: What to do, for whoever typed it.
    """

    def __init__(self, field: str, message: Message) -> None:
        super().__init__(str(message))
        self.field, self.message = field, message


class Sex(StrEnum):
    """As recorded; unknown is a value and is shown as "Not known"."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """A person who is examined.

    Attributes:
        id: Row of the record; 0 before it is stored.
        family_name: Never empty.
        given_name: May be empty: some people have one name.
        born_on: None when not known.
        number: Record number as it was typed; may be empty.
        number_scheme: Key of the region whose check the number passed; empty for a plain one.
        alert: A short warning that always shows, such as "Latex allergy".
        known_conditions: The clinician's own words; they go into the letter.

    Raises:
        InvalidPatient: Names the first field that is empty, too long, or holds control
            characters.
    """

    id: int = 0
    family_name: str
    given_name: str = ""
    title: str = ""
    preferred_name: str = ""
    born_on: date | None = None
    sex: Sex = Sex.UNKNOWN
    number: str = ""
    number_scheme: str = ""
    alert: str = ""
    known_conditions: str = ""

    def __post_init__(self) -> None:
        make_readable(self, *_LONGEST)
        if not self.family_name.strip():
            raise InvalidPatient("family_name", Message("Enter the family name."))
        for name, longest in _LONGEST.items():
            value = getattr(self, name)
            if len(value) > longest:
                raise InvalidPatient(
                    name, Message("Use at most {most} characters.", {"most": longest})
                )
            if _has_control(value):
                raise InvalidPatient(name, Message("Remove the invisible control characters."))
        if self.born_on is not None and self.born_on < EARLIEST_BIRTH:
            raise InvalidPatient(
                "born_on", Message("Enter a year from {year} on.", {"year": EARLIEST_BIRTH.year})
            )

    @property
    def formal_name(self) -> str:
        """Family name in capitals, given name, title: ``MACILROY, Iain (Mr)``."""
        name = self.family_name.upper()
        if self.given_name:
            name += f", {self.given_name}"
        return f"{name} ({self.title})" if self.title else name

    @property
    def name_key(self) -> str:
        """ "family given" as it is searched: folded, without accents."""
        return search_key(f"{self.family_name} {self.given_name}")

    @property
    def given_key(self) -> str:
        """ "given family" as it is searched."""
        return search_key(f"{self.given_name} {self.family_name}")

    @property
    def number_key(self) -> str:
        """The record number as it is searched and kept unique: letters and digits only."""
        return number_key(self.number)

    def age_on(self, day: date) -> "Age | None":
        """Age in whole months on a day, or None when the date of birth is not known or later."""
        return None if self.born_on is None else age_between(self.born_on, day)


_LONGEST = {
    "family_name": LONGEST_NAME,
    "given_name": LONGEST_NAME,
    "title": 40,
    "preferred_name": LONGEST_NAME,
    "number": LONGEST_NUMBER,
    "number_scheme": 20,
    "alert": LONGEST_ALERT,
    "known_conditions": LONGEST_CONDITIONS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """Time since birth.

    Attributes:
        whole_months: Completed months.
        months: The same with the part of the running month, for rules in months.
    """

    whole_months: int
    months: float

    @property
    def years(self) -> int:
        """Completed years."""
        return self.whole_months // 12

    @property
    def is_infant(self) -> bool:
        """True under 12 months, where the adult rules do not apply."""
        return self.whole_months < 12


def earliest_birth(today: date) -> date:
    """The first day on which somebody who lives today can have been born."""
    year = today.year - OLDEST_YEARS
    return max(EARLIEST_BIRTH, date(year, today.month, min(today.day, 28)))


def age_between(born_on: date, day: date) -> Age | None:
    """Age on a day; a child born on the 31st ages on the last day of a shorter month.

    None when the day lies before the birth.
    """
    if day < born_on:
        return None
    whole = (day.year - born_on.year) * 12 + day.month - born_on.month
    if _month_day(born_on, whole) > day:
        whole -= 1
    start, end = _month_day(born_on, whole), _month_day(born_on, whole + 1)
    return Age(whole_months=whole, months=whole + (day - start) / (end - start))


def _month_day(born_on: date, months: int) -> date:
    year, month = divmod(born_on.year * 12 + born_on.month - 1 + months, 12)
    for day in range(born_on.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, min(born_on.day, 28))


# Letters that carry no combining mark and so survive NFKD.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


def search_key(text: str) -> str:
    """Text as it is searched: case folded, no accents, only letters and digits between spaces."""
    # Before NFKD, which makes a space and a combining accent of the acute accent ("o´connell").
    typed = text.replace("\u00b4", "'").casefold()
    # Folded once more, because NFKD also brings out capitals ("℡" is "TEL").
    folded = unicodedata.normalize("NFKD", typed).casefold().translate(_PLAIN)
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    # An apostrophe joins ("o'connell" is found as "oconnell"); anything else parts.
    joined = re.sub(r"['\u2018\u2019\u02bc`]", "", plain)
    return " ".join(re.findall(r"[^\W_]+", joined))


def number_key(number: str) -> str:
    """A record number as it is searched: digits and letters only, upper case."""
    return "".join(c for c in unicodedata.normalize("NFKC", number).upper() if c.isalnum())


def are_similar(one: Patient, other: Patient) -> bool:
    """True for two people who could be mistaken for each other.

    Same family name, and given names within two edits or dates of birth one digit apart.
    """
    if search_key(one.family_name) != search_key(other.family_name):
        return False
    if edit_distance(search_key(one.given_name), search_key(other.given_name)) <= 2:
        return True
    if one.born_on is None or other.born_on is None:
        return False
    pairs = zip(one.born_on.isoformat(), other.born_on.isoformat(), strict=True)
    return sum(a != b for a, b in pairs) <= 1


def edit_distance(one: str, other: str) -> int:
    """Fewest single letters to insert, remove or replace (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]


def _has_control(text: str) -> bool:
    return any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in text)
