"""Each check of the audit finds what it is for: widgets that are wrong on purpose."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from clonus_desktop.ui import accessible
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import primary_button
from clonus_desktop.ui.widgets.focus_ring import FocusRing
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.reading_order import next_stop
from tests import audit, tabbing

Show = Callable[..., QWidget]


class Window(QWidget):
    """A window as the program's: it has a ring, and Tab goes as one reads."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.resize(600, 400)
        self.focus_ring = FocusRing(self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        target = next_stop(self, self.focusWidget(), forward=forward)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
        return target is not None


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Show:
    """Put widgets into a window, one under the other or each where it says."""
    accessible.install()
    appearance().apply(qapp, "light", 1.0)

    def shown(*widgets: QWidget, window: QWidget | None = None, stacked: bool = True) -> QWidget:
        window = window or Window()
        qtbot.addWidget(window)
        if stacked:
            column = QVBoxLayout(window)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
        for widget in widgets:
            widget.setParent(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        QApplication.processEvents()
        return window

    return shown


class Painted(QWidget):
    """Writes a text into a box, as painted widgets of the program do."""

    spoken = Spoken(role=Role.StaticText)

    def __init__(self, text: str, box: QRect, ink: str = "ink") -> None:
        super().__init__()
        self.setFixedSize(200, 60)
        self.setAccessibleName(text)
        self._text, self._box, self._ink = text, box, ink

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setFont(appearance().font())
        painter.setPen(appearance().color(self._ink))
        painter.drawText(QRectF(self._box), int(Qt.AlignmentFlag.AlignLeft), self._text)
        painter.end()


Painted.__module__ = "clonus_desktop.ui.widgets.painted"
ROOMY = QRect(0, 0, 200, 60)


def faults(check: audit.Check, window: QWidget) -> list[str]:
    return check(audit.Shown(window))


def every_check() -> tuple[audit.Check, ...]:
    return (*audit.SHAPES, *audit.COLOURS, audit.untold, audit.too_small)


def test_a_plain_page_has_no_fault(show):
    field = QLineEdit()
    field.setAccessibleName("Family name")
    window = show(plain_label("Patients", "h1"), primary_button("Add patient"), field,
                  Painted("Right ankle", ROOMY))  # fmt: skip
    assert [fault for check in every_check() for fault in faults(check, window)] == []
    stops = tabbing.tab_through(window)
    assert [stop.fault for stop in stops] == ["", ""]
    assert tabbing.never_reached(window, stops) == tabbing.out_of_order(window, stops) == []


def test_a_control_without_a_name_is_found(show):
    assert "has no name" in faults(audit.untold, show(QLineEdit()))[0]


def test_a_control_and_a_painting_without_a_role_are_found(show):
    class Bare(QWidget):
        def paintEvent(self, _event: object) -> None:
            """Nothing."""

    Bare.__module__ = "clonus_desktop.ui.widgets.bare"
    painting, pressed = Bare(), QWidget()
    pressed.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for widget in (painting, pressed):
        widget.setAccessibleName("something")
        widget.setFixedSize(60, 60)
    assert len(faults(audit.untold, show(painting, pressed))) == 2


def test_what_is_pressed_without_being_a_button_counts_as_a_control(show):
    class Row(QWidget):
        def mousePressEvent(self, _event: object) -> None:
            """Opens something."""

    row = Row()
    row.setFixedSize(300, 30)
    window = show(row)
    assert len(faults(audit.untold, window)) == 2
    assert len(faults(audit.too_small, window)) == 1


def test_a_small_control_is_found_at_every_text_size(show):
    button = QPushButton("OK")
    window = show(button)
    size = "min-width: 60px; max-width: 60px; border: none; min-height: {0}px; max-height: {0}px"
    button.setStyleSheet(size.format(43))
    QApplication.processEvents()
    assert "× 43" in faults(audit.too_small, window)[0]
    button.setStyleSheet(size.format(44))
    QApplication.processEvents()
    assert faults(audit.too_small, window) == []
    assert audit.too_small(audit.Shown(window), scale=1.25) != []


@pytest.mark.parametrize(
    "make",
    [
        lambda: Painted("A name that is far too long for it", ROOMY),
        lambda: Painted("Right ankle", QRect(0, 0, 40, 60)),
        lambda: Painted("Right ankle", QRect(0, 50, 200, 30)),
    ],
    ids=["outside", "clipped", "below"],
)
def test_painted_text_that_is_cut_is_found(show, make):
    assert faults(audit.cut_off, show(make()))


def test_a_label_and_a_button_that_are_cut_are_found(show):
    label, tall = plain_label("Sorted by family name"), plain_label("two " * 60, wrap=True)
    label.setFixedWidth(40)
    tall.setFixedHeight(20)
    button = primary_button("Review and sign")
    button.setFixedWidth(60)
    found = faults(audit.cut_off, show(label, tall, button))
    for words in ("Sorted", "two", "Review"):
        assert any(words in fault for fault in found), words


def test_a_picture_that_is_cut_is_found(show):
    label = plain_label()
    label.setPixmap(QPixmap(60, 60))
    label.setFixedSize(60, 59)
    window = show(label)
    assert "cuts its picture" in faults(audit.cut_off, window)[0]
    label.setFixedSize(60, 60)
    assert faults(audit.cut_off, window) == []


def test_text_that_is_shortened_to_dots_is_found_and_dots_of_its_own_are_not(show):
    field = QLineEdit()
    field.setPlaceholderText("Search by name, date of birth or record number")
    field.setFixedWidth(120)
    waiting = plain_label("Making the letter…")
    found = faults(audit.cut_off, show(field, waiting))
    assert len(found) == 1
    assert "short" in found[0]


def test_text_that_is_too_small_to_read_is_found(show):
    class Tiny(Painted):
        def paintEvent(self, _event: object) -> None:
            painter = QPainter(self)
            font = appearance().font()
            font.setPixelSize(9)
            painter.setFont(font)
            painter.drawText(20, 30, "R")
            painter.end()

    assert "9 pixels" in faults(audit.cut_off, show(Tiny("R", ROOMY)))[0]


def test_text_over_text_is_found(show):
    class Twice(Painted):
        def paintEvent(self, event: object) -> None:
            super().paintEvent(event)
            painter = QPainter(self)
            painter.setFont(appearance().font())
            painter.drawText(8, 16, "Now")
            painter.end()

    Twice.__module__ = Painted.__module__
    assert "over" in faults(audit.written_over, show(Twice("Right ankle", ROOMY)))[0]


def test_what_lies_over_or_sticks_out_is_found(show):
    one, other, out = (primary_button(text) for text in ("One", "Other", "Out"))
    window = show(one, other, out, stacked=False)
    one.setGeometry(10, 10, 100, 48)
    other.setGeometry(60, 20, 100, 48)
    out.setGeometry(550, 100, 100, 48)
    found = faults(audit.misplaced, window)
    assert any("“One” lies over" in fault for fault in found)
    assert any("“Out” sticks out" in fault for fault in found)


def test_scrolling_sideways_is_found(show):
    area, wide = QScrollArea(), QWidget()
    wide.setMinimumWidth(2000)
    area.setWidgetResizable(True)
    area.setWidget(wide)
    assert len(faults(audit.sideways, show(area))) == 2


def test_faint_text_is_found_painted_or_not_and_hidden_text_too(show):
    label = QLabel("faint")
    label.setStyleSheet("color: rgb(190, 190, 190)")
    window = show(label, Painted("pale", ROOMY, "line"), Painted("gone", ROOMY, "canvas"))
    palette = window.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor("white"))
    found = faults(audit.faint, window)
    assert [name for name in ("faint", "pale", "gone") if not any(name in f for f in found)] == []


def test_an_edge_that_does_not_stand_out_is_found(show):
    button = QPushButton("Keep")
    button.setStyleSheet("border: 2px solid rgb(225, 230, 235); background: white")
    assert "edge" in faults(audit.edgeless, show(button))[0]


def test_contrast_is_that_of_wcag():
    assert audit.contrast(0x000000, 0xFFFFFF) == pytest.approx(21.0)
    assert audit.contrast(0x777777, 0xFFFFFF) == pytest.approx(4.48, abs=0.01)


def test_a_way_of_tab_that_goes_back_or_passes_by_is_found(show):
    buttons = [primary_button(text) for text in ("one", "two", "three", "four")]
    window = show(*buttons)
    order = [0, 2, 1]
    stops = [tabbing.Stop(buttons[index], "") for index in order]
    assert tabbing.out_of_order(window, stops) == ["Button “two” → Button “one”"]
    assert tabbing.never_reached(window, stops) == ["Button “four” is not reached by Tab"]


def test_a_stop_out_of_sight_or_without_a_ring_is_found(show):
    area, inside = QScrollArea(), QWidget()
    row = QHBoxLayout(inside)
    button = primary_button("Far down")
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
    inside.setMinimumHeight(3000)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    bare = primary_button("No ring")
    window = show(bare, area)
    window.focus_ring._surround = lambda: None
    found = [stop.fault for stop in tabbing.tab_through(window)]
    assert any("no ring" in fault for fault in found)
    assert any("not all to be seen" in fault for fault in found)
