"""What the pad has taken, in words."""

from clonus_desktop.domain.trial import (
    UNRELIABLE_BEATS,
    UNRELIABLE_RATE_HZ,
    UNRELIABLE_VARIATION,
    Trial,
    round_half_up,
)
from clonus_desktop.language import _, number
from clonus_desktop.ui.pending_result import PendingResult

_EVEN = 0.1
"""Twice what a practised finger varies by itself when it taps along."""


def held_words(pending: PendingResult) -> str:
    """The held time, and what to do with it."""
    timed = _("{seconds:.1f} s timed.").format(seconds=number(pending.held_s))
    if pending.is_sustained:
        return timed + " " + _("Past 10 s: sustained clonus.")
    return timed + " " + _("Use this time, or press the number of beats.")


def tapped_words(trial: Trial) -> str:
    """Tap rate, regularity and length in words, and why the count should be checked."""
    if trial.rate_hz is None:
        return _("Tap on, one tap for each beat.")
    first, last = trial.beat_times_s[0], trial.beat_times_s[-1]
    said = _("Tap rate {rate} per second over {seconds} s, {rhythm}.").format(
        rate=number(round_half_up(trial.rate_hz, 1)),
        seconds=number(round_half_up(last - first, 1)),
        rhythm=_rhythm_words(trial),
    )
    if not trial.is_tapped_unreliably:
        return said
    if trial.rate_hz > UNRELIABLE_RATE_HZ:
        return said + " " + _("Fast: check the count.")
    if (trial.known_beats or 0) > UNRELIABLE_BEATS:
        return said + " " + _("Many taps: check the count.")
    return said + " " + _("Uneven: check the count.")


def _rhythm_words(trial: Trial) -> str:
    """How even the rhythm is: up to 0.1 even, up to the limit of reliability fairly even."""
    variation = trial.regularity or 0.0
    if variation <= _EVEN:
        return _("even")
    return _("fairly even") if variation <= UNRELIABLE_VARIATION else _("uneven")
