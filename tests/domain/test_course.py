from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.course import (
    LEVEL_OF_10_OR_MORE,
    LEVEL_OF_SUSTAINED,
    SUSTAINED_BAND,
    Course,
    CoursePoint,
    Direction,
    compare,
)
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.trial import EndedBy, Trial, sustained_trial

RIGHT, LEFT = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)
NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
ARTICLE = RULES["ARTICLE_GT5"]


def of(trial, place=RIGHT):
    return finding_of(place, ClonusTest(place=place, trials=(trial,)), rule=ARTICLE)


def counted(beats, **fields):
    return of(Trial(beats=beats, **fields))


def not_tested():
    reason = NotTested(reason=NotTestedReason.PAIN)
    return finding_of(RIGHT, ClonusTest(place=RIGHT, not_tested=reason), rule=ARTICLE)


def not_examined():
    return finding_of(RIGHT, None, rule=ARTICLE)


def ten_or_more():
    return counted(10, at_least=True)


def point(finding, at=NOON):
    return CoursePoint(examined_at=at, examination_id=1, finding=finding)


# --- the plot ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finding", "level", "beside", "below"),
    [
        (counted(0), 0.0, None, None),
        (counted(9), 9.0, None, None),
        (counted(10), LEVEL_OF_10_OR_MORE, None, None),
        (counted(12), LEVEL_OF_10_OR_MORE, "12", None),
        (ten_or_more(), LEVEL_OF_10_OR_MORE, None, None),
        (of(sustained_trial()), LEVEL_OF_SUSTAINED, None, None),
        (of(Trial(duration_s=4.2)), None, None, "4.2 s"),
        (not_tested(), None, None, "NT"),
        (not_examined(), None, None, None),
    ],
)
def test_every_state_has_its_own_look_in_the_plot(finding, level, beside, below):
    drawn = point(finding)
    assert drawn.level == level
    assert (drawn.beside and str(drawn.beside)) == beside
    assert (drawn.below and str(drawn.below)) == below


def test_sustained_lies_in_a_band_above_every_count():
    low, high = SUSTAINED_BAND
    assert LEVEL_OF_10_OR_MORE < low < LEVEL_OF_SUSTAINED < high


def test_0_beats_has_a_mark_and_not_tested_breaks_the_line():
    assert point(counted(0)).level == 0.0
    assert point(not_tested()).level is None


def test_the_points_of_a_course_come_in_the_order_of_time_in_any_time_zone():
    later_in_tokyo = (NOON + timedelta(hours=1)).astimezone(timezone(timedelta(hours=9)))
    points = (point(counted(3)), point(counted(6), at=later_in_tokyo))
    assert Course(place=RIGHT, points=points).points == points
    with pytest.raises(ValueError, match="order of time"):
        Course(place=RIGHT, points=points[::-1])


def test_two_examinations_at_the_same_minute_are_in_order():
    points = (point(counted(3)), point(counted(6)))
    assert Course(place=RIGHT, points=points).points == points


def test_a_course_of_the_right_refuses_a_finding_of_the_left():
    with pytest.raises(ValueError, match="right ankle holds another place"):
        Course(place=RIGHT, points=(point(of(Trial(beats=3), LEFT)),))


def test_a_course_may_be_empty():
    assert Course(place=LEFT, points=()).points == ()


# --- what changed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "before", "direction"),
    [
        (counted(6), counted(4), Direction.MORE),
        (counted(4), counted(6), Direction.FEWER),
        (counted(6), counted(6), Direction.SAME),
        (counted(0), counted(0), Direction.SAME),
        (ten_or_more(), counted(9), Direction.MORE),
        (ten_or_more(), counted(10), Direction.CANNOT_BE_COMPARED),
        (ten_or_more(), counted(12), Direction.CANNOT_BE_COMPARED),
        (counted(12), ten_or_more(), Direction.CANNOT_BE_COMPARED),
        (counted(0, at_least=True), counted(0), Direction.CANNOT_BE_COMPARED),
        (of(sustained_trial()), counted(60), Direction.MORE),
        (of(sustained_trial()), ten_or_more(), Direction.MORE),
        (counted(60), of(sustained_trial()), Direction.FEWER),
        (
            of(sustained_trial()),
            of(Trial(duration_s=11.0, ended_by=EndedBy.TIME_CAP)),
            Direction.SAME,
        ),
        (of(Trial(duration_s=4.0)), of(Trial(duration_s=2.0)), Direction.CANNOT_BE_COMPARED),
        (counted(3), of(Trial(duration_s=2.0)), Direction.CANNOT_BE_COMPARED),
        (counted(3), not_tested(), Direction.CANNOT_BE_COMPARED),
        (not_tested(), counted(3), Direction.CANNOT_BE_COMPARED),
        (not_tested(), not_tested(), Direction.CANNOT_BE_COMPARED),
        (counted(3), not_examined(), Direction.CANNOT_BE_COMPARED),
        (not_examined(), of(sustained_trial()), Direction.CANNOT_BE_COMPARED),
    ],
)
def test_a_finding_is_compared_only_where_the_answer_is_certain(now, before, direction):
    comparison = compare(now, before)
    assert comparison.direction is direction
    assert (comparison.now, comparison.before) == (now, before)


def test_right_is_never_compared_with_left():
    with pytest.raises(ValueError, match="right ankle cannot be compared with the left ankle"):
        compare(counted(3), of(Trial(beats=3), LEFT))


def a_finding():
    trials = st.builds(
        Trial,
        beats=st.integers(0, 80),
        at_least=st.booleans(),
        duration_s=st.none() | st.floats(0, 20),
    )
    timed = st.builds(Trial, duration_s=st.floats(0, 20))
    return st.one_of(trials.map(of), timed.map(of), st.builds(not_tested), st.builds(not_examined))


_TURNED = {Direction.MORE: Direction.FEWER, Direction.FEWER: Direction.MORE}


@given(now=a_finding(), before=a_finding())
def test_a_comparison_turned_round_says_the_opposite(now, before):
    forth, back = compare(now, before).direction, compare(before, now).direction
    assert back is _TURNED.get(forth, forth)


@given(now=st.integers(0, 9999), before=st.integers(0, 9999))
def test_exact_counts_are_compared_as_numbers(now, before):
    expected = {1: Direction.MORE, 0: Direction.SAME, -1: Direction.FEWER}
    sign = (now > before) - (now < before)
    assert compare(counted(now), counted(before)).direction is expected[sign]


@given(first=a_finding(), second=a_finding(), third=a_finding())
def test_more_than_more_is_more(first, second, third):
    steps = {compare(third, second).direction, compare(second, first).direction}
    if steps == {Direction.MORE}:
        assert compare(third, first).direction is Direction.MORE


@given(at_least=st.integers(0, 50), unseen=st.integers(0, 50), before=st.integers(0, 100))
def test_what_is_said_of_an_open_count_holds_for_every_count_it_can_mean(at_least, unseen, before):
    said = compare(counted(at_least, at_least=True), counted(before)).direction
    if said is not Direction.CANNOT_BE_COMPARED:
        assert compare(counted(at_least + unseen), counted(before)).direction is said
