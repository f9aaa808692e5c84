"""Letters: composed from the record, made into text, HTML, PDF and pages, and issued."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.contexts import drug_course
from clonus_desktop.casebook.findings import (
    all_visits,
    courses,
    signed_visits,
    standing,
    visit_before,
)
from clonus_desktop.casebook.letter_choices import language_of
from clonus_desktop.casebook.naming import naming_of, numbered
from clonus_desktop.casebook.stationery import PLAIN, Stationery
from clonus_desktop.casebook.summaries import citations_of
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.visit_marks import visit_marks
from clonus_desktop.language import Catalogue
from clonus_desktop.report.html import as_html
from clonus_desktop.report.kept_letter import to_json
from clonus_desktop.report.letter import InvalidLetter, Letter, LetterOptions, compose_letter
from clonus_desktop.report.pdf import Attachment, as_pdf, as_svg_pages
from clonus_desktop.report.seal import RecordSeal, sealed, with_seal_words
from clonus_desktop.report.text import as_text

__all__ = [
    "Attachment",
    "InvalidLetter",
    "Letter",
    "LetterOptions",
    "NotSigned",
    "choices",
    "comparable",
    "compose",
    "docx",
    "file_name",
    "html",
    "issue",
    "pages",
    "pdf",
    "text",
    "usual_comparison",
]


class NotSigned(ValueError):
    """A letter on an unfinished examination cannot be issued; nothing was stored."""


def choices(book: Casebook, patient: Patient) -> tuple[Examination, ...]:
    """What a letter can be written on: signed visits, newest first, then the unfinished exam."""
    draft = book.file.examinations.draft_of(patient.id)
    return (*signed_visits(book, patient.id), *(() if draft is None else (draft,)))


def comparable(book: Casebook, examination: Examination) -> tuple[Examination, ...]:
    """The signed visits that the examination can be compared with, newest first."""
    return tuple(
        visit
        for visit in signed_visits(book, examination.patient_id)
        if visit.started_at < examination.started_at and visit.id != examination.revises_id
    )


def usual_comparison(book: Casebook, examination: Examination) -> Examination | None:
    """The visit before the examination, or None when it is the first."""
    return visit_before(book, examination)


def compose(
    book: Casebook,
    examination_id: int,
    options: LetterOptions,
    *,
    compare_with_id: int | None,
    written_on: date | None = None,
) -> Letter:
    """The letter on an examination under the practice's rule, dated today if no day is given.

    Args:
        compare_with_id: An earlier signed visit, or None for no comparison.

    Raises:
        LookupError: There is none.
        InvalidLetter: The comparison is another's, not signed, later; or one was withdrawn.
    """
    examination = book.file.examinations.get(examination_id)
    patient = book.file.patients.get(examination.patient_id)
    visits = _visits_until(book, examination)
    wording = book.wording_in(language_of(book, options))
    letter = compose_letter(
        patient=numbered(patient),
        examination=examination,
        compare_with=_stored(book, compare_with_id),
        courses=courses(book, patient, standing(visits)),
        drug_notes=drug_course(standing(visits)),
        marks=visit_marks(visits),
        practice=book.practice,
        rule=book.rule,
        citations=citations_of(wording.rule_texts),
        protocols=wording.protocols,
        context_form=wording.context_form,
        options=options,
        written_on=written_on or book.now().date(),
        catalogue=wording.words,
        naming=naming_of(book, patient, wording.words),
        writer=book.signed_in,
    )
    return _sealed(book, letter, wording.words)


def _stored(book: Casebook, examination_id: int | None) -> Examination | None:
    return None if examination_id is None else book.file.examinations.get(examination_id)


def _sealed(book: Casebook, letter: Letter, words: Catalogue) -> Letter:
    """The letter with the seal of the newest act, or the one with which it was issued before."""
    line_end = "\r\n"
    unsealed = text(letter)
    for issued in book.file.letters.of_examination(letter.examination_id):
        # Written again without a change it is the same letter, and no new one is stored.
        seal = issued.text.removeprefix(unsealed).removesuffix(line_end)
        if issued.text.startswith(unsealed) and seal and line_end not in seal:
            return with_seal_words(letter, seal)
    act, digest = book.file.audit.head()
    newest = RecordSeal(record=book.file.casebook_id, act=act, digest=digest)
    return sealed(letter, newest, words)


def _visits_until(book: Casebook, examination: Examination) -> tuple[Examination, ...]:
    """The visits up to the examination, withdrawn ones too: a letter never tells of later ones.

    Of an amendment, without the revision that it is to replace.
    """
    return tuple(
        visit
        for visit in all_visits(book, examination.patient_id)
        if visit.started_at <= examination.started_at and visit.id != examination.revises_id
    )


def text(letter: Letter) -> str:
    """The letter as plain lines that end in CRLF: what is stored when it is issued."""
    return as_text(letter)


def html(letter: Letter) -> str:
    """The letter as HTML that pastes into a word processor with its table."""
    return as_html(letter)


def pdf(
    letter: Letter, stationery: Stationery = PLAIN, attachments: Sequence[Attachment] = ()
) -> bytes:
    """The letter as an archival PDF; the same letter always gives the same bytes.

    Args:
        attachments: Go inside the file.
    """
    return as_pdf(letter, letterhead=stationery.letterhead, attachments=attachments)


def docx(letter: Letter, stationery: Stationery = PLAIN) -> bytes:
    """The letter as a Word document; the same letter always gives the same bytes."""
    # Few letters are written in Word, and its parts take long to be imported.
    from clonus_desktop.report.word import as_docx

    return as_docx(letter, stationery.word_template)


def pages(letter: Letter, stationery: Stationery = PLAIN) -> tuple[bytes, ...]:
    """The A4 pages of the letter, one SVG each."""
    return as_svg_pages(letter, letterhead=stationery.letterhead)


def file_name(letter: Letter, suffix: str = ".pdf") -> str:
    """``2025-11-14_clonus_12.pdf``: the day of the letter and the examination, never a name."""
    return f"{letter.written_on.isoformat()}_clonus_{letter.examination_id}{suffix}"


def issue(book: Casebook, letter: Letter) -> Change:
    """Store the whole letter word for word; the same one is stored once.

    Raises:
        NotSigned: Its examination is a draft.
        InvalidLetter: Its examination was withdrawn after the letter was composed, or it is a
            copy of one that the record holds.
    """
    if letter.is_draft:
        raise NotSigned("A letter on an unfinished examination cannot be issued.")
    if letter.is_copy:
        raise InvalidLetter("A copy of an issued letter is not issued once more.")
    with book.file.write():
        examination = book.file.examinations.get(letter.examination_id)
        if examination.withdrawal is not None:
            raise InvalidLetter("The examination was withdrawn.")
        words, content = text(letter), to_json(letter)
        letter_id = _kept_before(book, letter, words, content)
        if letter_id is None:
            letter_id = _keep(book, letter, words, content)
    return replace(Change.of(Deed.ISSUED, examination), letter_id=letter_id)


def _kept_before(book: Casebook, letter: Letter, words: str, content: str) -> int | None:
    """The row of the very same letter, its plot included, which is in no text."""
    file = book.file.letters
    stored = file.of_examination(letter.examination_id)
    same = (one.id for one in stored if one.text == words and file.content(one.id) == content)
    return next(same, None)


def _keep(book: Casebook, letter: Letter, words: str, content: str) -> int:
    return book.file.letters.issue(
        examination_id=letter.examination_id,
        recipient="\n".join(letter.recipient),
        text=words,
        rule_id=letter.citation.rule_id,
        rule_version=letter.citation.version,
        at=book.now(),
        by=book.examiner,
        addressee_id=letter.addressee_id,
        copies="\n".join(letter.copies[1:]),
        language=letter.language,
        structure=letter.structure,
        program_version=letter.program_version,
        content=content,
    )
