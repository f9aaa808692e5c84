"""What the pad holds, corrected, undone, cleared, kept and taken up again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.ui.pad_state import InvalidPad, PadState, pad_state_from
from clonus_desktop.ui.press_train import PressTrain

NOW_MS = 900_000


def tapped(*at_ms: int) -> PadState:
    return PadState(train=PressTrain(beats_ms=list(at_ms)))


def test_each_correction_is_undone_by_name_and_made_again() -> None:
    state = tapped(1000, 1200, 1400)
    state.correct(1, "one beat more")
    state.edit((0.0, 0.4), "beat 2 deleted")
    assert (state.pending.beat_times_s, state.pending.beats) == ((0.0, 0.4), 3)
    assert state.undo_label == "beat 2 deleted"
    state.undo()
    assert (state.undo_label, state.redo_label) == ("one beat more", "beat 2 deleted")
    state.undo()
    assert (state.undo_label, state.pending.beats) == (None, 3)
    state.redo()
    state.redo()
    assert (state.pending.beats, state.redo_label) == (3, None)


def test_a_new_correction_leaves_what_was_undone_behind() -> None:
    state = tapped(1000, 1200)
    state.correct(1, "more")
    state.undo()
    state.correct(-1, "fewer")
    assert (state.redo_label, state.pending.beats) == (None, 1)


def test_fewer_than_no_beats_is_no_correction() -> None:
    state = tapped(1000)
    state.correct(-1, "fewer")
    state.correct(-1, "fewer")
    assert (state.pending.beats, len(state.steps)) == (0, 1)


def test_what_was_cleared_comes_back_until_the_next_press() -> None:
    state = tapped(1000, 1200)
    state.correct(1, "more")
    empty = state.after_clear("cleared 3 beats")
    assert empty.pending.is_empty
    assert empty.undo_label == "cleared 3 beats"
    assert empty.undo().pending.beats == 3
    empty.train.press("space", 5000)
    assert empty.undo_label is None


def test_clearing_an_empty_pad_forgets_nothing_of_before() -> None:
    empty = tapped(1000).after_clear("cleared")
    assert empty.after_clear("again") is empty


@given(
    taps=st.lists(st.integers(20, 2000), max_size=12),
    held=st.none() | st.integers(400, 20_000),
    acts=st.lists(st.sampled_from(["more", "fewer", "delete", "undo", "redo"]), max_size=12),
    is_cleared=st.booleans(),
)
def test_a_kept_pad_is_taken_up_as_it_was(taps, held, acts, is_cleared) -> None:
    times = [sum(taps[: n + 1]) for n in range(len(taps))]
    state = PadState(train=PressTrain(beats_ms=times, held_ms=held if not times else None))
    for act in acts:
        if act in {"more", "fewer"}:
            state.correct(1 if act == "more" else -1, act)
        elif act == "delete" and state.pending.beat_times_s:
            state.edit(state.pending.beat_times_s[1:], act)
        elif act == "undo":
            state.undo()
        elif act == "redo":
            state.redo()
    if is_cleared:
        state = state.after_clear("cleared")
    content = json.loads(json.dumps(state.to_content()))
    if not content:
        assert state.pending.is_empty
        return
    again = pad_state_from(content, now_ms=NOW_MS)
    assert again.pending == state.pending
    assert (again.undo_label, again.redo_label) == (state.undo_label, state.redo_label)
    assert again.undo().pending == state.undo().pending


@pytest.mark.parametrize(
    "content",
    [
        {"taps_ms": 3},
        {"taps_ms": ["a"], "held_ms": None, "steps": [], "done": 0, "cleared": None},
        {
            "taps_ms": [0],
            "held_ms": None,
            "steps": [],
            "done": 2,
            "cleared": None,
            "cleared_label": "",
        },
        {
            "taps_ms": [],
            "held_ms": None,
            "steps": [[1]],
            "done": 0,
            "cleared": None,
            "cleared_label": "",
        },
    ],
)
def test_what_was_not_kept_by_the_pad_is_refused(content) -> None:
    with pytest.raises(InvalidPad):
        pad_state_from(content, now_ms=NOW_MS)


def test_a_pad_that_was_cleared_while_it_was_empty_comes_back() -> None:
    kept = PadState(cleared=PadState(), cleared_label="cleared 0 beats").to_content()
    assert pad_state_from(kept, now_ms=0).cleared is None
