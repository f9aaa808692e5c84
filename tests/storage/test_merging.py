"""Two records of one person: put together without touching a signed row, and parted exactly."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.storage import DraftExists, NoSuchRow, NotMergeable
from clonus_desktop.storage.driver import IntegrityError

# What a merge may leave behind after it was undone: its own story. (The words of patients are in
# the tables behind patient_words, which has no rows of its own.)
_MAY_DIFFER = {"audit", "patient_merge", "patient_words"}


def dump(file) -> dict[str, list[tuple]]:
    """All rows of all tables, byte for byte, but those that tell of the merge itself."""
    store = file._store
    tables = [
        row["name"]
        for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    ]
    return {
        table: [tuple(row) for row in store.rows(f"SELECT * FROM {table} ORDER BY 1, 2")]
        for table in tables
        if table not in _MAY_DIFFER and not table.startswith("sqlite_")
    }


def merge(desk, patient_id: int, into: Patient) -> None:
    with desk.file.write():
        desk.file.merging.merge(patient_id, into, at=desk.at(), by=desk.by)


def part(desk, patient_id: int) -> int:
    with desk.file.write():
        return desk.file.merging.part(patient_id, at=desk.at(), by=desk.by)


def signed(desk, patient_id: int, beats: int = 3) -> int:
    examination = desk.examination(patient_id)
    desk.record(examination.id, beats)
    desk.sign(examination.id)
    return examination.id


@pytest.fixture
def two(desk) -> tuple[Patient, Patient]:
    """One person under two records; the second one stays."""
    ian = desk.patient("MacIlroy", given_name="Ian", number="77", born_on=date(1968, 11, 1))
    iain = desk.patient("MacIlroy", given_name="Iain", number="999 018 5301", alert="Latex")
    return ian, iain


def test_the_record_that_stays_shows_the_examinations_of_both(desk, two) -> None:
    ian, iain = two
    older, newer = signed(desk, ian.id), signed(desk, iain.id)
    latest = signed(desk, ian.id, beats=6)
    merge(desk, ian.id, iain)
    found = desk.file.examinations.of_patient(iain.id)
    assert [e.id for e in found] == [latest, newer, older]
    assert {e.patient_id for e in found} == {iain.id}
    assert [e.recorded_under_id for e in found] == [ian.id, 0, ian.id]
    assert desk.file.examinations.latest_signed_for([iain.id])[iain.id].id == latest
    assert desk.file.verify() is None


def test_no_row_but_the_patients_is_touched(desk, two) -> None:
    ian, iain = two
    signed(desk, ian.id)
    before = dump(desk.file)
    merge(desk, ian.id, iain)
    after = dump(desk.file)
    assert {table for table in after if after[table] != before[table]} == {"patient"}
    assert after["patient"][1] == before["patient"][1]


def test_the_old_number_and_name_find_the_person_and_say_why(desk, two) -> None:
    ian, iain = two
    merge(desk, ian.id, iain)
    for typed in ("77", "macilroy ian", "ian mac"):
        (found,) = desk.file.patients.find(typed)
        assert (found.patient, found.by) == (iain, ian), typed
    for typed in ("", "macilroy", "999", "iain"):
        (found,) = desk.file.patients.find(typed)
        assert (found.patient, found.by) == (iain, None), typed
    (found,) = desk.file.patients.find("", born_on=date(1968, 11, 1)) or (None,)
    assert found is None
    (found,) = desk.file.patients.find("macilroy", born_on=date(1968, 11, 1))
    assert (found.patient, found.by) == (iain, ian)
    assert desk.file.patients.count() == 1
    assert desk.file.patients.merged_into([iain.id]) == {iain.id: (ian,)}


def test_recent_and_unfinished_lists_name_the_record_that_stays(desk, two) -> None:
    ian, iain = two
    since = desk.at()
    signed(desk, ian.id)
    merge(desk, ian.id, iain)
    draft = desk.examination(iain.id)
    assert desk.file.patients.ids_examined_since(since) == (iain.id,)
    assert desk.file.patients.ids_with_draft() == (iain.id,)
    assert desk.file.examinations.draft_of(iain.id).id == draft.id


def test_records_are_merged_in_chains_and_one_link_is_taken_out_alone(desk) -> None:
    one, two, three = (desk.patient(name) for name in ("A", "B", "C"))
    exams = [signed(desk, patient.id) for patient in (one, two, three)]
    merge(desk, one.id, two)
    merge(desk, two.id, three)
    assert {e.id for e in desk.file.examinations.of_patient(three.id)} == set(exams)
    assert desk.file.patients.merged_into([three.id])[three.id] == (one, two)
    assert desk.file.patients.kept_id(one.id) == three.id
    assert part(desk, one.id) == two.id
    assert [e.id for e in desk.file.examinations.of_patient(one.id)] == [exams[0]]
    assert {e.id for e in desk.file.examinations.of_patient(three.id)} == set(exams[1:])
    assert desk.file.verify() is None


def test_what_was_decided_stands_in_the_record_that_stays(desk, two) -> None:
    ian, iain = two
    taken = replace(iain, born_on=ian.born_on, sex=Sex.MALE, family_name="Ignored", number="")
    merge(desk, ian.id, taken)
    assert desk.file.patients.get(iain.id) == replace(iain, born_on=ian.born_on, sex=Sex.MALE)
    assert desk.file.verify() is None
    part(desk, ian.id)
    assert desk.file.patients.get(iain.id) == iain


def test_what_was_changed_since_the_merge_stays_when_the_two_are_parted(desk, two) -> None:
    ian, iain = two
    merge(desk, ian.id, replace(iain, born_on=ian.born_on, alert="Pacemaker"))
    changed = replace(desk.file.patients.get(iain.id), alert="Pacemaker, 2 leads")
    with desk.file.write():
        desk.file.patients.change(changed, at=desk.at(), by=desk.by)
    part(desk, ian.id)
    assert desk.file.patients.get(iain.id) == replace(iain, alert="Pacemaker, 2 leads")
    assert desk.file.verify() is None


def test_a_record_with_an_unfinished_exam_is_not_merged(desk, two) -> None:
    ian, iain = two
    draft = desk.examination(ian.id)
    with pytest.raises(NotMergeable, match="Sign or discard the unfinished exam"):
        merge(desk, ian.id, iain)
    assert desk.file.patients.count() == 2
    with desk.file.write():
        desk.file.examinations.strike(draft.id, reason="wrong", at=desk.at(), by=desk.by)
    merge(desk, ian.id, iain)


def test_the_record_that_stays_may_have_an_unfinished_exam_and_only_one(desk, two) -> None:
    ian, iain = two
    older = signed(desk, ian.id)
    draft = desk.examination(iain.id)
    merge(desk, ian.id, iain)
    assert desk.file.examinations.draft_of(iain.id).id == draft.id
    with pytest.raises(DraftExists):
        desk.examination(iain.id, revision=2, revises_id=older, revision_reason="typing")


def test_an_exam_from_the_merged_record_is_amended_under_the_record_that_it_was_made_in(
    desk, two
) -> None:
    ian, iain = two
    older = signed(desk, ian.id)
    merge(desk, ian.id, iain)
    draft = desk.examination(iain.id, revision=2, revises_id=older, revision_reason="typing")
    assert (draft.patient_id, draft.recorded_under_id) == (iain.id, ian.id)
    desk.record(draft.id, 4)
    desk.sign(draft.id)
    part(desk, ian.id)
    assert [e.revision for e in desk.file.examinations.of_patient(ian.id)] == [2, 1]
    assert desk.file.verify() is None


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_a_person_with_several_records_takes_nobody_elses_place_in_a_search(
    desk, two, limit: int
) -> None:
    ian, iain = two
    for one in (ian, desk.patient("MacIlroy", given_name="Ia")):
        merge(desk, one.id, iain)
    last, other = (desk.patient("MacIlroy", given_name=given) for given in ("Jo", "Kim"))
    found = desk.file.patients.find("macilroy", limit=limit)
    assert [one.patient.id for one in found] == [iain.id, last.id, other.id][:limit]


def test_only_two_records_that_stand_are_merged(desk, two) -> None:
    ian, iain = two
    third = desk.patient("Third")
    merge(desk, ian.id, iain)
    for patient_id, into in ((iain.id, ian), (ian.id, third), (third.id, ian), (iain.id, iain)):
        with pytest.raises(NotMergeable):
            merge(desk, patient_id, into)
    with pytest.raises(NotMergeable):
        part(desk, iain.id)
    for act in (lambda: merge(desk, 99, iain), lambda: part(desk, 99)):
        with pytest.raises(NoSuchRow):
            act()
    with pytest.raises(NoSuchRow):
        merge(desk, third.id, Patient(id=99, family_name="Nobody"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patient SET merged_into_id = 1 WHERE id = 2",
        "UPDATE patient SET merged_into_id = 3 WHERE id = 1",
        "UPDATE patient SET merged_into_id = 1 WHERE id = 3",
        "UPDATE patient SET merged_into_id = 2 WHERE id = 2",
        "UPDATE patient_merge SET into_id = 3",
        "DELETE FROM patient_merge",
        "INSERT INTO patient SELECT 4, 'X', '', '', '', NULL, 'male', '', '', '', '', '', '', '', "
        "'', '', NULL, '', 2, NULL",
    ],
)
def test_the_schema_itself_refuses_rings_and_changes(desk, two, statement: str) -> None:
    ian, iain = two
    desk.patient("Third")
    merge(desk, ian.id, iain)
    with pytest.raises(IntegrityError), desk.file.write():
        desk.file._store.change(statement)


def test_the_audit_tells_of_merging_and_parting(desk, two) -> None:
    ian, iain = two
    merge(desk, ian.id, replace(iain, sex=Sex.MALE))
    part(desk, ian.id)
    rows = desk.file._store.rows("SELECT what, row_id FROM audit ORDER BY id DESC LIMIT 4")
    assert [tuple(row) for row in reversed(rows)] == [
        ("change patient", iain.id),
        ("merge patient", ian.id),
        ("part patient", ian.id),
        ("change patient", iain.id),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patient SET merged_into_id = NULL WHERE id = 1",
        "UPDATE patient_merge SET taken_over = '{}'",
        "UPDATE patient_merge SET parted_at = merged_at",
        "UPDATE patient_merge SET merged_by = NULL",
        "DELETE FROM patient_merge",
        "INSERT INTO patient_merge SELECT 2, 1, 2, '{}', merged_at, NULL, merged_at, NULL "
        "FROM patient_merge",
    ],
)
def test_a_merge_that_was_changed_past_the_program_is_found(desk, two, statement: str) -> None:
    ian, iain = two
    merge(desk, ian.id, replace(iain, sex=Sex.MALE))
    store = desk.file._store
    with desk.file.write():
        for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            store.change(f"DROP TRIGGER {row['name']}")
        store.change(statement)
    found = desk.file.verify()
    assert found is not None
    assert found.message.values["table"] == "patient"


choices = st.fixed_dictionaries(
    {
        "born_on": st.sampled_from([None, date(1968, 1, 11), date(1968, 11, 1)]),
        "sex": st.sampled_from(Sex),
        "alert": st.sampled_from(["", "Latex", "<b>Pacemaker</b>"]),
        "known_conditions": st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20),
    }
)
orders = st.permutations([1, 2, 3])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(one=choices, two=choices, kept=choices, decided=choices, again=choices, order=orders)
def test_parting_brings_everything_back_byte_for_byte(
    desk_at: Callable, one, two, kept, decided, again, order
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_at(Path(folder) / "casebook.sqlite")
        people = [
            desk.patient(f"Person {n}", number=f"{n}{n}{n}{n}{n}", **fields)
            for n, fields in enumerate((one, two, kept), start=1)
        ]
        for patient in people:
            signed(desk, patient.id)
        desk.letter(1)
        by_id = {patient.id: patient for patient in people}
        first, second, root = (by_id[n] for n in order)
        before = dump(desk.file)
        merge(desk, first.id, replace(root, **decided))
        after_one = dump(desk.file)
        merge(desk, second.id, replace(root, **again))
        assert desk.file.verify() is None
        part(desk, second.id)
        assert dump(desk.file) == after_one
        part(desk, first.id)
        assert dump(desk.file) == before
        assert desk.file.verify() is None
        desk.file.close()


def test_no_question_about_families_walks_through_all_patients(desk, two, monkeypatch) -> None:
    ian, iain = two
    signed(desk, ian.id)
    merge(desk, ian.id, iain)
    asked, store = [], desk.file._store
    real = store.rows
    monkeypatch.setattr(store, "rows", lambda *query: asked.append(query) or real(*query))
    desk.file.patients.find("77")
    desk.file.patients.merged_into([iain.id])
    desk.file.patients.kept_id(ian.id)
    desk.file.patients.owner_of_number("77")
    desk.file.patients.resembling(replace(iain, id=0))
    desk.file.examinations.of_patient(iain.id)
    desk.file.examinations.latest_signed_for([iain.id])
    desk.file.examinations.draft_of(iain.id)
    desk.file.patients.with_ids([iain.id])
    for query in asked:
        sql, values = (*query, ())[:2]
        steps = [row["detail"] for row in real(f"EXPLAIN QUERY PLAN {sql}", values)]
        walks = [
            step
            for step in steps
            if step.startswith("SCAN")
            and step.split()[1] in {"patient", "p", "examination", "e"}
            and "patient_by_merge" not in step
        ]
        assert walks == [], (sql, steps)
