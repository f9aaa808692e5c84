"""Ticks, spans and letters of the course plot, measured in numbers."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from clonus_desktop.domain.anatomy import ANKLE, Place, Side
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.course import Course, CoursePoint
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.rules import rule_named
from clonus_desktop.domain.trial import Trial, sustained_trial
from clonus_desktop.ui.widgets.course_axis import (
    Span,
    beat_ticks,
    date_ticks,
    second_ticks,
    span_of,
)
from clonus_desktop.ui.widgets.course_marks import Text, below_texts, beside_texts, spread

START = datetime(2023, 3, 9, 9, 40, tzinfo=UTC)


def record(place, value):
    if value == "NT":
        return ClonusTest(place=place, not_tested=NotTested(reason=NotTestedReason.PAIN))
    if value == "S":
        return ClonusTest(place=place, trials=(sustained_trial(),))
    return None if value is None else ClonusTest(place=place, trials=(Trial(beats=value),))


def course(side, values, *, days=30):
    place, rule = Place(ANKLE, side), rule_named("ARTICLE_GT5")
    return Course(
        place=place,
        points=tuple(
            CoursePoint(
                examined_at=START + timedelta(days=days * index),
                examination_id=index + 1,
                finding=finding_of(place, record(place, value), rule=rule),
            )
            for index, value in enumerate(values)
        ),
    )


def letters(text):
    return 7.0 * len(text)


# --- the axis in beats ------------------------------------------------------------------------


@pytest.mark.parametrize("line_px", [17, 26, 34])
@pytest.mark.parametrize("beat_px", [9, 11, 14, 20, 30])
@pytest.mark.parametrize("limit", [None, 2.5, 4.5, 5.5])
def test_labels_in_beats_never_touch(limit, beat_px, line_px):
    if 2 * beat_px < line_px:
        pytest.skip("a panel is never that low: its least height sees to it")
    ticks = beat_ticks(limit=limit, beat_px=beat_px, line_px=line_px).labelled
    places = [at for at, _words in ticks]
    gaps = [later - earlier for earlier, later in itertools.pairwise(places)]
    assert all(gap * beat_px >= line_px for gap in gaps)


def test_the_count_below_the_limit_is_labelled():
    assert (5.0, "5") in beat_ticks(limit=5.5, beat_px=14, line_px=17).labelled
    assert (2.0, "2") in beat_ticks(limit=2.5, beat_px=14, line_px=17).labelled


def test_ten_or_more_and_sustained_have_their_own_words():
    labelled = dict(beat_ticks(limit=None, beat_px=14, line_px=17).labelled)
    assert (labelled[10.0], labelled[12.0]) == ("10+", "Sust.")


@pytest.mark.parametrize("line_px", [17, 26, 34])
@pytest.mark.parametrize("level_px", [8, 14, 40])
def test_labels_in_seconds_never_touch_and_over_10_s_is_always_there(level_px, line_px):
    ticks = second_ticks(level_px=level_px, line_px=line_px).labelled
    gaps = [(b[0] - a[0]) * level_px for a, b in itertools.pairwise(ticks)]
    assert min(gaps) >= line_px or level_px * 12 < line_px
    assert (ticks[0][1], ticks[-1][1]) == ("0", "> 10 s")


def test_the_limits_of_scats_are_labelled_first():
    assert {words for _at, words in second_ticks(level_px=12, line_px=17).labelled} >= {
        "3 s",
        "10 s",
    }


# --- the axis of dates ------------------------------------------------------------------------


@pytest.mark.parametrize("width", [90, 200, 400, 740])
@pytest.mark.parametrize("days", [0, 0.2, 1, 3, 12, 40, 100, 300, 800, 1500, 9000, 30000])
def test_a_span_of_any_length_has_dates_that_do_not_touch(days, width):
    span = Span(first=START, last=START + timedelta(days=days))
    ticks = date_ticks(span, width_px=width, width_of=letters)
    scale = width / (span.right - span.left)
    ends = [((at - span.left) * scale, letters(words)) for at, words in ticks.labelled]
    assert ends
    assert all(
        later - half_later / 2 >= earlier + half / 2
        for (earlier, half), (later, half_later) in itertools.pairwise(ends)
    )


def test_years_are_labelled_and_quarters_are_not():
    span = Span(first=START, last=START + timedelta(days=981))
    ticks = date_ticks(span, width_px=220, width_of=letters)
    assert [words for _at, words in ticks.labelled] == ["2024", "2025"]
    assert len(ticks.unlabelled) == 10


def test_months_are_labelled_where_the_course_is_short():
    span = Span(first=START, last=START + timedelta(days=120))
    ticks = date_ticks(span, width_px=740, width_of=letters)
    assert [words for _at, words in ticks.labelled] == [
        "Apr 2023",
        "May 2023",
        "Jun 2023",
        "Jul 2023",
    ]


def test_visits_of_one_day_have_its_date():
    span = Span(first=START, last=START + timedelta(hours=3))
    ticks = date_ticks(span, width_px=220, width_of=letters)
    assert [words for _at, words in ticks.labelled] == ["09-Mar-2023"]


def test_no_course_has_no_span():
    assert span_of(()) is None


# --- letters ----------------------------------------------------------------------------------


def test_not_tested_on_both_sides_is_one_text():
    both = (course(Side.LEFT, ["NT"]), course(Side.RIGHT, ["NT"]))
    texts = below_texts(both, measure=Measure.BEATS, left=START.timestamp(), scale=1.0)
    assert [text.words for text in texts] == ["R L NT"]


def test_equal_letters_that_would_touch_are_counted():
    texts = [Text(words="R NT", middle=50.0), Text(words="R NT", middle=55.0)]
    ((one,),) = spread(texts, width_of=letters, width=200)
    assert one.said == "R NT ×2"


def test_letters_that_would_touch_stand_in_rows_and_the_fourth_is_hinted_at():
    texts = [Text(words=words, middle=50.0) for words in ("R NT", "L NT", "R 4.2 s", "L 3.0 s")]
    rows = spread(texts, width_of=letters, width=200)
    assert [row[0].said for row in rows] == ["R NT", "L NT", "R 4.2 s …"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["withdrawn", "v2", "R NT"]), st.integers(0, 300)), max_size=12
    ),
    st.integers(170, 300),
)
def test_no_letters_under_the_axis_lie_on_others_or_outside(marks, width):
    texts = [Text(words=words, middle=float(x)) for words, x in sorted(marks, key=lambda m: m[1])]
    rows = spread(texts, width_of=letters, width=width)
    for row in rows:
        ends = [text.left + letters(text.said) for text in row]
        assert all(end + 10 <= after.left for end, after in zip(ends, row[1:], strict=False))
        assert all(text.left >= 0 and end <= width for text, end in zip(row, ends, strict=True))
    shown = [text for row in rows for text in row]
    counted = sum(text.count for text in shown)
    assert counted == len(texts) or any(text.has_more for text in shown)


def test_letters_that_grow_over_their_neighbour_stand_for_it_too():
    texts = [Text(words="withdrawn", middle=x) for x in (90.0, 195.0, 200.0)]
    assert [[text.said for text in row] for row in spread(texts, width_of=letters, width=200)] == [
        ["withdrawn ×3"]
    ]


def test_letters_stay_inside_the_plot():
    texts = [Text(words="R L NT", middle=1.0), Text(words="R L NT", middle=199.0)]
    ((first, last),) = spread(texts, width_of=letters, width=200)
    assert first.left == 0
    assert last.left + letters(last.said) == 200


def test_exact_counts_over_ten_are_written_beside_their_marks_and_not_on_each_other():
    both = (course(Side.RIGHT, [14, 10, 9]), course(Side.LEFT, [16, 12, "S"]))
    written = list(
        beside_texts(
            both,
            place=lambda point, _level: QPointF((point.examination_id - 1) * 60, 40),
            size_of=lambda text: (letters(text), 17.0),
            area=QRectF(0, 0, 200, 100),
            distance=12,
        )
    )
    assert sorted(words for words, _area in written) == ["10", "12", "14", "16"]
    areas = [QRectF(area) for _words, area in written]
    assert not any(one.intersects(other) for i, one in enumerate(areas) for other in areas[i + 1 :])
