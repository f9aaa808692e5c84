"""Save, copy and print a letter, what came of it, and what can be cancelled."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label, set_property


class LetterActions(QWidget):
    """The four ways out of the house.

    Signals:
        save_pressed, word_pressed, copy_pressed, print_pressed: The button of that name.
        cancel_pressed: What is at work is not wanted any more.
    """

    save_pressed = Signal()
    word_pressed = Signal()
    cancel_pressed = Signal()
    copy_pressed = Signal()
    print_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = plain_label("", "saved", wrap=True)
        self.save = primary_button(_("Save as PDF"), "file-down")
        self.word = secondary_button(_("Save for Word"), "file-text")
        self.copy = secondary_button(_("Copy text"), "copy")
        self.print = secondary_button(_("Print"), "printer")
        self.cancel = secondary_button(_("Cancel"), "x")
        for button, pressed in (
            (self.save, self.save_pressed),
            (self.word, self.word_pressed),
            (self.copy, self.copy_pressed),
            (self.print, self.print_pressed),
            (self.cancel, self.cancel_pressed),
        ):
            button.clicked.connect(lambda _checked, pressed=pressed: pressed.emit())
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.say("")
        self.cancel.hide()

    def say(self, words: str, *, is_problem: bool = False) -> None:
        """Say what came of it, as a success or as a problem; empty words take it away."""
        set_property(self.notice, "role", "error" if is_problem else "saved")
        self.notice.setText(breakable(words))
        self.notice.setVisible(bool(words))

    def show_work(self, words: str) -> None:
        """Say what is at work, and offer to cancel it; empty words end that."""
        had_keyboard = self.cancel.hasFocus()
        self.cancel.setVisible(bool(words))
        self.say(words)
        self._place_notice()
        if had_keyboard and not words:
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, *, in_a_row: bool, right_margin: int = 0) -> None:
        """Stand in one row where the words have room for it, or the primary over the others."""
        self._layout.setContentsMargins(0, 0, right_margin, 0)
        gap = appearance().gap(8)
        self._layout.setSpacing(gap)
        ways = (self.save, self.word, self.copy, self.print)
        for widget in (self.notice, self.cancel, *ways):
            self._layout.removeWidget(widget)
        self._place_notice()
        needed = sum(way.sizeHint().width() for way in ways) + 3 * gap + right_margin
        if in_a_row and needed <= self.window().width() - 2 * appearance().gap(16):
            for column, button in enumerate(ways):
                self._layout.addWidget(button, 1, column)
        else:
            self._layout.addWidget(self.save, 1, 0, 1, 4)
            self._layout.addWidget(self.word, 2, 0, 1, 4)
            self._layout.addWidget(self.copy, 3, 0, 1, 2)
            self._layout.addWidget(self.print, 3, 2, 1, 2)
        for column in range(4):
            self._layout.setColumnStretch(column, 1)

    def _place_notice(self) -> None:
        """In one line with what cancels, or in a line of its own."""
        for widget in (self.notice, self.cancel):
            self._layout.removeWidget(widget)
        self._layout.addWidget(self.notice, 0, 0, 1, 4 if self.cancel.isHidden() else 2)
        self._layout.addWidget(self.cancel, 0, 2, 1, 2)
