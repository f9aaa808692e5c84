"""What a shipment holds: made anew from the record each time it is tried, and always the same."""

from collections.abc import Mapping, Sequence

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.bundles import issuer_of, told_bundle
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.record_system import RecordSystem
from clonus_desktop.exchange.fhir_client import Kept, Parcel, parcel_of
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
    bundle = told_bundle(
        book,
        examination,
        issuer=issuer_of(book, number_system=system.number_system),
        first_row=outbox.first_of_chain(examination.id),
        before=_told_before(book, examination, accepted),
        known=known,
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
