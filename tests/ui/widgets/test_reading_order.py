"""Tab goes line by line, card by card, and what has the keyboard is brought into sight."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

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
