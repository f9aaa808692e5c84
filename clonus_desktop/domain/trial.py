"""One stretch and the beats that followed it."""

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from clonus_desktop.domain.readable import make_readable

if TYPE_CHECKING:
    from decimal import Decimal

MOST_BEATS = 9999
"""More beats than any stretch held for minutes can give; a larger number is a slip."""

LONGEST_S = 3600.0

LONGEST_STRUCK_REASON = 500

CLOSEST_BEATS_S = 1e-6
"""Two beats nearer than this are one; it also keeps every rate finite."""

# Intervals outside this share of their median are a missed or a doubled tap, not a beat
# interval (product.md, "How a beat gets counted").
_RHYTHM_BAND = (0.6, 1.6)

# 1.4826 x MAD estimates a standard deviation for normally spread values.
_MAD_TO_DEVIATION = 1.4826

UNRELIABLE_RATE_HZ = 4.5
UNRELIABLE_BEATS = 8
UNRELIABLE_VARIATION = 0.25
"""Beyond these, a person no longer follows a visible rhythm tap by tap."""

FEWEST_HZ, MOST_HZ = 2.0, 10.0
"""Outside these, a number of beats and a duration do not fit each other (clinical.md 2.2)."""


class InvalidTrial(ValueError):
    """A trial holds a value that no stretch can give."""


class EndedBy(StrEnum):
    """What ended the beats, or the watching of them."""

    SELF_EXTINGUISHED = "self-extinguished"
    STRETCH_RELEASED = "stretch-released"
    TIME_CAP = "time-cap"


class CountMethod(StrEnum):
    """How the count was obtained."""

    NUMBER = "number"
    TAPPED = "tapped"
    TIMED = "timed"
    EXACT = "exact"


def round_half_up(value: float, places: int) -> "Decimal":
    """A measure as it is printed: 6.25 to one place is 6.3, on every machine."""
    # Imported when a rate or a time is said, as is the median below: 5 ms of each start.
    from decimal import ROUND_HALF_UP, Decimal

    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    # Adding 0 takes the sign off a zero: nobody is shown -0.0 s.
    return rounded + 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """The beats that followed one stretch.

    Attributes:
        beats: Number of beats, or None when only the duration was taken.
        at_least: True when counting stopped at ``beats`` while clonus may have gone on.
        duration_s: Seconds from the stretch to the last beat; None when not timed.
        duration_is_minimum: True when the clonus went on for longer than ``duration_s``.
        ended_by: What ended it; None when that was not recorded.
        count_method: How the count was obtained.
        beat_times_s: Seconds from the stretch (or from the first tap, when the stretch was not
            marked) to each beat, shape (beats,), strictly increasing. Empty when the count was
            entered as a number. May differ in length from ``beats`` when a person corrected it.
        raw_beat_times_s: The taps as they came, on the same scale, when a person has corrected
            ``beat_times_s``; empty when those are the taps themselves.
        recorded_at: When it was entered, with time zone; None in records that did not keep it.
        struck_reason: Why it does not count any more; empty while it stands.

    Raises:
        InvalidTrial: A value is not a number, negative, out of range or out of order.
    """

    beats: int | None = None
    at_least: bool = False
    duration_s: float | None = None
    duration_is_minimum: bool = False
    ended_by: EndedBy | None = None
    count_method: CountMethod = CountMethod.NUMBER
    beat_times_s: tuple[float, ...] = ()
    raw_beat_times_s: tuple[float, ...] = ()
    recorded_at: datetime | None = None
    struck_reason: str = ""

    def __post_init__(self) -> None:
        make_readable(self, "struck_reason")
        _check_beats(self.beats)
        if self.duration_s is not None:
            _check_seconds(self.duration_s, "duration_s")
        _check_times(self.beat_times_s)
        _check_times(self.raw_beat_times_s)
        if self.recorded_at is not None and self.recorded_at.tzinfo is None:
            raise InvalidTrial("recorded_at needs its time zone.")
        if len(self.struck_reason) > LONGEST_STRUCK_REASON:
            raise InvalidTrial(
                f"The reason is {len(self.struck_reason)} characters; {LONGEST_STRUCK_REASON} fit."
            )
        if self.duration_is_minimum and self.duration_s is None:
            raise InvalidTrial("A shortest duration needs duration_s.")

    @property
    def is_struck(self) -> bool:
        """True when a person has struck it, with a reason: it is kept and listed, not counted."""
        return bool(self.struck_reason)

    @property
    def is_corrected(self) -> bool:
        """True when a person corrected the taps, or the count that they gave."""
        if self.raw_beat_times_s:
            return True
        return bool(self.beat_times_s) and self.known_beats != len(self.beat_times_s)

    @property
    def is_blank(self) -> bool:
        """True when neither beats nor a duration are known: no rule can say anything of it."""
        return self.known_beats is None and self.known_duration_s is None

    @property
    def known_beats(self) -> int | None:
        """The number of beats: as entered, else as many as there are beat times."""
        if self.beats is None and self.beat_times_s:
            return len(self.beat_times_s)
        return self.beats

    @property
    def known_duration_s(self) -> float | None:
        """Seconds that clonus lasted: as timed, else up to the last beat; None if unknown."""
        if self.duration_s is None and self.beat_times_s:
            return self.beat_times_s[-1]
        return self.duration_s

    @property
    def no_clonus(self) -> bool:
        """True when the stretch was given and no beat followed."""
        return self.known_beats == 0 and not self.at_least

    @property
    def intervals_s(self) -> tuple[float, ...]:
        """Seconds between each beat and the next, shape (beats - 1,)."""
        times = self.beat_times_s
        return tuple(later - earlier for earlier, later in itertools.pairwise(times))

    @property
    def rate_hz(self) -> float | None:
        """Beats per second from the regular intervals, or None below three beats.

        Intervals are counted, not beats: three beats span two intervals. Intervals outside
        0.6-1.6 times their median are left out (a missed or a doubled tap).
        """
        if len(self.beat_times_s) < 3:
            return None
        middle = _median(self.intervals_s)
        low, high = (share * middle for share in _RHYTHM_BAND)
        regular = [interval for interval in self.intervals_s if low <= interval <= high]
        return len(regular) / math.fsum(regular) if regular else None

    @property
    def regularity(self) -> float | None:
        """Robust variation of the intervals (1.4826 x MAD / median), or None below three beats.

        0 is a perfectly even rhythm; a tapped rhythm above 0.25 is unreliable.
        """
        if len(self.beat_times_s) < 3:
            return None
        middle = _median(self.intervals_s)
        spread = _median(abs(interval - middle) for interval in self.intervals_s)
        return _MAD_TO_DEVIATION * spread / middle

    @property
    def beats_in_first_10_s(self) -> int | None:
        """Beats up to and including 10 s after the stretch; None without beat times."""
        if not self.beat_times_s:
            return None
        return sum(1 for time in self.beat_times_s if time <= 10.0)

    @property
    def implied_rate_hz(self) -> float | None:
        """Beats per second that the count and the duration imply together, else None.

        ``(beats - 1) / duration``: counting beats instead of intervals would overstate it.
        """
        beats, duration = self.known_beats, self.known_duration_s
        if beats is None or duration is None or beats < 2:
            return None
        return (beats - 1) / duration if duration > 0 else math.inf

    @property
    def asks_for_a_check(self) -> bool:
        """True when count and duration imply under 2 or over 10 Hz: ask, never refuse."""
        rate = self.implied_rate_hz
        if rate is None:
            return False
        too_slow = rate < FEWEST_HZ and not self.at_least
        too_fast = rate > MOST_HZ and not self.duration_is_minimum
        return too_slow or too_fast

    @property
    def is_tapped_unreliably(self) -> bool:
        """True when the tapping was too fast, too long or too uneven to trust as a count."""
        if self.count_method is not CountMethod.TAPPED:
            return False
        return (
            (self.known_beats or 0) > UNRELIABLE_BEATS
            or (self.rate_hz or 0.0) > UNRELIABLE_RATE_HZ
            or (self.regularity or 0.0) > UNRELIABLE_VARIATION
        )

    @property
    def is_sustained(self) -> bool:
        """True when clonus went on past 10 s with the stretch held: it never stopped by itself."""
        return self.lasted_over_10_s and self.ended_by is not EndedBy.SELF_EXTINGUISHED

    @property
    def lasted_over_10_s(self) -> bool:
        """True when clonus is known to have lasted longer than 10 s."""
        duration = self.known_duration_s
        if duration is None or self.no_clonus:
            return False
        return duration > 10.0 or (duration == 10.0 and self.duration_is_minimum)


