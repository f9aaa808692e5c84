"""In a window that reads from right to left the patient and the numbers stand as in any other."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Place, Side
from clonus_desktop.ui.widgets.beat_strip import BeatStrip
from clonus_desktop.ui.widgets.body_picture import BodyPicture
from clonus_desktop.ui.widgets.findings_matrix import Entry, FindingsMatrix
from clonus_desktop.ui.widgets.number_grid import NumberGrid
from clonus_desktop.ui.widgets.place_list import PlaceList

SPOTS = {ANKLE: (79.0, 246.0), PATELLA: (80.0, 190.0), WRIST: (44.0, 158.0)}
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def body(findings):
    made = BodyPicture()
    made.show_places(findings, findings[0].place, "Now right ankle.", SPOTS)
    return made


def matrix(findings):
    made = FindingsMatrix()
    made.show_entries({f.place: Entry(finding=f) for f in findings}, lambda key: key)
    return made


def numbers(findings):
    return NumberGrid()


def places(findings):
    made = PlaceList()
    made.set_grid(True)
    made.show_places(findings, findings[0].place, words=str, full_words=str)
    return made


def beats(findings):
    made = BeatStrip()
    made.show_taps((0.0, 0.2, 0.4, 0.7))
    return made


@pytest.fixture
def windows():
    """Keeps the windows of a test: each would take its part with it."""
    return []


def shown(qtbot, windows, part, direction):
    """The part in a window of that direction."""
    window = QWidget()
    windows.append(window)
    window.setLayoutDirection(direction)
    layout = QVBoxLayout(window)
    layout.addWidget(part)
    qtbot.addWidget(window)
    window.resize(720, 480)
    window.show()
    qtbot.waitExposed(window)
    return part


@pytest.mark.parametrize("make", [body, matrix, numbers, places, beats])
def test_what_must_not_mirror_is_drawn_alike_in_both_directions(
    qtbot, look, windows, findings, make
):
    one = shown(qtbot, windows, make(findings), LEFT).grab().toImage()
    other = shown(qtbot, windows, make(findings), RIGHT).grab().toImage()
    assert one == other


def test_the_patient_s_right_stays_left_of_the_left_and_the_numbers_grow_to_the_right(
    qtbot, look, windows, findings
):
    pills = shown(qtbot, windows, matrix(findings), RIGHT).pills
    for site in (ANKLE, PATELLA, WRIST):
        at = {
            side: pills[Place(site, side)].mapTo(pills[Place(site, side)].window(), QPoint()).x()
            for side in (Side.RIGHT, Side.LEFT)
        }
        assert at[Side.RIGHT] < at[Side.LEFT]
    row = shown(qtbot, windows, numbers(findings), RIGHT).buttons[:6]
    assert all(one.x() < other.x() for one, other in pairwise(row))


def test_a_window_from_right_to_left_does_mirror_what_may(qtbot, look, windows):
    """Or the tests above could not fail."""
    inside = QWidget()
    first, second = QWidget(inside), QWidget(inside)
    row = QHBoxLayout(inside)
    row.addWidget(first)
    row.addWidget(second)
    shown(qtbot, windows, inside, RIGHT)
    assert first.x() > second.x()
