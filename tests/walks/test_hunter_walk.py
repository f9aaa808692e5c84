"""The serotonin features with the keyboard alone, from Review and back to the signature."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from clonus_desktop.casebook import examinations, serotonin
from clonus_desktop.domain.exposure import Taking
from clonus_desktop.domain.hunter import HunterInput
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.domain.trial import Trial
from clonus_desktop.ui.navigation import Destination, Screen

YES, NO, UNKNOWN = ThreeValued.YES, ThreeValued.NO, ThreeValued.UNKNOWN


@pytest.fixture
def window(open_main_window, book, patient, clock):
    row = examinations.start(book, patient.id).examination_id
    examination = examinations.get(book, row)
    for place, beats in zip(examination.places, (8, 7, 0, 0, 0, 0), strict=True):
        examinations.record_trial(book, examination, place, Trial(beats=beats))
    opened = open_main_window(book)
    opened.go(Destination(screen=Screen.REVIEW, patient_id=patient.id))
    QApplication.processEvents()
    return opened


def record(book, patient):
    return serotonin.record_of(examinations.draft_of(book, patient.id))


def test_drug_features_and_temperature_in_thirty_presses_and_back_to_sign(
    window, book, patient, keyboard, qtbot
):
    keyboard.press("t")
    assert window.destination.screen is Screen.HUNTER
    # Found by four letters, entered, still taken.
    keyboard.press(*"sert", Qt.Key.Key_Return, "1")
    (sertraline,) = record(book, patient).exposures
    assert (sertraline.drug, sertraline.taking) == ("sertraline", Taking.CURRENT)
    # Past the time of the dose and what the list comes to, to the first feature.
    keyboard.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    keyboard.press(*"uynnyynn")
    keyboard.press(*"38.4", Qt.Key.Key_Return)
    found = record(book, patient)
    assert list(found.features.values()) == [UNKNOWN, YES, NO, NO, YES, YES, NO, NO]
    assert found.temperature_c == 38.4
    assert found.inducible_confirmed_by == "Dr P Okafor"
    keyboard.press(Qt.Key.Key_Escape)
    assert window.destination.screen is Screen.REVIEW
    assert "inducible clonus plus diaphoresis (Dunkley 2003)." in window.page.view.summary.text()
    qtbot.wait(650)
    keyboard.sign()
    signed = examinations.get(book, window.page.examination.id)
    assert "Hunter rule satisfied by the recorded features" in signed.signature.text
    assert not window.page.view.serotonin.isVisible()


def test_the_undo_of_the_exam_works_here_and_names_the_answer(window, book, patient, keyboard):
    keyboard.press("t")
    view = window.page.view
    view.features.rows[HunterInput.TREMOR].take_focus()
    keyboard.press("y")
    assert view.bar.undo.accessibleName() == "Undo serotonin features: tremor: yes"
    keyboard.press(Qt.Key.Key_Backspace)
    assert record(book, patient).features[HunterInput.TREMOR] is UNKNOWN
    assert view.features.rows[HunterInput.TREMOR].choice.choice == "unknown"
    view.bar.redo.click()
    assert record(book, patient).features[HunterInput.TREMOR] is YES
    assert view.features.rows[HunterInput.TREMOR].choice.choice == "yes"


def test_what_is_typed_is_in_the_file_when_the_page_is_left(window, book, patient, keyboard):
    keyboard.press("t")
    window.page.view.features.temperature.line.setFocus()
    keyboard.press(*"39.1", Qt.Key.Key_Escape)
    assert window.destination.screen is Screen.REVIEW
    assert record(book, patient).temperature_c == 39.1


def test_tab_goes_through_the_page_as_it_is_read_also_past_a_drug_that_was_added(window, keyboard):
    keyboard.press("t")
    keyboard.press(*"tram", Qt.Key.Key_Return)
    page = window.page
    QApplication.processEvents()
    page.view.back.setFocus()
    seen = []
    while QApplication.focusWidget() is not page.view.bar.done:
        seen.append(QApplication.focusWidget())
        assert len(seen) < 80, "Tab never came to Done"
        keyboard.press(Qt.Key.Key_Tab)
    drugs, row = page.view.drugs, page.view.drugs.rows["tramadol"]
    wanted = (
        page.view.back,
        drugs.picker.field,
        *drugs.picker.buttons,
        row.more,
        row.remove,
        row.last.choice.buttons["not-known"],
        drugs.agent.buttons["as-listed"],
        page.view.features.rows[HunterInput.SPONTANEOUS_CLONUS].choice.buttons["unknown"],
    )
    names = [widget.accessibleName() for widget in seen]
    assert names[: len(wanted)] == [widget.accessibleName() for widget in wanted]
    assert tuple(seen[: len(wanted)]) == wanted
