"""Dates, times and ages as they stand on the screen."""

from datetime import date, datetime

from clonus_desktop.domain.patient import Age
from clonus_desktop.language import pgettext, short_date

__all__ = [
    "breakable_date",
    "clock_time",
    "day_and_time",
    "hour_and_minute",
    "short_age",
    "short_date",
]


def breakable_date(day: date) -> str:
    """A day that goes on in another line where it stands beside much else."""
    return short_date(day).replace("\N{NO-BREAK SPACE}", " ")


def clock_time(moment: datetime) -> str:
    """A time of day as ``10:42:07``, in its own zone."""
    return f"{moment.hour:02d}:{moment.minute:02d}:{moment.second:02d}"


def short_age(age: Age) -> str:
    """An age as ``57y``; under two years in months, ``8m``."""
    if age.years < 2:
        return pgettext("age in months", "{months}m").format(months=age.whole_months)
    return pgettext("age in years", "{years}y").format(years=age.years)


def hour_and_minute(moment: datetime) -> str:
    """A time of day as ``10:42``, in its own zone."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def day_and_time(moment: datetime) -> str:
    """A day and a time of day as ``14-Nov-2025 10:42``, in its own zone."""
    return f"{short_date(moment)} {hour_and_minute(moment)}"
