"""What one revision of an examination says otherwise than the one before, in words."""

from collections.abc import Iterator, Mapping

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.context import Context
from clonus_desktop.domain.context_form import ContextForm
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.technique import Technique
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases, plain, technique_words
from clonus_desktop.report.context_words import context_paragraphs
from clonus_desktop.report.hunter_words import hunter_section
from clonus_desktop.report.reading import Reading
from clonus_desktop.report.trial_words import trial_words


def difference_sentences(
    older: Examination,
    newer: Examination,
    *,
    reading: Reading,
    reading_before: Reading,
    protocols: tuple[Protocol, ...],
    form: ContextForm,
) -> tuple[str, ...]:
    """Place by place, then what is about the whole: ``Left ankle: 6 beats, was 5 beats``.

    Args:
        reading: The newer revision as it is read.
        reading_before: The older one.
    """
    words = reading.words
    by_key = {protocol.site.key: protocol for protocol in protocols}
    said: list[str] = []
    for place in dict.fromkeys((*newer.places, *older.places)):
        name = phrases.first_upper(reading.place(place))
        said += _test_difference(newer.test_at(place), older.test_at(place), name, words)
        protocol = by_key.get(place.site.key)
        said += _technique_differences(newer, older, place, name, protocol, words)
        notes = (newer.notes.get(place, ""), older.notes.get(place, ""))
        title = words.say(Message("Note on {place}", {"place": reading.place(place)}))
        said += _typed_difference(title, *notes, words)
    said += _typed_difference(words.gettext("Comment"), newer.comment, older.comment, words)
    context = [_context(one, form, words) for one in (newer, older)]
    said += _told_difference(words.gettext("Context"), context[0], context[1], words)
    now = hunter_section(newer, reading).paragraphs
    before = hunter_section(older, reading_before).paragraphs
    said += _told_difference(words.gettext("Serotonin features"), now, before, words)
    return tuple(said)


def _test_difference(
    now: ClonusTest | None, before: ClonusTest | None, name: str, words: Catalogue
) -> Iterator[str]:
    if now == before:
        return
    short = (_result(now, words), _result(before, words))
    full = (_trials(now, words), _trials(before, words))
    # The same result of other trials is told trial by trial.
    said, was = short if short[0] != short[1] else full
    if said != was:
        yield _was(name, said, was, words)
    else:
        yield words.say(Message("{place}: the times of the trials differ", {"place": name}))


def _result(test: ClonusTest | None, words: Catalogue) -> str:
    if test is None:
        return words.gettext("not recorded")
    trial = test.largest_trial
    if trial is not None:
        return phrases.measure_of(trial, words)
    if test.not_tested is None:
        return words.gettext("not recorded")
    reason = phrases.reason_words(test.not_tested, words)
    return words.say(Message("not tested ({reason})", {"reason": reason}))


def _trials(test: ClonusTest | None, words: Catalogue) -> str:
    trials = () if test is None else test.trials
    told = (words.say(Message("({trial})", {"trial": trial_words(t, words)})) for t in trials)
    return " ".join(told) or words.gettext("no trial")


def _technique_differences(
    newer: Examination,
    older: Examination,
    place: Place,
    name: str,
    protocol: Protocol | None,
    words: Catalogue,
) -> Iterator[str]:
    now, before = (
        Technique.from_content(one.statement(Topic.TECHNIQUE, place) or {})
        for one in (newer, older)
    )
    nothing = words.gettext("not stated")
    if now.position != before.position:
        title = words.say(Message("{place}, position", {"place": name}))
        said, was = (
            technique_words.position_words(one.position, protocol) if one.position else nothing
            for one in (now, before)
        )
        yield _was(title, said, was, words)
    if now.checks != before.checks:
        title = words.say(Message("{place}, checks", {"place": name}))
        said, was = (
            technique_words.short_words(Technique(checks=one.checks), protocol, words) or nothing
            for one in (now, before)
        )
        yield _was(title, said, was, words)


def _typed_difference(title: str, now: str, before: str, words: Catalogue) -> Iterator[str]:
    if now != before:
        yield _was(title, _quoted(now, words), _quoted(before, words), words)


def _told_difference(
    title: str, now: tuple[str, ...], before: tuple[str, ...], words: Catalogue
) -> Iterator[str]:
    """Only those paragraphs that the other revision does not have."""
    if now == before:
        return
    nothing = words.gettext("not stated")
    said = " ".join(text for text in now if text not in before) or nothing
    was = " ".join(text for text in before if text not in now) or nothing
    values: Mapping[str, object] = {"title": title, "now": said, "before": was}
    yield words.say(Message("{title}, now: {now} Before: {before}", values))


def _context(examination: Examination, form: ContextForm, words: Catalogue) -> tuple[str, ...]:
    content = examination.statement(Topic.CONTEXT)
    if not content:
        return ()
    return context_paragraphs(
        Context.from_content(content), form, examined_at=examination.started_at, words=words
    )


def _quoted(text: str, words: Catalogue) -> str:
    if not text:
        return words.gettext("nothing")
    typed = plain.line(text, words, longest=plain.LONGEST_BLOCK)
    return words.say(Message("“{text}”", {"text": typed}))


def _was(title: str, now: str, before: str, words: Catalogue) -> str:
    values = {"title": title, "now": now, "before": before}
    return words.say(Message("{title}: {now}, was {before}", values))
