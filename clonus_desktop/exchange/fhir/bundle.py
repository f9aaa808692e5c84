"""A transaction Bundle for one signed examination: all of it arrives, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from clonus_desktop.domain.examination import Examination, Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.rules import Rule
from clonus_desktop.exchange.fhir.issuer import Issuer
from clonus_desktop.exchange.fhir.observation import observation_of
from clonus_desktop.exchange.fhir.people import device_of, patient_of, practitioner_of
from clonus_desktop.exchange.fhir.provenance import provenance_of
from clonus_desktop.exchange.fhir.report import report_of
from clonus_desktop.exchange.fhir.values import Json, reference, search_of
from clonus_desktop.exchange.fhir.visit import Visit

ENTERED_IN_ERROR = "entered-in-error"


class InvalidBundle(ValueError):
    """An examination that cannot be sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Where something that was sent before lies in the other program.

    Attributes:
        id: Its id there.
        version: Its version there, as last heard.
    """

    id: str
    version: str


NOTHING_KNOWN: Mapping[str, Known] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The resources of one examination by their ``urn:uuid:``, and how they are sent."""

    once: Mapping[str, Json]
    kept: Mapping[str, Json]
    provenance: tuple[str, Json]


def bundle_of(
    examination: Examination,
    *,
    patient: Patient,
    rule: Rule,
    issuer: Issuer,
    first_id: int | None = None,
    before: Examination | None = None,
    known: Mapping[str, Known] = NOTHING_KNOWN,
    letter_pdf: bytes | None = None,
    letter_language: str = "en",
) -> Json:
    """The Bundle; the same examination always gives the same.

    A patient, a practitioner and the program are made only where there is none of that
    identifier; Observations and the report are put by their identifiers, the Provenance under an
    id of ours. Nothing is ever deleted: what was withdrawn is ``entered-in-error``.

    Args:
        rule: Whose limit labels the findings; the infants' rule takes its place by age.
        first_id: Row of the first revision; needed for an amendment.
        before: The revision before: a place that is not recorded any more was entered in error.
        known: By ``urn:uuid:``, what the other program keeps under which id and version: then
            only that version is replaced.
        letter_pdf: Presented with the report.
        letter_language: Of that letter, such as "de".

    Raises:
        InvalidBundle: The examination is a draft, of another patient, or an amendment without
            the row of its first revision.
    """
    visit = visit_of(examination, patient=patient, rule=rule, issuer=issuer, first_id=first_id)
    told = resources_of(
        visit,
        before=before,
        known=known,
        letter_pdf=letter_pdf,
        letter_language=letter_language,
    )
    return _transaction(told, known)


def _transaction(told: Told, known: Mapping[str, Known]) -> Json:
    name, provenance = told.provenance
    own_id = name.removeprefix("urn:uuid:")
    entries = [
        *(_made_once(url, resource) for url, resource in told.once.items()),
        *(_put(url, resource, known) for url, resource in told.kept.items()),
        {
            "fullUrl": name,
            "resource": {**provenance, "id": own_id},
            "request": {"method": "PUT", "url": f"Provenance/{own_id}"},
        },
    ]
    return {"resourceType": "Bundle", "type": "transaction", "entry": entries}


def visit_of(
    examination: Examination,
    *,
    patient: Patient,
    rule: Rule,
    issuer: Issuer,
    first_id: int | None = None,
) -> Visit:
    """The examination as it is told.

    Raises:
        InvalidBundle: See ``bundle_of``.
    """
    if examination.signature is None:
        raise InvalidBundle("An unfinished examination is not sent.")
    if examination.patient_id != patient.id:
        raise InvalidBundle("The examination is of another patient.")
    if first_id is None:
        if examination.revision > 1:
            raise InvalidBundle("An amendment needs the row of its first revision.")
        first_id = examination.id
    age = patient.age_on(examination.started_at.date())
    return Visit(
        examination=examination,
        signature=examination.signature,
        patient=patient,
        rule=rule,
        issuer=issuer,
        first_id=first_id,
        age_months=None if age is None else age.months,
    )


def resources_of(
    visit: Visit,
    *,
    before: Examination | None = None,
    known: Mapping[str, Known] = NOTHING_KNOWN,
    letter_pdf: bytes | None = None,
    letter_language: str = "en",
) -> Told:
    """All resources of an examination."""
    issuer = visit.issuer
    once = {issuer.patient_name(visit.patient): patient_of(visit.patient, issuer)}
    for examiner in _examiners(visit):
        once[issuer.examiner_name(examiner)] = practitioner_of(examiner, issuer)
    once[issuer.device_name()] = device_of(issuer)
    kept = _observations(visit, before)
    kept[visit.report_name] = report_of(
        visit, letter_pdf=letter_pdf, letter_language=letter_language
    )
    targets = [reference(resource["resourceType"], url) for url, resource in kept.items()]
    there = known.get(visit.report_name)
    earlier = "" if there is None else f"DiagnosticReport/{there.id}/_history/{there.version}"
    provenance = provenance_of(visit, targets, earlier=earlier)
    return Told(once=once, kept=kept, provenance=(visit.provenance_name, provenance))


def _observations(visit: Visit, before: Examination | None) -> dict[str, Json]:
    found = {
        visit.observation_name(finding.place): observation_of(finding, visit, status=visit.status)
        for finding in visit.findings
    }
    if before is not None:
        # Told with the words of the amendment, which says why they do not stand any more.
        old = replace(visit, examination=_amended(before, visit.examination))
        for finding in old.findings:
            name = visit.observation_name(finding.place)
            found.setdefault(name, observation_of(finding, old, status=ENTERED_IN_ERROR))
    return found


def _amended(before: Examination, by: Examination) -> Examination:
    return replace(
        before,
        revision=by.revision,
        revises_id=by.revises_id,
        revision_reason=by.revision_reason,
        withdrawal=by.withdrawal,
    )


def _examiners(visit: Visit) -> list[Examiner]:
    withdrawal = visit.examination.withdrawal
    signer = visit.signature.examiner
    return [signer] if withdrawal is None or withdrawal.by is None else [signer, withdrawal.by]


def _made_once(full_url: str, resource: Json) -> Json:
    request = {
        "method": "POST",
        "url": resource["resourceType"],
        # The first identifier is the one by which others know it too.
        "ifNoneExist": search_of(resource["identifier"][0]),
    }
    return {"fullUrl": full_url, "resource": resource, "request": request}


def _put(full_url: str, resource: Json, known: Mapping[str, Known]) -> Json:
    kind, there = resource["resourceType"], known.get(full_url)
    if there is None:
        request = {"method": "PUT", "url": f"{kind}?{search_of(resource['identifier'][0])}"}
        return {"fullUrl": full_url, "resource": resource, "request": request}
    request = {
        "method": "PUT",
        "url": f"{kind}/{there.id}",
        "ifMatch": f'W/"{there.version}"',
    }
    return {"fullUrl": full_url, "resource": {**resource, "id": there.id}, "request": request}
