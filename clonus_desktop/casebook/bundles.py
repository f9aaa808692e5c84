"""A signed examination as a FHIR bundle: what a letter carries inside and a server is sent."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from clonus_desktop import __version__
from clonus_desktop.casebook.amendments import revisions
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.outer_names import OuterNames, signed_rule
from clonus_desktop.exchange.fhir import Codes, Issuer, Known, bundle_of, load_codes
from clonus_desktop.exchange.fhir.bundle import NOTHING_KNOWN
from clonus_desktop.regions import load_regions

__all__ = ["Known", "bundle", "issuer_of"]


def issuer_of(book: Casebook, *, leave_out: Collection[str] = ()) -> Issuer:
    """Who tells: this casebook and this program.

    Args:
        leave_out: Vocabularies without which codes are written, such as "snomed".
    """
    return Issuer(
        namespace=UUID(hex=book.file.casebook_id),
        program_version=__version__,
        codes=_codes(frozenset(leave_out)),
        site_names=english_names(book),
        number_systems=number_systems(),
    )


@cache
def _codes(leave_out: frozenset[str]) -> Codes:
    # Read once: a letter takes less time than the file.
    return load_codes(leave_out=leave_out)


def english_names(book: Casebook) -> dict[str, str]:
    """The name of each site by its key: in English, whatever the screen speaks."""
    protocols = book.wording_in("en").protocols
    return {protocol.site.key: protocol.name.lower() for protocol in protocols}


@cache
def number_systems() -> Mapping[str, str]:
    """The system of record numbers that other programs know, by the scheme of a number."""
    return {one.key: one.number_system for one in load_regions() if one.number_system}


def bundle(
    book: Casebook,
    examination_id: int,
    *,
    letter_pdf: bytes | None = None,
    letter_language: str = "en",
    leave_out: Collection[str] = (),
    known: Mapping[str, Known] = NOTHING_KNOWN,
) -> dict[str, Any]:
    """The transaction Bundle of a signed examination; the same one always gives the same.

    Args:
        letter_pdf: Presented with the report.
        letter_language: Of that letter, such as "de".
        leave_out: Vocabularies without which codes are written, such as "snomed".
        known: By ``urn:uuid:``, what the other program keeps under which id and version.

    Raises:
        LookupError: There is no such examination.
        InvalidBundle: It is not signed.
    """
    examination = book.file.examinations.get(examination_id)
    chain = revisions(book, examination_id) if examination.revision > 1 else ()
    before = next((one for one in chain if one.id == examination.revises_id), None)
    names = OuterNames(book.file.audit.birth_of)
    patient = names.patient(book.file.patients.get(examination.patient_id))
    return bundle_of(
        names.renamed(examination, patient),
        patient=patient,
        rule=signed_rule(examination, book.rule),
        issuer=issuer_of(book, leave_out=leave_out),
        first_id=names.number("examination", chain[0].id if chain else examination.id),
        before=None if before is None else names.renamed(before, patient),
        known=known,
        letter_pdf=letter_pdf,
        letter_language=letter_language,
    )
