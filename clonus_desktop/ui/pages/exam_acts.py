"""What each act of the keyboard does on the exam page."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from clonus_desktop.ui.exam_keys import ExamAct, ExamKey

if TYPE_CHECKING:
    from clonus_desktop.ui.pages.exam import ExamPage


KeyAct = Callable[[ExamKey, int], None]


def acts_of(page: "ExamPage") -> Mapping[ExamAct, KeyAct]:
    """For each act but the beat: what to call with the key and its time stamp."""
    entry, asking = page.entry, page.asking
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
