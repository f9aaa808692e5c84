"""How far a count or a duration may be off, by the way in which it was obtained.

No study gives the error of counting clonus at the bedside (clinical.md 10). The model is therefore
this program's own choice, named and versioned like a rule so that nobody takes it for a published
one. Two published figures stand behind its size:

* Flashes at 6 to 8 per second, too fast to be counted, are reported as about N to the power 0.83
  of the N that were shown: 10 as about 7 (Journal of Vision, abstract 2771326). Clonus beats at
  3 to 8 per second.
* Starting and stopping a stopwatch by hand has a standard deviation of 0.10 s (American Journal
  of Physics 2019, 87:110).
"""

import math
from dataclasses import dataclass

from clonus_desktop.domain.trial import CountMethod, Trial

COUNTING_ERROR_ID = "COUNTING_ERROR_1"
"""Name and version; every change of a number below is another one."""

SEEN_EXPONENT = 0.83
"""Events at 6 to 8 per second, as a mean observer reports their number."""

ONE_BEAT = 1
"""The program's own choice: the doubt which movement was the first beat, and which the last."""

TIMING_ERROR_S = 0.2
"""Two standard deviations of starting and stopping by hand; how many is the program's choice."""

OPEN_END = 1e9
"""More beats or seconds than any stretch can give: the end of an extent that was not seen."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The least and the most that a measure can mean; both the same where there is no doubt.

    Attributes:
        least: In beats or in seconds.
        most: The same unit; ``OPEN_END`` where watching ended before the clonus.
    """

    least: float
    most: float

    @property
    def is_open(self) -> bool:
        """True when it has no upper end: counting or timing stopped while clonus went on."""
        return self.least < OPEN_END <= self.most

    def lies_above(self, other: "Extent") -> bool:
        """True when whatever it means is more than whatever the other means."""
        return self.least > other.most


def beats_extent(trial: Trial) -> Extent | None:
    """The counts that a trial can stand for; None when beats were not counted.

    0 beats stays 0: that none followed is seen, not counted. Sustained clonus lies above every
    count, as in the classical reading of it.
    """
    if trial.is_sustained:
        return Extent(math.inf, math.inf)
    beats = trial.known_beats
    if beats is None:
        return None
    least = float(max(min(beats, 1), beats - ONE_BEAT))
    if trial.at_least:
        return Extent(least, OPEN_END)
    return Extent(least, float(_most_beats(trial, beats)))


def _most_beats(trial: Trial, beats: int) -> int:
    if beats == 0:
        return 0
    if trial.count_method is CountMethod.EXACT or _is_tapped_reliably(trial):
        return beats + ONE_BEAT
    # The hair below keeps a whole number whole, whatever the last digit of the power is.
    shown: int = math.ceil(math.pow(beats, 1 / SEEN_EXPONENT) - 1e-9)
    return max(beats + ONE_BEAT, shown)


def _is_tapped_reliably(trial: Trial) -> bool:
    return trial.count_method is CountMethod.TAPPED and not trial.is_tapped_unreliably


def duration_extent(trial: Trial) -> Extent | None:
    """The seconds that a trial can have lasted; None when it was not timed.

    Without clonus it is 0 s exactly; an open duration has no upper end.
    """
    if trial.no_clonus:
        return Extent(0.0, 0.0)
    seconds = trial.known_duration_s
    if seconds is None:
        return None
    least = max(0.0, seconds - TIMING_ERROR_S)
    return Extent(least, OPEN_END if trial.duration_is_minimum else seconds + TIMING_ERROR_S)
