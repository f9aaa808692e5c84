"""Tab goes as the eye reads, whatever was built, moved or added when: by where things stand."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

_OVERLAP = 6
"""Pixels by which things may reach into the next line or column and still stand apart."""

_Branch = tuple[QWidget, QRect]


def stops_in_order(root: QWidget) -> list[QWidget]:
    """What Tab stops at in a widget: line under line, each from its beginning.

    Of two cards side by side each is read to its end. What stands in columns that no line goes
    through is read column by column.
    """
    if root.isHidden() or not root.isEnabled():
        return []
    found = [root] if is_stop(root) else []
    children = [child for child in root.children() if isinstance(child, QWidget)]
    branches = [
        (child, QRect(child.mapTo(root, QPoint(0, 0)), child.size()))
        for child in children
        if not child.isHidden() and not child.isWindow()
    ]
    is_rtl = root.layoutDirection() is Qt.LayoutDirection.RightToLeft
    inside = {child: stops for child, _box in branches if (stops := stops_in_order(child))}
    for child, _box in _read([b for b in branches if b[0] in inside], is_rtl=is_rtl):
        found += inside[child]
    return found


def is_stop(widget: QWidget) -> bool:
    """True for what takes the keyboard by Tab itself."""
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.focusProxy() is None


def next_stop(root: QWidget, now: QWidget | None, *, forward: bool) -> QWidget | None:
    """Where Tab (or, backward, Shift+Tab) leads from there; round at the end."""
    stops = stops_in_order(root)
    if not stops:
        return None
    if now not in stops:
        return stops[0 if forward else -1]
    return stops[(stops.index(now) + (1 if forward else -1)) % len(stops)]


def _read(branches: Sequence[_Branch], *, is_rtl: bool) -> list[_Branch]:
    """Cut between lines where nothing lies across, else between columns, and so on inside."""
    if len(branches) < 2:
        return list(branches)
    for is_upright in (True, False):
        parts = _cut(branches, is_upright=is_upright)
        if len(parts) > 1:
            if is_rtl and not is_upright:
                parts.reverse()
            return [branch for part in parts for branch in _read(part, is_rtl=is_rtl)]
    return sorted(branches, key=lambda branch: (branch[1].top(), branch[1].left()))


def _cut(branches: Sequence[_Branch], *, is_upright: bool) -> list[list[_Branch]]:
    """The branches in parts that lie one under the other, or one beside the other."""

    def ends(box: QRect) -> tuple[int, int]:
        return (box.top(), box.bottom()) if is_upright else (box.left(), box.right())

    parts: list[list[_Branch]] = []
    reach = 0
    for branch in sorted(branches, key=lambda branch: ends(branch[1])[0]):
        begin, end = ends(branch[1])
        if parts and begin < reach - _OVERLAP:
            parts[-1].append(branch)
            reach = max(reach, end)
        else:
            parts.append([branch])
            reach = end
    return parts