def sustained_trial() -> Trial:
    """The trial that one press of Sustained records.

    Clonus went on for over 10 s while the stretch was held, so at least ten beats were seen;
    neither their number nor the exact time was taken.
    """
    return Trial(
        beats=10,
        at_least=True,
        duration_s=10.0,
        duration_is_minimum=True,
        ended_by=EndedBy.TIME_CAP,
        count_method=CountMethod.NUMBER,
    )


def _median(values: Iterable[float]) -> float:
    from statistics import median

    return median(values)


def _check_beats(beats: object) -> None:
    if beats is None:
        return
    if isinstance(beats, bool) or not isinstance(beats, int):
        raise InvalidTrial(f"beats must be a whole number or None, not {beats!r}.")
    if not 0 <= beats <= MOST_BEATS:
        raise InvalidTrial(f"beats must lie between 0 and {MOST_BEATS}, not {beats}.")


def _check_seconds(value: object, name: str) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or (isinstance(value, float) and not math.isfinite(value)):
        raise InvalidTrial(f"{name} must be a number of seconds, not {value!r}.")
    if not 0 <= value <= LONGEST_S:  # type: ignore[operator]  # narrowed by is_number
        raise InvalidTrial(f"{name} must lie between 0 and {LONGEST_S:g} seconds, not {value!r}.")


def _check_times(times: tuple[float, ...]) -> None:
    if len(times) > MOST_BEATS:
        raise InvalidTrial(f"beat_times_s holds {len(times)} beats; at most {MOST_BEATS} fit.")
    for time in times:
        _check_seconds(time, "beat_times_s")
    for earlier, later in itertools.pairwise(times):
        if later - earlier < CLOSEST_BEATS_S:
            raise InvalidTrial(f"beat_times_s must increase: {later!r} follows {earlier!r}.")
