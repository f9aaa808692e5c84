"""What a test shows, for table, plot and letter: derived on reading, never stored."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.rules import RULES, Judgement, Rule
from clonus_desktop.domain.trial import Trial, round_half_up

if TYPE_CHECKING:
    from decimal import Decimal


class FindingKind(StrEnum):
    """The states that must never be confused."""

    COUNTED = "counted"
    SUSTAINED = "sustained"
    TIMED_ONLY = "timed-only"
    NOT_TESTED = "not-tested"
    NOT_EXAMINED = "not-examined"


class Severity(IntEnum):
    """Steps of the purple ramp, light to dark."""

    NONE = 0
    BELOW = 1
    ABOVE = 2
    SUSTAINED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one place shows in one examination, under one rule.

    Attributes:
        place: Site and side.
        kind: Which of the states; a number of beats only exists when COUNTED or SUSTAINED.
        trial: The largest trial, the one that is reported; None unless tested.
        trials: The stretches that stand, in the order they were given.
        not_tested: The reason when NOT_TESTED.
        judgement: The answer of the rule; None when NOT_EXAMINED.
        severity: Step of the ramp; None when there is nothing to grade.
    """

    place: Place
    kind: FindingKind
    trial: Trial | None = None
    trials: tuple[Trial, ...] = ()
    not_tested: NotTested | None = None
    judgement: Judgement | None = None
    severity: Severity | None = None

    @property
    def beats(self) -> int | None:
        """Beats of the reported trial; None when not tested, not examined or not counted."""
        return None if self.trial is None else self.trial.known_beats

    @property
    def trial_count(self) -> int:
        """How many stretches were given that still stand."""
        return len(self.trials)

    @property
    def is_tested(self) -> bool:
        """True when at least one stretch was given."""
        return self.trial is not None

    @property
    def short(self) -> Message:
        """A few characters for a pill: ``6``, ``10+``, ``Sust.``, ``4.2 s``, ``NT``, or a dash."""
        if self.trial is None:
            not_tested = self.kind is FindingKind.NOT_TESTED
            return Message("NT") if not_tested else Message("–")
        return short_of(self.trial)


def short_of(trial: Trial) -> Message:
    """A trial in a few characters: ``6``, ``10+``, ``Sust.``, ``4.2 s``."""
    if trial.is_sustained:
        return Message("Sust.")
    if trial.known_beats is None:
        return Message("{seconds} s", {"seconds": printed_seconds(trial)})
    beats = {"beats": trial.known_beats}
    return Message("{beats}+", beats) if trial.at_least else Message("{beats}", beats)


def printed_seconds(trial: Trial) -> "Decimal | str":
    """Duration to a tenth of a second, rounded half up; empty when unknown."""
    seconds = trial.known_duration_s
    return "" if seconds is None else round_half_up(seconds, 1)


def rule_for(rule: Rule, *, age_months: float | None) -> Rule:
    """The chosen rule, or the infants' rule under 12 months, where adult rules do not apply."""
    if age_months is not None and age_months < 12:
        return RULES["INFANT"]
    return rule


def finding_of(
    place: Place, test: ClonusTest | None, *, rule: Rule, age_months: float | None = None
) -> Finding:
    """What the place shows under the rule (the infants' rule under 12 months)."""
    if test is None or test.is_open:
        return Finding(place=place, kind=FindingKind.NOT_EXAMINED)
    judgement = rule_for(rule, age_months=age_months).judge_test(test, age_months=age_months)
    trial = test.largest_trial
    if trial is None:
        return Finding(
            place=place,
            kind=FindingKind.NOT_TESTED,
            not_tested=test.not_tested,
            judgement=judgement,
        )
    return Finding(
        place=place,
        kind=_kind_of(trial),
        trial=trial,
        trials=test.standing_trials,
        judgement=judgement,
        severity=_severity_of(trial, judgement),
    )


def _kind_of(trial: Trial) -> FindingKind:
    if trial.is_sustained:
        return FindingKind.SUSTAINED
    return FindingKind.TIMED_ONLY if trial.known_beats is None else FindingKind.COUNTED


def _severity_of(trial: Trial, judgement: Judgement) -> Severity:
    if trial.is_sustained:
        return Severity.SUSTAINED
    if trial.no_clonus:
        return Severity.NONE
    is_above = judgement.outcome == "above" or judgement.outcome.startswith("abnormal")
    return Severity.ABOVE if is_above else Severity.BELOW


def largest_of(findings: tuple[Finding, ...]) -> Finding | None:
    """The finding with the most clonus, or None when nothing was tested.

    Sustained stands before every count, a count before a bare duration, and both before
    0 beats.
    """
    tested = [finding for finding in findings if finding.is_tested]
    return max(tested, key=_rank, default=None)


def _rank(finding: Finding) -> tuple[bool, bool, int, bool, float]:
    beats, trial = finding.beats, finding.trial
    return (
        finding.kind is FindingKind.SUSTAINED,
        not (trial and trial.no_clonus),
        -1 if beats is None else beats,
        bool(trial and trial.at_least),
        # Seconds part bare durations only: of equal counts the first still stands.
        (trial and beats is None and trial.known_duration_s) or 0.0,
    )
