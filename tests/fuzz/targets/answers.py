"""What a record system answers: to a parcel, to a look, and where tokens are given."""

import json

from clonus_desktop.exchange.fhir.many import KINDS
from clonus_desktop.exchange.fhir_client import Accepted, NotNow, Parcel, Refused
from clonus_desktop.exchange.fhir_client.answers import (
    LONGEST_REASON,
    LONGEST_WAIT_S,
    MOST_REASONS,
    Reply,
    answer_of,
    parsed,
    wait_of,
)
from clonus_desktop.exchange.fhir_client.found import found_in

SEEDS = (
    b'{"resourceType": "Bundle", "type": "transaction-response", "entry": [{"response": '
    b'{"status": "201 Created", "location": "Patient/1/_history/2", "etag": "W/\\"2\\""}}]}',
    b'{"type": "transaction-response", "entry": [{"response": {"status": "422", "outcome": '
    b'{"resourceType": "OperationOutcome", "issue": [{"code": "invalid"}]}}}]}',
    b'{"type": "transaction-response", "entry": [{"response": {"status": "200", "location": '
    b'"Observation/a"}, "resource": {"meta": {"versionId": "7"}}}]}',
    b'{"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "processing", '
    b'"details": {"text": "No patient"}, "diagnostics": "\\u202egnitset"}]}',
    b'{"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "software": {"name": "S"}, '
    b'"rest": [{"interaction": [{"code": "transaction"}], "resource": [{"type": "Patient", '
    b'"conditionalCreate": true}]}]}',
    b"120",
    b"Fri, 31 Dec 1999 23:59:59 GMT",
)

ONE = Parcel(body=b"{}", names=("urn:uuid:1",), proof="Provenance/1", recorded="")
STATUSES = (200, 201, 204, 302, 400, 401, 409, 412, 422, 429, 500, 599)


def parse(data: bytes) -> None:
    """It is accepted, refused in a few short lines, or not now; and always the same."""
    header = data.decode("latin-1")[:100]
    assert 0 <= wait_of(header) <= LONGEST_WAIT_S
    for status in STATUSES:
        reply = Reply(status=status, body=data, retry_after=header)
        answer = answer_of(reply, ONE)
        assert answer == answer_of(reply, ONE)
        _check(answer, status)
    found = found_in(parsed(data))
    assert found is None or set(found.lacks) <= set(KINDS)


def _check(answer: Accepted | Refused | NotNow, status: int) -> None:
    if isinstance(answer, Accepted):
        assert status in {200, 201}
        assert all(one.version and one.path.count("/") == 1 for one in answer.known.values())
    elif isinstance(answer, Refused):
        assert len(answer.said) <= MOST_REASONS
        assert all(0 < len(line) <= LONGEST_REASON for line in answer.said)
        # It is kept in the record as JSON, and shown.
        json.dumps(answer.said).encode()
        "".join(answer.said).encode()
