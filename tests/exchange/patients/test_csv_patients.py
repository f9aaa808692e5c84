"""Each row becomes the patient that it tells of, or says in words why it cannot."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.patient import Sex
from clonus_desktop.domain.record_number import NO_REGION, Check, Region
from clonus_desktop.exchange.patients.birth_dates import (
    DateOrder,
    NoBirth,
    find_order,
    read_birth,
)
from clonus_desktop.exchange.patients.columns import guess
from clonus_desktop.exchange.patients.csv_patients import Reading, entries_of, order_in
from clonus_desktop.exchange.patients.csv_table import read_table
from clonus_desktop.exchange.patients.sexes import NoSex, SexWords

TODAY = date(2026, 11, 25)
GB = Region(
    key="gb",
    name="NHS",
    number_label="NHS No.",
    sex_label="Gender",
    groups=(3, 3, 4),
    check=Check.MODULUS_11,
    number_system="https://fhir.nhs.uk/Id/nhs-number",
)
DAY, MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST


def entries(text, *, region=NO_REGION, order=DAY, are_numbers_plain=False):
    table = read_table(text.encode())
    reading = Reading(
        columns=guess(table.heading),
        order=order,
        region=region,
        are_numbers_plain=are_numbers_plain,
        today=TODAY,
    )
    return list(entries_of(table, reading))


def said(entry):
    return {problem.field: str(problem.message) for problem in entry.problems}


def test_a_whole_row_becomes_a_patient():
    [one] = entries(
        "Surname,First name,Title,Known as,DOB,Sex,NHS No,Allergies,Diagnoses\n"
        "Lund,Anna,Dr,Annie,11/01/1968,F,943 476 5919,Latex,MS since 2011\n",
        region=GB,
    )
    patient = one.patient
    assert patient is not None
    assert (one.where, one.named) == (2, "Lund, Anna")
    assert (patient.formal_name, patient.preferred_name) == ("LUND, Anna (Dr)", "Annie")
    assert (patient.born_on, patient.sex) == (date(1968, 1, 11), Sex.FEMALE)
    assert (patient.number, patient.number_scheme) == ("943 476 5919", "gb")
    assert (patient.alert, patient.known_conditions) == ("Latex", "MS since 2011")


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    [one] = entries(
        "Surname,Given name,DOB,Sex,NHS No,Alert\n,42,1968,spam,943 476 5918," + "x" * 41,
        region=GB,
    )
    assert one.patient is None
    assert said(one) == {
        "family_name": "Enter the family name.",
        "given_name": "“42” is no name.",
        "born_on": "“1968” is no whole date that the calendar has.",
        "sex": "“spam” is no known word for a sex. Use female, male or other.",
        "number": "“943 476 5918” is no valid NHS No.: a digit is wrong, missing or swapped.",
        "alert": "Use at most 40 characters.",
    }


def test_a_name_that_holds_the_delimiter_is_told_by_a_cell_too_many():
    one, other = entries("Surname,Given name\nLund, Anna,x\nNg\n")
    assert "more cells" in said(one)[""]
    assert other.patient is not None
    assert other.patient.given_name == ""


def test_numbers_of_another_kind_are_taken_as_they_are():
    [one] = entries("Surname,No\nLund,12-B\n", region=GB, are_numbers_plain=True)
    assert one.patient is not None
    assert (one.patient.number, one.patient.number_scheme) == ("12-B", "")
    [plain] = entries("Surname,No\nLund,12-B\n")
    assert plain.patient is not None


@pytest.mark.parametrize("number", ["9.43477E+09", "1,5E+10", "4E+11"])
def test_a_number_that_a_spreadsheet_rounded_is_refused(number):
    [one] = entries(f'Surname,No\nLund,"{number}"\n', are_numbers_plain=True)
    assert "rounded" in said(one)["number"]


def test_a_long_hostile_name_is_shown_short_and_on_one_line():
    [one] = entries(f'Surname,DOB\n"<b>\n{"x" * 80}",1.1.1960\n')
    assert one.named == f"<b> {'x' * 35}…"
    assert one.patient is not None


# --- dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None),
        ("1968-01-11", date(1968, 1, 11)),
        ("1968/1/11", date(1968, 1, 11)),
        ("19680111", date(1968, 1, 11)),
        ("1968-01-11T00:00:00", date(1968, 1, 11)),
        ("11/01/1968 0:00", date(1968, 1, 11)),
        ("11.1.68", date(1968, 1, 11)),
        ("11.1.24", date(2024, 1, 11)),
        ("11 January 1968", date(1968, 1, 11)),
        ("11-Jan-68", date(1968, 1, 11)),
        ("11. Jänner 1968", date(1968, 1, 11)),
        ("3. März 1968", date(1968, 3, 3)),
        ("3 de mayo de 1968", date(1968, 5, 3)),
        ("1er août 1968", date(1968, 8, 1)),
        ("15 juil. 1968", date(1968, 7, 15)),
        ("January 11, 1968", date(1968, 1, 11)),
    ],
)
def test_dates_are_read_in_many_ways(cell, expected):
    assert read_birth(cell, DAY, today=TODAY) == expected


def test_the_month_can_stand_first():
    assert read_birth("01/11/1968", MONTH, today=TODAY) == date(1968, 1, 11)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1968", "no whole date"),
        ("31/02/1968", "no whole date"),
        ("11 Foo 1968", "no whole date"),
        ("11 Jan", "no whole date"),
        ("24853", "no whole date"),
        ("1/1/2030", "in the future"),
        ("1/1/1850", "too long ago"),
    ],
)
def test_what_is_no_date_of_birth_is_refused(cell, words):
    with pytest.raises(NoBirth, match=words):
        read_birth(cell, DAY, today=TODAY)


@pytest.mark.parametrize(
    ("cells", "order", "is_needed"),
    [
        (["11/01/1968", "25/01/1968"], DAY, True),
        (["11/01/1968", "01/25/1968"], MONTH, True),
        (["11/01/1968", "1/2/1970"], None, True),
        (["25/01/1968", "01/25/1968"], None, True),
        (["1968-01-11", "", "11 Jan 1968"], None, False),
        (["1/1/1968", "2/2/68"], None, False),
        (["1968"], None, False),
    ],
)
def test_the_order_is_found_by_dates_that_can_mean_one_day_only(cells, order, is_needed):
    found = find_order(cells)
    assert (found.order, found.is_needed) == (order, is_needed)


def test_what_is_asked_about_the_order_has_an_example_and_counts():
    found = find_order(["25/01/1968", "01/02/68", "03/04/1970"])
    assert found.example == "01/02/68"
    assert found.wrong == {DAY: 0, MONTH: 1}
    assert found.short_years == 1


@given(st.dates(date(1900, 1, 1), TODAY), st.sampled_from(DateOrder), st.sampled_from("./- "))
def test_no_day_is_taken_for_another(day, order, between):
    parts = (day.day, day.month) if order is DAY else (day.month, day.day)
    cell = between.join(f"{part:02}" for part in (*parts, day.year))
    found = find_order([cell])
    assert found.wrong[order] == 0
    assert found.order in (order, None)
    assert read_birth(cell, order, today=TODAY) == day


def test_a_table_without_births_needs_no_order():
    table = read_table(b"Surname,No\nLund,1\n")
    assert not order_in(table, guess(table.heading)).is_needed
    born = read_table(b"Surname,DOB\nLund,1/2/1960\n")
    assert order_in(born, guess(born.heading)).is_needed


# --- sex --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "sex"),
    [
        ("F", Sex.FEMALE),
        ("weiblich", Sex.FEMALE),
        ("Männlich", Sex.MALE),
        ("Féminin", Sex.FEMALE),
        ("Varón", Sex.MALE),
        ("divers", Sex.OTHER),
        ("N/A", Sex.UNKNOWN),
        ("", Sex.UNKNOWN),
        ("m", Sex.MALE),
    ],
)
def test_words_for_sex_in_four_languages(cell, sex):
    assert SexWords([cell], "sex").read(cell) is sex


def test_m_is_a_woman_beside_h_and_a_man_beside_f():
    assert SexWords(["H", "M"], "Sexo").read("M") is Sex.FEMALE
    assert SexWords(["F", "M"], "Sexo").read("M") is Sex.MALE
    assert SexWords(["w", "M"], "").read("M") is Sex.MALE


@pytest.mark.parametrize(("cells", "heading"), [(["M"], "Sexo"), (["M", "H", "F"], "sex")])
def test_an_m_that_can_mean_two_is_asked_about(cells, heading):
    with pytest.raises(NoSex, match="male or mujer"):
        SexWords(cells, heading).read("M")


def test_a_heading_of_sex_is_looked_at():
    [one] = entries("Apellidos,Sexo\nLund,M\n")
    assert "mujer" in said(one)["sex"]
    table = read_table(b"Lund,1.1.1960,M\n")
    reading = Reading(
        columns={c: i for i, c in enumerate(guess(("surname", "dob", "sex")))}, today=TODAY
    )
    [bare] = entries_of(table, reading)
    assert bare.patient is not None
    assert bare.patient.sex is Sex.MALE
