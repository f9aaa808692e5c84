"""The plot and its table on a real casebook: same findings, right and left apart."""

import dataclasses
import itertools
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest

from clonus_desktop.casebook.book import open_book
from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Place, Side, Site
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.course import Course, CoursePoint
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.drugs import DrugUse
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.measures import Measure
from clonus_desktop.domain.position_notes import PositionNote
from clonus_desktop.domain.rules import rule_named
from clonus_desktop.domain.trial import Trial, sustained_trial
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.course_card import CourseCard
from clonus_desktop.ui.widgets.course_history import CourseHistory
from clonus_desktop.ui.widgets.course_items import Pens
from clonus_desktop.ui.widgets.course_plot import CoursePlot
from clonus_desktop.ui.widgets.course_table import CourseTable
from clonus_desktop.ui.widgets.dose_lane import times_in_lane
from clonus_desktop.ui.widgets.scrolled import scroll_area

START = datetime(2023, 3, 9, 9, 40, tzinfo=UTC)
RULE = rule_named("ARTICLE_GT5")


def record(place, value):
    if isinstance(value, str) and value != "S":
        why = NotTested(reason=NotTestedReason.OTHER, explanation=value)
        return ClonusTest(place=place, not_tested=why)
    if value is None:
        return None
    trial = sustained_trial() if value == "S" else Trial(beats=value)
    return ClonusTest(place=place, trials=(trial,))


def course(site, side, values, *, days=120.0):
    place = Place(site, side)
    points = tuple(
        CoursePoint(
            examined_at=START + timedelta(days=days * index),
            examination_id=index + 1,
            finding=finding_of(place, record(place, value), rule=RULE),
        )
        for index, value in enumerate(values)
    )
    return Course(place=place, points=points)


def both(site, right, left, **named):
    return (course(site, Side.RIGHT, right, **named), course(site, Side.LEFT, left, **named))


THREE = (
    *both(ANKLE, [0, 0, 1, 2], [0, "S", 8, 6]),
    *both(PATELLA, [0, 0, 0, 0], [0, 3, 6, 2]),
    *both(WRIST, [0, "splint", 0, 0], [0, 0, 2, 14]),
)

FIFTEEN = CourseHistory(courses=both(ANKLE, [1] * 15, [2] * 15), limit=5.5)


@pytest.fixture
def book(tmp_path, qtbot, qapp):
    appearance().apply(qapp, "light", 1.0)
    with open_book(tmp_path / "casebook.sqlite", now=lambda: START) as found:
        yield found
    QGuiApplication.clipboard().clear()


def shown(qtbot, book, courses, *, limit=5.5, size=(760, 300)):
    plot = CoursePlot(book)
    qtbot.addWidget(plot)
    plot.resize(*size)
    plot.show_history(CourseHistory(courses=tuple(courses), limit=limit))
    plot.show()
    qtbot.waitUntil(lambda: bool(plot.panels) or not courses)
    qtbot.wait(20)
    return plot


def pixels(widget, role):
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = appearance().color(role).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


# --- drawing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("sites", [0, 1, 2, 3, 5])
def test_there_is_one_panel_per_site_however_many_there_are(qtbot, book, sites):
    courses = tuple(
        one for index in range(sites) for one in both(Site(f"site-{index}"), [1, 2], [3, 4])
    )
    assert len(shown(qtbot, book, courses).panels) == sites


def test_panels_share_the_dates_and_the_beats(qtbot, book):
    plot = shown(qtbot, book, THREE)
    first, *others = (panel.panel_scale for panel in plot.panels)
    for scale in others:
        assert scale.span.left == pytest.approx(first.span.left)
        assert scale.span.right == pytest.approx(first.span.right)
        assert scale.level_px == pytest.approx(first.level_px)


