"""The sheets of the exam page to write into: note and exact number."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.form_fields import TextLines
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet

NOTE_PAUSE_MS = 1000

MOST_EXACT = 99


class NoteSheet(Sheet):
    """A note that saves itself after a pause, and when the sheet closes."""

    def __init__(
        self, owner: QWidget, place_words: str, text: str, save: Callable[[str], None]
    ) -> None:
        super().__init__(owner, _("Note on the {place}").format(place=place_words))
        self._save = save
        self.editor = TextLines()
        self.editor.setAccessibleName(_("Note on the {place}").format(place=place_words))
        self.editor.setPlainText(text)
        self.editor.show_lines(5)
        self.body.addWidget(self.editor)
        self.body.addWidget(plain_label(_("The note saves itself."), role="caption"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(NOTE_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.editor.textChanged.connect(self._pause.start)
        done = primary_button(_("Done"), key_hint=_("Esc"))
        done.clicked.connect(self.close_sheet)
        self.add_buttons(done, at_end=True)

    def first_focus(self) -> QWidget:
        return self.editor

    def keep(self) -> None:
        self._pause.stop()
        self._save(self.editor.toPlainText())

    def close_sheet(self) -> None:
        if not self.isHidden():
            self.keep()
        super().close_sheet()


class ExactSheet(Sheet):
    """A number of 0 to 99, for a count obtained elsewhere."""

    def __init__(self, owner: QWidget, at_place: str, use: Callable[[int], None]) -> None:
        title = _("How many beats {at_place}?").format(at_place=at_place)
        super().__init__(owner, title, width=480)
        self._use = use
        self.number = QLineEdit()
        self.number.setAccessibleName(title)
        self.number.setValidator(QIntValidator(0, MOST_EXACT, self.number))
        self.number.setMaxLength(2)
        self.number.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.number.returnPressed.connect(self._try)
        self.problem = plain_label(_("Enter a number from 0 to 99."), role="error")
        self.problem.hide()
        self.body.addWidget(self.number)
        self.body.addWidget(self.problem)
        cancel = secondary_button(_("Cancel"), key_hint=_("Esc"))
        cancel.clicked.connect(self.close_sheet)
        use_button = primary_button(_("Use this number"), "check")
        use_button.clicked.connect(self._try)
        self.add_buttons(cancel, use_button, at_end=True)

    def first_focus(self) -> QWidget:
        return self.number

    def _try(self) -> None:
        text = self.number.text()
        if not text.isdigit():
            self.problem.show()
            self._cover()
            return
        self.close_sheet()
        self._use(int(text))
