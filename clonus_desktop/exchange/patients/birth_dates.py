"""Dates of birth in cells: whether day or month stands first is found, or asked, never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clonus_desktop.domain.dates import make_date
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import earliest_birth, search_key
from clonus_desktop.exchange.patients.entry import shortened


class DateOrder(StrEnum):
    """What stands first in a date of three numbers."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class NoBirth(ValueError):
    """A cell that is no date of birth.

    Attributes:
        message: Why.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(\d{4})(\d\d)(\d\d)")
_NUMBERS = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})")
_DAY_AND_WORD = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s./-]*(?:de\s+)?([^\W\d_]{3,})\.?[\s./,-]*(?:de\s+)?(\d{4}|\d{2})"
)
_WORD_AND_DAY = re.compile(r"([^\W\d_]{3,})\.?[\s./-]*(\d{1,2})(?:st|nd|rd|th)?[\s./,-]+(\d{4})")
# Programs that know only times write the midnight of the day.
_MIDNIGHT = re.compile(r"[T\s]+0?0:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$")

# By the first letters of the month's folded name, in English, German, Spanish and French.
_MONTHS = (
    ("jan", "jae", "ene", "janv"),
    ("feb", "fev", "febr"),
    ("mar", "mae", "mrz"),
    ("apr", "abr", "avr"),
    ("may", "mai"),
    ("jun", "juin"),
    ("jul", "juil"),
    ("aug", "ago", "aou"),
    ("sep",),
    ("oct", "okt"),
    ("nov",),
    ("dec", "dez", "dic"),
)
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFound:
    """What the dates of a column tell of their order.

    Attributes:
        order: The only one by which every date of numbers is one; None where both could be
            meant, or neither.
        is_needed: True when an order has to be known.
        wrong: How many dates there are not, by order.
        example: A date that means two days; empty without any.
        short_years: How many have a year of two digits.
    """

    order: DateOrder | None
    is_needed: bool
    wrong: dict[DateOrder, int]
    example: str
    short_years: int


def find_order(cells: Iterable[str]) -> OrderFound:
    """The order of a column; ``order`` None and ``is_needed`` True when it has to be asked."""
    wrong = dict.fromkeys(DateOrder, 0)
    example, short_years, is_needed = "", 0, False
    for cell in cells:
        found = _NUMBERS.fullmatch(_bare(cell))
        if found is None:
            continue
        short_years += len(found[3]) == 2
        days = {order: _by_order(found, order, 2000) for order in DateOrder}
        for order, day in days.items():
            wrong[order] += day is None
        if len(set(days.values())) > 1:
            is_needed = True
            if None not in days.values():
                example = example or shortened(cell)
    fitting = [order for order in DateOrder if not wrong[order]]
    return OrderFound(
        order=fitting[0] if len(fitting) == 1 else None,
        is_needed=is_needed,
        wrong=wrong,
        example=example,
        short_years=short_years,
    )


def read_birth(cell: str, order: DateOrder, *, today: date) -> date | None:
    """The date of birth in a cell; None for an empty one.

    Args:
        order: Of a date of three numbers.

    Raises:
        NoBirth: It is no whole date, in the future, or too long ago.
    """
    words = _bare(cell)
    return checked(_read(words, order, today.year), cell, today=today) if words else None


def checked(day: date | None, cell: str, *, today: date) -> date:
    """The day that was read from a cell, when somebody can have been born on it.

    Raises:
        NoBirth: There is no such day, or it is in the future, or too long ago.
    """
    shown = {"value": shortened(cell)}
    if day is None:
        raise NoBirth(Message("“{value}” is no whole date that the calendar has.", shown))
    if day > today:
        raise NoBirth(Message("The date of birth “{value}” is in the future.", shown))
    if day < earliest_birth(today):
        raise NoBirth(Message("The date of birth “{value}” is too long ago.", shown))
    return day


def _bare(cell: str) -> str:
    return _MIDNIGHT.sub("", cell.strip()).strip()


def _read(words: str, order: DateOrder, this_year: int) -> date | None:
    if found := _YEAR_FIRST.fullmatch(words):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return make_date(year, month, day)
    if found := _NUMBERS.fullmatch(words):
        return _by_order(found, order, this_year)
    if found := _DAY_AND_WORD.fullmatch(words):
        return make_date(_year(found[3], this_year), _month(found[2]), int(found[1]))
    if found := _WORD_AND_DAY.fullmatch(words):
        return make_date(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _by_order(found: re.Match[str], order: DateOrder, this_year: int) -> date | None:
    first, second = int(found[1]), int(found[2])
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    return make_date(_year(found[3], this_year), month, day)


def _year(digits: str, this_year: int) -> int:
    """Two digits mean the latest such year that is not after this one."""
    number = int(digits)
    if len(digits) == 4:
        return number
    century = this_year - this_year % 100
    return century + number if century + number <= this_year else century - 100 + number


def _month(word: str) -> int:
    """The month of a name or the beginning of one; 0 for another word."""
    name = search_key(word)
    for number, starts in enumerate(_MONTHS, start=1):
        if len(name) >= _LEAST_LETTERS and name.startswith(starts):
            return number
    return 0
