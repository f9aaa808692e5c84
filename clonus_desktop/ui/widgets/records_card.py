"""On a patient's form: the records of this person, and the way out of the casebook."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.patient_words import breakable, number_words
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label


class RecordsCard(Card):
    """Merged records with the way to part them, another one to merge, export, and erasing.

    Signals:
        same_wanted: Another record of this person is to be found.
        part_wanted: The merged Patient that is somebody else after all.
        export_wanted: What is recorded of this person is to be exported.
        erase_wanted: The person is to leave the casebook.
    """

    same_wanted = Signal()
    part_wanted = Signal(object)
    export_wanted = Signal()
    erase_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Records of this person"))
        self.none = plain_label(_("No other record is merged into this one."), "muted", wrap=True)
        self.body.addWidget(self.none)
        self._rows = QVBoxLayout()
        self.body.addLayout(self._rows)
        self.part_buttons: dict[int, Button] = {}
        self.notice = plain_label("", "error", wrap=True)
        self.same_button = secondary_button(_("Same person as…"), "git-compare")
        self.export_button = secondary_button(_("Export this record…"), "download")
        self.erase_button = Button(_("Erase on request…"), "danger", "trash-2")
        self.same_button.clicked.connect(lambda: self.same_wanted.emit())
        self.export_button.clicked.connect(lambda: self.export_wanted.emit())
        self.erase_button.clicked.connect(lambda: self.erase_wanted.emit())
        buttons = Flow()
        buttons.set_gaps(appearance().gap(12), appearance().gap(8))
        buttons.add(self.same_button)
        buttons.add(self.export_button)
        buttons.add(self.erase_button)
        self.body.addWidget(self.notice)
        self.body.addWidget(buttons)
        self.say("")

    def show_records(self, merged: Sequence[Patient]) -> None:
        """Show what is merged into the patient."""
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        self.part_buttons = {}
        for patient in merged:
            self._rows.addWidget(self._row(patient))
        self.none.setVisible(not merged)
        self.say("")

    def say(self, words: str) -> None:
        """Say why nothing was done; empty words take it away."""
        self.notice.setText(words)
        self.notice.setVisible(bool(words))

    def _row(self, patient: Patient) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        named = f"{patient.formal_name}, {number_words(patient)}"
        words = _("Also known as {names}").format(names=named)
        column.addWidget(plain_label(breakable(words), wrap=True))
        button = self.part_buttons[patient.id] = secondary_button(_("These are two people…"))
        button.setAccessibleName(f"{button.text()} {patient.formal_name}")
        button.clicked.connect(lambda: self.part_wanted.emit(patient))
        line = Flow()
        line.add(button)
        column.addWidget(line)
        return row
