"""An antispastic drug of one patient, and how long before the examination it was last given."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from clonus_desktop.domain.dates import parse_date
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.readable import make_readable

LONGEST_NAME = 80
LONGEST_DOSE = 120

_AGO = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s*(min|h|d|wk|[a-z]+)(?:\s+ago|\s+before)?")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})|(\d{2})(\d{2})")
_DAY_AND_TIME = re.compile(r"(.*\S)\s+(\d{1,2}[:.]\d{2}|\d{4})")
_LONG_AGO = timedelta(days=731)
_UNITS = {
    "min": ("min", "minute", "minutes"),
    "h": ("h", "hr", "hrs", "hour", "hours"),
    "d": ("d", "day", "days"),
    "wk": ("wk", "wks", "w", "week", "weeks"),
}


class InvalidDrug(ValueError):
    """A drug without a name, or with a last dose that cannot be meant."""


class LastDose(StrEnum):
    """What is said of the last dose where there is no time of it."""

    NOT_KNOWN = "not known"
    NOT_TAKEN = "not taken"
    CONTINUOUS = "continuous"


class Unit(StrEnum):
    """Units of the time since a dose."""

    MINUTES = "min"
    HOURS = "h"
    DAYS = "d"
    WEEKS = "wk"


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A time in one whole unit, as people say it: "3 h", "12 wk"."""

    count: int
    unit: Unit

    @property
    def short(self) -> Message:
        """A few characters for the plot."""
        return Message(_SHORT[self.unit].text, {"n": self.count})


