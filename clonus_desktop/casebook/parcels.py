"""What a shipment holds: made anew from the record each time it is tried, and always the same."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from clonus_desktop import __version__
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.examination import Examination, Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.record_system import RecordSystem
from clonus_desktop.domain.rules import RULES
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
    names = _Names(book)
    # Of the record that stands for the person: perhaps it was merged since.
    patient = book.file.patients.get(book.file.patients.kept_id(examination.patient_id))
    patient = replace(patient, id=names.number("patient", patient.id))
    before = _told_before(book, examination, accepted)
    signature = examination.signature
    bundle = bundle_of(
        names.renamed(examination, patient),
        patient=patient,
        # By the rule it was signed under: what is sent twice has to be the same.
        rule=book.rule if signature is None else RULES.get(signature.rule_id, book.rule),
        issuer=_issuer(book, system),
        first_id=names.number("examination", outbox.first_of_chain(examination.id)),
        before=None if before is None else names.renamed(before, patient),
        known={name: Known(id=one.id, version=one.version) for name, one in known.items()},
    )
    return parcel_of(bundle, known=known)


class _Names:
    """Numbers that name rows for others, and are never given to another row.

    After a backup was restored, new rows get the numbers of those that were lost; under such a
    number the record system may keep the findings of somebody else.
    """

    def __init__(self, book: Casebook) -> None:
        self._audit = book.file.audit

    def number(self, table: str, row_id: int) -> int:
        """The number of a row: of 60 bits, out of the act with which it came."""
        birth = self._audit.birth_of(table, row_id)
        return int(birth[:15], 16) if birth else row_id

    def renamed(self, examination: Examination, patient: Patient) -> Examination:
        """The examination of that patient, with such numbers for those who signed."""
        signature, withdrawal = examination.signature, examination.withdrawal
        if signature is not None:
            signature = replace(signature, examiner=self._examiner(signature.examiner))
        if withdrawal is not None and withdrawal.by is not None:
            withdrawal = replace(withdrawal, by=self._examiner(withdrawal.by))
        return replace(
            examination, patient_id=patient.id, signature=signature, withdrawal=withdrawal
        )

    def _examiner(self, examiner: Examiner) -> Examiner:
        if examiner.clinician_id is None:
            return examiner
        return replace(examiner, clinician_id=self.number("clinician", examiner.clinician_id))


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
