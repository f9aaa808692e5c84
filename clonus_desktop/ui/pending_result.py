"""A tapped or timed result before it is used: it never commits itself."""

from dataclasses import dataclass, replace

from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial, sustained_trial

SUSTAINED_AFTER_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingResult:
    """What the pad has taken so far at one place.

    Attributes:
        tap_times_s: Seconds from the first tap to each tap as it came, shape (taps,).
        removed_s: Taps that a person took away again.
        added_s: Beats that a person put in, with the time they put them at.
        corrected_by: Beats that a person added or took away, without a time of their own.
        held_s: Seconds that the pad was held; None when it was tapped.
    """

    tap_times_s: tuple[float, ...] = ()
    removed_s: tuple[float, ...] = ()
    added_s: tuple[float, ...] = ()
    corrected_by: int = 0
    held_s: float | None = None

    @property
    def beat_times_s(self) -> tuple[float, ...]:
        """Seconds to each beat after the corrections, shape (beats,), strictly increasing."""
        removed = set(self.removed_s)
        standing = {time for time in self.tap_times_s if time not in removed}
        return tuple(sorted(standing | set(self.added_s)))

    @property
    def is_empty(self) -> bool:
        """True when nothing was tapped or held."""
        return not self.tap_times_s and self.held_s is None

    @property
    def beats(self) -> int:
        """Beats with every correction; never below zero."""
        return max(0, len(self.beat_times_s) + self.corrected_by)

    @property
    def is_sustained(self) -> bool:
        """True when it was held past 10.0 s."""
        return self.held_s is not None and self.held_s > SUSTAINED_AFTER_S

    def corrected(self, by: int) -> "PendingResult":
        """One beat more or fewer; the times stay as they are."""
        if self.beats + by < 0:
            return self
        return replace(self, corrected_by=self.corrected_by + by)

    def edited(self, beat_times_s: tuple[float, ...]) -> "PendingResult":
        """The same taps with other beats; the taps stay as they came."""
        taps, beats = set(self.tap_times_s), set(beat_times_s)
        return replace(
            self, removed_s=tuple(sorted(taps - beats)), added_s=tuple(sorted(beats - taps))
        )

    def trial(self) -> Trial:
        """The trial that Use records: the tapped beats, or the time with no count."""
        if self.held_s is not None:
            return self._timed(beats=None)
        times = self.beat_times_s if self.beats else ()
        return Trial(
            beats=self.beats,
            ended_by=EndedBy.SELF_EXTINGUISHED,
            count_method=CountMethod.TAPPED,
            beat_times_s=times,
            raw_beat_times_s=() if times == self.tap_times_s else self.tap_times_s,
        )

    def trial_with_number(
        self, beats: int, *, at_least: bool = False, is_exact: bool = False
    ) -> Trial:
        """The trial when a number is entered beside what the pad took.

        A held time is kept with the number. Taps give way to the number: the person has
        decided that they did not follow the beats.

        Args:
            is_exact: The number was obtained elsewhere, such as from a slow-motion video.
        """
        if self.held_s is not None and beats > 0:
            return replace(self._timed(beats=beats), at_least=at_least)
        return Trial(
            beats=beats,
            at_least=at_least,
            ended_by=EndedBy.SELF_EXTINGUISHED,
            count_method=CountMethod.EXACT if is_exact else CountMethod.NUMBER,
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
