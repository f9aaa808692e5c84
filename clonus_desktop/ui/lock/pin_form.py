"""Asks for the PIN, by keys or by touch."""

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.accessible import announce
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.lock.pin_pad import PinPad
from clonus_desktop.ui.widgets.buttons import primary_button
from clonus_desktop.ui.widgets.form_fields import Field

SHORTEST, LONGEST = 4, 8
"""Digits of a PIN."""


class PinLine(QLineEdit):
    """A line that takes digits and hides them."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))


class PinForm(QWidget):
    """The line, ten digits to touch, and Unlock.

    Signals:
        entered: The digits.
    """

    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line = PinLine()
        self.field = Field(_("PIN"), self.line)
        self.pad = PinPad()
        self.unlock_button = primary_button(_("Unlock"), "lock-open")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.field, self.pad, self.unlock_button):
            self._column.addWidget(part)
        self.pad.typed.connect(self._type)
        self.pad.taken_back.connect(self.line.backspace)
        self.line.returnPressed.connect(self._enter)
        self.line.textEdited.connect(lambda _text: self.field.show_problem(""))
        self.unlock_button.clicked.connect(self._enter)
        self._space()
        appearance().changed.connect(self._space)

    def _space(self) -> None:
        self._column.setSpacing(appearance().gap(12))

    def begin(self, name: str) -> None:
        """Empty, for the PIN of that clinician."""
        self.field.show_label(_("PIN for {name}").format(name=name))
        self.field.show_problem("")
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, words: str) -> None:
        """Say why it was not taken, and be ready for another."""
        self.line.clear()
        self.field.show_problem(words)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words, is_urgent=True)

    def _type(self, digit: str) -> None:
        self.field.show_problem("")
        self.line.insert(digit)

    def _enter(self) -> None:
        digits = self.line.text()
        if digits:
            self.entered.emit(digits)
        else:
            self.refuse(_("Enter the PIN."))
