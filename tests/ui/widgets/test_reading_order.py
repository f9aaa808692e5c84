"""Tab goes line by line, card by card, and what has the keyboard is brought into sight."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from clonus_desktop.ui.widgets.in_sight import InSight, show_in_sight
from clonus_desktop.ui.widgets.reading_order import next_stop, stops_in_order
from clonus_desktop.ui.widgets.scrolled import Scrolled

Boxes = dict[str, tuple[int, int, int, int]]


@pytest.fixture
def place(qtbot, look):
    """Fields at boxes of a window, built in the order given; gives the window."""

    def placed(boxes: Boxes, parent: QWidget | None = None) -> QWidget:
        window = parent or QWidget()
        if parent is None:
            qtbot.addWidget(window)
            window.resize(600, 400)
        for name, box in boxes.items():
            field = QLineEdit(window)
            field.setObjectName(name)
            field.setGeometry(QRect(*box))
        if parent is None:
            window.show()
        return window

    return placed


def names(window: QWidget) -> str:
    return "".join(stop.objectName() for stop in stops_in_order(window))


def test_lines_are_read_one_under_the_other_whatever_was_built_first(place):
    boxes = {"d": (200, 60, 90, 40), "a": (0, 0, 90, 40), "c": (0, 60, 90, 40),
             "b": (200, 3, 90, 40)}  # fmt: skip
    assert names(place(boxes)) == "abcd"


def test_of_two_cards_side_by_side_each_is_read_to_its_end(place):
    window = place({})
    for left, inside in ((300, "cd"), (0, "ab")):
        card = QWidget(window)
        card.setGeometry(left, 0, 250, 200)
        place({name: (0, 60 * at, 90, 40) for at, name in enumerate(inside)}, card)
        card.show()
    assert names(window) == "abcd"


def test_a_tall_thing_beside_several_is_read_after_them(place):
    boxes = {"c": (200, 0, 90, 200), "a": (0, 0, 90, 40), "b": (0, 100, 90, 40)}
    assert names(place(boxes)) == "abc"


def test_things_that_lie_crosswise_are_read_from_the_top(place):
    # A pinwheel: no line and no column goes between any of them.
    boxes = {"a": (0, 0, 200, 40), "b": (220, 0, 40, 200), "c": (0, 60, 40, 200),
             "e": (60, 220, 200, 40), "d": (100, 100, 40, 40)}  # fmt: skip
    assert names(place(boxes)) == "abcde"


def test_from_right_to_left_a_line_begins_at_the_right(place):
    window = place({"b": (0, 0, 90, 40), "a": (200, 0, 90, 40), "c": (200, 60, 90, 40)})
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert names(window) == "abc"


def test_what_is_hidden_off_or_not_for_tab_is_passed_by(place):
    window = place({name: (0, 60 * at, 90, 40) for at, name in enumerate("abcd")})
    fields = {field.objectName(): field for field in window.findChildren(QLineEdit)}
    fields["a"].hide()
    fields["b"].setEnabled(False)
    fields["c"].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert names(window) == "d"
    window.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    window.setFocusProxy(fields["d"])
    assert names(window) == "d"


def test_tab_comes_round_both_ways_and_begins_at_an_end(place):
    window = place({name: (0, 60 * at, 90, 40) for at, name in enumerate("ab")})
    a, b = stops_in_order(window)
    assert next_stop(window, a, forward=True) is b
    assert next_stop(window, b, forward=True) is a
    assert next_stop(window, a, forward=False) is b
    assert next_stop(window, None, forward=True) is a
    assert next_stop(window, None, forward=False) is b
    assert next_stop(QWidget(), None, forward=True) is None


class Window(QWidget):
    """A window in which Tab goes as one reads, as in the program's."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        target = next_stop(self, self.focusWidget(), forward=forward)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
        return target is not None


