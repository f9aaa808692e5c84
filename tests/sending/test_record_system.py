"""A real FHIR server takes what the casebook sends: once, as a whole, and again as it was."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from clonus_desktop.casebook import amendments, examinations, outbox, patients, practice, sending
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.outbox import ShipmentState
from clonus_desktop.casebook.queueing import count_earlier, send_earlier
from clonus_desktop.casebook.sending import Accepted, Cancel, Refused, Tokens
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.record_system import RecordSystem
from clonus_desktop.domain.trial import Trial
from tests.sending import servers

pytestmark = pytest.mark.loopback


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a record system, started once for this module."""
    why_not = servers.why_no_record_system()
    if why_not:
        pytest.skip(why_not)
    with servers.record_system() as found:
        yield found


@dataclass
class Ward:
    """A casebook that sends to a real record system."""

    book: Casebook
    system: RecordSystem

    def send(self) -> list[sending.Answer]:
        """Send all that is due; what was answered."""
        answers = []
        while (due := sending.next_due(self.book, self.system)) is not None:
            answer = sending.send(self.system, due.parcel, tokens=Tokens(), cancel=Cancel())
            sending.take(self.book, due.shipment_id, answer)
            answers.append(answer)
        return answers

    def send_unheard(self) -> None:
        """Send what is next, and lose the answer."""
        due = sending.next_due(self.book, self.system)
        assert due is not None
        sending.send(self.system, due.parcel, tokens=Tokens(), cancel=Cancel())

    def examine(self, name: str, *counts: int) -> int:
        added = patients.add(self.book, Patient(family_name=name, number=f"N{name}"))
        row = examinations.start(self.book, added.patient_id or 0).examination_id or 0
        draft = examinations.get(self.book, row)
        for place, beats in zip(draft.places, counts, strict=True):
            examinations.record_trial(self.book, draft, place, Trial(beats=beats))
        examinations.sign(self.book, row)
        return row

    def amend(self, row: int, beats: int) -> int:
        draft = amendments.amend(self.book, row, "counted again").examination_id or 0
        whole = examinations.get(self.book, draft)
        examinations.record_trial(self.book, whole, whole.places[0], Trial(beats=beats))
        examinations.sign(self.book, draft)
        return draft

    def there(self, name: str) -> dict[str, list[dict[str, Any]]]:
        """What the record system holds on a patient, by kind, with how often it was written."""
        base = self.system.address.removesuffix("/fhir")
        everything = httpx.get(f"{base}/everything", trust_env=False).json()
        of_kind: dict[str, list[dict[str, Any]]] = {}
        for one in everything:
            of_kind.setdefault(one["resource"]["resourceType"], []).append(one)
        (patient,) = [
            one for one in of_kind["Patient"] if one["resource"]["name"][0]["family"] == name
        ]
        subject = f"Patient/{patient['resource']['id']}"
        found = {"Patient": [patient]}
        for kind in ("Observation", "DiagnosticReport"):
            found[kind] = [
                one for one in of_kind[kind] if one["resource"]["subject"]["reference"] == subject
            ]
        reports = {f"DiagnosticReport/{one['resource']['id']}" for one in found["DiagnosticReport"]}
        found["Provenance"] = [
            one
            for one in of_kind["Provenance"]
            if reports & {target["reference"] for target in one["resource"]["target"]}
        ]
        return found


def sizes(found: dict[str, list[dict[str, Any]]]) -> dict[str, int]:
    return {kind: len(all_of) for kind, all_of in found.items()}


def versions(found: dict[str, list[dict[str, Any]]]) -> set[int]:
    kinds = ("Patient", "Observation", "DiagnosticReport")
    return {one["versions"] for kind in kinds for one in found[kind]}


def statuses(found: dict[str, list[dict[str, Any]]]) -> Counter[str]:
    kinds = ("Observation", "DiagnosticReport")
    return Counter(one["resource"]["status"] for kind in kinds for one in found[kind])


ONCE = {"Patient": 1, "Observation": 6, "DiagnosticReport": 1, "Provenance": 1}


@pytest.fixture
def ward(address: str, tmp_path: Path) -> Iterator[Ward]:
    at = datetime(2026, 3, 2, 10, tzinfo=UTC)
    with open_book(tmp_path / "casebook.sqlite", now=lambda: at) as book:
        okafor = Examiner(name="Dr P Okafor", role="Consultant")
        practice.change(book, replace(book.practice, examiner=okafor))
        system = RecordSystem(address=address, is_on=True)
        sending.begin(book, system)
        yield Ward(book, system)


def test_it_says_that_it_can_take_what_is_sent(ward):
    found = sending.look(ward.system, tokens=Tokens(), cancel=Cancel())
    assert found.can_take


