"""What Qt calls: a fault in it is told, and the window goes on."""

import gc
import sys

import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from clonus_desktop.ui import guard
from clonus_desktop.ui.guard import attempt, guarded
from clonus_desktop.ui.widgets.pill import Pill


class Broken(ValueError):
    """What fails."""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    found: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: found.append(error))
    monkeypatch.setattr(guard, "_told", set())
    return found


def shown(widget: QWidget, qtbot: QtBot) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(120, 40)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_a_paint_that_fails_is_told_once_and_says_so_in_its_place(qtbot: QtBot, told) -> None:
    @guarded
    class Picture(QWidget):
        paints = 0

        def paintEvent(self, _event: QEvent) -> None:
            Picture.paints += 1
            painter = QPainter(self)
            painter.drawPoint(1, 1)
            raise Broken

    picture = shown(Picture(), qtbot)
    for _time in range(5):
        picture.repaint()
    before = picture.grab().toImage()
    assert Picture.paints == 1
    assert [type(error) for error in told] == [Broken]
    assert len({before.pixel(x, y) for x in range(120) for y in range(40)}) > 1
    shown(Picture(), qtbot).repaint()
    assert Picture.paints == 2


@pytest.mark.parametrize("name", ["sizeHint", "minimumSizeHint"])
def test_a_size_hint_that_fails_is_answered_by_qt(qtbot: QtBot, told, name: str) -> None:
    def fail(_self: QWidget) -> QSize:
        raise Broken

    kind = guarded(type("Hinting", (QPushButton,), {name: fail}))
    button = shown(kind("Go on"), qtbot)
    for _time in range(5):
        # As a layout asks.
        assert getattr(button, name)().width() > 20
    assert len(told) == 1


def test_a_filter_that_fails_lets_the_event_through(qtbot: QtBot, told) -> None:
    @guarded
    class Filter(QObject):
        def eventFilter(self, _watched: QObject, _event: QEvent) -> bool:
            raise Broken

    button = shown(QPushButton("Go on"), qtbot)
    listening = Filter()
    button.installEventFilter(listening)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    assert len(told) == 1
    button.removeEventFilter(listening)


def test_a_key_that_fails_half_way_is_not_acted_on_a_second_time(qtbot: QtBot, told) -> None:
    @guarded
    class Failing(QPushButton):
        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.KeyPress:
                raise Broken
            return super().event(event)

    button = shown(Failing("Keep"), qtbot)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == []
    assert len(told) == 1


def test_any_other_event_that_fails_is_left_to_qt(qtbot: QtBot, told) -> None:
    @guarded
    class Failing(QLabel):
        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Resize:
                raise Broken
            return super().event(event)

    label = shown(Failing("words"), qtbot)
    told.clear()
    label.resize(200, 50)
    QApplication.processEvents()
    assert len(told) >= 1
    assert label.width() == 200


def test_a_window_that_fails_to_close_stays(qtbot: QtBot, told) -> None:
    @guarded
    class Window(QWidget):
        is_broken = True

        def closeEvent(self, event: QEvent) -> None:
            if self.is_broken:
                raise Broken
            super().closeEvent(event)

    window = shown(Window(), qtbot)
    assert not window.close()
    assert window.isVisible()
    assert len(told) == 1
    Window.is_broken = False
    assert window.close()


def test_a_model_that_fails_is_empty(qtbot: QtBot, told) -> None:
    @guarded
    class Model(QAbstractListModel):
        def rowCount(self, _parent: QModelIndex | None = None) -> int:
            raise Broken

    assert Model().rowCount() == 0
    assert len(told) == 1


def test_a_handler_that_fails_does_not_reach_who_sent_the_event(qtbot: QtBot, told) -> None:
    @guarded
    class Failing(QWidget):
        def keyPressEvent(self, _event: QKeyEvent) -> None:
            raise Broken

    widget = shown(Failing(), qtbot)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)
    assert len(told) == 1


def test_what_is_told_holds_on_to_nothing(qtbot: QtBot, told) -> None:
    alive: list[int] = []

    class Held:
        def __init__(self) -> None:
            alive.append(1)

        def __del__(self) -> None:
            alive.clear()

    def fail() -> None:
        held = Held()
        raise Broken(str(type(held)))

    assert attempt(fail) is False
    gc.collect()
    assert alive == []
    assert attempt(lambda: None) is True


def test_every_class_of_the_screen_is_guarded_as_it_is_made() -> None:
    assert hasattr(Pill.paintEvent, "__wrapped__")
    assert hasattr(Pill.sizeHint, "__wrapped__")


def test_a_class_of_somebody_else_is_left_as_it_is() -> None:
    class Theirs(QWidget):
        def sizeHint(self) -> QSize:
            return QSize(1, 1)

    assert not hasattr(Theirs.sizeHint, "__wrapped__")