@pytest.fixture
def rows(qtbot, look) -> Window:
    """Three rows of three buttons, a1 to c3; each row is a widget of its own."""
    window = Window()
    column = QVBoxLayout(window)
    for letter in "abc":
        row = QWidget()
        line = QHBoxLayout(row)
        for number in "123":
            button = QPushButton(letter + number)
            button.setObjectName(letter + number)
            line.addWidget(button)
        column.addWidget(row)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def at(window: QWidget, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def takes_away(widget: QWidget, way: str) -> None:
    if way == "hidden":
        widget.hide()
    else:
        widget.setEnabled(False)


@pytest.mark.parametrize("way", ["hidden", "disabled"])
@pytest.mark.parametrize(("gone", "after"), [("a2", "a3"), ("a3", "b1"), ("c3", "a1")])
def test_when_the_button_with_the_keyboard_goes_the_next_in_order_gets_it(rows, way, gone, after):
    at(rows, gone).setFocus()
    takes_away(at(rows, gone), way)
    assert rows.focusWidget().objectName() == after


@pytest.mark.parametrize("way", ["hidden", "disabled"])
def test_the_keyboard_steps_over_what_cannot_be_pressed_either(rows, way):
    at(rows, "a3").setEnabled(False)
    at(rows, "b1").hide()
    at(rows, "a2").setFocus()
    takes_away(at(rows, "a2"), way)
    assert rows.focusWidget().objectName() == "b2"


def test_when_a_whole_row_with_the_keyboard_goes_the_next_row_gets_it(rows):
    at(rows, "b2").setFocus()
    at(rows, "b2").parentWidget().hide()
    assert rows.focusWidget().objectName() == "c1"


def test_backward_from_what_is_gone_leads_to_the_one_before_it(rows):
    at(rows, "b1").hide()
    back = next_stop(rows, at(rows, "b1"), forward=False)
    assert back is at(rows, "a3")


def test_the_only_button_left_has_nowhere_else_to_go(rows):
    for name in ("a1", "a2", "a3", "b1", "b3", "c1", "c2", "c3"):
        at(rows, name).hide()
    assert next_stop(rows, at(rows, "b2"), forward=True) is at(rows, "b2")
    at(rows, "b2").hide()
    assert next_stop(rows, at(rows, "b2"), forward=True) is None


# --- in sight ---------------------------------------------------------------------------------


class Page(QWidget):
    """Three fields far apart, the middle one taller than the page."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(300, 200)
        self.area = Scrolled()
        self.fields = [QPlainTextEdit() for _ in range(3)]
        for field, height in zip(self.fields, (60, 500, 60), strict=True):
            field.setFixedHeight(height)
            self.area.column.addWidget(field)
        layout = QVBoxLayout(self)
        layout.addWidget(self.area)
        InSight(self)

    def is_seen(self, index: int) -> bool:
        field = self.fields[index]
        return field.visibleRegion().boundingRect().height() == field.height()


@pytest.fixture
def page(qtbot, look) -> Page:
    made = Page()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_what_gets_the_keyboard_is_scrolled_to_with_all_of_its_field(page, qtbot):
    page.fields[2].setFocus()
    qtbot.waitUntil(lambda: page.is_seen(2))
    page.fields[0].setFocus()
    qtbot.waitUntil(lambda: page.is_seen(0))


def test_of_what_is_taller_than_the_page_the_beginning_is_shown_and_the_place_kept(page, qtbot):
    bar = page.area.verticalScrollBar()
    page.fields[2].setFocus()
    qtbot.waitUntil(lambda: page.is_seen(2))
    page.fields[1].setFocus()
    QApplication.processEvents()
    # Its end was in sight already.
    kept = bar.value()
    bar.setValue(0)
    show_in_sight(page.fields[1])
    assert kept > bar.value() == 0
    show_in_sight(page.fields[1], QRect(0, 400, 10, 20))
    top = page.fields[1].mapTo(page.area.viewport(), QRect(0, 400, 10, 20).topLeft()).y()
    assert 0 <= top <= page.area.viewport().height() - 20


def test_what_has_the_keyboard_no_more_is_left_where_it_is(page):
    page.fields[0].setFocus()
    show_in_sight(page.fields[2])
    assert page.area.verticalScrollBar().value() == 0
