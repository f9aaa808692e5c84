"""The record of acts on the screen, and the check of the record in the settings."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clonus_desktop.casebook import patients, trail, verification
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import StorageFault
from clonus_desktop.storage.faults import missing
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.chart import ChartPage
from clonus_desktop.ui.pages.settings import SettingsPage
from clonus_desktop.ui.pages.trail_sheet import TrailSheet
from clonus_desktop.ui.record_check import RecordCheck
from tests.storage.tampering import unguarded

SETTINGS = Destination(screen=Screen.SETTINGS)


@pytest.fixture
def chart(desk):
    patient_id = desk.add("Macilroy", "Iain")
    desk.examine(patient_id, 2, 6, 0, 0, 0, 0)
    page = ChartPage(desk.session)
    desk.show(page, Destination(screen=Screen.CHART, patient_id=patient_id))
    return page


@pytest.fixture
def settings(desk):
    page = SettingsPage(desk.session, desk.worker)
    desk.show(page, SETTINGS)
    return page


def sheet_over(page):
    (sheet,) = page.window().findChildren(TrailSheet)
    return sheet


def cells(table):
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


# --- the record of acts -----------------------------------------------------------------------


def test_the_acts_of_a_patient_are_reached_from_the_chart(chart):
    chart.view.acts_button.click()
    sheet = sheet_over(chart)
    rows = cells(sheet.table)
    assert rows[0][2] == "signed the exam of 23 November 2025"
    assert rows[-1][2] == "added the patient"
    assert [row[2] for row in rows if "left ankle" in row[2]] == ["recorded left ankle: 6 beats"]
    assert "MACILROY, Iain" in sheet.words.text()
    assert sheet.older_button.isHidden()


def test_the_newest_act_is_told_with_who_when_number_and_seal(chart):
    chart.view.acts_button.click()
    line = trail.newest(chart.session.book)[0]
    when, who, _what, act = cells(sheet_over(chart).table)[0]
    assert when.startswith("23-Nov-2025\n")
    assert who == "Dr P Okafor"
    assert act == f"{line.number}\n{line.seal}"


def test_the_sheet_is_walked_copied_and_closed_by_keys(chart):
    chart.view.acts_button.click()
    sheet = sheet_over(chart)
    assert QApplication.focusWidget() is sheet.table
    QTest.keyClick(sheet.table, Qt.Key.Key_Down)
    QTest.keyClick(sheet.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text().splitlines()
    assert copied[0] == "When\tWho\tWhat\tAct and seal"
    QTest.keyClick(sheet.table, Qt.Key.Key_Escape)
    assert sheet.isHidden()


def test_all_that_is_shown_is_copied_by_its_button(chart):
    chart.view.acts_button.click()
    sheet = sheet_over(chart)
    sheet.table.clearSelection()
    sheet.copy_button.click()
    assert len(QApplication.clipboard().text().splitlines()) == len(sheet.table.lines) + 1
    assert sheet.words.text() == "Copied as a table."


def test_older_acts_come_a_page_at_a_time_and_the_keyboard_goes_on_there(desk, settings):
    for number in range(trail.AT_ONCE + 20):
        patients.add(desk.book, Patient(family_name=f"P{number}"))
    settings.record.acts_button.click()
    sheet = sheet_over(settings)
    assert len(sheet.table.lines) == trail.AT_ONCE
    assert not sheet.older_button.isHidden()
    sheet.older_button.click()
    assert [line.number for line in sheet.table.lines] == list(range(trail.AT_ONCE + 20, 0, -1))
    assert sheet.older_button.isHidden()
    assert sheet.table.currentIndex().row() == trail.AT_ONCE
    assert QApplication.focusWidget() is sheet.table


def test_a_page_that_was_the_last_one_leads_to_no_other(desk, settings):
    for number in range(trail.AT_ONCE):
        patients.add(desk.book, Patient(family_name=f"P{number}"))
    settings.record.acts_button.click()
    sheet = sheet_over(settings)
    sheet.older_button.click()
    assert len(sheet.table.lines) == trail.AT_ONCE
    assert sheet.older_button.isHidden()


def test_the_act_of_a_letter_is_found_by_its_number(desk, settings):
    for number in range(2 * trail.AT_ONCE):
        patients.add(desk.book, Patient(family_name=f"P{number}"))
    settings.record.acts_button.click()
    sheet = sheet_over(settings)
    sheet.number.setFocus()
    QTest.keyClicks(sheet.number, "act 30")
    QTest.keyClick(sheet.number, Qt.Key.Key_Return)
    assert [line.number for line in sheet.table.lines] == list(range(30, 0, -1))
    assert sheet.older_button.isHidden()
    sheet.show_from("")
    assert sheet.table.lines[0].number == 2 * trail.AT_ONCE
    sheet.show_from("0")
    assert sheet.table.lines == ()


def test_on_a_chart_nobody_is_asked_for_the_number_of_an_act(chart):
    chart.view.acts_button.click()
    assert sheet_over(chart).from_field.isHidden()


def test_in_a_narrow_window_an_act_stands_in_two_columns(desk, chart):
    chart.window().resize(480, 700)
    chart.show_acts()
    table = sheet_over(chart).table
    assert table.model().columnCount() == 2
    first, what = cells(table)[0]
    assert first.endswith("\nDr P Okafor")
    assert what.splitlines()[0] == "signed the exam of 23 November 2025"
    assert what.splitlines()[-1].startswith("Act ")
    assert table.model().headerData(0, Qt.Orientation.Horizontal) == "When and who"


def test_the_chosen_act_stays_chosen_when_a_narrow_window_is_resized(chart):
    chart.window().resize(480, 700)
    chart.show_acts()
    table = sheet_over(chart).table
    table.setCurrentIndex(table.model().index(2, 1))
    chart.window().resize(500, 700)
    assert table.model().columnCount() == 2
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 1)


# --- the check --------------------------------------------------------------------------------


def wait_for_the_verdict(desk, settings):
    desk.qtbot.waitUntil(lambda: bool(settings.record.verdict.text()), timeout=10_000)


def test_a_good_record_is_told_in_words_with_its_counts(desk, settings):
    desk.examine(desk.add("Macilroy"), 2, 6, 0, 0, 0, 0)
    settings.record.check_button.click()
    assert settings.record.check.is_running
    wait_for_the_verdict(desk, settings)
    assert settings.record.verdict.text() == "Everything is as it was entered."
    assert "In the record: 10 acts, 1 exam" in settings.record.details.text()
    assert settings.record.verdict.property("role") == "strong"
    assert desk.announced[-1] == "Everything is as it was entered."
    assert settings.record.bar.isHidden()


def test_what_is_wrong_is_told_as_an_error_with_what_to_do(desk, settings):
    desk.add("Macilroy")
    with unguarded(desk.path) as connection:
        connection.execute("UPDATE audit SET what = 'nothing' WHERE id = 1")
    settings.record.check_button.click()
    wait_for_the_verdict(desk, settings)
    assert settings.record.verdict.text().startswith("Something is wrong, first at act 1.")
    assert settings.record.verdict.property("role") == "error"


def held(monkeypatch, outcome):
    """A check that goes on until the event is set or it is cancelled."""
    go_on = threading.Event()

    def check(_path, _key, *, progress, is_cancelled):
        progress(0.4)
        while not go_on.wait(0.005):
            if is_cancelled():
                raise verification.VerificationCancelled
        return outcome()

    monkeypatch.setattr(verification, "check", check)
    return go_on


def fail(error: Exception):
    raise error


def test_progress_is_shown_and_cancel_is_felt_at_once(desk, settings, monkeypatch):
    held(monkeypatch, lambda: None)
    settings.record.check_button.click()
    part = settings.record
    assert QApplication.focusWidget() is part.cancel_button
    desk.qtbot.waitUntil(lambda: part.bar.value() == 40)
    assert "40 %" in part.status.text()
    # At once: nothing is waited for, and no event goes by in between.
    part.cancel_button.click()
    assert not part.check.is_running
    assert part.status.text().startswith("The check was cancelled.")
    assert QApplication.focusWidget() is part.check_button
    assert not part.check_button.isHidden()


def test_a_second_check_does_not_hear_of_the_first(desk, qtbot, monkeypatch):
    check, ended = RecordCheck(), []
    check.ended.connect(ended.append)
    first = held(monkeypatch, lambda: pytest.fail("was cancelled"))
    check.start(desk.path, None)
    good = verification.Verdict()
    second = held(monkeypatch, lambda: good)
    check.start(desk.path, None)
    second.set()
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert ended == [None, good]
    check.cancel()
    assert ended == [None, good]
    first.set()


def test_a_casebook_that_cannot_be_read_is_told_in_three_sentences(desk, settings, monkeypatch):
    fault: StorageFault = missing(desk.path)
    held(monkeypatch, lambda: fail(fault)).set()
    settings.record.check_button.click()
    wait_for_the_verdict(desk, settings)
    assert settings.record.verdict.text() == "The record could not be checked."
    assert settings.record.details.text() == str(fault)


def test_a_fault_of_the_program_ends_the_check_and_is_not_swallowed(desk, qtbot, monkeypatch):
    check, ended = RecordCheck(), []
    check.ended.connect(ended.append)
    held(monkeypatch, lambda: fail(ZeroDivisionError("a slip"))).set()
    with qtbot.captureExceptions() as caught:
        check.start(desk.path, None)
        qtbot.waitUntil(lambda: bool(ended))
        qtbot.waitUntil(lambda: bool(caught))
    assert ended == [None]
    assert caught[0][0] is ZeroDivisionError


def test_the_check_goes_on_while_somebody_works(desk, settings, monkeypatch):
    held(monkeypatch, verification.Verdict)
    settings.record.check_button.click()
    desk.add("Macilroy")
    settings.leave()
    assert settings.record.check.is_running
    settings.record.check.cancel()
