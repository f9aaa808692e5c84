"""The Hunter criteria in words: drugs, features, which branch fired, what is unknown.

It is said which recorded features satisfy a published rule, and never what the patient has.
"""

from collections.abc import Mapping

from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.hunter import (
    FEATURES,
    HUNTER_ID,
    INPUT_WORDS,
    NOT_SATISFIED,
    SATISFIED,
    BranchReading,
    HunterInput,
    HunterReading,
    read_hunter,
)
from clonus_desktop.domain.hunter_record import HunterRecord, suggested_inducible
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.rule_answers import NOT_APPLICABLE
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases
from clonus_desktop.report.exposure_words import exposure_sentences
from clonus_desktop.report.parts import RuleCitation, Section
from clonus_desktop.report.reading import Reading

_UNKNOWN_WORDS = {
    **INPUT_WORDS,
    HunterInput.SEROTONERGIC_AGENT: Message("exposure to a serotonergic drug"),
    HunterInput.TEMPERATURE: Message("temperature"),
}
"""Each input as something that was not assessed."""

_CAVEAT = Message(
    "The Hunter criteria were validated in overdose and miss some cases at therapeutic doses and "
    "with mixed drugs. This repeats a published rule and is not a diagnosis."
)


def hunter_section(examination: Examination, reading: Reading) -> Section:
    """The section of a letter; without paragraphs when nothing was recorded."""
    heading = reading.words.gettext("Serotonergic exposure")
    return Section(heading=heading, paragraphs=hunter_prose(examination, reading))


def hunter_prose(examination: Examination, reading: Reading) -> tuple[str, ...]:
    """The drugs, the features, and what the rule says of them; empty without a record."""
    content = examination.statement(Topic.HUNTER)
    if not content:
        return ()
    record, words = HunterRecord.from_content(content), reading.words
    found = read_hunter(record.inputs(examination.started_at.date()))
    drugs = exposure_sentences(record, examination.started_at, words)
    features = feature_sentences(record, examination, reading)
    rule = [rule_sentence(found, words), citation_sentence(reading.citations, words)]
    if found.outcome != NOT_APPLICABLE:
        rule.append(caveat_sentence(words))
    return tuple(" ".join(sentences) for sentences in (drugs, features, rule) if sentences)


def hunter_summary(examination: Examination, reading: Reading) -> tuple[str, ...]:
    """The same for the record that is signed, without what holds for every patient."""
    content = examination.statement(Topic.HUNTER)
    if not content:
        return ()
    record, words = HunterRecord.from_content(content), reading.words
    found = read_hunter(record.inputs(examination.started_at.date()))
    return (
        *exposure_sentences(record, examination.started_at, words),
        *feature_sentences(record, examination, reading),
        rule_sentence(found, words),
        citation_sentence(reading.citations, words),
    )


def feature_sentences(
    record: HunterRecord, examination: Examination, reading: Reading
) -> tuple[str, ...]:
    """What was present, what was absent, what was not assessed, and the temperature."""
    words = reading.words
    by_state: dict[ThreeValued, list[str]] = {state: [] for state in ThreeValued}
    for item in FEATURES:
        state, said = record.features[item], words.say(INPUT_WORDS[item])
        if item is HunterInput.INDUCIBLE_CLONUS and state is ThreeValued.YES:
            where = _elicited(examination, reading)
            said += f" ({where})" if where else ""
        by_state[state].append(said)
    sentences = []
    if present := by_state[ThreeValued.YES]:
        text = words.ngettext("{features} was present.", "{features} were present.", len(present))
        sentences.append(_sentence(text, present, words))
    if absent := by_state[ThreeValued.NO]:
        text = words.ngettext("{features} was absent.", "{features} were absent.", len(absent))
        sentences.append(_sentence(text, absent, words))
    if left_open := by_state[ThreeValued.UNKNOWN]:
        text = words.ngettext(
            "{features} was not assessed.", "{features} were not assessed.", len(left_open)
        )
        sentences.append(_sentence(text, left_open, words))
    return (*sentences, _temperature(record, words))


