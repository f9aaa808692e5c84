"""Reading for an export: every person once, in pages, at one moment, until it is not wanted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import NoSuchRow, driver, exporting
from clonus_desktop.storage.exporting import PersonRead, Scope, is_interrupted
from clonus_desktop.storage.exports import DataExport
from clonus_desktop.storage.faults import CasebookForeign, CasebookMissing
from tests.storage.conftest import Desk


def read(desk: Desk, scope: Scope | None = None) -> list[PersonRead]:
    with exporting.reading(
        desk.file.path, scope or Scope(), key=None, is_unwanted=lambda: False
    ) as reader:
        return list(reader.people())


def examined(desk: Desk, patient_id: int, at: datetime | None = None) -> Examination:
    fields = {} if at is None else {"started_at": at}
    begun = desk.examination(patient_id, **fields)
    desk.record(begun.id, 3)
    desk.sign(begun.id)
    return desk.file.examinations.get(begun.id)


def merge(desk: Desk, other: Patient, into: Patient) -> None:
    with desk.file.write():
        desk.file.merging.merge(other.id, into, at=desk.at(), by=desk.by)


def test_every_person_is_read_once_in_pages_and_groups_of_any_size(desk, monkeypatch):
    patients = [desk.patient(f"Family{number}") for number in range(7)]
    for number, patient in enumerate(patients):
        for _visit in range(number % 3):
            examined(desk, patient.id)
    whole = read(desk)
    for pages in (1, 3):
        for examinations in (1, 2, 100):
            monkeypatch.setattr(exporting, "_PATIENTS_AT_ONCE", pages)
            monkeypatch.setattr(exporting, "_EXAMINATIONS_AT_ONCE", examinations)
            assert read(desk) == whole
    assert [one.patient for one in whole] == patients
    assert [len(one.examinations) for one in whole] == [0, 1, 2, 0, 1, 2, 0]
    for one in whole:
        times = [exam.started_at for exam in one.examinations]
        assert times == sorted(times)


def test_a_merged_record_is_read_with_the_person_whom_it_belongs_to(desk):
    one, other = desk.patient("One"), desk.patient("Other", alert="latex")
    mine, theirs = examined(desk, one.id), examined(desk, other.id)
    merge(desk, other, replace(one, alert="latex"))
    [person] = read(desk)
    assert person.patient == replace(one, alert="latex")
    [merged] = person.merged
    assert (merged.patient, merged.into_id) == (other, one.id)
    assert merged.taken_over["alert"] == ["", "latex"]
    assert merged.at.tzinfo is not None
    assert [exam.id for exam in person.examinations] == [mine.id, theirs.id]
    assert person.examinations[1].recorded_under_id == other.id


def test_the_letters_of_exams_are_read_in_the_order_they_were_issued(desk):
    patient = desk.patient()
    first, second = examined(desk, patient.id), examined(desk, patient.id)
    for exam, text in ((second, "b"), (first, "a"), (second, "c")):
        desk.letter(exam.id, text)
    with exporting.reading(desk.file.path, Scope(), key=None, is_unwanted=lambda: False) as reader:
        found = reader.letters.whole_of([first.id, second.id])
        assert reader.letters.whole_of([]) == ()
        assert [one.letter.text for one in reader.letters.whole_of([first.id])] == ["a"]
    assert [one.letter.text for one in found] == ["b", "a", "c"]
    assert {(one.addressee, one.content) for one in found} == {(None, None)}


def test_drafts_are_read_and_discarded_ones_are_not(desk):
    patient = desk.patient()
    gone = desk.examination(patient.id)
    with desk.file.write():
        desk.file.examinations.strike(gone.id, reason="twice", at=desk.at(), by=desk.by)
    draft = desk.examination(patient.id)
    [person] = read(desk)
    assert [exam.id for exam in person.examinations] == [draft.id]


def test_a_day_is_that_of_the_place_where_the_exam_was_made(desk):
    patient, nobody = desk.patient(), desk.patient("Nobody")
    tokyo, samoa = timezone(timedelta(hours=9)), timezone(timedelta(hours=-11))
    early = examined(desk, patient.id, datetime(2026, 3, 2, 0, 30, tzinfo=tokyo))
    late = examined(desk, patient.id, datetime(2026, 3, 2, 23, 30, tzinfo=samoa))
    outside = examined(desk, nobody.id, datetime(2026, 3, 3, 0, 30, tzinfo=tokyo))
    day = Scope(first_day=date(2026, 3, 2), last_day=date(2026, 3, 2))
    [person] = read(desk, day)
    assert [exam.id for exam in person.examinations] == [early.id, late.id]
    assert len(read(desk, Scope(first_day=date(2026, 3, 3)))) == 1
    assert read(desk, Scope(first_day=date(2026, 3, 4))) == []
    assert read(desk, Scope(first_day=date(2099, 1, 1))) == []
    assert outside.started_at.date() == date(2026, 3, 3)


def test_one_patient_is_read_alone(desk):
    one, other = desk.patient("One"), desk.patient("Other")
    examined(desk, one.id)
    examined(desk, other.id)
    [person] = read(desk, Scope(patient_id=other.id))
    assert person.patient == other
    merge(desk, other, one)
    with pytest.raises(NoSuchRow):
        read(desk, Scope(patient_id=other.id))


def test_how_much_there_is_is_told_before_it_is_read(desk):
    def count(scope: Scope) -> int:
        with exporting.reading(
            desk.file.path, scope, key=None, is_unwanted=lambda: False
        ) as reader:
            return reader.count()

    patient = desk.patient()
    assert count(Scope()) == 1
    examined(desk, patient.id)
    examined(desk, patient.id)
    assert (count(Scope()), count(Scope(patient_id=patient.id))) == (2, 2)
    assert count(Scope(first_day=date(2099, 1, 1))) == 1


def test_what_is_written_meanwhile_belongs_to_another_moment(desk):
    desk.patient("One")
    with exporting.reading(desk.file.path, Scope(), key=None, is_unwanted=lambda: False) as reader:
        assert reader.count() == 1
        desk.patient("Other")
        assert len(list(reader.people())) == 1
        assert reader.casebook_id == desk.file.casebook_id
        assert reader.schema_version >= 4
        assert len(reader.birth_of("patient", 1)) == 64
        assert reader.birth_of("patient", 99) == ""


def test_nothing_can_be_written_through_the_reader(desk):
    with (
        exporting.reading(desk.file.path, Scope(), key=None, is_unwanted=lambda: False) as reader,
        pytest.raises(driver.DriverError) as caught,
    ):
        reader._store._connection.execute("DELETE FROM examiner")
    assert not is_interrupted(caught.value)
    assert not is_interrupted(ValueError())


def test_reading_ends_when_nobody_wants_it_any_more(desk):
    for number in range(30):
        examined(desk, desk.patient(f"Family{number}").id)
    wanted = [True]

    def is_unwanted() -> bool:
        return not wanted[0]

    # A long question of its own: a page of thirty may be too short to be looked at.
    long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999999) "
    with exporting.reading(desk.file.path, Scope(), key=None, is_unwanted=is_unwanted) as reader:
        wanted[0] = False
        with pytest.raises(driver.DriverError) as caught:
            reader._store.rows(f"{long} SELECT count(*) FROM n")
    assert is_interrupted(caught.value)


def test_a_casebook_that_is_not_there_or_not_readable_is_said(desk, tmp_path):
    with (
        pytest.raises(CasebookMissing),
        exporting.reading(tmp_path / "no", Scope(), key=None, is_unwanted=lambda: False),
    ):
        pass
    (tmp_path / "other").write_bytes(b"something else altogether, and long enough" * 100)
    with (
        pytest.raises(CasebookForeign),
        exporting.reading(tmp_path / "other", Scope(), key=None, is_unwanted=lambda: False),
    ):
        pass


def test_a_scope_without_bounds_is_whole():
    assert Scope().is_whole
    assert not Scope(last_day=date(2026, 1, 1)).is_whole
    assert Scope(last_day=date(2026, 1, 1)).has_range
    assert not Scope(patient_id=1).has_range


# --- exports and their secret ------------------------------------------------------------------

EXPORT = DataExport(
    what="export all",
    patient_id=None,
    scope={"from": None},
    mode="identified",
    counts={"patients": 2},
    manifest_digest="a" * 64,
)


def test_each_export_has_a_row_of_its_own_and_an_act(desk):
    patient = desk.patient()
    with desk.file.write():
        first = desk.file.exports.enter(EXPORT, at=desk.at(), by=desk.by)
        second = desk.file.exports.enter(
            replace(EXPORT, what="export patient", patient_id=patient.id), at=desk.at(), by=None
        )
    assert (first, second) == (1, 2)
    newest = desk.file.acts.newest(limit=2)
    assert [(act.what, act.patient_id) for act in newest] == [
        ("export patient", patient.id),
        ("export all", None),
    ]
    assert desk.file.verify() is None


def test_the_secret_is_made_once_and_stays(desk):
    assert desk.file.exports.secret() is None
    with desk.file.write():
        made = desk.file.exports.make_secret(at=datetime.now(UTC), by=desk.by)
    assert len(made) == 32
    assert desk.file.exports.secret() == made
    with pytest.raises(driver.IntegrityError), desk.file.write():
        desk.file.exports.make_secret(at=datetime.now(UTC), by=desk.by)
    assert desk.file.exports.secret() == made
    assert desk.file.verify() is None
