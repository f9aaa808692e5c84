"""Where times and levels lie in a panel of the course, and how large its marks are."""

from PySide6.QtCore import QPointF, QRectF

from clonus_desktop.domain.course import SUSTAINED_BAND
from clonus_desktop.ui.widgets.course_axis import Span

_ROOMY_PX = 13.0
_SMALLEST = 0.36


class PanelScale:
    """The rectangle between the axes, in pixels of the panel.

    Args:
        area: Between the axis of dates and the top of the uppermost band.
        span: The dates that its width stands for.
        level_px: Height of one beat, or of one second.

    Attributes:
        px_per_s: Pixels in a second of the calendar.
    """

    def __init__(self, area: QRectF, span: Span, level_px: float) -> None:
        self.area, self.span, self.level_px = area, span, level_px
        # A thousand points are placed at one painting: what stays the same is asked for once.
        self._left, self._top, self._begin = area.left(), area.top(), span.left
        self.px_per_s = area.width() / (span.right - span.left)

    def x(self, time: float) -> float:
        """Where a moment lies, in seconds since 1970."""
        return self._left + (time - self._begin) * self.px_per_s

    def y(self, level: float) -> float:
        """Where a level lies; the top is the top of the band."""
        return self._top + (SUSTAINED_BAND[1] - level) * self.level_px

    def at(self, time: float, level: float) -> QPointF:
        """Both."""
        return QPointF(self.x(time), self.y(level))

    def time_at(self, x: float) -> float:
        """The moment under a pixel."""
        return self._begin + (x - self._left) / self.px_per_s


def crowding(visits: int, width: float) -> float:
    """How large marks and lines are where visits stand close: 1 with room, down to a third."""
    return max(_SMALLEST, min(1.0, width / max(1, visits) / _ROOMY_PX))
