"""The serotonergic drugs of a patient in whole sentences: what was taken, and when last."""

from datetime import datetime

from clonus_desktop.domain.exposure import Evidence, Exposure, Taking
from clonus_desktop.domain.hunter_record import HunterRecord
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases, plain

_HOURS_SAID = 48
"""Up to here the time since the last dose is said in hours, then in days."""

_EVIDENCE = {
    Evidence.DEBATED: Message("serotonin toxicity debated"),
    Evidence.WEAK: Message("weak evidence of serotonin toxicity"),
    Evidence.NOT_LISTED: Message("not in the drug table"),
}
_OVERDOSE = {
    ThreeValued.YES: Message("taken in overdose"),
    ThreeValued.NO: Message("no overdose"),
}


def exposure_sentences(
    record: HunterRecord, examined_at: datetime, words: Catalogue
) -> tuple[str, ...]:
    """What was taken within the five weeks, what is not known, and what was taken earlier."""
    day = examined_at.date()

    def said(state: ThreeValued, *, serotonergic: bool = True) -> str:
        found = [
            _drug(exposure, examined_at, words)
            for exposure in record.exposures
            if (exposure.serotonergic is not ThreeValued.NO) is serotonergic
            and exposure.within_window(day) is state
        ]
        return phrases.listed(found, words)

    raising = [e for e in record.exposures if e.serotonergic is ThreeValued.NO]
    templates = (
        (Message("Taken within the five weeks before the examination: {drugs}."), said(_YES)),
        (Message("The time of the last dose was not known: {drugs}."), said(_UNKNOWN)),
        (Message("Taken earlier than five weeks before the examination: {drugs}."), said(_NO)),
        (
            Message("Also taken, only raising the level of serotonergic drugs: {drugs}."),
            phrases.listed([_drug(e, examined_at, words) for e in raising], words),
        ),
    )
    sentences = [words.say(Message(t.text, {"drugs": drugs})) for t, drugs in templates if drugs]
    return (*sentences, *_classes(record, examined_at, words), *_agent(record, examined_at, words))


_YES, _NO, _UNKNOWN = ThreeValued.YES, ThreeValued.NO, ThreeValued.UNKNOWN


def _classes(record: HunterRecord, examined_at: datetime, words: Catalogue) -> tuple[str, ...]:
    number = len(record.classes_within_window(examined_at.date()))
    if number < 2:
        return ()
    return (words.say(Message("These belong to {n} serotonergic classes.", {"n": number})),)


def _agent(record: HunterRecord, examined_at: datetime, words: Catalogue) -> tuple[str, ...]:
    """What the clinician stated on serotonergic drugs where the list does not say it."""
    stated = record.stated_agent
    if stated is _NO:
        return (words.say(_STATED_NO_OF_THESE if record.exposures else _STATED_NONE),)
    if stated is _YES and record.listed_agent(examined_at.date()) is not _YES:
        return (words.say(_STATED_YES),)
    if stated is _UNKNOWN or (stated is None and not record.exposures):
        return (words.say(_NOT_ASSESSED),)
    return ()


_STATED_NONE = Message(
    "No serotonergic drug was taken in the five weeks before the examination, as stated by the "
    "examiner."
)
_STATED_NO_OF_THESE = Message(
    "The examiner stated that none of these counted as a serotonergic drug in the five weeks "
    "before the examination."
)
_STATED_YES = Message(
    "The examiner stated that a serotonergic drug was taken in the five weeks before the "
    "examination."
)
_NOT_ASSESSED = Message(
    "Whether a serotonergic drug was taken in the five weeks before the examination was not "
    "assessed."
)


def _drug(exposure: Exposure, examined_at: datetime, words: Catalogue) -> str:
    """``tramadol (opioid, 100 mg, last dose on 23 November 2026 at 05:30, 5 hours before)``."""
    is_agent = exposure.serotonergic is not _NO
    details = (
        plain.line(words.named(exposure.drug_class), words) if is_agent else "",
        words.say(_EVIDENCE[exposure.evidence]) if exposure.evidence in _EVIDENCE else "",
        plain.line(exposure.dose, words),
        plain.line(exposure.route, words),
        _started(exposure, words),
        last_dose_words(exposure, examined_at, words),
        words.say(_OVERDOSE[exposure.overdose]) if exposure.overdose in _OVERDOSE else "",
        _source(exposure, words),
    )
    text = ", ".join(filter(None, details))
    name = plain.line(words.named(exposure.drug), words)
    return f"{name} ({text})" if text else name


def _started(exposure: Exposure, words: Catalogue) -> str:
    if exposure.started_on is None:
        return ""
    date = {"date": phrases.letter_date(exposure.started_on, words)}
    return words.say(Message("started or increased on {date}", date))


def _source(exposure: Exposure, words: Catalogue) -> str:
    source = plain.line(exposure.source, words)
    return words.say(Message("source: {source}", {"source": source})) if source else ""


def last_dose_words(exposure: Exposure, examined_at: datetime, words: Catalogue) -> str:
    """When it was last taken: ``still taken``, ``last dose on 20 November 2026, 3 days before``."""
    if exposure.last_dose_on is None:
        return words.gettext("still taken") if exposure.taking is Taking.CURRENT else ""
    on = phrases.letter_date(exposure.last_dose_on, words)
    values: dict[str, object] = {"date": on, "ago": _ago(exposure, examined_at, words)}
    if exposure.last_dose_at is not None:
        values["date"] = words.say(
            Message("{date} at {time}", {"date": on, "time": f"{exposure.last_dose_at:%H:%M}"})
        )
    if not values["ago"]:
        return words.say(Message("last dose on {date}", values))
    return words.say(Message("last dose on {date}, {ago}", values))


def _ago(exposure: Exposure, examined_at: datetime, words: Catalogue) -> str:
    """How long before the examination; empty when the entry lies after it."""
    assert exposure.last_dose_on is not None
    if exposure.last_dose_at is not None:
        # Both by the clock of the place: the entry has no zone of its own.
        taken = datetime.combine(
            exposure.last_dose_on, exposure.last_dose_at, tzinfo=examined_at.tzinfo
        )
        hours = int((examined_at - taken).total_seconds() // 3600)
        if 1 <= hours < _HOURS_SAID:
            text = words.ngettext("{n} hour before", "{n} hours before", hours)
            return text.format(n=hours)
        if hours == 0:
            return words.gettext("less than an hour before")
    days = (examined_at.date() - exposure.last_dose_on).days
    if days < 1:
        return words.gettext("the same day") if days == 0 and not exposure.last_dose_at else ""
    return words.ngettext("{n} day before", "{n} days before", days).format(n=days)
