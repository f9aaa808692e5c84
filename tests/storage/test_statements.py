"""Statements, corrected and struck trials, and the waiting pad, in a real file."""

import sqlite3
from datetime import UTC, datetime

import pytest

from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.trial import CountMethod, Trial
from clonus_desktop.storage import NotADraft, open_casebook

CORRECTED = Trial(
    beats=3,
    count_method=CountMethod.TAPPED,
    beat_times_s=(0.0, 0.2, 0.4),
    raw_beat_times_s=(0.0, 0.2, 0.21, 0.4),
    recorded_at=datetime(2026, 5, 1, 9, 2, tzinfo=UTC),
)
STRUCK = Trial(beats=9, struck_reason="patient pushed")


def standing(desk, examination_id: int, topic: Topic, place=None):
    return desk.file.examinations.get(examination_id).statement(topic, place)


def test_a_statement_stands_until_another_on_its_topic(desk) -> None:
    draft = desk.draft()
    desk.state(draft.id, Topic.CONTEXT, {"gait": "spastic"}, about="gait spastic")
    desk.state(draft.id, Topic.CONTEXT, {"gait": "ataxic"})
    desk.state(draft.id, Topic.TECHNIQUE, {"checks": ["fast"]}, desk.right)
    assert standing(desk, draft.id, Topic.CONTEXT) == {"gait": "ataxic"}
    assert standing(desk, draft.id, Topic.TECHNIQUE, desk.right) == {"checks": ["fast"]}
    assert standing(desk, draft.id, Topic.TECHNIQUE, desk.left) is None
    assert desk.file.verify() is None


def test_a_statement_is_undone_and_redone_with_its_name(desk) -> None:
    draft = desk.draft()
    desk.state(draft.id, Topic.HUNTER, {"tremor": "yes"}, about="tremor yes")
    desk.state(draft.id, Topic.HUNTER, {"tremor": "no"}, about="tremor no")
    assert desk.file.examinations.undoable(draft.id).about == "tremor no"
    desk.undo(draft.id)
    assert standing(desk, draft.id, Topic.HUNTER) == {"tremor": "yes"}
    assert desk.file.examinations.redoable(draft.id).about == "tremor no"
    desk.redo(draft.id)
    assert standing(desk, draft.id, Topic.HUNTER) == {"tremor": "no"}
    assert desk.file.verify() is None


def test_stating_what_stands_already_is_no_act(desk) -> None:
    draft = desk.draft()
    assert desk.state(draft.id, Topic.CONTEXT, {}) is None
    assert desk.state(draft.id, Topic.CONTEXT, {"b": 1, "a": 2}) is not None
    assert desk.state(draft.id, Topic.CONTEXT, {"a": 2, "b": 1}) is None


def test_a_statement_is_taken_back_by_an_empty_one_and_comes_again_by_undo(desk) -> None:
    draft = desk.draft()
    desk.state(draft.id, Topic.CONTEXT, {"gait": "spastic"}, about="gait")
    taken = desk.state(draft.id, Topic.CONTEXT, {})
    assert taken is not None
    assert standing(desk, draft.id, Topic.CONTEXT) is None
    assert desk.file.examinations.undoable(draft.id).about == "gait"
    desk.undo(draft.id)
    assert standing(desk, draft.id, Topic.CONTEXT) == {"gait": "spastic"}


def test_nothing_is_stated_in_a_signed_examination(desk) -> None:
    signed = desk.filled()
    with pytest.raises(NotADraft):
        desk.state(signed.id, Topic.CONTEXT, {"gait": "spastic"})
    with desk.file.write(), pytest.raises(NotADraft):
        desk.file.pads.keep(signed.id, desk.right, {"taps": [0.0]}, at=desk.at())


def test_an_amendment_takes_over_what_was_stated(desk) -> None:
    patient = desk.patient()
    stated = {(Topic.CONTEXT, None): {"gait": "spastic"}}
    draft = desk.examination(patient.id, statements=stated)
    assert dict(draft.statements) == stated
    assert desk.undo(draft.id) is None


def test_a_corrected_and_a_struck_trial_come_back_as_they_went(desk) -> None:
    draft = desk.draft()
    test = ClonusTest(place=desk.right, trials=(STRUCK, CORRECTED))
    with desk.file.write():
        desk.file.examinations.record_test(draft.id, test, at=desk.at(), by=desk.by)
    assert desk.file.examinations.get(draft.id).test_at(desk.right) == test
    assert desk.file.verify() is None


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE statement SET content = \'{"gait":"other"}\'',
        "UPDATE statement SET about = 'x'",
        "UPDATE statement SET struck_at = recorded_at",
        "UPDATE trial SET raw_beat_times = x'' WHERE length(raw_beat_times) > 0",
        "UPDATE trial SET struck_reason = '' WHERE struck_reason <> ''",
        "UPDATE trial SET struck_reason = 'never mind' WHERE struck_reason = ''",
        "UPDATE trial SET recorded_at = NULL WHERE recorded_at IS NOT NULL",
        "UPDATE gesture SET added_statement_id = NULL, struck_statement_id = 1 WHERE id = 1",
        "DELETE FROM statement",
    ],
)
def test_what_came_with_version_2_cannot_be_changed_unseen(path, desk_at, statement) -> None:
    desk = desk_at(path)
    draft = desk.draft()
    desk.state(draft.id, Topic.CONTEXT, {"gait": "spastic"})
    test = ClonusTest(place=desk.right, trials=(STRUCK, CORRECTED))
    with desk.file.write():
        desk.file.examinations.record_test(draft.id, test, at=desk.at(), by=desk.by)
    desk.file.close()
    with sqlite3.connect(path) as plain:
        for (name,) in plain.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            plain.execute(f"DROP TRIGGER {name}")
        plain.execute(statement)
    plain.close()
    with open_casebook(path) as file:
        assert file.verify() is not None


def test_the_pad_keeps_what_waits_at_each_place_and_lets_it_go(desk) -> None:
    draft = desk.draft()
    assert desk.file.pads.of(draft.id) == {}
    for place, content in ((desk.left, {"taps": [0.0]}), (desk.right, {"held_s": 4.2})):
        with desk.file.write():
            desk.file.pads.keep(draft.id, place, content, at=desk.at())
    kept = desk.file.pads.of(draft.id)
    assert list(kept.items()) == [(desk.left, {"taps": [0.0]}), (desk.right, {"held_s": 4.2})]
    with desk.file.write():
        desk.file.pads.keep(draft.id, desk.right, {}, at=desk.at())
    assert list(desk.file.pads.of(draft.id)) == [desk.left]
    assert desk.file.verify() is None


def test_what_stands_at_a_place_is_read_alone(desk) -> None:
    draft = desk.draft()
    assert desk.file.examinations.test_at(draft.id, desk.right) is None
    desk.record(draft.id, 3)
    desk.record(draft.id, 4)
    test = desk.file.examinations.test_at(draft.id, desk.right)
    assert test is not None
    assert [trial.beats for trial in test.trials] == [4]
