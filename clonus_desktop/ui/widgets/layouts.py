"""Emptying a layout so that nothing of it is ever seen again."""

from PySide6.QtWidgets import QLayout


def remove_all(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go.

    Hidden first: Qt shows a newly laid-out widget a moment later, and one that has lost its
    parent by then would flash up as a window of its own and take the keyboard.
    """
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def let_go(layout: QLayout) -> None:
    """Take every widget out of a layout and keep it, to be put elsewhere.

    Not by takeAt: an item that lives on in Python keeps the measure of its widget to itself, and
    the next place of the widget goes on with the height of its first words.
    """
    items = [layout.itemAt(index) for index in range(layout.count())]
    for widget in [item.widget() for item in items if item is not None]:
        if widget is not None:
            layout.removeWidget(widget)
