"""One site on one side: its trials, or why it was not tested."""

import itertools
import operator
from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.readable import make_readable
from clonus_desktop.domain.trial import Trial

MOST_TRIALS = 5
LONGEST_REASON = 500


class InvalidClonusTest(ValueError):
    """A test that is neither tested nor not tested, or both."""


class NotTestedReason(StrEnum):
    """Why a place was not tested, in the order of the keys 1-8."""

    PAIN = "pain"
    FRACTURE_OR_INJURY = "fracture-or-injury"
    SPLINT_CAST_OR_DRESSING = "splint-cast-or-dressing"
    CONTRACTURE = "contracture"
    AMPUTATION = "amputation"
    DECLINED = "declined"
    NOT_RELEVANT_TODAY = "not-relevant-today"
    OTHER = "other"


class Trend(StrEnum):
    """How repeated trials of one place followed each other."""

    FEWER = "fewer"
    MORE = "more"
    SAME = "same"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTested:
    """A place that was deliberately not tested. Never the same as 0 beats.

    Attributes:
        reason: One of the eight reasons.
        explanation: The clinician's own words; needed when the reason is OTHER.

    Raises:
        InvalidClonusTest: OTHER without an explanation, or an explanation too long.
    """

    reason: NotTestedReason
    explanation: str = ""

    def __post_init__(self) -> None:
        make_readable(self, "explanation")
        if self.reason is NotTestedReason.OTHER and not self.explanation.strip():
            raise InvalidClonusTest("Another reason for not testing has to be put in words.")
        if len(self.explanation) > LONGEST_REASON:
            raise InvalidClonusTest(
                f"The reason is {len(self.explanation)} characters long; "
                f"at most {LONGEST_REASON} fit."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClonusTest:
    """What was recorded at one place in one examination.

    A place that was not examined yet has no ClonusTest at all: that, "not tested" and
    0 beats are three different things.

    Attributes:
        place: Site and side.
        trials: The stretches in the order they were given, struck ones too; at most five stand.
        not_tested: Why no trial stands; None if one does.

    Raises:
        InvalidClonusTest: Both a standing trial and a reason, neither a trial nor a reason, more
            than five standing trials, or a trial with neither a count nor a duration.
    """

    place: Place
    trials: tuple[Trial, ...] = ()
    not_tested: NotTested | None = None

    def __post_init__(self) -> None:
        standing = len(self.standing_trials)
        is_both = standing > 0 and self.not_tested is not None
        is_neither = not self.trials and self.not_tested is None
        if is_both or is_neither:
            raise InvalidClonusTest(
                f"The {self.place} needs either trials or a reason why it was not tested."
            )
        if standing > MOST_TRIALS:
            raise InvalidClonusTest(f"The {self.place} has {standing} trials; {MOST_TRIALS} fit.")
        if any(trial.is_blank for trial in self.trials):
            raise InvalidClonusTest(f"A trial of the {self.place} has no count and no duration.")

    @property
    def standing_trials(self) -> tuple[Trial, ...]:
        """The trials that count, in the order they were given."""
        return tuple(trial for trial in self.trials if not trial.is_struck)

    @property
    def is_tested(self) -> bool:
        """True when at least one stretch was given that still stands."""
        return bool(self.standing_trials)

    @property
    def is_full(self) -> bool:
        """True when no further trial can stand; a struck one makes room."""
        return len(self.standing_trials) >= MOST_TRIALS

    @property
    def is_open(self) -> bool:
        """True when every trial was struck and no reason given: as if not examined yet."""
        return not self.is_tested and self.not_tested is None

    @property
    def trend(self) -> "Trend | None":
        """How the standing trials followed each other; None below two, or when not comparable."""
        return _trend(self.standing_trials)

    @property
    def largest_trial(self) -> Trial | None:
        """The trial that is reported: sustained first, then most beats, then longest; else None.

        A trial with 0 beats comes last: it never hides clonus that was timed and not counted.
        A struck trial is never reported.
        """
        return max(self.standing_trials, key=_size, default=None)


def _size(trial: Trial) -> tuple[bool, bool, int, bool, float]:
    beats = trial.known_beats
    return (
        trial.is_sustained,
        not trial.no_clonus,
        -1 if beats is None else beats,
        trial.at_least,
        trial.known_duration_s or 0.0,
    )


def _trend(trials: tuple[Trial, ...]) -> Trend | None:
    """Fewer, more, same or mixed, by beats when all were counted, else by seconds."""
    measures = _measures(trials)
    if len(measures) < 2:
        return None
    pairs = list(itertools.pairwise(measures))
    for trend, holds in (
        (Trend.SAME, operator.eq),
        (Trend.FEWER, operator.gt),
        (Trend.MORE, operator.lt),
    ):
        if all(holds(earlier, later) for earlier, later in pairs):
            return trend
    return Trend.MIXED


def _measures(trials: tuple[Trial, ...]) -> list[float]:
    """What each trial measured, all on one scale; empty when they have none in common.

    "10 or more" is no number that a later trial could be told apart from.
    """
    beats = [trial.known_beats for trial in trials if not trial.at_least]
    if len(beats) == len(trials) and None not in beats:
        return [float(count) for count in beats if count is not None]
    seconds = [trial.known_duration_s for trial in trials if not trial.duration_is_minimum]
    if len(seconds) == len(trials) and None not in seconds:
        return [time for time in seconds if time is not None]
    return []
