"""The strip of beats with one of them in hand: chosen by keys or by a press."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from clonus_desktop.language import _, number
from clonus_desktop.ui.accessible import Role, Spoken, tell_value
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.beat_strip import BeatStrip

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_4: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_6: 1,
}


class BeatEditor(BeatStrip):
    """Shows beats and, under them, the taps as they came; one beat is chosen.

    A press on the strip chooses the beat nearest to it, and remembers the time itself for
    "Add a beat here".

    Signals:
        chosen: Another beat is chosen, or another time.
    """

    spoken = Spoken(
        role=Role.Slider,
        value=lambda editor: editor.chosen_words(),
        number=lambda editor: (editor.index + 1, 1, len(editor.times_s)),
        step=lambda editor, by: editor.choose(editor.index + by),
    )

    chosen = Signal()
    shortest_s = 1.5
    # Of the class as well: the strip names itself before it has anything in hand.
    index = 0

    def __init__(self) -> None:
        super().__init__()
        self.pressed_s: float | None = None
        self._raw_s: tuple[float, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_beats(self, times_s: tuple[float, ...], raw_s: tuple[float, ...]) -> None:
        """Show beats and taps, both in seconds from the first tap; the choice stays near."""
        self._raw_s = raw_s
        self.index = max(0, min(self.index, len(times_s) - 1))
        self.pressed_s = None
        self.show_taps(times_s)

    @property
    def times_s(self) -> tuple[float, ...]:
        """The beats that are shown."""
        return self._times_s

    def choose(self, index: int) -> None:
        """Take another beat in hand; out of range the nearest."""
        self.index = max(0, min(index, len(self._times_s) - 1))
        self.pressed_s = None
        self._say()

    def _say(self) -> None:
        self._name()
        tell_value(self)
        self.update()
        self.chosen.emit()

    def chosen_words(self) -> str:
        """Which beat is in hand, and when it was."""
        if not self._times_s:
            return _("No beats are left.")
        return _("Beat {number} of {all}, at {seconds:.2f} s").format(
            number=self.index + 1, all=len(self._times_s), seconds=number(self._times_s[self.index])
        )

    def _name(self) -> None:
        super()._name()
        self.setAccessibleDescription(self.chosen_words())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            event.accept()
            self.choose(self.index + _STEPS[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            event.accept()
            self.choose(0 if key == Qt.Key.Key_Home else len(self._times_s) - 1)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at_s = self.time_at(event.position().x())
        nearest = min(
            range(len(self._times_s)),
            key=lambda index: abs(self._times_s[index] - at_s),
            default=0,
        )
        self.index, self.pressed_s = nearest, at_s
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(appearance().px(560), appearance().px(190))

    def minimumSizeHint(self) -> QSize:
        return QSize(appearance().px(200), appearance().px(190))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_raw(painter)
        if self._times_s:
            self._paint_chosen(painter)
        if self.pressed_s is not None:
            self._paint_pressed(painter)

    def _paint_raw(self, painter: QPainter) -> None:
        """A dot for each tap as it came; hollow where the beat was taken away."""
        look, ticks = appearance(), self.ticks_room()
        beats = set(self._times_s)
        painter.setPen(QPen(look.color("ink2"), 1.5))
        for time, x in zip(self._raw_s, self.xs_of(self._raw_s), strict=True):
            painter.setBrush(look.color("ink2" if time in beats else "surface"))
            painter.drawEllipse(QPointF(x, ticks.bottom() + 6), 3.5, 3.5)

    def _paint_chosen(self, painter: QPainter) -> None:
        look, ticks = appearance(), self.ticks_room()
        x = self.x_of(self._times_s[self.index])
        box = QRectF(x - 8, ticks.top() - 3, 16, ticks.height() + 6)
        painter.setPen(QPen(look.color("focus_outer"), 2))
        painter.setBrush(look.color("focus_inner"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QPen(look.color("focus_outer"), 3.5))
        painter.drawLine(QPointF(x, ticks.top() + 2), QPointF(x, ticks.bottom() - 2))

    def _paint_pressed(self, painter: QPainter) -> None:
        look, ticks = appearance(), self.ticks_room()
        painter.setPen(QPen(look.color("primary"), 2, Qt.PenStyle.DashLine))
        x = self.x_of(self.pressed_s or 0.0)
        painter.drawLine(QPointF(x, ticks.top()), QPointF(x, self.rect().bottom() - 24))
