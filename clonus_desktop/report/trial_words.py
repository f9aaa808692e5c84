"""Single trials in words, and what several of one place say together."""

from clonus_desktop.domain.clonus_test import ClonusTest, Trend
from clonus_desktop.domain.finding import Finding
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.trial import CountMethod, Trial
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases, plain

_METHODS = {
    CountMethod.NUMBER: Message("number entered"),
    CountMethod.EXACT: Message("exact number entered"),
    CountMethod.TAPPED: Message("tapped"),
    CountMethod.TIMED: Message("timed"),
}
_TRENDS = {
    Trend.FEWER: Message("Less with each trial."),
    Trend.MORE: Message("More with each trial."),
    Trend.SAME: Message("The same in each trial."),
    Trend.MIXED: Message("Varying between trials."),
}


def trial_words(trial: Trial, words: Catalogue) -> str:
    """One trial with how it was obtained: ``8 beats; tapped, tap rate 5.4 per second``."""
    details = [method_words(trial, words)]
    if trial.known_beats is not None and trial.known_duration_s is not None:
        duration = phrases.duration_words(trial, words)
        details.append(words.say(Message("duration {duration}", {"duration": duration})))
    details += phrases.tapping_words(trial, words)
    values = {"result": phrases.measure_of(trial, words), "details": ", ".join(details)}
    said = words.say(Message("{result}; {details}", values))
    if not trial.is_struck:
        return said
    values = {"trial": said, "reason": plain.line(trial.struck_reason, words)}
    return words.say(Message("{trial}. Struck: {reason}", values))


def method_words(trial: Trial, words: Catalogue) -> str:
    """How a trial's result was obtained: ``number entered``, ``tapped``."""
    return words.say(_METHODS[trial.count_method])


def trials_words(finding: Finding, words: Catalogue) -> str:
    """Best of how many: ``largest of 3 trials: 8, 6 and 4 beats``; empty for one trial."""
    if finding.trial_count < 2:
        return ""
    values = {"n": finding.trial_count, "results": _results(finding.trials, words)}
    return words.say(Message("largest of {n} trials: {results}", values))


def trend_words(test: ClonusTest, words: Catalogue) -> str:
    """How repeated trials followed each other; empty below two that can be compared."""
    trend = test.trend
    return "" if trend is None else words.say(_TRENDS[trend])


def _results(trials: tuple[Trial, ...], words: Catalogue) -> str:
    """The results in the order of the trials; the unit once when all were counted."""
    counts = [None if trial.at_least else trial.known_beats for trial in trials]
    known = [count for count in counts if count is not None]
    if len(known) < len(trials) or any(trial.is_sustained for trial in trials):
        return phrases.listed([phrases.measure_of(trial, words) for trial in trials], words)
    last = words.ngettext("{n} beat", "{n} beats", known[-1]).format(n=known[-1])
    return phrases.listed([*map(str, known[:-1]), last], words)
