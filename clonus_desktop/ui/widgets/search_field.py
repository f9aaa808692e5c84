"""The field that finds patients as one types, and moves through what was found."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.icons import icon_pixmap

TYPING_PAUSE_MS = 150
_GLASS = 22


class SearchField(QLineEdit):
    """A line to type in that keeps the keyboard while the selection moves.

    Signals:
        asked: The text has stood for a moment, or is wanted now.
        moved: The selection goes one row down (1) or up (-1).
        entered: The selected row is to be opened.
    """

    asked = Signal()
    moved = Signal(int)
    entered = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("kind", "search")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self._make_room()
        appearance().changed.connect(self._make_room)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.asked)
        self.textEdited.connect(lambda _text: self._pause.start())

    def _make_room(self) -> None:
        self.setTextMargins(appearance().px(_GLASS) + appearance().gap(16), 0, 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = appearance().px(_GLASS)
        drawn = icon_pixmap("search", "ink2", _GLASS)
        top = (self.height() - size) // 2
        left = appearance().gap(16)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - size
        painter = QPainter(self)
        painter.drawPixmap(QRect(left, top, size, size), drawn)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._ask_now()
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self._ask_now()
                self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def stop_waiting(self) -> None:
        """Ask no more about what was typed: another screen is shown."""
        self._pause.stop()

    def _ask_now(self) -> None:
        """Nobody opens a row of an older search."""
        if self._pause.isActive():
            self._pause.stop()
            self.asked.emit()
