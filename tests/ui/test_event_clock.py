"""Time stamps of events beside the clock of the program."""

import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.ui.event_clock import COUNTER_MS, EventClock, elapsed_ms, steady_ms


class Hands:
    """A clock that stands until a test moves it."""

    def __init__(self, ms: int) -> None:
        self.ms = ms

    def __call__(self) -> int:
        return self.ms


def test_an_event_without_a_stamp_happens_when_it_is_handled():
    hands = Hands(7000)
    assert EventClock(hands).at_ms(0) == 7000


def test_intervals_between_stamps_stay_exact_when_the_window_is_busy():
    hands = Hands(7000)
    clock = EventClock(hands)
    first = clock.at_ms(100_000)
    hands.ms += 400
    second = clock.at_ms(100_125)
    assert (first, second - first) == (7000, 125)


def test_stamped_and_unstamped_events_stand_on_one_scale():
    hands = Hands(7000)
    clock = EventClock(hands)
    clock.at_ms(100_000)
    hands.ms += 200
    assert clock.at_ms(0) == 7200


def test_a_stamp_that_began_anew_does_not_go_back():
    hands = Hands(7000)
    clock = EventClock(hands)
    clock.at_ms(4_294_967_290)
    hands.ms += 125
    assert clock.at_ms(119) == 7125


def test_a_stamp_of_another_clock_is_taken_as_now():
    hands = Hands(7000)
    clock = EventClock(hands)
    clock.at_ms(1000)
    hands.ms += 50
    assert clock.at_ms(900_000) == 7050


def test_the_scale_can_be_fixed_again():
    hands = Hands(7000)
    clock = EventClock(hands)
    clock.at_ms(100)
    clock.start_anew()
    hands.ms = 9000
    assert (clock.at_ms(130), clock.now_ms()) == (9000, 9000)


def test_an_interval_over_the_end_of_the_counter_is_exact_also_in_a_busy_window():
    hands = Hands(7000)
    clock = EventClock(hands)
    first = clock.at_ms(COUNTER_MS - 6)
    hands.ms += 900
    assert [clock.at_ms(stamp) - first for stamp in (119, 244, 369)] == [125, 250, 375]
    assert elapsed_ms(COUNTER_MS - 6, 119) == 125


def test_a_counter_that_jumps_back_goes_on_from_the_latest_event():
    hands = Hands(7000)
    clock = EventClock(hands)
    clock.at_ms(500_000)
    latest = clock.at_ms(500_200)
    hands.ms += 250
    assert clock.at_ms(40) == max(latest, 7250)
    assert clock.at_ms(240) - clock.at_ms(40) == 200


def test_an_event_a_little_out_of_order_keeps_its_own_time():
    hands = Hands(7000)
    clock = EventClock(hands)
    first = clock.at_ms(1000)
    clock.at_ms(1090)
    assert clock.at_ms(1060) - first == 60


def test_an_event_without_a_stamp_is_not_before_the_one_handed_out_before_it():
    hands = Hands(7000)
    clock = EventClock(hands)
    clock.at_ms(1000)
    late = clock.at_ms(1300)
    assert clock.at_ms(0) == late


def test_stamps_that_stood_still_while_the_computer_slept_are_taken_as_now():
    hands = Hands(7000)
    clock = EventClock(hands)
    clock.at_ms(1000)
    hands.ms += 3600_000
    assert clock.at_ms(1080) == hands.ms


@given(
    start=st.integers(1, COUNTER_MS - 1),
    gaps=st.lists(st.integers(1, 2000), max_size=40),
    late=st.lists(st.integers(0, 900), min_size=41, max_size=41),
)
def test_intervals_are_those_of_the_stamps_wherever_the_counter_stands(start, gaps, late):
    hands, real, seen = Hands(7000), 7000, []
    clock = EventClock(hands)
    for gap, lateness in zip([0, *gaps], late, strict=False):
        real += gap
        hands.ms = max(hands.ms, real + lateness)
        # A stamp of 0 is none, so the counter is never seen at 0.
        seen.append(clock.at_ms((start + real - 7000) % COUNTER_MS or 1))
    assert all(
        abs(later - earlier - gap) <= 1
        for earlier, later, gap in zip(seen, seen[1:], gaps, strict=False)
    )


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_the_steady_clock_runs_on_every_system(monkeypatch, system):
    monkeypatch.setattr(sys, "platform", system)
    first = steady_ms()
    time.sleep(0.003)
    assert 0 < steady_ms() - first < 10_000
