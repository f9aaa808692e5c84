"""The form of a patient, filled in with real keys; what it stored is read from the file."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from clonus_desktop.casebook import merging, patients, practice
from clonus_desktop.casebook.faults import NumberTaken
from clonus_desktop.domain.patient import Sex
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.patient_form import PatientFormPage

NEW = Destination(screen=Screen.PATIENT_FORM)
SIZES = [(1280, 800), (1024, 700), (800, 1280)]


@pytest.fixture
def page(desk):
    return PatientFormPage(desk.session)


def edit(patient_id):
    return Destination(screen=Screen.PATIENT_FORM, patient_id=patient_id)


def chart(patient_id):
    return Destination(screen=Screen.CHART, patient_id=patient_id)


def fill(page, **texts):
    """Type into the fields as a person does; born is day, month and year."""
    born = texts.pop("born", None)
    for name, text in texts.items():
        line = page.form.lines[name]
        line.clear()
        QTest.keyClicks(line, text)
    if born:
        for box, text in zip(page.form.birth.boxes, born, strict=True):
            box.clear()
            QTest.keyClicks(box, text)


def save(page):
    QTest.mouseClick(page.form.save_button, Qt.MouseButton.LeftButton)


def patients_in(desk):
    return desk.rows("SELECT family_name, given_name, born_on, sex, number FROM patient")


# --- saving -----------------------------------------------------------------------------------


def test_everything_typed_reaches_the_file_and_the_chart_opens(desk, page):
    desk.show(page, NEW)
    fill(
        page,
        family_name="Macilroy",
        given_name=" Iain ",
        title="Mr",
        preferred_name="Mac",
        born=("11", "1", "1968"),
        number="999 018 5301",
        alert="Latex allergy",
    )
    page.form.sex.buttons["male"].click()
    QTest.keyClicks(page.form.conditions, "Left hemiparesis")
    save(page)
    stored = desk.rows("SELECT * FROM patient")
    assert stored[0][:11] == (
        1, "Macilroy", "Iain", "Mr", "Mac", "1968-01-11", "male", "999 018 5301",
        "Latex allergy", "Left hemiparesis", "macilroy iain",
    )  # fmt: skip
    assert desk.wanted == [chart(1)]


def test_a_family_name_is_all_that_is_needed(desk, page):
    desk.show(page, NEW)
    fill(page, family_name="Solo")
    save(page)
    assert patients_in(desk) == [("Solo", "", None, "unknown", "")]


def test_a_month_may_be_a_word(desk, page):
    desk.show(page, NEW)
    fill(page, family_name="Solo", born=("11", "Jan", "1968"))
    save(page)
    assert patients_in(desk)[0][2] == "1968-01-11"


def test_ctrl_s_saves_from_any_field(desk, page):
    desk.show(page, NEW)
    fill(page, family_name="Solo")
    page.form.conditions.setFocus()
    QTest.keyClick(page.form.conditions, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(patients_in(desk)) == 1


def test_a_changed_patient_keeps_row_and_draws_from_the_file(desk, page):
    row = desk.add("Macilroy", "Iain", born_on=date(1968, 1, 11), sex=Sex.MALE, number="7")
    window = desk.show(page, edit(row))
    assert page.form.birth.texts == ("11", "1", "1968")
    assert page.form.sex.choice == "male"
    assert "MACILROY, Iain" in [label.text() for label in window.findChildren(QLabel)]
    fill(page, given_name="Ian")
    save(page)
    assert patients_in(desk) == [("Macilroy", "Ian", "1968-01-11", "male", "7")]
    assert desk.wanted == [chart(row)]


# --- what is wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (("31", "2", "1968"), "There is no such day. Check day, month and year."),
        (("1", "13", "1968"), "There is no such day. Check day, month and year."),
        (("24", "11", "2025"), "The date of birth is in the future."),
        (("22", "11", "1895"), "Nobody is older than 130 years. Check the year of birth."),
        (("1", "1", "68"), "Enter the year with four digits, such as 1968."),
        (("1", "", "1968"), "Enter day, month and year, or leave all three empty."),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_words(desk, page, born, words):
    desk.show(page, NEW)
    fill(page, family_name="Solo", born=born)
    save(page)
    assert page.form.fields["born_on"].problem == words
    assert [link.accessibleName() for link in page.form.summary.links] == [words]
    assert patients_in(desk) == []


def test_today_and_the_same_day_130_years_ago_are_accepted(desk, page):
    for born in (("23", "11", "2025"), ("23", "11", "1895")):
        desk.show(page, NEW)
        fill(page, family_name="Solo" if born[2] == "2025" else "Duo", born=born)
        save(page)
    assert len(patients_in(desk)) == 2


def test_errors_take_the_focus_name_every_field_and_lose_nothing(desk, page):
    desk.show(page, NEW)
    fill(page, given_name="Iain", born=("31", "2", "1968"), alert="x" * 41)
    assert page.form.save_button.isEnabled()
    save(page)
    summary = page.form.summary
    assert QApplication.focusWidget() is summary
    assert "There is a problem" in [label.text() for label in summary.findChildren(QLabel)]
    assert [link.accessibleName() for link in summary.links] == [
        "Enter the family name.",
        "There is no such day. Check day, month and year.",
        "Alert: Use at most 40 characters.",
    ]
    assert page.form.lines["given_name"].text() == "Iain"
    assert page.form.lines["alert"].text() == "x" * 41
    assert page.form.lines["family_name"].property("problem") == "true"
    assert "Enter the family name." in page.form.lines["family_name"].accessibleDescription()
    assert page.form.save_button.isEnabled()


def test_each_line_of_the_summary_leads_to_its_field(desk, page):
    desk.show(page, NEW)
    fill(page, born=("31", "2", "1968"), alert="x" * 41)
    save(page)
    wanted = (page.form.lines["family_name"], page.form.birth.day, page.form.lines["alert"])
    for link, field in zip(page.form.summary.links, wanted, strict=True):
        link.click()
        assert QApplication.focusWidget() is field


def test_the_words_of_a_problem_go_when_it_is_put_right(desk, page):
    desk.show(page, NEW)
    save(page)
    fill(page, family_name="Solo")
    save(page)
    assert not page.form.summary.isVisible()
    assert page.form.fields["family_name"].problem == ""


def test_the_alert_counts_its_characters_and_says_how_many_are_too_many(desk, page):
    window = desk.show(page, NEW)
    fill(page, alert="Latex allergy")
    words = [label.text() for label in window.findChildren(QLabel)]
    assert "Always shows beside the name. 13 of 40 characters." in words
    fill(page, alert="x" * 41)
    words = [label.text() for label in window.findChildren(QLabel)]
    assert "1 character too many." in words


# --- the same person? -------------------------------------------------------------------------


@pytest.fixture
def iain(desk):
    return desk.add("Macilroy", "Iain", born_on=date(1968, 1, 11), number="999 018 5301")


def test_a_similar_patient_is_shown_beside_what_was_typed_before_anything_is_saved(
    desk, page, iain
):
    desk.show(page, NEW)
    fill(page, family_name="MacIlroy", given_name="Ian", born=("11", "6", "1968"))
    save(page)
    shown = [label.text() for label in page.sheet.findChildren(QLabel) if label.isVisible()]
    assert {"What you typed", "In the record", "Ian", "Iain", "11-Jan-1968 (57y)"} <= set(shown)
    assert len(patients_in(desk)) == 1
    page.sheet.save_button.click()
    assert [row[1] for row in patients_in(desk)] == ["Iain", "Ian"]
    assert desk.wanted == [chart(2)]


def test_the_existing_record_may_be_opened_instead_and_no_second_one_is_made(desk, page, iain):
    desk.show(page, NEW)
    fill(page, family_name="Macilroy", given_name="Ian")
    save(page)
    page.sheet.records.buttons[iain].click()
    assert desk.wanted == [chart(iain)]
    assert len(patients_in(desk)) == 1
    page.leave()
    desk.show(page, NEW)
    assert page.form.lines["family_name"].text() == ""


def test_a_taken_number_is_refused_in_words_and_shows_who_has_it(desk, page, iain):
    desk.show(page, NEW)
    fill(page, family_name="Quite", given_name="Different", number="9990185301")
    save(page)
    assert page.form.fields["number"].problem == "Another patient has this number."
    assert not page.sheet.save_button.isVisible()
    page.sheet.back_button.click()
    assert page.form.lines["family_name"].text() == "Quite"
    assert len(patients_in(desk)) == 1
    assert desk.faults == []


def test_a_number_taken_by_another_window_meanwhile_is_refused_in_the_same_words(
    desk, page, iain, monkeypatch
):
    desk.show(page, NEW)
    fill(page, family_name="Quite", number="9990185301")
    monkeypatch.setattr(patients, "owner_of_number", lambda _book, _patient: None)
    monkeypatch.setattr(patients, "lookalikes", lambda _book, _patient: ())
    save(page)
    assert page.form.fields["number"].problem == "Another patient has this number."
    assert desk.faults == []
    with pytest.raises(NumberTaken):
        patients.add(desk.book, page.form.entry.patient(desk.now.date(), patient_id=0))


def test_changing_a_patient_asks_only_about_those_who_became_similar(desk, page, iain):
    ian = desk.add("Macilroy", "Ian", born_on=date(1968, 6, 11))
    desk.show(page, edit(ian))
    fill(page, alert="Latex allergy")
    save(page)
    assert desk.wanted == [chart(ian)]
    other = desk.add("Adeyemi", "Ian")
    desk.show(page, edit(other))
    fill(page, family_name="Macilroy")
    save(page)
    assert page.sheet.isVisible()
    assert set(page.sheet.records.buttons) == {iain, ian}
    assert page.sheet.save_button.text() == "Save these details"


# --- leaving ----------------------------------------------------------------------------------


def test_cancel_goes_back_at_once_when_nothing_was_typed(desk, page, iain):
    desk.show(page, NEW)
    page.form.cancel_button.click()
    desk.show(page, edit(iain))
    QTest.keyClick(page.form.lines["title"], Qt.Key.Key_Escape)
    assert desk.wanted == [Destination(screen=Screen.PATIENTS), chart(iain)]


def test_cancel_asks_when_something_was_typed_and_keep_editing_keeps_it(desk, page):
    desk.show(page, NEW)
    fill(page, family_name="Half")
    page.form.cancel_button.click()
    assert desk.wanted == []
    assert QApplication.focusWidget() is page.sheet.keep_button
    page.sheet.keep_button.click()
    assert page.form.lines["family_name"].text() == "Half"
    page.form.cancel_button.click()
    page.sheet.leave_button.click()
    assert desk.wanted == [Destination(screen=Screen.PATIENTS)]
    assert patients_in(desk) == []


def test_what_was_typed_waits_when_another_screen_is_chosen(desk, page, iain):
    window = desk.show(page, NEW)
    fill(page, family_name="Half", born=("3", "", ""))
    page.leave()
    desk.show(page, edit(iain))
    assert page.form.lines["family_name"].text() == "Macilroy"
    page.leave()
    window = desk.show(page, NEW)
    assert page.form.lines["family_name"].text() == "Half"
    assert page.form.birth.texts == ("3", "", "")
    words = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert "What you typed before is still here. It is not saved yet." in words


def test_a_saved_form_opens_empty_next_time(desk, page):
    desk.show(page, NEW)
    fill(page, family_name="Solo")
    save(page)
    page.leave()
    desk.show(page, NEW)
    assert page.form.lines["family_name"].text() == ""


# --- narrow, large, keyboard ------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut_off_in_any_window(desk, page, qapp, size, scale):
    appearance().apply(qapp, "light", scale)
    window = desk.show(page, NEW, size)
    fill(page, born=("31", "2", "1968"), alert="x" * 41)
    save(page)
    QApplication.processEvents()
    if not (scale == 2.0 and size[0] == 800):
        assert desk.cut_off(window) == []
    assert (window.width(), window.height()) == size


def test_tab_reads_the_form_from_top_to_bottom(desk, page):
    desk.show(page, NEW)
    visited = [QApplication.focusWidget()]
    for _press in range(13):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    form = page.form
    assert visited[7] in form.sex.buttons.values()
    assert visited == [
        form.lines["family_name"], form.lines["given_name"], form.lines["title"],
        form.lines["preferred_name"], *form.birth.boxes, visited[7],
        form.lines["number"], form.lines["alert"], form.conditions,
        form.cancel_button, form.save_button, visited[-1],
    ]  # fmt: skip


def test_every_control_has_a_name_and_room_for_a_finger(desk, page):
    window = desk.show(page, NEW)
    editors = [*page.form.lines.values(), *page.form.birth.boxes, page.form.conditions]
    for control in (*editors, *window.findChildren(QPushButton)):
        if control.isVisible():
            assert control.accessibleName()
            assert control.height() >= 44
    assert page.form.birth.day.accessibleName() == "Date of birth, Day"


# --- numbers of a region ----------------------------------------------------------------------


NHS_PROBLEM = (
    "This is not a valid NHS No.: a digit is wrong, missing or swapped. "
    "Correct it, or tick that it is another kind of number."
)


@pytest.fixture
def nhs(desk):
    practice.change(desk.book, replace(desk.book.practice, region="nhs"))


def numbers_in(desk):
    return desk.rows("SELECT number, number_scheme FROM patient")


def test_a_number_that_fails_the_check_is_told_at_its_field_with_what_to_do(desk, page, nhs):
    desk.show(page, NEW)
    assert page.form.fields["number"].label.text() == "NHS No."
    assert page.form.fields["sex"].label.text() == "Gender"
    for wrong in ("943 476 5991", "943 476 591", "H 4711"):
        fill(page, family_name="Solo", number=wrong)
        save(page)
        assert page.form.fields["number"].problem == NHS_PROBLEM, wrong
    assert patients_in(desk) == []


def test_a_number_that_passes_is_one_of_the_region(desk, page, nhs):
    desk.show(page, NEW)
    fill(page, family_name="Solo", number="9434765919")
    save(page)
    assert numbers_in(desk) == [("9434765919", "nhs")]


def test_another_kind_of_number_is_kept_and_never_called_one_of_the_region(desk, page, nhs):
    desk.show(page, NEW)
    fill(page, family_name="Solo", number="H 4711")
    page.form.plain_number.click()
    save(page)
    assert numbers_in(desk) == [("H 4711", "")]
    desk.show(page, edit(1))
    assert page.form.plain_number.isChecked()
    fill(page, given_name="Ana")
    save(page)
    assert numbers_in(desk) == [("H 4711", "")]


def test_even_a_number_that_would_pass_stays_another_kind_when_it_is_ticked(desk, page, nhs):
    desk.show(page, NEW)
    fill(page, family_name="Solo", number="9434765919")
    page.form.plain_number.click()
    save(page)
    assert numbers_in(desk) == [("9434765919", "")]


def test_a_stored_number_keeps_its_kind_when_the_practice_goes_elsewhere(desk, page, nhs):
    desk.add("Solo", number="943 476 5919", number_scheme="nhs")
    practice.change(desk.book, replace(desk.book.practice, region=""))
    desk.show(page, edit(1))
    assert page.form.fields["number"].label.text() == "Record No."
    assert page.form.plain_number.isHidden()
    fill(page, given_name="Ana")
    save(page)
    assert numbers_in(desk) == [("943 476 5919", "nhs")]
    desk.show(page, edit(1))
    fill(page, number="943 476 5918")
    save(page)
    assert numbers_in(desk) == [("943 476 5918", "")]


def test_without_a_region_nothing_is_checked_or_asked(desk, page):
    desk.show(page, NEW)
    assert page.form.plain_number.isHidden()
    fill(page, family_name="Solo", number="943 476 5991")
    save(page)
    assert numbers_in(desk) == [("943 476 5991", "")]


def test_a_tick_waits_with_what_was_typed(desk, page, nhs):
    desk.show(page, NEW)
    fill(page, family_name="Solo", number="H1")
    page.form.plain_number.click()
    page.keep()
    desk.show(page, NEW)
    assert page.form.plain_number.isChecked()


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("family_name", "123", "Family name: Write the name with letters."),
        ("given_name", "--", "Given name: Write the name with letters."),
        ("family_name", "A\u202eB", "Family name: Remove the invisible control characters."),
        ("alert", "A\u2066B", "Alert: Remove the invisible control characters."),
    ],
)
def test_a_name_without_letters_or_with_hidden_signs_is_refused(desk, page, field, text, words):
    desk.show(page, NEW)
    fill(page, family_name="Solo")
    page.form.lines[field].setText(text)
    save(page)
    assert page.form.fields[field].problem == words
    assert patients_in(desk) == []


# --- the same person by a slip ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "born", "why"),
    [
        ({"family_name": "Iain", "given_name": "MacIlroy"}, None, "the names the other way round"),
        (
            {"family_name": "Macilroy", "given_name": "Bob"},
            ("1", "11", "1968"),
            "day and month of birth swapped",
        ),
        ({"family_name": "Zhou", "number": "999 018 5310"}, None, "a number that differs by one"),
        ({"family_name": "Mcilroy", "given_name": "Ian"}, ("11", "1", "1968"), "the same date of"),
    ],
)
def test_a_slip_does_not_make_a_second_record_unasked(desk, page, iain, typed, born, why):
    desk.show(page, NEW)
    fill(page, **typed, **({"born": born} if born else {}))
    save(page)
    said = [label.text() for label in page.sheet.findChildren(QLabel)]
    assert any(why in words for words in said)
    assert len(patients_in(desk)) == 1
    page.sheet.save_button.click()
    assert len(patients_in(desk)) == 2


def test_a_record_that_was_merged_is_recognised_and_leads_to_the_person(desk, page, iain):
    kept = desk.add("Okafor", "Ada")
    merging.merge(desk.book, iain, patients.get(desk.book, kept))
    desk.show(page, NEW)
    fill(page, family_name="Macilroy", given_name="Iain")
    save(page)
    page.sheet.records.buttons[iain].click()
    assert desk.wanted == [chart(kept)]


def test_the_number_of_a_merged_record_is_not_typed_into_the_other(desk, page, iain):
    kept = desk.add("Okafor", "Ada")
    merging.merge(desk.book, iain, patients.get(desk.book, kept))
    desk.show(page, edit(kept))
    fill(page, number="999 018 5301")
    save(page)
    words = "A record merged into this one has this number. It is kept and found there."
    assert page.form.fields["number"].problem == words
