"""What the exam page asks in sheets, and what becomes of the answers."""

from typing import TYPE_CHECKING

from clonus_desktop.casebook import examinations, trials, words
from clonus_desktop.domain.clonus_test import MOST_TRIALS, ClonusTest
from clonus_desktop.language import _
from clonus_desktop.ui.pages.beats_in_hand import BeatsInHand, BeatsOfPad, BeatsOfTrial
from clonus_desktop.ui.pages.beats_sheet import BeatsSheet
from clonus_desktop.ui.pages.exam_help import show_how_to
from clonus_desktop.ui.pages.exam_repeats import standing_trials
from clonus_desktop.ui.pages.exam_sheets import ExactSheet, NoteSheet
from clonus_desktop.ui.pages.exam_words import trial_lines
from clonus_desktop.ui.pages.technique_sheet import show_checks_of
from clonus_desktop.ui.pages.trials_sheet import StrikeSheet, TrialsSheet
from clonus_desktop.ui.widgets.not_tested_sheet import NotTestedSheet

if TYPE_CHECKING:
    from clonus_desktop.ui.pages.exam import ExamPage


class ExamAsking:
    """Opens the sheets of the exam page on the place that is open."""

    def __init__(self, page: "ExamPage") -> None:
        self._page = page

    @property
    def _the_place(self) -> str:
        return words.the_place(self._page.session.book, self._page.place)

    @property
    def _at_place(self) -> str:
        return words.at_place(self._page.session.book, self._page.place)

    @property
    def _test(self) -> ClonusTest | None:
        return self._page.examination.test_at(self._page.place)

    def why_not_tested(self) -> None:
        """Ask for the reason; it records and goes on to the next place."""
        protocol = self._page.session.book.protocol_of(self._page.place.site.key)
        forbids = protocol.contraindications if protocol else ()
        sheet = NotTestedSheet(self._page, self._the_place, forbids)
        sheet.answered.connect(self._page.entry.record_not_tested)
        sheet.open()

    def note(self) -> None:
        """Open the note of this place; it saves itself."""
        page = self._page
        place, examination = page.place, page.examination

        def save(text: str) -> None:
            page.session.do(examinations.write_note, examination, place, text)

        named = words.place_words(page.session.book, place)
        NoteSheet(page, named, examination.notes.get(place, ""), save).open()

    def checks(self) -> None:
        """Show what can be ticked on how this place was tested, where its protocol asks for it."""
        page = self._page
        show_checks_of(page, page.session, page.examination, page.place)

    def exact_number(self) -> None:
        """Ask for a number of 0 to 99."""
        ExactSheet(self._page, self._at_place, self._page.entry.enter_exact).open()

    def exact_number_by_press(self) -> None:
        """The same from its button, which takes the place of Use: not by half a double press."""
        if not self._page.entry.guard.is_closed():
            self.exact_number()

    def how_to(self) -> None:
        """Show picture and steps of this place, larger."""
        page = self._page
        show_how_to(page, page.session, page.examination.places, page.place)

    def keys(self) -> None:
        """Show what each key does."""
        self._page.session.keys_wanted.emit()

    # -- trials -----------------------------------------------------------------------------

    def trials(self) -> None:
        """List the trials of this place, each with what can be done to it."""
        page, test = self._page, self._test
        sheet = TrialsSheet(
            page,
            self._at_place,
            trial_lines(page.session.book, test),
            trend="" if test is None else words.trend_words(page.session.book, test),
            can_repeat=test is not None and standing_trials(test) < MOST_TRIALS,
        )
        sheet.strike_wanted.connect(self.why_struck)
        sheet.correct_wanted.connect(self.correct_trial)
        sheet.again_wanted.connect(page.entry.again)
        sheet.open()

    def why_struck(self, number: int) -> None:
        """Ask why the trial of that number does not count, and strike it."""
        page, test = self._page, self._test
        if test is None:
            return
        line = trial_lines(page.session.book, test)[number - 1]
        said = _("Trial {number}: {words}").format(number=number, words=line.words)
        sheet = StrikeSheet(page, said)
        draft, place = page.examination, page.place

        def strike(reason: str) -> None:
            page.session.do(trials.strike, draft, place, number - 1, reason=reason, entry=said)

        sheet.answered.connect(strike)
        sheet.open()

    def correct_trial(self, number: int) -> None:
        """Correct the beats of the tapped trial of that number."""
        page = self._page
        self._correct(BeatsOfTrial(page.session, page.examination, page.place, number - 1))

    def correct_beats(self) -> None:
        """Correct what was tapped: on the pad, else in the latest tapped trial of this place."""
        if self._page.view.pending.tap_times_s:
            self._correct(BeatsOfPad(self._page.view.taps.pad))
            return
        lines = trial_lines(self._page.session.book, self._test)
        tapped = [line for line in lines if line.can_be_corrected]
        if tapped:
            self.correct_trial(tapped[-1].number)
        else:
            self._page.say(_("Nothing was tapped at this place yet."))

    def _correct(self, beats: BeatsInHand) -> None:
        sheet = BeatsSheet(self._page, self._at_place, beats)
        sheet.said.connect(self._page.session.announced)
        sheet.open()
