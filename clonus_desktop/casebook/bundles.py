"""A signed examination as a FHIR bundle: what a letter carries inside and a server is sent."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from clonus_desktop import __version__
from clonus_desktop.casebook.amendments import revisions
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.outer_names import OuterNames
from clonus_desktop.domain.examination import Examination
from clonus_desktop.exchange.fhir import Codes, Issuer, Known, bundle_of, load_codes
from clonus_desktop.exchange.fhir.bundle import NOTHING_KNOWN
from clonus_desktop.regions import load_regions


def issuer_of(
    book: Casebook, *, leave_out: Collection[str] = (), number_system: str = ""
) -> Issuer:
    """Who tells: this casebook and this program; the same whatever the screen speaks.

    Args:
        leave_out: Vocabularies without which codes are written, such as "snomed".
        number_system: Of record numbers without a scheme; empty for the casebook itself.
    """
    protocols = book.wording_in("en").protocols
    return Issuer(
        namespace=UUID(hex=book.file.casebook_id),
        program_version=__version__,
        codes=_codes(frozenset(leave_out)),
        site_names={protocol.site.key: protocol.name.lower() for protocol in protocols},
        number_systems={**_number_systems(), "": number_system},
    )


@cache
def _codes(leave_out: frozenset[str]) -> Codes:
    # Read once: a letter takes less time than the file.
    return load_codes(leave_out=leave_out)


@cache
def _number_systems() -> Mapping[str, str]:
    """The system of record numbers that other programs know, by the scheme of a number."""
    return {one.key: one.number_system for one in load_regions() if one.number_system}


def bundle(
    book: Casebook,
    examination_id: int,
    *,
    letter_pdf: bytes | None = None,
    letter_language: str = "en",
    leave_out: Collection[str] = (),
) -> dict[str, Any]:
    """The transaction Bundle of a signed examination; the same one always gives the same.

    Args:
        letter_pdf: Presented with the report.
        letter_language: Of that letter, such as "de".
        leave_out: Vocabularies without which codes are written, such as "snomed".

    Raises:
        LookupError: There is no such examination.
        InvalidBundle: It is not signed.
    """
    examination = book.file.examinations.get(examination_id)
    chain = revisions(book, examination_id) if examination.revision > 1 else ()
    before = next((one for one in chain if one.id == examination.revises_id), None)
    return told_bundle(
        book,
        examination,
        issuer=issuer_of(book, leave_out=leave_out),
        first_row=chain[0].id if chain else examination.id,
        before=before,
        letter_pdf=letter_pdf,
        letter_language=letter_language,
    )


def told_bundle(
    book: Casebook,
    examination: Examination,
    *,
    issuer: Issuer,
    first_row: int,
    before: Examination | None,
    known: Mapping[str, Known] = NOTHING_KNOWN,
    letter_pdf: bytes | None = None,
    letter_language: str = "en",
) -> dict[str, Any]:
    """The Bundle of an examination under its outer names, by the rule it was signed under.

    Args:
        first_row: Of the first revision.
        before: The revision that was told before.
        known: By ``urn:uuid:``, what the other program keeps under which id and version.
        letter_pdf, letter_language: As in ``bundle``.

    Raises:
        InvalidBundle: It is not signed.
    """
    names = OuterNames(book.file.audit.birth_of)
    patient = names.patient(book.file.patients.get(examination.patient_id))
    one = names.outside(examination, patient, rule=book.rule, first_row=first_row, before=before)
    return bundle_of(
        one.examination,
        patient=one.patient,
        rule=one.rule,
        issuer=issuer,
        first_id=one.first_id,
        before=one.before,
        known=known,
        letter_pdf=letter_pdf,
        letter_language=letter_language,
    )
