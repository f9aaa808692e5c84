"""A letter from the record: one value, from which every output is made."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from clonus_desktop import __version__
from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.domain.context_form import ContextForm
from clonus_desktop.domain.course import Course
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.practice import Practice
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.domain.rules import Rule
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases, plain
from clonus_desktop.report.arranging import body_of, opening_of
from clonus_desktop.report.course_words import plot_of
from clonus_desktop.report.identifiers import USUAL_NAMING, identifiers_of
from clonus_desktop.report.matter import Matter
from clonus_desktop.report.options import LetterOptions, Naming
from clonus_desktop.report.parts import Frame, Identifier, Letter, RuleCitation
from clonus_desktop.report.reading import Reading, read_examination
from clonus_desktop.report.sign_off import signature_lines
from clonus_desktop.report.structures import structure_named

__all__ = ["InvalidLetter", "Letter", "LetterOptions", "RuleCitation", "compose_letter"]

MOST_COPIES = 20
"""Who gets a copy, one line each."""


class InvalidLetter(ValueError):
    """The parts of a letter do not belong to one patient, or not to one course of time."""


def compose_letter(
    *,
    patient: Patient,
    examination: Examination,
    compare_with: Examination | None = None,
    courses: tuple[Course, ...] = (),
    drug_notes: tuple[DrugNote, ...] = (),
    marks: tuple[VisitMark, ...] = (),
    practice: Practice,
    rule: Rule,
    citations: Mapping[str, RuleCitation],
    protocols: tuple[Protocol, ...],
    context_form: ContextForm,
    options: LetterOptions,
    written_on: date,
    catalogue: Catalogue,
    naming: Naming = USUAL_NAMING,
    writer: Clinician | None = None,
) -> Letter:
    """The letter on one examination, final when that is signed and marked as a draft when not.

    The practice's examiner writes it when there is no writer.

    Raises:
        InvalidLetter: Of another patient, withdrawn, or compared with a draft or a later one.
    """
    _check_that_they_belong_together(patient, examination, compare_with)
    read = _reader(patient, rule, citations, protocols, catalogue)
    now = read(examination)
    matter = Matter(
        patient=patient,
        examination=examination,
        reading=now,
        before=read(compare_with) if compare_with else None,
        plot=plot_of(courses, now, notes=drug_notes, marks=marks, form=context_form),
        protocols=protocols,
        options=options,
        form=context_form,
    )
    return _letter(matter, practice, naming, written_on, writer)


def _reader(
    patient: Patient,
    rule: Rule,
    citations: Mapping[str, RuleCitation],
    protocols: tuple[Protocol, ...],
    words: Catalogue,
) -> Callable[[Examination], Reading]:
    in_words = partial(read_examination, names=_names(protocols), words=words)
    return partial(in_words, patient=patient, rule=rule, citations=citations)


def _names(protocols: tuple[Protocol, ...]) -> Mapping[str, str]:
    return {protocol.site.key: protocol.name for protocol in protocols}


def _letter(
    matter: Matter,
    practice: Practice,
    naming: Naming,
    written_on: date,
    writer: Clinician | None,
) -> Letter:
    examination, reading, words = matter.examination, matter.reading, matter.words
    options, structure = matter.options, structure_named(matter.options.structure)
    recipient = plain.lines(options.recipient, words)
    identifiers = identifiers_of(matter.patient, naming, written_on, words=words)
    name = plain.line(matter.patient.formal_name, words)
    return Letter(
        language=words.language,
        written_on=written_on,
        clinic=plain.lines(practice.clinic, words),
        date=phrases.letter_date(written_on, words),
        recipient=recipient,
        salutation=plain.line(options.salutation, words) or _salutation(recipient, words),
        subject=words.say(Message("Re: {name}", {"name": name})),
        identifiers=identifiers,
        title=_title(examination, words),
        opening=opening_of(structure, matter),
        body=body_of(structure, matter),
        closing=words.gettext("Yours sincerely,"),
        signature=signature_lines(examination, practice, writer, words),
        copies=_copies(options, words),
        structure=structure.key,
        addressee_id=options.addressee_id,
        citation=reading.citation,
        examination_id=examination.id,
        revision=examination.revision,
        is_draft=examination.signature is None,
        program_version=__version__,
        frame=_frame(examination, name, identifiers, reading),
    )


def _check_that_they_belong_together(
    patient: Patient, examination: Examination, compare_with: Examination | None
) -> None:
    if examination.patient_id != patient.id:
        raise InvalidLetter("The examination is of another patient.")
    if examination.withdrawal is not None:
        raise InvalidLetter("The examination was withdrawn.")
    if compare_with is None:
        return
    if compare_with.patient_id != patient.id:
        raise InvalidLetter("The examination to compare with is of another patient.")
    if compare_with.signature is None:
        raise InvalidLetter("The examination to compare with is not signed.")
    if compare_with.withdrawal is not None:
        raise InvalidLetter("The examination to compare with was withdrawn.")
    if compare_with.started_at > examination.started_at:
        raise InvalidLetter("The examination to compare with is the later one.")


def _salutation(recipient: tuple[str, ...], words: Catalogue) -> str:
    by_title = words.forms.greetings.to(recipient[0]) if recipient else ""
    return by_title or words.gettext("Dear colleague,")


def _title(examination: Examination, words: Catalogue) -> str:
    values: dict[str, object] = {
        "date": phrases.letter_date(examination.started_at.date(), words),
        "revision": examination.revision,
    }
    if examination.revision > 1:
        return words.say(Message("Clonus examination, {date} (revision {revision})", values))
    return words.say(Message("Clonus examination, {date}", values))


def _copies(options: LetterOptions, words: Catalogue) -> tuple[str, ...]:
    lines = plain.lines(options.copies, words, most=MOST_COPIES)
    return (words.gettext("Copies to:"), *lines) if lines else ()


def _frame(
    examination: Examination, name: str, identifiers: tuple[Identifier, ...], reading: Reading
) -> Frame:
    words = reading.words
    born, _, number, *_others = identifiers
    record = {
        "id": examination.id,
        "revision": examination.revision,
        "rule": reading.citation.rule_id,
        "version": reading.citation.version,
        "program": __version__,
    }
    is_draft = examination.signature is None
    return Frame(
        draft_mark=words.gettext("DRAFT – not signed") if is_draft else "",
        identity=f"{name} · {born.label} {born.value} · {number.label} {number.value}",
        record=words.say(
            Message(
                "Examination {id}, revision {revision} · rule {rule} v{version} · "
                "Clonus Desktop {program}",
                record,
            )
        ),
        page_of=words.gettext("Page {page} of {pages}"),
        replaced=words.gettext("� stands for a character that this print cannot show."),
    )
