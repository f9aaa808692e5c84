import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.patient import (
    EARLIEST_BIRTH,
    LONGEST_ALERT,
    LONGEST_NAME,
    LONGEST_NUMBER,
    OLDEST_YEARS,
    InvalidPatient,
    Patient,
    Sex,
    age_between,
    are_similar,
    earliest_birth,
    edit_distance,
    number_key,
    search_key,
)

days = st.dates(EARLIEST_BIRTH, date(2100, 12, 31))
short_words = st.text("abc", max_size=6)


def person(family="Macilroy", given="Iain", **fields):
    return Patient(family_name=family, given_name=given, **fields)


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize("family_name", ["", " ", "\t\n", "\u3000"])
def test_a_patient_needs_a_family_name(family_name):
    with pytest.raises(InvalidPatient) as caught:
        Patient(family_name=family_name)
    assert caught.value.field == "family_name"


def test_one_name_and_nothing_else_known_is_enough():
    patient = Patient(family_name="Suharto")
    assert (patient.born_on, patient.sex, patient.number) == (None, Sex.UNKNOWN, "")
    assert patient.age_on(date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("family_name", LONGEST_NAME),
        ("given_name", LONGEST_NAME),
        ("title", 40),
        ("preferred_name", LONGEST_NAME),
        ("number", LONGEST_NUMBER),
        ("alert", LONGEST_ALERT),
        ("known_conditions", 2000),
    ],
)
def test_a_field_too_long_is_refused_by_name_and_the_longest_fits(field, longest):
    assert getattr(Patient(**{"family_name": "X", field: "x" * longest}), field) == "x" * longest
    with pytest.raises(InvalidPatient, match=f"at most {longest} ") as caught:
        Patient(**{"family_name": "X", field: "x" * (longest + 1)})
    assert caught.value.field == field


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\r", "\x7f", "\x85", "\ud800"])
def test_invisible_control_characters_are_refused(hidden):
    with pytest.raises(InvalidPatient, match="control") as caught:
        person(alert=f"Latex{hidden}")
    assert caught.value.field == "alert"


def test_lines_of_known_conditions_may_be_broken():
    assert person(known_conditions="Stroke 2019\n\tMS").known_conditions == "Stroke 2019\n\tMS"


@given(today=st.dates(date(2026, 1, 1), date(2100, 12, 31)))
def test_nobody_who_lives_was_born_longer_ago_than_the_longest_life(today):
    earliest = earliest_birth(today)
    assert earliest.year == today.year - OLDEST_YEARS
    assert earliest <= today.replace(year=earliest.year, day=min(today.day, 28))
    assert earliest_birth(date(1999, 1, 1)) == EARLIEST_BIRTH


def test_a_birth_before_1880_is_a_slip():
    assert person(born_on=EARLIEST_BIRTH).born_on == EARLIEST_BIRTH
    with pytest.raises(InvalidPatient, match="from 1880 on") as caught:
        person(born_on=EARLIEST_BIRTH - timedelta(days=1))
    assert caught.value.field == "born_on"


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "formal"),
    [
        ({"title": "Mr"}, "MACILROY, Iain (Mr)"),
        ({}, "MACILROY, Iain"),
        ({"given": ""}, "MACILROY"),
        ({"given": "", "title": "Mrs"}, "MACILROY (Mrs)"),
    ],
)
def test_the_formal_name_leaves_out_what_is_not_known(fields, formal):
    assert person(**fields).formal_name == formal


def test_a_patient_is_searched_by_either_name_first_and_by_the_bare_number():
    patient = person("Ní Dhálaigh", "Órla", number="ab-12 34/x")
    assert patient.name_key == "ni dhalaigh orla"
    assert patient.given_key == "orla ni dhalaigh"
    assert patient.number_key == "AB1234X"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("O'Connell", "oconnell"),
        ("O’Connell", "oconnell"),
        ("O‘Connell", "oconnell"),
        ("OʼConnell", "oconnell"),
        ("O`Connell", "oconnell"),
        ("O´Connell", "oconnell"),
        ("O＇Connell", "oconnell"),
        ("Smith-Jones", "smith jones"),
        ("  van   der\tBerg ", "van der berg"),
        ("Łukasz Øster Đorđe Æthel Œuvre", "lukasz oster dorde aethel oeuvre"),
        ("Ǿrsted", "orsted"),
        ("Straße", "strasse"),
        ("IŞIK İnan ışık", "isik inan isik"),
        ("Ｓａｔｏ", "sato"),
        ("℡ 𝐀da", "tel ada"),
        ("snake_case", "snake case"),
        ("ΝΊΚΟΣ Νίκος", "νικοσ νικοσ"),
        ("—", ""),
        ("", ""),
    ],
)
def test_a_name_is_found_however_it_was_typed(typed, key):
    assert search_key(typed) == key


@given(st.text())
def test_a_search_key_folded_again_stays_the_same(text):
    assert search_key(search_key(text)) == search_key(text)


@given(st.text(string.printable))
def test_a_search_key_does_not_depend_on_capitals(text):
    assert search_key(text.upper()) == search_key(text.lower()) == search_key(text)


@given(st.text())
def test_a_search_key_holds_only_words_parted_by_one_space(text):
    key = search_key(text)
    assert key == " ".join(key.split())
    assert all(c.isalnum() or c == " " for c in key)


@pytest.mark.parametrize(
    "typed", ["943 476 5919", "943-476-5919", "９４３４７６５９１９", "\t9434765919\n"]
)
def test_a_record_number_is_the_same_however_it_was_grouped(typed):
    assert number_key(typed) == "9434765919"


