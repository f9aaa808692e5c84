"""The keyboard goes through a page as it is read, also through what was added later."""

import itertools
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from clonus_desktop.ui.widgets.flow import Flow


def order_tabs(*parts: QWidget) -> None:
    """Let Tab go through the parts in this order, and inside each as its layout stands."""
    stops = [stop for part in parts for stop in _stops(part)]
    for before, after in itertools.pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    # Not only what takes Tab now: of a group of choices another one may be pressed later.
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QScrollArea):
        content = widget.widget()
        yield from _stops(content) if content is not None else ()
    elif isinstance(widget, Flow):
        for part in widget.parts:
            yield from _stops(part)
    elif (layout := widget.layout()) is not None:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _stops(widget)
        elif (inner := item.layout()) is not None:
            yield from _stops_in(inner)
