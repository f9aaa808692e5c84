"""Findings, places and acts in the words of the screen."""

from collections.abc import Mapping, Sequence

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.anatomy import Place, Side
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested
from clonus_desktop.domain.comparison import Comparison
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding, finding_of, short_of
from clonus_desktop.domain.gesture import Gesture, GestureKind
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.trial import Trial
from clonus_desktop.language import Catalogue
from clonus_desktop.report import drug_words, measure_words, phrases
from clonus_desktop.report import place_words as place_wording
from clonus_desktop.report import trial_words as trial_wording


def site_names(book: Casebook) -> Mapping[str, str]:
    """The name of each site by its key, as it stands after a side: "ankle"."""
    return {protocol.site.key: protocol.name for protocol in book.protocols}


def site_words(book: Casebook, site_key: str) -> str:
    """The site's name with a capital: "Ankle"."""
    return phrases.first_upper(phrases.site_words(site_key, site_names(book)))


def place_words(book: Casebook, place: Place, *, capital: bool = False) -> str:
    """Side and site: "left ankle", or "Left ankle" at the start of a sentence."""
    said = phrases.place_words(place, site_names(book), book.words)
    return phrases.first_upper(said) if capital else said


def the_place(book: Casebook, place: Place) -> str:
    """Inside a sentence: "the left ankle"."""
    return place_wording.the_place(place, site_names(book), book.words)


def at_place(book: Casebook, place: Place) -> str:
    """Where something was found: "at the left ankle"."""
    return place_wording.at_place(place, site_names(book), book.words)


def finding_words(book: Casebook, finding: Finding) -> str:
    """A finding in full: "No clonus (0 beats)", "6 beats", "Not tested: pain"."""
    return phrases.finding_words(finding, book.words)


def measured_words(book: Casebook, finding: Finding, measure: Measure) -> str:
    """A finding in both measures: "6 beats, 2.1 s", or "2.1 s, 6 beats" by duration."""
    return measure_words.measured_words(finding, measure, book.words)


def duration_words(book: Casebook, finding: Finding) -> str:
    """The seconds alone: "2.1 s", "over 10 s", "no clonus", "not timed"."""
    return measure_words.duration_in_words(finding, book.words)


def midline_words(book: Casebook, findings: Sequence[Finding]) -> str:
    """The tested places without sides: "Jaw: 3 beats"; empty without any."""
    said = (
        book.words.forms.colon.join(
            (place_words(book, finding.place, capital=True), finding_words(book, finding))
        )
        for finding in findings
        if finding.place.side is Side.MIDLINE and finding.is_tested
    )
    return phrases.clauses(said, book.words)


def reason_words(book: Casebook, not_tested: NotTested) -> str:
    """Why a place was not tested, in a few words."""
    return phrases.reason_words(not_tested, book.words)


def comparison_words(book: Casebook, comparison: Comparison) -> str:
    """Beside a finding: "same", "was 8 beats", "was not tested"."""
    return phrases.comparison_words(comparison, book.words)


def tapping_words(book: Casebook, finding: Finding) -> tuple[str, ...]:
    """The tap rate and how far it can be trusted; empty when nothing was tapped."""
    if finding.trial is None:
        return ()
    return phrases.tapping_words(finding.trial, book.words)


def trial_words(book: Casebook, trial: Trial) -> str:
    """One trial with how it was obtained, and why it was struck if it was."""
    return trial_wording.trial_words(trial, book.words)


def trend_words(book: Casebook, test: ClonusTest) -> str:
    """How repeated trials followed each other; empty when that cannot be said."""
    return trial_wording.trend_words(test, book.words)


def trials_words(book: Casebook, finding: Finding) -> str:
    """The largest of how many, with each result; empty for one trial."""
    return trial_wording.trials_words(finding, book.words)


def drug_note_words(book: Casebook, note: DrugNote) -> str:
    """The antispastic drugs at a visit: "oral baclofen, 3 h before"."""
    return drug_words.note_words(note, book.context_form, book.words)


def undo_and_redo_words(book: Casebook, examination: Examination) -> tuple[str | None, str | None]:
    """What Undo and Redo would do in an examination; None where there is nothing to do."""
    undoable = book.file.examinations.undoable(examination.id)
    redoable = book.file.examinations.redoable(examination.id)
    return (
        None if undoable is None else gesture_words(book, undoable),
        None if redoable is None else gesture_words(book, redoable),
    )


def gesture_words(book: Casebook, gesture: Gesture, *, in_full: bool = False) -> str:
    """What Undo and Redo name: "left ankle: 6", "note on left ankle", "comment".

    Args:
        in_full: Say "left ankle: 6 beats".
    """
    words = book.words
    if gesture.place is None:
        named = words.say(_ABOUT_THE_WHOLE[gesture.kind])
        return _with_about(named, gesture, words)
    place = {"place": place_words(book, gesture.place)}
    if gesture.kind is GestureKind.NOTE:
        return words.say(Message("note on {place}", place))
    if gesture.kind is GestureKind.TECHNIQUE:
        return _with_about(words.say(Message("checks at {place}", place)), gesture, words)
    return _test_words(book, gesture.place, gesture, in_full=in_full)


_ABOUT_THE_WHOLE = {
    GestureKind.COMMENT: Message("comment"),
    GestureKind.CONTEXT: Message("context"),
    GestureKind.HUNTER: Message("serotonin features"),
}


def _with_about(named: str, gesture: Gesture, words: Catalogue) -> str:
    if not gesture.about:
        return named
    return words.say(Message("{act}: {about}", {"act": named, "about": gesture.about}))


def _test_words(book: Casebook, place: Place, gesture: Gesture, *, in_full: bool) -> str:
    """The act at a place: a count, a reason, or what was done to one of several trials."""
    words, test = book.words, gesture.test
    values: dict[str, object] = {"place": place_words(book, place)}
    if test is not None and test.not_tested is not None:
        return words.say(Message("{place}: not tested", values))
    number = _changed_trial(gesture)
    if test is None or number is None or (len(test.trials) < 2 and not test.is_open):
        finding = finding_of(place, test, rule=book.rule)
        said = phrases.measure_words(finding, words) if in_full else words.say(finding.short)
        return words.say(Message("{place}: {finding}", values | {"finding": said}))
    trial, values["number"] = test.trials[number], number + 1
    if trial.is_struck:
        return words.say(Message("{place}: trial {number} struck", values))
    said = phrases.measure_of(trial, words) if in_full else words.say(short_of(trial))
    values["finding"] = said
    if gesture.test_before is not None and len(gesture.test_before.trials) == len(test.trials):
        return words.say(Message("{place}: trial {number} corrected to {finding}", values))
    return words.say(Message("{place}: trial {number}, {finding}", values))


def _changed_trial(gesture: Gesture) -> int | None:
    """Which trial the act added or changed, from 0; None when it recorded the place anew."""
    test, before = gesture.test, gesture.test_before
    if test is None:
        return None
    was = () if before is None else before.trials
    differing = [
        index for index, trial in enumerate(test.trials) if index >= len(was) or was[index] != trial
    ]
    return differing[0] if len(differing) == 1 and len(test.trials) >= len(was) else None
