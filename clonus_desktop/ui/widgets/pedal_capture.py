"""Press your pedal now: the next key that goes down is the pedal's."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.language import _, pgettext
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.exam_keys import pedal_key
from clonus_desktop.ui.key_names import key_words
from clonus_desktop.ui.pedal_key import PedalKey
from clonus_desktop.ui.pedal_refusals import lost_words, refusal_words
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label


class CaptureButton(Button):
    """Listens for one key after it was pressed, whatever that key does elsewhere.

    Signals:
        pressed_key: The event of the key.
        listening: True when it begins to listen, False when it ends.
    """

    pressed_key = Signal(object)
    listening = Signal(bool)
    # Of the class as well: Qt sends events while the button is still being made.
    is_listening = False

    def __init__(self) -> None:
        super().__init__(_("Capture a key"), "secondary")
        self.clicked.connect(lambda: self.listen(not self.is_listening))

    def listen(self, on: bool) -> None:
        """Begin or end to listen."""
        if on == self.is_listening:
            return
        self.is_listening = on
        self.say(_("Press your pedal now") if on else _("Capture a key"))
        if on:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.listening.emit(on)

    def event(self, event: QEvent) -> bool:
        # Here and not in keyPressEvent: Tab and the shortcuts of the window come before that.
        if self.is_listening and isinstance(event, QKeyEvent):
            event.accept()
            if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self.listen(False)
                self.pressed_key.emit(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.listen(False)


class PedalCapture(QWidget):
    """The key of one pedal: its name, a button to capture another and one to clear it.

    Attributes:
        other: The key of the other pedal, which cannot be taken twice.

    Signals:
        chosen: A PedalKey, or None when it was cleared.
        said: What happened, for screen readers.
    """

    chosen = Signal(object)
    said = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.other: PedalKey | None = None
        self._name = name
        self.key = plain_label(role="strong", wrap=True)
        self.capture = CaptureButton()
        self.clear = secondary_button(_("Clear"), "x")
        self.words = plain_label(role="caption", wrap=True)
        buttons = Flow()
        buttons.set_gaps(appearance().gap(8), appearance().gap(8))
        buttons.add(self.capture)
        buttons.add(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.key, buttons, self.words):
            column.addWidget(part)
        self.capture.pressed_key.connect(self._take)
        self.capture.listening.connect(self._show_listening)
        self.clear.clicked.connect(self._clear)
        self.show_key(None)
        self._say("")

    def show_key(self, key: PedalKey | None) -> None:
        """Show which key it is."""
        self.key.setText(pgettext("pedal", "None") if key is None else key_words(key))
        self.clear.setEnabled(key is not None)
        self.capture.setAccessibleDescription(f"{self._name}: {self.key.text()}")
        self.clear.setAccessibleName(_("Clear: {pedal}").format(pedal=self._name))

    def _show_listening(self, on: bool) -> None:
        self._say(_("Press the key or pedal once. A click on the button ends this.") if on else "")

    def _take(self, event: QKeyEvent) -> None:
        refused = refusal_words(event, self.other)
        if refused is not None:
            self._say(refused)
            return
        key = pedal_key(event)
        assert key is not None
        lost = lost_words(event)
        self._show_words(lost)
        self.chosen.emit(key)
        self.said.emit(f"{self._name}: {key_words(key)}. {lost}".rstrip())

    def _clear(self) -> None:
        had_focus = self.clear.hasFocus()
        self._say("")
        self.chosen.emit(None)
        if had_focus:
            self.capture.setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self, words: str) -> None:
        self._show_words(words)
        if words:
            self.said.emit(words)

    def _show_words(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))
