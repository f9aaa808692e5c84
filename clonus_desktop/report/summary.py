"""The few sentences that Review shows and that a signature keeps word for word."""

from datetime import date

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.finding import Finding
from clonus_desktop.domain.measures import Direction
from clonus_desktop.domain.message import Message
from clonus_desktop.report import phrases
from clonus_desktop.report.explanations import absence_sentence, at_five_sentences
from clonus_desktop.report.prose import limit_sentences
from clonus_desktop.report.reading import Reading

_WAS = Message("{place} was {before} on {date}.")
_SINCE = {
    Direction.SAME: None,
    Direction.NOT_EXAMINED_BEFORE: None,
    Direction.WITHIN_ERROR: Message(
        "{place} was {before} on {date}: unchanged within counting error."
    ),
    Direction.CANNOT_BE_COMPARED: Message("{place} was {before} on {date}: not comparable."),
}


def summary_sentences(
    reading: Reading,
    *,
    comparisons: tuple[Comparison, ...] = (),
    compared_on: date | None = None,
    beside: str = "",
) -> tuple[str, ...]:
    """Site by site, then the limit with its rule and source, then what changed.

    Args:
        comparisons: Beside the examination of ``compared_on``; both or neither.
        beside: What was recorded beside the places, as one sentence; may be empty.
    """
    return (
        *_site_sentences(reading),
        *limit_sentences(reading),
        *_change_sentences(comparisons, compared_on, reading),
        *at_five_sentences(reading),
        *([beside] if beside else []),
        _rule_sentence(reading),
        absence_sentence(reading.words),
    )


def _site_sentences(reading: Reading) -> list[str]:
    by_site: dict[str, list[Finding]] = {}
    for finding in reading.findings:
        by_site.setdefault(finding.place.site.key, []).append(finding)
    sentences = []
    for key, findings in by_site.items():
        right_first = sorted(findings, key=lambda finding: finding.place.side is Side.LEFT)
        parts = ", ".join(_side_words(finding, reading) for finding in right_first)
        site = phrases.first_upper(phrases.site_words(key, reading.names))
        values = {"site": site, "findings": parts}
        sentences.append(reading.words.say(Message("{site}: {findings}.", values)))
    return sentences


def _side_words(finding: Finding, reading: Reading) -> str:
    words = reading.words
    values = {"finding": _lower_first(phrases.finding_words(finding, words))}
    if finding.place.side is Side.MIDLINE:
        return values["finding"]
    if finding.place.side is Side.RIGHT:
        return words.say(Message("right {finding}", values))
    return words.say(Message("left {finding}", values))


def _change_sentences(
    comparisons: tuple[Comparison, ...], compared_on: date | None, reading: Reading
) -> list[str]:
    if compared_on is None:
        return []
    words, day = reading.words, phrases.screen_date(compared_on, reading.words)
    sentences = []
    for comparison in comparisons:
        template = _SINCE.get(comparison.direction, _WAS)
        if template is not None:
            place = phrases.first_upper(reading.place(comparison.place))
            before = phrases.measure_words(comparison.before, words)
            values = {"place": place, "before": before, "date": day}
            sentences.append(words.say(Message(template.text, values)))
    if comparisons and not sentences:
        sentences.append(words.say(Message("The same as on {date}.", {"date": day})))
    return sentences


def _rule_sentence(reading: Reading) -> str:
    citation = reading.citation
    values = {
        "rule": citation.rule_id,
        "version": citation.version,
        "source": citation.source.rstrip("."),
    }
    return reading.words.say(Message("Rule {rule}, version {version}: {source}.", values))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
