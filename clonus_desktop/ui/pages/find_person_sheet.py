"""The search for the other record of the same person."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.casebook import patients
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.patients import PatientLine
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.patient_words import breakable, facts
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.laid_out_button import LaidOutButton
from clonus_desktop.ui.widgets.search_field import SearchField
from clonus_desktop.ui.widgets.sheet import Sheet

SHOWN_AT_ONCE = 6


class PersonButton(LaidOutButton):
    """A patient to choose: name and facts."""

    def __init__(self, patient: Patient, said: tuple[str, ...]) -> None:
        super().__init__("secondary", QBoxLayout.Direction.TopToBottom)
        self.inside.setContentsMargins(12, 12, 12, 12)
        self.inside.setSpacing(0)
        for text, role in ((patient.formal_name, "strong"), ("   ".join(said), "caption")):
            label = plain_label(breakable(text), role=role, wrap=True)
            self.let_press(label)
            self.inside.addWidget(label)
        self.setAccessibleName(", ".join((patient.formal_name, *said)))


class FindPersonSheet(Sheet):
    """Looks for another record by name, date of birth or number.

    Args:
        owner: A widget of the window.
        book: The record.
        patient: Whose other record is looked for.

    Signals:
        picked: Id of the record that was found.
    """

    picked = Signal(int)

    def __init__(self, owner: QWidget, book: Casebook, patient: Patient) -> None:
        super().__init__(owner, _("Find the other record of this person"), width=680)
        self._book, self._patient = book, patient
        words = _("{name} is the first record. Look for the second one.")
        name = patient.formal_name
        self.body.addWidget(plain_label(breakable(words.format(name=name)), "muted", wrap=True))
        self.search = SearchField(
            _("Search by name, date of birth or record number"), _("Search for a patient")
        )
        self.search.asked.connect(self.look)
        self.search.entered.connect(self._take_only_one)
        self.search.moved.connect(lambda _by: self._go_to_first())
        self.body.addWidget(self.search)
        self.told = plain_label("", role="muted", wrap=True)
        self.body.addWidget(self.told)
        self._found = QVBoxLayout()
        self.body.addLayout(self._found)
        self.buttons: list[Button] = []
        self.back_button = secondary_button(_("Cancel"), key_hint=_("Esc"))
        self.back_button.clicked.connect(lambda: self.close_sheet())
        self.add_buttons(self.back_button, at_end=True)
        self.look()

    def first_focus(self) -> QWidget:
        return self.search

    def look(self) -> None:
        """Show who fits what was typed; before that, who looks like this person."""
        text = self.search.text().strip()
        if text:
            # The person is often among those who fit; and one more tells that there are more.
            found = patients.find(self._book, text, limit=SHOWN_AT_ONCE + 2)
            others = [line for line in found if line.patient.id != self._patient.id]
            people = [(line.patient, _found_by(line)) for line in others]
            words = _("Nobody else matches. Check the spelling.")
        else:
            alike = patients.lookalikes(self._book, self._patient)
            people = [(person, ()) for person in dict.fromkeys(one.patient for one in alike)]
            words = _("Type a name, a date of birth or a number.")
        if len(people) > SHOWN_AT_ONCE:
            words = _("More people match than are shown. Type more of the name, or a number.")
        self.told.setText(words)
        self.told.setVisible(not 0 < len(people) <= SHOWN_AT_ONCE)
        self._show_people(people[:SHOWN_AT_ONCE])

    def _show_people(self, people: list[tuple[Patient, tuple[str, ...]]]) -> None:
        for button in self.buttons:
            self._found.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        today = self._book.now().date()
        for patient, why in people:
            button = PersonButton(patient, (*facts(patient, today), *why))
            button.clicked.connect(lambda _on=False, row=patient.id: self._pick(row))
            self._found.addWidget(button)
            self.buttons.append(button)
        if not self.isHidden():
            self._cover()

    def _take_only_one(self) -> None:
        if len(self.buttons) == 1:
            self.buttons[0].click()
        else:
            self._go_to_first()

    def _go_to_first(self) -> None:
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _pick(self, patient_id: int) -> None:
        self.close_sheet()
        self.picked.emit(patient_id)


def _found_by(line: PatientLine) -> tuple[str, ...]:
    if line.found_by is None:
        return ()
    return (_("Found as {name}").format(name=line.found_by.formal_name),)
