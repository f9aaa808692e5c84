"""The plot and its table on a real casebook: same findings, right and left apart."""

import dataclasses
import itertools
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from clonus_desktop.casebook.book import open_book
from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Place, Side, Site
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.course import Course, CoursePoint
from clonus_desktop.domain.drug_notes import DrugNote
from clonus_desktop.domain.drugs import DrugUse
from clonus_desktop.domain.finding import finding_of
from clonus_desktop.domain.rules import rule_named
from clonus_desktop.domain.trial import Trial, sustained_trial
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.course_card import CourseCard
from clonus_desktop.ui.widgets.course_history import CourseHistory
from clonus_desktop.ui.widgets.course_plot import CoursePlot
from clonus_desktop.ui.widgets.course_table import CourseTable
from clonus_desktop.ui.widgets.dose_lane import bar_of, times_in_lane

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
    first, *others = (panel.scale for panel in plot.panels)
    for scale in others:
        assert scale.span.left == pytest.approx(first.span.left)
        assert scale.span.right == pytest.approx(first.span.right)
        assert scale.level_px == pytest.approx(first.level_px)


@pytest.mark.parametrize("width", [120, 200, 700])
def test_the_first_and_the_last_mark_are_drawn_whole(qtbot, book, width):
    courses = both(ANKLE, [1, 2, 3], [4, 5, 6])
    (panel,) = shown(qtbot, book, courses, size=(width, 300)).panels
    scale = panel.scale
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
    five, line, six = map(panel.scale.y, (5, 5.5, 6))
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
        heights = sorted(panel.scale.y(level) for level, _words in panel.levels)
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
    image, notes = panel.grab().toImage(), panel.content.notes
    scale, style = panel.scale, panel._style
    lane = panel._lane(scale)
    middles = [
        bar_of(scale.x(note.examined_at.timestamp()), lane, style).center()
        for note in notes
        if note.drugs
    ]
    return [image.pixelColor(middle.toPoint()).name() for middle in middles]


def test_each_dose_has_a_bar_under_the_dates_of_every_panel(qtbot, book):
    plot = with_doses(qtbot, book, doses("none", 4, "?", 2, changed=(1,)))
    look = appearance()
    filled, hollow = look.color("ink2").name(), look.color("surface").name()
    for panel in plot.panels:
        assert bars_of(panel) == [filled, hollow, filled]
        assert {"4 h", "2 h", "–"} <= set(panel.letters)
        lane, image = panel._lane(panel.scale), panel.grab().toImage()
        assert lane.top() > panel.scale.area.bottom()
        changed = [
            image.pixelColor(round(panel.scale.x(time)), round(lane.top()) + 4).name() == filled
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


# --- late imports -----------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["chart", "patient_form"])
def test_the_page_is_there_without_numpy_and_before_the_typesetter(page):
    code = (
        f"import sys, clonus_desktop.ui.pages.{page}\n"
        "print(*sorted({'pyqtgraph', 'numpy', 'typst'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
