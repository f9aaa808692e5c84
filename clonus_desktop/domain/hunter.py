"""The Hunter Serotonin Toxicity Criteria, exactly as published, in three-valued logic.

Dunkley 2003 (clinical.md 3.2), in the presence of a serotonergic agent::

    spontaneous clonus
    or inducible clonus and (agitation or diaphoresis)
    or ocular clonus and (agitation or diaphoresis)
    or tremor and hyperreflexia
    or hypertonia and temperature above 38 °C and (ocular clonus or inducible clonus)

Two public copies differ from it, with hypertonia alone or the temperature in place of agitation
or diaphoresis; they are not followed. The rule asks for no number of beats.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from clonus_desktop.domain.message import Message
from clonus_desktop.domain.rule_answers import CANNOT_BE_DETERMINED, NOT_APPLICABLE
from clonus_desktop.domain.three_valued import ThreeValued, all_of, any_of

HUNTER_ID, HUNTER_VERSION, HUNTER_SOURCE_KEY = "HUNTER", 1, "dunkley"

SATISFIED, NOT_SATISFIED = "satisfied", "not satisfied"
HUNTER_OUTCOMES = (SATISFIED, NOT_SATISFIED, CANNOT_BE_DETERMINED, NOT_APPLICABLE)

FEVER_ABOVE_C = 38.0
"""Above, and not from it on: 38.0 °C is no fever here."""

COLDEST_C, HOTTEST_C = 25.0, 46.0
"""What a living patient's thermometer can show; another number is a slip or Fahrenheit."""


class HunterInput(StrEnum):
    """What the rule looks at, by the names that scripts use, in the order it is asked."""

    SEROTONERGIC_AGENT = "serotonergic_agent"
    SPONTANEOUS_CLONUS = "spontaneous_clonus"
    INDUCIBLE_CLONUS = "inducible_clonus"
    OCULAR_CLONUS = "ocular_clonus"
    AGITATION = "agitation"
    DIAPHORESIS = "diaphoresis"
    TREMOR = "tremor"
    HYPERREFLEXIA = "hyperreflexia"
    HYPERTONIA = "hypertonia"
    TEMPERATURE = "temperature_c"


FEATURES = tuple(
    item
    for item in HunterInput
    if item not in {HunterInput.SEROTONERGIC_AGENT, HunterInput.TEMPERATURE}
)
"""The eight findings that are present, absent or not assessed."""

INPUT_WORDS: Mapping[HunterInput, Message] = {
    HunterInput.SEROTONERGIC_AGENT: Message("serotonergic drug"),
    HunterInput.SPONTANEOUS_CLONUS: Message("spontaneous clonus"),
    HunterInput.INDUCIBLE_CLONUS: Message("inducible clonus"),
    HunterInput.OCULAR_CLONUS: Message("ocular clonus"),
    HunterInput.AGITATION: Message("agitation"),
    HunterInput.DIAPHORESIS: Message("diaphoresis"),
    HunterInput.TREMOR: Message("tremor"),
    HunterInput.HYPERREFLEXIA: Message("hyperreflexia"),
    HunterInput.HYPERTONIA: Message("hypertonia"),
    HunterInput.TEMPERATURE: Message("temperature above 38 °C"),
}
"""Each input inside a sentence."""


class InvalidHunterInputs(ValueError):
    """A finding that is none of yes, no and unknown, or a temperature that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HunterInputs:
    """What is known of one patient at one time; what is not given is unknown.

    Attributes:
        temperature_c: Core temperature in °C; None when it was not taken.

    Raises:
        InvalidHunterInputs: A value is not three-valued, or no temperature of a patient.
    """

    serotonergic_agent: ThreeValued = ThreeValued.UNKNOWN
    spontaneous_clonus: ThreeValued = ThreeValued.UNKNOWN
    inducible_clonus: ThreeValued = ThreeValued.UNKNOWN
    ocular_clonus: ThreeValued = ThreeValued.UNKNOWN
    agitation: ThreeValued = ThreeValued.UNKNOWN
    diaphoresis: ThreeValued = ThreeValued.UNKNOWN
    tremor: ThreeValued = ThreeValued.UNKNOWN
    hyperreflexia: ThreeValued = ThreeValued.UNKNOWN
    hypertonia: ThreeValued = ThreeValued.UNKNOWN
    temperature_c: float | None = None

    def __post_init__(self) -> None:
        for item in (HunterInput.SEROTONERGIC_AGENT, *FEATURES):
            if not isinstance(getattr(self, item), ThreeValued):
                found = getattr(self, item)
                raise InvalidHunterInputs(f"{item} is {found!r}: use yes, no or unknown")
        check_temperature(self.temperature_c)

    def state_of(self, item: HunterInput) -> ThreeValued:
        """What is known of one input; of the temperature, whether it is above 38 °C."""
        if item is not HunterInput.TEMPERATURE:
            state: ThreeValued = getattr(self, item)
            return state
        if self.temperature_c is None:
            return ThreeValued.UNKNOWN
        return ThreeValued.YES if self.temperature_c > FEVER_ABOVE_C else ThreeValued.NO


def check_temperature(value: object) -> None:
    """Refuse what is no temperature of a patient in °C; None, not taken, is fine.

    Raises:
        InvalidHunterInputs: It is no number, or outside of 25 to 46.
    """
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidHunterInputs(f"temperature_c is {value!r}: use a number of °C, or null")
    # NaN lies between no two numbers, so it is refused here as well.
    if not COLDEST_C <= value <= HOTTEST_C:
        raise InvalidHunterInputs(
            f"temperature_c is {value!r}: use {COLDEST_C:g} to {HOTTEST_C:g} °C"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One of the five ways to satisfy the rule.

    Attributes:
        id: Stable name, for scripts and records.
        parts: All are needed; of the inputs inside one part, any.
    """

    id: str
    parts: tuple[tuple[HunterInput, ...], ...]


