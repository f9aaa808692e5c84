"""A sheet takes the keyboard, keeps it, and gives it back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from clonus_desktop.domain.clonus_test import LONGEST_REASON, NotTested, NotTestedReason
from clonus_desktop.domain.technique import CheckAnswer, Technique
from clonus_desktop.protocols import load_protocols
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.pages.technique_sheet import TechniqueSheet
from clonus_desktop.ui.tokens import Theme
from clonus_desktop.ui.widgets.buttons import Button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.not_tested_sheet import NotTestedSheet
from clonus_desktop.ui.widgets.sheet import Sheet

ESC, TAB = Qt.Key.Key_Escape, Qt.Key.Key_Tab


class Window(QWidget):
    """A window with a field in it, which counts the keys that get through to it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.keys: list[int] = []
        self.presses = 0
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.resize(1024, 700)

    def keyPressEvent(self, event):
        self.keys.append(event.key())

    def mousePressEvent(self, event):
        self.presses += 1


@pytest.fixture
def window(qtbot, look) -> Window:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    return made


@pytest.fixture
def sheet(window) -> Sheet:
    made = Sheet(window.field, "Why?")
    made.body.addWidget(Button("One"))
    made.foot.addWidget(Button("Two"))
    made.open()
    return made


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def test_a_sheet_covers_the_window_and_takes_the_keyboard(window, sheet):
    assert sheet.geometry() == window.rect()
    assert QApplication.focusWidget() is sheet
    assert window.rect().contains(sheet.frame.geometry())


def test_tab_goes_round_inside_and_never_out(window, sheet):
    visited = []
    for _press in range(4):
        press(TAB)
        visited.append(QApplication.focusWidget().accessibleName())
    assert visited == ["One", "Two", "One", "Two"]


def test_esc_closes_and_the_keyboard_goes_back(qtbot, window, sheet):
    with qtbot.waitSignal(sheet.closed):
        press(ESC)
    assert QApplication.focusWidget() is window.field


def test_nothing_behind_a_sheet_hears_keys_or_presses(window, sheet):
    QTest.keyClick(sheet, Qt.Key.Key_5)
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert (window.keys, window.presses, window.field.text()) == ([], 0, "")


def test_a_sheet_stays_over_a_window_that_is_resized(window, sheet):
    window.resize(800, 1000)
    assert sheet.geometry() == window.rect()


# --- why it was not tested --------------------------------------------------------------------


@pytest.fixture
def why(window) -> NotTestedSheet:
    made = NotTestedSheet(window.field, "the left wrist")
    made.open()
    return made


def test_the_question_names_the_place(why):
    assert why.title.text() == "Why was the left wrist not tested?"


@pytest.mark.parametrize("number", range(1, 8))
def test_one_key_answers_and_closes(qtbot, why, number):
    reason = tuple(NotTestedReason)[number - 1]
    with qtbot.waitSignal(why.answered) as answered, qtbot.waitSignal(why.closed):
        press(Qt.Key(Qt.Key.Key_0 + number))
    assert answered.args[0] == NotTested(reason=reason)


def test_one_press_answers_and_closes(qtbot, why):
    with qtbot.waitSignal(why.answered) as answered:
        why.buttons[NotTestedReason.CONTRACTURE].click()
    assert answered.args[0] == NotTested(reason=NotTestedReason.CONTRACTURE)


def test_esc_answers_nothing(qtbot, why):
    with qtbot.assertNotEmitted(why.answered):
        press(ESC)


def test_another_reason_has_to_be_put_in_words(qtbot, why):
    press(Qt.Key.Key_8)
    assert QApplication.focusWidget() is why.words
    with qtbot.assertNotEmitted(why.answered):
        press(Qt.Key.Key_Return)
    assert why.problem.isVisible()
    QTest.keyClicks(why.words, "Line in the wrist since 8 May")
    with qtbot.waitSignal(why.answered) as answered:
        press(Qt.Key.Key_Return)
    given = answered.args[0]
    assert given.reason is NotTestedReason.OTHER
    assert given.explanation == "Line in the wrist since 8 May"


def test_no_more_can_be_typed_than_the_record_takes(why):
    assert why.words.maxLength() == LONGEST_REASON


@pytest.mark.parametrize("size", [(1024, 700), (800, 1280), (1280, 800)])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_reason_can_be_read_and_reached(qapp, qtbot, window, size, scale):
    appearance().apply(qapp, Theme.DARK, scale)
    window.resize(*size)
    why = NotTestedSheet(window.field, "the left wrist")
    why.open()
    qtbot.wait(1)
    assert window.rect().contains(why.frame.geometry())
    for button in why.buttons.values():
        assert button.width() >= button.sizeHint().width()
        why._scroll.ensureWidgetVisible(button)
        at = button.mapTo(why.frame, button.rect().center())
        assert why.frame.rect().contains(at)
    assert why.title.heightForWidth(why.title.width()) <= why.title.height()


