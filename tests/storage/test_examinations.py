"""Examinations: what is recorded comes back, what is final stays."""

import json
import math
import sqlite3
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import ANKLE, Place, Side, Site, places_in_order
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination, ExaminationState
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.readable import kept_readable
from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial
from clonus_desktop.storage import (
    CasebookFile,
    DraftExists,
    NoSuchRow,
    NotADraft,
    open_casebook,
)
from clonus_desktop.storage.driver import IntegrityError

NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)
RIGHT, LEFT = places_in_order((ANKLE,))

seconds = st.floats(0, 3600, allow_nan=False)
beat_times = st.lists(st.integers(0, 3_600_000), max_size=12, unique=True).map(
    lambda milliseconds: tuple(one / 1000 for one in sorted(milliseconds))
)
counted = st.builds(
    Trial,
    beats=st.integers(0, 9999),
    at_least=st.booleans(),
    duration_s=st.none() | seconds,
    ended_by=st.none() | st.sampled_from(EndedBy),
    count_method=st.sampled_from(CountMethod),
    beat_times_s=beat_times,
)
timed = st.builds(
    Trial,
    duration_s=seconds,
    duration_is_minimum=st.booleans(),
    count_method=st.just(CountMethod.TIMED),
)
# Any text that a window can hand over, lone surrogates aside: those have their own test.
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
not_tested = st.builds(
    NotTested,
    reason=st.sampled_from([one for one in NotTestedReason if one is not NotTestedReason.OTHER]),
    explanation=words,
)
places = st.builds(
    Place, st.from_regex(r"[a-z][a-z0-9-]{0,31}", fullmatch=True).map(Site), st.sampled_from(Side)
)
tests = st.one_of(
    st.builds(
        ClonusTest,
        place=places,
        trials=st.lists(counted | timed, min_size=1, max_size=5).map(tuple),
    ),
    st.builds(ClonusTest, place=places, not_tested=not_tested),
)
offsets = st.integers(-1439 * 60, 1439 * 60).map(lambda one: timezone(timedelta(seconds=one)))
zones = offsets | st.sampled_from(["Europe/London", "Asia/Kathmandu", "UTC"]).map(ZoneInfo)


@pytest.fixture(scope="module")
def shared() -> Iterator[CasebookFile]:
    with (
        tempfile.TemporaryDirectory() as folder,
        open_casebook(Path(folder) / "casebook.sqlite") as file,
    ):
        yield file


def begin(file: CasebookFile, **fields: object) -> Examination:
    with file.write():
        patient = file.patients.add(Patient(family_name="Lee"), at=NOW, by=None)
        fields = {"started_at": NOW, "places": (RIGHT, LEFT), **fields}
        draft = Examination(patient_id=patient.id, **fields)
        return file.examinations.start(draft, at=NOW, by=None)


@given(test=tests)
def test_a_test_comes_back_as_it_was_recorded(shared: CasebookFile, test: ClonusTest) -> None:
    draft = begin(shared)
    with shared.write():
        gesture = shared.examinations.record_test(draft.id, test, at=NOW, by=None)
    assert gesture.test == test
    assert shared.examinations.get(draft.id).tests == {test.place: test}


@given(place=st.none() | places, first=words, second=words)
def test_a_note_comes_back_as_it_was_written_but_for_what_nobody_sees(
    shared: CasebookFile, place: Place | None, first: str, second: str
) -> None:
    draft = begin(shared)
    for text in (first, second):
        with shared.write():
            shared.examinations.write_note(draft.id, place, text, at=NOW, by=None)
        stored = shared.examinations.get(draft.id)
        found = stored.comment if place is None else stored.notes.get(place, "")
        assert found == kept_readable(text)


