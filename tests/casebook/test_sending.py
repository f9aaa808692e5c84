"""What is signed is sent once and in order, and what came of it is entered as it was."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from clonus_desktop.casebook import (
    amendments,
    erasing,
    examinations,
    merging,
    outbox,
    patients,
    practice,
    sending,
    trail,
)
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.outbox import ShipmentState, Told
from clonus_desktop.casebook.sending import Accepted, NotNow, Refused, Trouble
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.record_system import RecordSystem
from clonus_desktop.domain.trial import Trial
from clonus_desktop.exchange.fhir_client import Kept, Parcel
from clonus_desktop.storage import StorageFault

SYSTEM = RecordSystem(address="https://records.example/fhir", is_on=True)
OTHER = RecordSystem(address="https://other.example/fhir", is_on=True)
OFFLINE = NotNow(trouble=Trouble.NOT_REACHED)


@pytest.fixture
def on(book: Casebook) -> Casebook:
    sending.begin(book, SYSTEM)
    return book


def add(book: Casebook, name: str = "Macilroy", **fields: object) -> Patient:
    change = patients.add(book, Patient(family_name=name, **fields))
    return patients.get(book, change.patient_id or 0)


def signed(book: Casebook, patient: Patient, *counts: int) -> int:
    row = examinations.start(book, patient.id).examination_id or 0
    draft = examinations.get(book, row)
    for place, beats in zip(draft.places, counts or (1, 2, 3, 4, 5, 6), strict=True):
        examinations.record_trial(book, draft, place, Trial(beats=beats))
    examinations.sign(book, row)
    return row


def amended(book: Casebook, row: int) -> int:
    draft = amendments.amend(book, row, "counted again").examination_id or 0
    whole = examinations.get(book, draft)
    examinations.record_trial(book, whole, whole.places[0], Trial(beats=9))
    examinations.sign(book, draft)
    return draft


def next_parcel(book: Casebook) -> tuple[int, Parcel]:
    due = sending.next_due(book, SYSTEM)
    assert due is not None
    return due.shipment_id, due.parcel


def accepted(parcel: Parcel, version: str = "1") -> Accepted:
    kinds = [entry["resource"]["resourceType"] for entry in told(parcel)["entry"]]
    return Accepted(
        known={
            name: Kept(kind=kind, id=f"{kind}-{number}", version=version)
            for number, (name, kind) in enumerate(zip(parcel.names, kinds, strict=True))
        }
    )


def told(parcel: Parcel) -> dict[str, Any]:
    return json.loads(parcel.body)


def statuses(parcel: Parcel) -> set[str]:
    kinds = {"Observation", "DiagnosticReport"}
    resources = [entry["resource"] for entry in told(parcel)["entry"]]
    return {one["status"] for one in resources if one["resourceType"] in kinds}


def send_next(book: Casebook, version: str = "1") -> Parcel:
    shipment_id, parcel = next_parcel(book)
    sending.take(book, shipment_id, accepted(parcel, version))
    return parcel


def states(book: Casebook) -> list[tuple[Told, ShipmentState]]:
    return [(line.sent.told, line.sent.state) for line in outbox.lines(book)]


# --- queueing ---------------------------------------------------------------------------------


def test_nothing_is_queued_until_somebody_turned_sending_on(book):
    signed(book, add(book))
    assert outbox.lines(book) == ()
    assert sending.begin(book, replace(SYSTEM, is_on=False)) is None
    signed(book, add(book, "Other"))
    assert sending.begin(book, None) is None
    assert outbox.lines(book) == ()
    assert sending.next_due(book, SYSTEM) is None
    assert sending.seconds_until_due(book) is None


def test_what_is_signed_is_queued_once(on):
    row = signed(on, add(on))
    (line,) = outbox.lines(on)
    assert (line.sent.told, line.sent.state) == (Told.SIGNED, ShipmentState.WAITING)
    assert line.patient.family_name == "Macilroy"
    assert line.sent.endpoint == SYSTEM.address
    assert sending.seconds_until_due(on) == 0.0
    assert [one.id for one in outbox.sent(on, examinations.get(on, row))] == [line.sent.id]


def test_queueing_and_signing_are_one_act(on, monkeypatch):
    row = examinations.start(on, add(on).id).examination_id or 0
    draft = examinations.get(on, row)
    for place in draft.places:
        examinations.record_trial(on, draft, place, Trial(beats=0))

    def full(*_arguments: object, **_named: object) -> None:
        raise StorageFault(Message("The disk is full."))

    monkeypatch.setattr(on.file.outbox, "queue", full)
    with pytest.raises(StorageFault):
        examinations.sign(on, row)
    assert examinations.get(on, row).signature is None


def test_a_withdrawal_is_queued_where_the_examination_is_known(on):
    first = signed(on, add(on))
    amendments.withdraw(on, first, "wrong patient")
    assert states(on) == [
        (Told.SIGNED, ShipmentState.WAITING),
        (Told.WITHDRAWN, ShipmentState.WAITING),
    ]
    sending.begin(on, None)
    unknown = signed(on, add(on, "Other"))
    sending.begin(on, SYSTEM)
    amendments.withdraw(on, unknown, "wrong patient")
    assert len(outbox.lines(on)) == 2


def test_what_happened_while_sending_was_off_is_queued_when_it_is_on_again(on):
    known = signed(on, add(on))
    send_next(on)
    sending.begin(on, None)
    later = amended(on, known)
    signed(on, add(on, "Other"))
    change = sending.begin(on, SYSTEM)
    assert change is not None
    assert states(on)[0] == (Told.AMENDED, ShipmentState.WAITING)
    assert len(outbox.sent(on, examinations.get(on, later))) == 1
    assert len(outbox.lines(on)) == 2
    assert sending.begin(on, SYSTEM) is None


def test_what_waits_goes_to_another_address_when_that_takes_its_place(on):
    signed(on, add(on))
    assert sending.begin(on, OTHER) is not None
    assert [(line.sent.endpoint, line.sent.state) for line in outbox.lines(on)] == [
        (OTHER.address, ShipmentState.WAITING),
        (SYSTEM.address, ShipmentState.GIVEN_UP),
    ]


def test_what_waited_for_an_address_waits_for_it_again_when_that_comes_back(on):
    row = signed(on, add(on))
    amended(on, row)
    sending.begin(on, OTHER)
    assert sending.begin(on, SYSTEM) is not None
    waiting = on.file.outbox.waiting()
    assert [one.endpoint for one in waiting] == [SYSTEM.address] * 2
    assert statuses(send_next(on)) == {"final"}
    # What was answered at the other address does not come back.
    sending.begin(on, OTHER)
    shipment_id = on.file.outbox.waiting()[0].id
    sending.take(on, shipment_id, Refused(status=422))
    sending.begin(on, SYSTEM)
    assert on.file.outbox.waiting() == ()
    assert on.file.verify() is None


# --- what is sent -----------------------------------------------------------------------------


def test_the_oldest_goes_first_and_of_one_examination_nothing_before_its_time(on):
    first = signed(on, add(on))
    amended(on, first)
    signed(on, add(on, "Other"))
    ids = [one.id for one in on.file.outbox.waiting()]
    shipment_id, parcel = next_parcel(on)
    assert shipment_id == ids[0]
    sending.take(on, shipment_id, NotNow(trouble=Trouble.FAULT, status=500))
    # The amendment stays behind what it amends; another examination does not.
    assert next_parcel(on)[0] == ids[2]
    sending.take(on, shipment_id, accepted(parcel))
    assert next_parcel(on)[0] == ids[1]


def test_the_same_is_sent_whatever_is_chosen_meanwhile(on):
    signed(on, add(on, born_on=None, number="4711"))
    before = next_parcel(on)[1]
    on.language = "de"
    practice.change(on, replace(on.practice, rule_id="HPO_GE5", clinic="Elsewhere"))
    assert next_parcel(on)[1] == before


def test_a_record_number_bears_the_name_that_the_record_system_gives_it(on):
    signed(on, add(on, number="4711"))
    due = sending.next_due(on, replace(SYSTEM, number_system="urn:oid:1.2.3"))
    assert due is not None
    patient = told(due.parcel)["entry"][0]
    assert patient["resource"]["identifier"][0]["system"] == "urn:oid:1.2.3"
    assert patient["request"]["ifNoneExist"] == "identifier=urn:oid:1.2.3|4711"


def test_an_amendment_replaces_what_was_accepted_and_nothing_else(on):
    first = signed(on, add(on))
    send_next(on, "3")
    second = amended(on, first)
    _id, parcel = next_parcel(on)
    assert statuses(parcel) == {"amended"}
    requests = [entry["request"] for entry in told(parcel)["entry"]]
    assert {one["ifMatch"] for one in requests if "ifMatch" in one} == {'W/"3"'}
    assert len(parcel.replaces) == 7
    send_next(on, "4")
    amendments.withdraw(on, second, "wrong patient")
    _id, parcel = next_parcel(on)
    assert statuses(parcel) == {"entered-in-error"}
    requests = [entry["request"] for entry in told(parcel)["entry"]]
    assert {one["ifMatch"] for one in requests if "ifMatch" in one} == {'W/"4"'}


def test_what_was_withdrawn_before_it_was_sent_is_never_told_as_if_it_stood(on):
    row = signed(on, add(on))
    amendments.withdraw(on, row, "wrong patient")
    assert statuses(send_next(on)) == {"entered-in-error"}
    assert statuses(send_next(on)) == {"entered-in-error"}


def test_an_amendment_of_what_was_never_accepted_stands_alone(on):
    first = signed(on, add(on))
    shipment_id, _parcel = next_parcel(on)
    sending.take(on, shipment_id, Refused(status=422))
    amended(on, first)
    _id, parcel = next_parcel(on)
    assert statuses(parcel) == {"amended"}
    assert parcel.replaces == {}
    assert len(told(parcel)["entry"]) == 11


def test_a_merged_record_is_told_as_the_one_that_stands_for_the_person(on):
    twin, stays = add(on, "Twin"), add(on, "Stays")
    signed(on, twin)
    merging.merge(on, twin.id, stays)
    patient = told(next_parcel(on)[1])["entry"][0]["resource"]
    assert patient["name"][0]["family"] == "Stays"


# --- what came of it --------------------------------------------------------------------------


def test_what_was_accepted_is_in_the_record_with_where_it_lies(on, clock):
    row = signed(on, add(on))
    clock.time += timedelta(minutes=1)
    send_next(on)
    (sent,) = outbox.sent(on, examinations.get(on, row))
    assert (sent.state, sent.at) == (ShipmentState.ACCEPTED, clock.time)
    assert sending.next_due(on, SYSTEM) is None
    assert trail.newest(on)[0].what.endswith("https://records.example/fhir accepted it")
    assert trail.newest(on)[0].by == ""
    assert on.file.verify() is None


def test_what_was_refused_says_why_and_is_not_sent_again_by_itself(on):
    signed(on, add(on))
    shipment_id, _parcel = next_parcel(on)
    sending.take(on, shipment_id, Refused(status=422, said=("no such patient",)))
    (line,) = outbox.lines(on)
    assert (line.sent.state, line.sent.status) == (ShipmentState.REFUSED, 422)
    assert line.sent.said == ("no such patient",)
    assert not line.sent.is_conflict
    assert sending.next_due(on, SYSTEM) is None
    sending.try_again(on, shipment_id)
    assert next_parcel(on)[0] == shipment_id


def test_trying_again_after_a_conflict_replaces_what_is_there(on):
    first = signed(on, add(on))
    send_next(on)
    amended(on, first)
    shipment_id, parcel = next_parcel(on)
    assert parcel.replaces
    sending.take(on, shipment_id, Refused(status=412, said=("another version",), is_conflict=True))
    assert outbox.lines(on)[0].sent.is_conflict
    sending.try_again(on, shipment_id)
    _id, parcel = next_parcel(on)
    assert parcel.replaces == {}
    assert not any("ifMatch" in entry["request"] for entry in told(parcel)["entry"])
    sending.take(on, shipment_id, OFFLINE)
    sending.try_all_now(on)
    assert next_parcel(on)[1].replaces == {}


def test_what_was_given_up_can_be_taken_up_again(on):
    signed(on, add(on))
    shipment_id, _parcel = next_parcel(on)
    sending.take(on, shipment_id, Refused(status=422, said=("no",)))
    sending.give_up(on, shipment_id)
    (line,) = outbox.lines(on)
    assert (line.sent.state, line.sent.said) == (ShipmentState.GIVEN_UP, ("no",))
    sending.try_again(on, shipment_id)
    assert outbox.counts(on)[ShipmentState.WAITING] == 1


def test_each_attempt_waits_longer_up_to_a_quarter_of_an_hour(on, clock):
    signed(on, add(on))
    waits = []
    for _attempt in range(8):
        shipment_id, _parcel = next_parcel(on)
        sending.take(on, shipment_id, OFFLINE)
        waits.append(sending.seconds_until_due(on))
        assert sending.next_due(on, SYSTEM) is None
        clock.time += timedelta(seconds=waits[-1] or 0)
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]
    (line,) = outbox.lines(on)
    assert line.sent.problem == outbox.Problem(trouble=Trouble.NOT_REACHED)
    assert line.sent.next_at is not None
    sending.take(on, line.sent.id, OFFLINE)
    sending.try_all_now(on)
    assert sending.seconds_until_due(on) == 0.0


def test_as_long_as_it_is_asked_to_it_waits(on):
    signed(on, add(on))
    busy = NotNow(trouble=Trouble.BUSY, status=429, wait_s=3600.0)
    sending.take(on, next_parcel(on)[0], busy)
    assert sending.seconds_until_due(on) == 3600.0
    assert sending.pause_after(busy) == timedelta(hours=1)
    assert sending.pause_after(OFFLINE) == timedelta(seconds=30)
    assert sending.pause_after(NotNow(trouble=Trouble.FAULT, status=500)) is None
    assert sending.pause_after(Accepted()) is None


def test_a_late_answer_takes_nothing_back(on):
    signed(on, add(on))
    shipment_id, parcel = next_parcel(on)
    sending.give_up(on, shipment_id)
    assert sending.take(on, shipment_id, Refused(status=422)) is None
    assert sending.take(on, shipment_id, OFFLINE) is None
    assert outbox.counts(on)[ShipmentState.GIVEN_UP] == 1
    # It arrived before it was given up: that is how it is.
    assert sending.take(on, shipment_id, accepted(parcel)) is not None
    assert sending.take(on, shipment_id, accepted(parcel, "2")) is None
    with pytest.raises(LookupError):
        sending.try_again(on, shipment_id)
    with pytest.raises(LookupError):
        sending.give_up(on, shipment_id)


def test_the_answer_about_somebody_who_was_erased_meanwhile_is_of_nobody(on):
    patient = add(on)
    signed(on, patient)
    shipment_id, parcel = next_parcel(on)
    erasing.erase(on, patient.id, reason="asked for", family_name="Macilroy")
    assert outbox.lines(on) == ()
    assert sending.take(on, shipment_id, accepted(parcel)) is None
    assert sending.next_due(on, SYSTEM) is None
    assert on.file.verify() is None


# --- restarts ---------------------------------------------------------------------------------


@contextmanager
def reopened(book: Casebook, clock: Callable[[], Any]) -> Iterator[Casebook]:
    book.close()
    with open_book(book.path, now=clock) as again:
        sending.begin(again, SYSTEM)
        yield again


def test_offline_days_and_restarts_lose_nothing_and_change_no_order(on, clock):
    rows = [signed(on, add(on, f"Patient {n}")) for n in range(3)]
    amended(on, rows[0])
    sending.take(on, next_parcel(on)[0], OFFLINE)
    with reopened(on, clock) as again:
        clock.time += timedelta(days=9)
        seen = []
        while (due := sending.next_due(again, SYSTEM)) is not None:
            seen.append(again.file.outbox.get(due.shipment_id).examination_id)
            sending.take(again, due.shipment_id, accepted(due.parcel))
        assert seen == [*rows, rows[2] + 1]
        assert again.file.verify() is None


def test_after_a_restored_backup_nobody_gets_the_names_of_what_was_lost(on, clock):
    """The rows that were lost are numbered anew; the record system still has them."""
    backup = on.path.with_name("backup.sqlite")
    on.close()
    shutil.copy(on.path, backup)
    said = []
    for name in ("Lost", "Another"):
        shutil.copy(backup, on.path)
        clock.time += timedelta(days=1)
        for mark in on.path.parent.glob("*.mark"):
            mark.unlink()
        with open_book(on.path, now=clock) as book:
            sending.begin(book, SYSTEM)
            row = signed(book, add(book, name))
            said.append((row, next_parcel(book)[1]))
    (row, lost), (same_row, another) = said
    assert row == same_row
    program = {name for name in lost.names if name in another.names}
    kinds = dict(
        zip(lost.names, [e["resource"]["resourceType"] for e in told(lost)["entry"]], strict=True)
    )
    assert {kinds[name] for name in program} <= {"Device", "Practitioner"}


def test_an_answer_that_was_not_entered_leads_to_the_same_once_more(on, clock):
    signed(on, add(on))
    shipment_id, parcel = next_parcel(on)
    with reopened(on, clock) as again:
        assert next_parcel(again) == (shipment_id, parcel)
