"""Everything of a window out of sight but one widget, and back as it was."""

from collections.abc import Sequence

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from clonus_desktop.ui.widgets.in_sight import give_back


class Cover(QObject):
    """Hides what a window shows, also what is opened in it meanwhile.

    Hidden and not only covered: what is hidden is neither painted into a picture of the window
    nor told to a screen reader, and takes no keys.

    Args:
        window: Whose children are hidden.
        over: What is shown instead; it has the keyboard.
        beside: Children that tell nothing and are left alone, such as the ring of the focus.
        focus: What has the keyboard now, and gets it back.
    """

    def __init__(
        self,
        window: QWidget,
        over: QWidget,
        *,
        beside: Sequence[QWidget] = (),
        focus: QWidget | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._over = window, over
        self._left_alone = {over, *beside}
        self._hidden: list[QWidget] = []
        self._focus = focus
        # First it takes the keyboard: what loses it by being hidden would hand it to its neighbour.
        self._lie_over()
        over.show()
        over.raise_()
        over.setFocus(Qt.FocusReason.OtherFocusReason)
        for child in window.findChildren(QWidget, options=_CHILDREN):
            self._hide(child)
        window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._keep_keyboard)

    def take_away(self, *, gives_focus: bool) -> None:
        """Show again what was hidden, as it was; give the keyboard back where it was."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.disconnect(self._keep_keyboard)
        self._window.removeEventFilter(self)
        for child in self._window.findChildren(QWidget, options=_CHILDREN):
            child.removeEventFilter(self)
        for child in self._hidden:
            if isValid(child):
                child.show()
        focus = self._focus
        if gives_focus and focus is not None and isValid(focus) and focus.isVisible():
            give_back(focus)
        self._over.hide()
        self.deleteLater()

    def _hide(self, child: QWidget) -> None:
        if child in self._left_alone or child.isWindow():
            return
        child.installEventFilter(self)
        if not child.isHidden():
            child.hide()
            self._hidden.append(child)

    def _lie_over(self) -> None:
        self._over.setGeometry(self._window.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            if kind == QEvent.Type.Resize:
                self._lie_over()
            elif kind == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
                child = event.child()
                if isinstance(child, QWidget) and child not in self._left_alone:
                    child.installEventFilter(self)
        elif kind == QEvent.Type.Show and isinstance(watched, QWidget):
            # Such as the sheet of a fault: it waits until the window is unlocked.
            self._hide(watched)
        return False

    @Slot(QWidget, QWidget)
    def _keep_keyboard(self, _before: QWidget | None, now: QWidget | None) -> None:
        over = self._over
        if now is None or now.window() is not self._window:
            return
        if now is not over and not over.isAncestorOf(now):
            over.setFocus(Qt.FocusReason.OtherFocusReason)


_CHILDREN = Qt.FindChildOption.FindDirectChildrenOnly
