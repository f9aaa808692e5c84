"""The sentences of an examination that Review shows and that a signature keeps."""

from collections.abc import Mapping

from clonus_desktop.casebook import contexts
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.findings import visit_before
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.report.context_words import context_summary
from clonus_desktop.report.hunter_words import hunter_summary
from clonus_desktop.report.parts import RuleCitation
from clonus_desktop.report.reading import Reading, compare_readings, read_examination
from clonus_desktop.report.summary import summary_sentences
from clonus_desktop.wordings import RuleText


def summary(book: Casebook, patient: Patient, examination: Examination) -> tuple[str, ...]:
    """What was found, under which rule, and what changed since the visit before."""
    now = reading_of(book, patient, examination)
    return (*_clonus(book, patient, examination, now), *hunter_summary(examination, now))


def _clonus(
    book: Casebook, patient: Patient, examination: Examination, now: Reading
) -> tuple[str, ...]:
    context = contexts.get(book, examination)
    beside = context_summary(context, book.context_form, book.words)
    before = visit_before(book, examination)
    if before is None:
        return summary_sentences(now, beside=beside)
    return summary_sentences(
        now,
        comparisons=compare_readings(now, reading_of(book, patient, before)),
        compared_on=before.started_at.date(),
        beside=beside,
    )


def citations(book: Casebook) -> Mapping[str, RuleCitation]:
    """The words of every rule by its id, as the record cites them."""
    return citations_of(book.rule_texts)


def citations_of(texts: Mapping[str, RuleText]) -> Mapping[str, RuleCitation]:
    """The same from the rules of any language, as a letter cites them."""
    return {
        text.rule: RuleCitation(
            rule_id=text.rule,
            version=text.version,
            name=text.name,
            wording=text.wording,
            source=text.source.short,
        )
        for text in texts.values()
    }


def reading_of(book: Casebook, patient: Patient, examination: Examination) -> Reading:
    """The examination under the practice's rule, with all that sentences about it need."""
    return read_examination(
        examination,
        patient=patient,
        rule=book.rule,
        citations=citations(book),
        names={protocol.site.key: protocol.name for protocol in book.protocols},
        words=book.words,
    )
