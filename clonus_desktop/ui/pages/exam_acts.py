"""What each act of the keyboard does on the exam page."""

from collections.abc import Callable, Mapping
from typing import Protocol

from clonus_desktop.ui.exam_keys import ExamAct, ExamKey


class ExamEntries(Protocol):
    """What a key can enter."""

    def enter_number(self, beats: int, event_ms: int = 0) -> None: ...
    def enter_ten_or_more(self, event_ms: int = 0) -> None: ...
    def enter_sustained(self, event_ms: int = 0) -> None: ...
    def use(self, event_ms: int = 0) -> None: ...
    def again(self) -> None: ...


class ExamVerbs(Protocol):
    """What a key can ask of the exam page."""

    def step(self, by: int) -> None: ...
    def go_to(self, index: int) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def review(self) -> None: ...
    def leave_exam(self) -> None: ...


class ExamSheets(Protocol):
    """What a key can ask to be asked."""

    def why_not_tested(self) -> None: ...
    def note(self) -> None: ...
    def checks(self) -> None: ...
    def exact_number(self) -> None: ...
    def how_to(self) -> None: ...
    def keys(self) -> None: ...
    def trials(self) -> None: ...
    def correct_beats(self) -> None: ...


KeyAct = Callable[[ExamKey, int], None]


def acts_of(page: ExamVerbs, entry: ExamEntries, asking: ExamSheets) -> Mapping[ExamAct, KeyAct]:
    """For each act but the beat: what to call with the key and its time stamp."""
    with_time: dict[ExamAct, KeyAct] = {
        ExamAct.NUMBER: lambda key, ms: entry.enter_number(key.number, ms),
        ExamAct.TEN_OR_MORE: lambda _key, ms: entry.enter_ten_or_more(ms),
        ExamAct.SUSTAINED: lambda _key, ms: entry.enter_sustained(ms),
        ExamAct.USE: lambda _key, ms: entry.use(ms),
        ExamAct.PREVIOUS: lambda _key, _ms: page.step(-1),
        ExamAct.NEXT: lambda _key, _ms: page.step(1),
        ExamAct.GO_TO: lambda key, _ms: page.go_to(key.number),
    }
    plain: dict[ExamAct, Callable[[], None]] = {
        ExamAct.NOT_TESTED: asking.why_not_tested,
        ExamAct.AGAIN: entry.again,
        ExamAct.TRIALS: asking.trials,
        ExamAct.BEATS: asking.correct_beats,
        ExamAct.UNDO: page.undo,
        ExamAct.REDO: page.redo,
        ExamAct.NOTE: asking.note,
        ExamAct.CHECKS: asking.checks,
        ExamAct.EXACT: asking.exact_number,
        ExamAct.REVIEW: page.review,
        ExamAct.LEAVE: page.leave_exam,
        ExamAct.HOW_TO: asking.how_to,
        ExamAct.KEYS: asking.keys,
    }
    return with_time | {act: _without_time(do) for act, do in plain.items()}


def _without_time(do: Callable[[], None]) -> KeyAct:
    return lambda _key, _ms: do()
