"""What is counted, and how it gets into the record: one act for each count."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from clonus_desktop.casebook import trials
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested
from clonus_desktop.domain.trial import Trial
from clonus_desktop.language import _
from clonus_desktop.ui.pages.exam_repeats import Repeats
from clonus_desktop.ui.pages.exam_words import entry_words
from clonus_desktop.ui.pending_result import PendingResult
from clonus_desktop.ui.session import Verb
from clonus_desktop.ui.settle_guard import SettleGuard

if TYPE_CHECKING:
    from clonus_desktop.ui.pages.exam import ExamPage


class ExamEntry:
    """Enters counts at the place that is open.

    Attributes:
        guard: The rest after each entry.
        repeats: Whether the next count is a further trial.
    """

    def __init__(self, page: "ExamPage") -> None:
        self._page = page
        self.guard = SettleGuard(page.session.settings.choices.settle_ms)
        self.repeats = Repeats()

    def begin(self) -> None:
        """Take the choices of this computer, for an examination that is opened."""
        choices = self._page.session.settings.choices
        self.guard.settle_ms = choices.settle_ms
        self.repeats.usual = choices.trials_per_place

    @property
    def _test(self) -> ClonusTest | None:
        return self._page.examination.test_at(self._page.place)

    def enter_number(self, beats: int, event_ms: int = 0) -> None:
        """Record that many beats at this place, beside a held time if there is one."""
        self._record(lambda pending: pending.trial_with_number(beats), event_ms)

    def enter_ten_or_more(self, event_ms: int = 0) -> None:
        """Record ten beats or more that then stopped."""
        self._record(lambda pending: pending.trial_with_number(10, at_least=True), event_ms)

    def enter_exact(self, beats: int) -> None:
        """Record a number that was obtained elsewhere, such as from a slow-motion video."""
        self._record(lambda pending: pending.trial_with_number(beats, is_exact=True), 0)

    def enter_sustained(self, event_ms: int = 0) -> None:
        """Record clonus that went on for over 10 s with the stretch held."""
        self._record(lambda pending: pending.sustained(), event_ms)

    def use(self, event_ms: int = 0) -> None:
        """Record what the pad has taken; with an empty pad, go on from repeated trials."""
        if not self._page.view.pending.is_empty:
            self._record(lambda pending: pending.trial(), event_ms)
        elif self.repeats.is_repeating and not self._page.view.is_holding:
            self._leave_repeats(event_ms)

    def _leave_repeats(self, event_ms: int) -> None:
        if self._test is None:
            # Asked for and not used: the place is still open, so it stays.
            self.repeats.wanted = 1
            self._page.show_again()
        elif not self.guard.is_closed(event_ms):
            self.guard.close(event_ms)
            self._page.go_on()

    def again(self) -> None:
        """Stay at this place: the next count is a further trial."""
        self.repeats.again()
        if self.repeats.is_full(self._test):
            self._say_full()
        self._page.show_again()

    def _say_full(self) -> None:
        self._page.say(_("Five trials are recorded here. Strike one first, or go on."))

    def _record(self, make: Callable[[PendingResult], Trial], event_ms: int) -> None:
        if self.guard.is_closed(event_ms) or self._page.view.is_holding:
            return
        if self.repeats.is_full(self._test):
            self._say_full()
            return
        self.guard.close(event_ms)
        verb = trials.add if self.repeats.is_repeating else trials.record
        self._store(verb, make(self._page.view.pending))

    def record_not_tested(self, why: NotTested, event_ms: int = 0) -> None:
        """Record that this place was not tested, and why."""
        self.guard.close(event_ms)
        self._store(trials.record, why)

    def _store(self, verb: Verb, entry: Trial | NotTested) -> None:
        page = self._page
        said = entry_words(page.session.book, page.place, entry)
        page.session.do(verb, page.examination, page.place, entry, entry=said)