@pytest.mark.parametrize("width", [120, 200, 700])
def test_the_first_and_the_last_mark_are_drawn_whole(qtbot, book, width):
    courses = both(ANKLE, [1, 2, 3], [4, 5, 6])
    (panel,) = shown(qtbot, book, courses, size=(width, 300)).panels
    scale = panel.panel_scale
    for point in (courses[0].points[0], courses[0].points[-1]):
        x = scale.x(point.examined_at.timestamp())
        assert scale.area.left() + 10 <= x <= scale.area.right() - 10


def test_both_sides_are_drawn_in_their_colours(qtbot, book):
    plot = shown(qtbot, book, both(ANKLE, [2, 3, 4], [7, 8, 9]))
    assert pixels(plot, "right") > 100
    assert pixels(plot, "left") > 50


def test_without_a_limit_no_line_is_drawn(qtbot, book):
    courses = both(ANKLE, [0, 0], [0, 0])
    with_limit = pixels(shown(qtbot, book, courses), "sev2")
    without = pixels(shown(qtbot, book, courses, limit=None), "sev2")
    assert without < with_limit / 2


def test_five_lies_below_the_limit_and_six_above(qtbot, book):
    (panel,) = shown(qtbot, book, both(ANKLE, [5, 5], [6, 6])).panels
    five, line, six = map(panel.panel_scale.y, (5, 5.5, 6))
    assert five > line > six


@pytest.mark.parametrize("days", [0.0, 0.01, 0.5, 3.0, 4000.0])
def test_a_course_of_any_length_is_drawn(qtbot, book, days):
    courses = both(ANKLE, [1, 2, "pain"], ["S", 3, 0], days=days)
    plot = shown(qtbot, book, courses)
    assert pixels(plot, "right") > 50


def test_a_side_that_was_never_examined_is_no_fault(qtbot, book):
    plot = shown(qtbot, book, (course(ANKLE, Side.LEFT, [1, None, "pain", 3]),))
    assert len(plot.panels) == 1


def test_a_plot_follows_the_theme(qtbot, book, qapp):
    plot = shown(qtbot, book, THREE)
    light = pixels(plot, "surface")
    appearance().apply(qapp, "dark", 1.0)
    plot.repaint_for_theme()
    assert light > 1000
    assert pixels(plot, "surface") > 1000
    assert pixels(plot, "right") > 100


def test_the_plot_runs_from_left_to_right_in_every_language(qtbot, book):
    plot = CoursePlot(book)
    qtbot.addWidget(plot)
    assert plot.layoutDirection() is Qt.LayoutDirection.LeftToRight
    shown_plot = shown(qtbot, book, THREE)
    assert all(p.layoutDirection() is Qt.LayoutDirection.LeftToRight for p in shown_plot.panels)


def test_the_mouse_and_the_wheel_pass_through_to_the_page(qtbot, book):
    for panel in shown(qtbot, book, THREE).panels:
        assert panel.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        assert panel.focusPolicy() is Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_labels_in_beats_never_touch_at_any_text_size(qtbot, book, qapp, scale):
    appearance().apply(qapp, "light", scale)
    plot = shown(qtbot, book, THREE, size=(1100, 10))
    plot.set_stacked(True)
    plot.resize(1100, plot.sizeHint().height())
    qtbot.wait(20)
    line = plot._style.line_px
    for panel in plot.panels:
        heights = sorted(panel.panel_scale.y(level) for level, _words in panel.levels)
        gaps = [later - earlier for earlier, later in itertools.pairwise(heights)]
        assert min(gaps) >= line * 0.98


# --- words ------------------------------------------------------------------------------------


def test_the_accessible_name_says_the_course_in_a_sentence(qtbot, book):
    plot = shown(qtbot, book, THREE)
    said = plot.accessibleName()
    assert "Ankle: right 0 to 2 beats, left 0 to 6 beats (highest Sust.) over 4 visits." in said
    assert "right 0 to 0 beats (1 not tested)" in said


