"""One finding that is present, absent or not assessed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.page_keys import PageKey, answer
from clonus_desktop.ui.widgets.choice_flow import ChoiceFlow
from clonus_desktop.ui.widgets.labels import plain_label

_BY_KEY = {"Y": ThreeValued.YES, "N": ThreeValued.NO, "U": ThreeValued.UNKNOWN}
_NAME_WIDTH = 190


def answer_words() -> dict[ThreeValued, str]:
    """What each answer is called on the screen."""
    return {
        ThreeValued.YES: _("Yes"),
        ThreeValued.NO: _("No"),
        ThreeValued.UNKNOWN: _("Not assessed"),
    }


class AnswerRow(QWidget):
    """A question with Yes, No and Not assessed; Y, N and U answer it and go on to the next.

    Signals:
        answered: A ThreeValued.
        passed_on: The answer was given by a letter, and the next question is wanted.
    """

    answered = Signal(object)
    passed_on = Signal()

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = plain_label(question, role="field", wrap=True)
        answers = [(str(value), text) for value, text in answer_words().items()]
        self.choice = ChoiceFlow(answers, question)
        self.show_answer(ThreeValued.UNKNOWN)
        self.choice.chosen.connect(lambda key: self.answered.emit(ThreeValued(key)))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.addWidget(self.question, 0)
        self._line.addWidget(self.choice, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self._line)
        self.set_stacked(False)

    def show_answer(self, value: ThreeValued) -> None:
        """Show an answer."""
        self.choice.choose(str(value))

    def add_button(self, button: QWidget) -> None:
        """Put a button under the answers."""
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def set_stacked(self, stacked: bool) -> None:
        """Put the answers under the question where it is narrow."""
        look = appearance()
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if stacked else across)
        self._line.setSpacing(look.gap(4 if stacked else 12))
        self.column.setSpacing(look.gap(4))
        self.question.setMinimumWidth(0 if stacked else look.px(_NAME_WIDTH))
        self.question.setMaximumWidth(16_777_215 if stacked else look.px(_NAME_WIDTH))

    def take_focus(self) -> None:
        """Put the keyboard on the answer that is shown."""
        self.choice.focus_here()

    def key_table(self) -> tuple[PageKey, ...]:
        """The keys that answer."""

        def key(name: str, value: ThreeValued) -> PageKey:
            words = answer_words()[value]
            return PageKey(names=(name,), words=words, act=lambda _ms: self._answer(value))

        return tuple(key(name, value) for name, value in _BY_KEY.items())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not answer(event, self.key_table()):
            super().keyPressEvent(event)

    def _answer(self, value: ThreeValued) -> None:
        self.show_answer(value)
        self.answered.emit(value)
        self.passed_on.emit()
