"""The rest after each entry."""

from clonus_desktop.ui.settle_guard import SettleGuard


def test_it_is_open_before_the_first_entry() -> None:
    assert not SettleGuard(400).is_closed(1)


def test_presses_within_400_ms_of_an_entry_are_ignored_by_their_own_time_stamps() -> None:
    guard = SettleGuard(400)
    guard.close(10_000)
    assert [guard.is_closed(t) for t in (10_090, 10_180, 10_399, 10_400)] == [True] * 3 + [False]


def test_a_late_handled_press_is_judged_by_when_it_was_made() -> None:
    now = [0]
    guard = SettleGuard(400, clock_ms=lambda: now[0])
    guard.close(10_000)
    now[0] = 5_000
    assert guard.is_closed(10_100)


def test_without_a_time_stamp_the_clock_decides() -> None:
    now = [0]
    guard = SettleGuard(400, clock_ms=lambda: now[0])
    guard.close()
    now[0] = 399
    assert guard.is_closed()
    now[0] = 400
    assert not guard.is_closed()


def test_it_can_be_closed_for_longer_on_arriving_at_review() -> None:
    now = [0]
    guard = SettleGuard(400, clock_ms=lambda: now[0])
    guard.close(for_ms=600)
    now[0] = 599
    assert guard.is_closed()


def test_it_opens_again_when_the_counter_of_the_stamps_began_anew() -> None:
    now = [0]
    guard = SettleGuard(400, clock_ms=lambda: now[0])
    guard.close(2**32 - 100)
    assert guard.is_closed(200)
    assert not guard.is_closed(400)


def test_it_opens_again_when_the_stamps_jump_back() -> None:
    now = [0]
    guard = SettleGuard(400, clock_ms=lambda: now[0])
    guard.close(900_000)
    now[0] = 399
    assert guard.is_closed(30)
    now[0] = 400
    assert not guard.is_closed(31)


def test_a_press_made_just_before_an_entry_and_handed_out_after_it_is_ignored() -> None:
    now = [0]
    guard = SettleGuard(400, clock_ms=lambda: now[0])
    guard.close(10_000)
    now[0] = 3000
    assert guard.is_closed(9_950)
