"""Findings as a clinician would put them in a letter: whole sentences, in the past."""

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import NotTested
from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.measures import Direction
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.domain.rules import CANNOT_BE_DETERMINED, NOT_APPLICABLE
from clonus_desktop.domain.trial import EndedBy, Trial
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases
from clonus_desktop.report.comparison_words import Since, comparison_sentences
from clonus_desktop.report.counting_error_words import counting_error_sentence
from clonus_desktop.report.reading import Reading
from clonus_desktop.report.trial_words import trials_words

_NO_ANSWER = frozenset({CANNOT_BE_DETERMINED, NOT_APPLICABLE})


def findings_prose(reading: Reading) -> tuple[str, ...]:
    """What was found, place by place; then what stood above the limit."""
    sentences = _clonus_sentences(reading)
    sentences += _zero_sentences(reading)
    sentences += _not_tested_sentences(reading)
    unrecorded = [f.place for f in reading.findings if f.kind is FindingKind.NOT_EXAMINED]
    if unrecorded:
        places = {"at_places": reading.at_none_of(unrecorded)}
        said = reading.words.say(Message("Nothing was recorded {at_places}.", places))
        sentences.append(phrases.first_upper(said))
    limit = limit_sentences(reading)
    return tuple(filter(None, (" ".join(sentences), " ".join(limit))))


def limit_sentences(reading: Reading) -> tuple[str, ...]:
    """Which places were above the limit, and where it could not be applied."""
    tested = [finding for finding in reading.findings if finding.is_tested]
    if not tested:
        return ()
    above = tuple(f.place for f in tested if phrases.is_above(f))
    answered = [f for f in tested if f.judgement and f.judgement.outcome not in _NO_ANSWER]
    values = {"limit": phrases.limit_words(reading.applied_rule, reading.words)}
    sentences = []
    if above:
        values["places"] = reading.all_of(above)
        message = Message("Above the limit used here ({limit}): {places}.", values)
        sentences.append(reading.words.say(message))
    elif answered:
        message = Message("No count was above the limit used here ({limit}).", values)
        sentences.append(reading.words.say(message))
    return (*sentences, *_open_sentences(tested, reading))


def comparison_prose(
    comparisons: tuple[Comparison, ...],
    *,
    compared_on: str,
    reading: Reading,
    protocols: tuple[Protocol, ...],
) -> tuple[str, ...]:
    """What changed since the earlier examination, as one paragraph; empty without any."""
    words = reading.words
    since = Since(day=compared_on, names=reading.names, protocols=protocols, words=words)
    sentences = comparison_sentences(comparisons, since)
    if any(comparison.direction is Direction.WITHIN_ERROR for comparison in comparisons):
        sentences += (counting_error_sentence(words),)
    return (" ".join(sentences),) if sentences else ()


def _clonus_sentences(reading: Reading) -> list[str]:
    """One sentence for all places with clonus, and one for each time without a count."""
    words, empty = reading.words, []
    clauses: list[tuple[Place, Message]] = []
    with_clonus = [f for f in reading.findings if f.trial is not None and not f.trial.no_clonus]
    once = _ending_of_all(with_clonus)
    for finding in with_clonus:
        trial = finding.trial
        if trial is None or (finding.kind is FindingKind.TIMED_ONLY and not trial.known_duration_s):
            place = {"at_place": reading.at_place(finding.place)}
            said = words.say(
                Message("{at_place} 0.0 s was timed and no beats were counted.", place)
            )
            empty.append(phrases.first_upper(said))
        else:
            clause = _clause(finding, trial, words, with_ending=once is None)
            clauses.append((finding.place, clause))
    if not clauses:
        return empty
    found = {"findings": phrases.listed(_told_of_places(clauses, reading), words)}
    elicited = words.say(Message("A rapid stretch elicited {findings}.", found))
    return [elicited, *([words.say(once)] if once else []), *empty]


def _ending_of_all(with_clonus: list[Finding]) -> Message | None:
    """How clonus ended, said once when it stopped by itself at every place; else None."""
    ended = [finding.trial.ended_by for finding in with_clonus if finding.trial is not None]
    if not ended or any(by is not EndedBy.SELF_EXTINGUISHED for by in ended):
        return None
    if len(ended) == 1:
        return Message("Clonus stopped by itself while the stretch was held.")
    return Message("Clonus stopped by itself each time while the stretch was held.")


