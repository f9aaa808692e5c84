"""A person leaves the record on request: seen before, confirmed by name, told on paper."""

from dataclasses import dataclass

from clonus_desktop.casebook import backups
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.merging import Identity, identity
from clonus_desktop.casebook.naming import naming_of, numbered
from clonus_desktop.domain.erased_content import ErasedContent
from clonus_desktop.domain.patient import search_key
from clonus_desktop.report.erasure import (
    Confirmation,
    ErasureFacts,
    compose_confirmation,
    confirmation_pages,
    confirmation_pdf,
)

__all__ = [
    "Confirmation",
    "ErasedContent",
    "Erasure",
    "NotConfirmed",
    "backups_beside",
    "confirmation",
    "content_of",
    "erase",
    "file_name",
    "pages",
    "pdf",
    "wipe",
]

LONGEST_REASON = 500


class NotConfirmed(ValueError):
    """The reason is missing, or the family name that was typed is another; nothing was erased.

    Attributes:
        field: ``reason`` or ``family_name``.
    """

    def __init__(self, field: str) -> None:
        super().__init__(f"The erasure is not confirmed: {field}.")
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What was erased, when, by whom and why: the last that knows the name.

    Attributes:
        patient_id: Row of the stub that stays.
        facts: All that the confirmation tells.
    """

    patient_id: int
    facts: ErasureFacts

    @property
    def change(self) -> Change:
        """What views have to read again."""
        return Change(deed=Deed.ERASED, patient_id=self.patient_id)


def content_of(book: Casebook, patient_id: int) -> ErasedContent:
    """What would go.

    Raises:
        LookupError: There is no such patient, or it was erased already.
    """
    return book.file.erasing.rows_of(patient_id)


def erase(book: Casebook, patient_id: int, *, reason: str, family_name: str) -> Erasure:
    """Erase a person under all records that were merged. ``wipe`` comes next.

    Args:
        reason: Why; it stays in the record and should not name the person.
        family_name: As it was typed to confirm.

    Raises:
        NotConfirmed: There is no reason, or the name is another.
        LookupError: There is no such patient, or it was erased already.
    """
    who = identity(book, patient_id)
    reason = reason.strip()
    if not reason:
        raise NotConfirmed("reason")
    if not _is_name(family_name, who):
        raise NotConfirmed("family_name")
    # While the record still knows the name.
    naming = naming_of(book, who.patient, book.words)
    at, by = book.now(), book.examiner
    with book.file.write():
        content = book.file.erasing.erase(who.patient.id, reason=reason, at=at, by=by)
    number, digest = book.file.audit.head()
    facts = ErasureFacts(
        patient=numbered(who.patient),
        naming=naming,
        content=content,
        erased_at=at,
        erased_by=by,
        reason=reason,
        casebook_id=book.file.casebook_id,
        audit_number=number,
        audit_digest=digest,
        backups=backups_beside(book),
    )
    return Erasure(patient_id=who.patient.id, facts=facts)


def _is_name(typed: str, who: Identity) -> bool:
    name = who.patient.family_name
    if not search_key(name):
        return typed.strip() == name.strip()
    return search_key(typed) == search_key(name)


def wipe(book: Casebook) -> None:
    """Leave nothing of what was erased in the file or beside it; some seconds for a big file.

    Raises:
        StorageFault: Something may still be left; the erasure itself stands.
    """
    book.file.wipe()


def backups_beside(book: Casebook) -> int:
    """How many backups lie beside the casebook, damaged ones too: all were made before."""
    path = book.file.path
    return len(backups.listed(path)) + len(backups.unreadable(path))


def confirmation(book: Casebook, erasure: Erasure) -> Confirmation:
    """The confirmation in words; it holds the name."""
    return compose_confirmation(erasure.facts, book.practice, words=book.words)


def pdf(note: Confirmation) -> bytes:
    """The confirmation as an archival PDF."""
    return confirmation_pdf(note)


def pages(note: Confirmation) -> tuple[bytes, ...]:
    """The A4 pages of the confirmation, one SVG each."""
    return confirmation_pages(note)


def file_name(erasure: Erasure) -> str:
    """``2025-11-14_erasure_12.pdf``: the day and the number of the record, never a name."""
    return f"{erasure.facts.erased_at:%Y-%m-%d}_erasure_{erasure.patient_id}.pdf"
