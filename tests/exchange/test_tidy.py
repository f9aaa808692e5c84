"""Rows, columns and CSV: what is written is what was found, whoever reads it."""

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.trial import EndedBy, Trial, sustained_trial
from clonus_desktop.exchange.deidentify import (
    Subject,
    limited_subject,
    safe_harbor_subject,
    subject_code,
)
from clonus_desktop.exchange.modes import Mode
from clonus_desktop.exchange.tidy import Kind, columns_of, parquet, rows_of
from clonus_desktop.exchange.tidy.csv_lines import BYTE_ORDER_MARK, CsvLines
from clonus_desktop.exchange.tidy.spreadsheet import guarded, is_misread, unguarded
from clonus_desktop.exchange.told import Told
from tests.exchange.made import examinations, patients
from tests.report.cases import (
    OTHER,
    PAIN,
    PATIENT,
    PLACES,
    TEN_OR_MORE,
    examined,
    tapped,
    with_jaw,
)

RULE = RULES["ARTICLE_GT5"]
NAMES = [column.name for column in columns_of(Mode.IDENTIFIED)]


def told(
    examination: Examination, *, patient: Patient = PATIENT, subject: Subject | None = None
) -> Told:
    return Told(examination=examination, patient=patient, rule=RULE, subject=subject)


def rows(examination: Examination, **further: object) -> list[dict[str, object]]:
    made = rows_of(told(examination, **further))  # type: ignore[arg-type]  # passed on by name
    return [dict(zip(NAMES, row, strict=True)) for row in made]


# --- rows -------------------------------------------------------------------------------------


def test_every_place_has_a_row_whether_or_not_it_was_tested():
    found = rows(examined(0, PAIN, None, 4, TEN_OR_MORE, Trial(duration_s=4.25)))
    said = [
        (row["site"], row["side"], row["status"], row["finding"], row["beats"], row["comparator"])
        for row in found
    ]
    assert said == [
        ("ankle", "right", "tested", "no-clonus-elicited", 0, None),
        ("ankle", "left", "not-tested", None, None, None),
        ("patella", "right", "not-examined", None, None, None),
        ("patella", "left", "tested", "counted", 4, None),
        ("wrist", "right", "tested", "counted", 10, ">="),
        ("wrist", "left", "tested", "timed-only", None, None),
    ]
    assert found[1]["not_tested_reason"] == "pain"
    assert found[5]["duration_s"] == 4.25


def test_right_stands_before_left_and_a_place_without_sides_has_one_row():
    exam = with_jaw(3, 0, 0, 0, 0, 0, 0)
    exam = replace(exam, places=tuple(reversed(exam.places)))
    found = [(row["site"], row["side"]) for row in rows(exam)]
    assert found[:3] == [("jaw", "midline"), ("wrist", "right"), ("wrist", "left")]


def test_a_grade_is_a_whole_number_in_its_own_column_beside_its_version():
    timed = Trial(beats=20, duration_s=4.2, ended_by=EndedBy.SELF_EXTINGUISHED)
    ankle, untimed, patella, *_ = rows(examined(timed, 3, timed, 0, 0, PAIN))
    assert (ankle["scats_grade"], ankle["scats_outcome"], ankle["scats_version"]) == (2, "2", 1)
    assert (untimed["scats_grade"], untimed["scats_outcome"]) == (None, "cannot be determined")
    assert (patella["scats_grade"], patella["scats_outcome"]) == (None, "not applicable")
    assert (patella["tardieu_grade"], patella["article_gt5_outcome"]) == (3, "above")


def test_each_limit_stands_under_the_name_of_its_rule():
    five = rows(examined(5, None, PAIN, 0, 0, 0))
    assert (five[0]["article_gt5_outcome"], five[0]["hpo_ge5_outcome"]) == ("not above", "above")
    assert (five[0]["limit_rule"], five[0]["limit_rule_version"]) == ("ARTICLE_GT5", 1)
    assert (five[1]["article_gt5_outcome"], five[1]["limit_outcome"]) == (None, None)
    assert five[2]["article_gt5_outcome"] == "not tested"


