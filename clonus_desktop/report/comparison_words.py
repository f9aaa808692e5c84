"""What changed since an earlier examination: the sentences of chart, sheet and letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.measures import Direction, Measure, Obstacle
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases
from clonus_desktop.report.place_words import at_place, the_place
from clonus_desktop.report.technique_words import position_words
from clonus_desktop.report.trial_words import method_words

_AMOUNTS = {
    (Measure.BEATS, Direction.MORE): Message(
        "more beats than on {date} ({now} now, {before} then)"
    ),
    (Measure.BEATS, Direction.FEWER): Message(
        "fewer beats than on {date} ({now} now, {before} then)"
    ),
    (Measure.DURATION, Direction.MORE): Message("longer than on {date} ({now} now, {before} then)"),
    (Measure.DURATION, Direction.FEWER): Message(
        "shorter than on {date} ({now} now, {before} then)"
    ),
}
_SAID = {
    Direction.SAME: Message("the same as on {date} ({now})"),
    Direction.WITHIN_ERROR: Message(
        "unchanged within counting error since {date} ({now} now, {before} then)"
    ),
    Direction.NEWLY_TESTED: Message("{now}; on {date} it was not tested {before_reason}"),
    Direction.NO_LONGER_TESTED: Message("not tested {now_reason}; {before} on {date}"),
    Direction.NOT_EXAMINED_BEFORE: Message("{now}; on {date} it was not examined"),
    Direction.NOT_EXAMINED_NOW: Message("not examined; {before} on {date}"),
    Direction.TESTED_NEITHER_TIME: Message("tested neither now nor on {date}"),
    Direction.CANNOT_BE_COMPARED: Message(
        "not comparable with {date} because {why} ({now} now, {before} then)"
    ),
}
_NOW_SUSTAINED = Message("sustained clonus now; {before} on {date}")
_NO_LONGER_SUSTAINED = Message("no longer sustained: {now} now, sustained clonus on {date}")

_LASTED = {
    Direction.MORE: Message("{change}; it lasted longer ({now} now, {before} then)"),
    Direction.FEWER: Message("{change}; it lasted less long ({now} now, {before} then)"),
    Direction.WITHIN_ERROR: Message(
        "{change}; the duration was unchanged within timing error ({now} now, {before} then)"
    ),
    Direction.SAME: Message("{change}; it lasted as long ({now})"),
}
_UNLIKE_METHODS = Message("{change}; counted in different ways ({now} now, {before} then)")

_WHY = {
    Obstacle.POSITION: Message("the position was another (“{now}” now, “{before}” then)"),
    Obstacle.COUNTED_ONLY_NOW: Message("beats were counted now and only the time was taken then"),
    Obstacle.COUNTED_ONLY_BEFORE: Message(
        "beats were counted then and only the time was taken now"
    ),
    Obstacle.OPEN: Message("counting stopped before the clonus did"),
}

_IN_LETTER = {
    Direction.MORE: Message("Compared with {date}, clonus had increased {at_changes}."),
    Direction.FEWER: Message("Compared with {date}, clonus had decreased {at_changes}."),
    Direction.WITHIN_ERROR: Message("Unchanged within counting error since {date}: {changes}."),
    Direction.SAME: Message("Findings were the same as on {date} {at_changes}."),
    Direction.NEWLY_TESTED: Message("Tested now, and not tested on {date}: {changes}."),
    Direction.NO_LONGER_TESTED: Message("Not tested now, and tested on {date}: {changes}."),
    Direction.NOT_EXAMINED_BEFORE: Message("Not examined on {date}: {changes}."),
    Direction.NOT_EXAMINED_NOW: Message("Examined on {date} and not now: {changes}."),
    Direction.TESTED_NEITHER_TIME: Message("Tested neither now nor on {date}: {changes}."),
    Direction.CANNOT_BE_COMPARED: Message("Not comparable with {date}: {changes}."),
}
_SAID_WHERE = frozenset({Direction.MORE, Direction.FEWER, Direction.SAME})
"""These say where it was; the others name the place."""

_PLACES = {
    Direction.SAME: Message("{place} ({now})"),
    Direction.WITHIN_ERROR: Message("{place} ({now} now, {before} then)"),
    Direction.NEWLY_TESTED: Message("{place} ({now} now)"),
    Direction.NO_LONGER_TESTED: Message("{place} ({before} then)"),
    Direction.NOT_EXAMINED_BEFORE: Message("{place} ({now} now)"),
    Direction.NOT_EXAMINED_NOW: Message("{place} ({before} then)"),
    Direction.TESTED_NEITHER_TIME: Message("{place}"),
    Direction.CANNOT_BE_COMPARED: Message("{place}, because {why} ({now} now, {before} then)"),
}
_FROM_TO = Message("{place} (from {before} to {now})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What the sentences of a comparison need beside it.

    Attributes:
        day: The day of the earlier examination, as it is to be printed.
        names: Name of each site by its key.
        protocols: Name the positions.
        words: The language.
    """

    day: str
    names: Mapping[str, str]
    protocols: Sequence[Protocol]
    words: Catalogue


