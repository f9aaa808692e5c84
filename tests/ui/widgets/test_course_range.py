"""How much of a course is shown, and what is left of it then; all of it in numbers."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.course import Course, CoursePoint
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.position_notes import PositionNote
from clonus_desktop.domain.rules import rule_named
from clonus_desktop.domain.visit_marks import VisitMark
from clonus_desktop.ui.widgets.course_history import CourseHistory
from clonus_desktop.ui.widgets.course_range import CourseRange, Stretch, range_of
from clonus_desktop.ui.widgets.course_scale import crowding

START = datetime(2023, 3, 9, 9, 40, tzinfo=UTC)
RIGHT = Place(ANKLE, Side.RIGHT)


def times(count, *, days=30):
    return [START + timedelta(days=days * index) for index in range(count)]


def shown(found):
    return (found.first, found.last)


def test_a_long_course_begins_with_its_last_twelve_visits():
    assert shown(range_of(times(500))) == (488, 499)
    assert shown(range_of(times(5))) == (0, 4)
    assert range_of(times(5)).shown == 5


def test_stepping_back_and_forth_shows_every_visit_once():
    found = range_of(times(30))
    back = [shown(found), shown(found.earlier()), shown(found.earlier().earlier())]
    assert back == [(18, 29), (6, 17), (0, 11)]
    oldest = found.earlier().earlier()
    assert shown(oldest.earlier()) == (0, 11)
    assert shown(oldest.later()) == (12, 23)
    assert shown(oldest.later().later()) == (18, 29)


def test_a_year_is_counted_by_the_calendar_from_the_newest_visit():
    found = range_of(times(30)).newest(Stretch.YEAR)
    assert shown(found) == (17, 29)
    assert shown(found.earlier()) == (4, 16)
    assert shown(found.earlier().later()) == (17, 29)
    assert shown(range_of(times(3, days=400)).newest(Stretch.YEAR)) == (2, 2)


def test_zooming_halves_and_doubles_and_ends_with_all():
    found = range_of(times(30))
    assert shown(found.closer()) == (24, 29)
    assert shown(found.closer().closer().closer().closer()) == (28, 29)
    assert shown(found.wider()) == (6, 29)
    assert found.wider().wider().stretch is Stretch.ALL
    assert shown(found.earlier().wider()) == (0, 23)


def test_older_visits_that_are_read_later_do_not_move_what_is_shown():
    few, many = times(24), times(500)
    found = range_of(many[-24:]).earlier()
    assert [many[-24:][i] for i in shown(found)] == [many[i] for i in shown(found.among(many))]
    assert range_of(few).among(few) == range_of(few)


@settings(max_examples=60)
@given(
    gaps=st.lists(st.integers(0, 500), min_size=1, max_size=40),
    steps=st.lists(
        st.sampled_from(["earlier", "later", "closer", "wider", "year", "all", "last"]), max_size=8
    ),
)
def test_whatever_is_pressed_at_least_one_visit_is_shown_and_none_that_is_not_there(gaps, steps):
    moments, now = [], START
    for gap in gaps:
        now += timedelta(days=gap)
        moments.append(now)
    found = range_of(moments)
    ways = {
        "year": lambda one: one.newest(Stretch.YEAR),
        "all": lambda one: one.newest(Stretch.ALL),
        "last": lambda one: one.newest(Stretch.VISITS),
    }
    for step in steps:
        before = found
        found = ways.get(step, getattr(CourseRange, step, None))(found)
        assert 0 <= found.first <= found.last <= len(moments) - 1
        if step == "earlier" and before.has_earlier:
            assert found.first < before.first
        if step == "later" and before.has_later:
            assert found.last > before.last


# --- what is left of a course ---------------------------------------------------------------------


def history(count):
    points = tuple(
        CoursePoint(
            examined_at=time,
            examination_id=row,
            finding=finding_of(RIGHT, None, rule=rule_named("ARTICLE_GT5")),
        )
        for row, time in enumerate(times(count), start=1)
    )
    marks = tuple(
        VisitMark(examined_at=time, examination_id=100 + row, revision=1, is_withdrawn=True)
        for row, time in enumerate(times(count), start=1)
        if row in {1, count}
    )
    notes = (
        PositionNote(
            examined_at=START + timedelta(days=30),
            examination_id=2,
            place=RIGHT,
            position="sitting",
            before="knee-bent",
        ),
    )
    return CourseHistory(
        courses=(Course(place=RIGHT, points=points),), marks=marks, positions=notes
    )


def test_a_part_has_its_visits_and_what_is_noted_in_their_time():
    whole = history(10)
    assert whole.between(0, 9) is whole
    part = whole.between(4, 9)
    assert [row for _time, row in part.standing] == [5, 6, 7, 8, 9, 10]
    assert [mark.examination_id for mark in part.marks] == [110]
    assert part.positions == ()
    early = whole.between(0, 3)
    assert [mark.examination_id for mark in early.marks] == [101]
    assert len(early.positions) == 1
    assert [row for _time, row in early.visits] == [1, 101, 2, 3, 4]


# --- marks that stand close ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("visits", "width", "size"), [(12, 220, 1.0), (500, 220, 0.36), (0, 220, 1.0)]
)
def test_marks_are_smaller_where_visits_stand_close(visits, width, size):
    assert crowding(visits, width) == pytest.approx(size, abs=0.01)
