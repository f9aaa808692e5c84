"""What was signed before sending was turned on: sent when it is asked for, once, as it was."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from clonus_desktop.casebook import (
    amendments,
    erasing,
    examinations,
    outbox,
    practice,
    sending,
    trail,
)
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.outbox import ShipmentState, Told
from clonus_desktop.casebook.queueing import count_earlier, send_earlier
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.trial import Trial
from clonus_desktop.storage import StorageFault
from tests.casebook.test_sending import (
    OTHER,
    SYSTEM,
    add,
    amended,
    next_parcel,
    send_next,
    signed,
    states,
    statuses,
)


def queued_rows(book: Casebook) -> list[int]:
    return [one.examination_id for one in book.file.outbox.waiting()]


def test_nothing_is_counted_or_queued_while_sending_is_off(book):
    signed(book, add(book))
    assert count_earlier(book) == 0
    assert send_earlier(book) is None
    assert outbox.lines(book) == ()


def test_earlier_exams_are_queued_when_they_are_asked_for_and_not_before(book):
    rows = [signed(book, add(book, f"Patient {n}")) for n in range(3)]
    examinations.start(book, add(book, "Draft").id)
    sending.begin(book, SYSTEM)
    assert count_earlier(book) == 3
    assert outbox.lines(book) == ()
    assert send_earlier(book) == Change(deed=Deed.SHIPPED)
    assert queued_rows(book) == rows
    assert count_earlier(book) == 0
    assert trail.newest(book)[0].what.endswith("to be sent to https://records.example/fhir")
    assert book.file.verify() is None


def test_a_second_press_queues_nothing(book):
    signed(book, add(book))
    sending.begin(book, SYSTEM)
    send_earlier(book)
    acts = book.file.audit.head()
    assert send_earlier(book) is None
    assert book.file.audit.head() == acts
    send_next(book)
    assert count_earlier(book) == 0
    assert send_earlier(book) is None


def test_what_is_signed_later_goes_after_them_and_is_not_counted(book):
    earlier = signed(book, add(book))
    sending.begin(book, SYSTEM)
    now = signed(book, add(book, "Other"))
    assert count_earlier(book) == 1
    send_earlier(book)
    assert queued_rows(book) == [now, earlier]


NAME = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def all_told(path: Path, clock: object, *, from_the_start: bool) -> list[bytes]:
    """What is sent of an amended exam with an unfinished amendment, and of one amended twice.

    Names stand as the number of their first appearance: no two casebooks have the same.
    """
    names: dict[bytes, bytes] = {}
    with open_book(path, now=clock) as book:
        practice.change(book, replace(book.practice, examiner=Examiner(name="Dr P Okafor")))
        if from_the_start:
            sending.begin(book, SYSTEM)
        first = amended(book, signed(book, add(book)))
        amendments.amend(book, first, "unfinished")
        amended(book, amended(book, signed(book, add(book, "Lund"))))
        if not from_the_start:
            amendments.withdraw(book, signed(book, add(book, "Other")), "wrong patient")
            sending.begin(book, SYSTEM)
            send_earlier(book)
        told = []
        while sending.next_due(book, SYSTEM) is not None:
            body = send_next(book).body
            told.append(
                NAME.sub(lambda found: names.setdefault(found[0], b"%d" % len(names)), body)
            )
        return told


def test_the_record_system_is_told_the_same_as_if_sending_had_always_been_on(tmp_path, clock):
    earlier = all_told(tmp_path / "earlier.sqlite", clock, from_the_start=False)
    always = all_told(tmp_path / "always.sqlite", clock, from_the_start=True)
    assert len(earlier) == 5
    assert earlier == always


def test_each_version_is_told_in_its_order_and_replaces_the_one_before(book):
    amended(book, signed(book, add(book)))
    sending.begin(book, SYSTEM)
    assert count_earlier(book) == 1
    send_earlier(book)
    assert states(book) == [
        (Told.SIGNED, ShipmentState.WAITING),
        (Told.AMENDED, ShipmentState.WAITING),
    ]
    assert statuses(send_next(book)) == {"final"}
    _id, parcel = next_parcel(book)
    assert statuses(parcel) == {"amended"}
    assert len(parcel.replaces) == 7


def test_what_was_withdrawn_is_not_sent_and_what_is_withdrawn_afterwards_is_told(book):
    gone = signed(book, add(book))
    amendments.withdraw(book, gone, "wrong patient")
    row = signed(book, add(book, "Other"))
    sending.begin(book, SYSTEM)
    send_earlier(book)
    assert queued_rows(book) == [row]
    send_next(book)
    amendments.withdraw(book, row, "wrong patient")
    assert statuses(send_next(book)) == {"entered-in-error"}


def test_an_exam_whose_amendment_was_sent_is_known_there(book):
    first = signed(book, add(book))
    sending.begin(book, SYSTEM)
    amended(book, first)
    assert count_earlier(book) == 0


def test_what_another_record_system_has_is_earlier_for_this_one(book):
    sending.begin(book, SYSTEM)
    row = signed(book, add(book))
    send_next(book)
    sending.begin(book, OTHER)
    assert count_earlier(book) == 1
    send_earlier(book)
    assert queued_rows(book) == [row]


def test_an_amendment_that_is_signed_afterwards_follows(book):
    row = signed(book, add(book))
    draft = amendments.amend(book, row, "counted again").examination_id or 0
    whole = examinations.get(book, draft)
    examinations.record_trial(book, whole, whole.places[0], Trial(beats=9))
    sending.begin(book, SYSTEM)
    send_earlier(book)
    examinations.sign(book, draft)
    assert queued_rows(book) == [row, draft]


def test_who_was_erased_is_neither_counted_nor_queued(book):
    patient = add(book)
    signed(book, patient)
    sending.begin(book, SYSTEM)
    erasing.erase(book, patient.id, reason="asked for", family_name="Macilroy")
    assert count_earlier(book) == 0
    assert send_earlier(book) is None


def test_a_disk_that_is_full_queues_none_of_them(book, monkeypatch):
    for name in ("One", "Two"):
        signed(book, add(book, name))
    sending.begin(book, SYSTEM)
    real = book.file.outbox.queue

    def full_after_one(*arguments, **named):
        if real(*arguments, **named) > 1:
            raise StorageFault(Message("The disk is full."))

    monkeypatch.setattr(book.file.outbox, "queue", full_after_one)
    with pytest.raises(StorageFault):
        send_earlier(book)
    assert outbox.lines(book) == ()
    assert count_earlier(book) == 2
    assert book.file.verify() is None


def test_they_survive_a_restart_in_their_order(book, clock):
    rows = [signed(book, add(book, f"Patient {n}")) for n in range(3)]
    sending.begin(book, SYSTEM)
    send_earlier(book)
    send_next(book)
    book.close()
    clock.time += timedelta(days=9)
    with open_book(book.path, now=clock) as again:
        sending.begin(again, SYSTEM)
        assert count_earlier(again) == 0
        assert queued_rows(again) == rows[1:]
