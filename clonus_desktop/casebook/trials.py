"""Repeat trials of one place: give another, strike one with a reason, correct its beats."""

from collections.abc import Callable
from dataclasses import replace

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import MOST_TRIALS, ClonusTest, NotTested
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.trial import Trial


class TooManyTrials(ValueError):
    """Five trials stand at the place; nothing was changed."""


class NoReason(ValueError):
    """A trial is struck with a reason only; nothing was changed."""


def record(
    book: Casebook, examination: Examination, place: Place, outcome: Trial | NotTested
) -> Change:
    """Record what a place showed, instead of what stood there; struck trials stay listed."""
    with book.file.write():
        struck = tuple(trial for trial in _trials(book, examination, place) if trial.is_struck)
        if isinstance(outcome, NotTested):
            test = ClonusTest(place=place, trials=struck, not_tested=outcome)
        else:
            test = ClonusTest(place=place, trials=(*struck, _dated(book, outcome)))
        return _store(book, examination, test)


def add(book: Casebook, examination: Examination, place: Place, trial: Trial) -> Change:
    """Record a further stretch at the place, beside those that stand.

    Raises:
        TooManyTrials: Five stand already.
    """
    with book.file.write():
        standing = book.file.examinations.test_at(examination.id, place)
        if standing is not None and standing.is_full:
            raise TooManyTrials(f"The {place} has {MOST_TRIALS} trials already.")
        trials = () if standing is None else standing.trials
        test = ClonusTest(place=place, trials=(*trials, _dated(book, trial)))
        return _store(book, examination, test)


def strike(
    book: Casebook, examination: Examination, place: Place, index: int, *, reason: str
) -> Change:
    """Take a trial out of the finding; it stays listed with the reason.

    Args:
        index: Which of the test's trials, struck ones counted too, from 0.

    Raises:
        NoReason: The reason is blank.
        LookupError: There is no such trial.
    """
    if not reason.strip():
        raise NoReason("A trial is struck with a reason only.")

    def struck(trial: Trial) -> Trial:
        return replace(trial, struck_reason=reason.strip())

    return _changed(book, examination, place, index, struck)


def correct(
    book: Casebook, examination: Examination, place: Place, index: int, trial: Trial
) -> Change:
    """Put a corrected trial in the place of one; the one before stays in the record, undoable.

    Raises:
        LookupError: There is no such trial.
    """
    return _changed(book, examination, place, index, lambda _before: trial)


def _changed(
    book: Casebook,
    examination: Examination,
    place: Place,
    index: int,
    changed: Callable[[Trial], Trial],
) -> Change:
    with book.file.write():
        trials = list(_trials(book, examination, place))
        trials[index] = changed(trials[index])
        test = ClonusTest(place=place, trials=tuple(trials))
        return _store(book, examination, test, deed=Deed.CORRECTED)


def _trials(book: Casebook, examination: Examination, place: Place) -> tuple[Trial, ...]:
    # Read again inside the transaction: what is on the screen may be older.
    test = book.file.examinations.test_at(examination.id, place)
    return () if test is None else test.trials


def _dated(book: Casebook, trial: Trial) -> Trial:
    return trial if trial.recorded_at is not None else replace(trial, recorded_at=book.now())


def _store(
    book: Casebook, examination: Examination, test: ClonusTest, *, deed: Deed = Deed.RECORDED
) -> Change:
    book.file.examinations.record_test(examination.id, test, at=book.now(), by=book.examiner)
    return Change.of(deed, examination, test.place)
