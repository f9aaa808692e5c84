"""One ring around whatever the keyboard is at: yellow with a dark edge, outside the control."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.tokens import Theme

_REACH = 6
_LARGEST_SHARE = 0.5
"""Of the window: what takes the focus and is larger is a page or a sheet and no control."""

_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show})
_POINTS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
_ALONE = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta})


class FocusRing(QWidget):
    """Follows the focus of one window; shown only after the keyboard was used.

    It listens to the window, to the control with the focus and to what that lies in, never to
    the whole application: a filter of Python on every event would cost time at each beat.
    """

    spoken = Spoken(role=Role.Border, is_hidden=True)

    # Of the class as well: when Python collects a window, the ring has lost all of its own
    # before Qt hides what the ring watches. What Qt calls then finds a ring around nothing.
    _by_keyboard = False
    _target: QWidget | None = None
    _watched: tuple[QObject, ...] = ()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box = QRect()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        appearance().changed.connect(self._surround)
        self.hide()
        window.installEventFilter(self)

    @property
    def target(self) -> QWidget | None:
        """What the ring is around, or None when it is hidden."""
        return self._target if self.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._by_keyboard = self._by_keyboard or event.key() not in _ALONE
        elif kind in _POINTS:
            self._by_keyboard = False
            self.hide()
        elif kind in _MOVES:
            self._listen_to_native_window()
            if watched in self._watched:
                self._surround()
        return False

    def _listen_to_native_window(self) -> None:
        # It sees every press of the mouse, also on what does not take the focus.
        native = self.window().windowHandle()
        # While the window closes, its native half goes first.
        if native is not None and isValid(native):
            native.installEventFilter(self)

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        for watched in self._watched:
            # A page may have rebuilt itself: what had the focus can be gone already.
            if isValid(watched):
                watched.removeEventFilter(self)
        self._watched = ()
        self._target = None
        if now is not None and now.window() is self.window():
            self._target = now
            self._watch(now)
        self._surround()

    def _watch(self, target: QWidget) -> None:
        widget: QWidget | None = target
        while widget is not None and widget is not self.window():
            widget.installEventFilter(self)
            self._watched += (widget,)
            widget = widget.parentWidget()

    def _surround(self) -> None:
        target = self._target
        if target is None or not self._by_keyboard or not target.isVisible():
            self.hide()
            return
        self._box = self._around(target)
        seen = self._box & self._room_of(target)
        if seen.isEmpty() or self._is_too_large(target):
            self.hide()
            return
        self.setGeometry(seen)
        self.show()
        self.raise_()
        self.update()

    def _around(self, target: QWidget) -> QRect:
        corner = target.mapTo(self.window(), QPoint(0, 0))
        return QRect(corner, target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)

    def _room_of(self, target: QWidget) -> QRect:
        """Where the target can be seen: what it is scrolled in cuts the ring as well."""
        room = self.window().rect()
        widget = target.parentWidget()
        while widget is not None and widget is not self.window():
            area = widget.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is widget:
                room &= self._around(widget)
            widget = area
        return room

    def _is_too_large(self, target: QWidget) -> bool:
        window = self.window().size()
        share = target.width() * target.height() / max(1, window.width() * window.height())
        return share > _LARGEST_SHARE or target.property("ring") is False

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = appearance(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.translate(self._box.topLeft() - self.geometry().topLeft())
        # Beside a yellow button of high contrast the yellow needs a dark line to its inside.
        is_yellow = look.theme is Theme.HIGH_CONTRAST
        yellow = (3.0, 2.5) if is_yellow else (4.5, 3.0)
        for (inset, width), role in (
            ((_REACH / 2, float(_REACH)), "focus_outer"),
            (yellow, "focus_inner"),
        ):
            painter.setPen(QPen(look.color(role), width))
            box = QRect(QPoint(0, 0), self._box.size()).toRectF()
            radius = 8 + _REACH - inset
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.end()
