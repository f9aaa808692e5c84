"""A manifest is believed only when it is one of an export that a casebook can be made of."""

import json

import pytest

from clonus_desktop.exchange.modes import Mode
from clonus_desktop.exchange.patients import BadFile
from clonus_desktop.exchange.record.manifest_in import (
    changed_since,
    contradicts_itself,
    is_of_later_version,
    read_manifest,
)

TOLD = {
    "format": "clonus-desktop-export",
    "version": 1,
    "mode": "identified",
    "casebook_id": "ab" * 16,
    "files": {
        "record.ndjson": {"rows": 1, "size": 2, "sha256": "a" * 64},
        "fhir/Patient.ndjson": {"rows": 1, "size": 2, "sha256": "b" * 64},
    },
}


def read(**changed: object):
    return read_manifest(json.dumps({**TOLD, **changed}).encode())


def test_a_manifest_names_its_files_and_its_casebook():
    found = read()
    assert found.casebook_id == "ab" * 16
    assert found.digests == {"record.ndjson": "a" * 64, "fhir/Patient.ndjson": "b" * 64}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"version": 2}, "newer version"),
        ({"version": "x"}, "no export"),
        ({"format": "x"}, "no export"),
        ({"mode": str(Mode.LIMITED)}, "without names"),
        ({"mode": "x"}, "no export"),
        ({"files": {}}, "does not hold the whole record"),
        ({"files": 7}, "no export"),
        ({"casebook_id": ""}, "no export"),
        ({"casebook_id": 7}, "no export"),
    ],
)
def test_other_manifests_are_refused_in_words(changed, words):
    with pytest.raises(BadFile, match=words) as caught:
        read(**changed)
    assert "Nothing was taken in." in str(caught.value)


@pytest.mark.parametrize("digest", ["A" * 64, "a" * 63, 7, None])
def test_a_digest_that_is_none_is_refused(digest):
    with pytest.raises(BadFile, match="no export"):
        read(files={"record.ndjson": {"sha256": digest}})


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "a/b/c", "", ".x", "a\\b", "fhir/../x", "record.ndjson\n"]
)
def test_no_name_leads_out_of_the_folder(name):
    with pytest.raises(BadFile, match="no export"):
        read(files={name: {"sha256": "a" * 64}})


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"a":1,"a":2}'])
def test_what_is_no_manifest_is_refused(content):
    with pytest.raises(BadFile, match="no export"):
        read_manifest(content)


@pytest.mark.parametrize(
    ("line", "is_later"),
    [
        (b'{"format": "clonus-desktop-record", "version": 3}', True),
        (b'{"format": "clonus-desktop-record", "version": 2}', False),
        (b'{"format": "clonus-desktop-record", "version": 1}', False),
        (b'{"format": "x", "version": 2}', False),
        (b'{"format": "clonus-desktop-record", "version": "x"}', False),
        (b"[]", False),
        (b"\xff", False),
        (b"{", False),
        (b"{}", False),
    ],
)
def test_a_record_of_a_later_version_is_known_as_one(line, is_later):
    assert is_of_later_version(line) is is_later


def test_what_does_not_fit_is_named():
    assert "record.ndjson" in str(changed_since("record.ndjson"))
    assert "Line 7" in str(contradicts_itself(7))
