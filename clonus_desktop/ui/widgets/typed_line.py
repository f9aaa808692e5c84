"""One line of text that tells what was typed a moment later, and never loses it meanwhile."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

TYPING_PAUSE_MS = 1000


class TypedLine(QLineEdit):
    """A field that saves itself.

    Signals:
        typed: The text as it stands, after a pause, with Enter, or when the keyboard leaves.
    """

    typed = Signal(str)

    def __init__(self, *, longest: int) -> None:
        super().__init__()
        self.setMaxLength(longest)
        self._shown = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textEdited.connect(lambda _text: self._pause.start())

    def show_text(self, text: str) -> None:
        """Show what is recorded, unless something else was just typed."""
        if self._pause.isActive() or (text == self._shown and self.hasFocus()):
            return
        self._shown = text
        if self.text() != text:
            self.setText(text)

    def flush(self) -> None:
        """Tell at once what was typed."""
        self._pause.stop()
        if self.text() != self._shown:
            self._shown = self.text()
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
