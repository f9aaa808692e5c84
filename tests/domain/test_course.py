from datetime import UTC, datetime, timedelta, timezone

import pytest

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.course import (
    LEVEL_OF_10_OR_MORE,
    LEVEL_OF_OVER_10_S,
    LEVEL_OF_SUSTAINED,
    SUSTAINED_BAND,
    Course,
    CoursePoint,
)
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.trial import Trial, sustained_trial

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
        (counted(10), LEVEL_OF_10_OR_MORE, "10", None),
        (counted(12), LEVEL_OF_10_OR_MORE, "12", None),
        (ten_or_more(), LEVEL_OF_10_OR_MORE, None, None),
        (counted(4, at_least=True), 4.0, "4+", None),
        (counted(12, at_least=True), LEVEL_OF_10_OR_MORE, "12+", None),
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


@pytest.mark.parametrize(
    ("finding", "level", "beside", "below"),
    [
        (counted(0), 0.0, None, None),
        (counted(0, duration_s=0.3), 0.0, None, None),
        (counted(6), None, None, "not timed"),
        (counted(6, duration_s=1.2), 1.2, None, None),
        (of(Trial(duration_s=4.2)), 4.2, None, None),
        (of(Trial(duration_s=4.2, duration_is_minimum=True)), 4.2, "> 4.2 s", None),
        (of(Trial(duration_s=10.0)), 10.0, None, None),
        (of(Trial(duration_s=10.4)), LEVEL_OF_OVER_10_S, "10.4 s", None),
        (
            of(Trial(duration_s=12.0, duration_is_minimum=True)),
            LEVEL_OF_OVER_10_S,
            "> 12.0 s",
            None,
        ),
        (of(sustained_trial()), LEVEL_OF_OVER_10_S, None, None),
        (not_tested(), None, None, "NT"),
        (not_examined(), None, None, None),
    ],
)
def test_every_state_has_its_own_look_in_seconds_too(finding, level, beside, below):
    drawn, seconds = point(finding), Measure.DURATION
    assert drawn.level_in(seconds) == level
    assert (drawn.beside_in(seconds) and str(drawn.beside_in(seconds))) == beside
    assert (drawn.below_in(seconds) and str(drawn.below_in(seconds))) == below


@pytest.mark.parametrize("finding", [counted(12), not_tested(), of(sustained_trial())])
def test_in_beats_the_measure_changes_nothing(finding):
    drawn, beats = point(finding), Measure.BEATS
    assert drawn.level_in(beats) == drawn.level
    assert drawn.beside_in(beats) == drawn.beside
    assert drawn.below_in(beats) == drawn.below


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
