"""Reading the audit: whose acts, newest first, a page at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.storage import CasebookFile, open_casebook
from tests.storage import whole_record


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = whole_record.make(tmp_path_factory.mktemp("whole") / "casebook.sqlite")
    with open_casebook(path) as opened:
        yield opened


def numbers(file: CasebookFile, **asked: int | None) -> list[int]:
    return [act.number for act in file.acts.newest(**asked)]


def test_the_newest_act_comes_first_and_none_is_left_out(file: CasebookFile) -> None:
    count = file.audit.head()[0]
    assert numbers(file, limit=100) == list(range(count, 0, -1))


@given(size=st.integers(1, 60))
def test_pages_follow_each_other_without_gap_or_overlap(file: CasebookFile, size: int) -> None:
    found: list[int] = []
    while page := numbers(file, before=found[-1] if found else None, limit=size):
        found += page
    assert found == numbers(file, limit=1000)


@pytest.mark.parametrize("patient_id", [1, 2, 3, 7])
def test_the_acts_of_a_patient_are_those_of_all_that_belongs_to_it(
    file: CasebookFile, patient_id: int
) -> None:
    everything = file.acts.newest(limit=1000)
    expected = [act.number for act in everything if act.patient_id == patient_id]
    assert len(expected) > 3
    assert numbers(file, patient_id=patient_id, limit=1000) == expected


def test_acts_on_nobody_s_record_name_whom_or_nothing(file: CasebookFile) -> None:
    nobody_s = [act for act in file.acts.newest(limit=1000) if act.patient_id is None]
    assert {(act.what, act.named) for act in nobody_s} == {
        ("add clinician", "Dr A Lund"),
        ("add signing key", "Dr A Lund"),
        ("add clinician", "Dr B Ng"),
        ("add signing key", "Dr B Ng"),
        ("retire signing key", "Dr A Lund"),
        ("remove clinician", "Dr A Lund"),
        ("change practice", ""),
        ("add addressee", "Dr Ng"),
        ("keep stationery", "head.svg"),
        ("make export secret", ""),
        ("import", ""),
        ("take in name", "Dr Ö Elsewhere"),
    }


def test_an_act_says_in_which_exam_with_what_and_whether_it_is_signed(file: CasebookFile) -> None:
    by_what = {act.what: act for act in file.acts.newest(patient_id=2, limit=1000)}
    assert by_what["sign"].is_signed
    assert not by_what["record test"].is_signed
    assert by_what["issue letter"].named == "Dr Ng"
    assert by_what["sign"].examined_at is not None
    assert by_what["record test"].gesture is not None
    assert by_what["sign"].gesture is None


def test_what_was_erased_on_request_is_said_to_be(file: CasebookFile) -> None:
    erased = [act.what for act in file.acts.newest(limit=1000) if act.is_erased]
    assert erased == ["sign", "record test", "start examination"]


def test_an_act_of_nobody_has_no_name(desk) -> None:
    desk.by = None
    desk.patient()
    assert desk.file.acts.newest()[0].by == ""


def test_the_acts_of_a_record_that_was_merged_into_another_are_shown_with_it(desk) -> None:
    stays, goes = desk.patient("Stays"), desk.patient("Goes")
    desk.record(desk.examination(goes.id).id, 4)
    assert len(desk.file.acts.newest(patient_id=stays.id)) == 1
    with desk.file.write():
        desk.file._store.change(
            "UPDATE patient SET merged_into_id = ? WHERE id = ?", (stays.id, goes.id)
        )
    assert len(desk.file.acts.newest(patient_id=stays.id)) == 4
    assert len(desk.file.acts.newest(patient_id=goes.id)) == 3


def steps_of(file: CasebookFile, read: Callable[[], object]) -> int:
    """How many hundreds of steps SQLite takes for what is read: the same on every machine."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    file._store._connection.set_progress_handler(count, 100)
    read()
    file._store._connection.set_progress_handler(None, 0)
    return steps


def test_the_first_page_of_many_acts_takes_no_more_steps_than_that_of_few(
    path: Path, desk_at
) -> None:
    desk = desk_at(path)
    draft = desk.draft()
    for beats in range(60):
        desk.record(draft.id, beats)
    few = steps_of(desk.file, desk.file.acts.newest)
    with desk.file.write():
        for number in range(3000):
            desk.file._store.change(
                "INSERT INTO audit SELECT id + 1, at, who, 'made up', row_table, row_id, NULL, '', "
                "'', ? FROM audit ORDER BY id DESC LIMIT 1",
                (f"{number}",),
            )
    plan = desk.file._store.rows("EXPLAIN QUERY PLAN SELECT * FROM audit a WHERE a.id < 9 LIMIT 1")
    assert "SEARCH" in plan[0]["detail"]
    assert len(desk.file.acts.newest()) == 50
    assert steps_of(desk.file, desk.file.acts.newest) <= few
    assert desk.file.acts.newest(patient_id=draft.patient_id)
    desk.file.close()


def test_the_number_of_an_erased_row_is_never_given_again(desk) -> None:
    gone = desk.draft()
    desk.record(gone.id, 2)
    desk.sign(gone.id)
    whole_record.erase(desk, gone)
    draft = desk.draft()
    desk.record(draft.id, 3)
    assert draft.id == gone.id + 1
    assert desk.file.verify() is None
