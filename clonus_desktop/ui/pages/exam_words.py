"""What the exam page says: the limit over the numbers, and what was just done."""

from clonus_desktop.casebook import findings, techniques, words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import MOST_TRIALS, ClonusTest, NotTested
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding, finding_of, short_of
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import CountMethod, Trial
from clonus_desktop.language import _, ngettext, say
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.pages.exam_repeats import standing_trials
from clonus_desktop.ui.widgets.trials_bar import TrialLine

_AT_THE_ROW_BREAK = 6


def limit_words(
    book: Casebook, patient: Patient, examination: Examination
) -> tuple[int | None, str, str]:
    """Fewest beats above the limit, and the captions over the two rows of numbers.

    The rows break between 5 and 6; another limit is told by the bars and in the caption.
    """
    rule = findings.rule_at(book, patient, examination)
    text = book.rule_texts[rule.id]
    least = rule.least_beats_at(findings.age_months_at(patient, examination))
    above = text.limit_caption or text.wording
    if least == _AT_THE_ROW_BREAK and text.below_caption:
        return least, text.below_caption, above
    return least, _("Beats"), above


def previous_words(book: Casebook, patient: Patient, examination: Examination) -> dict[Place, str]:
    """What was found last at each place that was examined before: "Last exam 14-Nov-2025: ..."."""
    said: dict[Place, str] = {}
    for visit in findings.signed_visits(book, patient.id):
        # An amendment has its revision before, and later visits too, beside it in the record.
        if visit.started_at >= examination.started_at:
            continue
        day = short_date(visit.started_at.date())
        for found in findings.findings_of(book, patient, visit):
            if visit.test_at(found.place) is not None:
                words_of_it = words.finding_words(book, found)
                last = _("Last exam {date}: {finding}").format(date=day, finding=words_of_it)
                said.setdefault(found.place, last)
    return said


def done_words(book: Casebook, done: Finding, now: Place | None) -> str:
    """What was recorded, and which place comes now, for screen readers."""
    place = words.place_words(book, done.place, capital=True)
    said = f"{place}: {words.finding_words(book, done)}."
    if now is None:
        return said
    return said + " " + _("Now {place}.").format(place=words.place_words(book, now))


def entry_words(book: Casebook, place: Place, entry: Trial | NotTested) -> str:
    """An entry in words, for when it could not be stored: "left ankle: 6 beats"."""
    if isinstance(entry, NotTested):
        test = ClonusTest(place=place, not_tested=entry)
    else:
        test = ClonusTest(place=place, trials=(entry,))
    said = words.finding_words(book, finding_of(place, test, rule=book.rule))
    return f"{words.place_words(book, place)}: {said}"


def position_before_words(
    book: Casebook, examination: Examination, before: Examination | None, place: Place
) -> str:
    """That the place was tested in another position last time; empty where it was not."""
    position = techniques.position_before(book, examination, before, place)
    if not position or before is None:
        return ""
    said = _("Position differs from {date}: {position}.")
    return said.format(date=short_date(before.started_at), position=position)


def trial_lines(book: Casebook, test: ClonusTest | None) -> tuple[TrialLine, ...]:
    """Every trial of a place as the bar and the list show it, in the order they were given."""
    if test is None:
        return ()
    largest = test.largest_trial
    is_one_of_several = len(test.trials) > 1
    return tuple(
        TrialLine(
            number=number,
            short=say(short_of(trial)),
            words=words.trial_words(book, trial),
            is_struck=trial.is_struck,
            is_largest=is_one_of_several and trial is largest,
            can_be_corrected=_can_be_corrected(trial),
        )
        for number, trial in enumerate(test.trials, start=1)
    )


def _can_be_corrected(trial: Trial) -> bool:
    is_tapped = trial.count_method is CountMethod.TAPPED and bool(trial.beat_times_s)
    return is_tapped and not trial.is_struck


def trials_title(test: ClonusTest | None, wanted: int) -> str:
    """Which trial comes next, or how many there are; empty for a single plain trial."""
    count = 0 if test is None else len(test.trials)
    standing = standing_trials(test)
    if wanted > 1 and standing < wanted:
        if wanted < MOST_TRIALS:
            return _("Trial {number} of {all}").format(number=standing + 1, all=wanted)
        return _("Trial {number}, up to {all}").format(number=standing + 1, all=wanted)
    if count > 1 or count > standing:
        return ngettext("{n} trial", "{n} trials", count).format(n=count)
    return ""
