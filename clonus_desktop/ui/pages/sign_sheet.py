"""Whose exam is signed, with which findings, and as whom: asked once before it is final."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook import words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.examinations import ToSign
from clonus_desktop.language import _
from clonus_desktop.ui.page_keys import PageKey
from clonus_desktop.ui.patient_words import breakable, facts_line
from clonus_desktop.ui.review_words import entries_of, when_words
from clonus_desktop.ui.revision_words import amending_because_words
from clonus_desktop.ui.settle_guard import SettleGuard
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.findings_matrix import FindingsMatrix
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet

ARRIVAL_MS = 600
"""Enter is ignored for so long: the press that asked must not be the one that answers."""


class SignSheet(Sheet):
    """The patient and the findings side by side, once more before they are signed.

    Args:
        owner: A widget of the window.
        book: The record.
        shown: What would be signed.
        event_ms: Time stamp of the press that asked, or 0.
        notice: Why it is asked again; usually empty.

    Attributes:
        shown: What stands on the sheet: this and nothing else may be signed.

    Signals:
        confirmed: It is to be signed.
    """

    confirmed = Signal()

    def __init__(
        self,
        owner: QWidget,
        book: Casebook,
        shown: ToSign,
        *,
        event_ms: int = 0,
        notice: str = "",
    ) -> None:
        super().__init__(owner, _("Sign this exam?"), width=820)
        self.shown = shown
        self.guard = SettleGuard(ARRIVAL_MS)
        self.guard.close(event_ms)
        self.matrix = FindingsMatrix()
        self._said: list[str] = []
        self._add(notice, "notice")
        self._add_patient(book)
        self._add_exam(book)
        said = _("Signing as {name}. A signed exam cannot be edited, only amended.")
        self._add(said.format(name=shown.signer.name), "muted")
        self.setAccessibleDescription(" ".join(self._said))
        self.back_button = secondary_button(_("Back"), key_hint=_("Esc"))
        self.sign_button = primary_button(_("Sign exam"), "pen-line", _("Enter"))
        self.add_buttons(self.back_button, self.sign_button, at_end=True)
        self.back_button.clicked.connect(lambda: self.close_sheet())
        self.sign_button.clicked.connect(lambda: self._confirm(0))

    @property
    def said(self) -> str:
        """All that the sheet says, one paragraph per line."""
        return "\n".join(self._said)

    def _add(self, text: str, role: str = "body") -> None:
        if text:
            self._said.append(text)
            self.body.addWidget(plain_label(text, role, wrap=True))

    def _add_patient(self, book: Casebook) -> None:
        patient = self.shown.patient
        name = plain_label(breakable(patient.formal_name), "h3", wrap=True)
        name.setAccessibleName(patient.formal_name)
        self._said.append(patient.formal_name)
        self.body.addWidget(name)
        self._add(facts_line(patient, book.now().date()))

    def _add_exam(self, book: Casebook) -> None:
        examination = self.shown.examination
        self._add(when_words(examination), "muted")
        self._add(amending_because_words(examination), "notice")
        entries = entries_of(book, self.shown.patient, examination)
        self._said += [f"{entry.place_words}: {entry.pill}." for entry in entries.values()]
        self.matrix.show_entries(entries, lambda key: words.site_words(book, key))
        self.body.addWidget(self.matrix)
        if examination.comment:
            self._add(_("Comment: {text}").format(text=examination.comment))

    def fit(self, width: int) -> None:
        """What stands beside a finding goes under it where there is no room."""
        self.matrix.set_stacked(False)
        if self.matrix.minimumSizeHint().width() > width:
            self.matrix.set_stacked(True)

    def key_table(self) -> tuple[PageKey, ...]:
        sign = PageKey(names=("Enter",), words=_("Sign the exam"), act=self._confirm)
        return (sign, *super().key_table())

    def _confirm(self, event_ms: int) -> None:
        if not self.guard.is_closed(event_ms):
            self.confirmed.emit()