def test_sustained_and_tapped_findings_say_so():
    first, second, *_ = rows(examined(sustained_trial(), tapped(9, rate_hz=5.4), 0, 0, 0, 0))
    assert (first["is_sustained"], first["duration_comparator"]) == (True, ">")
    assert (first["finding"], first["ended_by"]) == ("sustained", "time-cap")
    assert (second["tap_rate_hz"], second["is_tapped_unreliably"]) == (5.4, True)
    assert (second["count_method"], second["beats_in_first_10_s"]) == ("tapped", 9)


def test_who_when_and_in_which_position_stand_in_each_row():
    exam = examined(
        1,
        *(OTHER,) * 5,
        statements={
            (Topic.TECHNIQUE, PLACES[0]): {"position": "knee-straight"},
            (Topic.TECHNIQUE, PLACES[1]): {"position": 7},
        },
        notes={PLACES[0]: "warm room"},
        comment="Tired.",
    )
    first, second, *_ = rows(exam)
    assert (first["patient_id"], first["family_name"], first["born_on"]) == (
        7,
        "Macilroy",
        date(1968, 1, 11),
    )
    assert (first["age_years"], first["examined_on"]) == (57, date(2025, 11, 14))
    assert (first["position"], first["note"], first["comment"]) == (
        "knee-straight",
        "warm room",
        "Tired.",
    )
    assert (second["position"], second["not_tested_explanation"]) == (
        None,
        "asleep after the infusion",
    )
    assert first["examiner"] == "Dr P Okafor"


def test_a_draft_and_an_unknown_birth_leave_their_cells_empty():
    exam = examined(1, 0, 0, 0, 0, 0, is_signed=False)
    first = rows(exam, patient=replace(PATIENT, born_on=None))[0]
    assert (first["signed_at"], first["examiner"], first["age_years"]) == (None, "", None)


# --- without marks ----------------------------------------------------------------------------


def test_safe_harbor_tells_year_and_offset_and_no_day():
    first = date(2025, 8, 26)
    subject = safe_harbor_subject(PATIENT, b"s" * 32, first=first, last=date(2025, 11, 14))
    row = next(rows_of(told(examined(1, 0, 0, 0, 0, 0), subject=subject)))
    names = [column.name for column in columns_of(Mode.SAFE_HARBOR)]
    assert len(row) == len(names)
    assert row[:7] == (subject_code(b"s" * 32, 7), "male", 57, "", 1, 2025, 80)
    assert not any(isinstance(value, date) for value in row)


@pytest.mark.parametrize(
    ("last", "oldest"), [(date(2058, 1, 10), False), (date(2058, 1, 11), True)]
)
def test_who_is_90_at_the_last_visit_is_90_or_older_at_each(last, oldest):
    subject = safe_harbor_subject(PATIENT, b"s" * 32, first=date(2025, 8, 26), last=last)
    told_age = subject.age_on(PATIENT, date(2025, 8, 26))
    assert told_age == ((90, ">=") if oldest else (57, ""))


def test_no_two_codes_are_alike_and_another_secret_gives_others():
    codes = {subject_code(b"s" * 32, one) for one in range(1000)}
    assert len(codes) == 1000
    assert {len(code) for code in codes} == {17}
    assert not any(is_misread(code) for code in codes)
    assert subject_code(b"t" * 32, 1) not in codes


def test_an_unknown_age_stays_unknown():
    nobody = replace(PATIENT, born_on=None)
    subject = safe_harbor_subject(nobody, b"s" * 32, first=date(2025, 1, 1), last=date(2025, 1, 1))
    assert subject.age_on(nobody, date(2025, 1, 1)) == (None, "")
    assert Subject(code="S1").day_offset(date(2025, 1, 1)) == 0


