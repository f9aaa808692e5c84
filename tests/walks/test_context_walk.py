"""The context beside the six places, walked with real keys and presses, and the file read back."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from clonus_desktop.casebook import examinations, letters
from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.context_item import Limb, Spot
from clonus_desktop.domain.trial import Trial
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.widgets.answer_choice import AnswerChoice

CONTEXT = "SELECT content FROM statement WHERE topic = 'context' AND struck_at IS NULL"
ENTER, ESCAPE, TAB, SPACE = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Space,
)


@pytest.fixture
def window(book, patient, open_main_window):
    """The window at Review, of an exam with all six places recorded."""
    opened = open_main_window(book)
    row = examinations.start(book, patient.id).examination_id
    examination = examinations.get(book, row)

    for place in examination.places:
        examinations.record_trial(book, examination, place, Trial(beats=0))
    opened.go(Destination(screen=Screen.REVIEW, patient_id=patient.id, examination_id=row))
    return opened


@pytest.fixture
def stored(read_file):
    """What the file holds of the context."""

    def read():
        rows = read_file(CONTEXT)
        return json.loads(rows[0][0]) if rows else None

    return read


class Fingers:
    """Counts the keys that are pressed, one after the other on whatever has the focus."""

    def __init__(self, keyboard):
        self._keyboard = keyboard
        self.count = 0

    def press(self, *keys):
        for key in keys:
            self.count += 1
            self._keyboard.press(key)
            QTest.qWait(1)

    def write(self, text):
        for character in text:
            self.count += 1
            QTest.keyClicks(QApplication.focusWidget(), character)


@pytest.fixture
def fingers(keyboard):
    return Fingers(keyboard)


def question(window, item, side=None, limb=None) -> AnswerChoice:
    return window.page.view.questions[Spot(item, side, limb)]


def focused() -> str:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget.accessibleName()


def test_a_usual_context_takes_thirty_seven_keys(window, fingers, stored):
    fingers.press("c")
    assert window.destination.screen is Screen.CONTEXT
    fingers.press(*"0102")  # tone: arms, legs
    fingers.press("1")  # the NINDS scale
    fingers.press(*"2424232323")  # five reflexes, right before left
    fingers.press(*"f2", *"aa")  # plantar responses, Hoffmann
    fingers.press(*"5454")  # power
    fingers.press(SPACE)  # oral baclofen, the first of the list
    fingers.write("10 mg")
    fingers.press(ENTER)
    fingers.write("3h")
    fingers.press(ENTER)
    fingers.press("l")  # long-standing
    fingers.press("2")  # spastic gait
    fingers.press(ESCAPE)
    assert window.destination.screen is Screen.REVIEW
    assert fingers.count == 37
    kept = stored()
    assert kept["answers"]["tone"] == {
        "right arm": "0",
        "left arm": "1",
        "right leg": "0",
        "left leg": "2",
    }
    assert kept["scale"] == "ninds"
    assert kept["grades"]["knee"] == {"right": "2", "left": "4"}
    assert kept["grades"]["brachioradialis"] == {"right": "2", "left": "3"}
    assert kept["answers"]["plantar"] == {"right": "flexor", "left": "extensor"}
    assert kept["answers"]["power"]["left leg"] == "4"
    assert kept["answers"]["onset"] == {"": "long-standing"}
    assert kept["answers"]["gait"] == {"": "spastic"}
    assert kept["answers"]["bladder"] == {"": "not-assessed"}
    assert [drug["dose"] for drug in kept["drugs"]] == ["10 mg"]
    assert kept["drugs"][0]["last_dose"].startswith("2025-11-23T07:42")


def test_a_plus_belongs_to_the_grade_that_was_just_typed(window, fingers, stored):
    fingers.press("c", "1", "+", "2")
    assert stored()["answers"]["tone"]["right arm"] == "1+"
    assert stored()["answers"]["tone"]["left arm"] == "2"


def test_arrows_change_the_answer_and_delete_takes_it_back(window, fingers, stored):
    fingers.press("c", Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert focused() == "Tone, right arm: 4"
    assert stored()["answers"]["tone"]["right arm"] == "4"
    fingers.press(Qt.Key.Key_Delete)
    # The answer that says nothing is no context at all.
    assert stored() is None


def test_tab_goes_from_right_over_the_copy_to_left_and_on_in_reading_order(window, fingers):
    fingers.press("c", "1")
    question(window, "tone", Side.RIGHT, Limb.ARM).focus_here()
    names = []
    for _stop in range(4):
        names.append(focused())
        QTest.keyClick(QApplication.focusWidget(), TAB)
    assert names == [
        "Tone, right arm: 1",
        "Tone, arm: same on the left",
        "Tone, left arm: Not assessed",
        "Tone, right leg: Not assessed",
    ]


def test_reading_order_holds_for_grades_that_came_with_another_scale(window, fingers):
    fingers.press("c")
    view = window.page.view
    for key in ("ninds", "bedside-5"):
        view.cards["reflexes"].scale.buttons[key].click()
        question(window, "knee", Side.RIGHT).focus_here()
        QTest.keyClick(QApplication.focusWidget(), TAB)
        assert focused() == "Knee, left: Not assessed"
        stop = question(window, "brachioradialis", Side.LEFT)
        stop.focus_here()
        QTest.keyClick(QApplication.focusWidget(), TAB)
        assert focused() == "Plantar response, right: Not assessed"


def test_the_copy_is_one_act_with_a_name_and_undo_takes_it_back(window, fingers, stored, qtbot):
    fingers.press("c", "2")
    row = window.page.view.cards["tone"].rows[0]
    qtbot.mouseClick(row.same, Qt.MouseButton.LeftButton)
    assert stored()["answers"]["tone"]["left arm"] == "2"
    undo = window.page.view.undo
    assert undo.accessibleName() == "Undo context: Tone, arm, same on the left"
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert stored()["answers"]["tone"]["left arm"] == "not-assessed"
    assert question(window, "tone", Side.LEFT, Limb.ARM).choice == "not-assessed"
    assert window.page.view.redo.accessibleName() == "Redo context: Tone, arm, same on the left"


def test_undo_and_redo_have_their_keys(window, fingers, stored):
    fingers.press("c", "2", "3")
    QTest.keySequence(QApplication.focusWidget(), QKeySequence.StandardKey.Undo)
    assert stored()["answers"]["tone"]["left arm"] == "not-assessed"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert stored()["answers"]["tone"]["left arm"] == "3"
    fingers.press(Qt.Key.Key_Backspace)
    assert stored()["answers"]["tone"]["left arm"] == "not-assessed"


def test_there_is_no_grade_before_a_scale_and_none_after_it_was_changed(window, fingers, stored):
    fingers.press("c")
    card = window.page.view.cards["reflexes"]
    assert not question(window, "knee", Side.RIGHT).isVisible()
    card.scale.buttons["ninds"].click()
    question(window, "knee", Side.RIGHT).buttons["4"].click()
    assert stored()["grades"]["knee"]["right"] == "4"
    assert "enhanced" in card.hint.text()
    card.scale.buttons["bedside-5"].click()
    assert stored()["grades"]["knee"]["right"] == "not-assessed"
    assert "unsustained clonus" in card.hint.text()
    window.page.undo()
    assert stored()["grades"]["knee"]["right"] == "4"
    assert stored()["scale"] == "ninds"


def test_the_scale_of_the_last_visit_is_offered_again_and_kept_with_the_first_grade(
    window, fingers, stored, book, patient, clock
):
    fingers.press("c")
    window.page.view.cards["reflexes"].scale.buttons["bedside-4"].click()
    fingers.press(ESCAPE)
    examinations.sign(book, window.page.examination.id)
    clock.forward(days=30)
    examinations.start(book, patient.id)
    window.go(Destination(screen=Screen.CONTEXT, patient_id=patient.id))
    assert window.page.view.cards["reflexes"].scale.choice == "bedside-4"
    assert window.page.context.is_blank
    knee = question(window, "knee", Side.RIGHT)
    knee.focus_here()
    fingers.press("3")
    assert window.page.context.scale == "bedside-4"
    assert window.page.context.answer(Spot("knee", Side.RIGHT)) == "3+"


# --- drugs ----------------------------------------------------------------------------------------


def test_no_drug_and_not_assessed_are_two_answers(window, fingers, stored):
    fingers.press("c")
    state = window.page.view.drugs.state
    assert state.choice == "not-assessed"
    state.buttons["none-taken"].click()
    assert stored()["drugs"] == []
    state.buttons["not-assessed"].click()
    assert stored() is None


def test_a_drug_is_pressed_and_pressed_again(window, fingers, stored, qtbot):
    fingers.press("c")
    drugs = window.page.view.drugs
    qtbot.mouseClick(drugs.buttons["botulinum-toxin"], Qt.MouseButton.LeftButton)
    (row,) = drugs.rows
    assert row.time_field.label.text() == "Injected on"
    row.time.setFocus()
    fingers.write("1 Sep 2025")
    fingers.press(ENTER)
    assert stored()["drugs"][0]["last_dose"] == "2025-09-01"
    assert row.said.text() == "01-Sep-2025, 12 wk before the exam"
    qtbot.mouseClick(drugs.buttons["botulinum-toxin"], Qt.MouseButton.LeftButton)
    assert drugs.rows == []
    assert drugs.state.choice == "not-assessed"


def test_a_time_that_is_not_understood_is_said_and_nothing_is_changed(window, fingers, stored):
    fingers.press("c")
    drugs = window.page.view.drugs
    drugs.buttons["tizanidine"].click()
    (row,) = drugs.rows
    row.time.setFocus()
    fingers.write("soon")
    fingers.press(ENTER)
    assert row.time_field.problem == "Enter a time, hours or a date, at or before the exam."
    assert row.time.text() == "soon"
    assert stored()["drugs"][0]["last_dose"] == "not known"
    row.without_time.buttons["not-taken"].click()
    assert row.time_field.problem == ""
    assert row.time.text() == ""
    assert stored()["drugs"][0]["last_dose"] == "not taken"


def test_letters_and_arrows_walk_the_list_of_drugs(window, fingers, stored):
    fingers.press("c")
    window.page.view.drugs.focus_here()
    fingers.press("t")
    assert focused() == "Tizanidine"
    fingers.press(Qt.Key.Key_Right)
    assert focused() == "Dantrolene"
    fingers.press(SPACE)
    assert focused() == "Dantrolene, Dose"
    fingers.write("25 mg")
    fingers.press(ENTER, ENTER)
    assert focused() == "Onset of the signs: Not assessed" or focused().startswith("Onset")
    assert stored()["drugs"][0]["dose"] == "25 mg"


def test_none_taken_is_typed_with_n(window, fingers, stored):
    fingers.press("c")
    window.page.view.drugs.focus_here()
    fingers.press("n", SPACE)
    assert stored()["drugs"] == []


def test_other_drugs_are_named_in_the_clinicians_own_words(window, fingers, stored):
    fingers.press("c")
    drugs = window.page.view.drugs
    drugs.buttons["other"].click()
    drugs.buttons["other"].click()
    first, second = drugs.rows
    first.name.setFocus()
    fingers.write("<b>nabiximols")
    second.name.setFocus()
    fingers.write("quinine")
    second.remove_button.setFocus()
    fingers.press(SPACE)
    assert [drug["name"] for drug in stored()["drugs"]] == ["<b>nabiximols"]


def test_what_was_typed_is_kept_after_a_pause_and_when_the_page_is_left(
    window, fingers, stored, qtbot
):
    fingers.press("c")
    drugs = window.page.view.drugs
    drugs.buttons["baclofen-oral"].click()
    drugs.rows[0].dose.setFocus()
    fingers.write("5 mg")
    qtbot.waitUntil(lambda: stored()["drugs"][0]["dose"] == "5 mg", timeout=4000)
    fingers.write(" daily")
    fingers.press(ESCAPE)
    assert stored()["drugs"][0]["dose"] == "5 mg daily"


def test_what_is_being_typed_stays_as_it_was_typed_until_the_keyboard_leaves(
    window, fingers, stored, qtbot
):
    fingers.press("c")
    drugs = window.page.view.drugs
    drugs.buttons["botulinum-toxin"].click()
    (row,) = drugs.rows
    row.time.setFocus()
    fingers.write("1 Sep 20")
    qtbot.waitUntil(lambda: stored()["drugs"][0]["last_dose"] == "2020-09-01", timeout=4000)
    assert row.time.text() == "1 Sep 20"
    fingers.write("25")
    row.dose.setFocus()
    assert stored()["drugs"][0]["last_dose"] == "2025-09-01"
    assert row.time.text() == "1/9/2025"
    fingers.write("300 ")
    qtbot.waitUntil(lambda: stored()["drugs"][0]["dose"] == "300", timeout=4000)
    fingers.write("units")
    fingers.press(ENTER)
    assert stored()["drugs"][0]["dose"] == "300 units"


def test_undo_takes_typed_words_back_also_where_the_keyboard_is(window, fingers, stored, qtbot):
    fingers.press("c")
    drugs = window.page.view.drugs
    drugs.buttons["tizanidine"].click()
    drugs.rows[0].dose.setFocus()
    fingers.write("2 mg")
    qtbot.mouseClick(window.page.view.undo, Qt.MouseButton.LeftButton)
    assert (stored()["drugs"][0]["dose"], drugs.rows[0].dose.text()) == ("", "")
    qtbot.mouseClick(window.page.view.redo, Qt.MouseButton.LeftButton)
    assert (stored()["drugs"][0]["dose"], drugs.rows[0].dose.text()) == ("2 mg", "2 mg")


# --- the rest of the page ----------------------------------------------------------------------


def test_the_onset_is_dated_once_it_was_answered(window, fingers, stored):
    fingers.press("c")
    since = window.page.view.cards["onset"].since["onset"]
    assert not since.isVisible()
    question(window, "onset").buttons["long-standing"].click()
    assert since.isVisible()
    since.line.setFocus()
    fingers.write("March 2031")
    fingers.press(ENTER)
    assert since.problem
    since.line.selectAll()
    fingers.write("March 2024")
    fingers.press(ENTER)
    assert (since.problem, stored()["dates"]) == ("", {"onset": "2024-03"})
    since.line.clear()
    fingers.press(ENTER)
    QTest.keyClick(since.line, Qt.Key.Key_X)
    QTest.keyClick(since.line, Qt.Key.Key_Backspace)
    fingers.press(ENTER)
    assert stored()["dates"] == {}


def test_a_sensory_level_is_found_by_typing_it(window, fingers, stored, qtbot):
    fingers.press("c")
    level = question(window, "sensory-level", Side.RIGHT)
    level.focus_here()
    fingers.write("T10")
    qtbot.waitUntil(lambda: stored() is not None, timeout=3000)
    assert stored()["answers"]["sensory-level"] == {"right": "t10", "left": "not-assessed"}
    assert window.page.view.undo.accessibleName() == "Undo context: Sensory level, right T10"


def test_known_conditions_are_changed_in_the_patients_own_record(window, fingers, read_file, qtbot):
    fingers.press("c")
    text = window.page.view.conditions.text
    text.setFocus()
    fingers.write("Multiple sclerosis.")
    fingers.press(ESCAPE)
    assert read_file("SELECT known_conditions FROM patient") == [("Multiple sclerosis.",)]
    fingers.press("c")
    assert window.page.view.conditions.text.toPlainText() == "Multiple sclerosis."
    window.page.view.conditions.text.setFocus()
    window.page.view.conditions.text.moveCursor(QTextCursor.MoveOperation.End)
    fingers.write(" ")
    qtbot.wait(1100)
    fingers.write("Since 2019.")
    fingers.press(ESCAPE)
    kept = "Multiple sclerosis. Since 2019."
    assert read_file("SELECT known_conditions FROM patient") == [(kept,)]


def test_conditions_that_are_too_long_are_told_and_not_cut(window, fingers, read_file):
    fingers.press("c")
    card = window.page.view.conditions
    card.text.setPlainText("x" * 2001)
    card.flush()
    assert card.field.problem == "Use at most 2000 characters."
    assert read_file("SELECT known_conditions FROM patient") == [("",)]
    assert len(card.text.toPlainText()) == 2001


def test_review_names_what_was_recorded_and_the_signature_and_the_letter_keep_it(
    window, fingers, keyboard, book, patient, read_file
):
    fingers.press("c", "2", ESCAPE)
    assert "Also recorded: tone." in window.page.view.summary.text()
    QTest.qWait(650)
    keyboard.sign()
    ((signed,),) = read_file("SELECT signed_text FROM examination")
    assert "Also recorded: tone." in signed
    assert not window.page.view.context.isVisible()
    fingers.press("c")
    assert window.destination.screen is Screen.REVIEW
    options = letters.LetterOptions(recipient="")
    letter = letters.compose(book, window.page.examination.id, options, compare_with_id=None)
    assert "Tone on the Modified Ashworth scale was 2 in the right arm." in letters.text(letter)


def test_the_mouse_alone_reaches_the_page_answers_and_returns(window, stored, qtbot):
    qtbot.mouseClick(window.page.view.context, Qt.MouseButton.LeftButton)
    gait = question(window, "gait")
    qtbot.mouseClick(gait.buttons["ataxic"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(gait.buttons["ataxic"], Qt.MouseButton.LeftButton)
    assert stored()["answers"]["gait"] == {"": "ataxic"}
    assert gait.buttons["ataxic"].isChecked()
    qtbot.mouseClick(window.page.view.done, Qt.MouseButton.LeftButton)
    assert window.destination.screen is Screen.REVIEW


def test_what_has_the_keyboard_is_never_out_of_sight(window, fingers):
    fingers.press("c", *"0000", "1", *"2222222222")
    scroll = window.page.view._scroll
    widget = QApplication.focusWidget()
    assert isinstance(widget, QWidget)
    top = widget.mapTo(scroll.viewport(), widget.rect().topLeft()).y()
    assert 0 <= top <= scroll.viewport().height() - widget.height()


@pytest.mark.parametrize("edge", ["top", "bottom"])
def test_a_press_on_an_answer_half_in_sight_is_not_lost(window, fingers, edge):
    fingers.press("c")
    QApplication.processEvents()
    area = window.page.view._scroll
    # From a question far away, so that the page has a reason to scroll.
    button = question(window, "power", Side.LEFT, Limb.LEG).buttons["3"]
    inside = button.mapTo(area.widget(), QPoint(0, button.height() // 2)).y()
    room = area.viewport().height()
    area.verticalScrollBar().setValue(inside - (0 if edge == "top" else room))
    QApplication.processEvents()
    seen = button.visibleRegion().boundingRect()
    assert 0 < seen.height() < button.height()
    at = button.mapTo(window, seen.center())
    native = window.windowHandle()
    QTest.mousePress(native, Qt.MouseButton.LeftButton, pos=at)
    QApplication.processEvents()
    QTest.mouseRelease(native, Qt.MouseButton.LeftButton, pos=at)
    assert button.isChecked()