def place_sentence(comparison: Comparison, since: Since) -> str:
    """The one sentence on a place: ``Left ankle: fewer beats than on 26-Aug-2025 (…).``."""
    place = phrases.place_words(comparison.place, since.names, since.words)
    values = {"place": phrases.first_upper(place), "change": change_words(comparison, since)}
    return since.words.say(Message("{place}: {change}.", values))


def change_words(comparison: Comparison, since: Since) -> str:
    """The same without the place: ``fewer beats than on 26-Aug-2025 (2 beats now, 8 then)``."""
    words = since.words
    said = words.say(Message(_template(comparison).text, _values(comparison, since)))
    now, before = comparison.now.trial, comparison.before.trial
    if now is None or before is None:
        return said
    further = []
    if comparison.duration is not None:
        further.append((_LASTED[comparison.duration], phrases.duration_words))
    if comparison.direction.is_measured and comparison.is_by_unlike_methods:
        further.append((_UNLIKE_METHODS, method_words))
    for template, told in further:
        values = {"change": said, "now": told(now, words), "before": told(before, words)}
        said = words.say(Message(template.text, values))
    return said


def comparison_sentences(comparisons: Sequence[Comparison], since: Since) -> tuple[str, ...]:
    """A sentence for each kind of change, with the places it holds for, as a letter tells it."""
    sentences = []
    for direction, template in _IN_LETTER.items():
        found = [_in_letter(c, since) for c in comparisons if c.direction is direction]
        if found:
            changes = phrases.listed(since.words.places.in_a_row(found), since.words)
            values = {"date": since.day, "changes": changes, "at_changes": changes}
            sentences.append(since.words.say(Message(template.text, values)))
    return tuple(sentences)


def why_words(comparison: Comparison, since: Since) -> str:
    """What stands in the way of comparing: ``counting stopped before the clonus did``."""
    if comparison.why is None:
        return ""
    now, before = (_position(comparison, key, since) for key in comparison.positions)
    return since.words.say(Message(_WHY[comparison.why].text, {"now": now, "before": before}))


def _template(comparison: Comparison) -> Message:
    if comparison.direction not in {Direction.MORE, Direction.FEWER}:
        return _SAID[comparison.direction]
    if comparison.measure is Measure.BEATS:
        if comparison.now.kind is FindingKind.SUSTAINED:
            return _NOW_SUSTAINED
        if comparison.before.kind is FindingKind.SUSTAINED:
            return _NO_LONGER_SUSTAINED
    return _AMOUNTS[comparison.measure, comparison.direction]


def _values(comparison: Comparison, since: Since) -> dict[str, object]:
    now, before = comparison.now, comparison.before
    return {
        "date": since.day,
        "now": phrases.measure_words(now, since.words),
        "before": phrases.measure_words(before, since.words),
        "now_reason": _reason(now, since),
        "before_reason": _reason(before, since),
        "why": why_words(comparison, since),
    }


def _reason(finding: Finding, since: Since) -> str:
    not_tested = finding.not_tested
    return "" if not_tested is None else phrases.because_words(not_tested, since.words)


def _in_letter(comparison: Comparison, since: Since) -> str:
    named = at_place if comparison.direction in _SAID_WHERE else the_place
    values = _values(comparison, since)
    values["place"] = named(comparison.place, since.names, since.words)
    template = _PLACES.get(comparison.direction, _FROM_TO)
    return since.words.say(Message(template.text, values))


def _position(comparison: Comparison, key: str, since: Since) -> str:
    site = comparison.place.site
    protocol = next((one for one in since.protocols if one.site == site), None)
    return position_words(key, protocol)
