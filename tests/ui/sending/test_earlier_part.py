"""Exams from before sending was turned on: told on the card, asked once more, then queued."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from clonus_desktop.casebook import outbox, queueing
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.outbox import ShipmentState
from clonus_desktop.domain.message import Message
from clonus_desktop.ui.people.consequences_sheet import ConsequencesSheet
from tests.ui.sending.conftest import SYSTEM, words

TWO = (
    "2 exams were signed while nothing was sent to this record system. They are not sent unless "
    "you ask for it."
)


def press(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(clinic, card) -> ConsequencesSheet:
    press(card.earlier.button)
    return clinic.desk.window.findChildren(ConsequencesSheet)[-1]


@pytest.fixture
def card(clinic, records):
    """Over the settings, of a clinic that sends, and signed two exams before it did."""
    for name in ("Macilroy", "Lund"):
        clinic.sign(name)
    clinic.begin()
    # Nothing is sent but when a test says so.
    clinic.dispatch._timer.stop()
    return clinic.settings().record_system


def test_nothing_is_said_of_them_while_sending_is_off_or_there_is_none(clinic, records):
    clinic.begin(is_on=False)
    card = clinic.settings().record_system
    clinic.sign()
    assert card.earlier.isHidden()
    press(card.switch)
    clinic.wait(card.earlier.isVisible)
    assert card.earlier.words.text().startswith("1 exam was signed while nothing was sent")
    sheet = asked(clinic, card)
    assert (sheet.title.text(), sheet.go_on.text()) == ("Send 1 earlier exam?", "Send 1 exam")
    QTest.keyClick(clinic.desk.window.focusWidget(), Qt.Key.Key_Escape)
    clinic.wait_closed(sheet)
    assert outbox.lines(clinic.book) == ()
    assert card.earlier.isVisible()
    press(card.switch)
    clinic.wait(card.earlier.isHidden)


def test_they_are_sent_after_a_second_press_that_names_how_many_and_where_to(clinic, card, records):
    assert card.earlier.words.text() == TWO
    sheet = asked(clinic, card)
    assert sheet.title.text() == "Send 2 earlier exams?"
    assert "2 exams go to " in words(sheet)
    assert SYSTEM.address in words(sheet).replace("\u200b", "")
    assert clinic.desk.window.focusWidget() is sheet.cancel
    assert sheet.go_on.text() == "Send 2 exams"
    press(sheet.go_on)
    assert card.earlier.isHidden()
    assert card.counts.text().startswith("2 wait.")
    assert clinic.desk.window.focusWidget() is card.outbox_button
    clinic.wait(lambda: outbox.counts(clinic.book)[ShipmentState.ACCEPTED] == 2)
    assert len(records.sent) == 2
    assert queueing.send_earlier(clinic.book) is None


def test_what_cannot_be_queued_is_said_on_the_card_and_can_be_pressed_again(
    clinic, card, monkeypatch
):
    def refuse(_book: object) -> None:
        raise StorageFault(Message("The disk is full."))

    with monkeypatch.context() as full:
        full.setattr(queueing, "send_earlier", refuse)
        press(asked(clinic, card).go_on)
        assert card.trouble.text() == "The disk is full."
    assert card.trouble.isVisible()
    assert card.earlier.isVisible()
    sheet = asked(clinic, card)
    clinic.book.set_aside()
    press(sheet.go_on)
    assert "getting a new key" in card.trouble.text()
    clinic.book.take_up(clinic.opened.key)
    sheet = asked(clinic, card)
    assert outbox.lines(clinic.book) == ()
    # Another press has queued them meanwhile.
    queueing.send_earlier(clinic.book)
    press(sheet.go_on)
    assert card.earlier.isHidden()
    assert len(outbox.lines(clinic.book)) == 2


def test_they_are_counted_when_the_card_is_shown_and_not_at_each_thing_that_is_sent(
    clinic, card, monkeypatch
):
    asked_for = []
    real = queueing.count_earlier
    monkeypatch.setattr(queueing, "count_earlier", lambda book: asked_for.append(1) or real(book))
    clinic.dispatch.changed.emit()
    card.hide()
    clinic.dispatch.changed.emit()
    assert asked_for == []
    card.show()
    assert asked_for == [1]
