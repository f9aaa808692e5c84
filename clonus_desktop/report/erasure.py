"""The confirmation that somebody was erased from a casebook: who asked, what went, what is left.

It never tells a finding. It holds the person's name, which the casebook does not know any more:
it can be made only once, right after the erasure.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from clonus_desktop import __version__
from clonus_desktop.domain.erased_content import ErasedContent
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.practice import Practice
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases, plain
from clonus_desktop.report.identifiers import identifiers_of
from clonus_desktop.report.options import Naming
from clonus_desktop.report.parts import Identifier
from clonus_desktop.report.sign_off import name_and_role
from clonus_desktop.report.typesetting import inputs_of, pdf_of, printable, svg_pages_of

_TEMPLATE = "erasure.typ"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureFacts:
    """One erasure, as it was done.

    Attributes:
        patient: Who was erased.
        naming: What number and sex are called, and other names of the person.
        content: What has gone.
        erased_at: With time zone.
        erased_by: None when nobody was named.
        reason: As it was typed.
        casebook_id: 32 hexadecimal digits.
        audit_number: The newest entry of the audit, once it was done.
        audit_digest: Its seal.
        backups: Backups beside the casebook, made before, that still hold the person.
        is_wiped: False when the file could not be written anew yet.
    """

    patient: Patient
    naming: Naming
    content: ErasedContent
    erased_at: datetime
    erased_by: Examiner | None
    reason: str
    casebook_id: str
    audit_number: int
    audit_digest: str
    backups: int
    is_wiped: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """The confirmation in words, one value from which paper and file are made."""

    language: str
    made_at: datetime
    title: str
    clinic: tuple[str, ...]
    date: str
    opening: str
    name: str
    identifiers: tuple[Identifier, ...]
    facts: tuple[Identifier, ...]
    notes_heading: str
    notes: tuple[str, ...]
    record: str
    page_of: str


def compose_confirmation(
    facts: ErasureFacts, practice: Practice, *, words: Catalogue
) -> Confirmation:
    """The confirmation of one erasure in the words of a catalogue."""
    day = facts.erased_at.date()
    when = {"date": phrases.letter_date(day, words), "time": phrases.clock_time(facts.erased_at)}
    opening = Message(
        "On {date} at {time}, everything that this casebook held about the person named here "
        "was erased on request.",
        when,
    )
    return Confirmation(
        language=words.language,
        made_at=facts.erased_at,
        title=words.gettext("Confirmation of erasure"),
        clinic=plain.lines(practice.clinic, words),
        date=when["date"],
        opening=words.say(opening),
        name=plain.line(facts.patient.formal_name, words),
        identifiers=identifiers_of(facts.patient, facts.naming, day, words=words),
        facts=(*_done(facts, words), *_gone(facts.content, words), *_sealed(facts, words)),
        notes_heading=words.gettext("What this erasure did not reach"),
        notes=_notes(facts, words),
        record=words.say(
            Message(
                "Casebook {id} · Clonus Desktop {program}",
                {"id": facts.casebook_id, "program": __version__},
            )
        ),
        page_of=words.gettext("Page {page} of {pages}"),
    )


def _done(facts: ErasureFacts, words: Catalogue) -> tuple[Identifier, ...]:
    by = facts.erased_by
    name = words.gettext("Nobody was named") if by is None else name_and_role(by, words)
    return (
        Identifier(label=words.gettext("Erased by"), value=name),
        Identifier(label=words.gettext("Reason"), value=plain.line(facts.reason, words)),
    )


def _gone(content: ErasedContent, words: Catalogue) -> tuple[Identifier, ...]:
    counted = (
        (words.gettext("Records of this person"), content.records),
        (words.gettext("Signed exams, each version counted"), content.signed),
        (words.gettext("Unfinished and discarded exams"), content.unsigned),
        (words.gettext("Issued letters"), content.letters),
        (words.gettext("Signatures of clinicians"), content.signatures),
        (words.gettext("Rows of the casebook, all together"), content.rows),
    )
    return tuple(Identifier(label=label, value=str(count)) for label, count in counted)


def _sealed(facts: ErasureFacts, words: Catalogue) -> tuple[Identifier, ...]:
    values = {"number": facts.audit_number, "digest": facts.audit_digest}
    return (
        Identifier(
            label=words.gettext("Newest entry of the audit"),
            value=words.say(Message("{number}, sealed {digest}", values)),
        ),
    )


def _notes(facts: ErasureFacts, words: Catalogue) -> tuple[str, ...]:
    count = facts.backups
    if count:
        backups = words.ngettext(
            "{n} backup beside the casebook was made before and still holds this person.",
            "{n} backups beside the casebook were made before and still hold this person.",
            count,
        ).format(n=count)
        backups += " " + words.gettext(
            "If the request covers backups too, delete those once there is a new one."
        )
    else:
        backups = words.gettext("No backup lies beside the casebook.")
    unwiped = words.gettext(
        "The file of the casebook could not be written anew at once. Until it is, traces of the "
        "erased entries may be left in unused parts of it."
    )
    return (
        *(() if facts.is_wiped else (unwiped,)),
        backups,
        words.gettext(
            "Backups in other places, and letters that were saved, printed, copied or sent "
            "before, lie outside the casebook and were not reached."
        ),
        words.gettext(
            "The audit goes on telling that somebody was erased, when and by whom. It keeps the "
            "seals of what was entered, from which nothing can be read."
        ),
    )


def confirmation_pdf(confirmation: Confirmation) -> bytes:
    """The confirmation as PDF/A-3a and PDF/UA-1; the same one always gives the same bytes."""
    made_at = confirmation.made_at.astimezone(UTC).replace(microsecond=0)
    return pdf_of(_TEMPLATE, _inputs(confirmation), made_at=made_at)


def confirmation_pages(confirmation: Confirmation) -> tuple[bytes, ...]:
    """The pages of the same, one SVG each, for a printer."""
    return svg_pages_of(_TEMPLATE, _inputs(confirmation))


def _inputs(confirmation: Confirmation) -> dict[str, str]:
    values = {
        "title": confirmation.title,
        "clinic": confirmation.clinic,
        "date": confirmation.date,
        "opening": confirmation.opening,
        "name": confirmation.name,
        "identifiers": [[one.label, one.value] for one in confirmation.identifiers],
        "facts": [[one.label, one.value] for one in confirmation.facts],
        "notes_heading": confirmation.notes_heading,
        "notes": confirmation.notes,
        "record": confirmation.record,
        "page_of": confirmation.page_of,
    }
    shown = {key: printable(value) for key, value in values.items()}
    return inputs_of("note", shown, language=confirmation.language)
