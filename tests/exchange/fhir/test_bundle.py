"""Every bundle is FHIR R4, says what was found, and says it the same way each time."""

import importlib.util
import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination, Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.trial import EndedBy, Trial, sustained_trial
from clonus_desktop.exchange.fhir import InvalidBundle, Issuer, Known, bundle_of, load_codes
from clonus_desktop.exchange.fhir.components import slug
from clonus_desktop.regions import region_of
from clonus_desktop.report import letter as letters
from tests.exchange.fhir.checking import faults_of
from tests.exchange.made import examinations, patients
from tests.report import cases
from tests.report.cases import CAST, OTHER, PAIN, PATIENT, TEN_OR_MORE, examined, tapped, with_jaw

NHS = "https://fhir.nhs.uk/Id/nhs-number"
ISSUER = Issuer(
    namespace=UUID("3fa9c1d2-0000-4000-8000-000000000001"),
    program_version="0.9.0",
    codes=load_codes(),
    site_names={**cases.NAMES, "jaw": "jaw"},
    number_systems={"nhs": NHS},
)
RULE = RULES["ARTICLE_GT5"]
RIGHT_ANKLE, LEFT_ANKLE = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)


def told(examination: Examination, *, patient: Patient = PATIENT, **further: Any) -> dict[str, Any]:
    further.setdefault("first_id", 11)
    return bundle_of(examination, patient=patient, rule=RULE, issuer=ISSUER, **further)


def of_kind(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    resources = (entry["resource"] for entry in bundle["entry"])
    return [resource for resource in resources if resource["resourceType"] == kind]


def at(bundle: dict[str, Any], place: str) -> dict[str, Any]:
    found = [one for one in of_kind(bundle, "Observation") if one["bodySite"]["text"] == place]
    assert len(found) == 1
    return found[0]


def component(observation: dict[str, Any], code: str) -> dict[str, Any]:
    found = [one for one in observation["component"] if one["code"]["coding"][0]["code"] == code]
    assert len(found) == 1
    return found[0]


def request_of(bundle: dict[str, Any], kind: str) -> list[dict[str, str]]:
    return [
        entry["request"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind
    ]


# --- valid ------------------------------------------------------------------------------------


def examinations_of_the_letters() -> list[dict[str, Any]]:
    """With what the approved letters were composed; the drafts among them are not sent."""
    made: list[dict[str, Any]] = []
    compose = letters.compose_letter

    def remembering(**with_what: Any) -> letters.Letter:
        made.append(with_what)
        return compose(**with_what)

    letters.compose_letter = remembering  # type: ignore[assignment]  # the same, remembered
    try:
        spec = importlib.util.spec_from_file_location("cases_again", cases.__file__)
        assert spec is not None
        assert spec.loader is not None
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    finally:
        letters.compose_letter = compose
    return [one for one in made if one["examination"].signature is not None]


def test_every_examination_that_a_letter_was_approved_for_makes_a_valid_bundle():
    found = examinations_of_the_letters()
    assert len(found) > 25
    for one in found:
        patient = one["patient"]
        told_of = told(one["examination"], patient=patient)
        assert faults_of(told_of) == []
        assert json.loads(json.dumps(told_of, allow_nan=False)) == told_of


@settings(max_examples=30)
@given(patients, examinations())
def test_whatever_was_recorded_makes_a_valid_bundle(patient: Patient, examination: Examination):
    assert faults_of(told(examination, patient=patient)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda one: one.update(note=[]), "note is empty"),
        (lambda one: one.update(issued=None), "issued is empty"),
        (lambda one: one.update(status=""), "status is empty"),
        (lambda one: one.update(issued="2025-11-14T10:44:00"), "issued"),
        (lambda one: one["valueQuantity"].pop("system"), "qty-3"),
        (lambda one: one.update(dataAbsentReason={"text": "x"}), "obs-6"),
        (lambda one: one["component"][0].update(code=one["code"]), "obs-7"),
        (lambda one: one.pop("text"), "dom-6"),
        (lambda one: one["subject"].update(reference="urn:uuid:x"), "leads to None"),
        (lambda one: one.update(colour="red"), "colour"),
    ],
)
def test_the_check_of_bundles_can_fail(change, fault):
    bundle = told(examined(2, 6, 0, 0, 0, 0))
    observation = at(bundle, "Left ankle")
    text = observation["text"]
    change(observation)
    observation.setdefault("text", text) if fault != "dom-6" else None
    try:
        found = faults_of(bundle)
    except KeyError:
        found = ["dom-6"]
    assert any(fault in one for one in found)


