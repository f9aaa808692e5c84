"""A finding in both measures, the beats first or the seconds first."""

from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.message import Message
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases


def measured_words(finding: Finding, measure: Measure, words: Catalogue) -> str:
    """A finding in full: ``6 beats, 2.1 s``, or ``2.1 s, 6 beats`` by duration."""
    trial, said = finding.trial, phrases.finding_words(finding, words)
    if trial is None or trial.no_clonus or finding.kind is FindingKind.TIMED_ONLY:
        return said
    if measure is Measure.DURATION:
        values = {
            "duration": phrases.first_upper(duration_in_words(finding, words)),
            "beats": phrases.measure_words(finding, words),
        }
        return words.say(Message("{duration}, {beats}", values))
    if trial.known_duration_s is None or finding.kind is FindingKind.SUSTAINED:
        return said
    values = {"beats": said, "duration": phrases.duration_words(trial, words)}
    return words.say(Message("{beats}, {duration}", values))


def duration_in_words(finding: Finding, words: Catalogue) -> str:
    """The seconds alone: ``2.1 s``, ``over 10 s``, ``no clonus``, ``not timed``, ``not tested``."""
    trial = finding.trial
    if trial is None:
        return phrases.measure_words(finding, words)
    if trial.no_clonus:
        return words.gettext("no clonus")
    if trial.known_duration_s is None:
        return words.gettext("not timed")
    return phrases.duration_words(trial, words)
