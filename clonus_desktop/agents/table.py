"""A table of drugs as values, and the search in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from clonus_desktop.domain.exposure import Evidence, Exposure
from clonus_desktop.domain.three_valued import ThreeValued

CONFIRMED_MARK = "R"
MARKS = (CONFIRMED_MARK, "R2", "K", "K-high", "K-med", "K-low")
"""How far a code was checked: read in a coding file, read indirectly, general knowledge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code of a drug, with how far it was checked."""

    code: str
    mark: str

    @property
    def is_confirmed(self) -> bool:
        """False for a code that has to be confirmed before it is sent anywhere."""
        return self.mark == CONFIRMED_MARK


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentClass:
    """A group of drugs that counts as one.

    Attributes:
        is_serotonergic: False for drugs that only raise the level of serotonergic ones.
    """

    key: str
    name: str
    is_serotonergic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """One drug of the table.

    Attributes:
        synonyms: Other names that are searched; no brands.
        atc: Its ATC codes.
        rxcui: Its RxNorm ingredients.
    """

    name: str
    drug_class: AgentClass
    evidence: Evidence
    synonyms: tuple[str, ...] = ()
    atc: tuple[Code, ...] = ()
    rxcui: tuple[Code, ...] = ()

    def exposure(self) -> Exposure:
        """The drug as it is entered for a patient, with nothing known of its times."""
        return Exposure(
            drug=self.name,
            drug_class=self.drug_class.name,
            serotonergic=ThreeValued.YES if self.drug_class.is_serotonergic else ThreeValued.NO,
            evidence=self.evidence,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentTable:
    """The drugs that are offered.

    Attributes:
        version: Of the shipped table.
        dated: Day of the shipped table.
        sources: Keys of the sources that the shipped table rests on.
        agents: By class and in the table's order; a practice's additions last.
        own_dated: Day of the practice's own table; None when there is none in use.
        problem: Why the practice's own table is not in use; empty when it is, or there is none.
        names: What drugs and classes are called on the screen, by the name that is recorded.
    """

    version: int
    dated: date
    sources: tuple[str, ...]
    agents: tuple[Agent, ...]
    own_dated: date | None = None
    problem: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def shown(self, name: str) -> str:
        """What a drug or a class is called on the screen."""
        return self.names.get(name, name)

    def matching(self, words: str) -> tuple[Agent, ...]:
        """The drugs whose name, other name or class holds the words; the best first.

        Each is found by its recorded name and by the one on the screen.
        """
        wanted = " ".join(words.casefold().split())
        if not wanted:
            return self.agents
        ranked = ((self._rank(agent, wanted), agent) for agent in self.agents)
        found = [(rank, agent) for rank, agent in ranked if rank is not None]
        return tuple(agent for _rank, agent in sorted(found, key=lambda pair: pair[0]))

    def _rank(self, agent: Agent, wanted: str) -> int | None:
        """0 for a name that begins so, then other names, then a class, then inside of a name."""
        names, kinds = (self._both(name) for name in (agent.name, agent.drug_class.name))
        others = [other.casefold() for other in agent.synonyms]
        tests = (
            any(name.startswith(wanted) for name in names),
            any(other.startswith(wanted) for other in others),
            any(part.startswith(wanted) for kind in kinds for part in (kind, *kind.split())),
            any(wanted in text for text in (*names, *others, *kinds)),
        )
        return next((rank for rank, holds in enumerate(tests) if holds), None)

    def _both(self, name: str) -> tuple[str, str]:
        return name.casefold(), self.shown(name).casefold()