# --- what was found ---------------------------------------------------------------------------


def test_each_place_is_an_observation_right_before_left():
    observations = of_kind(told(examined(1, 2, 3, 4, 5, 6)), "Observation")
    assert [one["bodySite"]["text"] for one in observations] == [
        "Right ankle",
        "Left ankle",
        "Right patella",
        "Left patella",
        "Right wrist",
        "Left wrist",
    ]
    assert [one["valueQuantity"]["value"] for one in observations] == [1, 2, 3, 4, 5, 6]


def test_beats_seconds_and_hertz_bear_their_units():
    observation = at(told(examined(0, tapped(4, rate_hz=3.0), 0, 0, 0, 0)), "Left ankle")
    ucum = "http://unitsofmeasure.org"
    assert observation["valueQuantity"] == {
        "value": 4,
        "unit": "beats",
        "system": ucum,
        "code": "{beats}",
    }
    assert component(observation, "duration")["valueQuantity"] == {
        "value": 1.2,
        "unit": "s",
        "system": ucum,
        "code": "s",
    }
    assert component(observation, "tap-rate")["valueQuantity"] == {
        "value": 3.0,
        "unit": "Hz",
        "system": ucum,
        "code": "Hz",
    }


def test_zero_beats_not_tested_and_not_examined_are_three_things():
    bundle = told(examined(0, PAIN, None, 0, 0, 0))
    zero, not_tested = at(bundle, "Right ankle"), at(bundle, "Left ankle")
    assert zero["valueQuantity"]["value"] == 0
    assert "dataAbsentReason" not in zero
    assert "valueQuantity" not in not_tested
    assert "component" not in not_tested
    assert "interpretation" not in not_tested
    assert [one["code"] for one in not_tested["dataAbsentReason"]["coding"]] == [
        "not-tested-pain",
        "not-performed",
    ]
    assert not_tested["note"] == [{"text": "Not tested: pain"}]
    places = [one["bodySite"]["text"] for one in of_kind(bundle, "Observation")]
    assert "Right patella" not in places


@pytest.mark.parametrize(
    ("reason", "standard", "note"),
    [
        (NotTested(reason=NotTestedReason.DECLINED), "asked-declined", "Not tested: declined"),
        (
            CAST,
            "not-performed",
            "Not tested: splint cast or dressing (below-knee cast until 3 December)",
        ),
        (OTHER, "not-performed", "Not tested: asleep after the infusion"),
    ],
)
def test_why_a_place_was_not_tested_is_said(reason, standard, note):
    observation = at(told(examined(reason, 0, 0, 0, 0, 0)), "Right ankle")
    assert observation["dataAbsentReason"]["coding"][1]["code"] == standard
    assert observation["note"][0]["text"] == note


def test_a_count_that_stopped_early_is_the_least_it_can_be_also_in_words():
    observation = at(told(examined(TEN_OR_MORE, 0, 0, 0, 0, 0)), "Right ankle")
    assert observation["valueQuantity"]["comparator"] == ">="
    assert "&gt;= 10 beats" in observation["text"]["div"]


def test_sustained_clonus_went_on_for_more_than_its_duration():
    observation = at(told(examined(sustained_trial(), 0, 0, 0, 0, 0)), "Right ankle")
    assert component(observation, "sustained")["valueBoolean"] is True
    assert component(observation, "duration")["valueQuantity"]["comparator"] == ">"
    assert "sustained clonus, &gt;= 10 beats, &gt; 10.0 s" in observation["text"]["div"]
    kind = component(observation, "finding")["valueCodeableConcept"]
    assert kind["coding"][0]["code"] == "sustained-clonus"


def test_a_bare_duration_has_no_number_of_beats():
    observation = at(told(examined(Trial(duration_s=4.2), 0, 0, 0, 0, 0)), "Right ankle")
    assert "valueQuantity" not in observation
    assert "dataAbsentReason" not in observation
    assert "beats not counted, 4.2 s" in observation["text"]["div"]
    kind = component(observation, "finding")["valueCodeableConcept"]
    assert kind["coding"][0]["code"] == "timed-only"


