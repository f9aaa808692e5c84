"""How a language writes dates, decimals and lists, and how its typed words are understood.

English is part of the program; every other language has a ``forms.toml`` beside its catalogue.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from clonus_desktop.language.greetings import ENGLISH_GREETINGS, Greetings

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?")
_LEAST_LETTERS = 3
_DAY_IN_SPEC = "%d-%b-%Y"

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class FormsError(ValueError):
    """The forms of a language cannot be used; the message names the file and the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Another way to join a list where its last part begins in a certain way.

    Attributes:
        begins: A pattern of the beginning, without regard to capitals.
        say: The list, with ``{parts}`` and ``{last}``.
    """

    begins: re.Pattern[str]
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The written forms of one language.

    Attributes:
        months: As in a letter, January first.
        short_months: As on the screen and at an axis.
        short_date: With ``{day}``, ``{month}`` (short) and ``{year}``.
        long_date: With ``{day}``, ``{month}`` (whole) and ``{year}``.
        month_and_year: With ``{month}`` (whole) and ``{year}``.
        first_day: The number of the first day of a month in a letter, where it is a word.
        decimal: Stands between the ones and the tenths.
        colon: Stands between a name and what is said of it.
        semicolon: Stands between two clauses.
        greetings: How a letter greets people of some titles.
        typed: English words by the word of this language; empty words are passed over.
        before: How lists with "and" are joined before certain words.
    """

    months: tuple[str, ...] = ENGLISH_MONTHS
    short_months: tuple[str, ...] = tuple(name[:3] for name in ENGLISH_MONTHS)
    short_date: str = "{day:02}-{month}-{year:04}"
    long_date: str = "{day} {month} {year}"
    month_and_year: str = "{month} {year}"
    first_day: str = ""
    decimal: str = "."
    colon: str = ": "
    semicolon: str = "; "
    greetings: Greetings = ENGLISH_GREETINGS
    typed: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Joining] = field(default_factory=dict)

    def short(self, day: date) -> str:
        """A day as on the screen: ``14-Nov-2025``. It is never broken at the end of a line."""
        month = self.short_months[day.month - 1]
        said = self.short_date.format(day=day.day, month=month, year=day.year)
        return said.replace(" ", "\N{NO-BREAK SPACE}")

    def long(self, day: date) -> str:
        """A day as in a letter: ``14 November 2025``."""
        number = self.first_day if day.day == 1 and self.first_day else day.day
        month = self.months[day.month - 1]
        return self.long_date.format(day=number, month=month, year=day.year)

    def month(self, year: int, month: int) -> str:
        """A month as in a letter: ``November 2025``."""
        return self.month_and_year.format(month=self.months[month - 1], year=year)

    def as_english(self, typed: str) -> str:
        """What was typed of a date or a time in the words that the domain reads.

        Months and units become English, words such as "de" are left out, and what is not known
        stays as it is: English is understood in every language.
        """
        return _WORD.sub(self._english, typed) if self.typed else typed

    def _english(self, found: re.Match[str]) -> str:
        word = found[0].casefold().removesuffix(".")
        if word in self.typed:
            return self.typed[word]
        start = plain(word)
        names = [
            english[:3]
            for english, *own in zip(ENGLISH_MONTHS, self.months, self.short_months, strict=True)
            if any(plain(name).startswith(start) for name in own)
        ]
        return names[0] if len(start) >= _LEAST_LETTERS and len(names) == 1 else found[0]


class Printed:
    """A number that prints with the decimal sign of a language, whatever its format."""

    __slots__ = ("_sign", "_value")

    def __init__(self, value: object, sign: str) -> None:
        self._value, self._sign = value, sign

    def __format__(self, spec: str) -> str:
        return format(self._value, spec).replace(".", self._sign)

    def __str__(self) -> str:
        return format(self, "")


class PrintedMoment:
    """A day or a time that prints in the forms of a language; the format names no month."""

    __slots__ = ("_forms", "_moment")

    def __init__(self, moment: date, forms: Forms) -> None:
        self._moment, self._forms = moment, forms

    def __format__(self, spec: str) -> str:
        day = self._forms.short(self._moment)
        usual = f"{_DAY_IN_SPEC} %H:%M" if isinstance(self._moment, datetime) else _DAY_IN_SPEC
        spec = (spec or usual).replace(_DAY_IN_SPEC, "\0")
        return self._moment.strftime(spec.replace("\0", "{day}")).format(day=day)

    def __str__(self) -> str:
        return format(self, "")


def plain(word: str) -> str:
    """The word without capitals, accents and full stop: people type it as they like."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if letter.isalpha())


ENGLISH = Forms()
