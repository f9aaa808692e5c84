"""Swap hands: what is pressed lies on the other side, in every kind of window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen

WINDOWS = [
    ((1280, 800), 1.0),
    ((1024, 700), 1.0),
    ((800, 1280), 1.0),
    ((1280, 800), 1.5),
    ((1280, 800), 2.0),
]


def middle_of(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, QPoint(widget.width() // 2, 0)).x()


def middles(
    window: MainWindow, patient: Patient, *, swap_hands: bool
) -> tuple[tuple[int, int, int], list[QWidget]]:
    """Where pad, strip and numbers have their middle; and what sticks out of the window."""
    window.session.settings.change(swap_hands=swap_hands)
    window.go(Destination(screen=Screen.EXAM, patient_id=patient.id))
    QApplication.processEvents()
    view = window.page.view
    parts = (view.taps.pad, view.taps.card, view.numbers)
    shown = [part for part in view.findChildren(QWidget) if part.isVisible()]
    out = [
        part for part in shown if part.mapTo(window, part.rect().topRight()).x() > window.width()
    ]
    pad, strip, numbers = (middle_of(part, window) for part in parts)
    return (pad, strip, numbers), out


@pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
def test_the_pad_changes_sides_and_everything_stays_inside(
    open_main_window: Callable[[Casebook], MainWindow],
    book: Casebook,
    patient: Patient,
    qapp: QApplication,
    size: tuple[int, int],
    scale: float,
) -> None:
    window = open_main_window(book)
    appearance().apply(qapp, "light", scale)
    window.resize(*size)
    QApplication.processEvents()
    (pad, strip, numbers), out = middles(window, patient, swap_hands=False)
    assert pad < strip
    (swapped_pad, swapped_strip, swapped_numbers), swapped_out = middles(
        window, patient, swap_hands=True
    )
    assert swapped_pad > swapped_strip
    assert abs(swapped_pad - (size[0] - pad)) < 40
    assert abs(swapped_numbers - (size[0] - numbers)) < 40
    assert (out, swapped_out) == ([], [])