def test_a_grade_is_a_code_of_ours_with_its_place_in_the_order():
    timed = Trial(beats=20, duration_s=4.2, ended_by=EndedBy.SELF_EXTINGUISHED)
    bundle = told(examined(timed, 3, timed, 0, 0, 0))
    grade = component(at(bundle, "Right ankle"), "scats-clonus-grade")["valueCodeableConcept"]
    assert grade["text"] == "SCATS 2, version 1"
    coding = grade["coding"][0]
    assert (coding["system"], coding["code"]) == (ISSUER.codes.system, "scats-2")
    assert coding["extension"][0]["valueDecimal"] == 2
    # Without a duration nobody knows, and at the patella SCATS does not apply.
    open_grade = component(at(bundle, "Left ankle"), "scats-clonus-grade")
    assert open_grade["dataAbsentReason"]["text"] == "The duration was not taken."
    codes = [one["code"]["coding"][0]["code"] for one in at(bundle, "Right patella")["component"]]
    assert "scats-clonus-grade" not in codes
    assert "tardieu-clonus-grade" in codes


def test_the_interpretation_names_the_rule_and_never_says_normal():
    bundle = told(examined(5, 6, 0, 0, 0, 0))
    said = [at(bundle, place)["interpretation"][0] for place in ("Right ankle", "Left ankle")]
    assert [one["text"] for one in said] == [
        "Not above the limit of the rule ARTICLE_GT5, version 1",
        "Above the limit of the rule ARTICLE_GT5, version 1",
    ]
    assert {one["coding"][0]["system"] for one in said} == {ISSUER.codes.system}
    assert not re.search(r"\b(normal|negative|positive)\b", json.dumps(bundle), re.I)


def test_a_rate_that_nobody_can_tap_is_marked():
    observation = at(told(examined(tapped(9, rate_hz=5.4), 0, 0, 0, 0, 0)), "Right ankle")
    marked = component(observation, "tap-rate")["interpretation"][0]
    assert marked["coding"][0]["code"] == "unreliable-tapping"


def test_a_place_without_sides_has_a_code_of_the_practice():
    observation = at(told(with_jaw(3, 0, 0, 0, 0, 0, 0)), "Jaw")
    assert observation["bodySite"]["coding"] == [
        {"system": ISSUER.codes.system, "code": "jaw", "display": "Jaw"}
    ]


def test_own_codes_stand_first_and_others_follow_where_they_were_confirmed():
    bundle = told(examined(1, 0, 0, 1, 0, 1))

    def codes(place: str, part: str) -> list[str]:
        return [one["code"] for one in at(bundle, place)[part]["coding"]]

    assert codes("Right ankle", "code") == ["clonus", "HP:0011448", "39055007"]
    assert codes("Left patella", "code") == ["clonus", "HP:0011449"]
    assert codes("Left wrist", "code") == ["clonus", "HP:0002169", "36649002"]
    assert codes("Right ankle", "bodySite") == ["right-ankle", "6685009"]
    assert codes("Left ankle", "bodySite") == ["left-ankle", "51636004"]
    assert codes("Right patella", "bodySite") == ["right-patella", "6757004"]
    assert codes("Left patella", "bodySite") == ["left-patella", "82169009"]
    assert codes("Right wrist", "bodySite") == ["right-wrist", "9736006"]
    assert codes("Left wrist", "bodySite") == ["left-wrist", "5951000"]


def test_notes_and_the_comment_of_the_examiner_go_along():
    exam = replace(
        examined(1, 0, 0, 0, 0, 0), notes={RIGHT_ANKLE: "knee bent"}, comment="Tired today."
    )
    bundle = told(exam)
    assert at(bundle, "Right ankle")["note"] == [{"text": "knee bent"}]
    assert of_kind(bundle, "DiagnosticReport")[0]["conclusion"] == "Tired today."


def test_the_letter_is_presented_with_the_report():
    signed = examined(1, 0, 0, 0, 0, 0)
    bundle = told(signed, letter_pdf=b"%PDF-x", letter_language="de")
    report = of_kind(bundle, "DiagnosticReport")[0]
    form = report["presentedForm"][0]
    assert (form["contentType"], form["data"], form["size"]) == ("application/pdf", "JVBERi14", 6)
    assert form["language"] == "de"
    assert report["code"]["coding"][0]["code"] == "8705-6"
    assert faults_of(bundle) == []


def test_times_bear_their_zone_also_one_of_long_ago():
    old = timezone(timedelta(hours=1, minutes=19, seconds=32))
    exam = replace(examined(1, 0, 0, 0, 0, 0), started_at=datetime(1936, 7, 1, 12, 0, tzinfo=old))
    observation = at(told(exam), "Right ankle")
    assert observation["effectiveDateTime"] == "1936-07-01T10:40:28+00:00"
    assert observation["issued"] == "2025-11-14T10:44:00+01:00"


# --- who --------------------------------------------------------------------------------------


