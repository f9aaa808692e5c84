from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.drugs import (
    DrugUse,
    Interval,
    InvalidDrug,
    LastDose,
    Unit,
    parse_last_dose,
)

OSLO = timezone(timedelta(hours=1))
EXAM = datetime(2025, 11, 23, 10, 42, 7, tzinfo=OSLO)


def use(last_dose, **fields):
    return DrugUse(drug="baclofen-oral", last_dose=last_dose, **fields)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "0 min"),
        (timedelta(minutes=59, seconds=29), "59 min"),
        (timedelta(minutes=59, seconds=30), "1 h"),
        (timedelta(hours=2, minutes=29), "2 h"),
        (timedelta(hours=2, minutes=30), "3 h"),
        (timedelta(hours=47), "47 h"),
        (timedelta(hours=48), "2 d"),
        (timedelta(days=20), "20 d"),
        (timedelta(days=21), "3 wk"),
        (timedelta(days=84), "12 wk"),
    ],
)
def test_the_time_since_a_dose_is_said_in_one_whole_unit(ago, said):
    assert str(use(EXAM - ago).since(EXAM).short) == said


def test_an_injection_is_counted_in_days():
    assert use(date(2025, 11, 23)).since(EXAM) == Interval(0, Unit.DAYS)
    assert use(date(2025, 9, 1)).since(EXAM) == Interval(12, Unit.WEEKS)


def test_a_dose_after_the_examination_was_none_before_it():
    assert use(EXAM + timedelta(minutes=1)).since(EXAM) is None
    assert use(date(2025, 11, 24)).since(EXAM) is None


@pytest.mark.parametrize("word", LastDose)
def test_a_word_is_no_time(word):
    assert use(word).since(EXAM) is None


def test_only_a_time_a_day_or_a_running_pump_is_a_known_dose():
    known = {word for word in LastDose if use(word).has_known_dose}
    assert known == {LastDose.CONTINUOUS}
    assert use(EXAM).has_known_dose
    assert use(EXAM.date()).has_known_dose


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"drug": ""}, "needs the key"),
        ({"drug": 3}, "drug must be up to 32"),
        ({"dose": "x" * 121}, "dose must be up to 120"),
        ({"name": "a\nb"}, "name must be up to 80"),
        ({"name": "\ud800"}, "name must be up to 80"),
        ({"last_dose": "not known"}, "last_dose must be a time"),
        ({"last_dose": EXAM.replace(tzinfo=None)}, "needs its time zone"),
    ],
)
def test_a_drug_that_cannot_be_is_refused(fields, message):
    with pytest.raises(InvalidDrug, match=message):
        DrugUse(**{"drug": "tizanidine", **fields})


CONTENT = {"drug": "tizanidine", "name": "", "dose": "4 mg", "last_dose": "not taken"}


@pytest.mark.parametrize("last", [EXAM, date(2025, 9, 1), *LastDose])
def test_a_drug_comes_back_from_the_record_as_it_was(last):
    assert DrugUse.from_content(use(last, dose="10 mg").to_content()) == use(last, dose="10 mg")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([], "A drug has the keys"),
        ({"drug": "tizanidine"}, "A drug has the keys"),
        ({**CONTENT, "x": 1}, "A drug has the keys"),
        ({**CONTENT, "last_dose": 3}, "last_dose must be text"),
        ({**CONTENT, "last_dose": "soon"}, "neither a time nor a day"),
        ({**CONTENT, "last_dose": "2025-11-23T07:40"}, "needs its time zone"),
        ({**CONTENT, "last_dose": "Tuesday"}, "neither a time nor a day"),
        ({**CONTENT, "dose": None}, "dose must be up to"),
    ],
)
def test_a_content_that_is_no_drug_is_refused(content, message):
    with pytest.raises(InvalidDrug, match=message):
        DrugUse.from_content(content)


def at(hour, minute, *, day=23):
    return datetime(2025, 11, day, hour, minute, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7:40", at(7, 40)),
        ("07.40", at(7, 40)),
        ("0740", at(7, 40)),
        ("10:42", at(10, 42)),
        ("10:43", at(10, 43, day=22)),
        ("22:00", at(22, 0, day=22)),
        ("3h", at(7, 42)),
        ("3 h", at(7, 42)),
        ("2,5 hours ago", at(8, 12)),
        ("90 min", at(9, 12)),
        ("yesterday 22:15", at(22, 15, day=22)),
        ("22 Nov 22:15", None),
        ("22 Nov 1930", None),
        ("22 11 1930", None),
        ("22 Nov 2015", None),
        ("22/11/2015", date(2015, 11, 22)),
        ("22 Nov 15", date(2015, 11, 22)),
        ("22 Nov 1975", date(1975, 11, 22)),
        ("22 Nov 2023", None),
        ("23 Nov 2023", date(2023, 11, 23)),
        ("22 Nov 2025 22:15", at(22, 15, day=22)),
        ("22/11/25 2215", at(22, 15, day=22)),
        ("23 Nov 2025 11:00", None),
        ("1 Sep 2025", date(2025, 9, 1)),
        ("2025-09-01", date(2025, 9, 1)),
        ("yesterday", date(2025, 11, 22)),
        ("today", date(2025, 11, 23)),
        ("24 Nov 2025", None),
        ("12 weeks", date(2025, 8, 31)),
        ("10 d", date(2025, 11, 13)),
        ("25:00", None),
        ("10:75", None),
        ("3 moons", None),
        ("soon 7:40", None),
        ("yesterday 25:00", None),
        ("", None),
    ],
)
def test_a_last_dose_is_read_as_people_type_it(typed, meant):
    assert parse_last_dose(typed, before=EXAM) == meant


@given(st.text(max_size=24), st.datetimes(EXAM.replace(tzinfo=None), timezones=st.just(UTC)))
def test_whatever_is_typed_is_at_or_before_the_examination_or_not_understood(typed, before):
    found = parse_last_dose(typed, before=before)
    if isinstance(found, datetime):
        assert found <= before
    elif found is not None:
        assert found <= before.date()
