"""One serotonergic drug that a patient took: what, how much, and when last."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from enum import StrEnum

from clonus_desktop.domain.json_values import (
    check_keys,
    choice_at,
    date_at,
    text_at,
    time_at,
)
from clonus_desktop.domain.readable import make_readable
from clonus_desktop.domain.three_valued import ThreeValued, all_of

WINDOW_DAYS = 35
"""Within the preceding five weeks (clinical.md 3.2); the day five weeks ago still counts."""

LONGEST_NAME, LONGEST_DETAIL = 120, 200


class InvalidExposure(ValueError):
    """A drug without a name, or with times that contradict each other."""


class Evidence(StrEnum):
    """How well it is established that the drug can cause serotonin toxicity."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    DEBATED = "debated"
    WEAK = "weak"
    NOT_LISTED = "not listed"


class Taking(StrEnum):
    """Whether the drug is still taken."""

    CURRENT = "current"
    STOPPED = "stopped"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """One drug of one patient, in the words of the drug table at the time.

    Attributes:
        drug: Its name.
        drug_class: The class that is counted, such as "SSRI"; empty for a drug of no table.
        serotonergic: Yes from the table; no for a drug that only raises the level of others;
            unknown for a drug of no table.
        evidence: As marked in the table.
        dose: Free words, such as "100 mg daily"; may be empty, as may route and source.
        route: How it was given.
        source: Who says so, such as "medication chart".
        started_on: First day, or the day of the last increase; None when not known.
        taking: Whether it is still taken.
        last_dose_on: Day of the last dose; needed for a stopped drug, optional for a current one.
        last_dose_at: Time of day of it; None when not known.
        overdose: Whether more was taken than was meant to be.

    Raises:
        InvalidExposure: The name is missing, a text is too long, or the times contradict.
    """

    drug: str
    drug_class: str = ""
    serotonergic: ThreeValued = ThreeValued.UNKNOWN
    evidence: Evidence = Evidence.NOT_LISTED
    dose: str = ""
    route: str = ""
    source: str = ""
    started_on: date | None = None
    taking: Taking = Taking.NOT_KNOWN
    last_dose_on: date | None = None
    last_dose_at: time | None = None
    overdose: ThreeValued = ThreeValued.UNKNOWN

    def __post_init__(self) -> None:
        make_readable(self, *_TEXTS)
        if not self.drug.strip():
            raise InvalidExposure("A drug needs its name.")
        longest = {"drug": LONGEST_NAME, "drug_class": LONGEST_NAME}
        for key in _TEXTS:
            limit, length = longest.get(key, LONGEST_DETAIL), len(getattr(self, key))
            if length > limit:
                raise InvalidExposure(f"{key} is {length} characters long; at most {limit} fit.")
        self._check_times()

    def _check_times(self) -> None:
        last = self.last_dose_on
        if self.taking is Taking.STOPPED and last is None:
            raise InvalidExposure(f"{self.drug} was stopped and needs the day of its last dose.")
        if self.taking is Taking.NOT_KNOWN and last is not None:
            raise InvalidExposure(f"{self.drug} has a last dose, so it is current or stopped.")
        at = self.last_dose_at
        if at is not None and last is None:
            raise InvalidExposure(f"{self.drug} has a time of the last dose without its day.")
        if at is not None and at != time(at.hour, at.minute):
            raise InvalidExposure(f"The time of the last dose is hours and minutes, not {at!r}.")
        if self.started_on is not None and last is not None and self.started_on > last:
            raise InvalidExposure(f"{self.drug} was started after its last dose.")

    def within_window(self, day: date) -> ThreeValued:
        """Whether it was taken within the five weeks up to that day."""
        if self.taking is Taking.CURRENT:
            return ThreeValued.YES
        if self.last_dose_on is None:
            return ThreeValued.UNKNOWN
        days = (day - self.last_dose_on).days
        return ThreeValued.YES if 0 <= days <= WINDOW_DAYS else ThreeValued.NO

    def counts_on(self, day: date) -> ThreeValued:
        """Whether it is a serotonergic agent that was taken within the five weeks."""
        return all_of((self.serotonergic, self.within_window(day)))

    def to_content(self) -> dict[str, object]:
        """As JSON values, each under the name of its attribute."""
        content = {field.name: getattr(self, field.name) for field in fields(self)}
        return {key: _as_json(value) for key, value in content.items()}

    @classmethod
    def from_content(cls, content: object) -> "Exposure":
        """The drug of such JSON values.

        Raises:
            InvalidContent: A key is missing, unknown or holds another kind of value.
            InvalidExposure: The values contradict each other.
        """
        found = check_keys(content, [field.name for field in fields(cls)], "a drug")
        return cls(
            **_texts(found),
            serotonergic=choice_at(found, "serotonergic", ThreeValued),
            evidence=choice_at(found, "evidence", Evidence),
            started_on=date_at(found, "started_on"),
            taking=choice_at(found, "taking", Taking),
            last_dose_on=date_at(found, "last_dose_on"),
            last_dose_at=time_at(found, "last_dose_at"),
            overdose=choice_at(found, "overdose", ThreeValued),
        )


_TEXTS = ("drug", "drug_class", "dose", "route", "source")


def _texts(content: Mapping[str, object]) -> dict[str, str]:
    return {key: text_at(content, key) for key in _TEXTS}


def _as_json(value: object) -> object:
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value