def test_a_sheet_that_fits_does_not_scroll(qtbot, look) -> None:
    window = QWidget()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    sheet = Sheet(window, "Unfinished exam")
    sheet.body.addWidget(plain_label("A sentence that is rather long. " * 3, wrap=True))
    sheet.body.addWidget(plain_label("Nothing was lost.", wrap=True))
    window.show()
    sheet.open()
    QApplication.processEvents()
    assert sheet._scroll.verticalScrollBar().maximum() == 0


# --- what forbids the test ---------------------------------------------------------------------


@pytest.fixture
def forbidding(window) -> NotTestedSheet:
    made = NotTestedSheet(window.field, "the left ankle", load_protocols()[0].contraindications)
    made.open()
    return made


@pytest.mark.parametrize(
    ("key", "reason", "words"),
    [
        (Qt.Key.Key_A, NotTestedReason.FRACTURE_OR_INJURY, "fracture or dislocation"),
        (Qt.Key.Key_F, NotTestedReason.OTHER, "deep vein thrombosis"),
        (Qt.Key.Key_H, NotTestedReason.CONTRACTURE, "contracture"),
    ],
)
def test_a_letter_records_what_forbids_the_test_with_its_reason(
    qtbot, forbidding, key, reason, words
):
    with qtbot.waitSignal(forbidding.answered) as answered, qtbot.waitSignal(forbidding.closed):
        press(key)
    assert answered.args[0] == NotTested(reason=reason, explanation=words)


def test_the_digits_keep_their_reasons_and_other_letters_do_nothing(qtbot, forbidding):
    with qtbot.assertNotEmitted(forbidding.answered):
        press(Qt.Key.Key_J)
    with qtbot.waitSignal(forbidding.answered) as answered:
        press(Qt.Key.Key_4)
    assert answered.args[0] == NotTested(reason=NotTestedReason.CONTRACTURE)


@pytest.mark.parametrize("size", [(1024, 700), (800, 1280)])
def test_reasons_and_what_forbids_the_test_are_seen_together(qtbot, window, size):
    window.resize(*size)
    made = NotTestedSheet(window.field, "the left ankle", load_protocols()[0].contraindications)
    made.open()
    qtbot.wait(1)
    assert made._scroll.verticalScrollBar().maximum() == 0
    for button in (*made.buttons.values(), *made.forbidding):
        assert button.width() >= button.sizeHint().width()
        assert button.height() >= 44


# --- how it was tested -------------------------------------------------------------------------


@pytest.fixture
def kept() -> list[tuple[Technique, str]]:
    return []


@pytest.fixture
def checks(window, kept) -> TechniqueSheet:
    def keep(technique: Technique, about: str) -> Technique:
        kept.append((technique, about))
        return technique

    made = TechniqueSheet(window.field, "the left ankle", load_protocols()[0], Technique(), keep)
    made.open()
    return made


def test_each_press_of_a_digit_is_kept_at_once_and_named(checks, kept):
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_4)
    assert [about for _technique, about in kept] == [
        "Stretch held: yes",
        "Stretch held: no",
        "Stretch held: not stated",
    ]
    assert kept[1][0] == Technique(checks={"held": CheckAnswer.NO})
    assert kept[2][0].is_empty


def test_a_letter_chooses_the_position_and_again_takes_it_back(checks, kept):
    press(Qt.Key.Key_B)
    assert kept[-1] == (Technique(position="knee-straight"), "supine, knee straight")
    assert checks.positions["knee-straight"].isChecked()
    press(Qt.Key.Key_B)
    assert kept[-1] == (Technique(), "position not stated")


def test_keys_without_a_check_or_a_position_are_none(checks, kept):
    for key in (Qt.Key.Key_9, Qt.Key.Key_0, Qt.Key.Key_H, Qt.Key.Key_Z):
        press(key)
    assert kept == []


def test_an_answer_is_told_by_word_and_not_by_colour_alone(checks):
    checks.checks["held"].click()
    assert checks.checks["held"].text() == "4  Stretch held: yes"
    assert checks.checks["held"].accessibleName() == "Stretch held: yes"
    assert checks.checks["fast"].accessibleName() == "Stretch fast: not stated"


def test_an_answer_that_the_disk_refused_does_not_look_kept(window):
    made = TechniqueSheet(
        window.field, "the left ankle", load_protocols()[0], Technique(), lambda *_: Technique()
    )
    made.open()
    press(Qt.Key.Key_4)
    assert made.checks["held"].accessibleName() == "Stretch held: not stated"


@pytest.mark.parametrize("size", [(1024, 700), (800, 1280)])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_check_can_be_read_and_reached(qapp, qtbot, window, size, scale):
    appearance().apply(qapp, Theme.DARK, scale)
    window.resize(*size)
    made = TechniqueSheet(
        window.field, "the left ankle", load_protocols()[0], Technique(), lambda one, _: one
    )
    made.open()
    qtbot.wait(1)
    assert window.rect().contains(made.frame.geometry())
    for button in (*made.checks.values(), *made.positions.values()):
        button.click()
        assert button.width() >= button.sizeHint().width()
        made._scroll.ensureWidgetVisible(button)
        assert made.frame.rect().contains(button.mapTo(made.frame, button.rect().center()))
    if scale == 1.0:
        assert made._scroll.verticalScrollBar().maximum() == 0