def test_the_arrow_keys_read_the_visits(qtbot, book):
    plot = shown(qtbot, book, THREE)
    said = []
    plot.visit_pointed.connect(said.append)
    QTest.keyClick(plot, Qt.Key.Key_Left)
    QTest.keyClick(plot, Qt.Key.Key_Left)
    QTest.keyClick(plot, Qt.Key.Key_Home)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert said[0].startswith("03-Mar-2024. Right ankle: 2 beats. Left ankle: 6 beats.")
    assert said[3].startswith("07-Jul-2023.")
    assert "Right wrist: Not tested: splint." in said[3]
    assert plot.reading == said[3]
    assert plot.accessibleDescription() == said[3]


def test_a_click_reads_the_nearest_visit(qtbot, book):
    plot = shown(qtbot, book, both(ANKLE, [1, 2, 3], [4, 5, 6]))
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.rect().center())
    assert "Right ankle: 2 beats." in plot.reading


def test_markup_in_a_record_stays_letters(qtbot, book):
    plot = shown(qtbot, book, both(ANKLE, ["<b>x</b>", 1], [0, 0]))
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert "<b>x</b>" in plot.reading
    assert plot._reading.textFormat() is Qt.TextFormat.PlainText


# --- the doses under the dates ----------------------------------------------------------------


def doses(*hours, changed=()):
    """A note for each visit; None for one that does not tell, "none" for no drug."""
    return tuple(
        DrugNote(
            examined_at=START + timedelta(days=120 * index),
            examination_id=index + 1,
            drugs=() if value == "none" else (_dose(index, value),),
            is_changed=index in changed,
        )
        for index, value in enumerate(hours)
        if value is not None
    )


def _dose(index, hours):
    if hours == "?":
        return DrugUse(drug="tizanidine")
    when = START + timedelta(days=120 * index, hours=-hours)
    return DrugUse(drug="baclofen-oral", dose="10 mg", last_dose=when)


def with_doses(qtbot, book, notes, size=(760, 360)):
    plot = CoursePlot(book)
    qtbot.addWidget(plot)
    plot.resize(*size)
    plot.show_history(CourseHistory(courses=THREE, limit=5.5, notes=notes))
    plot.show()
    qtbot.waitUntil(lambda: bool(plot.panels))
    return plot


def bars_of(panel):
    """Colour inside each bar, from left to right."""
    image = panel.grab().toImage()
    bars = panel.writing.lane_marks.bars
    return [image.pixelColor(middle.toPoint()).name() for middle in bars]


def test_each_dose_has_a_bar_under_the_dates_of_every_panel(qtbot, book):
    plot = with_doses(qtbot, book, doses("none", 4, "?", 2, changed=(1,)))
    look = appearance()
    filled, hollow = look.color("ink2").name(), look.color("surface").name()
    for panel in plot.panels:
        assert bars_of(panel) == [filled, hollow, filled]
        assert {"4 h", "2 h", "–"} <= set(panel.letters)
        lane, image = panel.writing.lane, panel.grab().toImage()
        assert lane.top() > panel.panel_scale.area.bottom()
        changed = [
            image.pixelColor(round(panel.panel_scale.x(time)), round(lane.top()) + 4).name()
            == filled
            for time in (note.examined_at.timestamp() for note in panel.content.notes)
        ]
        assert changed == [False, True, False, False]
    assert [panel.letters.count("Dose") for panel in plot.panels] == [1, 0, 0]


def test_a_plot_without_doses_is_as_high_as_before(qtbot, book):
    plain = shown(qtbot, book, THREE)
    told = with_doses(qtbot, book, doses(None, 4))
    assert told._canvas.heightForWidth(760) > plain._canvas.heightForWidth(760)
    assert not any(bars_of(panel) for panel in plain.panels)


