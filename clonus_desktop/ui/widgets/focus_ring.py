"""One ring around whatever the keyboard is at: yellow with a dark edge, outside the control."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPushButton, QToolButton, QWidget

from clonus_desktop.ui.appearance import appearance

_REACH = 6
_AFTER_KEYS = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason,
               Qt.FocusReason.ShortcutFocusReason}  # fmt: skip


class FocusRing(QWidget):
    """Follows the focus of one window; shown only when the keyboard moved it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._by_keyboard = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        app.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            self._by_keyboard = event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}  # type: ignore[attr-defined]
        elif kind in {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}:
            self._by_keyboard = False
            self.hide()
        elif watched is self._target and kind in {
            QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show,
        }:  # fmt: skip
            self._surround()
        return False

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        is_ours = now is not None and now.window() is self.window() and _is_control(now)
        self._target = now if is_ours and self._by_keyboard else None
        self._surround()

    def _surround(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self.window(), target.rect().topLeft())
        box = QRect(corner, target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        self.setGeometry(box)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for inset, role in ((1.5, "focus_outer"), (4.5, "focus_inner")):
            painter.setPen(QPen(appearance().color(role), 3))
            box = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(box, 12 - inset, 12 - inset)


def _is_control(widget: QWidget) -> bool:
    if isinstance(widget, QPushButton | QToolButton):
        return True
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not isinstance(widget, QAbstractScrollArea)
        and widget.property("ring") is not False
    )