_AGITATED_OR_SWEATING = (HunterInput.AGITATION, HunterInput.DIAPHORESIS)

BRANCHES = (
    Branch(id="spontaneous_clonus", parts=((HunterInput.SPONTANEOUS_CLONUS,),)),
    Branch(
        id="inducible_clonus_and_agitation_or_diaphoresis",
        parts=((HunterInput.INDUCIBLE_CLONUS,), _AGITATED_OR_SWEATING),
    ),
    Branch(
        id="ocular_clonus_and_agitation_or_diaphoresis",
        parts=((HunterInput.OCULAR_CLONUS,), _AGITATED_OR_SWEATING),
    ),
    Branch(
        id="tremor_and_hyperreflexia",
        parts=((HunterInput.TREMOR,), (HunterInput.HYPERREFLEXIA,)),
    ),
    Branch(
        id="hypertonia_and_temperature_above_38_and_ocular_or_inducible_clonus",
        parts=(
            (HunterInput.HYPERTONIA,),
            (HunterInput.TEMPERATURE,),
            (HunterInput.OCULAR_CLONUS, HunterInput.INDUCIBLE_CLONUS),
        ),
    ),
)
"""In the order of the publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchReading:
    """One branch and what is known of it, the drug left aside."""

    branch: Branch
    inputs: HunterInputs

    @property
    def state(self) -> ThreeValued:
        """Whether all of its parts are there."""
        return all_of(self.part_states)

    @property
    def part_states(self) -> tuple[ThreeValued, ...]:
        """Of each part, whether one of its inputs is there."""
        return tuple(any_of(map(self.inputs.state_of, part)) for part in self.branch.parts)

    @property
    def present(self) -> tuple[tuple[HunterInput, ...], ...]:
        """Of each part, the inputs that are there."""
        return tuple(
            tuple(i for i in part if self.inputs.state_of(i) is ThreeValued.YES)
            for part in self.branch.parts
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HunterReading:
    """What the rule says of one patient, and why.

    Attributes:
        outcome: One of ``HUNTER_OUTCOMES``.
        trace: The five branches, each with its state.
        unknown: The inputs whose answer could still change the outcome, and no other.
    """

    inputs: HunterInputs
    outcome: str
    trace: tuple[BranchReading, ...]
    unknown: tuple[HunterInput, ...]

    @property
    def fired(self) -> tuple[BranchReading, ...]:
        """The branches by which the rule is satisfied; none of them unless it is."""
        if self.outcome != SATISFIED:
            return ()
        return tuple(reading for reading in self.trace if reading.state is ThreeValued.YES)


def read_hunter(inputs: HunterInputs) -> HunterReading:
    """The rule applied to what is known.

    "Not applicable" is said only where it is known that there was no serotonergic agent. Where
    that is unknown and no branch can be satisfied any more, the rule is not satisfied whichever
    it was, and says so.
    """
    trace = tuple(BranchReading(branch=branch, inputs=inputs) for branch in BRANCHES)
    agent = inputs.serotonergic_agent
    met = all_of((agent, any_of(reading.state for reading in trace)))
    if agent is ThreeValued.NO:
        outcome = NOT_APPLICABLE
    elif met is ThreeValued.UNKNOWN:
        outcome = CANNOT_BE_DETERMINED
    else:
        outcome = SATISFIED if met is ThreeValued.YES else NOT_SATISFIED
    unknown = _that_matter(inputs) if outcome == CANNOT_BE_DETERMINED else ()
    return HunterReading(inputs=inputs, outcome=outcome, trace=trace, unknown=unknown)


def _ways() -> tuple[frozenset[HunterInput], ...]:
    """Every least set of inputs that satisfies the rule: nothing in it can be left out."""
    return tuple(
        frozenset({HunterInput.SEROTONERGIC_AGENT, *choice})
        for branch in BRANCHES
        for choice in product(*branch.parts)
    )


_WAYS = _ways()


def _that_matter(inputs: HunterInputs) -> tuple[HunterInput, ...]:
    """The unknown inputs that can tip the outcome, in the order they are asked.

    The rule only ever asks for presence, so an input can tip it exactly when it is missing in a
    shortest way to satisfy it that is still open: asking more than such a way needs is idle.
    """
    no = {item for item in HunterInput if inputs.state_of(item) is ThreeValued.NO}
    open_ = {item for item in HunterInput if inputs.state_of(item) is ThreeValued.UNKNOWN}
    missing = {way & open_ for way in _WAYS if not way & no}
    shortest = [way for way in missing if not any(other < way for other in missing)]
    wanted = frozenset[HunterInput]().union(*shortest)
    return tuple(item for item in HunterInput if item in wanted)
