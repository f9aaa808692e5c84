"""The chart, walked with real keys on a real file, and the file read back."""

import dataclasses
import sqlite3
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from clonus_desktop.casebook import contexts, examinations, patients, practice, techniques
from clonus_desktop.casebook.book import open_book
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.domain.anatomy import ANKLE, PATELLA, SIDES, WRIST, Place, Side
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.drugs import DrugUse
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.technique import Technique
from clonus_desktop.domain.trial import Trial, sustained_trial
from clonus_desktop.storage import DiskFull
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import arrangement_for
from clonus_desktop.ui.chart_reading import FIRST_READ
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.chart import ChartPage
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settings import Settings
from clonus_desktop.ui.widgets.labels import FittedLine

SITES = (ANKLE, PATELLA, WRIST)
START = datetime(2025, 3, 10, 9, 40, tzinfo=UTC)
QUIET = ((0, 0), (0, 0), (0, 0))


class Bedside:
    """A casebook with one patient, a clock, and the page."""

    def __init__(self, folder, qtbot):
        self.now = START
        self.path = folder / "casebook.sqlite"
        self.book = open_book(self.path, now=lambda: self.now)
        examiner = Examiner(name="Dr P Okafor", role="Consultant")
        practice.change(self.book, dataclasses.replace(self.book.practice, examiner=examiner))
        self.session = Session(self.book, Settings(None))
        self.wanted = []
        self.said = []
        self.session.wanted.connect(self.wanted.append)
        self.session.announced.connect(self.said.append)
        self.page = None
        self.qtbot = qtbot
        self.patient_id = self.add_patient(born_on=date(1968, 1, 11))

    def add_patient(self, **fields):
        patient = Patient(family_name="Macilroy", given_name="Iain", **fields)
        return patients.add(self.book, patient).patient_id

    def examine(self, days, *values, sign=True, patient_id=None):
        """An examination so many days after the start; values are (right, left) by site."""
        self.now = START + timedelta(days=days)
        row = examinations.start(self.book, patient_id or self.patient_id).examination_id
        examination = examinations.get(self.book, row)
        for site, sides in zip(SITES, values, strict=False):
            for side, value in zip(SIDES, sides, strict=True):
                self.record(examination, Place(site, side), value)
        if sign:
            examinations.sign(self.book, row)
        return row

    def record(self, examination, place, value):
        if value == "NT":
            why = NotTested(reason=NotTestedReason.PAIN)
            examinations.record_not_tested(self.book, examination, place, why)
        elif value == "S":
            examinations.record_trial(self.book, examination, place, sustained_trial())
        else:
            examinations.record_trial(self.book, examination, place, Trial(beats=value))

    def open(self, size=(1188, 728), window=(1280, 800), scale=1.0, patient_id=None):
        self.page = ChartPage(self.session)
        self.qtbot.addWidget(self.page)
        self.session.changed.connect(self.page.read_again)
        self.page.resize(*size)
        self.page.arrange(arrangement_for(*window, scale))
        self.page.open(Destination(screen=Screen.CHART, patient_id=patient_id or self.patient_id))
        self.page.show()
        self.page.focus_first()
        self.qtbot.waitUntil(self.is_drawn)
        # Also lets the pages of earlier tests go.
        self.qtbot.wait(5)
        return self.page

    def is_drawn(self):
        plot = self.page.view.course.plot
        return not plot.isVisible() or bool(plot.panels)

    def ask_file(self, sql):
        with sqlite3.connect(self.path) as connection:
            return connection.execute(sql).fetchall()

    def press(self, key):
        QTest.keyClick(QGuiApplication.focusObject() or self.page, key)


@pytest.fixture
def bedside(tmp_path, qtbot, qapp):
    appearance().apply(qapp, "light", 1.0)
    found = Bedside(tmp_path, qtbot)
    yield found
    QGuiApplication.clipboard().clear()
    found.book.close()