def test_record_numbers_keep_their_leading_zeros_and_lose_only_the_case():
    assert number_key("0012a") == "0012A" != number_key("12a")
    assert number_key(" - ") == ""


@given(st.text(string.printable))
def test_a_number_key_folded_again_stays_the_same(text):
    assert number_key(number_key(text)) == number_key(text)


# --- who could be mistaken for whom ------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "similar"),
    [
        (person("Smith", "John"), person("SMITH", "Jon"), True),
        (person("Smith", "John"), person("Smith", "Joan"), True),
        (person("O'Neill", "Ann"), person("ONeill", "Ann"), True),
        (person("Smith", "John"), person("Smyth", "John"), False),
        (person("Smith", "John"), person("Smith", "Joann"), True),
        (person("Smith", "John"), person("Smith", "Joanna"), False),
        (person("Smith", "John"), person("Smith", "Margaret"), False),
        (
            person("Smith", "John", born_on=date(1968, 1, 11)),
            person("Smith", "Margaret", born_on=date(1968, 1, 17)),
            True,
        ),
        (
            person("Smith", "John", born_on=date(1968, 1, 11)),
            person("Smith", "Margaret", born_on=date(1968, 11, 17)),
            False,
        ),
        (
            person("Smith", "John", born_on=date(1968, 1, 11)),
            person("Smith", "Margaret"),
            False,
        ),
        (
            person("Smith", "John"),
            person("Smith", "Margaret", born_on=date(1968, 1, 11)),
            False,
        ),
    ],
)
def test_same_family_name_and_near_given_name_or_birth_can_be_mistaken(one, other, similar):
    assert are_similar(one, other) is similar
    assert are_similar(other, one) is similar


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("kitten", "sitting", 3),
        ("jon", "john", 1),
        ("ab", "ba", 2),
        ("flaw", "lawn", 2),
    ],
)
def test_the_edit_distance_counts_single_letters(one, other, edits):
    assert edit_distance(one, other) == edits


@given(short_words, short_words, short_words)
def test_the_edit_distance_is_a_distance(one, other, third):
    assert (edit_distance(one, other) == 0) is (one == other)
    assert edit_distance(one, other) == edit_distance(other, one)
    assert edit_distance(one, third) <= edit_distance(one, other) + edit_distance(other, third)
    assert abs(len(one) - len(other)) <= edit_distance(one, other) <= max(len(one), len(other))


# --- age ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born_on", "day", "whole_months", "is_infant"),
    [
        ("2025-03-12", "2025-03-12", 0, True),
        ("2025-03-12", "2025-04-11", 0, True),
        ("2025-03-12", "2025-04-12", 1, True),
        ("2025-03-12", "2025-11-11", 7, True),
        ("2025-03-12", "2025-11-12", 8, True),
        ("2025-03-12", "2026-03-11", 11, True),
        ("2025-03-12", "2026-03-12", 12, False),
        ("2024-02-29", "2024-03-28", 0, True),
        ("2024-02-29", "2024-03-29", 1, True),
        ("2024-02-29", "2025-02-27", 11, True),
        ("2024-02-29", "2025-02-28", 12, False),
        ("2024-02-29", "2028-02-28", 47, False),
        ("2024-02-29", "2028-02-29", 48, False),
        ("2025-01-31", "2025-02-27", 0, True),
        ("2025-01-31", "2025-02-28", 1, True),
        ("2025-01-31", "2025-03-30", 1, True),
        ("2025-01-31", "2025-03-31", 2, True),
        ("2025-08-31", "2025-09-30", 1, True),
        ("1900-02-28", "2026-02-28", 126 * 12, False),
    ],
)
def test_a_month_is_completed_on_the_day_of_birth_or_the_last_of_a_shorter_month(
    born_on, day, whole_months, is_infant
):
    age = age_between(date.fromisoformat(born_on), date.fromisoformat(day))
    assert age.whole_months == whole_months
    assert age.years == whole_months // 12
    assert age.is_infant is is_infant


@pytest.mark.parametrize(("day", "months"), [("2025-11-12", 8.0), ("2026-03-12", 12.0)])
def test_on_the_day_itself_the_months_are_whole_without_float_noise(day, months):
    assert age_between(date(2025, 3, 12), date.fromisoformat(day)).months == months


def test_one_day_past_8_months_is_more_than_8_months():
    assert 8 < age_between(date(2025, 3, 12), date(2025, 11, 13)).months < 8.05


def test_before_the_birth_there_is_no_age():
    assert age_between(date(2025, 3, 12), date(2025, 3, 11)) is None
    assert person(born_on=date(2025, 3, 12)).age_on(date(2025, 3, 11)) is None


def test_a_patient_has_an_age_on_the_day_of_the_examination():
    assert person(born_on=date(1968, 1, 11)).age_on(date(2026, 1, 10)).years == 57
    assert person(born_on=date(1968, 1, 11)).age_on(date(2026, 1, 11)).years == 58


@given(born_on=days, one=st.integers(0, 50_000), more=st.integers(1, 1000))
def test_age_grows_with_every_day(born_on, one, more):
    younger = age_between(born_on, born_on + timedelta(days=one))
    older = age_between(born_on, born_on + timedelta(days=one + more))
    assert younger.months < older.months
    assert younger.whole_months <= older.whole_months


@given(born_on=days, after=st.integers(0, 50_000))
def test_months_and_whole_months_tell_the_same_age(born_on, after):
    age = age_between(born_on, born_on + timedelta(days=after))
    assert age.whole_months <= age.months < age.whole_months + 1
    assert age.is_infant is (age.months < 12) is (age.years == 0)
