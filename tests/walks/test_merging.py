"""One person under two records: found, put together, searched by the old number, parted."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from clonus_desktop.casebook import examinations, letters, patients
from clonus_desktop.casebook.letters import LetterOptions
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.ui.navigation import Destination, Screen


def type_text(keyboard, text: str) -> None:
    keyboard.press(*text)


def sign_an_exam(book, patient_id: int) -> int:
    examination = examinations.get(book, examinations.start(book, patient_id).examination_id)
    for place in examination.places:
        why = NotTested(reason=NotTestedReason.PAIN)
        examinations.record_not_tested(book, examination, place, why)
    examinations.sign(book, examination.id)
    return examination.id


@pytest.fixture
def twin(book, patient) -> Patient:
    """The record that was made for the same person by mistake, with an exam of its own."""
    change = patients.add(
        book,
        Patient(
            family_name="Macilroy",
            given_name="Ian",
            born_on=date(1968, 11, 1),
            sex=Sex.MALE,
            number="H 4711",
            alert="Pacemaker",
        ),
    )
    sign_an_exam(book, change.patient_id)
    sign_an_exam(book, patient.id)
    return patients.get(book, change.patient_id)


@pytest.fixture
def window(open_main_window, book, patient, twin):
    shown = open_main_window(book)
    shown.go(Destination(screen=Screen.PATIENT_FORM, patient_id=patient.id))
    return shown


def put_together(keyboard) -> None:
    """From the form of the one: find the other, decide what contradicts, and merge."""
    keyboard.press_button("Same person as")
    type_text(keyboard, "H4711")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press_button("Date of birth: From the first record")
    keyboard.press_button("Alert: From the first record")
    keyboard.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    keyboard.press_button("Put them together")


def test_two_records_are_put_together_by_keys_alone(
    window, book, patient, twin, keyboard, read_file
) -> None:
    put_together(keyboard)
    assert window.destination == Destination(screen=Screen.CHART, patient_id=patient.id)
    view = window.page.view
    assert len(view.visits.rows) == 2
    said = [row.button.accessibleDescription() for row in view.visits.rows]
    assert ["From the record of MACILROY, Ian" in one for one in said] == [False, True]
    assert window.banner.known_as.text() == "Also known as MACILROY, Ian, Record No. H 4711"
    assert window.banner.born.text().startswith("11-Jan-1968")
    assert window.banner.alert.text() == "Latex allergy; Pacemaker"
    assert read_file("SELECT what, row_id FROM audit WHERE what LIKE '%patient' ORDER BY id") == [
        ("add patient", patient.id),
        ("add patient", twin.id),
        ("change patient", patient.id),
        ("merge patient", twin.id),
    ]
    assert book.file.verify() is None


def test_the_old_number_finds_the_person_and_says_why(
    window, book, patient, twin, keyboard, qtbot
) -> None:
    put_together(keyboard)
    window.go(Destination(screen=Screen.PATIENTS))
    assert window.page.filters[patients.Among.ALL].accessibleName() == "All 1"
    type_text(keyboard, "H4711")
    qtbot.waitUntil(lambda: window.page.list.rows[0].line.found_by is not None)
    (row,) = window.page.list.rows
    assert row.line.patient.id == patient.id
    why = "Found as MACILROY, Ian, Record No. H 4711: merged into this record"
    assert why in row.button.accessibleDescription()
    keyboard.press(Qt.Key.Key_Return)
    assert window.destination == Destination(screen=Screen.CHART, patient_id=patient.id)


def test_a_letter_names_the_person_by_all_records(window, book, patient, twin, keyboard) -> None:
    put_together(keyboard)
    visits = letters.choices(book, patient)
    assert len(visits) == 2
    for visit in visits:
        letter = letters.compose(book, visit.id, LetterOptions(recipient=""), compare_with_id=None)
        assert "Also known as: MACILROY, Ian, Record No. H 4711" in letters.text(letter)
        assert "MACILROY, Iain" in letters.text(letter)


def test_two_people_are_parted_and_everything_is_as_before(
    window, book, patient, twin, keyboard
) -> None:
    put_together(keyboard)
    window.go(Destination(screen=Screen.PATIENT_FORM, patient_id=patient.id))
    keyboard.press_button("These are two people… MACILROY, Ian")
    keyboard.press_button("These are two people")
    assert window.destination == Destination(screen=Screen.CHART, patient_id=patient.id)
    assert len(window.page.view.visits.rows) == 1
    assert window.banner.known_as.isHidden()
    assert patients.get(book, patient.id) == patient
    assert patients.get(book, twin.id) == twin
    assert len(letters.choices(book, twin)) == 1
    assert book.file.verify() is None


def test_a_record_with_an_unfinished_exam_is_not_merged_and_the_sheet_says_what_to_do(
    window, book, patient, twin, keyboard
) -> None:
    examinations.start(book, twin.id)
    keyboard.press_button("Same person as")
    keyboard.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    sheet = window.page.sheet
    assert sheet.problem.text() == (
        "MACILROY, Ian has an unfinished exam. Nothing is put together as long as it is "
        "unfinished. Sign or discard it first, or keep that record instead."
    )
    keyboard.press_button("Put them together")
    assert patients.counts(book).all == 2
    assert sheet.isVisible()
    keyboard.press_button("Keep this record: MACILROY, Ian")
    assert sheet.problem.isHidden()
    assert "The chart of MACILROY, Ian will show 2 exams" in sheet.preview.text()


def test_what_contradicts_has_to_be_decided(window, book, keyboard) -> None:
    keyboard.press_button("Same person as")
    keyboard.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    sheet = window.page.sheet
    keyboard.press_button("Put them together")
    assert sheet.problem.text() == "Choose which date of birth is right."
    assert patients.counts(book).all == 2
    keyboard.press(Qt.Key.Key_Escape)
    assert window.destination.screen is Screen.PATIENT_FORM


def test_what_is_typed_on_the_form_comes_first(window, book, keyboard) -> None:
    window.page.form.lines["given_name"].setText("Ewan")
    for button in (window.page.form.records.same_button, window.page.form.records.erase_button):
        button.click()
        assert window.page.sheet is None
        assert "Save what you typed" in window.page.form.records.notice.text()


def test_an_exam_is_begun_for_the_person_whichever_record_is_named(
    window, book, patient, twin, keyboard
) -> None:
    put_together(keyboard)
    change = examinations.start(book, twin.id)
    assert change.patient_id == patient.id
    window.go(Destination(screen=Screen.CHART, patient_id=twin.id))
    assert window.page.chart.draft is not None
    assert window.page.chart.patient.id == patient.id


def test_the_search_for_the_other_record_says_when_more_people_match(
    window, book, keyboard
) -> None:
    for name in ("Ann", "Bea", "Cora", "Dora", "Ella", "Fay"):
        patients.add(book, Patient(family_name="Macintosh", given_name=name))
    keyboard.press_button("Same person as")
    sheet = window.page.sheet
    type_text(keyboard, "macintosh")
    sheet.look()
    assert (len(sheet.buttons), sheet.told.isVisible()) == (6, False)
    sheet.search.setText("mac")
    sheet.look()
    assert len(sheet.buttons) == 6
    assert sheet.told.text().startswith("More people match than are shown.")
    assert sheet.told.isVisible()
    sheet.search.setText("macz")
    sheet.look()
    assert (sheet.buttons, sheet.told.isVisible()) == ([], True)
