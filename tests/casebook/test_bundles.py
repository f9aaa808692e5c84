"""The bundle of an examination, as a letter carries it and a record system is sent it."""

import json
from dataclasses import replace
from datetime import date

import pytest

from clonus_desktop.casebook import amendments, bundles, examinations, exporting, patients, practice
from clonus_desktop.casebook.exporting import Format, Request
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.exchange.fhir import InvalidBundle
from tests.exchange.fhir.checking import faults_of


@pytest.fixture
def draft(book):
    practice.change(book, replace(book.practice, region="nhs"))
    patient = Patient(
        family_name="Macilroy",
        born_on=date(1968, 1, 11),
        number="999 018 5301",
        number_scheme="nhs",
    )
    row = patients.add(book, patient).patient_id
    begun = examinations.get(book, examinations.start(book, row).examination_id)
    for place in begun.places:
        examinations.record_trial(book, begun, place, Trial(beats=6))
    return begun.id


def test_a_signed_examination_has_one_and_a_draft_has_none(book, draft):
    with pytest.raises(InvalidBundle, match="unfinished"):
        bundles.bundle(book, draft)
    examinations.sign(book, draft)
    made = bundles.bundle(book, draft, letter_pdf=b"%PDF-")
    assert faults_of(made) == []
    assert made == bundles.bundle(book, draft, letter_pdf=b"%PDF-")
    assert "snomed" in str(made)
    assert "snomed" not in str(bundles.bundle(book, draft, leave_out={"snomed"}))
    [patient] = [entry for entry in made["entry"] if entry["request"]["url"] == "Patient"]
    system = "https://fhir.nhs.uk/Id/nhs-number"
    assert patient["request"]["ifNoneExist"] == f"identifier={system}|9990185301"


def test_an_amendment_bears_the_names_of_the_first_version(book, draft):
    examinations.sign(book, draft)
    first = bundles.bundle(book, draft)
    amended = amendments.amend(book, draft, "counted again").examination_id
    with pytest.raises(InvalidBundle, match="unfinished"):
        bundles.bundle(book, amended)
    begun = examinations.get(book, amended)
    examinations.record_trial(book, begun, begun.places[0], Trial(beats=3))
    examinations.sign(book, amended)
    second = bundles.bundle(book, amended)
    assert faults_of(second) == []
    names = [
        {entry["fullUrl"] for entry in made["entry"] if "Provenance" not in entry["request"]["url"]}
        for made in (first, second)
    ]
    assert names[0] == names[1]
    with pytest.raises(LookupError):
        bundles.bundle(book, 999)


def test_letter_and_export_tell_of_an_examination_in_the_same_words(book, draft, tmp_path):
    examinations.sign(book, draft)
    by_letter = bundles.bundle(book, draft)
    # Another choice of the practice changes nothing of what was signed.
    practice.change(book, replace(book.practice, rule_id="HPO_GE5"))
    planned = exporting.plan(book, Request(formats=(Format.FHIR,)))
    done = exporting.finish(book, exporting.write(planned, tmp_path / "out"))
    [by_export] = (done.folder / "fhir" / "bundles.ndjson").read_text().splitlines()
    told = {entry["fullUrl"]: entry for entry in json.loads(by_export)["entry"]}
    assert told == {entry["fullUrl"]: entry for entry in by_letter["entry"]}
