"""The DiagnosticReport that holds the findings of one examination together."""

import base64
import hashlib

from clonus_desktop.exchange.fhir.observation import EXAM
from clonus_desktop.exchange.fhir.said import finding_lines
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


def report_of(
    visit: Visit, *, letter_pdf: bytes | None = None, letter_language: str = "en"
) -> Json:
    """The report on one examination.

    Args:
        letter_pdf: The letter about it, to be presented with it.
        letter_language: Of that letter.
    """
    exam, issuer = visit.examination, visit.issuer
    examiner = reference("Practitioner", issuer.examiner_name(visit.signature.examiner))
    return filled(
        resourceType="DiagnosticReport",
        language="en",
        text=narrative(_lines(visit)),
        identifier=[uri_identifier(visit.report_name)],
        status=visit.status,
        category=[EXAM],
        code={
            "coding": [*issuer.codes.others.get("report", ()), issuer.codes.coding("clonus")],
            "text": "Clonus examination",
        },
        subject=reference("Patient", issuer.patient_name(visit.patient)),
        effectiveDateTime=moment(exam.started_at),
        issued=moment(visit.signature.signed_at),
        performer=[examiner],
        resultsInterpreter=[examiner],
        result=[
            reference("Observation", visit.observation_name(finding.place))
            for finding in visit.findings
        ],
        conclusion="\n\n".join(
            said for said in (text(visit.signature.text), text(exam.comment)) if said
        ),
        presentedForm=[] if letter_pdf is None else [_attached(letter_pdf, letter_language, visit)],
    )


def _lines(visit: Visit) -> list[str]:
    exam = visit.examination
    lines = [f"Clonus examination of {exam.started_at.date().isoformat()}"]
    for finding in visit.findings:
        lines += finding_lines(finding, visit.issuer.place_words(finding.place))
    if exam.revision > 1:
        lines.append(f"Revision {exam.revision}. Amended: {exam.revision_reason}")
    if exam.withdrawal is not None:
        lines.append(f"Withdrawn: {exam.withdrawal.reason}")
    return [*lines, exam.comment]


def _attached(pdf: bytes, language: str, visit: Visit) -> Json:
    # FHIR asks for SHA-1 here; it finds a broken transfer and proves nothing.
    digest = hashlib.sha1(pdf, usedforsecurity=False).digest()
    return {
        "contentType": "application/pdf",
        "language": language,
        "data": base64.b64encode(pdf).decode("ascii"),
        "size": len(pdf),
        "hash": base64.b64encode(digest).decode("ascii"),
        "title": "Letter on the clonus examination",
        "creation": moment(visit.signature.signed_at),
    }
