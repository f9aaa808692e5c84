"""What is signed is on its way by itself, beside the work; nobody waits for it."""

import threading
import time
from datetime import timedelta

import pytest

from clonus_desktop.casebook import amendments, outbox, record_systems, sending
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.outbox import ShipmentState
from clonus_desktop.casebook.sending import NotNow, Refused, Trouble
from clonus_desktop.domain.message import Message
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settings import Settings
from tests.ui.sending.conftest import CHEAP, SYSTEM

ACCEPTED, REFUSED = ShipmentState.ACCEPTED, ShipmentState.REFUSED
FULL = StorageFault(Message("The disk is full."))


def count(clinic, state: ShipmentState) -> int:
    return outbox.counts(clinic.book)[state]


def test_without_a_record_system_nothing_is_queued_or_sent(clinic, records):
    clinic.dispatch.begin()
    clinic.sign()
    assert outbox.lines(clinic.book) == ()
    assert not clinic.dispatch.is_on
    assert records.sent == []


def test_what_is_signed_is_sent_by_itself(clinic, records):
    clinic.begin()
    clinic.sign()
    clinic.session.changed.emit(Change(deed=Deed.SIGNED))
    clinic.wait(lambda: count(clinic, ACCEPTED) == 1)
    assert len(records.sent) == 1


def test_what_waited_since_the_last_time_is_sent_one_after_the_other(clinic, records):
    clinic.keep()
    sending.begin(clinic.book, SYSTEM)
    row = clinic.sign()
    clinic.sign("Other")
    amendments.withdraw(clinic.book, row, "wrong patient")
    clinic.dispatch.begin()
    clinic.wait(lambda: count(clinic, ACCEPTED) == 3)
    assert len(records.sent) == 3


def test_while_it_is_off_nothing_is_sent(clinic, records):
    clinic.begin(is_on=False)
    clinic.sign()
    clinic.session.changed.emit(Change(deed=Deed.SIGNED))
    clinic.dispatch._send_next()
    assert records.sent == []


def test_a_demo_never_sends(clinic, records):
    clinic.keep()
    demo = Session(clinic.book, Settings(None), signed_in=clinic.signed_in, is_demo=True)
    demo.dispatch.begin()
    clinic.sign()
    assert demo.dispatch.system is None
    assert clinic.book.sends_to == ""
    demo.shut()


def test_a_casebook_without_a_passphrase_never_sends(clinic, records):
    clinic.keep()
    plain = Session(clinic.book, Settings(None))
    plain.dispatch.begin()
    assert plain.dispatch.system is None
    plain.shut()


def test_without_a_network_it_pauses_and_goes_on_later(clinic, records):
    records.answers = [NotNow(trouble=Trouble.NOT_REACHED)]
    clinic.begin()
    clinic.sign()
    clinic.sign("Other")
    clinic.dispatch._send_next()
    clinic.wait(lambda: bool(records.sent) and not clinic.dispatch.is_sending)
    # The other one is not tried either: nobody is there.
    assert clinic.dispatch._timer.remainingTime() > 20_000
    clinic.dispatch.try_all_now()
    clinic.wait(lambda: count(clinic, ACCEPTED) == 2)


def test_a_fault_of_the_record_system_with_one_exam_does_not_hold_others_back(clinic, records):
    records.answers = [NotNow(trouble=Trouble.FAULT, status=500)]
    clinic.begin()
    clinic.sign()
    clinic.sign("Other")
    clinic.dispatch._send_next()
    clinic.wait(lambda: count(clinic, ACCEPTED) == 1)
    assert count(clinic, ShipmentState.WAITING) == 1
    # Then it waits until the first is due again.
    clinic.wait(lambda: clinic.dispatch._timer.remainingTime() > 20_000)
    clinic.desk.now += timedelta(minutes=1)
    clinic.dispatch._send_next()
    clinic.wait(lambda: count(clinic, ACCEPTED) == 2)


def test_a_refusal_is_told_and_not_tried_again_by_itself(clinic, records):
    records.answers = [Refused(status=422, said=("no such patient",))]
    clinic.begin()
    clinic.sign()
    clinic.dispatch._send_next()
    clinic.wait(lambda: count(clinic, REFUSED) == 1)
    clinic.dispatch._send_next()
    assert len(records.sent) == 1


