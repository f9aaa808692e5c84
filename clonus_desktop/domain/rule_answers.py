"""The arithmetic of the published rules: what each says of one trial in its scope.

Wordings and sources are data (``resources/rules``, clinical.md 2.1-2.3).
"""

from collections.abc import Callable

from clonus_desktop.domain.message import Message
from clonus_desktop.domain.trial import EndedBy, Trial

NOT_APPLICABLE = "not applicable"
NOT_TESTED = "not tested"
CANNOT_BE_DETERMINED = "cannot be determined"
ABOVE, NOT_ABOVE = "above", "not above"

INFANT_LEAST_BEATS = 11
INFANT_ANY_BEAT_FROM_MONTHS = 8
"""Futagi 1997: more than 10 beats at any age, or any clonus beyond 8 months."""

Answer = tuple[str, Message]


def at_least_beats(least: int) -> Callable[[Trial, float | None], Answer]:
    """The answer of a rule that draws one line between numbers of beats."""

    def answer(trial: Trial, _age_months: float | None) -> Answer:
        return _compare(trial, least)

    return answer


def _compare(trial: Trial, least: int) -> Answer:
    beats = trial.known_beats
    values = {"beats": beats, "least": least}
    if beats is None:
        return CANNOT_BE_DETERMINED, Message("The beats were not counted.")
    if beats >= least:
        return ABOVE, Message("Beats counted: {beats}; above from {least} on.", values)
    if trial.at_least:
        return CANNOT_BE_DETERMINED, Message(
            "Counting stopped at {beats}; the rule needs to know whether {least} came.", values
        )
    return NOT_ABOVE, Message("Beats counted: {beats}; above from {least} on.", values)


def degowin(trial: Trial, _age_months: float | None) -> Answer:
    """Abnormal from 3 beats, sustained from 10."""
    beats = trial.known_beats
    if beats is None:
        return CANNOT_BE_DETERMINED, Message("The beats were not counted.")
    why = Message("Beats counted: {beats}; abnormal from 3, sustained from 10.", {"beats": beats})
    if beats >= 10:
        return "abnormal, sustained", why
    if trial.at_least:
        return CANNOT_BE_DETERMINED, Message(
            "Counting stopped at {beats}; the rule changes at 3 and at 10.", {"beats": beats}
        )
    if beats >= 3:
        return "abnormal, unsustained", why
    return ("below 3" if beats else "none"), why


def classic(trial: Trial, _age_months: float | None) -> Answer:
    """Sustained when it goes on for as long as the stretch is held."""
    if trial.no_clonus:
        return "none", Message("No beat followed the stretch.")
    if not _was_clonus(trial):
        return CANNOT_BE_DETERMINED, Message("It is not known whether a beat came at all.")
    if trial.ended_by is EndedBy.TIME_CAP:
        return "sustained", Message("The beats still went on when the time was up.")
    if trial.ended_by is EndedBy.SELF_EXTINGUISHED:
        return "unsustained", Message("The beats stopped although the stretch was held.")
    if trial.ended_by is EndedBy.STRETCH_RELEASED and trial.is_sustained:
        return "sustained", Message("The beats went on until the stretch was released after 10 s.")
    return CANNOT_BE_DETERMINED, Message(
        "It is not known whether the beats would have stopped with the stretch held."
    )


def scats(trial: Trial, _age_months: float | None) -> Answer:
    """0 none, 1 under 3 s, 2 from 3 to 10 s, 3 over 10 s."""
    if trial.no_clonus:
        return "0", Message("No beat followed the stretch.")
    duration = trial.known_duration_s
    if duration is None:
        return CANNOT_BE_DETERMINED, Message("The duration was not taken.")
    if not _was_clonus(trial):
        return CANNOT_BE_DETERMINED, Message("It is not known whether a beat came at all.")
    lasted = Message("Clonus lasted {seconds:g} s.", {"seconds": duration})
    if trial.lasted_over_10_s:
        return "3", lasted
    if _duration_is_open(trial):
        return _open_duration(duration)
    return ("1" if duration < 3.0 else "2"), lasted


def tardieu(trial: Trial, _age_months: float | None) -> Answer:
    """3 under 10 s, 4 over 10 s; the source says nothing of exactly 10 s."""
    if trial.no_clonus:
        return NOT_APPLICABLE, Message("No beat followed the stretch; 3 and 4 grade clonus only.")
    duration = trial.known_duration_s
    if duration is None:
        return CANNOT_BE_DETERMINED, Message("The duration was not taken.")
    if not _was_clonus(trial):
        return CANNOT_BE_DETERMINED, Message("It is not known whether a beat came at all.")
    lasted = Message("Clonus lasted {seconds:g} s.", {"seconds": duration})
    if trial.lasted_over_10_s:
        return "4", lasted
    if duration == 10.0:
        return CANNOT_BE_DETERMINED, Message("Exactly 10 s is undefined in the source.")
    return _open_duration(duration) if _duration_is_open(trial) else ("3", lasted)


def infant(trial: Trial, age_months: float | None) -> Answer:
    """Above with more than 10 beats at any age, or with any clonus beyond 8 months."""
    beyond_8 = age_months is not None and age_months > INFANT_ANY_BEAT_FROM_MONTHS
    if not beyond_8:
        return _compare(trial, INFANT_LEAST_BEATS)
    if trial.known_beats is None and _was_clonus(trial):
        return ABOVE, Message("There was clonus, and the infant is over 8 months old.")
    return _compare(trial, 1)


def _was_clonus(trial: Trial) -> bool:
    beats = trial.known_beats
    if beats is None:
        # At the time cap the beats still went on, so there were some.
        return bool(trial.known_duration_s) or trial.ended_by is EndedBy.TIME_CAP
    return beats > 0 or bool(trial.known_duration_s)


def _duration_is_open(trial: Trial) -> bool:
    """True when clonus was still there when the watching ended: it lasted at least so long."""
    return trial.duration_is_minimum or trial.ended_by in {
        EndedBy.STRETCH_RELEASED,
        EndedBy.TIME_CAP,
    }


def _open_duration(duration: float) -> Answer:
    return CANNOT_BE_DETERMINED, Message(
        "Clonus was still there when the stretch ended at {seconds:g} s.", {"seconds": duration}
    )
