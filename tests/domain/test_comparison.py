from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import ANKLE, WRIST, Place, Side
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.comparison import compare, compare_findings, positions_of
from clonus_desktop.domain.counting_error import beats_extent
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.measures import Direction, Measure, Obstacle
from clonus_desktop.domain.rules import RULES
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial, sustained_trial

RIGHT, LEFT = Place(ANKLE, Side.RIGHT), Place(ANKLE, Side.LEFT)
ARTICLE = RULES["ARTICLE_GT5"]
EXACT = CountMethod.EXACT
D, O = Direction, Obstacle  # noqa: E741  # a table of forty


def of(trial, place=RIGHT):
    return finding_of(place, ClonusTest(place=place, trials=(trial,)), rule=ARTICLE)


def counted(beats, **fields):
    return of(Trial(beats=beats, **fields))


def timed(seconds, **fields):
    return of(Trial(duration_s=seconds, **fields))


def not_tested(place=RIGHT):
    reason = NotTested(reason=NotTestedReason.PAIN)
    return finding_of(place, ClonusTest(place=place, not_tested=reason), rule=ARTICLE)


def not_examined(place=RIGHT):
    return finding_of(place, None, rule=ARTICLE)


def ten_or_more():
    return counted(10, at_least=True)


def sustained():
    return of(sustained_trial())


@pytest.mark.parametrize(
    ("now", "before", "direction"),
    [
        (counted(6), counted(6), D.SAME),
        (counted(0), counted(0), D.SAME),
        (counted(8), counted(2), D.MORE),
        (counted(2), counted(8), D.FEWER),
        (counted(1), counted(0), D.MORE),
        (counted(6), counted(8), D.WITHIN_ERROR),
        (counted(6), counted(4), D.WITHIN_ERROR),
        (counted(12, count_method=EXACT), counted(8, count_method=EXACT), D.MORE),
        (counted(12, count_method=EXACT), counted(10, count_method=EXACT), D.WITHIN_ERROR),
        (ten_or_more(), counted(5), D.MORE),
        (ten_or_more(), counted(9), D.CANNOT_BE_COMPARED),
        (ten_or_more(), counted(12), D.CANNOT_BE_COMPARED),
        (counted(3), ten_or_more(), D.FEWER),
        (ten_or_more(), ten_or_more(), D.CANNOT_BE_COMPARED),
        (sustained(), sustained(), D.SAME),
        (sustained(), counted(60), D.MORE),
        (sustained(), ten_or_more(), D.MORE),
        (counted(60), sustained(), D.FEWER),
        (sustained(), timed(11.0, ended_by=EndedBy.TIME_CAP), D.SAME),
        (timed(4.0), timed(2.0), D.MORE),
        (timed(2.0), timed(4.0), D.FEWER),
        (timed(4.0), timed(4.3), D.WITHIN_ERROR),
        (timed(4.0), timed(4.04), D.SAME),
        (timed(4.0, duration_is_minimum=True), timed(2.0), D.MORE),
        (timed(4.0, duration_is_minimum=True), timed(5.0), D.CANNOT_BE_COMPARED),
        (counted(0), timed(4.0), D.FEWER),
        (sustained(), timed(4.0), D.MORE),
        (counted(5, duration_s=1.0), timed(4.0), D.FEWER),
        (counted(3), timed(2.0), D.CANNOT_BE_COMPARED),
        (timed(2.0), counted(3), D.CANNOT_BE_COMPARED),
        (counted(3), not_tested(), D.NEWLY_TESTED),
        (timed(3.0), not_tested(), D.NEWLY_TESTED),
        (not_tested(), sustained(), D.NO_LONGER_TESTED),
        (counted(0), not_examined(), D.NOT_EXAMINED_BEFORE),
        (not_examined(), counted(0), D.NOT_EXAMINED_NOW),
        (not_tested(), not_tested(), D.TESTED_NEITHER_TIME),
        (not_tested(), not_examined(), D.TESTED_NEITHER_TIME),
        (not_examined(), not_tested(), D.TESTED_NEITHER_TIME),
        (not_examined(), not_examined(), D.TESTED_NEITHER_TIME),
    ],
)
def test_a_change_is_told_only_where_counting_alone_cannot_explain_it(now, before, direction):
    comparison = compare(now, before)
    assert comparison.direction is direction
    assert (comparison.now, comparison.before, comparison.place) == (now, before, RIGHT)
    assert (comparison.why is None) is (direction is not D.CANNOT_BE_COMPARED)


