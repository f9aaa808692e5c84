"""Dates as people type them, day first."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[^\W\d_]{3,12})[\s./,-]+(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


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
