"""The list of patients, walked with real keys on a real file."""

import time
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from clonus_desktop.casebook.patients import SHOWN_AT_ONCE, Among
from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.patients import PatientsPage
from clonus_desktop.ui.patient_words import breakable, facts

PATIENTS = Destination(screen=Screen.PATIENTS)
SIZES = [(1280, 800), (1024, 700), (800, 1280)]


@pytest.fixture
def page(desk):
    return PatientsPage(desk.session)


def names(page):
    return [row.line.patient.formal_name for row in page.list.rows]


def words_of(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def type_text(page, text):
    QTest.keyClicks(page.search, text)


# --- the list ---------------------------------------------------------------------------------


def test_an_empty_casebook_asks_for_the_first_patient_and_hides_the_search(desk, page):
    window = desk.show(page, PATIENTS)
    words = words_of(window)
    assert "No patients yet" in words
    assert "Add the first patient to record a clonus exam. Records stay on this computer." in words
    assert not page.search.isVisible()
    assert QApplication.focusWidget() is page.add_button
    QTest.mouseClick(page.empty_button, Qt.MouseButton.LeftButton)
    assert desk.wanted == [Destination(screen=Screen.PATIENT_FORM)]


def test_patients_stand_in_the_order_of_family_names(desk, page):
    for family in ("Nguyễn", "Adeyemi", "Łukasz"):
        desk.add(family)
    desk.show(page, PATIENTS)
    assert names(page) == ["ADEYEMI", "ŁUKASZ", "NGUYỄN"]


def test_a_row_says_who_and_what_was_found_last(desk, page):
    patient_id = desk.add(
        "Macilroy", "Iain", title="Mr", born_on=date(1968, 1, 11), sex=Sex.MALE, number="999 018"
    )
    desk.examine(patient_id, 2, 6, 0, 2, 0, 0, days_ago=9)
    desk.show(page, PATIENTS)
    row = page.list.rows[0]
    words = [text.replace("\u00a0", " ") for text in words_of(row)]
    assert "Born 11-Jan-1968 (57y)   Male   Record No. 999 018" in words
    assert "Last exam 14-Nov-2025" in words
    assert [pill.text for pill in row.pills] == ["2", "6"]
    assert row.button.accessibleName().startswith("Open: MACILROY, Iain (Mr), Born 11-Jan-1968")


def test_what_is_not_known_says_so():
    patient = Patient(family_name="Solo")
    assert facts(patient, date(2025, 1, 1)) == (
        "Born Not known",
        "Sex not known",
        "Record No. Not known",
    )


def test_a_name_with_markup_shows_its_markup(desk, page):
    hostile = "<b>Bobby</b><img src=x>"
    desk.add(hostile, "<i>Tables</i>", number="<u>1</u>")
    window = desk.show(page, PATIENTS)
    assert names(page) == [f"{hostile.upper()}, <i>Tables</i>"]
    formats = {label.textFormat() for label in window.findChildren(QLabel) if label.text()}
    assert formats == {Qt.TextFormat.PlainText}


def test_a_very_long_name_and_number_do_not_widen_the_window(desk, page):
    desk.add("W" * 200, "X" * 200, number="9" * 64)
    window = desk.show(page, PATIENTS, (1024, 700))
    assert (window.width(), window.height()) == (1024, 700)
    assert desk.cut_off(window) == []


def test_long_words_may_break_and_short_ones_never():
    assert breakable("Record No. 1234") == "Record No. 1234"
    assert breakable("9" * 64).replace("\u200b", "") == "9" * 64
    assert "\u200b" in breakable("9" * 64)


# --- finding ----------------------------------------------------------------------------------


@pytest.fixture
def three(desk):
    return (
        desk.add("Macilroy", "Iain", born_on=date(1968, 1, 11), number="999 018 5301"),
        desk.add("Brzozowski", "Łukasz", born_on=date(1989, 6, 27), number="999 041 9952"),
        desk.add("O’Connell", "Siobhán", born_on=date(1996, 10, 19), number="999 012 0093"),
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mac", "MACILROY, Iain"),
        ("lukasz", "BRZOZOWSKI, Łukasz"),
        ("oconnell", "O’CONNELL, Siobhán"),
        ("11/1/68", "MACILROY, Iain"),
        ("11 Jan 1968", "MACILROY, Iain"),
        ("9990419952", "BRZOZOWSKI, Łukasz"),
    ],
)
def test_typing_finds_by_name_date_of_birth_and_number(desk, page, three, typed, found):
    desk.show(page, PATIENTS)
    type_text(page, typed)
    desk.qtbot.waitUntil(lambda: names(page) == [found])


