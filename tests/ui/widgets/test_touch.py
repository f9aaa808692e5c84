"""Contacts read out of touch and mouse events."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEventPoint, QMouseEvent, QPointingDevice, QTouchEvent
from PySide6.QtTest import QTest

from clonus_desktop.ui.widgets.touch import Contact, Contacts

PRESSED, MOVED, RELEASED = (
    QEventPoint.State.Pressed,
    QEventPoint.State.Updated,
    QEventPoint.State.Released,
)
BEGIN, UPDATE, END, CANCEL = (
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
)


@pytest.fixture
def screen(qapp) -> QPointingDevice:
    return QTest.createTouchDevice()


def touch(screen, kind, at_ms, *points) -> QTouchEvent:
    made = [QEventPoint(finger, state, QPointF(), QPointF()) for finger, state in points]
    event = QTouchEvent(kind, screen, Qt.KeyboardModifier.NoModifier, made)
    event.setTimestamp(at_ms)
    return event


def test_a_touch_goes_down_once_and_up_once(screen):
    contacts = Contacts()
    seen = [
        *contacts.of_touch(touch(screen, BEGIN, 100, (7, PRESSED))),
        *contacts.of_touch(touch(screen, UPDATE, 120, (7, MOVED))),
        *contacts.of_touch(touch(screen, END, 150, (7, RELEASED))),
    ]
    assert [(contact.source, contact.is_down) for contact in seen] == [
        (("touch", 7), True),
        (("touch", 7), False),
    ]


def test_the_same_press_delivered_twice_counts_once(screen):
    contacts = Contacts()
    event = touch(screen, BEGIN, 100, (7, PRESSED))
    assert len([*contacts.of_touch(event)]) == 1
    assert [*contacts.of_touch(event)] == []


def test_taps_without_any_time_stamp_count_each(screen):
    contacts = Contacts()
    for _tap in range(3):
        assert len([*contacts.of_touch(touch(screen, BEGIN, 0, (7, PRESSED)))]) == 1
        assert [*contacts.of_touch(touch(screen, BEGIN, 0, (7, PRESSED)))] == []
        assert len([*contacts.of_touch(touch(screen, END, 0, (7, RELEASED)))]) == 1


def test_taps_with_and_without_a_time_stamp_count_each(screen):
    contacts, presses = Contacts(), 0
    for at in (100, 0, 300, 0, 0, 500):
        presses += len([*contacts.of_touch(touch(screen, BEGIN, at, (7, PRESSED)))])
        list(contacts.of_touch(touch(screen, END, at and at + 40, (7, RELEASED))))
    assert presses == 6


def test_a_second_finger_counts_again_after_its_release_was_lost(screen):
    contacts = Contacts()
    list(contacts.of_touch(touch(screen, BEGIN, 100, (1, PRESSED))))
    list(contacts.of_touch(touch(screen, UPDATE, 120, (1, MOVED), (2, PRESSED))))
    seen = contacts.of_touch(touch(screen, UPDATE, 320, (1, MOVED), (2, PRESSED)))
    assert [contact.is_down for contact in seen] == [False, True]


def test_a_first_finger_lifts_those_whose_release_was_lost(screen):
    contacts = Contacts()
    list(contacts.of_touch(touch(screen, BEGIN, 100, (1, PRESSED))))
    seen = contacts.of_touch(touch(screen, BEGIN, 5000, (2, PRESSED)))
    assert [(contact.source, contact.is_down) for contact in seen] == [
        (("touch", 1), False),
        (("touch", 2), True),
    ]


def test_the_same_finger_counts_again_after_its_release_was_lost(screen):
    contacts = Contacts()
    list(contacts.of_touch(touch(screen, BEGIN, 100, (1, PRESSED))))
    seen = contacts.of_touch(touch(screen, BEGIN, 300, (1, PRESSED)))
    assert [contact.is_down for contact in seen] == [False, True]


def test_after_a_cancelled_touch_the_next_one_counts(screen):
    contacts = Contacts()
    list(contacts.of_touch(touch(screen, BEGIN, 100, (1, PRESSED))))
    list(contacts.of_touch(touch(screen, CANCEL, 130)))
    assert [*contacts.of_touch(touch(screen, CANCEL, 131))] == []
    seen = contacts.of_touch(touch(screen, BEGIN, 300, (1, PRESSED)))
    assert [contact.is_down for contact in seen] == [True]


def test_a_cancelled_touch_lifts_every_finger(screen):
    contacts = Contacts()
    list(contacts.of_touch(touch(screen, BEGIN, 100, (1, PRESSED))))
    list(contacts.of_touch(touch(screen, UPDATE, 120, (1, MOVED), (2, PRESSED))))
    lifted = contacts.of_touch(touch(screen, CANCEL, 130))
    assert {contact.source for contact in lifted if not contact.is_down} == {
        ("touch", 1),
        ("touch", 2),
    }


def mouse(kind, at_ms, button=Qt.MouseButton.LeftButton, *, made_up=False) -> QMouseEvent:
    source = Qt.MouseEventSource.MouseEventSynthesizedByQt
    if not made_up:
        source = Qt.MouseEventSource.MouseEventNotSynthesized
    none = Qt.KeyboardModifier.NoModifier
    spot = QPointF()
    event = QMouseEvent(kind, spot, spot, spot, button, button, none, source)
    event.setTimestamp(at_ms)
    return event


def test_a_double_click_is_a_press(qapp):
    contact = Contacts().of_mouse(mouse(QEvent.Type.MouseButtonDblClick, 5))
    assert contact == Contact(("mouse", 0), is_down=True, stamp_ms=5)


def test_the_right_button_is_nothing(qapp):
    press = mouse(QEvent.Type.MouseButtonPress, 5, Qt.MouseButton.RightButton)
    assert Contacts().of_mouse(press) is None


def test_a_press_made_up_from_a_touch_is_nothing_and_later_ones_are_the_mouse_s(screen):
    contacts = Contacts()
    list(contacts.of_touch(touch(screen, BEGIN, 100, (7, PRESSED))))
    press = QEvent.Type.MouseButtonPress
    assert contacts.of_mouse(mouse(press, 110, made_up=True)) is None
    assert contacts.of_mouse(mouse(press, 110)) is not None
    assert contacts.of_mouse(mouse(press, 5000, made_up=True)) is not None
