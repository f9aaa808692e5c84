"""A PIN counts in memory only, for five misses or eight hours."""

import pytest

from clonus_desktop.casebook.pin import Pin


class Clock:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pin(clock: Clock) -> Pin:
    pin = Pin(clock)
    pin.set("4711")
    return pin


def test_no_pin_opens_nothing(clock):
    empty = Pin(clock)
    assert not empty.is_set
    assert not empty.check("")
    assert empty.tries_left == 0


def test_the_right_pin_opens_as_often_as_it_is_wanted(pin):
    assert [pin.check("4711") for _ in range(9)] == [True] * 9


def test_five_misses_drop_it(pin):
    assert [pin.check("4712") for _ in range(4)] == [False] * 4
    assert pin.tries_left == 1
    assert not pin.check("0000")
    assert not pin.is_set
    assert not pin.check("4711")


def test_the_right_one_forgives_the_misses(pin):
    for _ in range(3):
        assert [pin.check("1"), pin.check("é\udfff"), pin.check("47 11")] == [False] * 3
        assert pin.check("4711")
        assert pin.tries_left == 5


def test_eight_hours_drop_it_used_or_not(pin, clock):
    clock.at += 8 * 3600 - 1
    assert pin.check("4711")
    clock.at += 1
    assert not pin.check("4711")
    assert not pin.is_set


def test_another_one_takes_its_place(pin):
    pin.check("0000")
    pin.set("123456")
    assert pin.tries_left == 5
    assert not pin.check("4711")
    assert pin.check("123456")


@pytest.mark.parametrize("wrong", ["", "123", "12a4", "１２３４", "1234 "])
def test_what_is_no_pin_is_refused(pin, wrong):
    with pytest.raises(ValueError, match="at least 4 digits"):
        pin.set(wrong)
    assert pin.check("4711")


def test_it_can_be_dropped_and_never_shows(pin):
    assert "4711" not in repr(pin)
    assert "4711" not in repr(vars(pin))
    pin.drop()
    assert not pin.check("4711")
