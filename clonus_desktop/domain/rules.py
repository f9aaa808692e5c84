"""The published rules, each applied to one trial, one by one and never mixed.

There is no single cut-off: five published rules disagree about the same trial. Each rule
therefore keeps its own name, version and source, and answers for itself. The wordings are
data (``resources/rules``) and their arithmetic stands in ``rule_answers``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from clonus_desktop.domain.anatomy import ANKLE, Place, Site
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.rule_answers import (
    ABOVE,
    CANNOT_BE_DETERMINED,
    INFANT_ANY_BEAT_FROM_MONTHS,
    INFANT_LEAST_BEATS,
    NOT_ABOVE,
    NOT_APPLICABLE,
    NOT_TESTED,
    Answer,
    at_least_beats,
    classic,
    degowin,
    infant,
    scats,
    tardieu,
)
from clonus_desktop.domain.trial import Trial

__all__ = [
    "ABOVE",
    "CANNOT_BE_DETERMINED",
    "DEFAULT_RULE_ID",
    "FOR_ALL",
    "NOT_ABOVE",
    "NOT_APPLICABLE",
    "NOT_TESTED",
    "RULES",
    "Judgement",
    "Rule",
    "UnknownRule",
    "rule_named",
    "rules_with_a_limit",
]

FOR_ALL = (NOT_APPLICABLE, NOT_TESTED, CANNOT_BE_DETERMINED)

INFANT_BELOW_MONTHS = 12


class UnknownRule(LookupError):
    """No published rule goes by this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one rule says of one test.

    Attributes:
        rule_id: Whose answer it is.
        version: Version of that rule.
        outcome: One of the rule's outcomes.
        why: The reason in one sentence.
    """

    rule_id: str
    version: int
    outcome: str
    why: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A published cut-off or scale.

    Attributes:
        id: Name, as printed beside every label.
        version: Counts changes of its arithmetic or wording.
        source_key: Key of ``resources/sources.toml``.
        outcomes: Its own answers; ``FOR_ALL`` come on top.
        only_at: The one site where it applies; None for every site.
        for_infants: True when it applies under 12 months, False when from 12 months on.
        least_beats: Fewest beats that count as above, for rules with such a limit.
        answer: What it says of a trial with known site and age.
    """

    id: str
    version: int
    source_key: str
    outcomes: tuple[str, ...]
    answer: Callable[[Trial, float | None], Answer]
    only_at: Site | None = None
    for_infants: bool = False
    least_beats: int | None = None

    @property
    def limit(self) -> float | None:
        """Where the line is drawn between counts: 5.5 lies between 5 (below) and 6 (above)."""
        return None if self.least_beats is None else self.least_beats - 0.5

    @property
    def is_graded(self) -> bool:
        """True when its own answers are grades in an order."""
        return all(outcome.isdigit() for outcome in self.outcomes)

    def least_beats_at(self, age_months: float | None) -> int | None:
        """Fewest beats above the limit at that age; None when the rule draws no such line."""
        if self.for_infants:
            beyond_8 = age_months is not None and age_months > INFANT_ANY_BEAT_FROM_MONTHS
            return 1 if beyond_8 else INFANT_LEAST_BEATS
        return self.least_beats

    def judge(self, trial: Trial, *, place: Place, age_months: float | None = None) -> Judgement:
        """The rule's answer to one trial; without an age an adult is assumed."""
        outcome, why = self._scope(place.site, age_months) or self.answer(trial, age_months)
        return Judgement(rule_id=self.id, version=self.version, outcome=outcome, why=why)

    def judge_test(self, test: ClonusTest, *, age_months: float | None = None) -> Judgement:
        """The rule's answer to the largest trial of a test, or "not tested"."""
        trial = test.largest_trial
        if trial is None:
            return self.not_tested()
        return self.judge(trial, place=test.place, age_months=age_months)

    def not_tested(self) -> Judgement:
        """The answer where no stretch was given."""
        why = Message("The place was not tested.")
        return Judgement(rule_id=self.id, version=self.version, outcome=NOT_TESTED, why=why)

    def _scope(self, site: Site, age_months: float | None) -> Answer | None:
        if self.only_at is not None and site != self.only_at:
            where = _IN_WORDS[self.only_at]
            return NOT_APPLICABLE, Message("The rule is for the {site} only.", {"site": where})
        if self.for_infants:
            return _infant_scope(age_months)
        if age_months is not None and age_months < INFANT_BELOW_MONTHS:
            return NOT_APPLICABLE, Message("The rule is not for infants under 12 months.")
        return None


def _infant_scope(age_months: float | None) -> Answer | None:
    if age_months is None:
        return NOT_APPLICABLE, Message("The rule is for infants, and no age was given.")
    # The study followed infants through the first year, its end included.
    if age_months > INFANT_BELOW_MONTHS:
        return NOT_APPLICABLE, Message("The rule is for infants up to 12 months.")
    return None


_IN_WORDS = {ANKLE: Message("ankle")}
_BEATS_OUTCOMES = (ABOVE, NOT_ABOVE)

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule(
            id="ARTICLE_GT5",
            version=1,
            source_key="wisegeek",
            outcomes=_BEATS_OUTCOMES,
            answer=at_least_beats(6),
            least_beats=6,
        ),
        Rule(
            id="HPO_GE5",
            version=1,
            source_key="hpo",
            outcomes=_BEATS_OUTCOMES,
            answer=at_least_beats(5),
            least_beats=5,
        ),
        Rule(
            id="DEGOWIN",
            version=1,
            source_key="degowin",
            outcomes=("none", "below 3", "abnormal, unsustained", "abnormal, sustained"),
            answer=degowin,
            least_beats=3,
        ),
        Rule(
            id="CLASSIC",
            version=1,
            source_key="neurosigns",
            outcomes=("none", "unsustained", "sustained"),
            answer=classic,
        ),
        Rule(
            id="INFANT",
            version=1,
            source_key="futagi",
            outcomes=_BEATS_OUTCOMES,
            answer=infant,
            for_infants=True,
        ),
        Rule(
            id="SCATS",
            version=1,
            source_key="benz",
            outcomes=("0", "1", "2", "3"),
            answer=scats,
            only_at=ANKLE,
        ),
        Rule(
            id="TARDIEU",
            version=1,
            source_key="tardieu",
            outcomes=("3", "4"),
            answer=tardieu,
        ),
    )
}

DEFAULT_RULE_ID = "ARTICLE_GT5"


def rule_named(rule_id: str) -> Rule:
    """The rule of that id.

    Raises:
        UnknownRule: No rule has it.
    """
    try:
        return RULES[rule_id]
    except KeyError:
        raise UnknownRule(f"No rule is called {rule_id!r}.") from None


def rules_with_a_limit() -> tuple[Rule, ...]:
    """The rules that one may choose for labels and plots: those with a limit in beats."""
    return tuple(rule for rule in RULES.values() if rule.least_beats is not None)