def test_times_that_would_touch_leave_room_for_the_newest():
    notes = doses(1, 2, 3, 4)
    near = times_in_lane(
        notes,
        place=lambda note: 10.0 * note.examination_id,
        width_of=lambda words: 7.0 * len(words),
        width=60,
    )
    assert [text.words for text in near] == ["1 h", "4 h"]
    assert all(
        one.left + 7 * len(one.words) < other.left for one, other in itertools.pairwise(near)
    )


def test_the_arrow_keys_read_the_doses_too(qtbot, book):
    plot = with_doses(qtbot, book, doses(None, 4, "none", 2, changed=(2,)))
    QTest.keyClick(plot, Qt.Key.Key_End)
    assert plot.reading.endswith("Antispastic drugs: oral baclofen, 2 h before.")
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.reading.endswith("Antispastic drugs: no antispastic drug (treatment changed).")
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert "drugs" not in plot.reading


def test_the_table_says_the_doses_that_the_plot_shows(qtbot, book):
    table = CourseTable(book)
    qtbot.addWidget(table)
    notes = doses(None, 4, "none", "?")
    table.show_history(CourseHistory(courses=THREE, notes=notes))
    assert table._model.heading(10) == "Antispastic drugs"
    assert column(table, 10) == [
        "tizanidine, time of the last dose not known",
        "no antispastic drug",
        "oral baclofen, 4 h before",
        "Not assessed",
    ]
    table.sortByColumn(10, Qt.SortOrder.AscendingOrder)
    assert column(table, 10)[0] == "Not assessed"
    table.show_history(CourseHistory(courses=THREE))
    assert table._model.columnCount() == 10


def test_the_card_explains_the_bars_only_where_there_are_some(qtbot, book):
    card = CourseCard(book)
    qtbot.addWidget(card)
    card.show()
    card.show_history(CourseHistory(courses=THREE, notes=doses(None, 4)), rule=RULE)
    assert card.notes.text().startswith("Bars under the dates")
    card.choice.buttons["table"].click()
    assert not card.notes.isVisible()
    card.choice.buttons["plot"].click()
    assert card.notes.isVisible()
    card.show_history(CourseHistory(courses=THREE), rule=RULE)
    assert not card.notes.isVisible()


# --- the table --------------------------------------------------------------------------------


def table_of(qtbot, book, courses):
    table = CourseTable(book)
    qtbot.addWidget(table)
    table.resize(760, 300)
    table.show_history(CourseHistory(courses=tuple(courses)))
    table.show()
    return table


def column(table, index):
    model = table.model()
    return [model.index(row, index).data() for row in range(model.rowCount())]


def test_the_table_holds_what_the_plot_holds(qtbot, book):
    table = table_of(qtbot, book, THREE)
    assert column(table, 0) == ["03-Mar-2024", "04-Nov-2023", "07-Jul-2023", "09-Mar-2023"]
    assert column(table, 2) == [
        "6 beats",
        "8 beats",
        "Sustained (over 10 s)",
        "No clonus (0 beats)",
    ]


def test_not_tested_is_words_in_the_table(qtbot, book):
    table = table_of(qtbot, book, THREE)
    assert "Not tested: splint" in column(table, 5)


def test_sorting_puts_the_most_clonus_first_and_not_tested_last(qtbot, book):
    table = table_of(qtbot, book, both(ANKLE, [3, "pain", "S", 0, 12], [0] * 5))
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert column(table, 1) == [
        "Sustained (over 10 s)",
        "12 beats",
        "3 beats",
        "No clonus (0 beats)",
        "Not tested: pain",
    ]
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert column(table, 1)[0] == "No clonus (0 beats)"
    assert column(table, 1)[-1] == "Not tested: pain"


def test_copying_gives_tab_separated_text_with_headings(qtbot, book):
    table = table_of(qtbot, book, both(ANKLE, ["a\tb\nc", 0], [1, 2]))
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Date\tRight ankle\tLeft ankle\tAnkle, right beside left"
    assert lines[1].split("\t")[1:] == ["No clonus (0 beats)", "2 beats", "left 2 beats more"]
    assert lines[2].split("\t")[1:] == ["Not tested: a b c", "1 beat", "not comparable"]
    assert len(lines) == 3
    html = QGuiApplication.clipboard().mimeData().html()
    assert html.count("<tr>") == 3
    assert "<th>Right ankle</th>" in html
    assert "<td>Not tested: a b c</td>" in html


