"""The numbers: one press is one entry, whatever it was pressed with."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.tokens import Theme
from clonus_desktop.ui.widgets.number_grid import SUSTAINED, TEN_OR_MORE, NumberGrid

LEFT = Qt.MouseButton.LeftButton


class Presses:
    """What a grid reported, with the time stamps."""

    def __init__(self, grid: NumberGrid) -> None:
        self.entries: list[object] = []
        self.stamps: list[int] = []
        grid.number_pressed.connect(lambda beats, ms: self._take(beats, ms))
        grid.ten_or_more_pressed.connect(lambda ms: self._take("10+", ms))
        grid.sustained_pressed.connect(lambda ms: self._take("sustained", ms))

    def _take(self, entry: object, stamp_ms: int) -> None:
        self.entries.append(entry)
        self.stamps.append(stamp_ms)


@pytest.fixture
def grid(qtbot, look) -> NumberGrid:
    made = NumberGrid()
    made.show_limit(6, "Up to 5 beats", "More than 5 beats: abnormal in the source used here")
    qtbot.addWidget(made)
    made.resize(680, made.heightForWidth(680))
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def presses(grid) -> Presses:
    return Presses(grid)


def test_each_key_reports_what_it_says(grid, presses):
    for button in grid.buttons:
        QTest.mouseClick(button, LEFT)
    assert presses.entries == [*range(10), "10+", "sustained"]


def test_the_press_counts_and_not_the_release(grid, presses):
    QTest.mousePress(grid.buttons[3], LEFT)
    assert presses.entries == [3]
    QTest.mouseRelease(grid.buttons[3], LEFT, pos=QPoint(-50, -50))
    assert presses.entries == [3]


def test_each_press_of_a_double_click_counts_once(grid, presses):
    QTest.mouseClick(grid.buttons[0], LEFT)
    # Of the second press Qt sends a double click in place of a press.
    QTest.mouseDClick(grid.buttons[0], LEFT)
    QTest.mouseRelease(grid.buttons[0], LEFT)
    assert presses.entries == [0, 0]


def test_a_release_that_got_lost_does_not_cost_the_next_press(grid, presses):
    QTest.mousePress(grid.buttons[0], LEFT)
    QTest.mousePress(grid.buttons[0], LEFT)
    assert presses.entries == [0, 0]
    QTest.mouseRelease(grid.buttons[0], LEFT)


def test_one_touch_is_one_press(grid, presses):
    screen = QTest.createTouchDevice()
    button = grid.buttons[4]
    spot = button.mapTo(grid, button.rect().center())
    QTest.touchEvent(grid, screen).press(0, spot, grid).commit()
    QTest.touchEvent(grid, screen).move(0, spot + QPoint(2, 2), grid).commit()
    QTest.touchEvent(grid, screen).release(0, spot + QPoint(2, 2), grid).commit()
    assert presses.entries == [4]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_and_space_press_the_key_that_has_the_focus(grid, presses, send_key, key):
    send_key(grid.buttons[6], key, 77)
    assert (presses.entries, presses.stamps) == ([6], [77])


def test_auto_repeat_presses_nothing(grid, presses, send_key):
    send_key(grid.buttons[6], Qt.Key.Key_Space, repeated=True)
    assert presses.entries == []


def test_a_time_stamp_of_weeks_is_reported_whole(grid, presses, send_key):
    stamp_ms = 40 * 24 * 3600 * 1000
    send_key(grid.buttons[1], Qt.Key.Key_Space, stamp_ms)
    assert presses.stamps == [stamp_ms]


def test_a_screen_reader_presses_once(grid, presses):
    grid.buttons[SUSTAINED].click()
    assert (presses.entries, presses.stamps) == (["sustained"], [0])


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []
        self.grid = NumberGrid()
        QVBoxLayout(self).addWidget(self.grid)

    def keyPressEvent(self, event):
        self.keys.append(event.key())


def test_keys_that_mean_something_to_the_page_reach_it(qtbot, look, key_event):
    page = Page()
    qtbot.addWidget(page)
    page.show()
    wanted = [Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_5, Qt.Key.Key_Backspace]
    for key in wanted:
        QApplication.sendEvent(page.grid.buttons[2], key_event(QEvent.Type.KeyPress, key))
    assert page.keys == wanted


def test_a_press_by_the_mouse_does_not_take_space_away_from_the_pad(grid):
    assert {button.focusPolicy() for button in grid.buttons} == {Qt.FocusPolicy.TabFocus}


@pytest.mark.parametrize(("least", "first_above"), [(6, 6), (5, 5), (3, 3), (None, None)])
def test_the_bars_at_the_foot_follow_the_limit_of_the_rule(grid, least, first_above):
    grid.show_limit(least, "below", "above")
    bars = [button.bars for button in grid.buttons]
    assert (bars[0], bars[SUSTAINED]) == (0, 3)
    counted = bars[1 : TEN_OR_MORE + 1]
    assert counted == [
        2 if first_above is not None and beats >= first_above else 1 for beats in range(1, 11)
    ]


def test_every_key_says_what_it_enters(grid):
    names = [button.accessibleName() for button in grid.buttons]
    assert names[:3] == ["0 No clonus", "1 beat", "2 beats"]
    assert names[-2:] == ["10+ then stopped", "Sustained over 10 s"]


@pytest.mark.parametrize("columns", [3, 6])
@pytest.mark.parametrize("compact", [False, True])
def test_every_word_fits_its_key_and_every_key_a_gloved_finger(qtbot, each_look, columns, compact):
    grid = NumberGrid()
    grid.show_limit(6, "Up to 5 beats", "More than 5 beats: abnormal in the source used here")
    grid.arrange(columns, compact=compact)
    qtbot.addWidget(grid)
    width = grid.minimumSizeHint().width()
    grid.resize(width, grid.heightForWidth(width))
    grid.show()
    for button in grid.buttons:
        assert button.width() >= button.minimumSizeHint().width()
        assert button.height() >= each_look.px(72)
    assert not grid.grab().isNull()


def test_a_key_is_as_wide_as_its_words_at_every_text_size(qapp, grid):
    button = grid.buttons[SUSTAINED]
    small = button.minimumSizeHint().width()
    appearance().apply(qapp, Theme.LIGHT, 2.0)
    large = button.minimumSizeHint().width()
    button.caption = "over ten seconds in all"
    longer = button.minimumSizeHint().width()
    assert small < large < longer
    button.caption = "over 10 s"
    assert button.minimumSizeHint().width() == large
    appearance().apply(qapp, Theme.LIGHT, 1.0)
    assert button.minimumSizeHint().width() == small