def test_a_patient_is_found_by_the_number_of_the_region():
    patient = replace(PATIENT, number_scheme="nhs")
    bundle = told(examined(1, 0, 0, 0, 0, 0), patient=patient)
    assert request_of(bundle, "Patient") == [
        {"method": "POST", "url": "Patient", "ifNoneExist": f"identifier={NHS}|9990185301"}
    ]
    told_of = of_kind(bundle, "Patient")[0]
    assert told_of["identifier"][0] == {"use": "official", "system": NHS, "value": "9990185301"}
    assert told_of["name"][0] == {
        "use": "official",
        "text": "MACILROY, Iain (Mr)",
        "family": "Macilroy",
        "given": ["Iain"],
        "prefix": ["Mr"],
    }
    assert (told_of["gender"], told_of["birthDate"]) == ("male", "1968-01-11")
    assert "Latex" not in json.dumps(bundle)
    assert "sclerosis" not in json.dumps(bundle)
    assert region_of("nhs").number_system == NHS


def test_a_number_without_a_scheme_is_one_of_the_casebook():
    patient = replace(PATIENT, number="A|7, $4 \\", preferred_name="Jock")
    bundle = told(examined(1, 0, 0, 0, 0, 0), patient=patient)
    searched = request_of(bundle, "Patient")[0]["ifNoneExist"]
    assert (
        searched == f"identifier={ISSUER.name('record numbers')}|A%5C%7C7%5C%2C%20%5C%244%20%5C%5C"
    )
    told_of = of_kind(bundle, "Patient")[0]
    assert told_of["identifier"][0]["value"] == "A|7, $4 \\"
    assert told_of["name"][1] == {"use": "usual", "text": "Jock"}


def test_a_patient_without_a_number_is_found_by_the_name_that_the_casebook_gave():
    patient = replace(PATIENT, number="", born_on=None, given_name="", title="")
    bundle = told(examined(1, 0, 0, 0, 0, 0), patient=patient)
    name = ISSUER.patient_name(patient)
    assert request_of(bundle, "Patient")[0]["ifNoneExist"] == f"identifier=urn:ietf:rfc:3986|{name}"


def test_an_examiner_is_known_by_the_clinician_or_by_name_and_role():
    signed = examined(1, 0, 0, 0, 0, 0)
    assert signed.signature is not None
    clinician = Examiner(name="P Okafor", role="", clinician_id=3)
    by_clinician = replace(signed, signature=replace(signed.signature, examiner=clinician))
    names = {
        of_kind(told(one), "Practitioner")[0]["identifier"][0]["value"]
        for one in (signed, by_clinician)
    }
    assert names == {
        ISSUER.name("clinician", 3),
        ISSUER.name("examiner", "Dr P Okafor", "Consultant in Rehabilitation Medicine"),
    }


# --- sent again, amended, withdrawn -----------------------------------------------------------


def test_the_same_examination_is_told_in_the_same_words_and_under_the_same_names():
    assert told(examined(1, 2, 0, 0, PAIN, 0)) == told(examined(1, 2, 0, 0, PAIN, 0))
    for entry in told(examined(1, 2, 0, 0, PAIN, 0))["entry"]:
        request = entry["request"]
        is_kept = request["method"] == "PUT"
        assert is_kept or "ifNoneExist" in request
        assert request["method"] != "DELETE"
    [provenance] = request_of(told(examined(1, 2, 0, 0, PAIN, 0)), "Provenance")
    assert provenance == {
        "method": "PUT",
        "url": f"Provenance/{ISSUER.name('provenance', 11, 1).removeprefix('urn:uuid:')}",
    }


def test_an_amendment_replaces_what_was_sent_and_says_why():
    first = examined(1, 2, 0, 0, 0, 0, exam_id=11)
    second = replace(
        examined(1, 4, 0, 0, 0, 0), revision=2, revises_id=11, revision_reason="counted again"
    )
    before, after = told(first), told(second)
    urls = {entry["fullUrl"] for entry in before["entry"]}
    new = {entry["fullUrl"] for entry in after["entry"]} - urls
    assert [ISSUER.name("provenance", 11, 2)] == list(new)
    observation = at(after, "Left ankle")
    assert (observation["status"], observation["valueQuantity"]["value"]) == ("amended", 4)
    assert observation["note"] == [{"text": "Amended: counted again"}]
    assert of_kind(after, "DiagnosticReport")[0]["status"] == "amended"
    [provenance] = of_kind(after, "Provenance")
    assert provenance["activity"]["coding"][0]["code"] == "UPDATE"
    assert provenance["reason"] == [{"text": "counted again"}]
    assert provenance["entity"][0]["role"] == "revision"
    assert provenance["entity"][0]["what"]["display"] == "Revision 1"
    assert of_kind(before, "Provenance")[0]["activity"]["coding"][0]["code"] == "CREATE"


