"""Looking through a layout, and emptying one, so that nothing of it is left behind."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def items_of(layout: QLayout) -> Iterator[QLayoutItem]:
    """What a layout holds, as items to be measured: those of widgets are copies.

    Not the layout's own: Qt deletes the item of a widget that goes, and Python is not told. A
    wrapper of it would live on and later be taken for whatever stands at the address by then.
    """
    owner = layout.parentWidget()
    widgets = owner.findChildren(QWidget, options=_DIRECT) if owner is not None else []
    copies = {layout.indexOf(widget): widget for widget in widgets}
    inner = {layout.indexOf(part): part for part in layout.children() if isinstance(part, QLayout)}
    for index in range(layout.count()):
        if index in copies:
            yield QWidgetItem(copies[index])
        elif index in inner:
            yield inner[index]
        elif (space := layout.itemAt(index)) is not None:
            yield space


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