def test_words_that_are_copied_are_neither_markup_nor_a_formula(qtbot, book):
    drug = DrugUse(drug="other", name="=1+1<b>")
    note = DrugNote(examined_at=START, examination_id=1, drugs=(drug,))
    table = CourseTable(book)
    qtbot.addWidget(table)
    table.show_history(CourseHistory(courses=both(ANKLE, [1], [2]), notes=(note,)))
    table.copy()
    assert QGuiApplication.clipboard().text().split("\t")[-1].startswith("'=1+1<b>")
    assert "=1+1&lt;b&gt;" in QGuiApplication.clipboard().mimeData().html()


def test_a_row_is_as_high_as_what_it_holds_after_sorting(qtbot, book):
    table = table_of(qtbot, book, both(ANKLE, [20 * "in a cast ", 0], [1, 2]))
    before = [table.rowHeight(row) for row in range(2)]
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [table.rowHeight(row) for row in range(2)] == before[::-1]
    assert before[0] < before[1]


def test_no_word_of_a_cell_is_cut(qtbot, book):
    long = "the leg lies in a cast after surgery and must not be moved before Friday"
    table = table_of(qtbot, book, both(ANKLE, [long, 0], [1, 2]))
    metrics = table.fontMetrics()
    area = table.visualRect(table.model().index(1, 1)).adjusted(4, 2, -4, -2)
    wrap = Qt.TextFlag.TextWordWrap
    assert metrics.boundingRect(area, wrap, f"Not tested: {long}").height() <= area.height()
    assert table.verticalScrollBar().maximum() == 0


# --- the card ---------------------------------------------------------------------------------


def test_twelve_visits_are_shown_and_all_on_asking(qtbot, book):
    card = CourseCard(book)
    qtbot.addWidget(card)
    card.resize(780, 400)
    card.show()
    card.show_history(FIFTEEN, rule=RULE)
    assert card.zoom.extent.text() == "12 of 15 visits, 03-Mar-2024 to 14-Oct-2027"
    assert "over 12 visits" in card.plot.accessibleName()
    card.zoom.all_button.click()
    assert "over 15 visits" in card.plot.accessibleName()
    assert card.zoom.extent.text() == "All 15 visits, 09-Mar-2023 to 14-Oct-2027"


def test_the_table_holds_all_visits_at_once(qtbot, book):
    card = CourseCard(book)
    qtbot.addWidget(card)
    card.show()
    card.show_history(FIFTEEN, rule=RULE)
    card.choice.buttons["table"].click()
    assert card.table.isVisible()
    assert card.table.model().rowCount() == 15


def test_a_rule_without_a_limit_has_none_in_the_legend(qtbot, book):
    card = CourseCard(book)
    qtbot.addWidget(card)
    card.show_history(CourseHistory(courses=THREE), rule=rule_named("INFANT"))
    assert card.legend.accessibleName() == "Right, Left, sustained"
    card.show_history(CourseHistory(courses=THREE), rule=dataclasses.replace(RULE))
    assert "more than 5 beats" in card.legend.accessibleName()


# --- seconds ------------------------------------------------------------------------------------


def timed(site, side, trials, *, days=120.0):
    place = Place(site, side)
    points = tuple(
        CoursePoint(
            examined_at=START + timedelta(days=days * index),
            examination_id=index + 1,
            finding=finding_of(
                place,
                None if trial is None else ClonusTest(place=place, trials=(trial,)),
                rule=RULE,
            ),
        )
        for index, trial in enumerate(trials)
    )
    return Course(place=place, points=points)