@given(st.binary(min_size=32, max_size=32), st.text(min_size=1, max_size=8))
def test_a_limited_export_moves_all_days_of_a_person_by_the_same_secret(key, number):
    patient = replace(PATIENT, number="n" + "".join(c for c in number if c.isprintable()))
    subject = limited_subject(patient, key)
    assert subject == limited_subject(patient, key)
    assert len(subject.code) == 33
    assert not is_misread(subject.code)
    assert subject.shift is not None
    assert 1 <= abs(subject.shift.days) <= 364
    at = datetime(2025, 11, 14, 10, 38, tzinfo=UTC)
    moved = subject.shifted(at) - subject.shifted(at - timedelta(days=40))
    assert moved == timedelta(days=40)
    assert limited_subject(patient, bytes(32)).code != subject.code or key == bytes(32)


def test_shifts_go_both_ways_and_reach_far():
    shifts = [
        limited_subject(replace(PATIENT, id=one, number=""), b"k" * 32).shift for one in range(400)
    ]
    days = sorted(shift.days for shift in shifts if shift is not None)
    assert days[0] < -300
    assert days[-1] > 300
    assert 0 not in days


def test_limited_rows_have_moved_days_and_their_clock():
    subject = limited_subject(PATIENT, b"k" * 32)
    row = next(rows_of(told(examined(1, 0, 0, 0, 0, 0), subject=subject)))
    assert len(row) == len(columns_of(Mode.LIMITED))
    moved = row[5]
    assert isinstance(moved, datetime)
    assert (moved.hour, moved.minute) == (10, 38)
    assert moved.date() == row[4] != date(2025, 11, 14)
    assert Subject(code="x").shifted(moved) == moved


# --- CSV --------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(patients, examinations())
def test_every_row_is_read_back_as_it_was_written(patient: Patient, examination: Examination):
    columns = columns_of(Mode.IDENTIFIED)
    made = list(rows_of(told(examination, patient=patient)))
    machine, person = (
        list(csv.reader(io.StringIO(lines.rows(made).decode(), newline="")))
        for lines in (CsvLines(columns, for_spreadsheets=one) for one in (False, True))
    )
    assert len(machine) == len(person) == len(examination.places)
    for row, cells, shown in zip(made, machine, person, strict=True):
        for value, cell, seen, column in zip(row, cells, shown, columns, strict=True):
            assert cell == plain(value)
            if column.kind is Kind.WORDS:
                assert unguarded(seen) == plain(value)
                assert seen == "" or not would_be_misread(seen)
            elif column.kind is not Kind.YES_NO:
                assert seen == cell


def plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def would_be_misread(cell: str) -> bool:
    """A look of its own: what starts like a formula, or what Python takes for a number or day."""
    if cell[0] in "=+-@\t\r|＝＋－＠":
        return True
    shown = cell.strip()
    for attempt in (float, date.fromisoformat, datetime.fromisoformat):
        try:
            attempt(shown)
        except ValueError:
            continue
        return shown.lower() not in {"nan", "inf", "infinity"}
    return False


MISREAD = """
=1+1|+1|-1|@SUM(A1)|＝1+1|－2|’1’|'quoted|007|9990185301|999 018 5301|4+|1E5|3-4|1/2|12:30|5 Jan
MARCH1|sept2|1 Mai|3. März|2 déc. 2025|12 ago|5pm|1,5|1.5|50 %|$3|(5)|TRUE|falsch|Vrai|١٢|½|٣-٤
2025-11-14|2025-11-14T10:38:00Z|14.11.2025|1,000.5|1e-3|#1|^5|10 uhr
"""
UNTOUCHED = """
Macilroy|O'Neill|Northgate Clinic|A12|RX 100 B|March|Jan|May|room 3|beat 5 of 6|True North
de la Cruz|5 beats|Zoë|李|T8 lesion|NHS 12 b
"""


@pytest.mark.parametrize("words", [w for line in MISREAD.split("\n") for w in line.split("|") if w])
def test_what_a_spreadsheet_would_misread_is_guarded(words):
    assert is_misread(words)
    assert guarded(words) == f"'{words}"
    assert unguarded(guarded(words)) == words


