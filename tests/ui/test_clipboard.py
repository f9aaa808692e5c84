"""A copied letter: taken away when the screen is locked, and never what others copied."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from clonus_desktop.ui import clipboard


@pytest.fixture
def board(qapp: QApplication) -> Iterator[QApplication.clipboard]:
    yield qapp.clipboard()
    qapp.clipboard().clear()


def test_a_copied_letter_is_there_as_text_and_as_html(board) -> None:
    clipboard.put(text="Dear Dr", html="<p>Dear Dr</p>")
    assert board.text() == "Dear Dr"
    assert "<p>Dear Dr</p>" in board.mimeData().html()


def test_histories_of_the_clipboard_are_asked_to_keep_no_copy(board) -> None:
    clipboard.put(text="Dear Dr", html="")
    assert bytes(board.mimeData().data("x-kde-passwordManagerHint")) == b"secret"
    assert sum("ClipboardHistory" in kind for kind in board.mimeData().formats()) == 1


def test_forgetting_takes_our_letter_away(board) -> None:
    clipboard.put(text="Dear Dr", html="")
    clipboard.forget()
    assert board.text() == ""


def test_forgetting_leaves_what_others_copied_meanwhile(board) -> None:
    clipboard.put(text="Dear Dr", html="")
    board.setText("a shopping list")
    clipboard.forget()
    assert board.text() == "a shopping list"


def test_a_system_that_gives_another_object_back_is_asked_for_its_text(board) -> None:
    clipboard.put(text="Dear Dr\nSecond line", html="")
    given_back = QMimeData()
    given_back.setText("Dear Dr\r\nSecond line")
    board.setMimeData(given_back)
    clipboard.forget()
    assert board.text() == ""


def test_what_was_forgotten_once_is_not_ours_when_somebody_copies_it_again(board) -> None:
    clipboard.put(text="Dear Dr", html="")
    clipboard.forget()
    board.setText("Dear Dr")
    clipboard.forget()
    assert board.text() == "Dear Dr"