def test_an_amendment_replaces_only_the_version_that_is_known():
    second = replace(TODAY_AGAIN, revision=2, revises_id=11, revision_reason="counted again")
    known = {
        ISSUER.name("observation", 11, LEFT_ANKLE): Known(id="77", version="3"),
        ISSUER.name("report", 11): Known(id="78", version="1"),
    }
    bundle = told(second, known=known)
    requests = request_of(bundle, "Observation")
    assert {"method": "PUT", "url": "Observation/77", "ifMatch": 'W/"3"'} in requests
    assert at(bundle, "Left ankle")["id"] == "77"
    assert sum("identifier=" in one["url"] for one in requests) == 5
    [provenance] = of_kind(bundle, "Provenance")
    what = provenance["entity"][0]["what"]
    assert what == {"reference": "DiagnosticReport/78/_history/1", "type": "DiagnosticReport"}
    assert faults_of(bundle) == []


TODAY_AGAIN = examined(2, 6, 0, 2, 0, 0)


def test_what_an_amendment_does_not_record_any_more_was_entered_in_error():
    first = examined(1, 7, 0, 0, 0, 0, exam_id=11)
    second = replace(
        examined(1, None, 0, 0, 0, 0), revision=2, revises_id=11, revision_reason="other leg"
    )
    bundle = told(second, before=first)
    gone = at(bundle, "Left ankle")
    assert (gone["status"], gone["valueQuantity"]["value"]) == ("entered-in-error", 7)
    assert gone["note"] == [{"text": "Amended: other leg"}]
    results = of_kind(bundle, "DiagnosticReport")[0]["result"]
    assert len(results) == 5
    assert len(of_kind(bundle, "Provenance")[0]["target"]) == 7
    assert faults_of(bundle) == []


def test_a_withdrawn_examination_was_entered_in_error_and_is_not_deleted():
    bundle = told(cases.WITHDRAWN, first_id=21)
    assert {one["status"] for one in of_kind(bundle, "Observation")} == {"entered-in-error"}
    assert of_kind(bundle, "DiagnosticReport")[0]["status"] == "entered-in-error"
    [provenance] = of_kind(bundle, "Provenance")
    assert provenance["activity"]["coding"][0]["code"] == "NULLIFY"
    assert provenance["recorded"] == "2024-12-20T08:15:00+01:00"
    assert at(bundle, "Left ankle")["note"] == [{"text": "Withdrawn: another patient"}]


def test_nobody_is_named_where_nobody_withdrew():
    assert cases.WITHDRAWN.withdrawal is not None
    exam = replace(cases.WITHDRAWN, withdrawal=replace(cases.WITHDRAWN.withdrawal, by=None))
    [provenance] = of_kind(told(exam, first_id=21), "Provenance")
    assert [one["type"]["coding"][0]["code"] for one in provenance["agent"]] == ["assembler"]


# --- refused ----------------------------------------------------------------------------------


def test_a_draft_is_not_sent():
    with pytest.raises(InvalidBundle, match="unfinished"):
        told(examined(1, 0, 0, 0, 0, 0, is_signed=False))


def test_an_examination_of_another_patient_is_not_sent():
    with pytest.raises(InvalidBundle, match="another patient"):
        told(examined(1, 0, 0, 0, 0, 0), patient=replace(PATIENT, id=8))


def test_an_amendment_needs_the_row_of_its_first_revision():
    with pytest.raises(InvalidBundle, match="first revision"):
        told(cases.AMENDED, first_id=None)
    assert told(examined(1, 0, 0, 0, 0, 0), first_id=None) == told(
        examined(1, 0, 0, 0, 0, 0), first_id=12
    )


def test_an_infant_is_judged_by_the_rule_of_infants():
    exam = examined(8, 11, 0, 0, 0, 0, on=date(2025, 6, 2))
    said = at(told(exam, patient=cases.INFANT), "Left ankle")["interpretation"][0]["text"]
    assert said == "Above the limit of the rule INFANT, version 1"


@pytest.mark.parametrize("rule_id", [rule.id for rule in RULES.values()])
def test_every_answer_of_every_rule_has_a_code(rule_id):
    answers = (*RULES[rule_id].outcomes, "not applicable", "cannot be determined")
    for answer in answers:
        if rule_id in {"SCATS", "TARDIEU"} and answer.isdigit():
            assert f"{rule_id.lower()}-{answer}" in ISSUER.codes.own
        else:
            assert f"outcome-{slug(answer)}" in ISSUER.codes.own
