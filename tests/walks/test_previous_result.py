"""What was found before is hidden during the exam, unless the setting shows it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from clonus_desktop.casebook import examinations
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen


@pytest.fixture
def window(
    open_main_window: Callable[[Casebook], MainWindow], book: Casebook, patient: Patient, clock
) -> MainWindow:
    """The window of somebody who was examined nine days ago."""
    for beats in (4, 8):
        row = examinations.start(book, patient.id).examination_id
        assert row is not None
        examination = examinations.get(book, row)
        first, *others = examination.places
        examinations.record_trial(book, examination, first, Trial(beats=beats))
        for place in others:
            why = NotTested(reason=NotTestedReason.PAIN)
            examinations.record_not_tested(book, examination, place, why)
        examinations.sign(book, row)
        clock.forward(days=9)
    return open_main_window(book)


def examine(window: MainWindow, patient: Patient) -> None:
    window.go(Destination(screen=Screen.EXAM, patient_id=patient.id))


def said(window: MainWindow) -> str:
    """Every word of the exam page, also those for screen readers."""
    labels = [label.text() for label in window.page.findChildren(QLabel) if label.isVisible()]
    names = [
        f"{widget.accessibleName()} {widget.accessibleDescription()}"
        for widget in window.page.findChildren(QLabel)
    ]
    return " ".join(labels + names)


def test_nothing_of_the_earlier_visit_is_said_on_the_exam_page(
    window: MainWindow, patient: Patient, keyboard
) -> None:
    examine(window, patient)
    for _place in range(6):
        assert "Last exam" not in said(window)
        assert "2-Dec" not in said(window)
        keyboard.press(Qt.Key.Key_Right)


def test_when_it_is_chosen_each_place_says_what_was_found_there_last(
    window: MainWindow, patient: Patient, keyboard
) -> None:
    window.session.settings.change(show_previous=True)
    examine(window, patient)
    assert window.page.view.head.previous.text() == "Last exam 02-Dec-2025: 8 beats"
    assert window.page.view.head.previous.isVisible()
    keyboard.press("3")
    assert window.page.view.head.previous.text() == "Last exam 02-Dec-2025: Not tested: pain"


def test_it_is_hidden_again_once_it_is_chosen_no_more(
    window: MainWindow, patient: Patient, keyboard
) -> None:
    window.session.settings.change(show_previous=True)
    examine(window, patient)
    keyboard.press(Qt.Key.Key_Escape)
    window.session.settings.change(show_previous=False)
    examine(window, patient)
    assert "Last exam" not in said(window)


def test_somebody_who_was_never_examined_has_no_previous_result(
    open_main_window: Callable[[Casebook], MainWindow], book: Casebook, patient: Patient
) -> None:
    window = open_main_window(book)
    window.session.settings.change(show_previous=True)
    examine(window, patient)
    assert not window.page.view.head.previous.isVisible()
