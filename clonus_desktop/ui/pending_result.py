"""A tapped or timed result before it is used: it never commits itself."""

from dataclasses import dataclass, replace

from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial, sustained_trial

SUSTAINED_AFTER_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingResult:
    """What the pad has taken so far at one place.

    Attributes:
        beat_times_s: Seconds from the first tap to each tap, shape (taps,).
        corrected_by: Beats that a person added or took away, without a time of their own.
        held_s: Seconds that the pad was held; None when it was tapped.
    """

    beat_times_s: tuple[float, ...] = ()
    corrected_by: int = 0
    held_s: float | None = None

    @property
    def is_empty(self) -> bool:
        """True when nothing was tapped or held."""
        return not self.beat_times_s and self.held_s is None

    @property
    def beats(self) -> int:
        """Taps with the correction; never below zero."""
        return max(0, len(self.beat_times_s) + self.corrected_by)

    @property
    def is_sustained(self) -> bool:
        """True when it was held past 10.0 s."""
        return self.held_s is not None and self.held_s > SUSTAINED_AFTER_S

    def corrected(self, by: int) -> "PendingResult":
        """One beat more or fewer; the raw taps stay as they are."""
        if self.beats + by < 0:
            return self
        return replace(self, corrected_by=self.corrected_by + by)

    def trial(self) -> Trial:
        """The trial that Use records: the tapped beats, or the time with no count."""
        if self.held_s is not None:
            return self._timed(beats=None)
        return Trial(
            beats=self.beats,
            ended_by=EndedBy.SELF_EXTINGUISHED,
            count_method=CountMethod.TAPPED,
            beat_times_s=self.beat_times_s if self.beats else (),
        )

    def trial_with_number(self, beats: int, *, at_least: bool = False) -> Trial:
        """The trial when a number is entered beside what the pad took.

        A held time is kept with the number. Taps give way to the number: the person has
        decided that they did not follow the beats.
        """
        if self.held_s is not None and beats > 0:
            return replace(self._timed(beats=beats), at_least=at_least)
        method = CountMethod.EXACT if beats > 9 and not at_least else CountMethod.NUMBER
        return Trial(
            beats=beats,
            at_least=at_least,
            ended_by=EndedBy.SELF_EXTINGUISHED,
            count_method=method,
        )

    def sustained(self) -> Trial:
        """The trial of Sustained: with the held time when it passed 10 s."""
        return self._timed(beats=None) if self.is_sustained else sustained_trial()

    def _timed(self, *, beats: int | None) -> Trial:
        held = self.held_s or 0.0
        if not self.is_sustained:
            return Trial(
                beats=beats,
                duration_s=held,
                ended_by=EndedBy.SELF_EXTINGUISHED,
                count_method=CountMethod.TIMED,
            )
        # Clonus that fills ten seconds has more than ten beats at any rate seen in people
        # (3-8 Hz); the number itself was not counted.
        return Trial(
            beats=10 if beats is None else beats,
            at_least=beats is None,
            duration_s=held,
            ended_by=EndedBy.TIME_CAP,
            count_method=CountMethod.TIMED,
        )
