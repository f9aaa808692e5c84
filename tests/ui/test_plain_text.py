"""Nothing on the screen is ever taken for markup: held by a look at every module of ui."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from clonus_desktop import ui
from clonus_desktop.ui.widgets.labels import OneLine, plain_label, tell_tip

FOLDER = Path(next(iter(ui.__path__)))
MODULES = sorted(FOLDER.rglob("*.py"))
LABELS = FOLDER / "widgets" / "labels.py"
# Each guesses whether its text is marked up, or takes it for marked up at once.
GUESS = {
    "QLabel",
    "QMessageBox",
    "QErrorMessage",
    "QInputDialog",
    "QProgressDialog",
    "QTextEdit",
    "QTextBrowser",
    "QTextDocument",
    "QStaticText",
    "QWhatsThis",
    "QToolTip",
    "QSplashScreen",
    "QSystemTrayIcon",
    "LabelItem",
    "TextItem",
}
SHOW = {
    "setToolTip",
    "setWhatsThis",
    "setStatusTip",
    "setMarkdown",
    "setTextFormat",
    "setInformativeText",
    "setDetailedText",
    "addItemToolTip",
    "showText",
    "appendHtml",
    "insertHtml",
}


def name_of(call: ast.Call) -> str:
    target = call.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def calls(path: Path, names: set[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and name_of(node) in names:
            yield f"{path.relative_to(FOLDER).as_posix()}:{node.lineno} {name_of(node)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_labels_and_tips_are_made_where_they_are_made_plain(path: Path) -> None:
    if path != LABELS:
        assert [*calls(path, GUESS | SHOW)] == []


def test_what_makes_them_plain_is_the_only_place_and_says_so() -> None:
    found = [call.split(" ")[1] for call in calls(LABELS, GUESS | SHOW)]
    assert sorted(found) == ["QLabel", *["setTextFormat"] * 3, "setToolTip"]
    assert "RichText" not in LABELS.read_text(encoding="utf-8")


def test_only_a_letter_is_ever_html_and_only_for_the_clipboard() -> None:
    found = [call for path in MODULES for call in calls(path, {"setHtml", "toHtml"})]
    assert [call.split(":")[0] for call in found] == ["clipboard.py"]


def test_a_model_gives_no_tip_and_no_text_but_what_is_shown() -> None:
    """ToolTipRole and WhatsThisRole would be guessed at as well."""
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert "ToolTipRole" not in text or "escape" in text, path


@pytest.mark.parametrize("text", ["<b>Bold</b>", "<img src='file:///etc/passwd'>", "a < b & c"])
def test_a_label_and_a_tip_show_what_they_are_given(qtbot: QtBot, text: str) -> None:
    for label in (plain_label(text), OneLine(text, "body")):
        qtbot.addWidget(label)
        assert isinstance(label, QLabel)
        assert (label.textFormat(), label.text()) == (Qt.TextFormat.PlainText, text)
    widget = QWidget()
    qtbot.addWidget(widget)
    tell_tip(widget, text)
    shown = widget.toolTip()
    assert shown.startswith("<span>")
    assert shown.count("<") == 2
    tell_tip(widget, "Undo & redo")
    assert widget.toolTip() == "Undo & redo"