def _sentence(text: str, features: list[str], words: Catalogue) -> str:
    return phrases.first_upper(text.format(features=phrases.listed(features, words)))


def _elicited(examination: Examination, reading: Reading) -> str:
    """``8 beats at the right ankle and 7 beats at the left ankle``; empty when nowhere."""
    _suggested, places = suggested_inducible(examination.places, examination.tests)
    found = [
        reading.words.say(
            Message(
                "{count} {at_place}",
                {
                    "count": phrases.measure_words(finding, reading.words),
                    "at_place": reading.at_place(finding.place),
                },
            )
        )
        for finding in reading.findings
        if finding.place in places
    ]
    return phrases.listed(found, reading.words)


def _temperature(record: HunterRecord, words: Catalogue) -> str:
    if record.temperature_c is None:
        return words.gettext("The temperature was not taken.")
    value = {"value": degrees(record.temperature_c, words)}
    return words.say(Message("The temperature was {value} °C.", value))


def degrees(temperature_c: float, words: Catalogue) -> str:
    """A temperature as it was entered, with one decimal at least: ``38.0``, ``38.05``."""
    value = words.number(temperature_c)
    return f"{value:.1f}" if round(temperature_c, 1) == temperature_c else f"{value}"


# --- the rule -------------------------------------------------------------------------------


def rule_sentence(reading: HunterReading, words: Catalogue) -> str:
    """What the rule said of the recorded features, in the past."""
    if reading.outcome == SATISFIED:
        fired = {"branches": fired_words(reading, words)}
        message = Message(
            "Hunter rule satisfied by the recorded features: {branches} (Dunkley 2003).", fired
        )
        return words.say(message)
    if reading.outcome == NOT_SATISFIED:
        return words.gettext("Hunter rule not satisfied by the recorded features.")
    if reading.outcome == NOT_APPLICABLE:
        return words.gettext(
            "The Hunter rule is not applicable: no serotonergic drug within five weeks."
        )
    values = {"unknown": unknown_words(reading, words)}
    message = Message(
        "Whether the Hunter rule is satisfied cannot be determined. Not assessed: {unknown}.",
        values,
    )
    return words.say(message)


def fired_words(reading: HunterReading, words: Catalogue) -> str:
    """``inducible clonus plus diaphoresis; tremor plus hyperreflexia``."""
    return phrases.clauses((_fired(fired, words) for fired in reading.fired), words)


def unknown_words(reading: HunterReading, words: Catalogue) -> str:
    """What could still change the outcome: ``agitation, diaphoresis and temperature``."""
    return phrases.listed([words.say(_UNKNOWN_WORDS[i]) for i in reading.unknown], words)


def _fired(fired: BranchReading, words: Catalogue) -> str:
    parts = [
        phrases.listed([words.say(INPUT_WORDS[item]) for item in present], words)
        for present in fired.present
    ]
    return words.gettext(" plus ").join(parts)


def caveat_sentence(words: Catalogue) -> str:
    """Where the rule was validated, and that it is no diagnosis."""
    return words.say(_CAVEAT)


def citation_sentence(citations: Mapping[str, RuleCitation], words: Catalogue) -> str:
    """The rule with its version and its source."""
    citation = citations[HUNTER_ID]
    values = {
        "rule": citation.rule_id,
        "version": citation.version,
        "source": citation.source.rstrip("."),
    }
    return words.say(Message("Rule {rule}, version {version}: {source}.", values))


def suggestion_sentence(examination: Examination, reading: Reading) -> str:
    """What the findings suggest of inducible clonus, and by which places."""
    suggested, _places = suggested_inducible(examination.places, examination.tests)
    words = reading.words
    if suggested is ThreeValued.YES:
        where = {"findings": _elicited(examination, reading)}
        return words.say(Message("The findings suggest yes: {findings}.", where))
    if suggested is ThreeValued.NO:
        return words.gettext("The findings suggest no: 0 beats at every place.")
    return words.gettext("The findings leave it open: not every place was tested.")
