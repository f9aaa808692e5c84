"""The findings lie inside the PDF as data, the same that the letter tells."""

import io
import json
from datetime import date

import pytest
from pypdf import PdfReader

from clonus_desktop.casebook import amendments, examinations, letters, patients
from clonus_desktop.casebook.letter_attachments import attachments_of
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial


@pytest.fixture
def patient(book) -> Patient:
    born = Patient(family_name="Macilroy", born_on=date(1968, 1, 11))
    return patients.get(book, patients.add(book, born).patient_id)


def examined(book, patient: Patient, *counts: int) -> Examination:
    begun = examinations.get(book, examinations.start(book, patient.id).examination_id)
    for place, beats in zip(begun.places, counts, strict=False):
        examinations.record_trial(book, begun, place, Trial(beats=beats))
    return begun


def written(book, examination: Examination) -> letters.Letter:
    options = letters.LetterOptions(recipient="Dr Ng")
    return letters.compose(book, examination.id, options, compare_with_id=None)


def test_the_bundle_in_the_pdf_tells_the_signed_examination(book, patient):
    visit = examined(book, patient, 2, 6, 0, 0, 0, 0)
    examinations.sign(book, visit.id)
    letter = written(book, visit)
    (inside,) = attachments_of(book, letter)
    assert inside.description == "The findings as data for other programs (FHIR R4)"
    assert inside.name == f"clonus-examination-{visit.id}.fhir.json"
    pdf = letters.pdf(letter, attachments=(inside,))
    ((name, (content,)),) = PdfReader(io.BytesIO(pdf)).attachments.items()
    assert name == inside.name
    bundle = json.loads(content)
    assert bundle["resourceType"] == "Bundle"
    resources = [entry["resource"] for entry in bundle["entry"]]
    beats = [one["valueQuantity"]["value"] for one in resources if "valueQuantity" in one]
    assert beats == [2, 6, 0, 0, 0, 0]
    assert letters.pdf(letter, attachments=attachments_of(book, letter)) == pdf


def test_a_draft_carries_nothing(book, patient):
    visit = examined(book, patient, 2)
    assert attachments_of(book, written(book, visit)) == ()


def test_the_data_of_a_withdrawn_examination_say_so(book, patient):
    visit = examined(book, patient, 2, 6, 0, 0, 0, 0)
    examinations.sign(book, visit.id)
    letter = written(book, visit)
    amendments.withdraw(book, visit.id, "another patient")
    (inside,) = attachments_of(book, letter)
    assert '"status": "entered-in-error"' in inside.text
    assert '"status": "final"' not in inside.text
