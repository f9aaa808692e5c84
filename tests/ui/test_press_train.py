"""Trains of presses, as fingers, keys and window systems send them."""

from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.ui.press_train import PressTrain


def tapped(*presses: tuple[int, int], source: object = "space") -> PressTrain:
    train = PressTrain()
    for down, up in presses:
        train.press(source, down)
        train.release(source, up)
    return train


def test_each_press_is_a_beat_stamped_when_it_went_down() -> None:
    train = tapped((1000, 1060), (1200, 1260), (1400, 1460))
    assert train.beat_times_s == (0.0, 0.2, 0.4)


def test_a_train_of_8_hz_loses_nothing() -> None:
    train = tapped(*((at, at + 60) for at in range(0, 8 * 125, 125)))
    assert len(train.beats_ms) == 8


def test_two_alternating_keys_may_overlap() -> None:
    train = PressTrain()
    for index in range(10):
        train.press(index % 2, index * 70)
        if index:
            train.release((index - 1) % 2, index * 70 + 20)
    assert len(train.beats_ms) == 10


def test_a_press_right_after_the_release_of_the_same_key_is_the_window_systems() -> None:
    train = PressTrain()
    train.press("space", 0)
    for at in range(30, 330, 30):
        train.release("space", at)
        assert not train.press("space", at)
    train.release("space", 340)
    assert train.beat_times_s == (0.0,)


def test_phantom_presses_do_not_break_a_hold() -> None:
    train = PressTrain()
    train.press("space", 0)
    for at in range(500, 3000, 33):
        train.release("space", at)
        train.press("space", at)
    assert train.is_holding
    assert train.held_ms is None
    train.release("space", 3100)
    assert (train.held_ms, train.beats_ms) == (3100, [])


def test_holding_for_400_ms_turns_the_press_into_a_timer_and_no_beat() -> None:
    train = PressTrain()
    assert train.press("space", 1000)
    assert not train.tick(1399)
    assert train.tick(1400)
    assert train.beats_ms == []
    assert train.running_ms(5200) == 4200
    train.release("space", 11_400)
    assert train.held_ms == 10_400


def test_a_hold_is_recognised_by_its_time_stamps_when_the_window_was_busy() -> None:
    assert tapped((0, 2500)).held_ms == 2500


def test_a_tap_stays_a_beat_when_the_clock_ran_on_before_its_release_was_read() -> None:
    train = PressTrain()
    train.press("space", 1000)
    assert train.tick(1600)
    train.release("space", 1060)
    assert (train.held_ms, train.beats_ms) == (None, [1000])


def test_a_press_of_399_ms_is_a_beat() -> None:
    assert tapped((0, 399)).beat_times_s == (0.0,)


def test_nothing_is_added_to_a_held_time() -> None:
    train = tapped((0, 2500))
    assert not train.press("space", 4000)
    train.release("space", 4050)
    assert (train.held_ms, train.beats_ms) == (2500, [])


def test_a_release_without_a_press_and_a_second_press_of_the_same_key_are_nothing() -> None:
    train = PressTrain()
    train.release("space", 5)
    train.press("space", 10)
    assert not train.press("space", 90)
    assert len(train.beats_ms) == 1


def test_two_fingers_at_once_are_two_beats_in_order() -> None:
    train = PressTrain()
    train.press(1, 100)
    train.press(2, 100)
    assert train.beats_ms == [100, 101]


@given(
    gaps=st.lists(st.integers(60, 390), min_size=1, max_size=60),
    shares=st.lists(st.floats(0.1, 0.85), min_size=60, max_size=60),
)
def test_no_train_of_short_presses_loses_or_adds_a_beat(
    gaps: list[int], shares: list[float]
) -> None:
    train, at = PressTrain(), 0
    for gap, share in zip(gaps, shares, strict=False):
        train.press("space", at)
        train.tick(at + int(gap * share))
        train.release("space", at + int(gap * share))
        at += gap
    assert len(train.beats_ms) == len(gaps)
    assert list(train.beat_times_s) == sorted(set(train.beat_times_s))
