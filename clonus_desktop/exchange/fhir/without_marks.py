"""Patient and Observation without marks of a person: for research, not for a record system."""

from collections.abc import Iterator
from dataclasses import replace

from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination, Examiner, Signature
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.patient import Patient
from clonus_desktop.exchange.deidentify import Subject
from clonus_desktop.exchange.fhir.issuer import Issuer
from clonus_desktop.exchange.fhir.many import alone
from clonus_desktop.exchange.fhir.observation import observation_of
from clonus_desktop.exchange.fhir.values import Json, filled, narrative, quantity
from clonus_desktop.exchange.fhir.visit import Visit
from clonus_desktop.exchange.told import Told

WITHHELD = "withheld"

_KEPT = (
    "resourceType",
    "id",
    "language",
    "text",
    "status",
    "category",
    "code",
    "subject",
    "dataAbsentReason",
    "valueQuantity",
    "interpretation",
    "bodySite",
    "method",
    "component",
)
"""Of an Observation. What is not named here is not told: that must not come by itself."""


def patient_without_marks(told: Told, subject: Subject, issuer: Issuer) -> Json:
    """The Patient under its code, with the sex alone.

    Args:
        issuer: With a namespace that nobody else has: names of the casebook would lead back.
    """
    url = issuer.patient_name(told.patient)
    resource = filled(
        resourceType="Patient",
        text=narrative([f"Subject {subject.code}"]),
        identifier=[{"system": issuer.name("subjects"), "value": subject.code}],
        gender=str(told.patient.sex),
    )
    return alone(url, resource)


def observations_without_marks(told: Told, subject: Subject, issuer: Issuer) -> Iterator[Json]:
    """An Observation for each place that was tested, or deliberately not tested."""
    visit = _visit(told, subject, issuer)
    for finding in told.findings:
        if finding.kind is not FindingKind.NOT_EXAMINED:
            made = observation_of(_quiet(finding), visit, status="final")
            url = visit.observation_name(finding.place)
            yield _told_apart(alone(url, made), told, subject, issuer)


def _told_apart(resource: Json, told: Told, subject: Subject, issuer: Issuer) -> Json:
    kept = {name: resource[name] for name in _KEPT if name in resource}
    at, codes = told.examination.started_at, issuer.codes
    age, comparator = subject.age_on(told.patient, at.date())
    further: list[Json] = []
    if age is not None:
        value = quantity(age, unit="years", code="a", comparator=comparator)
        further.append({"code": codes.concept("age"), "valueQuantity": value})
    if subject.shift is not None:
        kept["effectiveDateTime"] = resource["effectiveDateTime"]
    else:
        # A day of any visit, its year alone included, could give the others away.
        days = subject.day_offset(at.date())
        further += [
            {"code": codes.concept("first-visit-year"), "valueInteger": subject.first_year},
            {"code": codes.concept("day-offset"), "valueInteger": days},
        ]
    return filled(**kept | {"component": [*kept.get("component", []), *further]})


def _visit(told: Told, subject: Subject, issuer: Issuer) -> Visit:
    exam = told.examination
    at = subject.shifted(exam.started_at)
    signature = Signature(
        examiner=Examiner(name=WITHHELD), signed_at=at, text="", rule_id="", rule_version=1
    )
    quiet = Examination(
        id=exam.id, patient_id=exam.patient_id, started_at=at, places=(), signature=signature
    )
    return Visit(
        examination=quiet,
        signature=signature,
        patient=Patient(id=told.patient.id, family_name=WITHHELD),
        rule=told.rule,
        issuer=issuer,
        first_id=exam.id,
        age_months=told.age_months,
    )


def _quiet(finding: Finding) -> Finding:
    """The finding with the reason, and without the words about it."""
    if finding.not_tested is None:
        return finding
    reason = finding.not_tested.reason
    words = WITHHELD if reason is NotTestedReason.OTHER else ""
    return replace(finding, not_tested=NotTested(reason=reason, explanation=words))