@pytest.mark.parametrize(
    ("now", "before", "why"),
    [
        (counted(3), timed(2.0), O.COUNTED_ONLY_NOW),
        (timed(2.0), counted(3), O.COUNTED_ONLY_BEFORE),
        (ten_or_more(), counted(10), O.OPEN),
    ],
)
def test_what_cannot_be_compared_says_why(now, before, why):
    assert compare(now, before).why is why


def test_another_position_stands_in_the_way_where_both_were_stated():
    now, before = counted(8), counted(2)
    other = compare(now, before, positions=("sitting", "knee-straight"))
    assert (other.direction, other.why) == (D.CANNOT_BE_COMPARED, O.POSITION)
    for positions in (("sitting", "sitting"), ("sitting", ""), ("", "sitting"), ("", "")):
        assert compare(now, before, positions=positions).direction is D.MORE


def test_a_position_is_no_obstacle_where_nothing_was_tested():
    comparison = compare(not_tested(), counted(2), positions=("sitting", "knee-straight"))
    assert comparison.direction is D.NO_LONGER_TESTED


def test_seconds_are_told_beside_beats_where_both_were_timed():
    now, before = counted(6, duration_s=1.0), counted(6, duration_s=3.0)
    comparison = compare(now, before)
    assert (comparison.direction, comparison.duration) == (D.SAME, D.FEWER)
    assert compare(now, counted(6)).duration is None
    assert compare(timed(4.0), timed(2.0)).duration is None
    assert compare(timed(4.0), timed(2.0)).measure is Measure.DURATION
    assert compare(sustained(), sustained()).duration is None


def test_unlike_methods_are_told_of_counts_only():
    now, before = counted(6, count_method=EXACT), counted(6)
    assert compare(now, before).is_by_unlike_methods
    assert not compare(now, now).is_by_unlike_methods
    assert not compare(now, not_tested()).is_by_unlike_methods
    assert not compare(timed(4.0, count_method=CountMethod.TIMED), timed(2.0)).is_by_unlike_methods


def test_two_open_counts_are_open_both_times():
    assert compare(ten_or_more(), ten_or_more()).is_open_both_times
    assert not compare(ten_or_more(), counted(12)).is_open_both_times
    assert not compare(counted(3), counted(3)).is_open_both_times


def test_right_is_never_compared_with_left():
    with pytest.raises(ValueError, match="right ankle cannot be compared with the left ankle"):
        compare(counted(3), of(Trial(beats=3), LEFT))


# --- whole examinations --------------------------------------------------------------------------


def test_a_place_of_either_examination_is_compared_by_itself():
    wrist = Place(WRIST, Side.RIGHT)
    now = (counted(3), of(Trial(beats=1), LEFT))
    before = (of(Trial(beats=9), LEFT), of(Trial(beats=2), wrist))
    found = {c.place: c.direction for c in compare_findings(now, before)}
    assert found == {
        RIGHT: D.NOT_EXAMINED_BEFORE,
        LEFT: D.FEWER,
        wrist: D.NOT_EXAMINED_NOW,
    }


def test_the_positions_of_each_place_are_those_that_were_stated():
    examination = Examination(
        patient_id=1,
        started_at=datetime(2026, 3, 12, tzinfo=UTC),
        places=(RIGHT, LEFT),
        statements={
            (Topic.TECHNIQUE, RIGHT): {"position": "sitting"},
            (Topic.TECHNIQUE, LEFT): {"checks": {"fast": "yes"}},
            (Topic.CONTEXT, None): {"anything": "else"},
        },
    )
    assert positions_of(examination) == {RIGHT: "sitting"}
    found = compare_findings(
        (counted(3),), (counted(3),), positions=({RIGHT: "sitting"}, {RIGHT: "knee-bent"})
    )
    assert found[0].why is O.POSITION


