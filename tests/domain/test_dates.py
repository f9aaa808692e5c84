from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.dates import (
    ApproximateDate,
    InvalidApproximateDate,
    make_date,
    parse_approximate_date,
    parse_date,
)

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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2019", ApproximateDate(2019)),
        (" March 2019 ", ApproximateDate(2019, 3)),
        ("3/2019", ApproximateDate(2019, 3)),
        ("12 Mar 2019", ApproximateDate(2019, 3, 12)),
        ("12/3/19", ApproximateDate(2019, 3, 12)),
        ("13/2019", None),
        ("Moon 2019", None),
        ("2031", None),
        ("March", None),
        ("0000", None),
        ("", None),
    ],
)
def test_a_date_is_taken_as_well_as_it_is_known(typed, meant):
    assert parse_approximate_date(typed, today=date(2025, 11, 23)) == meant


@pytest.mark.parametrize("stored", ["2019", "2019-03", "2019-03-12"])
def test_an_approximate_date_is_stored_as_well_as_it_is_known(stored):
    assert str(ApproximateDate.from_text(stored)) == stored


def test_an_approximate_date_begins_with_its_first_day():
    assert ApproximateDate(2019).first_day == date(2019, 1, 1)
    assert ApproximateDate(2019, 3).first_day == date(2019, 3, 1)


@pytest.mark.parametrize("stored", ["", "19", "2019-13", "2019-02-30", "2019-3", "soon"])
def test_what_is_no_date_is_refused(stored):
    with pytest.raises(InvalidApproximateDate):
        ApproximateDate.from_text(stored)


def test_a_day_needs_its_month():
    with pytest.raises(InvalidApproximateDate):
        ApproximateDate(2019, None, 12)


@given(st.text(max_size=16))
def test_whatever_is_typed_is_an_approximate_date_or_none(typed):
    found = parse_approximate_date(typed, today=date(2025, 11, 23))
    assert found is None or ApproximateDate.from_text(str(found)) == found