@given(
    started_at=st.datetimes(
        min_value=NOW.replace(year=1950, tzinfo=None),
        max_value=NOW.replace(year=2200, tzinfo=None),
        timezones=zones,
        # No clock shows the hour that is skipped in spring.
        allow_imaginary=False,
    )
)
def test_an_examination_keeps_the_moment_and_the_clock_of_its_room(
    shared: CasebookFile, started_at: datetime
) -> None:
    stored = begin(shared, started_at=started_at)
    again = shared.examinations.get(stored.id).started_at
    assert again.astimezone(UTC) == started_at.astimezone(UTC)
    assert again.utcoffset() == started_at.utcoffset()
    assert again.tzname() == started_at.tzname() or isinstance(started_at.tzinfo, timezone)


def test_a_zone_that_this_computer_does_not_know_is_told_in_utc(desk) -> None:
    patient_id = desk.patient().id
    with desk.file.write():
        desk.file._store.change(
            "INSERT INTO examination (patient_id, started_at, zone, places, protocol_versions, "
            "revision, revision_reason) VALUES (?, ?, 'Mars/Olympus', '[]', '{}', 1, '')",
            (patient_id, "2026-05-01T09:00:00.000000+00:00"),
        )
    draft = desk.file.examinations.draft_of(patient_id)
    assert draft.started_at == NOW
    assert draft.started_at.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(desk) -> None:
    naive = desk.now.replace(tzinfo=None)
    with pytest.raises(ValueError, match="no time zone"), desk.file.write():
        desk.file.patients.add(Patient(family_name="A"), at=naive, by=None)
    assert desk.file.patients.count() == 0


def test_a_started_examination_comes_back_with_its_places_and_versions(desk) -> None:
    started = desk.examination(desk.patient().id, protocol_versions={"wrist": 2, "ankle": 1})
    assert started.id > 0
    assert started.protocol_versions == {"ankle": 1, "wrist": 2}
    assert started.state is ExaminationState.DRAFT
    assert (started.ended_at, started.tests, started.notes, started.comment) == (None, {}, {}, "")
    assert desk.file.examinations.get(started.id) == started
    assert desk.file.examinations.draft_of(started.patient_id) == started
    assert desk.file.examinations.draft_of(99) is None


def test_rows_read_back_with_the_standard_library(desk) -> None:
    draft = desk.draft()
    tapped = Trial(beat_times_s=(0.0, 0.25, 1 / 3), count_method=CountMethod.TAPPED)
    with desk.file.write():
        desk.file.examinations.record_test(
            draft.id, ClonusTest(place=desk.right, trials=(tapped,)), at=desk.at(), by=desk.by
        )
    with sqlite3.connect(desk.file.path) as plain:
        times, method = plain.execute("SELECT beat_times, count_method FROM trial").fetchone()
        zone, at, stored = plain.execute(
            "SELECT zone, started_at, places FROM examination"
        ).fetchone()
        name = plain.execute(
            "SELECT name FROM clonus_test JOIN examiner ON examiner.id = recorded_by"
        ).fetchone()
    plain.close()
    assert struct.unpack("<3d", times) == (0.0, 0.25, 1 / 3)
    assert (method, zone, name) == ("tapped", "Europe/London", ("Dr P Okafor",))
    assert at == "2026-05-01T09:02:00.000000+00:00"
    assert json.loads(stored)[:2] == [["ankle", "right"], ["ankle", "left"]]


def test_recording_again_strikes_the_old_test_and_keeps_it(desk) -> None:
    draft = desk.draft()
    desk.record(draft.id, 3)
    desk.record(draft.id, 5)
    stored = desk.file.examinations.get(draft.id)
    assert [trial.beats for trial in stored.tests[desk.right].trials] == [5]
    assert stored.ended_at == desk.now
    rows = desk.file._store.rows("SELECT struck_at, struck_by FROM clonus_test ORDER BY id")
    assert [(row["struck_at"] is None, row["struck_by"]) for row in rows] == [
        (False, 1),
        (True, None),
    ]


