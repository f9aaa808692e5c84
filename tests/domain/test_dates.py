from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.dates import make_date, parse_date

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    "typed",
    ["11/1/68", "11.01.1968", "11 Jan 1968", "11-Jan-1968", " 11 january, 68 ", "1968-1-11"],
)
def test_the_same_day_is_read_however_it_was_typed(typed):
    assert parse_date(typed, today=TODAY) == date(1968, 1, 11)


def test_the_day_comes_before_the_month():
    assert parse_date("3/4/2020", today=TODAY) == date(2020, 4, 3)


@pytest.mark.parametrize(("typed", "year"), [("1/1/26", 2026), ("1/1/27", 1927), ("1/1/00", 2000)])
def test_two_digits_mean_the_latest_such_year_that_is_not_after_today(typed, year):
    assert parse_date(typed, today=TODAY).year == year


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "today",
        "1968",
        "11/1",
        "29/2/2025",
        "31/4/2020",
        "0/1/2020",
        "1/13/2020",
        "1/0/2020",
        "1/1/0000",
        "1 Foo 2020",
        "1 Ja 2020",
        "1/1/123",
        "1/1/20201",
        "2020-02-30",
        "1 ²²² 2020",
        "1/1/2020; drop",
    ],
)
def test_what_is_no_day_of_the_calendar_is_not_guessed_at(typed):
    assert parse_date(typed, today=TODAY) is None


def test_29_february_is_read_in_a_leap_year():
    assert parse_date("29/2/24", today=TODAY) == date(2024, 2, 29)


@given(st.text() | st.from_regex(r"\d{1,2}[ ./-](\w{1,5}|\d{1,2})[ ./-]\d{2,4}", fullmatch=True))
def test_any_text_is_a_date_or_none_and_never_crashes(text):
    found = parse_date(text, today=TODAY)
    assert found is None or isinstance(found, date)


@given(st.dates(date(1880, 1, 1), date(2100, 1, 1)))
def test_a_date_written_in_full_is_read_back(day):
    assert parse_date(day.isoformat(), today=TODAY) == day
    assert parse_date(f"{day.day}/{day.month}/{day.year}", today=TODAY) == day


def test_a_year_beyond_the_calendar_is_no_date():
    assert make_date(10**30, 1, 1) is None
