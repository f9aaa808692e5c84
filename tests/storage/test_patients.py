"""Patients go in, come out the same, and are found by what somebody types."""

import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.storage import CasebookFile, NoSuchRow, NumberTaken, open_casebook

NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)

# Everything that a patient may hold, and what has broken programs before.
HOSTILE = [
    "Robert'); DROP TABLE patient;--",
    '"*" OR NEAR(a b) AND NOT ^x',
    "<b>bold</b><img src=file:///etc/passwd>",
    "%_\\",
    "{file}",
    "\u202eright to left",
    "e\u0301 \u00e9",
    "\U0001f9b6 foot",
    "ſtraße ŁÓDŹ Ångström",
    "O'Connell-d’Arcy",
    "李小龍",
    "שלום",
]
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30),
)
patients = st.builds(
    Patient,
    family_name=texts.filter(lambda text: text.strip() != ""),
    given_name=texts,
    title=texts.filter(lambda text: len(text) <= 40),
    preferred_name=texts,
    born_on=st.none() | st.dates(min_value=date(1880, 1, 1)),
    sex=st.sampled_from(Sex),
    number=st.just(""),
    alert=texts.filter(lambda text: len(text) <= 40),
    known_conditions=texts,
)


@pytest.fixture(scope="module")
def shared() -> Iterator[CasebookFile]:
    """One casebook for all examples; what one leaves behind must not hurt the next."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_casebook(Path(folder) / "casebook.sqlite") as file,
    ):
        yield file


def add(file: CasebookFile, patient: Patient) -> Patient:
    with file.write():
        return file.patients.add(patient, at=NOW, by=None)


def names(found: tuple[Patient, ...]) -> list[str]:
    return [patient.family_name for patient in found]


@given(patient=patients)
def test_a_patient_comes_back_as_it_was_entered(shared: CasebookFile, patient: Patient) -> None:
    stored = add(shared, patient)
    assert shared.patients.get(stored.id) == stored
    assert stored.id > 0
    assert shared.patients.with_ids([stored.id, 10**9]) == (stored,)


@given(patient=patients, data=st.data())
def test_a_patient_is_found_by_every_beginning_of_its_name(
    shared: CasebookFile, patient: Patient, data: st.DataObject
) -> None:
    key = patient.name_key
    stored = add(shared, patient)
    typed = key[: data.draw(st.integers(0, len(key)))]
    assert stored in shared.patients.search(typed, limit=10**6)
    assert stored in shared.patients.search(typed, born_on=patient.born_on, limit=10**6)


@given(patient=patients, data=st.data())
def test_a_patient_is_found_by_beginnings_of_its_words_in_any_order(
    shared: CasebookFile, patient: Patient, data: st.DataObject
) -> None:
    words = patient.name_key.split()
    assume(words)
    stored = add(shared, patient)
    some = data.draw(st.permutations(words))
    typed = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in some)
    assert stored in shared.patients.search(typed, limit=10**6)


@given(
    text=texts | st.text(max_size=40),
    born_on=st.none() | st.dates(),
    limit=st.integers(1, 60),
)
def test_no_text_makes_a_search_fail(
    shared: CasebookFile, text: str, born_on: date | None, limit: int
) -> None:
    found = shared.patients.search(text, born_on=born_on, limit=limit)
    assert len(found) <= limit
    assert len({patient.id for patient in found}) == len(found)
    assert born_on is None or all(patient.born_on == born_on for patient in found)


def test_a_patient_reads_back_with_the_standard_library(desk) -> None:
    desk.patient("Müller", given_name="Anna", number="ab-12", born_on=date(1970, 2, 3))
    with sqlite3.connect(desk.file.path) as plain:
        row = plain.execute(
            "SELECT family_name, born_on, name_key, given_key, family_key, number_key, created_at "
            "FROM patient"
        ).fetchone()
    plain.close()
    assert row[:6] == ("Müller", "1970-02-03", "muller anna", "anna muller", "muller", "AB12")
    assert row[6] == "2026-05-01T09:01:00.000000+00:00"


def test_a_changed_patient_is_found_by_the_new_name_and_not_by_the_old(desk) -> None:
    stored = desk.patient("Ibarra", given_name="Ana")
    changed = Patient(id=stored.id, family_name="Soto Vega", given_name="Ana", number="7")
    with desk.file.write():
        assert desk.file.patients.change(changed, at=desk.at(), by=desk.by) == changed
    assert desk.file.patients.get(stored.id) == changed
    assert desk.file.patients.search("vega") == (changed,)
    assert desk.file.patients.search("ibarra") == ()


def test_a_patient_is_found_by_second_surname_preferred_name_and_number(desk) -> None:
    ana = desk.patient("García Lorca", given_name="Ana", preferred_name="Nita", number="999 018-5")
    desk.patient("Young", number="12")
    for typed in ("lorca", "LORCA an", "nita", "ana garc", "999018", "9990185", "99-90"):
        assert desk.file.patients.search(typed) == (ana,), typed
    assert desk.file.patients.search("lorca", born_on=date(2000, 1, 1)) == ()


def test_a_search_puts_the_closest_kind_of_match_first(desk) -> None:
    desk.patient("Moore Anders")
    desk.patient("Field", given_name="Anders")
    desk.patient("Anders", given_name="Zoe")
    desk.patient("Zimmer", number="ANDERS1")
    found = names(desk.file.patients.search("anders"))
    assert found == ["Zimmer", "Anders", "Field", "Moore Anders"]
    assert names(desk.file.patients.search("anders", limit=1)) == ["Zimmer"]
    assert names(desk.file.patients.search("anders", limit=3)) == found[:3]


def test_an_empty_search_lists_by_name(desk) -> None:
    for name in ("Young", "adams", "Ødegaard", "Brown"):
        desk.patient(name)
    listed = ["adams", "Brown", "Ødegaard", "Young"]
    assert names(desk.file.patients.search("")) == listed
    assert names(desk.file.patients.search(" -' ")) == listed
    assert names(desk.file.patients.search("", limit=2)) == listed[:2]


def test_a_date_of_birth_must_fit_exactly(desk) -> None:
    one = desk.patient("Lee", number="5", born_on=date(1990, 5, 6))
    desk.patient("Lee", number="6", born_on=date(1990, 6, 5))
    desk.patient("Lee")
    for typed in ("", "lee", "5"):
        assert desk.file.patients.search(typed, born_on=date(1990, 5, 6)) == (one,)


def test_two_patients_never_share_a_record_number(desk) -> None:
    first = desk.patient(number="12-3")
    with pytest.raises(NumberTaken):
        desk.patient("Okafor", number=" 123")
    other = desk.patient("Okafor")
    with pytest.raises(NumberTaken), desk.file.write():
        desk.file.patients.change(
            Patient(id=other.id, family_name="Okafor", number="12 3"), at=NOW, by=None
        )
    assert desk.file.patients.get(other.id) == other
    assert desk.file.patients.search("") == (first, other)


def test_any_number_of_patients_have_no_record_number(desk) -> None:
    for _ in range(3):
        desk.patient(number=" - ")
    assert desk.file.patients.count() == 3


def test_a_patient_that_is_not_there_is_a_lookup_error(desk) -> None:
    with pytest.raises(NoSuchRow, match="no patient 9"):
        desk.file.patients.get(9)
    with pytest.raises(LookupError), desk.file.write():
        desk.file.patients.change(Patient(id=9, family_name="Nobody"), at=NOW, by=None)


def test_patients_come_in_the_order_of_the_ids_asked_for(desk) -> None:
    ids = [desk.patient(name).id for name in ("A", "B", "C")]
    assert names(desk.file.patients.with_ids([ids[2], ids[0], ids[2]])) == ["C", "A"]
    assert desk.file.patients.with_ids([]) == ()


def test_the_same_family_is_found_without_the_patient_itself(desk) -> None:
    one = desk.patient("O'Neill", given_name="Sean")
    other = desk.patient("ONEILL", given_name="Aoife")
    desk.patient("O'Neil")
    desk.patient("Oneill Smith")
    assert desk.file.patients.same_family(one) == (other,)
    newcomer = Patient(family_name="Oneíll")
    assert desk.file.patients.same_family(newcomer) == (other, one)


def test_recent_and_unfinished_examinations_name_their_patients_latest_first(desk) -> None:
    one, two, three, four = (desk.patient(name).id for name in ("A", "B", "C", "D"))
    old = desk.examination(one)
    desk.sign(old.id)
    since = desk.at()
    signed = desk.examination(two)
    desk.sign(signed.id)
    desk.examination(three)
    struck = desk.examination(four)
    with desk.file.write():
        desk.file.examinations.strike(struck.id, reason="wrong", at=desk.at(), by=desk.by)
    again = desk.examination(two)
    assert desk.file.patients.ids_examined_since(since) == (two, three)
    assert desk.file.patients.ids_examined_since(again.started_at + timedelta(1)) == ()
    assert desk.file.patients.ids_with_draft() == (two, three)


def test_signing_dates_the_patients_last_examination(desk) -> None:
    patient_id = desk.patient().id
    late = desk.examination(patient_id)
    desk.sign(late.id)
    early = desk.examination(patient_id, started_at=NOW - timedelta(days=900))
    desk.sign(early.id)
    row = desk.file._store.rows("SELECT last_examined_at, changed_at, created_at FROM patient")[0]
    assert row["last_examined_at"] == "2026-05-01T09:02:00.000000+00:00"
    assert row["changed_at"] == row["created_at"]


def test_drafts_are_found_without_walking_through_what_is_signed(desk, monkeypatch) -> None:
    asked, store = [], desk.file._store
    real = store.rows
    monkeypatch.setattr(store, "rows", lambda *query: asked.append(query) or real(*query))
    desk.file.patients.ids_with_draft()
    desk.file.examinations.newest_draft()
    assert sum("FROM examination" in sql for sql, *_values in asked) == 2
    for sql, *values in asked:
        steps = [row["detail"] for row in real(f"EXPLAIN QUERY PLAN {sql}", *values)]
        walks = [
            one for one in steps if one.split()[:2] in (["SCAN", "examination"], ["SCAN", "e"])
        ]
        assert [one for one in walks if "examination_one_draft" not in one] == [], steps


@pytest.mark.parametrize("born_on", [None, date(1990, 5, 6)])
def test_no_search_walks_through_all_patients(desk, monkeypatch, born_on: date | None) -> None:
    asked, store = [], desk.file._store
    real = store.rows
    monkeypatch.setattr(store, "rows", lambda *query: asked.append(query) or real(*query))
    for typed in ("lee", "lee an", "12", "a"):
        desk.file.patients.search(typed, born_on=born_on)
    assert len(asked) == 16
    for sql, values in asked:
        steps = [row["detail"] for row in real(f"EXPLAIN QUERY PLAN {sql}", values)]
        walks = [one for one in steps if one.startswith("SCAN") and "VIRTUAL" not in one]
        assert [one for one in walks if one != "SCAN (subquery-1)"] == [], (sql, steps)
