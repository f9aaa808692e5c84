"""What is typed or pasted is seen as it will be stored: without invisible characters."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from clonus_desktop.domain.readable import readable

KEPT_AS_TYPED = "is_kept_as_typed"
"""Property of a field for a secret, which may also be shown."""

_IS_WATCHED = "is_kept_readable"


class ReadableFields(QObject):
    """Watches every field for words of this application from the moment it is entered.

    A field for a secret is left alone: a passphrase is what was typed, letter by letter.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not isinstance(now, QLineEdit | QPlainTextEdit):
            return
        if not now.property(_IS_WATCHED):
            now.setProperty(_IS_WATCHED, True)
            now.textChanged.connect(self._clean)
        self._clean()

    def _clean(self) -> None:
        # Of the field that is written in: a connection that knew its field would keep it alive.
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            _clean_line(field)
        elif isinstance(field, QPlainTextEdit):
            _clean_lines(field)


def _clean_line(field: QLineEdit) -> None:
    text = field.text()
    is_secret = field.property(KEPT_AS_TYPED) or field.echoMode() != QLineEdit.EchoMode.Normal
    if is_secret or readable(text) == text:
        return
    before = len(readable(text[: field.cursorPosition()]))
    field.setText(readable(text))
    field.setCursorPosition(before)


def _clean_lines(field: QPlainTextEdit) -> None:
    text = field.toPlainText()
    if readable(text) == text:
        return
    before = len(readable(text[: field.textCursor().position()]))
    field.setPlainText(readable(text))
    cursor = field.textCursor()
    cursor.setPosition(before, QTextCursor.MoveMode.MoveAnchor)
    field.setTextCursor(cursor)
