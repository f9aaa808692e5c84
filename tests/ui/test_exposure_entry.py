"""What is typed about a last dose becomes days and times, or words on what is wrong."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.exposure import Exposure, Taking
from clonus_desktop.ui.exposure_entry import (
    Last,
    LastDose,
    Unfit,
    day_typed,
    last_dose,
    time_typed,
    typed_of,
)

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (LastDose(last=Last.CURRENT), (Taking.CURRENT, None, None)),
        (LastDose(last=Last.CURRENT, at="7.15"), (Taking.CURRENT, DAY, time(7, 15))),
        (LastDose(last=Last.SAME_DAY), (Taking.STOPPED, DAY, None)),
        (LastDose(last=Last.SAME_DAY, at=" 05:30 "), (Taking.STOPPED, DAY, time(5, 30))),
        (LastDose(last=Last.DAYS, days="35"), (Taking.STOPPED, date(2026, 10, 19), None)),
        (LastDose(last=Last.DATE, on="1 Nov 26"), (Taking.STOPPED, date(2026, 11, 1), None)),
        (LastDose(last=Last.NOT_KNOWN, days="3"), (Taking.NOT_KNOWN, None, None)),
    ],
)
def test_a_last_dose_is_told_in_five_ways(typed, found):
    assert last_dose(typed, DAY) == found


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (LastDose(last=Last.SAME_DAY, at="25:00"), "Enter a time such as 05:30"),
        (LastDose(last=Last.SAME_DAY, at="5"), "Enter a time"),
        (LastDose(last=Last.CURRENT, at="morning"), "Enter a time"),
        (LastDose(last=Last.DAYS), "as a number"),
        (LastDose(last=Last.DAYS, days="-1"), "as a number"),
        (LastDose(last=Last.DAYS, days="1.5"), "as a number"),
        (LastDose(last=Last.DAYS, days="10000"), "as a number"),
        (LastDose(last=Last.DAYS, days="9" * 5000), "as a number"),
        (LastDose(last=Last.CURRENT, at="9" * 40 + ":30"), "Enter a time"),
        (LastDose(last=Last.CURRENT, at="01." + "9" * 5000), "Enter a time"),
        (LastDose(last=Last.DATE), "Enter the day of the last dose"),
        (LastDose(last=Last.DATE, on="30 Feb 2026"), "Enter a day such as"),
        (LastDose(last=Last.DATE, on="24 Nov 2026"), "lies after the exam"),
    ],
)
def test_what_cannot_be_is_said_to_the_person_who_typed_it(typed, says):
    with pytest.raises(Unfit, match=says):
        last_dose(typed, DAY)


def test_an_empty_line_is_neither_a_day_nor_a_time():
    assert time_typed(" ") is None
    assert day_typed(" ", DAY) is None


@given(
    taking=st.sampled_from(Taking),
    days=st.integers(0, 3000),
    at=st.none() | st.times().map(lambda moment: time(moment.hour, moment.minute)),
)
def test_a_stored_last_dose_comes_back_from_its_fields(taking, days, at):
    on = DAY - timedelta(days)
    if taking is Taking.NOT_KNOWN:
        stored = Exposure(drug="tramadol")
    elif taking is Taking.CURRENT:
        stored = Exposure(drug="tramadol", taking=taking, last_dose_on=at and DAY, last_dose_at=at)
    else:
        # A time of day is asked for on the day itself only.
        stored = Exposure(
            drug="tramadol",
            taking=taking,
            last_dose_on=on,
            last_dose_at=None if days else at,
        )
    found = last_dose(typed_of(stored, DAY), DAY)
    assert found == (stored.taking, stored.last_dose_on, stored.last_dose_at)


@given(st.text(max_size=8), st.sampled_from(Last))
def test_any_text_is_read_or_refused_and_never_crashes(text, last):
    typed = LastDose(last=last, at=text, days=text, on=text)
    try:
        taking, on, at = last_dose(typed, DAY)
    except Unfit:
        return
    Exposure(drug="tramadol", taking=taking, last_dose_on=on, last_dose_at=at)
