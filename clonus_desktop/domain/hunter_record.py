"""What the clinician recorded for the Hunter criteria: the drugs, the features, the temperature."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.exposure import Exposure, InvalidExposure
from clonus_desktop.domain.hunter import (
    FEATURES,
    HunterInput,
    HunterInputs,
    InvalidHunterInputs,
    check_temperature,
)
from clonus_desktop.domain.json_values import (
    InvalidContent,
    check_keys,
    choice_at,
    list_at,
    text_at,
)
from clonus_desktop.domain.readable import make_readable
from clonus_desktop.domain.three_valued import ThreeValued, any_of

MOST_EXPOSURES = 30
LONGEST_CONFIRMED_BY = 200

NOT_ASSESSED: Mapping[HunterInput, ThreeValued] = MappingProxyType(
    dict.fromkeys(FEATURES, ThreeValued.UNKNOWN)
)


class InvalidHunterRecord(ValueError):
    """A record of the serotonin features that contradicts itself or cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HunterRecord:
    """The serotonin features of one examination; what was not entered is not assessed.

    Attributes:
        exposures: The drugs, each name once, in the order they were entered.
        stated_agent: What the clinician stated on serotonergic drugs; None to go by the list.
        features: Each of the eight features.
        temperature_c: In °C; None when it was not taken.
        inducible_confirmed_by: Who confirmed or denied inducible clonus; empty while it is not
            assessed, or when no name is entered.

    Raises:
        InvalidHunterRecord: A drug stands twice, a feature is missing or none, or the
            temperature cannot be a patient's.
    """

    exposures: tuple[Exposure, ...] = ()
    stated_agent: ThreeValued | None = None
    features: Mapping[HunterInput, ThreeValued] = field(default_factory=lambda: NOT_ASSESSED)
    temperature_c: float | None = None
    inducible_confirmed_by: str = ""

    def __post_init__(self) -> None:
        make_readable(self, "inducible_confirmed_by")
        self._check_exposures()
        if tuple(self.features) != FEATURES:
            raise InvalidHunterRecord("A record holds each of the eight features, in order.")
        if not all(isinstance(value, ThreeValued) for value in self.features.values()):
            raise InvalidHunterRecord(f"A feature is none of yes, no, unknown: {self.features!r}.")
        try:
            check_temperature(self.temperature_c)
        except InvalidHunterInputs as error:
            raise InvalidHunterRecord(str(error)) from error
        is_open = self.features[HunterInput.INDUCIBLE_CLONUS] is ThreeValued.UNKNOWN
        if is_open and self.inducible_confirmed_by:
            raise InvalidHunterRecord("Inducible clonus was not assessed, so nobody confirmed it.")
        if len(self.inducible_confirmed_by) > LONGEST_CONFIRMED_BY:
            raise InvalidHunterRecord("The name of who confirmed inducible clonus is too long.")

    def _check_exposures(self) -> None:
        names = [exposure.drug.casefold() for exposure in self.exposures]
        if len(set(names)) < len(names):
            raise InvalidHunterRecord(f"A drug stands twice in the list: {names!r}.")
        if len(names) > MOST_EXPOSURES:
            raise InvalidHunterRecord(f"{len(names)} drugs are listed; {MOST_EXPOSURES} fit.")

    # -- reading ----------------------------------------------------------------------------

    def listed_agent(self, day: date) -> ThreeValued:
        """What the list says of a serotonergic drug in the five weeks up to that day.

        A list never says no: it can miss a drug, and only a person can state that there was
        none.
        """
        counts = any_of(exposure.counts_on(day) for exposure in self.exposures)
        return ThreeValued.YES if counts is ThreeValued.YES else ThreeValued.UNKNOWN

    def agent(self, day: date) -> ThreeValued:
        """Whether a serotonergic drug was taken: as stated, else as listed."""
        return self.listed_agent(day) if self.stated_agent is None else self.stated_agent

    def classes_within_window(self, day: date) -> tuple[str, ...]:
        """The serotonergic classes taken in the five weeks, each once, in their order."""
        counting = (e for e in self.exposures if e.counts_on(day) is ThreeValued.YES)
        return tuple(dict.fromkeys(exposure.drug_class for exposure in counting))

    def inputs(self, day: date) -> HunterInputs:
        """What the rule looks at, for an examination on that day."""
        return HunterInputs(
            serotonergic_agent=self.agent(day),
            temperature_c=self.temperature_c,
            **{item.value: value for item, value in self.features.items()},
        )

    # -- changing ---------------------------------------------------------------------------

    def with_feature(
        self, item: HunterInput, value: ThreeValued, *, confirmed_by: str = ""
    ) -> "HunterRecord":
        """The record with another answer; the name is kept with inducible clonus alone."""
        features = MappingProxyType({**self.features, item: value})
        name = self.inducible_confirmed_by
        if item is HunterInput.INDUCIBLE_CLONUS:
            name = "" if value is ThreeValued.UNKNOWN else confirmed_by[:LONGEST_CONFIRMED_BY]
        return replace(self, features=features, inducible_confirmed_by=name)

    def with_exposure(self, exposure: Exposure) -> "HunterRecord":
        """The record with a drug, in place of the entry of the same name when there is one."""
        name = exposure.drug.casefold()
        kept = tuple(exposure if e.drug.casefold() == name else e for e in self.exposures)
        return replace(self, exposures=kept if exposure in kept else (*kept, exposure))

    def without_exposure(self, drug: str) -> "HunterRecord":
        """The record without that drug."""
        kept = tuple(e for e in self.exposures if e.drug.casefold() != drug.casefold())
        return replace(self, exposures=kept)

    # -- storing ----------------------------------------------------------------------------

    def to_content(self) -> dict[str, object]:
        """As JSON values; of a record in which nothing was entered, nothing."""
        if self == HunterRecord():
            return {}
        return {
            "exposures": [exposure.to_content() for exposure in self.exposures],
            "stated_agent": None if self.stated_agent is None else str(self.stated_agent),
            "features": {str(item): str(value) for item, value in self.features.items()},
            "temperature_c": self.temperature_c,
            "inducible_confirmed_by": self.inducible_confirmed_by,
        }

    @classmethod
    def from_content(cls, content: Mapping[str, object]) -> "HunterRecord":
        """The record of such JSON values.

        Raises:
            InvalidHunterRecord: A value is missing, unknown, of another kind or contradicts.
        """
        if not content:
            return cls()
        try:
            return cls(**_read(content))
        except (InvalidContent, InvalidExposure) as error:
            raise InvalidHunterRecord(str(error)) from error


