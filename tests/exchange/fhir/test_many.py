"""Several examinations together, and resources that stand alone, with and without marks."""

import json
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given, settings

from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.rules import RULES
from clonus_desktop.exchange.deidentify import Subject, limited_subject, safe_harbor_subject
from clonus_desktop.exchange.fhir.bundle import bundle_of, resources_of, visit_of
from clonus_desktop.exchange.fhir.many import joined, standing_alone
from clonus_desktop.exchange.fhir.without_marks import (
    observations_without_marks,
    patient_without_marks,
)
from clonus_desktop.exchange.told import Told
from tests.exchange.fhir.checking import faults_of, faults_of_one, references_in
from tests.exchange.fhir.test_bundle import ISSUER
from tests.exchange.made import examinations, patients
from tests.report.cases import HISTORY, OTHER, PAIN, PATIENT, PLACES, TODAY, examined

RULE = RULES["ARTICLE_GT5"]


def test_a_person_is_one_transaction_in_which_nothing_stands_twice():
    bundles = [
        bundle_of(exam, patient=PATIENT, rule=RULE, issuer=ISSUER) for exam in (*HISTORY, TODAY)
    ]
    together = joined(bundles)
    assert faults_of(together) == []
    urls = [entry["fullUrl"] for entry in together["entry"]]
    assert len(set(urls)) == len(urls)
    kinds = [entry["resource"]["resourceType"] for entry in together["entry"]]
    assert kinds == sorted(kinds, key=kinds.index)
    assert (kinds.count("Patient"), kinds.count("Device"), kinds.count("Practitioner")) == (1, 1, 1)
    assert kinds.count("Observation") == sum(len(exam.tests) for exam in (*HISTORY, TODAY))
    assert kinds.count("Provenance") == len(HISTORY) + 1


@settings(max_examples=10)
@given(patients, examinations())
def test_each_resource_stands_alone_with_references_that_lead(
    patient: Patient, examination: Examination
):
    visit = visit_of(examination, patient=patient, rule=RULE, issuer=ISSUER, first_id=11)
    found = [resource for _url, resource in standing_alone(resources_of(visit))]
    ids = {f"{one['resourceType']}/{one['id']}" for one in found}
    for one in found:
        assert list(one)[:2] == ["resourceType", "id"]
        assert faults_of_one(one) == []
        assert {target["reference"] for target in references_in(one)} <= ids


def told(exam: Examination, subject: Subject, *, patient: Patient = PATIENT) -> Told:
    return Told(examination=exam, patient=patient, rule=RULE, subject=subject)


def without_marks(one: Told) -> list[dict[str, object]]:
    assert one.subject is not None
    return [
        patient_without_marks(one, one.subject, ISSUER),
        *observations_without_marks(one, one.subject, ISSUER),
    ]


@settings(max_examples=12)
@given(patients, examinations())
def test_resources_without_marks_are_valid_too(patient: Patient, examination: Examination):
    day = examination.started_at.date()
    for subject in (
        safe_harbor_subject(patient, b"s" * 32, first=day - timedelta(days=10), last=day),
        limited_subject(patient, b"k" * 32),
    ):
        for resource in without_marks(told(examination, subject, patient=patient)):
            assert faults_of_one(resource) == []


def test_safe_harbor_tells_the_first_year_and_the_days_since_and_no_date():
    subject = safe_harbor_subject(
        PATIENT, b"s" * 32, first=date(2024, 12, 31), last=date(2025, 11, 14)
    )
    patient, observation, *_ = without_marks(told(TODAY, subject))
    assert patient["identifier"] == [{"system": ISSUER.name("subjects"), "value": subject.code}]
    assert patient["gender"] == "male"
    said = json.dumps([patient, observation])
    assert "2025" not in said
    values = {
        one["code"]["coding"][0]["code"]: one  # type: ignore[index]  # JSON
        for one in observation["component"]  # type: ignore[attr-defined]  # JSON
    }
    assert values["first-visit-year"]["valueInteger"] == 2024
    assert values["day-offset"]["valueInteger"] == 318
    assert values["age"]["valueQuantity"]["value"] == 57


def test_a_limited_observation_has_its_moved_time():
    subject = limited_subject(PATIENT, b"k" * 32)
    _patient, observation, *_ = without_marks(told(TODAY, subject))
    moved = subject.shifted(TODAY.started_at)
    assert observation["effectiveDateTime"] == moved.isoformat()
    assert "first-visit-year" not in json.dumps(observation)


def test_words_stay_out_where_the_reason_stays_in():
    casts = NotTested(
        reason=NotTestedReason.SPLINT_CAST_OR_DRESSING, explanation="by Macilroy himself"
    )
    exam = replace(
        examined(PAIN, casts, OTHER, None, 0, 4),
        notes={PLACES[0]: "a note on Macilroy"},
        comment="Macilroy was tired",
        revision=2,
        revises_id=3,
        revision_reason="Macilroy said so",
    )
    nobody = replace(PATIENT, born_on=None)
    subject = limited_subject(nobody, b"k" * 32)
    found = without_marks(told(exam, subject, patient=nobody))
    said = json.dumps(found)
    for word in (
        "Macilroy",
        "Iain",
        "999 018",
        "9990185301",
        "himself",
        "asleep",
        "Okafor",
        "note",
    ):
        assert word not in said
    assert len(found) == 6
    assert "Not tested: withheld" in said
    assert "splint cast or dressing" in said
    assert '"age"' not in said


def test_names_of_the_casebook_do_not_lead_back_from_another_namespace():
    subject = limited_subject(PATIENT, b"k" * 32)
    elsewhere = replace(ISSUER, namespace=UUID(int=5))
    one = told(TODAY, subject)
    assert (
        patient_without_marks(one, subject, elsewhere)["id"]
        != patient_without_marks(one, subject, ISSUER)["id"]
    )
