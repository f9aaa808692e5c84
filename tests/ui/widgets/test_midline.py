"""A site without sides on the screen: told by a word and a square, under neither side."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook.book import open_book
from clonus_desktop.domain.anatomy import ANKLE, SIDES, Place, Side, Site
from clonus_desktop.domain.course import Course, CoursePoint
from clonus_desktop.domain.finding import FindingKind
from clonus_desktop.domain.measures import Measure
from clonus_desktop.ui.widgets.course_axis import span_of
from clonus_desktop.ui.widgets.course_content import PanelContent
from clonus_desktop.ui.widgets.course_history import CourseHistory
from clonus_desktop.ui.widgets.course_marks import below_texts
from clonus_desktop.ui.widgets.course_panel import CoursePanel
from clonus_desktop.ui.widgets.course_style import plot_style
from clonus_desktop.ui.widgets.course_table import CourseTableModel
from clonus_desktop.ui.widgets.course_words import summary
from clonus_desktop.ui.widgets.findings_matrix import Entry, FindingsMatrix
from clonus_desktop.ui.widgets.legend import Legend
from clonus_desktop.ui.widgets.place_list import PlaceList
from clonus_desktop.ui.widgets.side_badge import SideBadge

JAW = Place(Site("jaw"), Side.MIDLINE)
ANKLES = tuple(Place(ANKLE, side) for side in SIDES)


def drawn(widget: QWidget) -> QImage:
    widget.resize(widget.sizeHint())
    return widget.grab().toImage()


@pytest.fixture
def book(tmp_path):
    with open_book(tmp_path / "casebook.sqlite") as opened:
        yield opened


@pytest.fixture
def courses(findings):
    """The jaw with 2 beats and then not tested."""
    start = datetime(2025, 3, 1, 9, 40, tzinfo=UTC)
    points = tuple(
        CoursePoint(
            examined_at=start + timedelta(days=90 * n),
            examination_id=n + 1,
            finding=replace(finding, place=JAW),
        )
        for n, finding in enumerate((findings[0], findings[3]))
    )
    return (Course(place=JAW, points=points),)


def test_the_badge_is_a_third_shape_with_its_word(qtbot, look):
    badges = [SideBadge(side, filled=False, size=44) for side in Side]
    for badge in badges:
        qtbot.addWidget(badge)
    assert badges[2].accessibleName() == "Midline"
    pictures = [drawn(badge) for badge in badges]
    # Only a square has ink near the corner of its box.
    assert [image.pixel(6, 6) != image.pixel(0, 0) for image in pictures] == [False, False, True]


def test_the_matrix_puts_it_across_both_columns_and_under_neither(qtbot, look, findings):
    matrix = FindingsMatrix(with_change=True)
    qtbot.addWidget(matrix)
    found = [replace(findings[0], place=place) for place in (*ANKLES, JAW)]
    matrix.show_entries(
        {f.place: Entry(finding=f, place_words=str(f.place)) for f in found}, lambda key: key
    )
    matrix.resize(900, 300)
    matrix.show()
    layout = matrix.layout()
    at = {
        layout.getItemPosition(index)
        for index in range(layout.count())
        if layout.itemAt(index).widget().isAncestorOf(matrix.pills[JAW])
    }
    assert at == {(2, 1, 1, 2)}
    badges = [badge.accessibleName() for badge in matrix.findChildren(SideBadge)]
    assert badges == ["Right", "Left", "Midline"]
    with qtbot.waitSignal(matrix.change_requested) as asked:
        next(b for b in matrix.findChildren(QWidget) if b.accessibleName() == "Change jaw").click()
    assert asked.args == [JAW]


def test_the_legend_names_it_only_where_it_is_drawn(qtbot, look):
    legend = Legend()
    qtbot.addWidget(legend)
    assert "Midline" not in legend.accessibleName()
    without = drawn(legend)
    legend.show_sides({Side.MIDLINE})
    assert legend.accessibleName().startswith("Right, Left, Midline, ")
    assert drawn(legend) != without
    legend.show_sides({Side.RIGHT})
    assert drawn(legend) == without


def test_the_plot_draws_it_and_says_it_without_a_side(qtbot, look, book, courses):
    history = CourseHistory(courses=courses)
    content = PanelContent(courses=courses, span=span_of(history.visits), limit=5.5)
    panel = CoursePanel(plot_style(), content)
    qtbot.addWidget(panel)
    panel.resize(300, 220)
    panel.show()
    grey = look.color("midline").rgb()
    image = panel.grab().toImage()
    inked = sum(
        image.pixel(x, y) == grey for x in range(image.width()) for y in range(image.height())
    )
    assert inked >= 60
    assert [text.said for row in panel.rows_below for text in row] == ["NT"]
    assert summary(book, history) == "Jaw: 2 beats (1 not tested) over 2 visits."


def test_never_tested_is_said_without_a_side(book, courses):
    untested = (replace(courses[0], points=courses[0].points[1:]),)
    assert summary(book, CourseHistory(courses=untested)) == "Jaw: not tested over 1 visit."


def test_letters_under_the_axis_name_sides_only(courses):
    assert [
        text.words for text in below_texts(courses, measure=Measure.BEATS, left=0.0, scale=1.0)
    ] == ["NT"]


def test_the_table_has_a_column_for_it(book, courses):
    model = CourseTableModel(book, CourseHistory(courses=courses))
    assert model.heading(1) == "Jaw"
    assert model.said(0, 1) == "Not tested: pain"


def test_places_beyond_three_sites_stand_in_a_second_block_right_over_left(qtbot, look, findings):
    sites = [Site(key) for key in ("ankle", "patella", "wrist", "toe")]
    places = [*(Place(site, side) for site in sites for side in SIDES), JAW]
    open_one = replace(findings[5], kind=FindingKind.NOT_EXAMINED)
    made = PlaceList()
    qtbot.addWidget(made)
    made.set_grid(True)
    made.show_places(
        [replace(open_one, place=place) for place in places],
        JAW,
        words=lambda place: place.site.key,
        full_words=str,
    )
    layout = made.layout()
    at = {place: layout.getItemPosition(layout.indexOf(made.items[place]))[:2] for place in places}
    assert at[Place(Site("wrist"), Side.LEFT)] == (1, 2)
    assert at[Place(Site("toe"), Side.RIGHT)] == (2, 0)
    assert at[Place(Site("toe"), Side.LEFT)] == (3, 0)
    assert at[JAW] == (2, 1)


def test_a_long_name_takes_a_second_line_and_is_never_cut(qtbot, look, findings):
    made = PlaceList()
    qtbot.addWidget(made)
    flexors = Place(Site("finger-flexors"), Side.RIGHT)
    named = {flexors: "Finger flexors", JAW: "Jaw"}
    made.show_places(
        [replace(findings[5], place=place) for place in named],
        JAW,
        words=named.__getitem__,
        full_words=str,
    )
    made.setFixedWidth(160)
    made.show()
    qtbot.wait(1)
    long, short = made.items[flexors], made.items[JAW]
    assert long.height() > short.height()
    assert long.height() >= 2 * long.fontMetrics().height()
    assert long.width() >= long.minimumSizeHint().width()
