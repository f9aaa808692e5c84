"""Save, copy and print a letter, and what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label, set_property


class LetterActions(QWidget):
    """The three ways out of the house.

    Signals:
        save_pressed, copy_pressed, print_pressed: The button of that name.
    """

    save_pressed = Signal()
    copy_pressed = Signal()
    print_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = plain_label("", "saved", wrap=True)
        self.save = primary_button(_("Save as PDF"), "file-down")
        self.copy = secondary_button(_("Copy text"), "copy")
        self.print = secondary_button(_("Print"), "printer")
        for button, pressed in (
            (self.save, self.save_pressed),
            (self.copy, self.copy_pressed),
            (self.print, self.print_pressed),
        ):
            button.clicked.connect(lambda _checked, pressed=pressed: pressed.emit())
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.say("")

    def say(self, words: str, *, is_problem: bool = False) -> None:
        """Say what came of it, as a success or as a problem; empty words take it away."""
        set_property(self.notice, "role", "error" if is_problem else "saved")
        self.notice.setText(breakable(words))
        self.notice.setVisible(bool(words))

    def arrange(self, *, in_a_row: bool, right_margin: int = 0) -> None:
        """Stand in one row, or the primary button over the other two."""
        self._layout.setContentsMargins(0, 0, right_margin, 0)
        gap = appearance().gap(8)
        self._layout.setSpacing(gap)
        for widget in (self.notice, self.save, self.copy, self.print):
            self._layout.removeWidget(widget)
        self._layout.addWidget(self.notice, 0, 0, 1, 3)
        if in_a_row:
            for column, button in enumerate((self.save, self.copy, self.print)):
                self._layout.addWidget(button, 1, column)
        else:
            self._layout.addWidget(self.save, 1, 0, 1, 3)
            self._layout.addWidget(self.copy, 2, 0)
            self._layout.addWidget(self.print, 2, 1, 1, 2)
        for column, stretch in enumerate((1, 1, 1) if in_a_row else (1, 1, 0)):
            self._layout.setColumnStretch(column, stretch)
