"""Things in a line that goes on in the next line where there is no room."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Widgets from the reading side on, wrapped like words; none is cut and none widens it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[QWidget] = []
        self._gap, self._line_gap, self._least_width = 0, 0, 0
        self._is_centred = self._is_at_end = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget) -> None:
        """Put a widget behind the others; one that was hidden stays so."""
        was_told = part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        stays_hidden = was_told and part.isHidden()
        part.setParent(self)
        self._parts.append(part)
        # Qt shows what a visible widget is given only when a layout does it.
        part.setVisible(not stays_hidden)
        self.updateGeometry()

    def clear(self) -> None:
        """Let every widget go."""
        for part in self._parts:
            # Hidden first, as in layouts.remove_all: it must not flash up as a window.
            part.hide()
            part.deleteLater()
        self._parts = []
        self.updateGeometry()

    def set_gaps(self, gap: int, line_gap: int) -> None:
        """Pixels between the widgets of a line, and between lines."""
        self._gap, self._line_gap = gap, line_gap
        self.updateGeometry()
        self._place()

    def set_centred(self, is_centred: bool) -> None:
        """Put low widgets beside the middle of high ones in the same line, not at their top."""
        self._is_centred = is_centred
        self._place()

    def set_at_end(self, is_at_end: bool) -> None:
        """Let each line end where the room ends, and not begin where it begins."""
        self._is_at_end = is_at_end
        self._place()

    def set_least_width(self, width: int) -> None:
        """Ask for one line as long as that fits into so many pixels."""
        if width != self._least_width:
            self._least_width = width
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return max((box.bottom() + 1 for box in boxes), default=0)

    def sizeHint(self) -> QSize:
        widths = [part.sizeHint().width() for part in self._shown()]
        width = sum(widths) + self._gap * max(0, len(widths) - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        widest = max((part.minimumSizeHint().width() for part in self._shown()), default=0)
        width = max(widest, min(self.sizeHint().width(), self._least_width))
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Qt tells nothing of what was shown or hidden inside meanwhile.
        self.updateGeometry()
        self._place()

    def event(self, event: QEvent) -> bool:
        # What is inside became wider or narrower, such as with another patient's name.
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _boxes(self, width: int) -> list[QRect]:
        corner, line_height, boxes = QPoint(0, 0), 0, []
        for part in self._shown():
            size = _size_within(part, width)
            if corner.x() and corner.x() + size.width() > width:
                corner = QPoint(0, corner.y() + line_height + self._line_gap)
                line_height = 0
            boxes.append(QRect(corner, size))
            corner += QPoint(size.width() + self._gap, 0)
            line_height = max(line_height, size.height())
        if self._is_at_end:
            boxes = _at_end(boxes, width)
        return _centred(boxes) if self._is_centred else boxes

    def _place(self) -> None:
        is_rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for part, box in zip(self._shown(), self._boxes(self.width()), strict=True):
            if is_rtl:
                box.moveLeft(self.width() - box.left() - box.width())
            part.setGeometry(box)


def _centred(boxes: list[QRect]) -> list[QRect]:
    heights: dict[int, int] = {}
    for box in boxes:
        heights[box.top()] = max(heights.get(box.top(), 0), box.height())
    return [box.translated(0, (heights[box.top()] - box.height()) // 2) for box in boxes]


def _at_end(boxes: list[QRect], width: int) -> list[QRect]:
    ends: dict[int, int] = {}
    for box in boxes:
        ends[box.top()] = max(ends.get(box.top(), 0), box.left() + box.width())
    return [box.translated(max(0, width - ends[box.top()]), 0) for box in boxes]


def _size_within(part: QWidget, width: int) -> QSize:
    hint = part.sizeHint()
    across = min(hint.width(), max(width, part.minimumSizeHint().width()), part.maximumWidth())
    # A button breaks its words in a flow alone: it tells no other layout of heights for widths.
    height_at = (
        part.heightForWidth if part.hasHeightForWidth() else getattr(part, "height_at", None)
    )
    height = hint.height() if height_at is None else height_at(across)
    return QSize(across, max(height, 0))
