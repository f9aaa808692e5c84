"""Time stamps of events beside the clock of the program."""

from clonus_desktop.ui.event_clock import EventClock


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
