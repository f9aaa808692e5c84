"""Fields of a form: label, hint, words of a problem, editor, in the order they are read."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import SegmentedChoice
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.labels import plain_label, set_property

MOST_LETTERS = 20_000
"""Twice what the longest field of the record holds."""

BESIDE_EDITOR = 8
"""Pixels over and under what is typed into: the ring of the keyboard reaches 6 of them."""


class TextLines(QPlainTextEdit):
    """Several lines of text; Tab goes on to the next control.

    Signals:
        left: The keyboard went elsewhere in the window.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, count: int) -> None:
        """Be as tall as that many lines of the present text size."""
        margins = 2 * int(self.document().documentMargin()) + 24
        self.setFixedHeight(self.fontMetrics().lineSpacing() * count + margins)

    def insertFromMimeData(self, source: QMimeData) -> None:
        # A pasted file of one line would be laid out for minutes. What is left is still more
        # than any field takes, so that it is refused in words and not kept in part.
        room = MOST_LETTERS - len(self.toPlainText())
        self.insertPlainText(source.text()[: max(0, room)])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Field(QWidget):
    """One question of a form.

    Attributes:
        editor: What takes the answer and the keyboard.
    """

    def __init__(self, label: str, editor: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.label = plain_label(label, role="field", wrap=True)
        self.label.setBuddy(editor)
        self._hint = _line(hint, "caption")
        self._problem = _line("", "error")
        editor.setAccessibleName(label)
        words = QVBoxLayout()
        words.setSpacing(4)
        for part in (self.label, self._hint, self._problem):
            words.addWidget(part)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BESIDE_EDITOR)
        column.addLayout(words)
        if isinstance(editor, SegmentedChoice):
            column.addWidget(editor, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(editor)
        column.addStretch(1)
        self._describe()

    @property
    def problem(self) -> str:
        """The words of the problem, empty when there is none."""
        return self._problem.text()

    def show_problem(self, words: str) -> None:
        """Say at the field what is wrong; empty words take it away."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        for widget in (self.editor, *self.editor.findChildren(QLineEdit)):
            set_property(widget, "problem", "true" if words else "false")
        self._describe()

    def show_label(self, words: str) -> None:
        """Change what the field is called."""
        self.label.setText(words)
        self.editor.setAccessibleName(words)

    def add_below(self, part: QWidget) -> None:
        """Put something that belongs to the answer below it."""
        self._column.insertWidget(self._column.count() - 1, part)

    def show_hint(self, words: str) -> None:
        """Change the line under the label."""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        self._describe()

    def _describe(self) -> None:
        said = (self._problem.text(), self._hint.text())
        self.editor.setAccessibleDescription(" ".join(words for words in said if words))


class DateBoxes(QWidget):
    """A date in three boxes with their own labels: day, month, year.

    Signals:
        edited: One of the boxes was typed into.
    """

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.day, self.month, self.year = (QLineEdit() for _box in range(3))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        labels = (_("Day"), _("Month"), _("Year"))
        for box, label, digits in zip(self.boxes, labels, (2, 3, 4), strict=True):
            row.addLayout(self._column(box, label, name))
            box.setProperty("digits", digits)
        row.addStretch(1)
        self.setFocusProxy(self.day)

    @property
    def boxes(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        """Day, month, year."""
        return (self.day, self.month, self.year)

    @property
    def texts(self) -> tuple[str, str, str]:
        """What stands in the boxes, without space around it."""
        day, month, year = (box.text().strip() for box in self.boxes)
        return (day, month, year)

    def show_texts(self, texts: tuple[str, str, str]) -> None:
        """Write into the boxes."""
        for box, text in zip(self.boxes, texts, strict=True):
            box.setText(text)

    def fit_text(self) -> None:
        """Be wide enough for the digits at the present text size."""
        for box in self.boxes:
            digits = int(box.property("digits"))
            width = box.fontMetrics().horizontalAdvance("0" * digits)
            box.setFixedWidth(width + 3 * box.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit_text()

    def _column(self, box: QLineEdit, label: str, name: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(BESIDE_EDITOR)
        words = plain_label(label, role="caption")
        words.setBuddy(box)
        box.setAccessibleName(f"{name}, {label}")
        box.textEdited.connect(lambda _text: self.edited.emit())
        column.addWidget(words)
        column.addWidget(box)
        return column


class FieldsCard(Card):
    """A card of fields with room between them.

    Attributes:
        fields: Where the fields go.
    """

    def __init__(self, title: str = "") -> None:
        super().__init__(title)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(16)
        self.body.addLayout(self.fields)


class Described(QWidget):
    """A box to tick or a choice of several, with its words below, in line with its text."""

    def __init__(self, button: QAbstractButton, *words: str) -> None:
        super().__init__()
        self._words = QVBoxLayout()
        self._words.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(button)
        column.addLayout(self._words)
        for index, line in enumerate(words):
            role = "body" if index == 0 and len(words) > 1 else "caption"
            self._words.addWidget(plain_label(line, role=role, wrap=True))
        button.setAccessibleName(button.text())
        button.setAccessibleDescription(" ".join(words))
        self._indent()
        appearance().changed.connect(self._indent)

    def _indent(self) -> None:
        beside_tick = appearance().px(24) + 4 + appearance().gap(12)
        self._words.setContentsMargins(beside_tick, 0, 0, 0)


def _line(words: str, role: str) -> QLabel:
    label = plain_label(words, role=role, wrap=True)
    if not words:
        # Never shown here: a label without a parent would be a window of its own.
        label.hide()
    return label