@pytest.mark.parametrize(
    "words", [w for line in UNTOUCHED.split("\n") for w in line.split("|") if w]
)
def test_other_words_stay_as_they_are(words):
    assert guarded(words) == words


@given(st.text())
def test_the_guard_comes_off_again_and_nothing_behind_it_is_misread(words):
    cell = guarded(words)
    assert unguarded(cell) == words
    assert cell == "" or not would_be_misread(cell)


def test_people_get_a_mark_of_utf_8_and_the_line_ends_of_spreadsheets():
    columns = columns_of(Mode.SAFE_HARBOR)
    subject = Subject(code=b"s" * 32, first_year=2025, first_day=date(2025, 11, 14))
    made = list(rows_of(told(examined(1, 0, 0, 0, 0, 0), subject=subject)))
    people = CsvLines(columns, for_spreadsheets=True)
    written = people.head() + people.rows(made)
    assert written.startswith(BYTE_ORDER_MARK)
    assert written.decode("utf-8-sig").startswith("subject,sex,age_years")
    assert written.count(b"\r\n") == 7
    assert b",no," in written
    machines = CsvLines(columns, for_spreadsheets=False)
    machine = machines.head() + machines.rows(made)
    assert b"\r" not in machine
    assert b",false," in machine


def has_a_spreadsheet() -> bool:
    office = shutil.which("soffice")
    return office is not None and (Path(office).resolve().parent / "libsclo.so").exists()


@pytest.mark.skipif(not has_a_spreadsheet(), reason="no spreadsheet is installed")
def test_a_spreadsheet_shows_every_word_as_it_was_written(tmp_path):
    said = [
        w for text in (MISREAD, UNTOUCHED) for line in text.split("\n") for w in line.split("|")
    ]
    words = [one for one in said if one]
    # Imported as by a German, who has other signs in numbers and days; once without the guard,
    # to see that there is something to be guarded against.
    assert shown_by_a_spreadsheet(tmp_path / "guarded", [guarded(one) for one in words]) == [
        guarded(one) for one in words
    ]
    bare = shown_by_a_spreadsheet(tmp_path / "bare", words)
    assert sum(one != other for one, other in zip(bare, words, strict=True)) > 10


def shown_by_a_spreadsheet(folder: Path, cells: list[str]) -> list[str]:
    folder.mkdir()
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([[cell] for cell in cells])
    source = folder / "words.csv"
    source.write_bytes(BYTE_ORDER_MARK + text.getvalue().encode())
    profile = (folder.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless"]
    command += ["--infilter=CSV:44,34,76,1,,1031,false,true,false", "--convert-to"]
    command += ["csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", str(folder / "out")]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    shown = (folder / "out" / "words.csv").read_bytes().decode("utf-8-sig")
    return [row[0] for row in csv.reader(io.StringIO(shown, newline=""))]


# --- Parquet ----------------------------------------------------------------------------------


def test_parquet_holds_the_same_with_types_in_groups_that_fit_in_memory():
    columns = columns_of(Mode.IDENTIFIED)
    made = [*rows_of(told(examined(1, PAIN, 0, None, TEN_OR_MORE, 0)))] * 3
    file = io.BytesIO()
    writer = parquet.ParquetRows(file, columns, group=8)
    for start in range(0, len(made), 6):
        writer.add(made[start : start + 6])
    writer.close()
    found = pyarrow.parquet.ParquetFile(file)
    assert found.num_row_groups == 2
    table = found.read()
    assert table.column_names == NAMES
    read_back = [tuple(row.values()) for row in table.to_pylist()]
    assert read_back == made
    assert str(table.schema.field("examined_at").type) == "timestamp[us, tz=UTC]"
    assert str(table.schema.field("scats_grade").type) == "int32"
    assert parquet.is_there()


def test_an_empty_parquet_has_its_columns():
    file = io.BytesIO()
    parquet.ParquetRows(file, columns_of(Mode.LIMITED)).close()
    assert pyarrow.parquet.ParquetFile(file).metadata.num_rows == 0