SECONDS = CourseHistory(
    courses=(
        timed(
            ANKLE,
            Side.RIGHT,
            [
                Trial(duration_s=4.2, duration_is_minimum=True),
                Trial(beats=60, duration_s=14.2),
                sustained_trial(),
                Trial(beats=6, duration_s=1.2),
            ],
        ),
        timed(ANKLE, Side.LEFT, [Trial(beats=3), Trial(beats=0), Trial(beats=4), None]),
        timed(WRIST, Side.RIGHT, [Trial(beats=0), Trial(duration_s=2.0)]),
    ),
    limit=5.5,
)


def in_seconds(qtbot, book, size=(760, 300)):
    plot = CoursePlot(book)
    qtbot.addWidget(plot)
    plot.resize(*size)
    plot.show_history(SECONDS, measure=Measure.DURATION)
    plot.show()
    qtbot.wait(5)
    return plot


def test_seconds_have_an_axis_of_their_own_and_the_grades_only_at_the_ankle(qtbot, book):
    ankle, wrist = in_seconds(qtbot, book).panels
    assert [words for _at, words in ankle.levels][-1] == "> 10 s"
    assert ankle.content.limits == (3.0, 10.0)
    assert wrist.content.limits == ()
    assert {"1", "2", "3"} <= set(ankle.letters)
    assert not {"1", "2", "3"} & set(wrist.letters)


def test_open_and_long_durations_are_written_beside_their_marks(qtbot, book):
    ankle, _wrist = in_seconds(qtbot, book).panels
    assert {"> 4.2 s", "14.2 s"} <= set(ankle.letters)
    assert any("not timed" in words for words in ankle.letters)


def test_the_course_of_seconds_is_read_in_seconds(qtbot, book):
    plot = in_seconds(qtbot, book)
    name = plot.accessibleName()
    assert "Ankle: right over 4.2 s to 1.2 s (highest 14.2 s), left no clonus" in name
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert "Right ankle: Over 4.2 s, beats not counted." in plot.reading
    assert "Left ankle: Not timed, 3 beats." in plot.reading
    QTest.keyClick(plot, Qt.Key.Key_End)
    assert "Right ankle: 1.2 s, 6 beats." in plot.reading


def test_the_table_sorts_and_tells_the_measure_first_and_the_other_too(qtbot, book):
    table = CourseTable(book)
    qtbot.addWidget(table)
    table.show_history(SECONDS, measure=Measure.DURATION)
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert column(table, 1) == [
        "14.2 s, sustained clonus",
        "Over 10 s, sustained clonus",
        "Over 4.2 s, beats not counted",
        "1.2 s, 6 beats",
    ]
    table.show_history(SECONDS)
    assert "6 beats, 1.2 s" in column(table, 1)


# --- the sides beside each other ----------------------------------------------------------------


def test_the_difference_of_the_sides_is_in_the_table_and_in_the_reading(qtbot, book):
    courses = both(ANKLE, [8, 3, "pain", 0], [2, 3, 5, "S"])
    table = table_of(qtbot, book, courses)
    assert table._model.heading(3) == "Ankle, right beside left"
    assert column(table, 3) == [
        "left sustained",
        "not comparable",
        "the same",
        "right 6 beats more",
    ]
    table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert column(table, 3)[:2] == ["right 6 beats more", "the same"]
    plot = shown(qtbot, book, courses)
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert plot.reading.endswith("Ankle: right 6 beats more.")


# --- positions ----------------------------------------------------------------------------------


