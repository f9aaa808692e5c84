"""The ring shows where the keyboard is, and only to those who use it."""

import gc
import weakref

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from clonus_desktop.ui.widgets.buttons import Button
from clonus_desktop.ui.widgets.focus_ring import FocusRing
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.in_sight import InSight
from clonus_desktop.ui.widgets.labels import plain_label

TAB = Qt.Key.Key_Tab


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.buttons = [Button(f"Button {number}") for number in range(12)]
        inside = QWidget()
        column = QVBoxLayout(inside)
        for button in self.buttons:
            column.addWidget(button)
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.addWidget(self.area)
        self.below = Button("Below")
        layout.addWidget(self.below)
        self.ring = FocusRing(self)
        self.resize(400, 300)


@pytest.fixture
def window(qtbot, look) -> Window:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
    return made


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def test_nothing_is_ringed_before_the_keyboard_is_used(window):
    assert window.ring.target is None


def test_tab_rings_the_control_outside_its_edge(window):
    press(TAB)
    button = window.buttons[1]
    assert window.ring.target is button
    corner = button.mapTo(window, button.rect().topLeft())
    assert window.ring.geometry().contains(QRect(corner, button.size()))


def test_the_ring_paints_yellow_and_dark_and_takes_no_press(window, look):
    press(TAB)
    image = window.ring.grab().toImage()
    middle = image.width() // 2
    colours = {image.pixelColor(middle, y).name().upper() for y in range(6)}
    assert {look.tokens.focus_inner, look.tokens.focus_outer} <= colours
    assert window.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_a_press_of_the_mouse_takes_the_ring_away(window):
    press(TAB)
    QTest.mouseClick(QApplication.focusWidget(), Qt.MouseButton.LeftButton)
    assert window.ring.target is None


def test_the_ring_goes_with_what_is_scrolled_and_stays_inside(window):
    press(TAB)
    bar = window.area.verticalScrollBar()
    before = window.ring.geometry()
    bar.setValue(20)
    assert window.ring.geometry().top() <= before.top()
    room = window.area.geometry().adjusted(-6, -6, 6, 6)
    assert room.contains(window.ring.geometry())
    bar.setValue(bar.maximum())
    assert window.ring.target is None


def test_the_ring_of_a_field_leaves_the_words_over_and_under_it_whole(qtbot, look):
    window = QWidget()
    qtbot.addWidget(window)
    column, ring = QVBoxLayout(window), FocusRing(window)
    below = plain_label("Below the answer")
    before = Button("Before")
    field = Field("Page", QLineEdit(), hint="Such as a page")
    field.show_problem("A sentence that goes on in the next line, with a g, a p and a y")
    field.add_below(below)
    column.addWidget(before)
    column.addWidget(field)
    window.resize(300, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus(Qt.FocusReason.OtherFocusReason)
    press(TAB)
    assert ring.target is field.editor
    for label in (*field.findChildren(QLabel), below):
        box = QRect(label.mapTo(window, label.rect().topLeft()), label.size())
        assert not ring.geometry().intersects(box), label.text()


def test_what_fills_the_window_is_a_page_and_gets_no_ring(qtbot, window):
    page = QWidget(window)
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setGeometry(window.rect())
    page.show()
    press(TAB)
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    assert window.ring.target is None


def test_a_control_that_is_hidden_loses_its_ring(window):
    press(TAB)
    window.buttons[1].hide()
    assert window.ring.target is not window.buttons[1]


@pytest.mark.parametrize("is_closed", [True, False])
def test_windows_that_come_and_go_leave_no_fault_behind(qapp, qtbot, look, capfd, is_closed):
    for _time in range(3):
        made = Window()
        InSight(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.buttons[0].setFocus()
        press(TAB)
        if is_closed:
            made.close()
        # Held by a circle, it is the collector that takes it, the ring before the window.
        circle: list[object] = [made]
        circle.append(circle)
        gone = weakref.ref(made)
        del made, circle
        gc.collect()
        qapp.processEvents()
        assert gone() is None
    said = capfd.readouterr().err
    assert "FocusRing" not in said
    assert "InSight" not in said
