"""The rows that come with an act: a test with its trials, a note, a statement."""

from datetime import datetime

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.statement import Statement
from clonus_desktop.domain.trial import Trial
from clonus_desktop.storage.reading import pack_times
from clonus_desktop.storage.row_numbers import new_number
from clonus_desktop.storage.store import Store
from clonus_desktop.storage.values import clean, compact, time_text

_TEST = (
    "INSERT INTO clonus_test (id, examination_id, site, side, not_tested_reason, "
    "not_tested_explanation, recorded_at, recorded_by) "
    f"VALUES ({new_number('clonus_test')}, ?, ?, ?, ?, ?, ?, ?)"
)
_TRIAL = (
    "INSERT INTO trial (id, clonus_test_id, ordinal, beats, at_least, duration_s, "
    "duration_is_minimum, ended_by, count_method, beat_times, raw_beat_times, recorded_at, "
    f"struck_reason) VALUES ({new_number('trial')}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_NOTE = (
    "INSERT INTO note (id, examination_id, site, side, text, recorded_at, recorded_by) "
    f"VALUES ({new_number('note')}, ?, ?, ?, ?, ?, ?)"
)
_STATEMENT = (
    "INSERT INTO statement (id, examination_id, topic, site, side, content, about, recorded_at, "
    f"recorded_by) VALUES ({new_number('statement')}, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def add_test(
    store: Store, examination_id: int, test: ClonusTest, *, at: datetime, who: int | None
) -> int:
    """The new row of a test, with its trials in their order."""
    reason = test.not_tested
    test_id = store.change(
        _TEST,
        (
            examination_id,
            *columns_of(test.place),
            None if reason is None else reason.reason,
            None if reason is None else clean(reason.explanation),
            time_text(at),
            who,
        ),
    )
    for ordinal, trial in enumerate(test.trials, start=1):
        _add_trial(store, test_id, ordinal, trial)
    return test_id


def _add_trial(store: Store, test_id: int, ordinal: int, trial: Trial) -> None:
    store.change(
        _TRIAL,
        (
            test_id,
            ordinal,
            trial.beats,
            trial.at_least,
            trial.duration_s,
            trial.duration_is_minimum,
            trial.ended_by,
            trial.count_method,
            pack_times(trial.beat_times_s),
            pack_times(trial.raw_beat_times_s),
            None if trial.recorded_at is None else time_text(trial.recorded_at),
            clean(trial.struck_reason),
        ),
    )


def add_note(
    store: Store,
    examination_id: int,
    place: Place | None,
    text: str,
    *,
    at: datetime,
    who: int | None,
) -> int:
    """The new row of a note on a place, or of the comment on the whole."""
    return store.change(_NOTE, (examination_id, *columns_of(place), text, time_text(at), who))


def add_statement(
    store: Store, examination_id: int, statement: Statement, *, at: datetime, who: int | None
) -> int:
    """The new row of a statement."""
    about, where = clean(statement.about), columns_of(statement.place)
    values = (examination_id, statement.topic, *where, content_text(statement), about)
    return store.change(_STATEMENT, (*values, time_text(at), who))


def content_text(statement: Statement) -> str:
    """What is stated, as it stands in a column."""
    return clean(compact(dict(statement.content)))


def columns_of(place: Place | None) -> tuple[str | None, str | None]:
    """The columns site and side of a place; two NULLs for the whole."""
    return (None, None) if place is None else (place.site.key, place.side)