def test_an_unchanged_note_is_not_written_again(desk) -> None:
    draft = desk.draft()
    assert desk.note(draft.id, "") is None
    assert desk.note(draft.id, "calm") is not None
    before = desk.file.audit.head()
    assert desk.note(draft.id, "calm") is None
    assert desk.file.audit.head() == before
    removed = desk.note(draft.id, "")
    assert removed is not None
    assert removed.test is None
    assert desk.file.examinations.get(draft.id).comment == ""


def test_a_lone_surrogate_becomes_a_mark_and_loses_nothing_else(desk) -> None:
    draft = desk.draft()
    desk.note(draft.id, "a\ud800b \ud83e\uddb6", desk.left)
    assert desk.file.examinations.get(draft.id).notes == {desk.left: "a\ufffdb \U0001f9b6"}


def test_a_patient_has_one_draft_at_most(desk) -> None:
    draft = desk.draft()
    with pytest.raises(DraftExists):
        desk.examination(draft.patient_id)
    desk.sign(draft.id)
    desk.examination(draft.patient_id)
    assert len(desk.file.examinations.of_patient(draft.patient_id)) == 2


def test_a_signed_examination_comes_back_with_its_signature(desk) -> None:
    draft = desk.draft()
    desk.record(draft.id, 3)
    recorded_at = desk.now
    signature = desk.sign(draft.id)
    stored = desk.file.examinations.get(draft.id)
    assert stored.signature == signature
    assert stored.state is ExaminationState.SIGNED
    assert stored.ended_at == recorded_at
    row = desk.file._store.rows("SELECT ended_at FROM examination")[0]
    assert row["ended_at"] == recorded_at.astimezone(UTC).isoformat(timespec="microseconds")


@pytest.mark.parametrize("end", ["sign", "strike"])
def test_a_final_examination_takes_no_act(desk, end: str) -> None:
    draft = desk.draft()
    desk.record(draft.id, 3)
    desk.record(draft.id, 4)
    desk.undo(draft.id)
    if end == "sign":
        desk.sign(draft.id)
    else:
        with desk.file.write():
            desk.file.examinations.strike(draft.id, reason="wrong", at=desk.at(), by=desk.by)
    before = desk.file.examinations.get(draft.id)

    def strike() -> None:
        with desk.file.write():
            desk.file.examinations.strike(draft.id, reason="no", at=desk.at(), by=desk.by)

    for act in (
        lambda: desk.record(draft.id, 5),
        lambda: desk.note(draft.id, "more"),
        lambda: desk.undo(draft.id),
        lambda: desk.redo(draft.id),
        lambda: desk.sign(draft.id),
        strike,
    ):
        with pytest.raises(NotADraft, match="can no longer be changed"):
            act()
    assert desk.file.examinations.get(draft.id) == before


def test_a_struck_draft_leaves_every_list_and_stays_in_the_record(desk) -> None:
    draft = desk.draft()
    with desk.file.write():
        desk.file.examinations.strike(draft.id, reason="wrong", at=desk.at(), by=desk.by)
    assert desk.file.examinations.of_patient(draft.patient_id) == ()
    assert desk.file.examinations.newest_draft() is None
    assert desk.file.examinations.get(draft.id) == draft


def test_an_examination_that_is_not_there_is_a_lookup_error(desk) -> None:
    for act in (
        lambda: desk.file.examinations.get(9),
        lambda: desk.record(9, 1),
        lambda: desk.sign(9),
    ):
        with pytest.raises(NoSuchRow, match="no examination 9"):
            act()


def test_an_examination_of_nobody_is_refused(desk) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        desk.examination(77)


def amendment(desk, signed: Examination, **fields: object) -> Examination:
    draft = replace(
        signed,
        id=0,
        signature=None,
        revision=signed.revision + 1,
        revises_id=signed.id,
        revision_reason="left and right swapped",
        **fields,
    )
    with desk.file.write():
        return desk.file.examinations.start(draft, at=desk.at(), by=desk.by)


