"""One file that letters are made with: what it is, and how another one is chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import Button, quiet_button, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label, set_property

_WIDEST, _HIGHEST, _WIDEST_OF_ALL = 420, 120, 560
"""Of the picture, in pixels at 100 %; and its widest at any size, in an upright window."""


class StationeryPart(QWidget):
    """What is in use, what is in it, and what can be done.

    Args:
        title: What it is for.
        usual: What is said while the practice has chosen none.
        hint: What can be chosen.
        choose, remove: Words of the buttons.

    Signals:
        choose_pressed, remove_pressed: The button of that name.
    """

    choose_pressed = Signal()
    remove_pressed = Signal()

    def __init__(self, title: str, *, usual: str, hint: str, choose: str, remove: str) -> None:
        super().__init__()
        self._usual = usual
        self._drawn = QPixmap()
        self.state = plain_label(usual, role="strong", wrap=True)
        self.picture = plain_label()
        self.inside = plain_label("", role="caption", wrap=True)
        self.notice = plain_label("", role="saved", wrap=True)
        self.choose: Button = secondary_button(choose, "file-text")
        self.remove: Button = quiet_button(remove)
        self.buttons = Flow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        explained = plain_label(hint, role="muted", wrap=True)
        for label in (plain_label(title, role="field"), self.state, self.picture, self.inside):
            column.addWidget(label)
        for label in (explained, self.notice):
            column.addWidget(label)
        column.addWidget(self.buttons)
        self.add_button(self.choose)
        self.add_button(self.remove)
        for hidden in (self.picture, self.inside, self.notice):
            hidden.hide()
        self.remove.hide()
        self.choose.clicked.connect(lambda: self.choose_pressed.emit())
        self.remove.clicked.connect(lambda: self.remove_pressed.emit())
        self._space()
        appearance().changed.connect(self._space)

    def add_button(self, button: Button) -> None:
        """Put a button behind the others."""
        self.buttons.add(button)

    def show_file(self, words: str) -> None:
        """Say which file is in use; empty words say what is used without one."""
        self.state.setText(breakable(words) if words else self._usual)
        if not words and self.remove.hasFocus():
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.remove.setVisible(bool(words))
        self.show_inside("")
        self.show_picture(QPixmap(), "")

    def show_inside(self, words: str) -> None:
        """Say what the file holds."""
        self.inside.setText(breakable(words))
        self.inside.setVisible(bool(words))

    def show_picture(self, drawn: QPixmap, name: str) -> None:
        """Show the file as it is printed; nothing of an empty picture."""
        self._drawn = drawn
        self.picture.setAccessibleName(name)
        self._draw()

    def say(self, words: str, *, is_problem: bool = False) -> None:
        """Say what came of it; empty words take it away."""
        set_property(self.notice, "role", "error" if is_problem else "saved")
        self.notice.setText(breakable(words))
        self.notice.setVisible(bool(words))

    def _space(self) -> None:
        self.buttons.set_gaps(appearance().gap(12), appearance().gap(8))
        layout = self.layout()
        assert layout is not None
        layout.setSpacing(appearance().gap(8))
        self._draw()

    def _draw(self) -> None:
        self.picture.setVisible(not self._drawn.isNull())
        if self._drawn.isNull():
            return
        dpr = self.devicePixelRatioF()
        width = min(appearance().px(_WIDEST), _WIDEST_OF_ALL) * dpr
        height = appearance().px(_HIGHEST) * dpr
        fitted = self._drawn.scaled(
            round(width),
            round(height),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(dpr)
        self.picture.setPixmap(fitted)
