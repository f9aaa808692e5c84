"""What the pad took, and what becomes of it when it is used."""

from dataclasses import replace

from clonus_desktop.domain.trial import CountMethod, EndedBy, sustained_trial
from clonus_desktop.ui.pending_result import PendingResult

TAPS = (0.0, 0.2, 0.4)


def test_taps_become_a_tapped_trial_with_their_times() -> None:
    trial = PendingResult(tap_times_s=TAPS).trial()
    assert (trial.beats, trial.count_method) == (3, CountMethod.TAPPED)
    assert trial.beat_times_s == TAPS


def test_a_correction_changes_the_count_and_leaves_the_raw_taps() -> None:
    trial = PendingResult(tap_times_s=TAPS).corrected(1).trial()
    assert (trial.beats, trial.beat_times_s) == (4, TAPS)


def test_the_count_is_never_corrected_below_zero() -> None:
    pending = PendingResult(tap_times_s=(0.0,)).corrected(-1).corrected(-1)
    assert pending.beats == 0
    assert pending.trial().beat_times_s == ()


def test_a_held_time_has_no_count() -> None:
    trial = PendingResult(held_s=4.2).trial()
    assert (trial.beats, trial.duration_s, trial.count_method) == (None, 4.2, CountMethod.TIMED)
    assert trial.ended_by is EndedBy.SELF_EXTINGUISHED


def test_a_number_beside_a_held_time_keeps_both() -> None:
    trial = PendingResult(held_s=1.2).trial_with_number(7)
    assert (trial.beats, trial.duration_s) == (7, 1.2)


def test_a_number_beside_taps_takes_their_place() -> None:
    trial = PendingResult(tap_times_s=TAPS).trial_with_number(7)
    assert (trial.beats, trial.beat_times_s, trial.count_method) == (7, (), CountMethod.NUMBER)


def test_no_clonus_beside_a_held_time_is_no_clonus_without_a_duration() -> None:
    trial = PendingResult(held_s=1.2).trial_with_number(0)
    assert (trial.beats, trial.duration_s) == (0, None)


def test_an_exact_number_says_that_it_is_exact() -> None:
    trial = PendingResult().trial_with_number(14, is_exact=True)
    assert (trial.beats, trial.count_method) == (14, CountMethod.EXACT)


def test_ten_or_more_is_not_an_exact_ten() -> None:
    trial = PendingResult().trial_with_number(10, at_least=True)
    assert (trial.beats, trial.at_least, trial.count_method) == (10, True, CountMethod.NUMBER)


def test_past_ten_seconds_a_held_time_is_sustained_and_at_ten_it_is_not() -> None:
    assert PendingResult(held_s=10.4).is_sustained
    assert not PendingResult(held_s=10.0).is_sustained
    trial = PendingResult(held_s=10.4).trial()
    assert trial.is_sustained
    assert (trial.beats, trial.at_least, trial.duration_s) == (10, True, 10.4)


def test_sustained_keeps_the_held_time_only_when_it_passed_ten_seconds() -> None:
    assert PendingResult(held_s=11.0).sustained().duration_s == 11.0
    assert PendingResult(held_s=3.0).sustained() == sustained_trial()


def test_nothing_taken_is_empty() -> None:
    assert PendingResult().is_empty
    assert not PendingResult(held_s=0.5).is_empty


def test_edited_beats_keep_the_taps_beside_them() -> None:
    pending = PendingResult(tap_times_s=TAPS).edited((0.0, 0.3, 0.4))
    assert (pending.removed_s, pending.added_s) == ((0.2,), (0.3,))
    trial = pending.trial()
    assert trial.beat_times_s == (0.0, 0.3, 0.4)
    assert trial.raw_beat_times_s == TAPS
    assert trial.is_corrected


def test_beats_edited_back_to_the_taps_are_no_correction() -> None:
    trial = PendingResult(tap_times_s=TAPS).edited((0.0,)).edited(TAPS).trial()
    assert trial.raw_beat_times_s == ()
    assert not trial.is_corrected


def test_a_tap_after_a_correction_joins_the_beats() -> None:
    pending = PendingResult(tap_times_s=TAPS).edited((0.0, 0.4))
    further = replace(pending, tap_times_s=(*TAPS, 0.6))
    assert further.beat_times_s == (0.0, 0.4, 0.6)
