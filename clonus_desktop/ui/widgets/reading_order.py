"""Tab goes as the eye reads, whatever was built, moved or added when: by where things stand."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

_OVERLAP = 6
"""Pixels by which things may reach into the next line or column and still stand apart."""

_Branch = tuple[QWidget, QRect]


def stops_in_order(root: QWidget, *, keep: QWidget | None = None) -> list[QWidget]:
    """What Tab stops at in a widget: line under line, each from its beginning.

    Of two cards side by side each is read to its end. What stands in columns that no line goes
    through is read column by column.

    Args:
        root: In which widget.
        keep: One inside it that has its place in the order even when it is no stop any more.
    """

    def is_open(widget: QWidget) -> bool:
        return keep is not None and (widget is keep or widget.isAncestorOf(keep))

    if not is_open(root) and (root.isHidden() or not root.isEnabled()):
        return []
    found = [root] if root is keep or is_stop(root) else []
    inside = {
        child: stops
        for child in root.children()
        if isinstance(child, QWidget)
        and not child.isWindow()
        and (stops := stops_in_order(child, keep=keep))
    }
    is_rtl = root.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for child, _box in _read([(child, child.geometry()) for child in inside], is_rtl=is_rtl):
        found += inside[child]
    return found


def is_stop(widget: QWidget) -> bool:
    """True for what takes the keyboard by Tab itself."""
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.focusProxy() is None


def next_stop(root: QWidget, now: QWidget | None, *, forward: bool) -> QWidget | None:
    """Where Tab (or, backward, Shift+Tab) leads from there; round at the end.

    Qt asks as well when what has the keyboard was just hidden or disabled: it is no stop then,
    but the keyboard goes on from its place and not from the top.
    """
    stops = stops_in_order(root)
    if not stops:
        return None
    if now is None or not (now in stops or _has_gone(root, now)):
        return stops[0 if forward else -1]
    order = stops if now in stops else stops_in_order(root, keep=now)
    at = order.index(now)
    after = order[at + 1 :] + order[:at] if forward else order[:at][::-1] + order[:at:-1]
    return next((stop for stop in after if stop in stops), now)


def _has_gone(root: QWidget, widget: QWidget) -> bool:
    """True for what is inside and cannot have the keyboard any more."""
    if not root.isAncestorOf(widget):
        return False
    return not (widget.isVisibleTo(root) and widget.isEnabledTo(root))


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
