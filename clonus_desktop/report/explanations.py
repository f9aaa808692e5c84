"""What stands below the findings: how it was counted, which rule was used, what it does not say."""

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.trial import CountMethod
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases
from clonus_desktop.report.reading import Reading

INFANT_RULE_ID = "INFANT"
_OTHER_AT_FIVE = {"ARTICLE_GT5": "HPO_GE5", "HPO_GE5": "ARTICLE_GT5"}

_AT_FIVE = {
    "ARTICLE_GT5": Message(
        "Exactly 5 beats were counted {at_places}: not above the limit used here ({limit}), but "
        "above that of rule {rule}, version {version} ({other_limit}; {source})."
    ),
    "HPO_GE5": Message(
        "Exactly 5 beats were counted {at_places}: above the limit used here ({limit}), but not "
        "above that of rule {rule}, version {version} ({other_limit}; {source})."
    ),
}

_COUNTED = {
    CountMethod.NUMBER: Message("The number was entered after the stretch {at_places}."),
    CountMethod.EXACT: Message("An exact number was entered {at_places}."),
    CountMethod.TIMED: Message("The duration was timed by hand {at_places}."),
    CountMethod.TAPPED: Message(
        "Each beat was tapped along {at_places}; the tap rate is the examiner's tapping and not a "
        "measured frequency of clonus."
    ),
}


def counting_prose(reading: Reading) -> tuple[str, ...]:
    """How the beats were counted, method by method; empty when nothing was tested."""
    by_method: dict[CountMethod, list[Place]] = {}
    for finding in reading.findings:
        if finding.trial is not None:
            by_method.setdefault(finding.trial.count_method, []).append(finding.place)
    if not by_method:
        return ()
    sentences = [
        reading.words.gettext(
            "Every involuntary contraction after the stretch counts as a beat, the first included."
        )
    ]
    for method, template in _COUNTED.items():
        if set(by_method) == {CountMethod.NUMBER} == {method}:
            sentences.append(reading.words.gettext("The number was entered after each stretch."))
        elif method in by_method:
            places = {"at_places": reading.at_all_of(by_method[method])}
            sentences.append(reading.words.say(Message(template.text, places)))
    return (" ".join(sentences),)


def rule_prose(reading: Reading) -> tuple[str, ...]:
    """The rule with its version, words and source, and where another rule differs."""
    words, citation = reading.words, reading.citation
    values = {"rule": citation.rule_id, "version": citation.version, "name": citation.name}
    parts = [words.say(Message("Rule {rule}, version {version} (“{name}”):", values))]
    parts.append(phrases.ended(citation.wording))
    parts.append(_source_sentence(reading))
    return (" ".join(filter(None, (*parts, _infant_sentence(reading)))), *_reservations(reading))


def short_rule_prose(reading: Reading) -> tuple[str, ...]:
    """The rule with its version and source alone, and where another rule differs."""
    words, citation = reading.words, reading.citation
    values = {"rule": citation.rule_id, "version": citation.version, "name": citation.name}
    named = words.say(Message("Rule {rule}, version {version} (“{name}”).", values))
    parts = (named, _source_sentence(reading), _infant_sentence(reading))
    return (" ".join(filter(None, parts)), *_reservations(reading))


def _source_sentence(reading: Reading) -> str:
    source = {"source": phrases.ended(reading.citation.source)}
    return reading.words.say(Message("Source: {source}", source))


def _reservations(reading: Reading) -> tuple[str, ...]:
    return (
        *at_five_sentences(reading),
        reading.words.gettext(
            "“Above the limit” repeats this published rule and is not a diagnosis. Clonus has "
            "many causes and must be interpreted with the other findings."
        ),
    )


def at_five_sentences(reading: Reading) -> tuple[str, ...]:
    """At exactly 5 beats, that the two rules nearest to 5 answer differently."""
    other_id = _OTHER_AT_FIVE.get(reading.applied_rule.id)
    places = tuple(
        finding.place
        for finding in reading.findings
        if finding.trial and finding.beats == 5 and not finding.trial.at_least
    )
    if other_id is None or not places:
        return ()
    other = reading.citations[other_id]
    one_by_one = reading.words.places.in_a_row([reading.at_place(place) for place in places])
    values = {
        "at_places": phrases.listed(one_by_one, reading.words),
        "limit": phrases.limit_words(reading.applied_rule, reading.words),
        "rule": other.rule_id,
        "version": other.version,
        "other_limit": phrases.limit_words(RULES[other_id], reading.words),
        "source": other.source,
    }
    return (reading.words.say(Message(_AT_FIVE[reading.applied_rule.id].text, values)),)


def absence_sentence(words: Catalogue) -> str:
    """What the absence of clonus does not say (clinical.md 0, fact 7)."""
    return words.gettext("Absent clonus does not exclude an upper motor neurone lesion.")


def _infant_sentence(reading: Reading) -> str:
    words = reading.words
    if reading.applied_rule.id == INFANT_RULE_ID and reading.age is not None:
        values = {"age": phrases.age_words(reading.age, words), "rule": reading.rule.id}
        return words.say(
            Message(
                "At the examination the patient was {age} old; the adult limit ({rule}) does not "
                "apply under 12 months.",
                values,
            )
        )
    if reading.age is None:
        return words.gettext("The age is not known; the adult limit was used.")
    return ""
