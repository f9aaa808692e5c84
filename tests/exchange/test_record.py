"""A record is read back as the values that it was written from."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.statement import Topic
from clonus_desktop.exchange.manifest import Manifest, Written, rendered
from clonus_desktop.exchange.modes import Mode
from clonus_desktop.exchange.record import (
    FORMAT,
    Header,
    InvalidRecord,
    Merged,
    Person,
    RecordLetter,
    line_of,
    read_line,
)
from tests.exchange.made import examinations, patients, record_letters
from tests.report.cases import LEFT_SIDED, PATIENT, PLACES, SEROTONERGIC, beside, examined

HEADER = Header(
    casebook_id="ab" * 16,
    program_version="0.9.0",
    written_at=datetime(2025, 11, 14, 10, 0, tzinfo=UTC),
)


@settings(max_examples=40)
@given(examinations())
def test_an_examination_is_read_back_as_it_was(examination: Examination):
    assert read_line(line_of(examination)) == examination


@settings(max_examples=40)
@given(record_letters)
def test_a_letter_is_read_back_word_for_word(letter: RecordLetter):
    assert read_line(line_of(letter)) == letter
    assert line_of(letter).count(b"\n") == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"content": "[]"}, "content must be an object"),
        ({"content": {}}, "There must be words"),
        ({"content": '{"a": NaN}'}, "no number of JSON"),
        ({"content": '{"a":' * 100 + "1" + "}" * 100}, "nested too deeply"),
        ({"text": None}, "There must be words, not None"),
        ({"text": "\ud800"}, "surrogates not allowed"),
        ({"addressee": 7}, "There must be words, not 7"),
        ({"issued_at": "2025-11-14T10:38:00"}, "no time zone"),
        ({"issued_by": {}}, "name"),
        ({"rule_version": "x"}, "cannot be read"),
    ],
)
def test_a_letter_that_cannot_be_is_refused(change, said):
    with pytest.raises(InvalidRecord, match=said):
        read_line(json.dumps({**json.loads(line_of(LETTER)), **change}))


@given(patients, patients)
def test_a_person_is_read_back_with_the_records_that_were_merged(one: Patient, other: Patient):
    merged = Merged(
        patient=replace(other, id=8),
        into_id=7,
        taken_over={"born_on": [None, "1968-01-11"]},
        at=datetime(2025, 11, 14, 10, 0, tzinfo=UTC),
    )
    person = Person(patient=one, merged=(merged,))
    assert read_line(line_of(person)) == person
    assert line_of(person).count(b"\n") == 1


def test_statements_versions_and_zones_are_kept():
    london = datetime(2025, 7, 1, 9, 30, tzinfo=ZoneInfo("Europe/London"))
    exam = replace(
        examined(1, 0, 0, 0, 0, 0),
        started_at=london,
        ended_at=london,
        statements={
            **beside(LEFT_SIDED),
            (Topic.HUNTER, None): SEROTONERGIC.to_content(),
            (Topic.TECHNIQUE, PLACES[0]): {"position": "knee-straight"},
        },
        protocol_versions={"ankle": 3},
        superseded=True,
        recorded_under_id=9,
    )
    found = read_line(line_of(exam))
    assert found == exam
    assert isinstance(found, Examination)
    assert found.started_at.tzinfo == ZoneInfo("Europe/London")
    draft = examined(1, 0, 0, 0, 0, 0, is_signed=False)
    assert read_line(line_of(draft)) == draft


def test_a_zone_that_this_computer_does_not_know_leaves_the_offset():
    exam = examined(1, 0, 0, 0, 0, 0)
    told = json.loads(line_of(exam))
    told["started_at"] = {"at": "2025-11-14T10:38:00+01:00", "zone": "Mars/Olympus"}
    assert read_line(json.dumps(told)) == exam


def test_the_header_tells_format_and_version():
    assert read_line(line_of(HEADER)) == HEADER
    told = json.loads(line_of(HEADER))
    assert read_line(json.dumps({**told, "version": 1})) == HEADER
    assert (told["format"], told["version"]) == (FORMAT, 2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one.update(kind="colour"), "colour"),
        (lambda one: one.pop("kind"), "kind"),
        (lambda one: one.pop("tests"), "tests"),
        (lambda one: one.update(started_at="2025-11-14T10:38:00"), "no time zone"),
        (lambda one: one.update(started_at=7), "cannot be read"),
        (lambda one: one.update(superseded="no"), "superseded must be true or false"),
        (lambda one: one["tests"][0]["trials"][0].update(beats=-1), "beats must lie between"),
        (lambda one: one["tests"][0].update(side="up"), "'up' is not a valid Side"),
        (lambda one: one.update(notes=[7]), "cannot be read"),
        (lambda one: one.update(protocol_versions=[]), "cannot be read"),
    ],
)
def test_an_examination_that_cannot_be_is_refused(change, said):
    told = json.loads(line_of(examined(1, 0, 0, 0, 0, 0)))
    change(told)
    with pytest.raises(InvalidRecord, match=said):
        read_line(json.dumps(told))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "x"}, "The format is 'x'"),
        ({"version": 3}, "The version is 3; this program reads up to 2"),
        ({"version": 0}, "The version is 0"),
        ({"version": []}, "The version is"),
    ],
)
def test_another_format_and_a_later_version_are_refused(change, said):
    with pytest.raises(InvalidRecord, match=said):
        read_line(json.dumps({**json.loads(line_of(HEADER)), **change}))


@pytest.mark.parametrize("line", [b"", b"[]", b"7", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_line_is_refused(line):
    with pytest.raises(InvalidRecord):
        read_line(line)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@settings(max_examples=300)
@given(st.data())
def test_whatever_stands_in_a_line_it_is_read_or_refused(data):
    line = data.draw(st.sampled_from([HEADER, Person(patient=PATIENT), WITH_ALL, LETTER]))
    told = json.loads(line_of(line))
    inner = told
    while True:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(inner[key], dict | list) or not inner[key] or data.draw(st.booleans()):
            break
        inner = inner[key]
    inner[key] = data.draw(values)
    try:
        read_line(json.dumps(told))
    except InvalidRecord:
        return


LETTER = RecordLetter(
    examination_id=1,
    issued_at=datetime(2025, 11, 14, 10, 0, tzinfo=UTC),
    issued_by=None,
    recipient="Dr Ng",
    text="Dear Dr Ng",
    rule_id="ARTICLE_GT5",
    rule_version=1,
)
WITH_ALL = examined(
    1, 0, 0, 0, 0, 0, notes={PLACES[0]: "x"}, statements=beside(LEFT_SIDED), comment="y"
)


def test_words_that_are_a_number_are_refused():
    told = json.loads(line_of(Person(patient=PATIENT)))
    with pytest.raises(InvalidRecord, match="alert must be words, not 7"):
        read_line(json.dumps({**told, "alert": 7}))


# --- the manifest -----------------------------------------------------------------------------

MANIFEST = Manifest(
    mode=Mode.IDENTIFIED,
    program_version="0.9.0",
    schema_version=4,
    casebook_id="ab" * 16,
    made_at=datetime(2025, 11, 14, 10, 0, tzinfo=UTC),
    by="Dr P Okafor",
    first_day=date(2025, 1, 1),
    last_day=None,
    one_patient=False,
    counts={"patients": 1},
    files={"findings.csv": Written(rows=6, size=100, sha256="ff")},
)


def test_a_manifest_names_every_file_with_its_rows_and_digest():
    told = json.loads(rendered(MANIFEST))
    assert told["files"] == {"findings.csv": {"rows": 6, "size": 100, "sha256": "ff"}}
    assert (told["mode"], told["scope"], told["from"], told["to"]) == (
        "identified",
        "a range of days",
        "2025-01-01",
        None,
    )
    assert told["made_by"] == "Dr P Okafor"


@pytest.mark.parametrize("mode", [Mode.LIMITED, Mode.SAFE_HARBOR])
def test_a_manifest_without_marks_names_nobody_no_casebook_and_no_day(mode):
    told = rendered(replace(MANIFEST, mode=mode, first_day=date(2024, 1, 1)))
    for mark in (b"Okafor", b"abab", b"2024"):
        assert mark not in told
    whole = replace(MANIFEST, first_day=None)
    assert json.loads(rendered(whole))["scope"] == "all"
    assert json.loads(rendered(replace(whole, one_patient=True)))["scope"] == "one patient"
