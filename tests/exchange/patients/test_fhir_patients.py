"""FHIR R4 patients become patients of the record; what is odd is told by entry."""

import json
from datetime import date

import pytest

from clonus_desktop.domain.patient import Sex
from clonus_desktop.domain.record_number import NO_REGION
from clonus_desktop.exchange.patients import BadFile, fhir_file
from clonus_desktop.exchange.patients.fhir_file import entries_of
from clonus_desktop.exchange.patients.safe_json import MOST_DEPTH, UnsafeJson, loads
from tests.exchange.patients.test_csv_patients import GB, TODAY

LUND = {
    "resourceType": "Patient",
    "id": "a1",
    "active": True,
    "identifier": [
        {"use": "old", "system": "https://fhir.nhs.uk/Id/nhs-number", "value": "1"},
        {"system": "urn:x", "value": "L-7"},
        {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9434765919"},
    ],
    "name": [
        {"use": "usual", "given": ["Annie"]},
        {"use": "official", "family": "Lund", "given": ["Anna", None, "Maria"], "prefix": ["Dr"]},
    ],
    "gender": "female",
    "birthDate": "1968-01-11",
}


def bundle(*resources, kind="searchset", **more):
    entries = [{"resource": one} for one in resources]
    return json.dumps({"resourceType": "Bundle", "type": kind, "entry": entries, **more})


def read(text, *, region=GB):
    content = text if isinstance(text, bytes) else text.encode()
    return list(entries_of(content, region=region, today=TODAY))


def one_of(**changed):
    [entry] = read(json.dumps(LUND | changed))
    return entry


def said(entry):
    return [str(problem.message) for problem in entry.problems]


def notes(entry):
    return [str(note) for note in entry.notes]


def test_a_patient_is_read_with_the_number_of_the_region():
    entry = one_of()
    patient = entry.patient
    assert patient is not None
    assert (patient.formal_name, patient.preferred_name) == ("LUND, Anna Maria (Dr)", "Annie")
    assert (patient.born_on, patient.sex) == (date(1968, 1, 11), Sex.FEMALE)
    assert (patient.number, patient.number_scheme) == ("9434765919", "gb")
    assert notes(entry) == ["It has other numbers too, which are left aside."]


def test_without_a_number_of_the_region_the_medical_record_number_counts():
    medical = {"type": {"coding": [{"code": "MR"}]}, "value": "M-1"}
    plain = {"use": "usual", "value": "P-1"}
    [entry] = read(json.dumps(LUND | {"identifier": [plain, medical]}), region=NO_REGION)
    assert entry.patient is not None
    assert (entry.patient.number, entry.patient.number_scheme) == ("M-1", "")
    only = one_of(identifier=[plain])
    assert only.patient is not None
    assert only.patient.number == "P-1"
    none = one_of(identifier=[{"value": " "}])
    assert none.patient is not None
    assert none.patient.number == ""


@pytest.mark.parametrize("kind", fhir_file.BUNDLES)
def test_bundles_of_every_kind_are_read_entry_by_entry(kind):
    other = {"resourceType": "Observation"}
    found = read(bundle(LUND, other, LUND, kind=kind))
    assert [entry.where for entry in found] == [1, 3]


def test_a_file_that_is_easy_to_read_for_people_is_one_resource():
    [entry] = read(json.dumps(LUND, indent=2))
    assert entry.patient is not None


def test_lines_of_ndjson_are_read_one_by_one():
    line = json.dumps(LUND)
    text = "\n".join((line, "", "{", '{"resourceType": "Group"}', "7", line))
    found = read(text)
    assert [(entry.where, entry.patient is not None) for entry in found] == [
        (1, True),
        (3, False),
        (5, False),
        (6, True),
    ]


def test_a_full_url_names_a_patient_everywhere_and_a_relative_one_nowhere():
    urls = ("https://records.example/Patient/1", "Patient/1", 7)
    entries = [{"resource": LUND, "fullUrl": url} for url in urls]
    found = read(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}))
    assert [entry.key for entry in found] == [urls[0], "", ""]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": []}, "Enter the family name."),
        ({"name": [{"text": "Anna Lund"}]}, "Enter the family name."),
        ({"name": "Lund"}, "“name” is not as FHIR R4 has it."),
        ({"name": [{"family": 7}]}, "“family” is not as FHIR R4 has it."),
        ({"name": [{"family": "L", "given": "Anna"}]}, "“given” is not as FHIR R4 has it."),
        ({"birthDate": "1968-01"}, "The date of birth “1968-01” lacks the day."),
        ({"birthDate": "1968"}, "The date of birth “1968” lacks the day."),
        ({"birthDate": "1968-02-30"}, "“1968-02-30” is no whole date that the calendar has."),
        ({"birthDate": "2030-01-01"}, "The date of birth “2030-01-01” is in the future."),
        ({"birthDate": "1700-01-01"}, "The date of birth “1700-01-01” is too long ago."),
        ({"gender": "F"}, "“F” is no gender of FHIR R4."),
        (
            {
                "identifier": [
                    {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9434765918"}
                ]
            },
            "“9434765918” is no valid NHS No.: a digit is wrong, missing or swapped.",
        ),
        (
            {"link": [{"type": "replaced-by"}]},
            "The other program has put this record together with another one.",
        ),
    ],
)
def test_what_cannot_be_taken_in_is_told(changed, words):
    entry = one_of(**changed)
    assert entry.patient is None
    assert said(entry) == [words]


