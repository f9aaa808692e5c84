"""Looking through a layout, and emptying one, so that nothing of it is left behind."""

from collections import deque
from collections.abc import Iterator

from PySide6.QtWidgets import QLayout, QLayoutItem
from shiboken6 import invalidate


def items_of(layout: QLayout) -> Iterator[QLayoutItem]:
    """The items of a layout; each but a layout is valid until the next one is asked for.

    Qt deletes the item of a widget that leaves, and Python is not told: the wrapper would live on
    with the layout, and later be taken for whatever stands at the address by then. Hence each is
    given up before it can be left behind.
    """
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        yield item
        if (inner := item.layout()) is None:
            invalidate(item)
        else:
            # PySide has made wrappers for all that is inside, on its way.
            deque(items_of(inner), maxlen=0)


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
    for widget in [item.widget() for item in items_of(layout)]:
        if widget is not None:
            layout.removeWidget(widget)