def test_enter_opens_the_only_patient_without_waiting(desk, page, three):
    desk.show(page, PATIENTS)
    type_text(page, "brzo")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert desk.wanted == [Destination(screen=Screen.CHART, patient_id=three[1])]


def test_enter_opens_nobody_when_several_match_and_none_is_selected(desk, page, three):
    desk.show(page, PATIENTS)
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert desk.wanted == []


def test_down_and_up_select_a_row_say_who_it_is_and_enter_opens_it(desk, page, three):
    desk.show(page, PATIENTS)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(page.search, key)
    assert page.list.rows[1].property("selected") == "true"
    assert "O’CONNELL" in desk.announced[-2]
    assert "MACILROY" in desk.announced[-1]
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert desk.wanted == [Destination(screen=Screen.CHART, patient_id=three[0])]


def test_typing_on_forgets_the_selection(desk, page, three):
    desk.show(page, PATIENTS)
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    type_text(page, "n")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert desk.wanted == []
    assert [row.property("selected") for row in page.list.rows].count("true") == 0


def test_a_slash_comes_back_to_the_search_and_is_typed_in_it(desk, page, three):
    desk.show(page, PATIENTS)
    page.list.rows[0].button.setFocus()
    QTest.keyClick(page.list.rows[0].button, "/")
    assert QApplication.focusWidget() is page.search
    type_text(page, "1/2")
    assert page.search.text() == "1/2"


def test_escape_empties_the_search(desk, page, three):
    desk.show(page, PATIENTS)
    type_text(page, "mac")
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert (page.search.text(), len(page.list.rows)) == ("", 3)


def test_no_match_names_what_was_typed_and_offers_to_add(desk, page, three):
    window = desk.show(page, PATIENTS)
    type_text(page, "macleroy")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert "No patient matches “macleroy”" in words_of(window)
    assert "Check the spelling or add a patient." in words_of(window)
    assert page.empty_button.isVisible()
    assert page.search.isVisible()


def test_the_filters_count_and_choose(desk, page, three):
    desk.examine(three[0], 0, 0, 0, 0, 0, 0, days_ago=3)
    desk.examine(three[1], 1, 1)
    desk.examine(three[2], 0, 0, 0, 0, 0, 0, days_ago=30)
    desk.show(page, PATIENTS)
    assert page.filters[Among.ALL].text() == "All 3"
    assert page.filters[Among.UNFINISHED].text() == "Unfinished exams 1"
    page.filters[Among.UNFINISHED].click()
    assert names(page) == ["BRZOZOWSKI, Łukasz"]
    page.filters[Among.SEEN_THIS_WEEK].click()
    assert "MACILROY, Iain" in names(page)
    assert "O’CONNELL, Siobhán" not in names(page)
    page.filters[Among.ALL].click()
    assert len(names(page)) == 3


def test_a_filter_without_patients_says_which(desk, page, three):
    window = desk.show(page, PATIENTS)
    page.filters[Among.UNFINISHED].click()
    assert "No unfinished exams" in words_of(window)
    page.filters[Among.SEEN_THIS_WEEK].click()
    assert "No patient was seen this week" in words_of(window)


# --- opening ----------------------------------------------------------------------------------


def test_a_press_anywhere_on_a_row_opens_the_chart(desk, page, three):
    desk.show(page, PATIENTS)
    QTest.mouseClick(page.list.rows[1], Qt.MouseButton.LeftButton)
    assert desk.wanted == [Destination(screen=Screen.CHART, patient_id=three[0])]


def test_a_press_that_is_drawn_off_the_row_opens_nothing(desk, page, three):
    desk.show(page, PATIENTS)
    row = page.list.rows[1]
    QTest.mousePress(row, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=row.rect().bottomRight() * 2)
    assert desk.wanted == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_button_of_a_row_answers_to_the_keyboard(desk, page, three, key):
    desk.show(page, PATIENTS)
    button = page.list.rows[0].button
    button.setFocus()
    QTest.keyClick(button, key)
    assert desk.wanted == [Destination(screen=Screen.CHART, patient_id=three[1])]


def test_an_unfinished_exam_is_resumed_by_its_button_and_the_row_opens_the_chart(desk, page, three):
    draft = desk.examine(three[0], 1, 9)
    desk.show(page, PATIENTS)
    row = page.list.rows[1]
    assert "Draft 23-Nov-2025" in words_of(row)
    assert row.button.text() == "Resume exam"
    row.button.click()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert desk.wanted == [
        Destination(screen=Screen.EXAM, patient_id=three[0], examination_id=draft),
        Destination(screen=Screen.CHART, patient_id=three[0]),
    ]


