"""A parcel is the same whenever the same is sent, and its names are no references."""

import json
from dataclasses import replace

from clonus_desktop.exchange.fhir import Known
from clonus_desktop.exchange.fhir_client import Kept, Parcel, parcel_of
from tests.exchange.fhir.checking import faults_of
from tests.exchange.fhir.test_bundle import told
from tests.report.cases import examined

EXAM = examined(1, 2, 3, 4, 5, 6)


def test_the_same_examination_makes_the_same_bytes():
    assert parcel_of(told(EXAM), known={}) == parcel_of(told(EXAM), known={})


def test_what_is_sent_is_a_valid_bundle():
    sent = json.loads(parcel_of(told(EXAM), known={}).body)
    assert faults_of(sent) == []
    assert [one["resource"]["resourceType"] for one in sent["entry"]] == [
        one["resource"]["resourceType"] for one in told(EXAM)["entry"]
    ]


def test_an_identifier_is_never_the_url_of_an_entry():
    sent = json.loads(parcel_of(told(EXAM), known={}).body)
    urls = {entry["fullUrl"] for entry in sent["entry"]}
    named = [
        one["value"] for entry in sent["entry"] for one in entry["resource"].get("identifier", ())
    ]
    assert len(urls) == len(sent["entry"])
    assert not urls & set(named)
    assert not any(url in entry["request"]["url"] for url in urls for entry in sent["entry"])


def test_every_reference_leads_to_an_entry():
    sent = json.loads(parcel_of(told(EXAM), known={}).body)
    urls = {entry["fullUrl"] for entry in sent["entry"]}
    report = next(
        entry["resource"]
        for entry in sent["entry"]
        if entry["resource"]["resourceType"] == "DiagnosticReport"
    )
    assert {one["reference"] for one in report["result"]} <= urls
    assert report["subject"]["reference"] in urls


def test_a_parcel_knows_what_it_replaces_and_what_proves_it():
    first = parcel_of(told(EXAM), known={})
    assert first.replaces == {}
    assert first.recorded == "2025-11-14T10:44:00+01:00"
    assert first.proof == f"Provenance/{first.names[-1].removeprefix('urn:uuid:')}"
    kinds = [one["resource"]["resourceType"] for one in json.loads(first.body)["entry"]]
    known = {
        name: Kept(kind=kind, id=f"id-{number}", version="1")
        for number, (name, kind) in enumerate(zip(first.names, kinds, strict=True))
    }
    amended = replace(EXAM, id=12, revision=2, revises_id=11, revision_reason="counted again")
    bundle = told(amended, known={n: Known(id=o.id, version=o.version) for n, o in known.items()})
    second = parcel_of(bundle, known=known)
    assert second.proof != first.proof
    # The patient, the examiner and the program are never replaced.
    assert set(second.replaces) == {
        name for name, one in known.items() if one.kind in {"Observation", "DiagnosticReport"}
    }


def test_nothing_about_a_patient_shows_when_a_parcel_is_printed():
    shown = repr(parcel_of(told(EXAM), known={}))
    assert "MacIlroy" not in shown
    assert "body" not in shown


def test_half_a_character_does_not_keep_anything_from_being_sent():
    odd = parcel_of({**told(EXAM), "note": "\ud800"}, known={})
    assert isinstance(odd, Parcel)
    odd.body.decode()