def words_on(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


# --- what it shows ----------------------------------------------------------------------------


def test_a_patient_without_exams_is_told_how_to_begin(bedside):
    page = bedside.open()
    assert {"No exams yet.", "Start an exam to see findings here."} <= set(words_on(page))
    assert not page.view.letter_button.isVisible()


def test_the_latest_findings_stand_beside_the_ones_before(bedside):
    bedside.examine(0, (2, 8), (3, 0), ("NT", 0))
    bedside.examine(90, (2, 2), (4, 0), (1, 0))
    words = words_on(bedside.open().view.latest)
    assert words.count("= same") == 3
    assert "▼ was 8" in words
    assert "≈ was 3, within counting error" in words
    assert "was not tested" in words


def test_the_caption_names_the_date_and_the_limit_of_the_rule(bedside):
    bedside.examine(0, *QUIET)
    bedside.examine(90, *QUIET)
    caption = bedside.open().view.latest.caption.text()
    assert caption.startswith("Compared with 10-Mar-2025. Beats after a rapid stretch.")
    assert "More than 5 beats: abnormal in the source used here." in caption


def test_an_infant_has_the_infants_rule_and_no_line_at_five(bedside):
    infant = bedside.add_patient(born_on=date(2025, 1, 10), number="2")
    bedside.examine(0, *QUIET, patient_id=infant)
    bedside.examine(30, *QUIET, patient_id=infant)
    page = bedside.open(patient_id=infant)
    assert "In the first year of life" in page.view.latest.caption.text()
    assert "limit" not in page.view.course.legend.accessibleName()
    assert page.chart.rule.limit is None


def test_after_one_exam_a_sentence_stands_in_place_of_the_history(bedside):
    bedside.examine(0, *QUIET)
    page = bedside.open()
    assert page.view.course.only_one.isVisible()
    assert not page.view.course.plot.isVisible()
    assert not page.view.visits.compare_button.isVisible()


def test_a_not_tested_place_is_words_and_never_zero(bedside):
    bedside.examine(0, ("NT", 0), (0, 0), (0, 0))
    words = words_on(bedside.open().view.latest)
    assert "Not tested: pain" in words
    pills = bedside.page.view.latest.matrix.pills
    assert pills[Place(ANKLE, Side.RIGHT)].text == "NT"
    assert pills[Place(ANKLE, Side.LEFT)].text == "0"


def test_the_page_shows_as_many_visits_as_the_file_has_signed(bedside):
    for days in (0, 30, 60):
        bedside.examine(days, *QUIET)
    bedside.examine(90, (1, 1), sign=False)
    page = bedside.open()
    ((signed,),) = bedside.ask_file("select count(*) from examination where signed_at is not null")
    assert len(page.view.visits.rows) == signed == 3
    assert all(len(course.points) == 3 for course in page.chart.courses)


# --- the unfinished exam ----------------------------------------------------------------------


def test_an_unfinished_exam_is_offered_and_not_plotted(bedside):
    bedside.examine(0, *QUIET)
    bedside.examine(30, (7, 7), (7, 7), sign=False)
    page = bedside.open()
    assert page.view.draft.words.text() == "Unfinished exam from 09-Apr-2025 09:40, 4 of 6 places."
    assert page.view.exam_button.accessibleName() == "Resume exam"
    assert [len(course.points) for course in page.chart.courses] == [1] * 6


def test_discarding_needs_a_reason_and_strikes_the_exam_in_the_file(bedside, qtbot):
    row = bedside.examine(0, (1, 1), sign=False)
    page = bedside.open()
    page.view.draft.discard_button.click()
    sheet = page.sheet
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return)
    assert sheet.problem.isVisible()
    QTest.keyClicks(sheet.reason, "Wrong patient")
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return)
    assert page.sheet is None
    assert not page.view.draft.isVisible()
    ((struck, reason),) = bedside.ask_file(
        f"select struck_at is not null, struck_reason from examination where id = {row}"
    )
    assert (struck, reason) == (1, "Wrong patient")


def test_keeping_the_draft_changes_nothing(bedside):
    bedside.examine(0, (1, 1), sign=False)
    page = bedside.open()
    before = bedside.ask_file("select count(*) from audit")
    page.view.draft.discard_button.click()
    page.sheet.keep_button.click()
    assert page.view.draft.isVisible()
    assert bedside.ask_file("select count(*) from audit") == before


