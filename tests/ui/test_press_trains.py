"""Any train of beats, and what window systems make of it: what comes out is what was tapped."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.ui.early_presses import FOLLOWS_MS
from clonus_desktop.ui.press_train import HOLD_MS, LONGEST_MS, PHANTOM_MS, PressTrain

GUARD_MS = 400


@dataclass(frozen=True)
class Press:
    """One press of a person: which key, when it went down, and when up."""

    source: int
    down_ms: int
    up_ms: int


@st.composite
def trains(draw: st.DrawFn, *, keys: int) -> list[Press]:
    """Beats of 3 to 8 Hz with jitter, by as many keys or fingers in turn; they may overlap."""
    at, presses = 10_000, []
    free = [0] * keys
    for number in range(draw(st.integers(1, 30))):
        at += draw(st.integers(100, 370))
        source = number % keys
        down = max(at, free[source] + PHANTOM_MS + 20)
        up = down + draw(st.integers(20, 90 * keys))
        presses.append(Press(source, down, up))
        free[source], at = up, down
    return presses


@st.composite
def handed_out(draw: st.DrawFn, presses: list[Press]) -> list[tuple[int, bool, int]]:
    """The moves (key, is it down, when) of a train as X11 under load hands them out."""
    moves = []
    for press in presses:
        moves.append((press.source, True, press.down_ms))
        for at in sorted(
            draw(st.sets(st.integers(press.down_ms + 6, press.up_ms - 6), max_size=3))
            if press.up_ms - press.down_ms > 12
            else []
        ):
            gap = draw(st.integers(0, PHANTOM_MS - 1))
            moves += [(press.source, False, at), (press.source, True, at + gap)]
        moves.append((press.source, False, press.up_ms))
    return sorted(moves, key=lambda move: move[2])


def fed(train: PressTrain, moves: list[tuple[int, bool, int]], late_ms: list[int]) -> PressTrain:
    """The train after those moves; before each, the timer ticks with a clock that ran on."""
    for number, (source, is_down, at) in enumerate(moves):
        if number:
            train.tick(at + late_ms[number % len(late_ms)])
        if is_down:
            train.press(source, at, is_early=at < 0)
        else:
            train.release(source, at)
    return train


def after(before: PressTrain) -> PressTrain:
    """An empty train that follows another."""
    train = PressTrain()
    train.begin_after(before)
    return train


LATE = st.lists(st.integers(0, 900), min_size=1, max_size=8)


@given(st.data(), st.integers(1, 3), LATE)
def test_a_train_is_recovered_from_phantom_presses_and_a_busy_window(data, keys, late) -> None:
    presses = data.draw(trains(keys=keys))
    train = fed(PressTrain(), data.draw(handed_out(presses)), late)
    assert train.beats_ms == [press.down_ms for press in presses]
    assert not train.is_down
    assert train.held_ms is None


@given(st.data(), LATE)
def test_keys_that_take_turns_may_be_handed_out_in_a_wrong_order(data, late) -> None:
    presses = data.draw(trains(keys=2))
    moves = data.draw(handed_out([replace(p, up_ms=p.down_ms + 10) for p in presses]))
    lag = data.draw(st.integers(0, 80))
    # One of the two devices is slower by the lag.
    moves.sort(key=lambda move: move[2] + (lag if move[0] else 0))
    assert fed(PressTrain(), moves, late).beats_ms == [press.down_ms for press in presses]


@given(
    data=st.data(),
    length_ms=st.integers(HOLD_MS, LONGEST_MS),
    ticks=st.lists(st.integers(0, LONGEST_MS), max_size=10),
)
def test_a_hold_is_timed_from_its_press_to_its_release(data, length_ms, ticks) -> None:
    train = PressTrain()
    moves = data.draw(handed_out([Press(0, 10_000, 10_000 + length_ms)]))
    timeline = sorted([(at, 1, is_down) for _key, is_down, at in moves])
    for tick in ticks:
        if tick < length_ms:
            timeline.append((10_000 + tick, 0, False))
    for at, is_move, is_down in sorted(timeline, key=lambda step: step[0]):
        if not is_move:
            train.tick(at)
        elif is_down:
            train.press(0, at)
        else:
            train.release(0, at)
    assert (train.held_ms, train.beats_ms) == (length_ms, [])


@given(st.data(), LATE)
def test_a_train_that_begins_within_the_guard_loses_nothing_once_it_goes_on(data, late) -> None:
    presses = data.draw(trains(keys=2))
    first = presses[0].down_ms - data.draw(st.integers(0, GUARD_MS - 1))
    open_ms = first + GUARD_MS
    train = PressTrain()
    for number, (source, is_down, at) in enumerate(data.draw(handed_out(presses))):
        if is_down:
            train.press(source, at, is_early=at < open_ms)
        else:
            train.release(source, at)
        # A window that is not busy: its clock is that of the stamps.
        train.tick(at + late[number % len(late)] % 5)
    downs = [press.down_ms for press in presses]
    goes_on = downs[-1] >= open_ms
    assert train.beats_ms == (downs if goes_on else [])


@given(
    gaps=st.lists(st.integers(30, 120), min_size=1, max_size=3),
    after_ms=st.integers(FOLLOWS_MS + 100, 60_000),
)
def test_a_double_press_leaves_no_stray_beat_in_the_train_after_it(gaps, after_ms) -> None:
    train, at = PressTrain(), 0
    for gap in gaps:
        at += gap
        train.press("space", at, is_early=True)
        train.release("space", at + 20)
        train.tick(at + 25)
    assert train.is_empty
    train.press("space", at + after_ms)
    assert train.beats_ms == [at + after_ms]


def test_a_key_that_went_down_early_goes_down_no_second_time_before_it_came_up() -> None:
    train = PressTrain()
    train.press("space", 390, is_early=True)
    assert not train.press("space", 420)
    train.release("space", 440)
    assert train.is_empty


# --- single cases ------------------------------------------------------------------------------


def test_a_press_over_the_end_of_the_guard_is_no_beat_also_when_x11_breaks_it_up() -> None:
    train = PressTrain()
    train.press("space", 380, is_early=True)
    train.release("space", 440)
    train.press("space", 441)
    train.release("space", 470)
    assert train.is_empty
    assert not train.is_down


def test_a_hold_that_began_within_the_guard_is_timed_also_in_a_busy_window() -> None:
    train = PressTrain()
    train.press("space", 300, is_early=True)
    train.release("space", 2300)
    assert (train.held_ms, train.beats_ms) == (2000, [])


def test_a_second_finger_during_a_hold_does_not_end_it() -> None:
    train = PressTrain()
    train.press("palm", 0)
    train.press("finger", 900)
    train.release("finger", 960)
    assert train.is_holding
    train.release("palm", 5000)
    assert train.held_ms == 5000


def test_a_second_key_before_the_hold_began_makes_both_beats_though_the_clock_ran_on() -> None:
    train = PressTrain()
    train.press("space", 0)
    assert train.tick(700)
    assert train.press("b", 300)
    train.release("space", 450)
    assert (train.beats_ms, train.is_holding, train.held_ms) == ([0, 300], False, None)


def test_stamps_that_jump_back_lose_no_press() -> None:
    train = PressTrain()
    for down in (1000, 1200, 1100, 1150, 1300):
        train.press("space", down, is_genuine=True)
        train.release("space", down + 40)
    assert len(train.beats_ms) == 5
    assert train.beats_ms == sorted(set(train.beats_ms))


def test_presses_without_a_stamp_are_all_taken_though_they_come_at_once() -> None:
    train = PressTrain()
    for _tap in range(4):
        train.press("space", 500, is_genuine=True)
        train.release("space", 500)
    assert train.beats_ms == [500, 501, 502, 503]


def test_taps_of_ten_minutes_ago_belong_to_another_stretch() -> None:
    train = PressTrain()
    for at in (0, 200, LONGEST_MS + 300):
        train.press("space", at)
        train.release("space", at + 50)
    assert train.beat_times_s == (0.0,)


def test_a_time_of_over_ten_minutes_is_not_kept_and_the_next_press_begins_anew() -> None:
    train = PressTrain()
    train.press("space", 0)
    train.release("space", LONGEST_MS + 1)
    assert (train.is_overlong, train.held_ms, train.beats_ms) == (True, None, [])
    train.press("space", LONGEST_MS + 900)
    assert (train.is_overlong, train.beats_ms) == (False, [LONGEST_MS + 900])


def test_giving_up_a_key_that_is_not_down_or_not_first_changes_no_beat() -> None:
    train = PressTrain()
    train.give_up("space")
    assert not train.is_overlong
    for source, at in (("space", 0), ("b", 150)):
        train.press(source, at)
    train.give_up("b")
    assert (train.beats_ms, train.is_overlong) == ([0, 150], False)


def test_a_key_that_is_still_down_begins_nothing_in_the_next_train() -> None:
    train = PressTrain()
    train.press("space", 0)
    train = after(train)
    train.release("space", 90)
    assert not train.press("space", 91)
    train = after(train)
    train.release("space", 180)
    assert train.is_empty
    assert train.press("space", 300)
    assert after(after(train)).press("space", 300) is False


def test_a_finger_that_taps_at_once_after_the_train_before_counts() -> None:
    train = PressTrain()
    train.press("finger", 0, is_genuine=True)
    train = after(train)
    train.release("finger", 90)
    assert train.press("finger", 90, is_genuine=True)


def test_a_train_that_is_taken_up_again_knows_nothing_of_what_was_down() -> None:
    train = PressTrain()
    train.press("space", 0)
    other = after(train)
    other.release("space", 90)
    train.begin_after(other)
    assert not train.is_down
    assert train.press("space", 300)
    assert train.beats_ms == [0, 300]
