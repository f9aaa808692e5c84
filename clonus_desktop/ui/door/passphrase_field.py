"""A field for a passphrase: hidden as it is typed, shown when that is wanted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.readable_fields import KEPT_AS_TYPED
from clonus_desktop.ui.widgets.buttons import secondary_button
from clonus_desktop.ui.widgets.form_fields import BESIDE_EDITOR, Field
from clonus_desktop.ui.widgets.labels import plain_label

LONGEST = 1024
"""Characters: a sentence fits many times, a file pasted by mistake does not."""

_SECRET = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class SecretLine(QLineEdit):
    """A line that hides what is typed, and notices when Caps Lock is on.

    Signals:
        caps_lock_seen: True when a letter came out in the wrong case, False when in the right.
    """

    caps_lock_seen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self.setProperty(KEPT_AS_TYPED, True)
        self.show_typed(False)
        # Nobody drags a passphrase into a letter.
        self.setDragEnabled(False)

    def show_typed(self, is_shown: bool) -> None:
        """Let what is typed be read, or hide it; a keyboard on the screen learns it in neither."""
        echo = QLineEdit.EchoMode
        self.setEchoMode(echo.Normal if is_shown else echo.Password)
        # Qt takes the hints of a secret away when it may be read.
        self.setInputMethodHints(self.inputMethodHints() | _SECRET)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            # Whether that put it on or off, only the next letter can tell.
            self.caps_lock_seen.emit(False)
        elif len(text) == 1 and text.lower() != text.upper():
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_seen.emit(text.isupper() != has_shift)
        super().keyPressEvent(event)


class PassphraseEdit(QWidget):
    """The line, the button that shows it, and the hint that Caps Lock is on.

    Signals:
        edited: Something else was typed.
        entered: Enter was pressed in it.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.line = SecretLine()
        self.line.setAccessibleName(label)
        self.show_button = secondary_button(_("Show"), "eye")
        self._label = label
        self.caps = plain_label(_("Caps Lock is on."), role="warn", wrap=True)
        self._row = QHBoxLayout()
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BESIDE_EDITOR)
        column.addLayout(self._row)
        column.addWidget(self.caps)
        self.caps.hide()
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(lambda _text: self.edited.emit())
        self.line.returnPressed.connect(self.entered)
        self.line.caps_lock_seen.connect(self.caps.setVisible)
        self.show_button.clicked.connect(lambda: self.show_typed(not self.is_shown))
        self._space()
        self._name_button()
        appearance().changed.connect(self._space)

    def name(self, label: str) -> None:
        """Say whose or which passphrase it is."""
        self._label = label
        self.line.setAccessibleName(label)
        self._name_button()

    @property
    def is_shown(self) -> bool:
        """True while what is typed can be read."""
        return self.line.echoMode() is QLineEdit.EchoMode.Normal

    def show_typed(self, is_shown: bool) -> None:
        """Let what is typed be read, or hide it."""
        self.line.show_typed(is_shown)
        self._name_button()

    def forget(self) -> None:
        """Empty and hidden again."""
        self.line.clear()
        self.show_typed(False)
        self.caps.hide()

    def _name_button(self) -> None:
        self.show_button.draw("eye-off" if self.is_shown else "eye")
        self.show_button.say(_("Hide") if self.is_shown else _("Show"))
        spoken = _("Hide what is typed: {field}") if self.is_shown else _("Show: {field}")
        self.show_button.setAccessibleName(spoken.format(field=self._label))

    def _space(self) -> None:
        self._row.setSpacing(appearance().gap(8))


class PassphraseField(Field):
    """The label, the hint, what is wrong, and the passphrase."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        self.edit = PassphraseEdit(label)
        super().__init__(label, self.edit, hint=hint)

    @property
    def line(self) -> SecretLine:
        """Where it is typed."""
        return self.edit.line

    @property
    def text(self) -> str:
        """What is typed, space and all."""
        return self.line.text()

    def show_label(self, words: str) -> None:
        super().show_label(words)
        self.edit.name(words)

    def _describe(self) -> None:
        super()._describe()
        self.line.setAccessibleDescription(self.edit.accessibleDescription())