# --- keys -------------------------------------------------------------------------------------


def test_e_starts_an_exam_that_is_in_the_file(bedside):
    page = bedside.open()
    QTest.keyClick(page, Qt.Key.Key_E)
    ((row,),) = bedside.ask_file("select id from examination where signed_at is null")
    (wanted,) = bedside.wanted
    assert (wanted.screen, wanted.examination_id) == (Screen.EXAM, row)


def test_e_resumes_the_unfinished_exam(bedside):
    row = bedside.examine(0, (1, 1), sign=False)
    QTest.keyClick(bedside.open(), Qt.Key.Key_E)
    assert bedside.wanted[0].examination_id == row
    assert bedside.ask_file("select count(*) from examination") == [(1,)]


def test_l_writes_a_letter_only_when_there_is_something_signed(bedside):
    page = bedside.open()
    QTest.keyClick(page, Qt.Key.Key_L)
    assert bedside.wanted == []
    bedside.examine(0, *QUIET)
    page.open(Destination(screen=Screen.CHART, patient_id=bedside.patient_id))
    QTest.keyClick(page, Qt.Key.Key_L)
    assert bedside.wanted[0].screen is Screen.LETTER


def test_escape_goes_to_the_patients(bedside):
    QTest.keyClick(bedside.open(), Qt.Key.Key_Escape)
    assert bedside.wanted[0].screen is Screen.PATIENTS


def test_letters_are_commands_from_the_table_too(bedside):
    bedside.examine(0, *QUIET)
    bedside.examine(30, *QUIET)
    page = bedside.open()
    page.view.course.choice.buttons["table"].click()
    page.view.course.table.setFocus()
    QTest.keyClick(page.view.course.table, Qt.Key.Key_L)
    assert bedside.wanted[0].screen is Screen.LETTER


def test_no_key_acts_behind_a_sheet(bedside):
    bedside.examine(0, *QUIET)
    page = bedside.open()
    page.view.visits.rows[0].button.click()
    QTest.keyClick(page.sheet.close_button, Qt.Key.Key_E)
    assert bedside.wanted == []
    QTest.keyClick(page.sheet.close_button, Qt.Key.Key_Escape)
    assert page.sheet is None


# --- visits -----------------------------------------------------------------------------------


def test_a_visit_opens_with_every_place_its_notes_and_what_was_signed(bedside):
    bedside.now = START
    row = examinations.start(bedside.book, bedside.patient_id).examination_id
    draft = examinations.get(bedside.book, row)
    examinations.write_note(bedside.book, draft, Place(ANKLE, Side.LEFT), "brisk <b>reflex</b>")
    examinations.write_note(bedside.book, draft, None, "Tired today")
    bedside.examine(0, ("NT", 6), ("S", 0), (1, 0))
    page = bedside.open()
    page.view.visits.rows[0].button.click()
    said = page.sheet.said
    assert "Right ankle: Not tested: pain." in said
    assert "Left ankle: 6 beats. Entered as a number. Note: brisk <b>reflex</b>" in said
    assert "Right patella: Sustained" in said
    assert "Tired today" in said
    ((signed_text,),) = bedside.ask_file("select signed_text from examination")
    assert signed_text in said
    assert all(label.textFormat() is Qt.TextFormat.PlainText
               for label in page.sheet.findChildren(QLabel) if label.text())  # fmt: skip


def test_two_ticked_visits_are_compared_in_words(bedside):
    bedside.examine(0, (2, "S"), (0, 4), ("NT", 0))
    bedside.examine(90, (4, 6), (0, 2), (0, 0))
    page = bedside.open()
    rows = page.view.visits.rows
    for row in rows:
        row.tick.click()
    page.view.visits.compare_button.click()
    words = words_on(page.sheet)
    assert "08-Jun-2025 compared with 10-Mar-2025" in words
    for said in (
        "≈ unchanged within counting error since 10-Mar-2025 (4 beats now, 2 beats then)",
        "▼ no longer sustained: 6 beats now, sustained clonus on 10-Mar-2025",
        "= the same as on 10-Mar-2025 (0 beats)",
        "0 beats; on 10-Mar-2025 it was not tested because of pain",
        "Ankle, right beside left: then left sustained; now left 2 beats more, within counting "
        "error.",
        "Wrist, right beside left: then not comparable; now right and left the same.",
    ):
        assert said in words
    assert any("COUNTING_ERROR_1" in said for said in words)
    page.sheet.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[0] == "08-Jun-2025 compared with 10-Mar-2025"
    assert "Left patella: unchanged within counting error" in copied
    assert "Patella, right beside left: " in copied


