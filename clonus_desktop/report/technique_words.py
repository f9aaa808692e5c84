"""How a place was tested, in words: for a line on the screen and for a letter."""

from collections.abc import Sequence

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.technique import CheckAnswer, Technique
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases
from clonus_desktop.report.reading import Reading


def technique_prose(
    examination: Examination, protocols: Sequence[Protocol], reading: Reading
) -> tuple[str, ...]:
    """One sentence for each tested site; one for each of its places where they were unlike."""
    by_site: dict[str, list[Place]] = {}
    for finding in reading.findings:
        if finding.is_tested:
            by_site.setdefault(finding.place.site.key, []).append(finding.place)
    known = {protocol.site.key: protocol for protocol in protocols}
    sentences: list[str] = []
    for key, places in by_site.items():
        if key in known:
            sentences += _site_sentences(examination, known[key], places, reading)
    return tuple(sentences)


def short_words(technique: Technique, protocol: Protocol | None, words: Catalogue) -> str:
    """A few words: ``supine, knee straight; 3 of 5 checks ticked; stretch held: no``."""
    parts = [position_words(technique.position, protocol)] if technique.position else []
    known = 0 if protocol is None else len(protocol.checks)
    ticked = len(technique.ticked)
    if ticked:
        values: dict[str, object] = {"n": ticked, "all": max(known, len(technique.checks))}
        parts.append(words.say(Message("{n} of {all} checks ticked", values)))
    for key, answer in _answers(technique, protocol):
        if answer is CheckAnswer.NO:
            parts.append(answer_words(_asked(key, protocol), answer, words))
    return phrases.clauses(parts, words)


def answer_words(asked: str, answer: CheckAnswer, words: Catalogue) -> str:
    """A check with its answer: ``Stretch held: yes``."""
    if answer is CheckAnswer.YES:
        return words.say(Message("{check}: yes", {"check": asked}))
    return words.say(Message("{check}: no", {"check": asked}))


def position_words(position: str, protocol: Protocol | None) -> str:
    """A position in words, or its key where the protocol no longer knows it."""
    known = None if protocol is None else protocol.position_of(position)
    return position.replace("-", " ") if known is None else known


def _site_sentences(
    examination: Examination, protocol: Protocol, places: Sequence[Place], reading: Reading
) -> list[str]:
    stated = {
        place: Technique.from_content(examination.statement(Topic.TECHNIQUE, place) or {})
        for place in places
    }
    version = examination.protocol_versions.get(protocol.site.key, protocol.version)
    first = stated[places[0]]
    if all(technique == first for technique in stated.values()):
        title = phrases.site_words(protocol.site.key, reading.names)
        return [_sentence(title, first, protocol, version, reading.words)]
    return [
        _sentence(reading.place(place), technique, protocol, version, reading.words)
        for place, technique in stated.items()
    ]


def _sentence(
    title: str, technique: Technique, protocol: Protocol, version: int, words: Catalogue
) -> str:
    position = technique.position
    values = {
        "site": phrases.first_upper(title),
        "position": position_words(position, protocol) if position else protocol.position,
        "stretch": protocol.stretch + _checks_clause(technique, protocol, words),
        "version": version,
    }
    message = Message("{site}: {position}; {stretch} (protocol version {version}).", values)
    return words.say(message)


def _checks_clause(technique: Technique, protocol: Protocol, words: Catalogue) -> str:
    """`` with the muscle relaxed and the stretch held``; empty where nothing was ticked."""
    said: dict[CheckAnswer, list[str]] = {CheckAnswer.YES: [], CheckAnswer.NO: []}
    for key, answer in _answers(technique, protocol):
        check = protocol.check_of(key)
        stands = "" if check is None else (check.yes if answer is CheckAnswer.YES else check.no)
        said[answer].append(stands or answer_words(_asked(key, protocol), answer, words))
    yes, no = (phrases.listed(said[answer], words) for answer in CheckAnswer)
    values = {"yes": yes, "no": no}
    if yes and no:
        return words.say(Message(" with {yes}, but with {no}", values))
    if yes or no:
        return words.say(Message(" with {checks}", {"checks": yes or no}))
    return ""


def _answers(technique: Technique, protocol: Protocol | None) -> list[tuple[str, CheckAnswer]]:
    """The answers in the order of the protocol, then those that it no longer asks for."""
    order = [] if protocol is None else [check.key for check in protocol.checks]
    later = [key for key in technique.checks if key not in order]
    return [(key, technique.checks[key]) for key in (*order, *later) if key in technique.checks]


def _asked(key: str, protocol: Protocol | None) -> str:
    """What a check asks, inside a sentence; its key where the protocol no longer asks it."""
    check = None if protocol is None else protocol.check_of(key)
    return key.replace("-", " ") if check is None else check.text[:1].lower() + check.text[1:]