def test_each_signed_examination_is_there_once(ward):
    ward.examine("Macilroy", 0, 3, 1, 2, 0, 7)
    ward.examine("Okoye", 5, 5, 5, 5, 5, 5)
    answers = ward.send()
    assert [type(answer) for answer in answers] == [Accepted, Accepted]
    for name in ("Macilroy", "Okoye"):
        assert sizes(ward.there(name)) == ONCE
        assert statuses(ward.there(name)) == {"final": 7}
    beats = {
        one["resource"]["bodySite"]["text"]: one["resource"]["valueQuantity"]["value"]
        for one in ward.there("Macilroy")["Observation"]
    }
    assert beats == {
        "Right ankle": 0,
        "Left ankle": 3,
        "Right patella": 1,
        "Left patella": 2,
        "Right wrist": 0,
        "Left wrist": 7,
    }
    assert ward.send() == []


def test_an_answer_that_was_lost_leads_to_a_second_sending_that_changes_nothing(ward):
    ward.examine("Lost", 1, 2, 3, 4, 5, 6)
    ward.send_unheard()
    before = ward.there("Lost")
    (answer,) = ward.send()
    assert isinstance(answer, Accepted)
    assert ward.there("Lost") == before
    assert versions(before) == {1}


def test_an_amendment_takes_the_place_of_what_was_there(ward):
    first = ward.examine("Amended", 1, 2, 3, 4, 5, 6)
    ward.send()
    ward.amend(first, 9)
    (answer,) = ward.send()
    assert isinstance(answer, Accepted)
    found = ward.there("Amended")
    assert sizes(found) == ONCE | {"Provenance": 2}
    assert statuses(found) == {"amended": 7}
    assert {one["versions"] for one in found["Observation"]} == {2}
    assert found["Observation"][0]["resource"]["valueQuantity"]["value"] == 9


def test_the_lost_answer_to_an_amendment_is_found_again(ward):
    first = ward.examine("Amended twice", 1, 2, 3, 4, 5, 6)
    ward.send()
    second = ward.amend(first, 8)
    ward.send_unheard()
    before = ward.there("Amended twice")
    # The version to be replaced is gone: this very amendment took its place.
    (answer,) = ward.send()
    assert isinstance(answer, Accepted)
    assert ward.there("Amended twice") == before
    ward.amend(second, 7)
    (answer,) = ward.send()
    assert isinstance(answer, Accepted)
    found = ward.there("Amended twice")
    assert {one["versions"] for one in found["Observation"]} == {3}


def test_a_withdrawal_leaves_it_there_as_entered_in_error(ward):
    row = ward.examine("Withdrawn", 1, 2, 3, 4, 5, 6)
    ward.send()
    amendments.withdraw(ward.book, row, "wrong patient")
    (answer,) = ward.send()
    assert isinstance(answer, Accepted)
    found = ward.there("Withdrawn")
    assert sizes(found) == ONCE | {"Provenance": 2}
    assert statuses(found) == {"entered-in-error": 7}


def test_what_somebody_else_changed_there_is_not_overwritten_unasked(ward):
    first = ward.examine("Changed", 1, 2, 3, 4, 5, 6)
    ward.send()
    report = ward.there("Changed")["DiagnosticReport"][0]["resource"]
    edited = report | {"conclusion": "Seen by the laboratory"}
    url = f"{ward.system.address}/DiagnosticReport/{report['id']}"
    assert httpx.put(url, json=edited, trust_env=False).status_code == 200
    ward.amend(first, 9)
    (answer,) = ward.send()
    assert isinstance(answer, Refused)
    assert answer.status == 412
    # As a whole or not at all: no Observation was amended either.
    assert statuses(ward.there("Changed")) == {"final": 7}
    line = outbox.lines(ward.book)[0]
    assert line.sent.state is ShipmentState.REFUSED
    assert line.sent.is_conflict
    sending.try_again(ward.book, line.sent.id)
    (answer,) = ward.send()
    assert isinstance(answer, Accepted)
    assert statuses(ward.there("Changed")) == {"amended": 7}


def test_earlier_exams_arrive_as_if_sending_had_been_on_when_they_were_signed(ward):
    sending.begin(ward.book, None)
    ward.amend(ward.examine("Earlier", 1, 2, 3, 4, 5, 6), 9)
    ward.examine("Earlier too", 0, 0, 0, 0, 0, 0)
    sending.begin(ward.book, ward.system)
    assert ward.send() == []
    assert count_earlier(ward.book) == 2
    send_earlier(ward.book)
    assert [type(answer) for answer in ward.send()] == [Accepted] * 3
    found = ward.there("Earlier")
    assert sizes(found) == ONCE | {"Provenance": 2}
    assert statuses(found) == {"amended": 7}
    assert sizes(ward.there("Earlier too")) == ONCE
    assert send_earlier(ward.book) is None
    assert ward.send() == []


def test_days_without_a_network_delay_and_lose_nothing(ward):
    address, at = ward.system.address, ward.book.now()
    ward.system = replace(ward.system, address="http://127.0.0.1:1/fhir")
    sending.begin(ward.book, ward.system)
    ward.examine("Offline", 1, 2, 3, 4, 5, 6)
    (answer,) = ward.send()
    assert isinstance(answer, sending.NotNow)
    ward.book.now = lambda: at + timedelta(days=3)
    ward.system = replace(ward.system, address=address)
    sending.begin(ward.book, ward.system)
    (answer,) = ward.send()
    assert isinstance(answer, Accepted)
    assert sizes(ward.there("Offline")) == ONCE
