"""What a record system answers is told apart; nothing that it says can do harm."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.record_system import Trouble
from clonus_desktop.exchange.fhir_client import Accepted, Kept, NotNow, Parcel, Refused
from clonus_desktop.exchange.fhir_client.answers import (
    LONGEST_REASON,
    LONGEST_WAIT_S,
    MOST_REASONS,
    Reply,
    answer_of,
    one_line,
    outcome_words,
    parsed,
    version_of,
    wait_of,
)

TWO = Parcel(body=b"{}", names=("one", "two"), proof="Provenance/1", recorded="")


def outcome(*issues: object) -> dict[str, object]:
    return {"resourceType": "OperationOutcome", "issue": list(issues)}


def answered(*responses: object) -> Any:
    bundle = {
        "resourceType": "Bundle",
        "type": "transaction-response",
        "entry": [{"response": response} for response in responses],
    }
    return answer_of(Reply(status=200, body=json.dumps(bundle).encode()), TWO)


def test_what_arrived_as_a_whole_is_accepted_and_its_places_are_known():
    answer = answered(
        {"status": "201", "location": "Observation/a/_history/1"},
        {"status": "200 OK", "location": "https://x/fhir/Patient/b", "etag": 'W/"7"'},
    )
    assert answer == Accepted(
        known={
            "one": Kept(kind="Observation", id="a", version="1"),
            "two": Kept(kind="Patient", id="b", version="7"),
        }
    )
    assert answer.known["one"].path == "Observation/a"


@pytest.mark.parametrize(
    "response",
    [
        {"status": "201"},
        {"status": "201", "location": "Observation/a"},
        {"status": "201", "location": "Observation/a", "etag": "7"},
        {"status": "201", "location": "../../etc/passwd"},
        {"status": "201", "location": ["Observation/a/_history/1"]},
    ],
)
def test_a_place_that_is_not_said_with_its_version_is_not_known(response):
    later = {"status": "200", "location": "Patient/b/_history/2"}
    assert answered(response, later) == Accepted(
        known={"two": Kept(kind="Patient", id="b", version="2")}
    )


def test_a_version_is_also_read_from_the_resource():
    bundle = {
        "type": "transaction-response",
        "entry": [
            {
                "response": {"status": "201", "location": "Patient/a"},
                "resource": {"meta": {"versionId": "5"}},
            },
            {"response": {"status": "201"}},
        ],
    }
    found = answer_of(Reply(status=201, body=json.dumps(bundle).encode()), TWO)
    assert found == Accepted(known={"one": Kept(kind="Patient", id="a", version="5")})


@pytest.mark.parametrize(
    "resource", [None, {}, {"meta": 1}, {"meta": {}}, {"meta": {"versionId": "a b"}}]
)
def test_a_version_is_a_word_or_nothing(resource):
    assert version_of(resource) == ""


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        (
            [{"status": "201"}, {"status": "422", "outcome": outcome({"code": "invalid"})}],
            Refused(status=422, said=("invalid",)),
        ),
        ([{"status": "422"}, {"status": "404 Not found"}], Refused(status=422)),
        ([{"status": "422"}, {"status": "503"}], NotNow(trouble=Trouble.FAULT, status=503)),
        ([{"status": "201"}, {"status": "401"}], NotNow(trouble=Trouble.NOT_LET_IN, status=401)),
        ([{"status": "201"}, {}], NotNow(trouble=Trouble.NOT_FHIR, status=0)),
        ([{"status": "201"}, None], NotNow(trouble=Trouble.NOT_FHIR, status=0)),
        ([{"status": "201"}, {"status": "2011"}], NotNow(trouble=Trouble.NOT_FHIR, status=0)),
    ],
)
def test_one_entry_that_failed_is_none_that_was_accepted(responses, expected):
    assert answered(*responses) == expected


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Log in</html>",
        b"[]",
        b'{"type": "searchset", "entry": []}',
        b'{"type": "transaction-response"}',
        b'{"type": "transaction-response", "entry": [{}]}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
    ids=lambda body: repr(body[:12]),
)
def test_success_with_something_else_in_it_is_no_success(body):
    found = answer_of(Reply(status=200, body=body), TWO)
    assert found == NotNow(trouble=Trouble.NOT_FHIR, status=200)


def test_an_entry_that_is_no_object_is_none_that_was_accepted():
    body = b'{"type": "transaction-response", "entry": [1, 2]}'
    found = answer_of(Reply(status=200, body=body), TWO)
    assert found == NotNow(trouble=Trouble.NOT_FHIR)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (202, Trouble.NOT_FHIR),
        (204, Trouble.NOT_FHIR),
        (302, Trouble.LEADS_ELSEWHERE),
        (307, Trouble.LEADS_ELSEWHERE),
        (401, Trouble.NOT_LET_IN),
        (403, Trouble.NOT_LET_IN),
        (407, Trouble.NOT_LET_IN),
        (408, Trouble.TOO_SLOW),
        (425, Trouble.BUSY),
        (429, Trouble.BUSY),
        (500, Trouble.FAULT),
        (503, Trouble.FAULT),
    ],
)
def test_what_may_pass_by_itself_is_told_by_its_status(status, expected):
    found = answer_of(Reply(status=status, retry_after="30"), TWO)
    assert found == NotNow(trouble=expected, status=status, wait_s=30.0)


@pytest.mark.parametrize("status", [400, 404, 405, 409, 410, 412, 413, 415, 422])
def test_what_is_refused_for_good_has_its_reasons_in_words(status):
    issues = outcome({"severity": "error", "details": {"text": "Unknown\n patient"}})
    found = answer_of(Reply(status=status, body=json.dumps(issues).encode()), TWO)
    assert found == Refused(status=status, said=("Unknown patient",))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("", 0.0),
        (" 12 ", 12.0),
        ("0", 0.0),
        ("-3", 0.0),
        ("1.5", 0.0),
        ("²", 0.0),
        ("999999999", LONGEST_WAIT_S),
        ("9" * 400, 0.0),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 0.0),
    ],
)
def test_a_wait_is_a_number_of_seconds_and_a_day_at_most(said, seconds):
    assert wait_of(said) == seconds


def test_the_words_for_people_are_taken_before_the_code():
    issues = outcome(
        {"severity": "error", "details": {"text": "for people"}, "diagnostics": "for machines"},
        {"severity": "error", "details": "no object", "diagnostics": "for machines"},
        {"severity": "fatal", "code": "too-long"},
        {"severity": "error", "details": {"text": "for people"}},
        {"severity": "information", "diagnostics": "all is well"},
        {"severity": "warning", "diagnostics": "nearly"},
        {"severity": "error"},
        "no issue",
    )
    assert outcome_words(issues) == ("for people", "for machines", "too-long")


@pytest.mark.parametrize(
    "found",
    [None, [], {}, {"resourceType": "OperationOutcome"}, outcome() | {"issue": {}}, {"issue": []}],
)
def test_an_outcome_without_words_says_nothing(found):
    assert outcome_words(found) == ()


def test_words_that_go_on_for_ever_are_cut():
    issues = outcome(*({"code": f"{n}" + "x" * 9000} for n in range(900)))
    words = outcome_words(issues)
    assert len(words) == MOST_REASONS
    assert {len(word) for word in words} == {LONGEST_REASON}
    assert all(word.endswith("…") for word in words)


@settings(max_examples=60)
@given(st.text())
def test_words_of_others_are_one_line_without_marks_that_turn_letters(text):
    line = one_line(text)
    assert "\n" not in line
    assert not set(line) & set("\u202e\u2066\u200f\x00\x1b\r\t\ud800")
    assert one_line(line) == line
    line.encode()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "entry",
                    "response",
                    "status",
                    "location",
                    "etag",
                    "outcome",
                    "issue",
                    "resourceType",
                    "severity",
                    "details",
                    "text",
                    "diagnostics",
                    "meta",
                ]
            ),
            inner | st.sampled_from(["transaction-response", "OperationOutcome", "201", "422"]),
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=120)
@given(st.integers(100, 599), _JSON, st.text(max_size=8))
def test_whatever_is_answered_is_one_of_the_three(status, found, retry_after):
    body = json.dumps(found).encode()
    answer = answer_of(Reply(status=status, body=body, retry_after=retry_after), TWO)
    assert isinstance(answer, Accepted | Refused | NotNow)
    if isinstance(answer, Accepted):
        assert status in {200, 201}
    if isinstance(answer, Refused):
        assert all(len(word) <= LONGEST_REASON for word in answer.said)
    assert answer == answer_of(Reply(status=status, body=body, retry_after=retry_after), TWO)


def test_what_is_no_json_is_nothing():
    assert parsed(b"{") is None
    assert parsed(b'"\xff"') is None
    assert parsed(b"7") == 7
