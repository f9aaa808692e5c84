"""The page of serotonin features: every press and every word is in the record at once."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from clonus_desktop.casebook import examinations, serotonin
from clonus_desktop.domain.exposure import Evidence, Taking
from clonus_desktop.domain.hunter import FEATURES, HunterInput
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.hunter import TYPING_PAUSE_MS, HunterPage

YES, NO, UNKNOWN = ThreeValued.YES, ThreeValued.NO, ThreeValued.UNKNOWN


@pytest.fixture
def patient_id(desk):
    row = desk.add("Macilroy", "Iain")
    # Five places, so that it stays a draft and the sixth is open.
    desk.examine(row, 8, 7, 0, 0, 0)
    return row


@pytest.fixture
def page(desk, patient_id):
    shown = HunterPage(desk.session)
    desk.session.changed.connect(shown.read_again)
    desk.show(shown, Destination(screen=Screen.HUNTER, patient_id=patient_id))
    return shown


@pytest.fixture
def record(desk, patient_id):
    return lambda: serotonin.record_of(examinations.draft_of(desk.book, patient_id))


def press(button):
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def add(page, words):
    """Type into the search line and press Enter."""
    field = page.view.drugs.picker.field
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def type_over(line, text):
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def offered(page):
    return [button.text() for button in page.view.drugs.picker.buttons]


# --- drugs ----------------------------------------------------------------------------------


def test_a_drug_is_found_and_dated_by_mouse_alone(page, record):
    picker = page.view.drugs.picker
    press(next(button for button in picker.buttons if button.text() == "Opioid"))
    press(next(button for button in picker.buttons if button.text().startswith("tramadol")))
    row = page.view.drugs.rows["tramadol"]
    press(row.last.choice.buttons["days"])
    press(row.last.days.more)
    press(row.last.days.more)
    (tramadol,) = record().exposures
    assert (tramadol.taking, tramadol.last_dose_on) == (Taking.STOPPED, date(2025, 11, 20))
    assert "Counts" in row.window_words.text()


def test_the_search_finds_as_one_types_and_the_arrows_mark(page, record, qtbot):
    field = page.view.drugs.picker.field
    QTest.keyClicks(field, "tra")
    qtbot.waitUntil(lambda: offered(page)[0].startswith("trazodone"))
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.accessibleDescription() == "Add tramadol · opioid"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [e.drug for e in record().exposures] == ["tramadol"]
    assert field.text() == ""
    assert offered(page)[0] == "SSRI"


def test_a_drug_of_no_table_is_added_as_it_was_typed_and_leaves_it_open(page, record):
    add(page, "<b>gepirone</b>")
    (typed,) = record().exposures
    assert (typed.drug, typed.serotonergic) == ("<b>gepirone</b>", UNKNOWN)
    assert typed.evidence is Evidence.NOT_LISTED
    words = page.view.drugs.rows[typed.drug].window_words.text()
    assert words == "Not in the drug table: state below whether it counts."


def test_a_drug_stands_on_the_list_once(page, record, desk):
    add(page, "sertraline")
    add(page, "Sertraline")
    assert len(record().exposures) == 1
    assert desk.announced[-1] == "sertraline is on the list already."


def test_a_removed_drug_comes_back_with_undo_as_it_was(page, record):
    add(page, "sertraline")
    press(page.view.drugs.rows["sertraline"].last.choice.buttons["current"])
    press(page.view.drugs.rows["sertraline"].remove)
    assert (record().exposures, page.view.drugs.rows) == ((), {})
    press(page.view.bar.undo)
    assert record().exposures[0].taking is Taking.CURRENT
    assert page.view.drugs.rows["sertraline"].last.choice.choice == "current"


def test_the_time_of_the_last_dose_is_kept_a_moment_after_it_was_typed(page, record, qtbot):
    add(page, "tramadol")
    row = page.view.drugs.rows["tramadol"]
    press(row.last.choice.buttons["same-day"])
    type_over(row.last.at, "5:30")
    assert record().exposures[0].last_dose_at is None
    qtbot.waitUntil(
        lambda: record().exposures[0].last_dose_at == time(5, 30), timeout=3 * TYPING_PAUSE_MS
    )
    assert row.last.at.text() == "5:30"
    assert row.last.at.hasFocus()


def test_a_day_that_cannot_be_is_said_at_its_field_and_not_stored(page, record):
    add(page, "tramadol")
    row = page.view.drugs.rows["tramadol"]
    press(row.last.choice.buttons["date"])
    type_over(row.last.on, "30 Feb 2025")
    page.save_typed()
    assert record().exposures[0].taking is Taking.NOT_KNOWN
    assert row.last.shown_problem == "Enter a day such as 12 Nov 2026."
    type_over(row.last.on, "1 Feb 2025")
    page.save_typed()
    assert record().exposures[0].last_dose_on == date(2025, 2, 1)
    assert row.last.shown_problem == ""
    assert "earlier than five weeks" in row.window_words.text()


def test_details_are_kept_and_a_start_after_the_last_dose_is_refused(page, record):
    add(page, "tramadol")
    row = page.view.drugs.rows["tramadol"]
    press(row.last.choice.buttons["days"])
    press(row.more)
    type_over(row.lines["dose"], "50 mg")
    type_over(row.lines["route"], "by mouth")
    type_over(row.lines["source"], "drug chart")
    type_over(row.lines["started_on"], "1 Nov 2025")
    press(row.overdose.choice.buttons["yes"])
    (found,) = record().exposures
    assert (found.dose, found.route, found.source) == ("50 mg", "by mouth", "drug chart")
    assert (found.started_on, found.overdose) == (date(2025, 11, 1), YES)
    type_over(row.lines["started_on"], "23 Nov 2025")
    page.save_typed()
    assert record().exposures[0].started_on == date(2025, 11, 1)
    assert row.shown_problem == "This day lies after the last dose."


def test_the_list_says_yes_or_stays_open_and_only_the_clinician_says_no(page, record):
    hint = page.view.drugs.agent.accessibleDescription
    assert hint() == "No drug is listed. If there was none, choose No."
    add(page, "sertraline")
    assert hint().startswith("The list does not say yes")
    press(page.view.drugs.rows["sertraline"].last.choice.buttons["current"])
    assert hint() == "The list says yes: 1 serotonergic class within five weeks."
    press(page.view.drugs.agent.buttons["no"])
    assert record().stated_agent is NO
    assert page.view.bar.outcome.text() == "Hunter rule: not applicable"
    press(page.view.drugs.agent.buttons["as-listed"])
    assert record().stated_agent is None


def test_a_broken_own_table_is_named_on_the_page_and_the_shipped_one_is_offered(
    desk, page, patient_id
):
    assert not page.view.drugs.problem.isVisible()
    desk.path.with_name("agents.toml").write_text("version = 0", encoding="utf-8")
    page.open(Destination(screen=Screen.HUNTER, patient_id=patient_id))
    assert page.view.drugs.problem.isVisible()
    assert "agents.toml: 'date' is missing" in page.view.drugs.problem.text()
    assert offered(page)[0] == "SSRI"


# --- features -------------------------------------------------------------------------------


def test_inducible_clonus_is_suggested_by_the_findings_and_counts_when_it_is_confirmed(
    page, record
):
    features = page.view.features
    assert features.suggestion.text() == (
        "The findings suggest yes: 8 beats at the right ankle and 7 beats at the left ankle. "
        "Not confirmed: it does not count yet."
    )
    assert record().features[HunterInput.INDUCIBLE_CLONUS] is UNKNOWN
    press(features.confirm)
    assert record().features[HunterInput.INDUCIBLE_CLONUS] is YES
    assert record().inducible_confirmed_by == "Dr P Okafor"
    assert features.suggestion.text().endswith("Confirmed by Dr P Okafor: Yes.")
    assert not features.confirm.isVisible()


def test_the_letters_answer_one_feature_after_the_other(page, record):
    page.view.features.rows[FEATURES[0]].take_focus()
    for letter in "nyunnnny":
        QTest.keyClick(QApplication.focusWidget(), letter)
    assert [*record().features.values()] == [NO, YES, UNKNOWN, NO, NO, NO, NO, YES]
    assert page.view.features.temperature.line.hasFocus()


def test_a_number_answers_and_stays(page, record):
    row = page.view.features.rows[HunterInput.TREMOR]
    row.take_focus()
    QTest.keyClick(QApplication.focusWidget(), "1")
    assert record().features[HunterInput.TREMOR] is YES
    assert row.choice.buttons["yes"].hasFocus()
    QTest.keyClick(QApplication.focusWidget(), "4")
    assert record().features[HunterInput.TREMOR] is YES


def test_the_temperature_is_stepped_from_37_and_taken_away(page, record):
    stepper = page.view.features.temperature
    press(stepper.more)
    assert record().temperature_c == 37.0
    press(stepper.more)
    QTest.keyClick(stepper.line, Qt.Key.Key_Up)
    QTest.keyClick(stepper.line, Qt.Key.Key_Down)
    press(stepper.less)
    assert record().temperature_c == 37.0
    press(page.view.features.not_taken)
    assert record().temperature_c is None
    assert not page.view.features.not_taken.isEnabled()


def test_a_temperature_in_fahrenheit_is_refused_and_the_one_before_stays(page, record):
    line = page.view.features.temperature.line
    type_over(line, "38,4")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert record().temperature_c == 38.4
    type_over(line, "101.2")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert record().temperature_c == 38.4
    assert "between 25 and 46" in page.view.features.temperature_field.problem
    press(page.view.features.rows[HunterInput.TREMOR].choice.buttons["yes"])
    assert line.text() == "101.2"


def test_the_trace_tells_which_branch_fired_and_what_is_open(page):
    add(page, "sertraline")
    press(page.view.drugs.rows["sertraline"].last.choice.buttons["current"])
    press(page.view.features.confirm)
    assert "cannot be determined" in page.view.trace.outcome.text()
    press(page.view.features.rows[HunterInput.DIAPHORESIS].choice.buttons["yes"])
    assert page.view.trace.outcome.text() == (
        "Hunter rule satisfied by the recorded features: "
        "inducible clonus plus diaphoresis (Dunkley 2003)."
    )
    lines = [line.accessibleName() for line in page.view.trace.branches]
    assert lines[0] == "Spontaneous clonus: Open – spontaneous clonus: not assessed"
    assert lines[1] == (
        "Inducible clonus plus agitation or diaphoresis: "
        "Fulfilled – inducible clonus: yes · agitation: not assessed · diaphoresis: yes"
    )
    assert page.view.trace.source.text().startswith("Rule HUNTER, version 1: Dunkley et al.")
    assert "not a diagnosis" in page.view.trace.caveat.text()


# --- the record -----------------------------------------------------------------------------


def test_each_answer_is_one_act_in_the_file(page, desk):
    press(page.view.features.confirm)
    press(page.view.features.rows[HunterInput.TREMOR].choice.buttons["no"])
    press(page.view.features.rows[HunterInput.TREMOR].choice.buttons["no"])
    page.leave()
    assert desk.rows("SELECT count(*) FROM gesture WHERE kind = 'hunter'") == [(2,)]


def test_another_patient_s_page_shows_nothing_of_the_one_before(page, desk):
    add(page, "sertraline")
    press(page.view.features.confirm)
    type_over(page.view.features.temperature.line, "101.2")
    page.leave()
    other = desk.add("Okonkwo")
    desk.examine(other, 0)
    page.open(Destination(screen=Screen.HUNTER, patient_id=other))
    assert page.view.drugs.rows == {}
    assert page.view.features.rows[HunterInput.INDUCIBLE_CLONUS].choice.choice == "unknown"
    assert page.view.features.suggestion.text().startswith("The findings leave it open")
    assert page.view.features.temperature.text == ""


def test_escape_and_done_lead_back_to_review(page, desk):
    press(page.view.bar.done)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    press(page.view.back)
    assert [destination.screen for destination in desk.wanted] == [Screen.REVIEW] * 3


# --- how it looks ---------------------------------------------------------------------------

SIZES = [(1280, 800), (1024, 700), (800, 1280)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_nothing_is_cut_off_or_too_small_to_press(desk, qapp, patient_id, size, text_scale):
    appearance().apply(qapp, "light", text_scale)
    page = HunterPage(desk.session)
    desk.session.changed.connect(page.read_again)
    window = desk.show(page, Destination(screen=Screen.HUNTER, patient_id=patient_id), size)
    for drug in ("tramadol", "St John's wort"):
        add(page, drug)
    for drug, key in (("tramadol", "days"), ("St John's wort", "date")):
        row = page.view.drugs.rows[drug]
        row.last.choice.buttons[key].click()
        row.more.setChecked(True)
    QTest.qWait(80)
    assert desk.cut_off(window) == []
    for widget in page.findChildren(QAbstractButton) + page.findChildren(QLineEdit):
        if widget.isVisible():
            assert widget.accessibleName(), widget.text()
            assert min(widget.width(), widget.height()) >= 44, widget.accessibleName()
