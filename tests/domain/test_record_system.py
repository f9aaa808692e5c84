"""An address is one that a record can be sent to safely; what is kept is read back strictly."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.json_values import InvalidContent
from clonus_desktop.domain.record_system import (
    LONGEST_ADDRESS,
    AddressProblem,
    Authentication,
    InvalidAddress,
    RecordSystem,
    address_of,
    content_of,
    from_content,
    is_on_this_computer,
)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://records.example/fhir", "https://records.example/fhir"),
        ("  https://Records.Example:8443/fhir/R4/ ", "https://records.example:8443/fhir/R4"),
        ("HTTPS://records.example", "https://records.example"),
        ("https://[2001:db8::1]/fhir", "https://[2001:db8::1]/fhir"),
        ("http://localhost:8080/fhir", "http://localhost:8080/fhir"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.1.2.3/fhir", "http://127.1.2.3/fhir"),
        ("http://[::1]:80/fhir", "http://[::1]:80/fhir"),
    ],
)
def test_an_address_is_taken_as_it_is_meant(typed, address):
    assert address_of(typed) == address
    assert address_of(address) == address


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", AddressProblem.EMPTY),
        (" / ", AddressProblem.EMPTY),
        ("records", AddressProblem.NO_ADDRESS),
        ("ftp://records.example", AddressProblem.NO_ADDRESS),
        ("https://", AddressProblem.NO_ADDRESS),
        ("https://records..example", AddressProblem.NO_ADDRESS),
        ("https://-records.example", AddressProblem.NO_ADDRESS),
        (f"https://{'a' * 64}.example", AddressProblem.NO_ADDRESS),
        (f"https://{'a.' * 130}example", AddressProblem.NO_ADDRESS),
        ("https://records.example:0", AddressProblem.NO_ADDRESS),
        ("https://records.example:99999", AddressProblem.NO_ADDRESS),
        ("https://records.example:x", AddressProblem.NO_ADDRESS),
        ("https://[2001:db8::1", AddressProblem.NO_ADDRESS),
        ("https://[zz::1]", AddressProblem.NO_ADDRESS),
        ("https://records.example/a b", AddressProblem.NO_ADDRESS),
        ("https://records.example/\nx", AddressProblem.NO_ADDRESS),
        ("https://r\u0435cords.example", AddressProblem.NO_ADDRESS),
        ("https://records\\.example", AddressProblem.NO_ADDRESS),
        (f"https://records.example/{'x' * LONGEST_ADDRESS}", AddressProblem.NO_ADDRESS),
        ("https://me:secret@records.example", AddressProblem.HAS_SECRET),
        ("https://localhost@records.example", AddressProblem.HAS_SECRET),
        ("https://records.example/fhir?key=1", AddressProblem.HAS_MORE),
        ("https://records.example/fhir?", AddressProblem.HAS_MORE),
        ("https://records.example/fhir#top", AddressProblem.HAS_MORE),
        ("http://records.example/fhir", AddressProblem.NOT_ENCRYPTED),
        ("http://localhost.example/fhir", AddressProblem.NOT_ENCRYPTED),
        ("http://127.0.0.1.example/fhir", AddressProblem.NOT_ENCRYPTED),
        ("http://127.0.0/fhir", AddressProblem.NOT_ENCRYPTED),
        ("http://128.0.0.1/fhir", AddressProblem.NOT_ENCRYPTED),
    ],
)
def test_an_address_that_nothing_is_sent_to_is_named_by_what_is_wrong(typed, problem):
    with pytest.raises(InvalidAddress) as refused:
        address_of(typed)
    assert refused.value.problem is problem


@settings(max_examples=100)
@given(st.text(max_size=40) | st.from_regex(r"https?://[^/]{0,20}/?.{0,10}", fullmatch=True))
def test_whatever_is_typed_is_an_encrypted_address_or_refused(typed):
    try:
        address = address_of(typed)
    except InvalidAddress:
        return
    assert address.startswith("https://") or is_on_this_computer(address)
    assert address_of(address) == address


WHOLE = RecordSystem(
    address="https://records.example/fhir",
    is_on=True,
    authentication=Authentication.SMART,
    token="t",
    client_id="c",
    private_key="k",
    authority="a",
    number_system="urn:oid:1.2.3",
)


def test_what_is_kept_is_read_back():
    assert from_content(content_of(WHOLE)) == WHOLE
    assert set(content_of(WHOLE)) == {field.name for field in fields(RecordSystem)}


@pytest.mark.parametrize(
    "change",
    [
        {"address": "http://records.example"},
        {"address": 7},
        {"is_on": 1},
        {"authentication": "password"},
        {"token": None},
        {"more": ""},
    ],
)
def test_what_is_kept_and_is_wrong_in_one_thing_is_refused(change):
    with pytest.raises(InvalidContent):
        from_content({**content_of(WHOLE), **change})
    with pytest.raises(InvalidContent):
        from_content({key: value for key, value in content_of(WHOLE).items() if key != "token"})


def test_no_secret_shows():
    shown = repr(WHOLE)
    assert "token" not in shown
    assert "private_key" not in shown
    assert "authority" not in shown
