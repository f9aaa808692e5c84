"""The field that finds patients as one types, and moves through what was found."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.icons import icon_pixmap
from clonus_desktop.ui.page_keys import PageKey, answer

TYPING_PAUSE_MS = 150
_GLASS = 22


class SearchField(QLineEdit):
    """A line to type in that keeps the keyboard while the selection moves.

    Args:
        words: What it looks for.
        shorter: The same in fewer words, for where there is no room, the shortest last.

    Signals:
        asked: The text has stood for a moment, or is wanted now.
        moved: The selection goes one row down (1) or up (-1).
        entered: The selected row is to be opened.
    """

    asked = Signal()
    moved = Signal(int)
    entered = Signal()

    def __init__(self, words: str, *shorter: str) -> None:
        super().__init__()
        self.setProperty("kind", "search")
        self._hints = (words, *shorter)
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
        self._say_what_fits()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_what_fits()

    def _say_what_fits(self) -> None:
        # The icon's room, and as much again for the frame and the padding of the style sheet.
        room = self.width() - 2 * self.textMargins().left()
        metrics = self.fontMetrics()
        fitting = (hint for hint in self._hints if metrics.horizontalAdvance(hint) <= room)
        self.setPlaceholderText(next(fitting, self._hints[-1]))

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

    def key_table(self) -> tuple[PageKey, ...]:
        """The keys that do not type."""
        clear = PageKey(names=("Esc",), words=_("Empty the search"), act=lambda _ms: self._empty())
        return (
            PageKey(
                names=("Up",),
                words=_("The row above"),
                act=lambda _ms: self._move(-1),
                repeats=True,
            ),
            PageKey(
                names=("Down",),
                words=_("The row below"),
                act=lambda _ms: self._move(1),
                repeats=True,
            ),
            PageKey(names=("Enter",), words=_("Open the row"), act=lambda _ms: self._enter()),
            *((clear,) if self.text() else ()),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "?" and not self.text():
            # It finds nothing: in an empty field it is the key that shows the keys.
            event.ignore()
        elif not answer(event, self.key_table()):
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        self._ask_now()
        self.moved.emit(by)

    def _enter(self) -> None:
        self._ask_now()
        self.entered.emit()

    def _empty(self) -> None:
        self.clear()
        self.asked.emit()

    def stop_waiting(self) -> None:
        """Ask no more about what was typed: another screen is shown."""
        self._pause.stop()

    def _ask_now(self) -> None:
        """Nobody opens a row of an older search."""
        if self._pause.isActive():
            self._pause.stop()
            self.asked.emit()