def test_c_tells_what_changed_since_last_time(bedside):
    bedside.examine(0, (9, 9), (9, 9), (9, 9))
    page = bedside.open()
    assert "C" not in {name for key in page.key_table() for name in key.names}
    assert not page.view.latest.changes_button.isVisible()
    page.compare_latest()
    assert page.sheet is None
    bedside.examine(60, (2, 8), (0, 4), (0, 0))
    bedside.examine(90, (2, 2), (0, 4), (0, 0))
    bedside.page.read_again(Change(deed=Deed.SIGNED, patient_id=bedside.patient_id))
    bedside.press(Qt.Key.Key_C)
    assert "09-May-2025" in page.sheet.title.text()
    assert "Left ankle: fewer beats than on 09-May-2025 (2 beats now, 8 beats then)." in (
        page.sheet.sentences
    )
    page.sheet.close_sheet()
    page.view.latest.changes_button.click()
    assert page.sheet is not None


def test_positions_and_drugs_of_both_days_stand_beside_a_comparison(bedside):
    first, second = bedside.examine(0, *QUIET, sign=False), None
    place = Place(ANKLE, Side.RIGHT)
    for days, position in ((0, "sitting"), (90, "knee-straight")):
        row = first if days == 0 else bedside.examine(days, *QUIET, sign=False)
        examination = examinations.get(bedside.book, row)
        techniques.state(
            bedside.book, examination, place, Technique(position=position), about="position"
        )
        context = contexts.get(bedside.book, examination).taking(
            (DrugUse(drug="baclofen-oral"),) if days else ()
        )
        contexts.keep(bedside.book, examination, context)
        examinations.sign(bedside.book, row)
        second = row
    page = bedside.open()
    page.compare(first, second)
    words = words_on(page.sheet)
    assert (
        "not comparable with 10-Mar-2025 because the position was another (“supine, knee "
        "straight” now, “sitting, knee bent” then) (0 beats now, 0 beats then)" in words
    )
    assert "Right ankle, position: then sitting, knee bent; now supine, knee straight." in words
    assert any(
        said.startswith("Antispastic drugs: then no antispastic drug; now") for said in words
    )


def test_a_long_record_shows_its_newest_visits_and_reads_the_others_when_they_are_asked_for(
    bedside,
):
    for visit in range(FIRST_READ + 2):
        bedside.examine(visit, (visit % 4, 0), (0, 0), (0, 0))
    page = bedside.open()
    assert len(page.chart.standing) == FIRST_READ
    assert page.view.course.zoom.extent.text().startswith("12 of 26 visits, ")
    assert page.view.visits.all_button.text() == "Show all 26 visits"
    page.view.course.choice.buttons["table"].click()
    assert page.view.course.table.model().rowCount() == 26
    assert len(page.chart.standing) == 26
    page.open(Destination(screen=Screen.CHART, patient_id=bedside.patient_id))
    page.view.visits.all_button.click()
    assert len(page.view.visits.rows) == 26
    page.read_again(Change(deed=Deed.SIGNED, patient_id=bedside.patient_id))
    assert len(page.view.visits.rows) == 26
    page.view.course.choice.buttons["plot"].click()
    page.open(Destination(screen=Screen.CHART, patient_id=bedside.patient_id))
    assert len(page.chart.standing) == FIRST_READ
    assert len(page.view.visits.rows) == 8
    page.view.course.zoom.all_button.click()
    assert page.view.course.zoom.extent.text().startswith("All 26 visits, 10-Mar-2025 to ")