def test_an_answer_that_the_disk_refuses_leads_to_the_same_once_more(clinic, records, monkeypatch):
    clinic.begin()
    clinic.sign()
    take = sending.take

    def refuse(*_arguments: object) -> None:
        raise FULL

    monkeypatch.setattr(sending, "take", refuse)
    clinic.dispatch._send_next()
    clinic.wait(lambda: clinic.dispatch.fault is not None)
    assert count(clinic, ShipmentState.WAITING) == 1
    monkeypatch.setattr(sending, "take", take)
    clinic.dispatch._send_next()
    clinic.wait(lambda: count(clinic, ACCEPTED) == 1)
    assert clinic.dispatch.fault is None
    assert records.sent[0] == records.sent[1]


def test_a_vault_that_cannot_be_read_is_said_and_nothing_is_sent(clinic, records, monkeypatch):
    def refuse(*_arguments: object, **_named: object) -> None:
        raise FULL

    monkeypatch.setattr(record_systems, "read", refuse)
    clinic.dispatch.begin()
    assert clinic.dispatch.fault is FULL
    assert not clinic.dispatch.is_on


def test_a_casebook_that_cannot_be_read_is_tried_later(clinic, records, monkeypatch):
    clinic.begin()

    def refuse(*_arguments: object) -> None:
        raise FULL

    monkeypatch.setattr(sending, "next_due", refuse)
    clinic.dispatch._send_next()
    assert clinic.dispatch.fault is FULL
    assert clinic.dispatch._timer.isActive()


def test_while_the_key_is_renewed_it_waits_and_then_goes_on(clinic, records):
    clinic.begin()
    clinic.sign()
    clinic.book.set_aside()
    clinic.dispatch._send_next()
    assert records.sent == []
    clinic.book.take_up(clinic.opened.key)
    clinic.dispatch._send_next()
    clinic.wait(lambda: count(clinic, ACCEPTED) == 1)


def test_closing_does_not_wait_for_the_network(clinic, monkeypatch):
    begun = threading.Event()

    def slow(*_arguments: object, cancel: sending.Cancel, **_named: object) -> None:
        stopped = threading.Event()
        with cancel.stopping(stopped.set):
            begun.set()
            stopped.wait(60)
        raise sending.Cancelled

    monkeypatch.setattr(sending, "send", slow)
    clinic.begin()
    clinic.sign()
    clinic.dispatch._send_next()
    assert begun.wait(20)
    before = time.monotonic()
    clinic.session.shut()
    assert time.monotonic() - before < 30
    assert count(clinic, ShipmentState.WAITING) == 1
    clinic.dispatch._send_next()
    assert count(clinic, ShipmentState.WAITING) == 1


def test_a_fault_of_the_program_while_sending_is_no_silence(clinic, monkeypatch, qtbot):
    def broken(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sending, "send", broken)
    clinic.begin()
    clinic.sign()
    with qtbot.captureExceptions() as caught:
        clinic.dispatch._send_next()
        clinic.wait(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert not clinic.dispatch.is_sending


def test_what_is_kept_in_the_vault_is_what_is_sent_to(clinic, records):
    clinic.begin(address="https://other.example/fhir")
    assert clinic.dispatch.system == record_systems.read(clinic.path, clinic.opened, cost=CHEAP)
    clinic.sign()
    assert outbox.lines(clinic.book)[0].sent.endpoint == "https://other.example/fhir"


@pytest.mark.parametrize("deed", [Deed.RECORDED, Deed.PATIENT])
def test_other_acts_send_nothing(clinic, records, deed):
    clinic.begin()
    clinic.dispatch._timer.stop()
    clinic.session.changed.emit(Change(deed=deed))
    assert not clinic.dispatch._timer.isActive()


def test_the_outbox_is_read_again_after_what_changes_it_and_at_no_press_in_an_exam(clinic, qtbot):
    clinic.begin(is_on=False)
    for deed in (Deed.SIGNED, Deed.WITHDRAWN, Deed.SHIPPED, Deed.ERASED):
        with qtbot.waitSignal(clinic.dispatch.changed):
            clinic.session.changed.emit(Change(deed=deed))
    with qtbot.assertNotEmitted(clinic.dispatch.changed):
        clinic.session.changed.emit(Change(deed=Deed.RECORDED))
