"""Dates, times and ages as they stand on the screen."""

from datetime import date, datetime

from clonus_desktop.domain.patient import Age
from clonus_desktop.language import _, pgettext


def short_date(day: date) -> str:
    """A day as ``14-Nov-2025``; of a datetime, the day in its own zone."""
    return f"{day.day:02d}-{_month(day.month)}-{day.year:04d}"


def clock_time(moment: datetime) -> str:
    """A time of day as ``10:42:07``, in its own zone."""
    return f"{moment.hour:02d}:{moment.minute:02d}:{moment.second:02d}"


def short_age(age: Age) -> str:
    """An age as ``57y``; under two years in months, ``8m``."""
    if age.years < 2:
        return pgettext("age in months", "{months}m").format(months=age.whole_months)
    return pgettext("age in years", "{years}y").format(years=age.years)


def _month(number: int) -> str:
    # Asked for on each call: the language of the screen can change, and the names with it.
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        pgettext("short month", "May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )[number - 1]


def hour_and_minute(moment: datetime) -> str:
    """A time of day as ``10:42``, in its own zone."""
    return f"{moment.hour:02d}:{moment.minute:02d}"