# --- laws --------------------------------------------------------------------------------------


def a_trial():
    return st.one_of(
        st.builds(
            Trial,
            beats=st.integers(0, 80),
            at_least=st.booleans(),
            duration_s=st.none() | st.floats(0, 20),
            count_method=st.sampled_from(CountMethod),
        ),
        st.builds(Trial, duration_s=st.floats(0, 20)),
        st.builds(Trial, duration_s=st.floats(0, 20), duration_is_minimum=st.just(True)),
        st.builds(sustained_trial),
    )


def a_finding():
    others = (st.builds(not_tested), st.builds(not_examined))
    return st.one_of(a_trial().map(of), *others)


_TURNED = {
    D.MORE: D.FEWER,
    D.FEWER: D.MORE,
    D.NEWLY_TESTED: D.NO_LONGER_TESTED,
    D.NO_LONGER_TESTED: D.NEWLY_TESTED,
    D.NOT_EXAMINED_BEFORE: D.NOT_EXAMINED_NOW,
    D.NOT_EXAMINED_NOW: D.NOT_EXAMINED_BEFORE,
}


@given(now=a_finding(), before=a_finding())
def test_a_comparison_turned_round_says_the_opposite(now, before):
    forth, back = compare(now, before), compare(before, now)
    assert back.direction is _TURNED.get(forth.direction, forth.direction)
    duration = forth.duration
    assert back.duration is (None if duration is None else _TURNED.get(duration, duration))


@given(now=a_finding(), before=a_finding())
def test_nothing_is_measured_where_one_was_not_tested(now, before):
    is_tested = now.is_tested and before.is_tested
    comparison = compare(now, before)
    assert is_tested or not comparison.direction.is_measured
    is_about_testing = comparison.direction in {*D} - {D.CANNOT_BE_COMPARED} and (
        not comparison.direction.is_measured
    )
    assert is_about_testing is not is_tested


@given(first=a_finding(), second=a_finding(), third=a_finding())
def test_more_than_more_is_more(first, second, third):
    steps = (compare(third, second), compare(second, first))
    whole = compare(third, first)
    is_more = all(step.direction is D.MORE for step in steps)
    if is_more and {step.measure for step in (*steps, whole)} == {Measure.BEATS}:
        assert whole.direction is D.MORE


@given(now=a_trial(), before=st.integers(0, 80), more=st.integers(0, 80))
def test_a_change_to_more_stays_one_from_a_smaller_count(now, before, more):
    later = of(now)
    if compare(later, counted(before + more)).direction is D.MORE:
        assert compare(later, counted(before)).direction is D.MORE


@given(now=st.integers(0, 200), before=st.integers(0, 200), method=st.sampled_from(CountMethod))
def test_what_is_said_of_two_counts_holds_for_all_that_they_can_mean(now, before, method):
    later, earlier = (Trial(beats=beats, count_method=method) for beats in (now, before))
    said = compare(of(later), of(earlier)).direction
    one, other = beats_extent(later), beats_extent(earlier)
    if said is D.MORE:
        assert one.least > other.most
    elif said is D.FEWER:
        assert one.most < other.least
    else:
        assert said is (D.SAME if now == before else D.WITHIN_ERROR)


@settings(max_examples=60)
@given(at_least=st.integers(0, 50), unseen=st.integers(0, 50), before=st.integers(0, 100))
def test_more_said_of_an_open_count_holds_for_every_count_it_can_mean(at_least, unseen, before):
    said = compare(counted(at_least, at_least=True), counted(before)).direction
    assert said in {D.MORE, D.CANNOT_BE_COMPARED}
    if said is D.MORE:
        assert compare(counted(at_least + unseen), counted(before)).direction is D.MORE
