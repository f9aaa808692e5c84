"""One line of text that tells what was typed a moment later, and never loses it meanwhile."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

TYPING_PAUSE_MS = 1000


class TypedLine(QLineEdit):
    """A field that saves itself.

    Signals:
        typed: The text as it stands, after a pause, with Enter, or when the keyboard leaves.
        left: The keyboard went elsewhere, and what was typed was told.
    """

    typed = Signal(str)
    left = Signal()

    def __init__(self, *, longest: int) -> None:
        super().__init__()
        self.setMaxLength(longest)
        self._shown = ""
        self._recorded = ""
        self._is_own = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textEdited.connect(lambda _text: self._pause.start())

    def show_text(self, text: str) -> None:
        """Show what is recorded, unless something else was just typed.

        While the keyboard is here, what was typed stays as it was typed: "1 Sep 20" must not
        become a date of 2020 under the fingers of somebody who is about to type 2025.
        """
        is_same = text == self._recorded
        self._recorded = text
        if self._pause.isActive() or (self.hasFocus() and (self._is_own or is_same)):
            self._is_own = False
            return
        self._is_own = False
        self._shown = text
        if self.text() != text:
            self.setText(text)

    def empty(self) -> None:
        """Take away what was typed, without telling."""
        self._pause.stop()
        self._shown = self._recorded = ""
        self.clear()

    def flush(self) -> None:
        """Tell at once what was typed."""
        self._pause.stop()
        if self.text() != self._shown:
            self._shown, self._is_own = self.text(), True
            self.typed.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.flush()
            self.returnPressed.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
        self.left.emit()
