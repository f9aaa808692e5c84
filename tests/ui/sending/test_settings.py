"""The card and the sheet of the record system, the outbox, and what is told of refusals."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit

from clonus_desktop.casebook import outbox, record_systems, sending
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.outbox import Problem, Sent, ShipmentState, Told
from clonus_desktop.casebook.record_systems import AddressProblem, Authentication
from clonus_desktop.casebook.sending import Accepted, Found, NotNow, Refused, Trouble
from clonus_desktop.domain.message import Message
from clonus_desktop.ui.pages.visit_reading import VisitReading
from clonus_desktop.ui.sending import access_fields, sending_words
from clonus_desktop.ui.sending.outbox_sheet import OutboxSheet
from clonus_desktop.ui.sending.record_system_sheet import RecordSystemSheet
from tests.sending.servers import faults
from tests.ui.pages.conftest import NOW
from tests.ui.sending.conftest import SYSTEM, words

FULL = StorageFault(Message("The disk is full."))
GOOD = Found(
    software="Records 7",
    fhir_version="4.0.1",
    takes_transactions=True,
    lacks=(),
    not_by_identifier=(),
)


def sheet_of(clinic, kind):
    return clinic.desk.window.findChildren(kind)[-1]


def open_sheet(clinic) -> RecordSystemSheet:
    card = clinic.settings().record_system
    card.set_up.click()
    return sheet_of(clinic, RecordSystemSheet)


# --- the card ---------------------------------------------------------------------------------


def test_the_card_says_that_nothing_is_sent_until_somebody_sets_it_up(clinic):
    card = clinic.settings().record_system
    assert card.state.text() == "Nothing is sent: no record system is set up."
    assert card.set_up.text() == "Set up…"
    assert card.switch.isHidden()
    assert card.outbox_button.isHidden()


def test_sending_is_turned_on_and_off_and_stays_so(clinic, records):
    clinic.begin(is_on=False)
    card = clinic.settings().record_system
    assert "Sending is off." in card.state.text()
    card.switch.click()
    clinic.wait(lambda: clinic.dispatch.is_on)
    assert clinic.kept() == replace(SYSTEM, is_on=True)
    assert "What is signed is sent to" in card.state.text()
    clinic.sign()
    card.switch.click()
    clinic.wait(lambda: not clinic.dispatch.is_on)
    assert clinic.kept() == replace(SYSTEM, is_on=False)


def test_the_card_counts_and_says_why_something_waits(clinic, records):
    records.answers = [NotNow(trouble=Trouble.NOT_REACHED)]
    clinic.begin()
    clinic.sign()
    card = clinic.settings().record_system
    clinic.dispatch._send_next()
    clinic.wait(lambda: "could not be reached" in card.counts.text())
    assert card.counts.text().startswith("1 waits. 0 were refused. 0 were accepted.")
    card.outbox_button.click()
    assert sheet_of(clinic, OutboxSheet).rows


def test_a_change_that_the_disk_refuses_is_said_and_not_made(clinic, records, monkeypatch):
    clinic.begin(is_on=False)
    card = clinic.settings().record_system

    def refuse(*_arguments: object, **_named: object) -> None:
        raise FULL

    monkeypatch.setattr(record_systems, "keep", refuse)
    card.switch.click()
    clinic.wait(card.trouble.isVisible)
    assert card.trouble.text() == "The disk is full."
    assert not clinic.dispatch.is_on


def test_what_waits_and_cannot_be_queued_is_said(clinic, records, monkeypatch):
    clinic.begin(is_on=False)
    card = clinic.settings().record_system

    def refuse(*_arguments: object) -> None:
        raise FULL

    monkeypatch.setattr(sending, "begin", refuse)
    card.switch.click()
    clinic.wait(card.trouble.isVisible)


def test_a_vault_that_cannot_be_read_is_said_on_the_card(clinic, records):
    clinic.dispatch.fault = FULL
    card = clinic.settings().record_system
    assert card.trouble.text() == "The disk is full."


# --- the sheet --------------------------------------------------------------------------------


def test_a_record_system_is_set_up_with_a_token(clinic, records):
    sheet = open_sheet(clinic)
    assert sheet.forget_button.isHidden()
    sheet.address.setText(" https://Records.example/fhir/ ")
    sheet.access.way.buttons["bearer"].click()
    assert sheet.access.token.echoMode() is QLineEdit.EchoMode.Password
    sheet.access.token.setText("secret")
    sheet.numbers.setText("urn:oid:1.2.3")
    sheet.submit()
    clinic.wait(lambda: clinic.dispatch.system is not None)
    clinic.wait_closed(sheet)
    assert clinic.kept() == replace(
        SYSTEM,
        is_on=False,
        authentication=Authentication.BEARER,
        token="secret",
        number_system="urn:oid:1.2.3",
    )


def test_a_secret_that_is_kept_is_never_shown_and_stays_when_nothing_is_typed(clinic, records):
    clinic.begin(authentication=Authentication.BEARER, token="secret")
    sheet = open_sheet(clinic)
    assert sheet.access.token.text() == ""
    assert "secret" not in words(sheet)
    sheet.submit()
    clinic.wait_closed(sheet)
    assert clinic.kept().token == "secret"
    assert clinic.kept().is_on


def test_another_way_in_forgets_the_secret_of_the_one_before(clinic, records):
    clinic.begin(authentication=Authentication.BEARER, token="secret")
    sheet = open_sheet(clinic)
    sheet.access.way.buttons["none"].click()
    sheet.submit()
    clinic.wait_closed(sheet)
    assert clinic.kept() == SYSTEM


def test_a_key_is_made_and_its_public_half_shown(clinic, records):
    card = clinic.settings().record_system
    card.set_up.click()
    sheet = sheet_of(clinic, RecordSystemSheet)
    access = sheet.access
    sheet.address.setText(SYSTEM.address)
    access.way.buttons["smart"].click()
    assert access.fields["public"].isHidden()
    access.client.setText("ward-7")
    access.make_button.click()
    assert '"kty": "EC"' in access.public.toPlainText()
    assert "PRIVATE" not in access.public.toPlainText()
    assert access.key.toPlainText() == ""
    access.copy_button.click()
    sheet.submit()
    clinic.wait_closed(sheet)
    kept = clinic.kept()
    assert (kept.authentication, kept.client_id) == (Authentication.SMART, "ward-7")
    assert kept.private_key.startswith("-----BEGIN PRIVATE KEY-----")
    card.set_up.click()
    again = sheet_of(clinic, RecordSystemSheet)
    assert '"kty": "EC"' in again.access.public.toPlainText()
    again.access.key.setPlainText("no key")
    assert again.access.public.toPlainText() == ""


@pytest.mark.parametrize(
    ("fill", "field"),
    [
        (lambda sheet: sheet.address.setText("http://records.example"), "address"),
        (lambda sheet: sheet.access.way.buttons["bearer"].click(), "token"),
        (lambda sheet: sheet.access.way.buttons["smart"].click(), "client"),
        (lambda sheet: sheet.access.way.buttons["smart"].click(), "key"),
        (lambda sheet: sheet.numbers.setText("our numbers"), "numbers"),
        (lambda sheet: sheet.authority.setPlainText("no certificate"), "authority"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(clinic, records, fill, field):
    sheet = open_sheet(clinic)
    sheet.address.setText(SYSTEM.address)
    fill(sheet)
    sheet.submit()
    assert sheet.asked[field].problem
    sheet.test()
    assert sheet.result.isHidden()
    assert clinic.kept() is None


def test_a_certificate_that_is_too_long_is_refused(clinic, records, monkeypatch):
    sheet = open_sheet(clinic)
    sheet.address.setText(SYSTEM.address)
    monkeypatch.setattr("clonus_desktop.ui.sending.record_system_sheet.LONGEST_AUTHORITY", -1)
    assert set(sheet.problems()) == {"authority"}


def test_what_the_disk_refuses_stays_in_the_fields(clinic, records, monkeypatch):
    sheet = open_sheet(clinic)
    sheet.address.setText(SYSTEM.address)

    def refuse(*_arguments: object, **_named: object) -> None:
        raise FULL

    monkeypatch.setattr(record_systems, "keep", refuse)
    sheet.submit()
    clinic.wait(lambda: sheet.result.text() == "The disk is full.")
    assert not sheet.isHidden()
    assert sheet.address.text() == SYSTEM.address


def test_a_record_system_is_removed_with_its_secrets(clinic, records):
    clinic.begin()
    sheet = open_sheet(clinic)
    sheet.forget_button.click()
    clinic.wait(lambda: clinic.dispatch.system is None)
    assert clinic.kept() is None
    clinic.sign()
    assert outbox.lines(clinic.book) == ()


@pytest.mark.loopback
def test_a_test_says_plainly_what_is_at_the_address(clinic, records):
    sheet = open_sheet(clinic)
    with faults() as server:
        for play, said in (
            ("accepts", "This record system can be sent to.\nFound: Faults 1.0, FHIR 4.0.1."),
            ("status-404", "What answers at the address is no FHIR record system."),
            ("metadata-403", "This record system cannot be sent to as it is."),
        ):
            sheet.address.setText(server.playing(play).address)
            sheet.test()
            assert not sheet.test_button.isEnabled()
            clinic.wait(sheet.test_button.isEnabled)
            assert sheet.result.text().startswith(said)
        assert "does not let this program in (403)" in sheet.result.text()


def test_a_fault_of_the_program_while_testing_is_no_silence(clinic, records, monkeypatch, qtbot):
    def broken(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("clonus_desktop.ui.sending.record_system_sheet.look", broken)
    sheet = open_sheet(clinic)
    sheet.address.setText(SYSTEM.address)
    with qtbot.captureExceptions() as caught:
        sheet.test()
        clinic.wait(lambda: bool(caught))
    assert sheet.test_button.isEnabled()


# --- the outbox -------------------------------------------------------------------------------


def test_the_outbox_shows_what_was_refused_and_sends_it_again(clinic, records):
    refused = Refused(status=422, said=("no such patient",))
    records.answers = [refused]
    clinic.begin()
    clinic.sign()
    clinic.dispatch._send_next()
    clinic.wait(lambda: outbox.counts(clinic.book)[ShipmentState.REFUSED] == 1)
    clinic.settings()
    sheet = OutboxSheet(clinic.desk.window, clinic.session)
    sheet.open()
    (row,) = sheet.rows
    assert "“no such patient”" in row.state.text()
    assert row.line.patient.family_name == "Macilroy"
    row.again.setFocus()
    row.again.click()
    clinic.wait(lambda: outbox.counts(clinic.book)[ShipmentState.ACCEPTED] == 1)
    assert "Accepted" in sheet.rows[0].state.text()
    assert sheet.rows[0].again.isHidden()
    assert sheet.words.text() == "0 wait. 0 were refused. 1 was accepted."


def test_the_keyboard_stays_in_the_outbox_where_it_is_until_its_line_is_another(clinic, records):
    records.answers = [Refused(status=422)]
    clinic.begin()
    clinic.sign()
    clinic.dispatch._send_next()
    clinic.wait(lambda: outbox.counts(clinic.book)[ShipmentState.REFUSED] == 1)
    clinic.settings()
    clinic.dispatch._timer.stop()
    clinic.sign("Other")
    sheet = OutboxSheet(clinic.desk.window, clinic.session)
    sheet.open()
    row, other = sheet.rows
    row.drop.setFocus()
    other.drop.click()
    assert [one.line.sent.state for one in sheet.rows] == [
        ShipmentState.REFUSED,
        ShipmentState.GIVEN_UP,
    ]
    assert sheet.window().focusWidget() is row.drop
    row.drop.click()
    assert sheet.window().focusWidget() is sheet.close_button


def test_what_waits_can_be_given_up(clinic, records):
    records.answers = [NotNow(trouble=Trouble.NOT_REACHED)] * 9
    clinic.begin()
    clinic.sign()
    clinic.settings()
    sheet = OutboxSheet(clinic.desk.window, clinic.session)
    sheet.open()
    assert sheet.now_button.isVisible()
    sheet.now_button.click()
    clinic.wait(lambda: "could not be reached" in sheet.rows[0].state.text())
    sheet.rows[0].drop.click()
    assert "Given up" in sheet.rows[0].state.text()
    assert sheet.rows[0].again.isVisible()
    assert sheet.now_button.isHidden()


def test_an_empty_outbox_and_a_fault_are_said(clinic, records):
    clinic.settings()
    clinic.dispatch.fault = FULL
    sheet = OutboxSheet(clinic.desk.window, clinic.session)
    sheet.open()
    assert sheet.words.text() == "Nothing was sent yet, and nothing waits."
    assert sheet.trouble.text() == "The disk is full."
    clinic.book.set_aside()
    clinic.dispatch.changed.emit()
    clinic.book.take_up(clinic.opened.key)


# --- what is told -----------------------------------------------------------------------------


def test_a_refusal_is_told_over_the_patients_until_it_is_settled(clinic, records):
    clinic.begin()
    page = clinic.patients()
    assert page.refusals.isHidden()
    records.answers = [Refused(status=422, said=("no such patient",))]
    clinic.sign()
    clinic.dispatch._send_next()
    clinic.wait(page.refusals.isVisible)
    assert "refused 1 exam." in page.refusals.words.text()
    page.refusals.show_button.click()
    sheet = sheet_of(clinic, OutboxSheet)
    sheet.rows[0].drop.click()
    clinic.wait(page.refusals.isHidden)


@pytest.fixture
def put_off(clinic, records):
    """The patients, over whom a refusal was told that is put off; the next exam is refused too."""
    records.answers = [Refused(status=422), Refused(status=422)]
    clinic.begin()
    page = clinic.patients()
    clinic.sign()
    clinic.dispatch._send_next()
    clinic.wait(page.refusals.isVisible)
    page.refusals.later.click()
    assert page.refusals.isHidden()
    return page


def test_a_refusal_that_is_put_off_comes_back_with_another(clinic, put_off):
    clinic.sign("Other")
    clinic.dispatch._send_next()
    clinic.wait(put_off.refusals.isVisible)
    clinic.book.set_aside()
    put_off.refusals.show_state()
    clinic.book.take_up(clinic.opened.key)


def test_a_refusal_after_one_that_was_put_off_and_settled_is_told(clinic, put_off):
    (refused,) = outbox.lines(clinic.book)
    clinic.session.do(sending.give_up, refused.sent.id)
    clinic.sign("Other")
    clinic.dispatch._send_next()
    clinic.wait(put_off.refusals.isVisible)


def test_a_visit_says_where_it_stands(clinic, records):
    clinic.begin()
    row = clinic.sign()
    visit = clinic.book.file.examinations.get(row)
    patient = clinic.book.file.patients.get(visit.patient_id)

    def said() -> str:
        reading = VisitReading(clinic.book, patient, (visit,), 0)
        clinic.desk.qtbot.addWidget(reading)
        return "\n".join(reading.said)

    assert "Waiting to be sent to the record system." in said()
    (waiting,) = clinic.book.file.outbox.waiting()
    sending.take(clinic.book, waiting.id, Accepted())
    local = NOW.astimezone()
    assert f"Sent to the record system 23-Nov-2025 {local:%H:%M}." in said()


SENT = Sent(
    id=1, told=Told.SIGNED, state=ShipmentState.REFUSED, endpoint="https://x", at=NOW, status=422
)


@pytest.mark.parametrize("told", Told)
@pytest.mark.parametrize("state", ShipmentState)
def test_every_state_of_everything_that_is_told_has_its_words(told, state):
    sent = replace(SENT, told=told, state=state)
    found = {sending_words.visit_words(sent), sending_words.state_words(sent, NOW)}
    assert all(len(line) > 10 and "{" not in line for line in found)
    assert sending_words.told_words(told)


@pytest.mark.parametrize("status", [400, 404, 409, 412, 413, 422, 451])
def test_every_refusal_has_its_words(status):
    refused = replace(SENT, status=status, said=("one", "two"))
    assert sending_words.refusal_words(refused).endswith("“one” “two”")
    changed = replace(refused, is_conflict=True)
    assert sending_words.refusal_words(changed).startswith("Somebody changed it there since.")


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_its_words_and_what_helps(trouble):
    waiting = replace(
        SENT,
        state=ShipmentState.WAITING,
        problem=Problem(trouble=trouble, status=503),
        next_at=NOW,
    )
    said = sending_words.state_words(waiting, NOW)
    assert said.endswith("It is tried again now.")
    assert "{" not in said
    later = replace(waiting, next_at=NOW.replace(hour=11))
    assert sending_words.state_words(later, NOW).endswith("It is tried again at 11:42.")
    assert sending_words.advice_words(trouble)


@pytest.mark.parametrize("problem", AddressProblem)
def test_every_problem_of_an_address_has_its_words(problem):
    assert sending_words.address_words(problem)


def test_what_a_look_has_found_is_said_one_thing_after_the_other():
    assert sending_words.found_words(GOOD) == (
        "This record system can be sent to.",
        "Found: Records 7, FHIR 4.0.1.",
    )
    poor = Found(
        software="",
        fhir_version="",
        takes_transactions=False,
        lacks=("Device",),
        not_by_identifier=("Patient",),
        not_let_in=NotNow(trouble=Trouble.NO_TOKEN),
    )
    assert len(sending_words.found_words(poor)) == 7


def test_a_token_is_one_word():
    assert access_fields._is_token("abc")
    assert not access_fields._is_token("a b")
    assert not access_fields._is_token("")