_SHORT = {
    Unit.MINUTES: Message("{n} min"),
    Unit.HOURS: Message("{n} h"),
    Unit.DAYS: Message("{n} d"),
    Unit.WEEKS: Message("{n} wk"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugUse:
    """One drug as the patient takes it.

    Attributes:
        drug: Key of the form.
        name: The clinician's words for a drug that the form does not list; else empty.
        dose: The clinician's words, such as "10 mg three times a day"; may be empty.
        last_dose: When it was last given, with time zone; the day of an injection; or in
            words why there is no time.

    Raises:
        InvalidDrug: Words are too long, or a time has no time zone.
    """

    drug: str
    name: str = ""
    dose: str = ""
    last_dose: datetime | date | LastDose = LastDose.NOT_KNOWN

    def __post_init__(self) -> None:
        make_readable(self, "name", "dose")
        for name, longest in (("drug", 32), ("name", LONGEST_NAME), ("dose", LONGEST_DOSE)):
            value = getattr(self, name)
            if not isinstance(value, str) or len(value) > longest or _has_control(value):
                raise InvalidDrug(f"{name} must be up to {longest} characters, not {value!r}.")
        if not self.drug:
            raise InvalidDrug("A drug needs the key of its kind.")
        last = self.last_dose
        if not isinstance(last, date | LastDose):
            raise InvalidDrug(f"last_dose must be a time, a day or a word for it, not {last!r}.")
        if isinstance(last, datetime) and last.tzinfo is None:
            raise InvalidDrug(f"last_dose {last} needs its time zone.")

    @property
    def has_known_dose(self) -> bool:
        """True when it is known when the drug last acted: a time, a day, or a running pump."""
        return self.last_dose not in {LastDose.NOT_KNOWN, LastDose.NOT_TAKEN}

    def since(self, examined_at: datetime) -> Interval | None:
        """From the last dose to the examination; None when there is no time, or it was later."""
        last = self.last_dose
        if isinstance(last, datetime):
            seconds = (examined_at - last).total_seconds()
            return None if seconds < 0 else _of_seconds(seconds)
        if isinstance(last, date):
            days = (examined_at.date() - last).days
            return None if days < 0 else _of_days(days)
        return None

    def to_content(self) -> dict[str, object]:
        """The drug as JSON values."""
        last = self.last_dose
        said = last.value if isinstance(last, LastDose) else last.isoformat()
        return {"drug": self.drug, "name": self.name, "dose": self.dose, "last_dose": said}

    @classmethod
    def from_content(cls, content: object) -> "DrugUse":
        """The drug from JSON values.

        Raises:
            InvalidDrug: A value is missing, unknown or cannot be.
        """
        keys = {"drug", "name", "dose", "last_dose"}
        if not isinstance(content, Mapping) or set(content) != keys:
            raise InvalidDrug(f"A drug has the keys {sorted(keys)}, not {content!r}.")
        last = _last_dose_of(content["last_dose"])
        return cls(drug=content["drug"], name=content["name"], dose=content["dose"], last_dose=last)


def _has_control(text: str) -> bool:
    return any(unicodedata.category(character) in {"Cc", "Cs"} for character in text)


def _last_dose_of(value: object) -> datetime | date | LastDose:
    if not isinstance(value, str):
        raise InvalidDrug(f"last_dose must be text, not {value!r}.")
    if value in set(LastDose):
        return LastDose(value)
    try:
        # A day has no time in it, and must not become midnight.
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError as error:
        raise InvalidDrug(f"last_dose {value!r} is neither a time nor a day.") from error


def _of_seconds(seconds: float) -> Interval:
    minutes = math.floor(seconds / 60 + 0.5)
    if minutes < 60:
        return Interval(minutes, Unit.MINUTES)
    hours = math.floor(seconds / 3600 + 0.5)
    return Interval(hours, Unit.HOURS) if hours < 48 else _of_days(math.floor(hours / 24 + 0.5))


def _of_days(days: int) -> Interval:
    return Interval(days, Unit.DAYS) if days < 21 else Interval((days + 3) // 7, Unit.WEEKS)


def parse_last_dose(text: str, *, before: datetime) -> datetime | date | None:
    """The time that was typed, at or before a moment: 7:40, 3 h, 14/11/25 22:00, 12 wk; else None.

    A time of day alone means the latest one before that moment. A day alone stays a day. A day
    needs its year: a year that may as well be a time (22 Nov 1930) is taken for one of the last
    two years only.
    """
    words = " ".join(text.lower().split())
    if found := _AGO.fullmatch(words):
        return _ago(float(found[1].replace(",", ".")), found[2], before)
    if found := _TIME.fullmatch(words):
        at = _at(before.date(), found, before)
        return at - timedelta(days=1) if at is not None and at > before else at
    if found := _DAY_AND_TIME.fullmatch(words):
        day = _day(found[1], before)
        time = _TIME.fullmatch(found[2])
        at = None if day is None or time is None else _at(day, time, before)
        if at is not None and at <= before:
            return at
        said = _day_before(words, before)
        may_be_time = time is not None and _at(before.date(), time, before) is not None
        is_long_ago = said is not None and before.date() - said > _LONG_AGO
        return None if may_be_time and is_long_ago else said
    return _day_before(words, before)


def _day_before(words: str, before: datetime) -> date | None:
    day = _day(words, before)
    return day if day is not None and day <= before.date() else None


def _day(words: str, before: datetime) -> date | None:
    if words in {"today", "yesterday"}:
        return before.date() - timedelta(days=words == "yesterday")
    return parse_date(words, today=before.date())


def _at(day: date, time: re.Match[str], before: datetime) -> datetime | None:
    hour, minute = (int(part) for part in time.groups() if part is not None)
    if hour > 23 or minute > 59:
        return None
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=before.tzinfo)


def _ago(count: float, word: str, before: datetime) -> datetime | date | None:
    unit = next((key for key, names in _UNITS.items() if word in names), None)
    if unit is None:
        return None
    if unit in {"min", "h"}:
        step = timedelta(minutes=count) if unit == "min" else timedelta(hours=count)
        return (before - step).replace(second=0, microsecond=0)
    return before.date() - timedelta(days=round(count * (7 if unit == "wk" else 1)))
