"""Layouts that are looked through and emptied: nothing of them outlives its widget."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget, QWidgetItem
from shiboken6 import isValid

from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.layouts import items_of, let_go, remove_all
from clonus_desktop.ui.widgets.sheet import Sheet


def items_in_python() -> int:
    """How many items of widgets Python holds, valid or not."""
    gc.collect()
    return sum(isinstance(held, QWidgetItem) for held in gc.get_objects())


@pytest.fixture
def before(qapp) -> int:
    # What earlier tests have closed goes first: else it would go in the middle of this one.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return items_in_python()


@pytest.fixture
def owner(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def column(owner) -> QVBoxLayout:
    layout, row = QVBoxLayout(owner), QHBoxLayout()
    layout.addWidget(QLabel("One"))
    layout.addSpacing(4)
    layout.addLayout(row)
    row.addWidget(QLabel("Two"))
    return layout


def delete(widget: QWidget) -> None:
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_its_items_come_in_their_order_and_leave_nothing_in_python(column, before):
    for _often in range(3):
        seen = [(item.widget(), item.layout()) for item in items_of(column)]
    (first, _none), spacing, (_none, row) = seen
    assert first.text() == "One"
    assert spacing == (None, None)
    assert [item.widget().text() for item in items_of(row)] == ["Two"]
    assert items_in_python() == before
    assert isValid(first)
    assert isValid(row)


def test_a_sheet_that_was_measured_leaves_nothing_behind_of_a_label_that_goes(qtbot, look, before):
    window = QWidget()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    sheet = Sheet(window, "Unfinished exam")
    label = plain_label("Nothing was lost.", wrap=True)
    sheet.body.addWidget(label)
    window.show()
    sheet.open()
    delete(label)
    assert items_in_python() == before


def test_what_is_let_go_stays_whole_and_what_is_removed_goes(owner, before):
    column, label = QVBoxLayout(owner), QLabel("One")
    column.addWidget(label)
    let_go(column)
    assert isValid(label)
    assert column.indexOf(label) < 0
    column.insertWidget(0, label)
    remove_all(column)
    delete(label)
    assert not isValid(label)
    assert column.count() == 0
    assert items_in_python() == before
