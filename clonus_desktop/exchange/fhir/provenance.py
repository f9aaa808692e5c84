"""Where the resources come from: who signed, amended or withdrew, when and why."""

from clonus_desktop.domain.examination import Examiner
from clonus_desktop.exchange.fhir.people import PROGRAM
from clonus_desktop.exchange.fhir.values import (
    Json,
    filled,
    moment,
    narrative,
    reference,
    text,
    uri_identifier,
)
from clonus_desktop.exchange.fhir.visit import Visit

DATA_OPERATION = "http://terminology.hl7.org/CodeSystem/v3-DataOperation"
PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"


def provenance_of(visit: Visit, targets: list[Json], *, earlier: str = "") -> Json:
    """The Provenance of one revision, or of a withdrawal.

    Args:
        targets: References to what it is about.
        earlier: Where the report of the revision before lies in the other program, with its
            version; empty when that is not known.
    """
    exam, withdrawal = visit.examination, visit.examination.withdrawal
    by: Examiner | None = visit.signature.examiner
    at, activity, reason = visit.signature.signed_at, "CREATE", ""
    if exam.revision > 1:
        activity, reason = "UPDATE", exam.revision_reason
    if withdrawal is not None:
        by, at, activity, reason = withdrawal.by, withdrawal.at, "NULLIFY", withdrawal.reason
    is_first = activity == "CREATE"
    return filled(
        resourceType="Provenance",
        text=narrative([f"{_WORDS[activity]} in {PROGRAM}", reason]),
        target=targets,
        occurredDateTime=moment(at),
        recorded=moment(at),
        reason=[{"text": text(reason)}] if text(reason) else [],
        activity={"coding": [{"system": DATA_OPERATION, "code": activity}]},
        agent=_agents(by, visit),
        entity=[] if is_first else [{"role": "revision", "what": _before(visit, earlier)}],
    )


_WORDS = {"CREATE": "Signed", "UPDATE": "Amended", "NULLIFY": "Withdrawn"}


def _agents(by: Examiner | None, visit: Visit) -> list[Json]:
    program = _agent("assembler", reference("Device", visit.issuer.device_name()))
    if by is None:
        return [program]
    return [_agent("author", reference("Practitioner", visit.issuer.examiner_name(by))), program]


def _agent(role: str, who: Json) -> Json:
    coding = {"system": PARTICIPANT, "code": role, "display": role.capitalize()}
    return {"type": {"coding": [coding]}, "who": who}


def _before(visit: Visit, earlier: str) -> Json:
    if earlier:
        return {"reference": earlier, "type": "DiagnosticReport"}
    exam = visit.examination
    version = exam.revision if exam.withdrawal is not None else exam.revision - 1
    return {
        "type": "DiagnosticReport",
        "identifier": uri_identifier(visit.report_name),
        "display": f"Revision {version}",
    }