def test_an_amendment_takes_over_what_was_recorded_beyond_undo(desk) -> None:
    signed = desk.file.examinations.get(desk.filled().id)
    draft = amendment(desk, signed, comment="whole")
    assert draft.tests == signed.tests
    assert draft.notes == signed.notes
    assert draft.comment == "whole"
    assert desk.file.examinations.undoable(draft.id) is None
    assert desk.undo(draft.id) is None
    desk.record(draft.id, 9)
    desk.undo(draft.id)
    assert desk.file.examinations.get(draft.id).tests == signed.tests
    assert desk.file.verify() is None


def test_a_signed_examination_is_superseded_when_its_amendment_is_signed(desk) -> None:
    first = desk.filled()
    draft = amendment(desk, desk.file.examinations.get(first.id))
    assert not desk.file.examinations.get(first.id).superseded
    desk.sign(draft.id)
    assert desk.file.examinations.get(first.id).superseded
    stored = desk.file.examinations.of_patient(first.patient_id)
    assert [one.revision for one in stored] == [2, 1]
    assert stored[0].state is ExaminationState.AMENDED
    assert stored[0].revision_reason == "left and right swapped"
    latest = desk.file.examinations.latest_signed_for([first.patient_id])
    assert latest == {first.patient_id: stored[0]}


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"revision": 3}, "follows the signed one"),
        ({"revision": 2, "revises_id": None}, "CHECK"),
        ({"revision": 1}, "follows the signed one"),
        ({"revision_reason": "  "}, "CHECK"),
    ],
)
def test_a_revision_follows_the_one_before_it_and_has_a_reason(desk, fields, refused) -> None:
    signed = desk.file.examinations.get(desk.filled().id)
    draft = {"revision": 2, "revises_id": signed.id, "revision_reason": "typo", **fields}
    with pytest.raises(IntegrityError, match=refused):
        desk.examination(signed.patient_id, **draft)


def test_a_draft_or_somebody_elses_examination_cannot_be_revised(desk) -> None:
    signed = desk.filled()
    draft = desk.file.examinations.newest_draft()
    other = desk.patient("Young").id
    for patient_id, revised in ((other, signed.id), (other, draft.id)):
        with pytest.raises(IntegrityError, match="follows the signed one"):
            desk.examination(patient_id, revision=2, revises_id=revised, revision_reason="typo")


def test_lists_get_the_latest_signed_examination_and_the_draft_of_each_patient(desk) -> None:
    one, two, three = (desk.patient(name).id for name in "ABC")
    for patient_id in (one, one, two):
        signed = desk.examination(patient_id)
        desk.record(signed.id, patient_id)
        desk.sign(signed.id)
    draft = desk.examination(one)
    examinations = desk.file.examinations
    latest = examinations.latest_signed_for((one, two, three))
    assert {key: value.id for key, value in latest.items()} == {one: 2, two: 3}
    assert latest[two].tests == examinations.get(3).tests
    assert examinations.latest_signed_for((two,)).keys() == {two}
    assert examinations.drafts_for((one, two)) == {one: draft}
    assert examinations.newest_draft() == draft
    assert [one.id for one in examinations.of_patient(one)] == [draft.id, 2, 1]
    assert examinations.latest_signed_for(()) == {}


def test_fifty_examinations_are_read_with_five_queries(desk, monkeypatch) -> None:
    patient_id = desk.patient().id
    for _ in range(5):
        draft = desk.examination(patient_id)
        desk.record(draft.id, 3)
        desk.sign(draft.id)
    store, asked = desk.file._store, []
    real = store.rows
    monkeypatch.setattr(store, "rows", lambda *query: asked.append(query) or real(*query))
    assert len(desk.file.examinations.of_patient(patient_id)) == 5
    assert len(asked) == 5


def test_the_smallest_beat_time_survives(desk) -> None:
    draft = desk.draft()
    trial = Trial(beat_times_s=(math.ulp(0.0), 1.0))
    with desk.file.write():
        desk.file.examinations.record_test(
            draft.id, ClonusTest(place=RIGHT, trials=(trial,)), at=desk.at(), by=None
        )
    assert desk.file.examinations.get(draft.id).tests[RIGHT].trials == (trial,)
