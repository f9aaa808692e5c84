"""The letters that were issued about a patient, to be opened as they were issued."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.casebook import issued_letters
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.issued_letters import ToldLetter
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.issued_words import about_words, letter_words, since_words
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import Button, primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet


class IssuedSheet(Sheet):
    """Lists the letters, newest first. Nothing in it is changed.

    Args:
        owner: A widget of the window.
        book: The record.
        patient: About whom they are.

    Attributes:
        buttons: The button of each letter, by its row.

    Signals:
        opened: Row of a letter that is to be shown as it was issued.
        copied: Row of a letter of which the text is to be copied; more was not kept.
    """

    opened = Signal(int)
    copied = Signal(int)

    def __init__(self, owner: QWidget, book: Casebook, patient: Patient) -> None:
        super().__init__(owner, _("Issued letters"), width=760)
        self._book = book
        self.buttons: dict[int, Button] = {}
        words = _(
            "A letter is kept as it was issued, and opens word for word. Nothing in it is "
            "reckoned again."
        )
        self.body.addWidget(plain_label(words, role="muted", wrap=True))
        for told in issued_letters.told_of(book, patient.id):
            self.body.addWidget(self._row(told))
        self.body.addStretch(1)
        self.close_button = primary_button(_("Close"))
        self.close_button.clicked.connect(lambda: self.close_sheet())
        self.add_buttons(self.close_button, at_end=True)

    def first_focus(self) -> QWidget:
        return next(iter(self.buttons.values()), self.close_button)

    def _row(self, told: ToldLetter) -> QWidget:
        letter, about = told.letter, self._about(told)
        row, words = QWidget(), QVBoxLayout()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(appearance().gap(12))
        words.setSpacing(0)
        said = letter_words(letter)
        words.addWidget(plain_label(breakable(said), role="strong", wrap=True))
        words.addWidget(plain_label(breakable(about), role="caption", wrap=True))
        line.addLayout(words, 1)
        button = secondary_button(_("Open") if letter.is_whole else _("Copy text"))
        button.setAccessibleName(f"{button.text()}: {said}")
        button.setAccessibleDescription(about)
        wanted = self.opened if letter.is_whole else self.copied
        button.clicked.connect(lambda _on=False, row=letter.id: self._want(wanted, row))
        self.buttons[letter.id] = button
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _about(self, told: ToldLetter) -> str:
        said = [about_words(told), since_words(self._book, told)]
        if not told.letter.is_whole:
            said.append(_("An earlier version of the program kept its text alone."))
        return " ".join(filter(None, said))

    def _want(self, wanted: SignalInstance, letter_id: int) -> None:
        self.close_sheet()
        wanted.emit(letter_id)