def test_a_similar_name_shows_both_records_and_opens_the_one_that_is_picked(desk, page):
    iain = desk.add("Macilroy", "Iain", born_on=date(1968, 1, 11), number="1")
    ian = desk.add("Macilroy", "Ian", born_on=date(1968, 6, 11), number="2")
    desk.show(page, PATIENTS)
    assert "Similar name" in words_of(page.list.rows[0])
    QTest.mouseClick(page.list.rows[0], Qt.MouseButton.LeftButton)
    assert desk.wanted == []
    shown = words_of(page.sheet)
    assert {"Iain", "Ian", "11-Jan-1968 (57y)", "11-Jun-1968 (57y)"} <= set(shown)
    emphasised = [
        label.text() for label in page.sheet.findChildren(QLabel)
        if label.property("role") == "differs"
    ]  # fmt: skip
    assert "Iain" in emphasised
    assert "MACILROY" not in emphasised
    assert set(page.sheet.records.buttons) == {iain, ian}
    page.sheet.records.buttons[ian].click()
    assert desk.wanted == [Destination(screen=Screen.CHART, patient_id=ian)]


def test_escape_leaves_the_similar_records_and_opens_nobody(desk, page):
    desk.add("Macilroy", "Iain")
    desk.add("Macilroy", "Ian")
    desk.show(page, PATIENTS)
    page.list.rows[0].button.click()
    QTest.keyClick(page.sheet, Qt.Key.Key_Escape)
    assert desk.wanted == []


def test_resuming_a_similar_name_asks_first_and_never_opens_the_other_one_s_exam(desk, page):
    iain, ian = desk.add("Macilroy", "Iain"), desk.add("Macilroy", "Ian")
    draft = desk.examine(iain, 3)
    desk.show(page, PATIENTS)
    page.list.rows[0].button.click()
    page.sheet.records.buttons[ian].click()
    page.list.rows[0].button.click()
    page.sheet.records.buttons[iain].click()
    assert desk.wanted == [
        Destination(screen=Screen.CHART, patient_id=ian),
        Destination(screen=Screen.EXAM, patient_id=iain, examination_id=draft),
    ]


# --- many, narrow, large ----------------------------------------------------------------------


def test_a_hundred_rows_come_without_a_wait_and_the_limit_is_said(desk, page):
    for number in range(SHOWN_AT_ONCE + 5):
        desk.add(f"Zeta{number:03d}", "Test", number=str(number))
    begun = time.perf_counter()
    desk.show(page, PATIENTS)
    first_shown = time.perf_counter() - begun
    assert page.order.text() == "Showing the first 100, sorted by family name"
    desk.qtbot.waitUntil(lambda: len(page.list.rows) == SHOWN_AT_ONCE)
    # Ten rows first: far below the time of all of them on any machine.
    assert first_shown < 3.0


def test_rows_that_wait_for_their_turn_show_nobody_else(desk, page):
    for number in range(40):
        desk.add(f"Alpha{number:02d}" if number < 30 else f"Beta{number:02d}", "Test")
    desk.show(page, PATIENTS)
    desk.qtbot.waitUntil(lambda: len(page.list.rows) == 40)
    type_text(page, "alpha")
    page.read()
    visible = [row for row in page.list.findChildren(type(page.list.rows[0])) if row.isVisible()]
    assert {row.line.patient.family_name[:5] for row in visible} == {"Alpha"}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_off_in_any_window(desk, page, qapp, three, size, scale):
    desk.examine(three[0], 1, 9)
    desk.add("Macilroy", "Ian", title="Professor")
    appearance().apply(qapp, "light", scale)
    window = desk.show(page, PATIENTS, size)
    assert desk.cut_off(window) == []
    assert (window.width(), window.height()) == size


def test_every_control_has_a_name_and_room_for_a_finger(desk, page, three):
    window = desk.show(page, PATIENTS)
    for control in window.findChildren(QPushButton):
        if control.isVisible():
            assert control.accessibleName()
            assert control.height() >= 44
    assert page.search.accessibleName()
    assert page.search.height() >= 56


def test_tab_goes_from_the_search_through_the_filters_to_the_rows(desk, page, three):
    desk.show(page, PATIENTS)
    visited = []
    for _press in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    assert page.filters[Among.ALL] in visited
    assert page.list.rows[0].button in visited
    assert visited.index(page.filters[Among.ALL]) < visited.index(page.list.rows[0].button)
