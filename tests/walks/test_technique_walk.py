"""How a place was tested, by real keys: kept at once, undone by name, told in the letter."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from clonus_desktop.casebook import findings, letters
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.technique_sheet import TechniqueSheet
from clonus_desktop.ui.pages.visit_reading import finding_lines
from clonus_desktop.ui.review_words import entries_of

ARRIVED_AT_REVIEW_MS = 650
STANDING = "SELECT side || ' ' || site, content FROM statement WHERE struck_at IS NULL ORDER BY id"


@pytest.fixture
def window(
    open_main_window: Callable[[Casebook], MainWindow], book: Casebook, patient: Patient
) -> MainWindow:
    window = open_main_window(book)
    window.go(Destination(screen=Screen.CHART, patient_id=patient.id))
    return window


def stated(read_file) -> dict[str, object]:
    return {place: json.loads(content) for place, content in read_file(STANDING)}


def is_whole(label: QLabel) -> bool:
    """True when no line of a wrapped label is cut off."""
    return label.height() >= label.heightForWidth(label.width())


def test_each_tick_is_in_the_file_before_the_sheet_is_closed(
    window: MainWindow, keyboard, read_file
) -> None:
    keyboard.press("e", "k", "2", "4", "4", "b")
    assert stated(read_file) == {
        "right ankle": {"position": "knee-straight", "checks": {"relaxed": "yes", "held": "no"}}
    }
    keyboard.press(Qt.Key.Key_Escape)
    assert window.page.view.steps.checks.accessibleName() == "Checks: 1 of 5 ticked"
    assert window.destination.screen is Screen.EXAM


def test_digits_in_the_sheet_never_count_beats(window: MainWindow, keyboard, read_file) -> None:
    keyboard.press("e", "k", "2", "9", "0", Qt.Key.Key_Escape)
    assert read_file("SELECT count(*) FROM trial") == [(0,)]
    keyboard.press("2")
    assert read_file("SELECT count(*) FROM trial") == [(1,)]


def test_a_tick_is_undone_and_redone_by_name_among_the_counts(
    window: MainWindow, keyboard, read_file
) -> None:
    keyboard.press("e", "6", Qt.Key.Key_Left, "k", "4", Qt.Key.Key_Escape)
    bar = window.page.view.bar
    assert bar.undo.accessibleName() == "Undo checks at right ankle: Stretch held: yes"
    keyboard.press(Qt.Key.Key_Backspace)
    assert stated(read_file) == {}
    assert bar.undo.accessibleName() == "Undo right ankle: 6"
    assert window.page.view.steps.checks.accessibleName() == "Checks: 0 of 5 ticked"
    bar.redo.click()
    assert stated(read_file) == {"right ankle": {"checks": {"held": "yes"}}}


def test_the_mouse_alone_can_tick(window: MainWindow, keyboard, read_file) -> None:
    keyboard.press("e")
    window.page.view.steps.checks.click()
    sheet = window.findChildren(TechniqueSheet)[-1]
    sheet.checks["fast"].click()
    sheet.positions["sitting"].click()
    assert stated(read_file) == {"right ankle": {"position": "sitting", "checks": {"fast": "yes"}}}


def test_another_position_than_last_time_is_told_on_the_next_visit_and_in_the_letter(
    window: MainWindow, keyboard, qtbot, clock, book: Casebook, patient: Patient
) -> None:
    keyboard.press("e", "k", "b", "2", "4", Qt.Key.Key_Escape, *"600000")
    assert "supine, knee straight; 2 of 5 checks ticked" in [
        entry.beside for entry in entries_of(book, patient, window.page.examination).values()
    ]
    qtbot.wait(ARRIVED_AT_REVIEW_MS)
    keyboard.sign()
    keyboard.press(Qt.Key.Key_Escape)
    visit = findings.signed_visits(book, patient.id)[0]
    options = letters.LetterOptions(recipient="Dr M Halloran", without=frozenset())
    text = letters.text(letters.compose(book, visit.id, options, compare_with_id=None))
    assert (
        "Right ankle: supine, knee straight; rapid dorsiflexion with the muscle relaxed and the "
        "stretch held (protocol version 2)." in text
    )
    assert "Left ankle: supine, knee slightly bent; rapid dorsiflexion (protocol" in text
    lines = finding_lines(book, visit, findings.findings_of(book, patient, visit)[0])
    assert "Technique: supine, knee straight; 2 of 5 checks ticked." in lines
    clock.forward(days=30)
    keyboard.press("e")
    line = window.page.view.steps.before
    assert line.text() == "Position differs from 23-Nov-2025: supine, knee straight."
    assert line.isVisible()
    keyboard.press("k", "b", Qt.Key.Key_Escape)
    assert not line.isVisible()
    keyboard.press(Qt.Key.Key_Right)
    assert not line.isVisible()


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (800, 1280)])
def test_steps_cautions_and_checks_fit_without_scrolling(
    window: MainWindow, keyboard, qtbot, clock, size
) -> None:
    keyboard.press("e")
    for _place in range(6):
        keyboard.press("k", "b", Qt.Key.Key_Escape, "0")
    qtbot.wait(ARRIVED_AT_REVIEW_MS)
    keyboard.sign()
    keyboard.press(Qt.Key.Key_Escape)
    clock.forward(days=30)
    window.resize(*size)
    keyboard.press("e")
    view = window.page.view
    for _place in range(6):
        words = (view.steps.before, view.steps.forbidden, view.steps.caution)
        qtbot.waitUntil(lambda words=words: all(map(is_whole, words)))
        assert view.steps.before.isVisible()
        assert view.scroller.verticalScrollBar().maximum() == 0
        assert view.steps.picture.height() >= 88
        assert view.steps.checks.width() >= view.steps.checks.sizeHint().width()
        keyboard.press(Qt.Key.Key_Right)
