"""Dates as people type them, day first."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[^\W\d_]{3,12})[\s./,-]+(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{1,2}|[^\W\d_]{3,12})[\s./,-]+(\d{4})")
_YEAR = re.compile(r"\d{4}")
_STORED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class InvalidApproximateDate(ValueError):
    """A date that no calendar has, or a day without its month."""


@dataclass(frozen=True, slots=True, order=True)
class ApproximateDate:
    """A date as well as it is known: a year, a month, or a day.

    Raises:
        InvalidApproximateDate: The calendar has no such date.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        is_known = self.month is not None or self.day is None
        month, day = (1 if part is None else part for part in (self.month, self.day))
        if not is_known or make_date(self.year, month, day) is None:
            raise InvalidApproximateDate(f"There is no such date: {self.year}-{self.month}.")

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", self.month, self.day)
        return "-".join(f"{part:0>2}" for part in parts if part is not None)

    @property
    def first_day(self) -> date:
        """The earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def from_text(cls, text: str) -> "ApproximateDate":
        """The date that ``str()`` wrote.

        Raises:
            InvalidApproximateDate: It did not.
        """
        found = _STORED.fullmatch(text)
        if found is None:
            raise InvalidApproximateDate(f"{text!r} is no date.")
        return cls(*(None if part is None else int(part) for part in found.groups()))  # type: ignore[arg-type]  # the year is always there


def parse_approximate_date(text: str, *, today: date) -> ApproximateDate | None:
    """What was typed of a date: 2019, March 2019, 3/2019, or a whole date; else None.

    None also for a date after today.
    """
    words = text.strip()
    year, month, day = 0, None, None
    if _YEAR.fullmatch(words):
        year = int(words)
    elif found := _MONTH.fullmatch(words):
        year, month = int(found[2]), _month_number(found[1])
    elif (whole := parse_date(words, today=today)) is not None:
        year, month, day = whole.year, whole.month, whole.day
    try:
        typed = ApproximateDate(year, month, day)
    except InvalidApproximateDate:
        return None
    return typed if typed.first_day <= today else None


def parse_date(text: str, *, today: date) -> date | None:
    """The date that was typed (11/1/68, 11 Jan 1968, 11-Jan-1968, 1968-01-11), else None.

    Day before month. Two digits of a year mean the latest such year that is not after today.
    """
    words = text.strip()
    if found := _YEAR_FIRST.fullmatch(words):
        return make_date(*(int(part) for part in found.groups()))
    found = _DAY_FIRST.fullmatch(words)
    if found is None:
        return None
    day, month, year = found.groups()
    return make_date(_full_year(year, today), _month_number(month), int(day))


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _full_year(year: str, today: date) -> int:
    number = int(year)
    if len(year) == 4:
        return number
    century = today.year - today.year % 100
    return century + number if century + number <= today.year else century - 100 + number


def _month_number(month: str) -> int:
    # Not isdigit: that also takes the raised ² and ³, of which int makes nothing.
    if month.isdecimal():
        return int(month)
    start = month.casefold()[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0
