"""One answer of several: pressed, reached by arrows, or typed as it is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from clonus_desktop.domain.context_item import NOT_ASSESSED
from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import Button
from clonus_desktop.ui.widgets.chooser import Chooser
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import tell_tip

LIST_PAUSE_MS = 500
"""Letters typed into a list within this time are one answer: T, T1, T10."""

MOST_BUTTONS = 9

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it is offered: its key, its label, and what the label means (or nothing)."""

    key: str
    label: str
    meaning: str = ""


def not_assessed() -> Answer:
    """The answer that every question of the form has."""
    return Answer(NOT_ASSESSED, _("Not assessed"))


class AnswerChoice(Flow):
    """A row of buttons for one question; the keyboard stops at one of them only.

    Args:
        name: What is asked, such as "Tone, right arm", for screen readers.

    Signals:
        chosen: Key of the answer, when a person gives it.
        typed: The answer was typed: the next question can come.
        amended: Plus or minus was typed, which belongs to the answer before: 1+, 4−.
    """

    spoken = Spoken(role=Role.Grouping)

    chosen = Signal(str)
    typed = Signal()
    amended = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[str, _AnswerButton] = {}
        self._key: str | None = None
        self._offered: tuple[Answer, ...] | None = None
        self._space()
        appearance().changed.connect(self._space)

    def offer(self, answers: Sequence[Answer]) -> None:
        """Offer these answers."""
        offered = tuple(answers)
        if offered == self._offered:
            return
        self._offered = offered
        had_focus = any(button.hasFocus() for button in self.buttons.values())
        self.clear()
        self.buttons = {answer.key: self._button(answer) for answer in offered}
        for button in self.buttons.values():
            self.add(button)
        self.choose(self._key if self._key in self.buttons else None)
        if had_focus:
            self.focus_here()

    def choose(self, key: str | None) -> None:
        """Show that answer, without a signal; None for no answer at all."""
        self._key = key
        for name, button in self.buttons.items():
            button.setChecked(name == key)
        self.settle()

    def settle(self) -> None:
        """Let Tab stop once in the question: where the keyboard is, else at the answer."""
        stop = self._key if self._key in self.buttons else next(iter(self.buttons), None)
        for name, button in self.buttons.items():
            button.stop_for_tab(name == stop or button.hasFocus())

    @property
    def choice(self) -> str | None:
        """Key of the answer that is shown."""
        return self._key

    def focus_here(self) -> None:
        """Put the keyboard to the answer, or to the first."""
        if self.buttons:
            self.focus_at(self._key if self._key in self.buttons else next(iter(self.buttons)))

    def focus_at(self, key: str | None) -> None:
        """Put the keyboard to one of the answers, without choosing it."""
        if key is not None:
            self.buttons[key].stop_for_tab(True)
            self.buttons[key].setFocus(Qt.FocusReason.TabFocusReason)

    def amend(self, sign: str) -> bool:
        """Choose the answer with that sign behind it; False when there is none."""
        key = f"{(self._key or '').rstrip('+-')}{sign}"
        if key not in self.buttons:
            return False
        self._choose_as_person(key)
        return True

    def take_key(self, event: QKeyEvent) -> bool:
        """Answer with a key; False when it means nothing here."""
        plain = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if plain != Qt.KeyboardModifier.NoModifier:
            return False
        if step := _STEPS.get(Qt.Key(event.key())):
            self._step(step)
            return True
        if event.text() in {"+", "-", "−"}:
            if not event.isAutoRepeat():
                self.amended.emit("+" if event.text() == "+" else "-")
            return True
        found = self._meant(event)
        if not found:
            return False
        if not event.isAutoRepeat():
            self._choose_as_person(found[0])
            if len(found) == 1:
                self.typed.emit()
        return True

    def _meant(self, event: QKeyEvent) -> list[str]:
        """The answers that a typed key can mean, the next of them first."""
        if event.key() == Qt.Key.Key_Delete:
            return [NOT_ASSESSED] if NOT_ASSESSED in self.buttons else []
        text = event.text().casefold()
        keys = list(self.buttons)
        if not text or not text.isalnum():
            return []
        graded = [key for key in keys if key in {text, f"{text}+"}]
        if graded or text.isdecimal():
            numbered = any(key[:1].isdecimal() for key in keys)
            return graded[:1] or ([] if numbered else keys[int(text) - 1 : int(text)])
        found = [key for key in keys if self.buttons[key].text().casefold().startswith(text)]
        after = found.index(self._key) + 1 if self._key in found else 0
        return found[after:] + found[:after]

    def _step(self, by: int) -> None:
        keys = list(self.buttons)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            by = -by
        focused = next((key for key in keys if self.buttons[key].hasFocus()), keys[0])
        at = keys.index(focused) + by
        if 0 <= at < len(keys):
            self.focus_at(keys[at])
            self._choose_as_person(keys[at])

    def _choose_as_person(self, key: str) -> None:
        is_new = key != self._key
        self.choose(key)
        if is_new:
            self.chosen.emit(key)

    def _button(self, answer: Answer) -> "_AnswerButton":
        button = _AnswerButton(self, answer.label)
        # The style sheet tells "Not assessed" from a grade by it.
        button.setProperty("answer", answer.key)
        button.setAccessibleName(f"{self.accessibleName()}: {answer.label}")
        button.setAccessibleDescription(answer.meaning)
        tell_tip(button, answer.meaning)
        # Pressed again, a button that stays pressed would come up: an answer stays an answer.
        button.clicked.connect(lambda _on: self._choose_as_person(answer.key))
        return button

    def _space(self) -> None:
        look = appearance()
        self.set_gaps(look.gap(6), look.gap(6))


class StopButton(Button):
    """One of several buttons of which Tab reaches one only."""

    def stop_for_tab(self, is_stop: bool) -> None:
        """Be the one that Tab reaches, or not."""
        # Not NoFocus: a press brings the keyboard to any of them.
        policy = Qt.FocusPolicy.TabFocus if is_stop else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)


class _AnswerButton(StopButton):
    """One answer; keys go to the question first."""

    spoken = Spoken(role=Role.RadioButton, press=lambda button: button.click())

    def __init__(self, choice: AnswerChoice, text: str) -> None:
        super().__init__(text, "answer")
        self._choice = choice
        self.setCheckable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._choice.take_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._choice.settle()


class AnswerList(Chooser):
    """One of many answers from a list; typed letters find it.

    Signals:
        chosen: Key of the answer, a moment after a person chose it.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._shown = NOT_ASSESSED
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(LIST_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.activated.connect(lambda _index: self._pause.start())

    def offer(self, answers: Sequence[Answer]) -> None:
        """Offer these answers."""
        if self.count() == 0:
            self.fill([(answer.key, answer.label) for answer in answers], NOT_ASSESSED)

    def choose(self, key: str) -> None:
        """Show that answer, without a signal."""
        self._shown = key
        if not self._pause.isActive():
            self.setCurrentIndex(max(0, self.findData(key)))

    @property
    def choice(self) -> str:
        """Key of the answer that is shown."""
        return str(self.currentData())

    def flush(self) -> None:
        """Tell at once what was chosen."""
        self._pause.stop()
        if self.choice != self._shown:
            self._shown = self.choice
            self.chosen.emit(self.choice)

    def focus_here(self) -> None:
        """Put the keyboard to the list."""
        self.setFocus(Qt.FocusReason.TabFocusReason)


def answer_widget(name: str, count: int) -> AnswerChoice | AnswerList:
    """Buttons for a few answers, a list for many."""
    return AnswerChoice(name) if count <= MOST_BUTTONS else AnswerList(name)
