"""Fields for words: what is pasted shows as it will be stored."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clonus_desktop.ui.readable_fields import ReadableFields


@pytest.fixture
def fields(qtbot: QtBot, qapp: QApplication):
    watch = ReadableFields(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    line, lines, secret = QLineEdit(), QPlainTextEdit(), QLineEdit()
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    for field in (line, lines, secret):
        layout.addWidget(field)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    yield line, lines, secret
    watch.deleteLater()


def test_pasted_words_lose_what_nobody_sees_and_the_cursor_stays(fields) -> None:
    line, _lines, _secret = fields
    line.setFocus()
    line.setText("Macilroy")
    line.setCursorPosition(3)
    line.insert("\u202egnp\u200b")
    assert (line.text(), line.cursorPosition()) == ("Macgnpilroy", 6)


def test_a_note_of_several_lines_too(fields) -> None:
    _line, lines, _secret = fields
    lines.setFocus()
    lines.setPlainText("one\ntwo")
    cursor = lines.textCursor()
    cursor.setPosition(3)
    lines.setTextCursor(cursor)
    lines.insertPlainText("\u2066!\u2069")
    assert lines.toPlainText() == "one!\ntwo"
    assert lines.textCursor().position() == 4


def test_what_stood_there_before_is_cleaned_as_the_field_is_entered(fields) -> None:
    line, lines, _secret = fields
    line.setText("a\u202eb")
    lines.setPlainText("a\u202eb")
    line.setFocus()
    lines.setFocus()
    assert (line.text(), lines.toPlainText()) == ("ab", "ab")


def test_a_passphrase_is_kept_letter_by_letter(fields) -> None:
    _line, _lines, secret = fields
    secret.setFocus()
    secret.setText("a\u200bb")
    assert secret.text() == "a\u200bb"
