"""What is typed about a drug, turned into days and times, or into words on what is wrong."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from clonus_desktop.domain.dates import parse_date
from clonus_desktop.domain.exposure import WINDOW_DAYS, Exposure, Taking
from clonus_desktop.language import _, as_english
from clonus_desktop.ui.dates import short_date

MOST_DAYS = 9999


class Unfit(ValueError):
    """What was typed is no such value; the message is for the person who typed it."""


class Last(StrEnum):
    """How the last dose is told."""

    CURRENT = "current"
    SAME_DAY = "same-day"
    DAYS = "days"
    DATE = "date"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDose:
    """The last dose as it stands in the fields."""

    last: Last
    at: str = ""
    days: str = ""
    on: str = ""


def typed_of(exposure: Exposure, day: date) -> LastDose:
    """The fields for a stored drug, seen from the day of the examination."""
    at = "" if exposure.last_dose_at is None else f"{exposure.last_dose_at:%H:%M}"
    if exposure.taking is Taking.CURRENT:
        return LastDose(last=Last.CURRENT, at=at)
    if exposure.last_dose_on is None:
        return LastDose(last=Last.NOT_KNOWN)
    days = (day - exposure.last_dose_on).days
    if days == 0:
        return LastDose(last=Last.SAME_DAY, at=at)
    if 0 < days <= WINDOW_DAYS:
        return LastDose(last=Last.DAYS, days=str(days))
    return LastDose(last=Last.DATE, on=short_date(exposure.last_dose_on))


def last_dose(typed: LastDose, day: date) -> tuple[Taking, date | None, time | None]:
    """Whether it is taken, the day and the time of the last dose.

    Raises:
        Unfit: No such day or time, or a day after the examination.
    """
    if typed.last is Last.NOT_KNOWN:
        return Taking.NOT_KNOWN, None, None
    if typed.last is Last.CURRENT:
        at = time_typed(typed.at)
        return Taking.CURRENT, (None if at is None else day), at
    if typed.last is Last.SAME_DAY:
        return Taking.STOPPED, day, time_typed(typed.at)
    if typed.last is Last.DAYS:
        return Taking.STOPPED, day - timedelta(days=_days(typed.days)), None
    on = day_typed(typed.on, day)
    if on is None:
        raise Unfit(_("Enter the day of the last dose."))
    return Taking.STOPPED, on, None


def time_typed(text: str) -> time | None:
    """A time of day such as 5:30 or 05.30; None for an empty line.

    Raises:
        Unfit: There is no such time.
    """
    words = text.strip().replace(".", ":")
    if not words:
        return None
    hour, _colon, minute = words.partition(":")
    try:
        return time(int(hour), int(minute))
    except (ValueError, OverflowError) as error:
        raise Unfit(_("Enter a time such as 05:30.")) from error


def day_typed(text: str, day: date) -> date | None:
    """A day such as 12 Nov 2026, not after the examination; None for an empty line.

    Raises:
        Unfit: There is no such day, or it lies after the examination.
    """
    if not text.strip():
        return None
    found = parse_date(as_english(text), today=day)
    if found is None:
        raise Unfit(_("Enter a day such as 12 Nov 2026."))
    if found > day:
        raise Unfit(_("This day lies after the exam."))
    return found


def _days(text: str) -> int:
    words = text.strip()
    # Counted before they are read: Python refuses a number of thousands of digits.
    if not words.isdecimal() or len(words) > len(str(MOST_DAYS)):
        raise Unfit(_("Enter the days since the last dose as a number."))
    return int(words)
