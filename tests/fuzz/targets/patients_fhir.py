"""A FHIR file of patients: a Bundle, one Patient, or one resource to a line."""

from datetime import date

from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.record_number import NO_REGION
from clonus_desktop.exchange.patients import BadFile
from clonus_desktop.exchange.patients.fhir_file import entries_of

SEEDS = (
    b'{"resourceType": "Bundle", "type": "searchset", "entry": [{"fullUrl": "urn:uuid:1", '
    b'"resource": {"resourceType": "Patient", "name": [{"use": "official", "family": "Lund", '
    b'"given": ["Anna", null], "prefix": ["Dr"]}], "birthDate": "1968-01-11", "gender": "female", '
    b'"identifier": [{"type": {"coding": [{"code": "MR"}]}, "value": "7"}]}}]}',
    b'{"resourceType": "Patient", "name": [{"family": "Ng"}], "birthDate": "1968-01"}\n'
    b'{"resourceType": "Patient", "name": [{"family": "Le"}], "link": [{"type": "refer"}]}\n',
    b'{"resourceType": "Patient", "name": [{"family": "\\ud800", "text": "x"}], "active": false, '
    b'"deceasedDateTime": "2020"}',
)
_TODAY = date(2026, 11, 25)


def parse(data: bytes) -> None:
    """Each entry is a patient or says why not; or none is read."""
    try:
        entries = list(entries_of(data, region=NO_REGION, today=_TODAY))
    except BadFile:
        return
    for entry in entries:
        assert isinstance(entry.patient, Patient) != bool(entry.problems)
        assert entry.named.isprintable()
        assert all(str(said) for said in (*entry.notes, *(p.message for p in entry.problems)))
