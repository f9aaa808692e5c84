"""Where the keyboard is while a page counts by keys."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class KeyboardWatch(QObject):
    """Brings the keys of a pedal to the page from whatever control the keyboard stands on.

    A control takes Space, Enter and the arrows for itself; a pedal that types one of them is
    still the pedal. In a field for text every key types.

    Args:
        page: What counts.
        is_pedal: True for a key that was chosen for a pedal.

    Signals:
        left: The keyboard went elsewhere; what is down goes up unseen.
    """

    left = Signal()

    def __init__(self, page: QWidget, is_pedal: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(page)
        self._page = page
        self._is_pedal = is_pedal
        self._watched: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if now is None or not (now is self._page or self._page.isAncestorOf(now)):
            self.left.emit()
        elif now is not self._page and not _takes_text(now):
            now.installEventFilter(self)
            self._watched = now

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not self._is_pedal(event):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._page.keyPressEvent(event)
        elif event.type() == QEvent.Type.KeyRelease:
            self._page.keyReleaseEvent(event)
        else:
            return False
        return True


def _takes_text(widget: QWidget) -> bool:
    return widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