def _told_of_places(clauses: list[tuple[Place, Message]], reading: Reading) -> list[str]:
    """Each clause with its place; both sides at once where they were alike in every word."""
    alike: dict[tuple[object, ...], tuple[Message, list[Place]]] = {}
    for place, clause in clauses:
        key = (place.site, clause.text, *clause.values.items())
        alike.setdefault(key, (clause, []))[1].append(place)
    return [
        reading.words.say(
            Message(clause.text, {**clause.values, "at_place": reading.at_each_of(places)})
        )
        for clause, places in alike.values()
    ]


def _clause(finding: Finding, trial: Trial, words: Catalogue, *, with_ending: bool) -> Message:
    """What was found, still without its place."""
    values = {"details": _details(finding, trial, words, with_ending=with_ending)}
    if finding.kind is FindingKind.SUSTAINED:
        return Message("sustained clonus {at_place}{details}", values)
    if finding.kind is FindingKind.TIMED_ONLY:
        values["duration"] = phrases.duration_words(trial, words)
        return Message("clonus for {duration} {at_place}{details}", values)
    values["count"] = phrases.count_words(trial, words)
    return Message("{count} {at_place}{details}", values)


def _details(finding: Finding, trial: Trial, words: Catalogue, *, with_ending: bool) -> str:
    """The rest of what is known, in brackets; sustained clonus ends with its duration."""
    sustained = finding.kind is FindingKind.SUSTAINED
    parts = []
    if sustained or finding.kind is FindingKind.TIMED_ONLY:
        parts.append(phrases.count_words(trial, words))
    if trial.at_least and not sustained:
        values = {"n": trial.known_beats}
        parts.append(words.say(Message("counting stopped at {n}", values)))
    if with_ending:
        parts.append(phrases.ending_words(trial, words))
    timed = trial.known_duration_s is not None and finding.kind is not FindingKind.TIMED_ONLY
    if timed and not sustained:
        duration = phrases.duration_words(trial, words)
        parts.append(words.say(Message("duration {duration}", {"duration": duration})))
    parts += phrases.tapping_words(trial, words)
    parts.append(trials_words(finding, words))
    text = ", ".join(filter(None, parts))
    if sustained:
        text = phrases.clauses((text, phrases.duration_words(trial, words)), words)
    return f" ({text})" if text else ""


def _zero_sentences(reading: Reading) -> list[str]:
    """One sentence for all places with 0 beats, and one for those with as many trials each."""
    by_trials: dict[int, list[Place]] = {}
    for finding in reading.findings:
        if finding.trial is not None and finding.trial.no_clonus:
            by_trials.setdefault(max(1, finding.trial_count), []).append(finding.place)
    sentences = []
    for trials, places in by_trials.items():
        values: dict[str, object] = {"at_places": reading.at_none_of(places), "n": trials}
        if trials == 1:
            message = Message("No clonus was elicited {at_places} (0 beats).", values)
        elif len(places) == 1:
            message = Message("No clonus was elicited {at_places} in {n} trials (0 beats).", values)
        else:
            message = Message(
                "No clonus was elicited {at_places} in {n} trials each (0 beats).", values
            )
        sentences.append(phrases.first_upper(reading.words.say(message)))
    return sentences


def _not_tested_sentences(reading: Reading) -> list[str]:
    by_reason: dict[NotTested, list[Place]] = {}
    for finding in reading.findings:
        if finding.not_tested is not None:
            by_reason.setdefault(finding.not_tested, []).append(finding.place)
    sentences = []
    for reason, places in by_reason.items():
        listed = reading.all_of(places)
        because = phrases.because_words(reason, reading.words)
        text = reading.words.ngettext(
            "{places} was not tested {because}.", "{places} were not tested {because}.", len(places)
        )
        sentences.append(phrases.first_upper(text.format(places=listed, because=because)))
    return sentences


def _open_sentences(findings: list[Finding], reading: Reading) -> list[str]:
    """Where the limit could not be applied, one sentence for each reason."""
    by_reason: dict[str, list[Place]] = {}
    for finding in findings:
        if finding.judgement is not None and finding.judgement.outcome in _NO_ANSWER:
            why = reading.words.say(finding.judgement.why)
            by_reason.setdefault(why, []).append(finding.place)
    sentences = []
    for why, places in by_reason.items():
        values = {"at_places": reading.at_none_of(places), "why": why}
        message = Message("The limit could not be applied {at_places}. {why}", values)
        sentences.append(phrases.first_upper(reading.words.say(message)))
    return sentences
