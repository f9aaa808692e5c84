"""One site on one side: its trials, or why it was not tested."""

from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.anatomy import Place
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
        trials: One to five stretches, in the order they were given; empty if not tested.
        not_tested: Why there are no trials; None if there are.

    Raises:
        InvalidClonusTest: Both trials and a reason, neither, more than five trials, or a trial
            with neither a count nor a duration.
    """

    place: Place
    trials: tuple[Trial, ...] = ()
    not_tested: NotTested | None = None

    def __post_init__(self) -> None:
        if bool(self.trials) == (self.not_tested is not None):
            raise InvalidClonusTest(
                f"The {self.place} needs either trials or a reason why it was not tested."
            )
        if len(self.trials) > MOST_TRIALS:
            raise InvalidClonusTest(f"The {self.place} has {len(self.trials)} trials; 5 fit.")
        if any(trial.is_blank for trial in self.trials):
            raise InvalidClonusTest(f"A trial of the {self.place} has no count and no duration.")

    @property
    def is_tested(self) -> bool:
        """True when at least one stretch was given."""
        return bool(self.trials)

    @property
    def largest_trial(self) -> Trial | None:
        """The trial that is reported: sustained first, then most beats, then longest; else None.

        A trial with 0 beats comes last: it never hides clonus that was timed and not counted.
        """
        if not self.trials:
            return None
        return max(self.trials, key=_size)


def _size(trial: Trial) -> tuple[bool, bool, int, bool, float]:
    beats = trial.known_beats
    return (
        trial.is_sustained,
        not trial.no_clonus,
        -1 if beats is None else beats,
        trial.at_least,
        trial.known_duration_s or 0.0,
    )
