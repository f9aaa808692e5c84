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
