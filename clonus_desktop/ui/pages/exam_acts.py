"""What each act of the keyboard does on the exam page."""

from collections.abc import Callable, Mapping
from typing import Protocol

from clonus_desktop.ui.exam_keys import ExamAct, ExamKey


class ExamVerbs(Protocol):
    """What a key can ask of the exam page."""

    def enter_number(self, beats: int, event_ms: int = 0) -> None: ...
    def enter_ten_or_more(self, event_ms: int = 0) -> None: ...
    def enter_sustained(self, event_ms: int = 0) -> None: ...
    def use(self, event_ms: int = 0) -> None: ...
    def step(self, by: int) -> None: ...
    def go_to(self, index: int) -> None: ...
    def ask_why_not_tested(self) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def write_note(self) -> None: ...
    def show_checks(self) -> None: ...
    def ask_exact_number(self) -> None: ...
    def review(self) -> None: ...
    def leave_exam(self) -> None: ...
    def show_how_to(self) -> None: ...
    def show_keys(self) -> None: ...


KeyAct = Callable[[ExamKey, int], None]


def acts_of(page: ExamVerbs) -> Mapping[ExamAct, KeyAct]:
    """For each act but the beat: what to call with the key and its time stamp."""
    with_time: dict[ExamAct, KeyAct] = {
        ExamAct.NUMBER: lambda key, ms: page.enter_number(key.number, ms),
        ExamAct.TEN_OR_MORE: lambda _key, ms: page.enter_ten_or_more(ms),
        ExamAct.SUSTAINED: lambda _key, ms: page.enter_sustained(ms),
        ExamAct.USE: lambda _key, ms: page.use(ms),
        ExamAct.PREVIOUS: lambda _key, _ms: page.step(-1),
        ExamAct.NEXT: lambda _key, _ms: page.step(1),
        ExamAct.GO_TO: lambda key, _ms: page.go_to(key.number),
    }
    plain: dict[ExamAct, Callable[[], None]] = {
        ExamAct.NOT_TESTED: page.ask_why_not_tested,
        ExamAct.UNDO: page.undo,
        ExamAct.REDO: page.redo,
        ExamAct.NOTE: page.write_note,
        ExamAct.CHECKS: page.show_checks,
        ExamAct.EXACT: page.ask_exact_number,
        ExamAct.REVIEW: page.review,
        ExamAct.LEAVE: page.leave_exam,
        ExamAct.HOW_TO: page.show_how_to,
        ExamAct.KEYS: page.show_keys,
    }
    return with_time | {act: _without_time(do) for act, do in plain.items()}


def _without_time(do: Callable[[], None]) -> KeyAct:
    return lambda _key, _ms: do()