def test_another_position_stands_under_the_axis_of_its_site_and_is_read(qtbot, book):
    place = Place(ANKLE, Side.RIGHT)
    note = PositionNote(
        examined_at=THREE[0].points[2].examined_at,
        examination_id=3,
        place=place,
        position="sitting",
        before="knee-straight",
    )
    card = CourseCard(book)
    qtbot.addWidget(card)
    card.show()
    card.show_history(CourseHistory(courses=THREE, positions=(note,)), rule=RULE)
    qtbot.wait(5)
    ankle, patella, _wrist = card.plot.panels
    assert "R pos." in ankle.letters
    assert "R pos." not in patella.letters
    assert "another position than before" in card.notes.text()
    card.plot.point_at_visit(3)
    assert (
        "Right ankle in another position: sitting, knee bent; before: supine, knee straight."
        in card.plot.reading
    )
    card.choice.buttons["table"].click()
    assert "another position: sitting, knee bent" in column(card.table, 1)[1]


# --- how much is shown --------------------------------------------------------------------------


@pytest.fixture
def long_card(qtbot, book):
    card = CourseCard(book)
    # As on the page, which grows by what it holds.
    page = scroll_area(card)
    qtbot.addWidget(page)
    page.resize(800, 560)
    page.show()
    card.show_history(
        CourseHistory(courses=both(ANKLE, [1] * 40, [2] * 40, days=30), limit=5.5), rule=RULE
    )
    card.plot.setFocus()
    qtbot.wait(5)
    yield card
    page.close()


def rows_of(card):
    return [row for _time, row in card.plot._history.standing]


def test_the_range_is_chosen_by_keys(long_card):
    said = []
    long_card.said.connect(said.append)
    shown_by = {}
    for key in (
        Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_2,
        Qt.Key.Key_0, Qt.Key.Key_1,
    ):  # fmt: skip
        QTest.keyClick(long_card.plot, key)
        rows = rows_of(long_card)
        shown_by[key] = (rows[0], rows[-1])
    assert list(shown_by.values()) == [
        (17, 28), (29, 40), (35, 40), (29, 40), (28, 40), (1, 40), (29, 40)
    ]  # fmt: skip
    assert said[-2].startswith("All 40 visits, 09-Mar-2023 to ")


def test_every_key_of_the_range_has_a_button(long_card):
    zoom = long_card.zoom
    for button, first in (
        (zoom.earlier_button, 17),
        (zoom.later_button, 29),
        (zoom.closer_button, 35),
        (zoom.wider_button, 29),
        (zoom.year_button, 28),
        (zoom.all_button, 1),
        (zoom.last_button, 29),
    ):
        button.click()
        assert rows_of(long_card)[0] == first


def test_the_cursor_goes_on_into_earlier_visits_and_says_where_they_end(long_card):
    said, plot = [], long_card.plot
    long_card.said.connect(said.append)
    for _visit in range(40):
        QTest.keyClick(plot, Qt.Key.Key_Left)
    dates = [sentence.split(".")[0] for sentence in said]
    assert len(dates) == len(set(dates)) == 40
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert said[-1] == "There is no earlier visit."
    for _visit in range(39):
        QTest.keyClick(plot, Qt.Key.Key_Right)
    assert [sentence.split(".")[0] for sentence in said[41:]] == dates[-2::-1]
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert said[-1] == "There is no later visit."


def test_few_visits_have_no_button_for_the_last_twelve(qtbot, book):
    card = CourseCard(book)
    qtbot.addWidget(card)
    card.show()
    card.show_history(CourseHistory(courses=THREE), rule=RULE)
    assert card.zoom.isVisible()
    assert not card.zoom.last_button.isVisible()
    assert "1" not in {name for key in card.zoom.key_table() for name in key.names}
    card.show_history(CourseHistory(courses=both(ANKLE, [1, 2], [3, 4])), rule=RULE)
    assert not card.zoom.isVisible()
    assert card.zoom.key_table() == ()


def test_what_is_seen_is_not_drawn_anew_when_older_visits_are_read(qtbot, long_card):
    panels = long_card.plot.panels
    whole = CourseHistory(courses=both(ANKLE, [1] * 40, [2] * 40, days=30), limit=5.5)
    long_card.show_history(whole.between(20, 39), rule=RULE, left_out=20)
    assert long_card.zoom.extent.text().startswith("12 of 40 visits")
    panels = long_card.plot.panels
    long_card.show_more(whole)
    assert long_card.plot.panels == panels
    long_card.zoom.all_button.click()
    assert len(rows_of(long_card)) == 40


