"""The patient's known conditions, edited where they are kept."""

from PySide6.QtCore import QTimer, Signal

from clonus_desktop.domain.context_form import ContextSection
from clonus_desktop.language import _
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.form_fields import Field, TextLines
from clonus_desktop.ui.widgets.typed_line import TYPING_PAUSE_MS


class ConditionsCard(Card):
    """The field of the patient.

    Signals:
        typed: The text as it stands, after a pause or when the keyboard leaves.
    """

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.text = TextLines()
        self.field = Field(_("Known conditions"), self.text)
        self.add(self.field)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.text.textChanged.connect(self._pause.start)
        self.text.left.connect(self.flush)

    def show_section(self, section: ContextSection) -> None:
        """Take the words of the form."""
        self.field.label.setText(section.title)
        self.field.show_hint(section.hint)

    def show_text(self, text: str) -> None:
        """Show what is recorded, unless something else was just typed."""
        typed = self.text.toPlainText()
        if self._pause.isActive() and self._shown != typed:
            return
        if self.text.hasFocus() and typed.strip() == text:
            # The space at its end belongs to the next word.
            self._shown = typed
            return
        self._shown = text
        if typed != text:
            self.text.setPlainText(text)
        self._pause.stop()

    def show_problem(self, words: str) -> None:
        """Say why the text cannot be kept; empty words take it away."""
        self.field.show_problem(words)

    def flush(self) -> None:
        """Tell at once what was typed."""
        self._pause.stop()
        if self.text.toPlainText() != self._shown:
            self.typed.emit(self.text.toPlainText())

    def arrange(self) -> None:
        """Be as tall as three lines of the present text size."""
        self.text.show_lines(3)