_KEYS = ("exposures", "stated_agent", "features", "temperature_c", "inducible_confirmed_by")


def _read(content: Mapping[str, object]) -> dict[str, Any]:
    found = check_keys(content, _KEYS, "the serotonin features")
    features = check_keys(found["features"], FEATURES, "features")
    stated = found["stated_agent"]
    return {
        "exposures": tuple(Exposure.from_content(entry) for entry in list_at(found, "exposures")),
        "stated_agent": None if stated is None else choice_at(found, "stated_agent", ThreeValued),
        "features": {item: choice_at(features, item, ThreeValued) for item in FEATURES},
        # The record itself refuses what is no temperature.
        "temperature_c": found["temperature_c"],
        "inducible_confirmed_by": text_at(found, "inducible_confirmed_by"),
    }


def suggested_inducible(
    places: Sequence[Place], tests: Mapping[Place, ClonusTest]
) -> tuple[ThreeValued, tuple[Place, ...]]:
    """What the findings suggest of inducible clonus, and the places that show it.

    Any clonus at any place suggests yes, without a number of beats (clinical.md 3.2). No is
    suggested only where every place was tested and gave 0 beats. It stays a suggestion: the
    rule counts what the clinician confirms.
    """
    shown = tuple(place for place in places if _shows_clonus(tests.get(place)))
    if shown:
        return ThreeValued.YES, shown
    none_anywhere = bool(places) and all(_shows_none(tests.get(place)) for place in places)
    return (ThreeValued.NO if none_anywhere else ThreeValued.UNKNOWN), ()


def _shows_clonus(test: ClonusTest | None) -> bool:
    trial = None if test is None else test.largest_trial
    if trial is None or trial.no_clonus:
        return False
    return bool(trial.known_beats or trial.known_duration_s or trial.is_sustained)


def _shows_none(test: ClonusTest | None) -> bool:
    trial = None if test is None else test.largest_trial
    return trial is not None and trial.no_clonus
