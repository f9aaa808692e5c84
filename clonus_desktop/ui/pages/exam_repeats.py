"""Repeat trials: whether the next count is a further trial, and when the exam goes on."""

from clonus_desktop.domain.clonus_test import MOST_TRIALS, ClonusTest


class Repeats:
    """How many trials are wanted at the place that is open.

    Attributes:
        usual: How many trials this practice gives at each place.
        wanted: After how many the exam goes on to the next place; 1 records anew.
    """

    def __init__(self) -> None:
        self.usual = 1
        self.wanted = 1

    def turn_to(self, test: ClonusTest | None) -> None:
        """Begin at a place: a place with several trials is one that is repeated."""
        standing = standing_trials(test)
        self.wanted = 1
        if standing > 1:
            self.wanted = MOST_TRIALS
        elif standing < self.usual:
            self.wanted = self.usual

    def again(self) -> None:
        """Stay at this place until the clinician goes on."""
        self.wanted = MOST_TRIALS

    @property
    def is_repeating(self) -> bool:
        """True when a count is one trial of several."""
        return self.wanted > 1

    def is_full(self, test: ClonusTest | None) -> bool:
        """True when no further trial can be added."""
        return self.is_repeating and standing_trials(test) >= MOST_TRIALS

    def goes_on(self, test: ClonusTest | None) -> bool:
        """True when the place has the trials that are wanted."""
        is_not_tested = test is not None and test.not_tested is not None
        return is_not_tested or standing_trials(test) >= self.wanted


def standing_trials(test: ClonusTest | None) -> int:
    """How many trials count at the place."""
    return 0 if test is None else len(test.standing_trials)