def test_what_became_of_a_patient_is_noted():
    entry = one_of(
        identifier=[], active=False, deceasedBoolean=True, link=[{"type": "seealso"}], gender=""
    )
    assert entry.patient is not None
    assert entry.patient.sex is Sex.UNKNOWN
    assert notes(entry) == [
        "The other program marks the patient as not active.",
        "The other program marks the patient as deceased.",
        "The other program links this record with another one.",
    ]
    assert notes(one_of(identifier=[], deceasedDateTime="2020")) == [notes(entry)[1]]
    bare = one_of(
        birthDate="",
        name=[{"family": "Lund", "given": ["A"]}],
        identifier=[{"value": "1", "type": 7}],
    )
    assert bare.patient is not None
    assert bare.patient.preferred_name == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", "no FHIR"),
        ("[]", "no FHIR"),
        ("spam", "no FHIR"),
        ('{"resourceType": "Group"}', "no FHIR"),
        ("[" * 100_000, "no FHIR"),
        ('{"a": 1, "a": 2}', "no FHIR"),
        (bundle(LUND, kind="document"), "of the kind “document”"),
        (json.dumps({"resourceType": "Bundle", "type": "batch", "entry": {}}), "of the kind"),
    ],
)
def test_other_files_are_refused_as_a_whole(text, words):
    with pytest.raises(BadFile, match=words):
        read(text)


def test_an_entry_without_a_resource_is_told():
    text = json.dumps({"resourceType": "Bundle", "type": "batch", "entry": [7, {}]})
    assert [said(entry) for entry in read(text)] == [["The entry holds no resource of FHIR."]] * 2


def test_too_many_entries_are_refused(monkeypatch):
    monkeypatch.setattr(fhir_file, "MOST_ENTRIES", 1)
    for text in (bundle(LUND, LUND), "\n".join([json.dumps(LUND)] * 2)):
        with pytest.raises(BadFile, match="more than 1 entries"):
            read(text)


# --- JSON -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["NaN", "[Infinity]", '{"a": {"b": 1, "b": 1}}', "9" * 5000, "[" * 200 + "]" * 200, '"'],
)
def test_json_that_can_be_read_in_two_ways_is_refused(text):
    with pytest.raises(UnsafeJson):
        loads(text)


def test_json_may_be_as_deep_as_resources_are():
    deep = MOST_DEPTH - 1
    assert loads("[" * deep + "]" * deep)
    assert loads('{"a": [1, {"b": "c"}]}') == {"a": [1, {"b": "c"}]}