def test_compare_without_two_ticks_says_what_to_do(bedside):
    bedside.examine(0, *QUIET)
    bedside.examine(30, *QUIET)
    page = bedside.open()
    page.view.visits.compare_button.click()
    assert page.sheet is None
    assert bedside.said == ["Tick two visits to compare them."]


def test_a_failed_write_leaves_the_page_where_it_is(bedside, monkeypatch):
    failed = []
    bedside.session.failed.connect(lambda *found: failed.append(found))
    page = bedside.open()

    def refuse(*_arguments):
        raise DiskFull(Message("The disk is full."))

    monkeypatch.setattr(examinations, "start", refuse)
    QTest.keyClick(page, Qt.Key.Key_E)
    assert len(failed) == 1
    assert bedside.wanted == []


# --- how it lies ------------------------------------------------------------------------------


WINDOWS = [
    ((932, 628), (1024, 700), 1.0),
    ((1188, 728), (1280, 800), 1.0),
    ((800, 1106), (800, 1280), 1.0),
    ((1280, 600), (1280, 800), 2.0),
]


@pytest.mark.parametrize(("size", "window", "scale"), WINDOWS)
@pytest.mark.parametrize("theme", ["light", "high-contrast"])
def test_nothing_is_clipped_in_any_window(bedside, qapp, theme, size, window, scale):
    for index in range(9):
        bedside.examine(40 * index, (index, "S"), ("NT", 3), (0, 14 if index else 0))
    bedside.examine(400, (1, 1), sign=False)
    appearance().apply(qapp, theme, scale)
    page = bedside.open(size, window, scale)
    view = page.view
    assert view.width() <= page.width()
    clipped = [
        label.text()
        for label in view.findChildren(QLabel)
        if label.isVisible() and label.text() and not is_whole(label)
    ]
    assert clipped == []


def is_whole(label):
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height() + 1
    if isinstance(label, FittedLine):
        # It asks for the width of its largest letters, and is written in those that fit.
        return label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    return label.sizeHint().width() <= label.width() + 1


def test_the_heading_stays_in_one_line_beside_the_buttons_of_a_narrow_window(bedside):
    bedside.examine(0, *QUIET)
    bedside.examine(400, (1, 1), sign=False)
    view = bedside.open((932, 628), (1024, 700), 1.0).view
    assert view.exam_button.text().strip().startswith("Resume exam")
    assert view.heading.height() < view.exam_button.height() + 1
    assert view.heading.geometry().right() < view.acts_button.mapTo(view, QPoint(0, 0)).x()


@pytest.mark.parametrize(("size", "window", "scale"), WINDOWS)
def test_every_control_is_named_and_large_enough(bedside, qapp, size, window, scale):
    for index in range(9):
        bedside.examine(40 * index, *QUIET)
    appearance().apply(qapp, "light", scale)
    page = bedside.open(size, window, scale)
    controls = [
        widget
        for widget in page.view.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(controls) > 10
    assert [widget for widget in controls if not widget.accessibleName()] == []
    least = 44 * scale - 1
    assert [
        (type(widget).__name__, widget.accessibleName(), widget.size().toTuple())
        for widget in controls
        if widget.height() < least or widget.width() < least
    ] == []


def test_tab_goes_as_the_eye_does(bedside):
    bedside.examine(0, *QUIET)
    bedside.examine(30, *QUIET)
    page = bedside.open()
    stops = []
    page.view.edit_button.setFocus()
    for _step in range(12):
        stops.append(page.focusWidget())
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    view = page.view
    order = [
        view.edit_button,
        view.letter_button,
        view.exam_button,
        view.course.choice.buttons["plot"],
        view.course.plot,
        view.visits.compare_button,
        view.visits.rows[0].tick,
        view.visits.rows[0].button,
        view.visits.rows[1].tick,
    ]
    positions = [stops.index(stop) for stop in order if stop in stops]
    assert len(positions) == len(order)
    assert positions == sorted(positions)


def test_a_click_beside_the_tick_opens_the_visit(bedside, qtbot):
    bedside.examine(0, *QUIET)
    page = bedside.open()
    button = page.view.visits.rows[0].button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
    assert page.sheet is not None
