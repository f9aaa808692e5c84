import itertools
import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from clonus_desktop.domain.anatomy import Place, Side, Site
from clonus_desktop.domain.course import Course
from clonus_desktop.domain.trial import Trial, sustained_trial
from clonus_desktop.domain.visit_marks import visit_marks
from clonus_desktop.report.course_axis import Label, Panel, apart, ticks
from clonus_desktop.report.palette import print_colours
from tests.report.cases import (
    AMENDED,
    HISTORY,
    INFANT,
    MARKS,
    PAIN,
    TEN_OR_MORE,
    TODAY,
    WITHDRAWN,
    courses_of,
    examined,
    letter,
    with_jaw,
)

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def drawn(*examinations, **changes):
    plot = letter(TODAY, courses=courses_of(*examinations), **changes).plot
    assert plot is not None
    return plot.svg, ElementTree.fromstring(plot.svg)


def texts(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def test_the_sides_differ_by_shape_line_and_word():
    svg, root = drawn(*HISTORY, TODAY)
    circles = list(root.iter(f"{SVG}circle"))
    diamonds = re.findall(r'd="M[^"]*Z"', svg)
    assert len(circles) == 1 + 3 * 8 - 1  # the legend's; one wrist was not tested
    assert len(diamonds) == 1 + 3 * 8
    assert "right: filled circle, solid line" in texts(root)
    assert "left: open diamond, dashed line" in texts(root)
    assert texts(root).count("R NT") == 1


def test_a_place_that_was_not_tested_breaks_the_line():
    _, whole = drawn(*HISTORY[:3], TODAY)
    _, broken = drawn(*HISTORY[:3], HISTORY[3], TODAY)
    right = print_colours()["right"]
    solid = [[p for p in r.iter(f"{SVG}path") if p.get("stroke") == right] for r in (whole, broken)]
    # The legend and one line a panel; at the wrist one visit after the gap stands alone.
    assert [len(lines) for lines in solid] == [4, 4]
    assert [lines[-1].get("d").count("L") for lines in solid] == [3, 2]


def test_the_limit_lies_between_5_and_6_and_is_missing_for_infants():
    svg, root = drawn(*HISTORY, TODAY)
    assert svg.count('stroke-dasharray="7 3"') == 1 + 3
    assert "limit: more than 5 beats" in texts(root)
    svg, _ = drawn(*HISTORY, TODAY, patient=INFANT)
    assert 'stroke-dasharray="7 3"' not in svg


def test_counts_over_10_stand_beside_their_marks():
    _, root = drawn(HISTORY[0], examined(14, 23, TEN_OR_MORE, sustained_trial(), 0, 0))
    assert {"14", "23"} <= set(texts(root))


def test_counts_over_10_that_stand_too_close_are_one_range():
    days = [date(2025, 11, day) for day in range(1, 5)]
    visits = [examined(10 + day.day, 12, 0, 0, 0, 0, on=day) for day in days]
    _, root = drawn(HISTORY[0], *visits)
    assert {"11–14", "12"} <= set(texts(root))


def test_labels_that_would_touch_are_counted_instead():
    days = [date(2025, 11, day) for day in range(1, 10)]
    visits = [examined(PAIN, Trial(duration_s=day.day), 0, 0, 0, 0, on=day) for day in days]
    _, root = drawn(HISTORY[0], *visits)
    assert "R NT ×9" in texts(root)
    assert "L – ×9" in texts(root)


def test_more_than_three_sites_take_a_second_row():
    extra = Course(place=Place(Site("big-toe"), Side.RIGHT), points=())
    courses = (*courses_of(*HISTORY), extra)
    plot = letter(TODAY, courses=courses).plot
    assert plot is not None
    assert plot.summary.endswith("right big toe not tested.")
    assert "Big toe" in texts(ElementTree.fromstring(plot.svg))


def test_one_day_lies_in_the_middle():
    evening = examined(2, 2, 2, 2, 2, 2, started_at=TODAY.started_at + timedelta(hours=8))
    _, root = drawn(TODAY, evening)
    assert "14 Nov 2025" in texts(root)


def panel(first: date, last: date) -> Panel:
    return Panel(left=0, top=0, width=140, height=100, first=first, last=last)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2023, 3, 9), date(2025, 11, 14), ["2024", "2025"]),
        (date(2025, 8, 26), date(2025, 11, 14), ["Sep 2025", "Oct 2025", "Nov 2025"]),
        (date(2025, 11, 3), date(2025, 11, 14), ["3 Nov 2025", "14 Nov 2025"]),
        (date(2000, 1, 1), date(2025, 1, 1), ["2000", "2005", "2010", "2015", "2020", "2025"]),
    ],
)
def test_days_are_labelled_by_year_month_or_their_ends(first, last, labels):
    assert [label.text for label in ticks(panel(first, last), MONTHS)] == labels


