"""What a shipment holds: made anew from the record each time it is tried, and always the same."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from clonus_desktop import __version__
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.outer_names import OuterNames, signed_rule
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.record_system import RecordSystem
from clonus_desktop.exchange.fhir import Issuer, Known, bundle_of, load_codes
from clonus_desktop.exchange.fhir_client import Kept, Parcel, parcel_of
from clonus_desktop.regions import load_regions
from clonus_desktop.storage.outbox import Shipment, ShipmentKind, ShipmentState

KNOWN = "known"
"""Under it an answer keeps where each resource lies."""
REPLACES = "replaces"
"""Under it an answer keeps that whatever stands there is to be replaced."""


def parcel_for(book: Casebook, shipment: Shipment, system: RecordSystem) -> Parcel:
    """What is sent for a shipment.

    Raises:
        LookupError: The examination was erased.
    """
    outbox = book.file.outbox
    chain = outbox.of_chain(shipment.examination_id, shipment.endpoint)
    accepted = [one for one in chain if one.state is ShipmentState.ACCEPTED]
    known = {} if shipment.answer.get(REPLACES) else known_of(accepted)
    examination = book.file.examinations.get(shipment.examination_id)
    names = OuterNames(book.file.audit.birth_of)
    # Of the record that stands for the person: perhaps it was merged since.
    patient = book.file.patients.get(book.file.patients.kept_id(examination.patient_id))
    patient = names.patient(patient)
    before = _told_before(book, examination, accepted)
    bundle = bundle_of(
        names.renamed(examination, patient),
        patient=patient,
        # By the rule it was signed under: what is sent twice has to be the same.
        rule=signed_rule(examination, book.rule),
        issuer=_issuer(book, system),
        first_id=names.number("examination", outbox.first_of_chain(examination.id)),
        before=None if before is None else names.renamed(before, patient),
        known={name: Known(id=one.id, version=one.version) for name, one in known.items()},
    )
    return parcel_of(bundle, known=known)


def known_of(accepted: Sequence[Shipment]) -> Mapping[str, Kept]:
    """Where the record system keeps what it accepted, by the name of each resource."""
    known: dict[str, Kept] = {}
    for shipment in accepted:
        told = shipment.answer.get(KNOWN)
        for name, parts in told.items() if isinstance(told, dict) else ():
            kind, resource_id, version = parts
            known[name] = Kept(kind=kind, id=resource_id, version=version)
    return known


def _told_before(
    book: Casebook, examination: Examination, accepted: Sequence[Shipment]
) -> Examination | None:
    """The last revision that was accepted before this one; places may be gone since."""
    earlier = [
        one.examination_id
        for one in accepted
        if one.kind is ShipmentKind.EXAMINATION and one.examination_id < examination.id
    ]
    return book.file.examinations.get(max(earlier)) if earlier else None


def _issuer(book: Casebook, system: RecordSystem) -> Issuer:
    numbers = {one.key: one.number_system for one in load_regions() if one.number_system}
    if system.number_system:
        numbers[""] = system.number_system
    # In English, whatever the screen speaks: what is sent twice has to be the same.
    protocols = book.wording_in("en").protocols
    return Issuer(
        namespace=UUID(hex=book.file.casebook_id),
        program_version=__version__,
        codes=load_codes(),
        site_names={protocol.site.key: protocol.name.lower() for protocol in protocols},
        number_systems=numbers,
    )