def test_the_lines_are_stroked_once_while_the_cursor_walks_over_them(qtbot, long_card, monkeypatch):
    (panel,) = long_card.plot.panels
    long_card.plot.move_cursor(-1)
    qtbot.wait(20)
    panel.grab()
    stroked, path = [], pg.PlotCurveItem.getPath
    monkeypatch.setattr(
        pg.PlotCurveItem, "getPath", lambda item: stroked.append(item) or path(item)
    )

    def stroked_again():
        stroked.clear()
        panel.grab()
        return len([item for item in stroked if item.opts["connect"] == "finite"])

    for _visit in range(3):
        long_card.plot.move_cursor(-1)
        assert stroked_again() == 0
    long_card.zoom.closer_button.click()
    assert stroked_again() == 2


def test_the_panels_stay_from_one_history_to_the_next(qtbot, book):
    plot = shown(qtbot, book, THREE)
    ankle, patella, wrist = plot.panels
    plot.point_at_visit(2)
    plot.show_history(CourseHistory(courses=both(WRIST, [7, 7], [8, 8]), limit=2.5))
    assert plot.panels == (ankle,)
    assert "Wrist: right 7 to 7 beats" in ankle.accessibleName()
    assert ankle.letters == ()
    plot.show_history(CourseHistory(courses=THREE))
    assert plot.panels[0] is ankle
    assert not {patella, wrist} & set(plot.panels)
    assert [panel.panel_scale.area.top() for panel in plot.panels] == [
        ankle.panel_scale.area.top()
    ] * 3


def test_what_pyqtgraph_draws_lies_where_the_letters_think_it_lies(qtbot, book):
    courses = both(ANKLE, [1, 2, "S"], [12, "pain", 0])
    plot = shown(qtbot, book, (*courses, *both(WRIST, [0, 0, 0], [1, 1, 1])))
    for panel in plot.panels:
        scale = panel.panel_scale
        for point in courses[0].points:
            for level in (0, 5.5, 12):
                time = point.examined_at.timestamp()
                at = panel.box.mapViewToScene(QPointF(time, level))
                assert at.x() == pytest.approx(scale.x(time), abs=0.01)
                assert at.y() == pytest.approx(scale.y(level), abs=0.01)
                assert panel.time_at(at.x()) == pytest.approx(time, abs=1)


def test_no_panel_has_a_menu_or_follows_the_mouse(qtbot, book):
    for panel in shown(qtbot, book, THREE).panels:
        assert not [item for item in panel.scene().items() if isinstance(item, pg.PlotItem)]
        assert panel.box.menu is None
        assert panel.box.state["mouseEnabled"] == [False, False]
        assert panel.box.state["autoRange"] == [False, False]


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_lines_are_as_wide_on_every_screen(ratio):
    assert Pens(ratio)(QColor("black"), 2.5).widthF() == 2.5 * ratio


# --- late imports -----------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["chart", "patient_form"])
def test_the_page_is_there_before_pyqtgraph_and_the_typesetter(page):
    code = (
        f"import sys, clonus_desktop.ui.pages.{page}, clonus_desktop.ui.warm_up\n"
        "print(*sorted({'pyqtgraph', 'numpy', 'typst'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_warming_up_imports_the_plot_while_nobody_waits():
    code = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from clonus_desktop.ui.background import Background\n"
        "from clonus_desktop.ui.warm_up import warm_up\n"
        "app, background = QApplication(sys.argv), Background()\n"
        "warm_up(background, app.quit)\n"
        "assert 'pyqtgraph' not in sys.modules\n"
        "app.exec()\n"
        "background.close()\n"
        "print(*sorted({'pyqtgraph', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "numpy pyqtgraph"), done.stderr