def test_no_two_labels_touch_and_none_leaves_the_panel():
    one = panel(date(2023, 1, 1), date(2025, 1, 1))
    placed = apart([Label(x, "R NT") for x in (0, 8, 60, 75, 139)], one)
    for left, right in itertools.pairwise(placed):
        assert left.x + left.half < right.x - right.half
    assert placed[0].x - placed[0].half >= 0
    assert placed[-1].x + placed[-1].half <= 140
    assert sum(label.count for label in placed) == 5


def test_the_same_course_is_drawn_the_same():
    assert drawn(*HISTORY, TODAY)[0] == drawn(*HISTORY, TODAY)[0]


def test_the_midline_is_a_filled_square_on_a_solid_line_and_named_only_where_it_is_drawn():
    line = "midline: filled square, solid line"
    assert line not in texts(drawn(*HISTORY, TODAY)[1])
    history = [with_jaw(n, 0, 0, 0, 0, 0, 0, on=date(2025, n, 1), exam_id=n) for n in (1, 2, 3)]
    untested = with_jaw(PAIN, 0, 0, 0, 0, 0, 0, on=date(2025, 4, 1), exam_id=4)
    _, root = drawn(*history, untested)
    grey = print_colours()["midline"]
    paths = list(root.iter(f"{SVG}path"))
    assert len([p for p in paths if p.get("fill") == grey]) == 1 + 3
    strokes = [p for p in paths if p.get("stroke") == grey]
    assert len(strokes) == 1 + 1
    assert not any(p.get("stroke-dasharray") for p in strokes)
    assert {line, "Jaw", "NT"} <= set(texts(root))


# --- amended and withdrawn --------------------------------------------------------------------


def test_a_withdrawn_visit_is_a_word_under_the_axis_and_the_line_passes_by_it():
    _, without = drawn(*HISTORY, TODAY)
    _, marked = drawn(*HISTORY, TODAY, marks=visit_marks((*HISTORY, WITHDRAWN, TODAY)))
    assert texts(marked).count("withdrawn") == 3
    circles, lines = (
        [len([e for e in root.iter(f"{SVG}{kind}") if e.get("stroke") or kind == "circle"])
         for root in (without, marked)]
        for kind in ("circle", "path")
    )  # fmt: skip
    assert circles[0] == circles[1]
    assert lines[0] == lines[1]
    assert "withdrawn: does not count, the line passes by it" in texts(marked)
    assert not any("rev." in text for text in texts(marked))


def test_an_amended_visit_says_its_revision_under_its_mark():
    _, root = drawn(*HISTORY, TODAY, marks=MARKS)
    (where,) = {e.get("x") for e in root.iter(f"{SVG}text") if e.text == "rev. 3"} & {
        e.get("x") for e in root.iter(f"{SVG}text") if e.text == "R NT"
    }
    assert AMENDED.started_at == HISTORY[3].started_at
    assert where
    assert texts(root).count("rev. 3") == 3
    legend = "rev.: amended, as in that revision; withdrawn: does not count, the line passes by it"
    assert legend in texts(root)


def test_a_withdrawn_visit_before_all_others_widens_the_axis():
    early = replace(WITHDRAWN, started_at=WITHDRAWN.started_at - timedelta(days=900))
    svg, _ = drawn(*HISTORY[4:], TODAY, marks=visit_marks((early,)))
    plain, _ = drawn(*HISTORY[4:], TODAY)
    assert svg != plain
    xs = [float(e.get("x")) for e in ElementTree.fromstring(svg).iter(f"{SVG}text")
          if e.text == "withdrawn"]  # fmt: skip
    assert min(xs) > 0


def test_marks_before_the_twelve_visits_that_are_shown_are_left_out():
    visits = [examined(1, 2, 0, 0, 0, 0, on=date(2024, 1, 1) + timedelta(days=30 * n), exam_id=n)
              for n in range(1, 15)]  # fmt: skip
    marks = visit_marks(replace(visit, revision=2, revises_id=99) for visit in visits)
    plot = letter(TODAY, courses=courses_of(*visits), marks=marks).plot
    # By their days: the twelve that are shown, of fourteen.
    assert plot.summary.count("(revision 2)") == 12


def test_the_plot_in_words_tells_what_was_amended_and_what_withdrawn():
    plot = letter(TODAY, courses=courses_of(*HISTORY, TODAY), marks=MARKS).plot
    assert plot.summary.endswith(
        "Amended: 3 July 2024 (revision 3). Withdrawn, and not counted: 19 December 2024."
    )
    plain = letter(TODAY, courses=courses_of(*HISTORY, TODAY)).plot
    assert "Amended" not in plain.summary
    assert "amended" not in plain.svg
