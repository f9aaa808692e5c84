"""The record of acts: on one patient from the chart, or on everything from the settings."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from clonus_desktop.casebook import trail
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.page_keys import PageKey
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.widgets.trail_table import TrailTable


class TrailSheet(Sheet):
    """Who did what and when, newest first; older acts come on asking. Nothing in it is changed.

    Args:
        owner: A widget of the window.
        book: The record.
        patient: Whose acts; None for all of the casebook.
    """

    def __init__(self, owner: QWidget, book: Casebook, patient: Patient | None = None) -> None:
        super().__init__(owner, _("Record of acts"), width=1000)
        self._book = book
        self._patient_id = None if patient is None else patient.id
        about = (
            _("All that was done in this casebook, newest first.")
            if patient is None
            else _("All that was done on the record of {name}, newest first.").format(
                name=patient.formal_name
            )
        )
        self.words = plain_label(about, role="muted", wrap=True)
        self.number = QLineEdit()
        self.number.setMaxLength(12)
        self.number.setMaximumWidth(appearance().px(_NUMBER_WIDTH))
        self.from_field = Field(
            _("Show from act number"), self.number, hint=_("As at the foot of a letter.")
        )
        self.table = TrailTable()
        self.older_button = secondary_button(_("Show older"), "history")
        self.copy_button = secondary_button(_("Copy"), "copy")
        self.close_button = primary_button(_("Close"))
        self.body.addWidget(self.words)
        self.body.addWidget(self.from_field)
        self.body.addWidget(self.table)
        self.body.addWidget(self.older_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self.add_buttons(self.copy_button, self.close_button, at_end=True)
        # Elsewhere the act of a letter is seldom among those that are shown.
        self.from_field.setVisible(patient is None)
        self.number.returnPressed.connect(lambda: self.show_from(self.number.text()))
        self.older_button.clicked.connect(lambda: self.show_older())
        self.copy_button.clicked.connect(lambda: self.copy())
        self.close_button.clicked.connect(lambda: self.close_sheet())
        self._add_page()

    def first_focus(self) -> QWidget:
        return self.table

    def fit(self, width: int) -> None:
        beside = self._scroll.verticalScrollBar().sizeHint().width()
        self.table.fit(width - beside - _BESIDE)

    def show_older(self) -> None:
        """Add a page of older acts, and go on where it begins."""
        first = len(self.table.lines)
        self._add_page()
        self._cover()
        if first < len(self.table.lines):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.setCurrentIndex(self.table.model().index(first, 0))

    def show_from(self, typed: str) -> None:
        """Show the act of that number and those before it; the newest when it is no number."""
        digits = "".join(sign for sign in typed if sign in "0123456789")
        self.table.clear()
        self._add_page(before=int(digits) + 1 if digits else None)
        self._cover()

    def copy(self) -> None:
        """Put the chosen acts, or all that are shown, on the clipboard."""
        self.table.copy()
        self.words.setText(_("Copied as a table."))

    def _add_page(self, *, before: int | None = None) -> None:
        shown = self.table.lines
        if shown:
            before = shown[-1].number
        lines = trail.newest(self._book, patient_id=self._patient_id, before=before)
        self.table.add(lines)
        self.older_button.setVisible(len(lines) == trail.AT_ONCE)

    def key_table(self) -> tuple[PageKey, ...]:
        return (*super().key_table(), *self.table.key_table())


_NUMBER_WIDTH = 240
_BESIDE = 4
"""Pixels between the table and what scrolls it."""
