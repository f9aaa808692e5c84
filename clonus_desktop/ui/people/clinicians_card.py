"""The card of who may come in, and who was removed."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.buttons import Button, quiet_button, secondary_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.layouts import remove_all


class CliniciansCard(Card):
    """Lists clinicians in the order they came; everybody can remove others, nobody themselves.

    Attributes:
        removes: The Remove button of each clinician, by id.

    Signals:
        add_wanted: Another clinician is to come in.
        remove_wanted: The Clinician who is to come in no more.
        renew_wanted: The casebook is to get a new key.
    """

    add_wanted = Signal()
    remove_wanted = Signal(object)
    renew_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Clinicians"))
        self.removes: dict[int, Button] = {}
        self._count = 0
        self._listed: object = None
        words = _(
            "Everybody here opens all patients with a passphrase of their own, and signs only as "
            "themselves."
        )
        self.add(plain_label(words, role="muted", wrap=True))
        self.notice = plain_label("", role="notice", wrap=True)
        self.finish = secondary_button(_("Finish the removal"))
        self._rows, self._gone = QVBoxLayout(), QVBoxLayout()
        for part in (self.notice, self.finish):
            self.add(part)
            part.hide()
        self.body.setAlignment(self.finish, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._rows)
        self._add_buttons()
        self.fold = quiet_button("")
        self.add(self.fold)
        self.body.setAlignment(self.fold, Qt.AlignmentFlag.AlignLeft)
        self.gone = QWidget()
        self.gone.setLayout(self._gone)
        self._gone.setContentsMargins(0, 0, 0, 0)
        self.add(self.gone)
        self.gone.hide()
        self.finish.clicked.connect(lambda: self.renew_wanted.emit())
        self.fold.clicked.connect(lambda: self._unfold(self.gone.isHidden()))
        self.arrange()

    def _add_buttons(self) -> None:
        self.add_button = secondary_button(_("Add a clinician…"), "user-plus")
        self.renew = secondary_button(_("New key…"), "rotate-ccw")
        self._buttons = Flow()
        self._buttons.add(self.add_button)
        self._buttons.add(self.renew)
        self.add(self._buttons)
        self.add_button.clicked.connect(lambda: self.add_wanted.emit())
        self.renew.clicked.connect(lambda: self.renew_wanted.emit())

    def arrange(self) -> None:
        """Take the text size again."""
        for layout in (self._rows, self._gone):
            layout.setSpacing(appearance().gap(8))
        self._buttons.set_gaps(appearance().gap(12), appearance().gap(8))

    def show_clinicians(
        self,
        present: Sequence[Clinician],
        removed: Sequence[tuple[Clinician, datetime]],
        *,
        own_id: int,
    ) -> None:
        """List who may come in, and who was removed with since when."""
        shown = (tuple(present), tuple(removed), own_id)
        if shown == self._listed:
            # The keyboard may be on one of the rows.
            return
        self._listed = shown
        remove_all(self._rows)
        remove_all(self._gone)
        self.removes = {}
        for clinician in present:
            self._rows.addWidget(self._row(clinician, is_own=clinician.id == own_id))
        for clinician, since in removed:
            said = _("{name}, removed {date}. Exams and letters that were signed stay signed.")
            words = said.format(name=clinician.name, date=short_date(since))
            self._gone.addWidget(plain_label(words, role="caption", wrap=True))
        self._count = len(removed)
        self.fold.setVisible(bool(removed))
        self._unfold(bool(removed) and not self.gone.isHidden())

    def show_unfinished(self, words: str) -> None:
        """Say what a removal still lacks, and offer to finish it; nothing when empty."""
        self.notice.setText(words)
        for part in (self.notice, self.finish):
            part.setVisible(bool(words))
        self.renew.setVisible(not words)

    def _unfold(self, is_shown: bool) -> None:
        self.gone.setVisible(is_shown)
        shut = ngettext("Show who was removed ({n})", "Show who was removed ({n})", self._count)
        self.fold.say(_("Hide who was removed") if is_shown else shut.format(n=self._count))

    def _row(self, clinician: Clinician, *, is_own: bool) -> QWidget:
        row, words = QWidget(), QVBoxLayout()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(plain_label(clinician.name, role="strong", wrap=True))
        known = [clinician.role, _registration(clinician)]
        if any(known):
            about = ", ".join(filter(None, known))
            words.addWidget(plain_label(about, role="caption", wrap=True))
        line.addLayout(words, 1)
        if is_own:
            line.addWidget(plain_label(_("You"), role="tag"), 0, Qt.AlignmentFlag.AlignVCenter)
            return row
        button = secondary_button(_("Remove…"))
        button.setAccessibleName(_("Remove {name}").format(name=clinician.name))
        button.clicked.connect(lambda: self.remove_wanted.emit(clinician))
        self.removes[clinician.id] = button
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row


def _registration(clinician: Clinician) -> str:
    if not clinician.registration:
        return ""
    return _("Registration No. {number}").format(number=clinician.registration)
