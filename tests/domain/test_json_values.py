from datetime import date, time

import pytest

from clonus_desktop.domain.json_values import (
    InvalidContent,
    check_keys,
    choice_at,
    date_at,
    list_at,
    text_at,
    time_at,
)
from clonus_desktop.domain.three_valued import ThreeValued


def test_an_object_of_exactly_these_keys_is_given_back():
    assert check_keys({"a": 1}, ["a"], "it") == {"a": 1}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ([], "it must be an object"),
        (None, "it must be an object"),
        ({"a": 1, "b": 2}, "it has the unknown key 'b'"),
        ({}, "it lacks 'a'"),
    ],
)
def test_a_missing_or_unknown_key_is_named(content, says):
    with pytest.raises(InvalidContent, match=says):
        check_keys(content, ["a"], "it")


def test_values_come_back_with_their_types():
    content = {"text": "a", "choice": "no", "day": "2026-11-23", "at": "05:30", "list": [1]}
    assert text_at(content, "text") == "a"
    assert choice_at(content, "choice", ThreeValued) is ThreeValued.NO
    assert date_at(content, "day") == date(2026, 11, 23)
    assert time_at(content, "at") == time(5, 30)
    assert list_at(content, "list") == (1,)


def test_null_is_no_day_and_no_time():
    assert date_at({"day": None}, "day") is None
    assert time_at({"at": None}, "at") is None


@pytest.mark.parametrize("value", [1, None, ["a"], {}])
@pytest.mark.parametrize("read", [text_at, lambda c, k: choice_at(c, k, ThreeValued)])
def test_what_is_no_text_is_refused(read, value):
    with pytest.raises(InvalidContent, match="key must be a text"):
        read({"key": value}, "key")


def test_an_unknown_choice_is_refused_with_the_known_ones():
    with pytest.raises(InvalidContent, match="key is 'maybe': use yes, no, unknown"):
        choice_at({"key": "maybe"}, "key", ThreeValued)


@pytest.mark.parametrize("value", ["23 Nov 2026", "2026-02-30", 20261123])
def test_what_is_no_day_is_refused(value):
    with pytest.raises(InvalidContent, match="day must be"):
        date_at({"day": value}, "day")


@pytest.mark.parametrize("value", ["half past five", "25:00", 530])
def test_what_is_no_time_is_refused(value):
    with pytest.raises(InvalidContent, match="at must be"):
        time_at({"at": value}, "at")


def test_what_is_no_list_is_refused():
    with pytest.raises(InvalidContent, match="list must be a list"):
        list_at({"list": "abc"}, "list")
