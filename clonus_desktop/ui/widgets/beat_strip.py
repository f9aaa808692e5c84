"""What was tapped or held, on a line of time: drawn plainly, for it is redrawn at each beat."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from clonus_desktop.language import _, number
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance

USUAL_HZ = (3.0, 8.0)
"""Range of clonus at ankle, patella and wrist (clinical.md, fact 5)."""

_HOLD_S = 12.0
_MOST_HZ = 12.0


class BeatStrip(QWidget):
    """Taps as ticks with the rate of each interval below; a hold as a growing bar."""

    shortest_s = 5.0
    """Seconds that the line of time spans at least."""

    spoken = Spoken(role=Role.Chart)

    def __init__(self) -> None:
        super().__init__()
        self._times_s: tuple[float, ...] = ()
        self._held_s: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._name()

    def show_taps(self, times_s: tuple[float, ...]) -> None:
        """Show beats at those seconds from the first."""
        self._times_s, self._held_s = times_s, None
        self._name()
        self.update()

    def show_hold(self, seconds: float) -> None:
        """Show a hold of that many seconds so far."""
        self._times_s, self._held_s = (), seconds
        self._name()
        self.update()

    def _name(self) -> None:
        if self._held_s is not None:
            words = _("Held for {seconds:.1f} seconds").format(seconds=number(self._held_s))
        elif self._times_s:
            words = _("{n} beats over {seconds:.1f} seconds").format(
                n=len(self._times_s), seconds=number(self._times_s[-1])
            )
        else:
            words = _("No beats tapped yet")
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(appearance().px(280), appearance().px(104))

    def minimumSizeHint(self) -> QSize:
        return QSize(appearance().px(150), appearance().px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(appearance().font_of(13))
        if self._held_s is None:
            self._paint_taps(painter)
        else:
            self._paint_hold(painter, self._held_s)

    def _room(self) -> QRectF:
        look = appearance()
        metrics = QFontMetricsF(look.font_of(13))
        left = metrics.horizontalAdvance("12 Hz") + 8
        return QRectF(self.rect()).adjusted(left, 6, -10, -metrics.height() - 8)

    def _paint_axis(self, painter: QPainter, room: QRectF, longest_s: float, marks: list[float]):
        look = appearance()
        painter.setPen(QPen(look.color("line_strong"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        for second in marks:
            x = room.left() + room.width() * second / longest_s
            painter.setPen(QPen(look.color("line_strong"), 1))
            painter.drawLine(QPointF(x, room.bottom()), QPointF(x, room.bottom() - 5))
            painter.setPen(look.color("ink2"))
            label = QRectF(x - 40, room.bottom() + 2, 80, 20 * appearance().scale)
            if label.right() - 25 <= self.width():
                painter.drawText(label, Qt.AlignmentFlag.AlignHCenter, f"{second:g} s")

    @property
    def longest_s(self) -> float:
        """Seconds that the line of time spans."""
        return max(self.shortest_s, (self._times_s[-1] if self._times_s else 0.0) * 1.08)

    def x_of(self, time_s: float) -> float:
        """Where a time lies, in pixels from the left."""
        return self.xs_of((time_s,))[0]

    def xs_of(self, times_s: tuple[float, ...]) -> list[float]:
        """Where each of several times lies, in pixels from the left."""
        room, longest = self._room(), self.longest_s
        return [room.left() + 4 + (room.width() - 4) * time / longest for time in times_s]

    def time_at(self, x: float) -> float:
        """The time that lies at so many pixels from the left; never before 0."""
        room = self._room()
        return max(0.0, (x - room.left() - 4) / (room.width() - 4) * self.longest_s)

    def ticks_room(self) -> QRectF:
        """Where the ticks of the beats stand."""
        room = self._room()
        return QRectF(room.left(), room.top(), room.width(), room.height() * 0.28)

    def _paint_taps(self, painter: QPainter) -> None:
        look, room = appearance(), self._room()
        longest, ticks = self.longest_s, self.ticks_room()
        rates = QRectF(room.left(), ticks.bottom() + 8, room.width(),
                       room.bottom() - ticks.bottom() - 8)  # fmt: skip
        self._paint_band(painter, rates)
        step = 1 if longest <= 8 else (2 if longest <= 16 else 5)
        self._paint_axis(
            painter, room, longest, [float(s) for s in range(step, int(longest) + 1, step)]
        )
        painter.drawLine(room.bottomLeft(), room.topLeft())
        painter.setPen(QPen(look.color("ink"), 3.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        xs = self.xs_of(self._times_s)
        for x in xs:
            painter.drawLine(QPointF(x, ticks.top()), QPointF(x, ticks.bottom()))
        self._paint_rates(painter, rates, xs)

    def _paint_band(self, painter: QPainter, room: QRectF) -> None:
        look = appearance()
        low, high = (self._height_of(room, hz) for hz in USUAL_HZ)
        band = QRectF(room.left(), high, room.width(), low - high)
        painter.fillRect(band, look.color("primary_soft"))
        # In high contrast nothing is pale: there the band is told by its edges.
        painter.setPen(QPen(look.color("line_strong"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(band.topLeft(), band.topRight())
        painter.drawLine(band.bottomLeft(), band.bottomRight())
        painter.setPen(look.color("ink2"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        words = _("usual clonus rate, 3–8 Hz")
        if QFontMetricsF(painter.font()).horizontalAdvance(words) < band.width() - 10:
            painter.drawText(band.adjusted(0, 0, -6, -1), right, words)
        low_label = self._height_of(room, USUAL_HZ[0]) + painter.fontMetrics().height()
        for hz in (0.0, *USUAL_HZ) if low_label <= room.bottom() else USUAL_HZ:
            y = self._height_of(room, hz)
            label = QRectF(0, y - 12, room.left() - 6, 24)
            painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                             f"{hz:g} Hz" if hz else "0")  # fmt: skip

    def _paint_rates(self, painter: QPainter, room: QRectF, xs: list[float]) -> None:
        times = self._times_s
        points = [
            QPointF((xs[i] + xs[i + 1]) / 2,
                    self._height_of(room, min(_MOST_HZ, 1 / (times[i + 1] - times[i]))))
            for i in range(len(times) - 1)
        ]  # fmt: skip
        painter.setPen(QPen(appearance().color("primary"), 2))
        painter.setBrush(appearance().color("primary"))
        painter.drawPolyline(points)
        for point in points:
            painter.drawEllipse(point, 3.5, 3.5)

    @staticmethod
    def _height_of(room: QRectF, hz: float) -> float:
        return room.bottom() - room.height() * hz / _MOST_HZ

    def _paint_hold(self, painter: QPainter, held_s: float) -> None:
        look, room = appearance(), self._room()
        longest = max(_HOLD_S, held_s * 1.1)
        marks = [3.0, 6.0, 10.0] if longest <= 15 else [10.0, *range(20, int(longest), 10)]
        self._paint_axis(painter, room, longest, [float(mark) for mark in marks])
        per_second = room.width() / longest
        bar = QRectF(room.left(), room.top() + room.height() * 0.4,
                     per_second * held_s, room.height() * 0.4)  # fmt: skip
        painter.fillRect(bar, look.color("primary"))
        x = room.left() + per_second * 10.0
        painter.setPen(QPen(look.color("sev3"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
        painter.setPen(look.color("ink"))
        painter.setFont(look.font_of(14, 600))
        label = QRectF(room.left(), room.top(), x - room.left() - 8, room.height() * 0.38)
        painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                         _("sustained: over 10 s"))  # fmt: skip
