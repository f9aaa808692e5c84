"""A signed visit, to be read in every version; and the ways to amend or withdraw it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.pages.visit_reading import VisitReading
from clonus_desktop.ui.widgets.buttons import (
    SegmentedChoice,
    primary_button,
    quiet_button,
    secondary_button,
)
from clonus_desktop.ui.widgets.sheet import Sheet


class VisitSheet(Sheet):
    """What one signed examination holds. Nothing in it can be changed, only amended.

    Args:
        owner: A widget of the window.
        book: The record.
        patient: Whose visit it is.
        versions: Every signed version of the examination, the first one first.

    Signals:
        amend_wanted: The exam is to be amended.
        withdraw_wanted: The exam is to be withdrawn.
        letter_wanted: Row of an issued letter that is to be opened.
    """

    amend_wanted = Signal()
    withdraw_wanted = Signal()
    letter_wanted = Signal(int)

    def __init__(
        self,
        owner: QWidget,
        book: Casebook,
        patient: Patient,
        versions: tuple[Examination, ...],
    ) -> None:
        visit = versions[-1]
        when = f"{short_date(visit.started_at)} {visit.started_at:%H:%M}"
        super().__init__(owner, _("Visit of {date}").format(date=when), width=760)
        self._book, self._patient, self._versions = book, patient, versions
        self.version_choice = SegmentedChoice(
            [(str(one.id), _("Version {n}").format(n=one.revision)) for one in versions],
            _("Version of the exam"),
        )
        self.withdraw_button = quiet_button(_("Withdraw"), "ban")
        self.amend_button = secondary_button(_("Amend"), "pencil")
        self.close_button = primary_button(_("Close"))
        self._reading: VisitReading | None = None
        self.body.addWidget(self.version_choice)
        self.version_choice.setVisible(len(versions) > 1)
        self.version_choice.choose(str(visit.id))
        self.body.addStretch(1)
        self.add_buttons(self.withdraw_button, self.amend_button, self.close_button, at_end=True)
        self._connect()
        self._show(len(versions) - 1)

    def _connect(self) -> None:
        ids = [str(one.id) for one in self._versions]
        self.version_choice.chosen.connect(lambda key: self._turn_to(ids.index(key)))
        self.close_button.clicked.connect(lambda: self.close_sheet())
        self.amend_button.clicked.connect(lambda: self.amend_wanted.emit())
        self.withdraw_button.clicked.connect(lambda: self.withdraw_wanted.emit())

    @property
    def said(self) -> str:
        """All that the sheet says, one paragraph per line."""
        return "" if self._reading is None else "\n".join(self._reading.said)

    def first_focus(self) -> QWidget:
        return self.close_button

    def _turn_to(self, index: int) -> None:
        self._show(index)
        self.fit_again()

    def _show(self, index: int) -> None:
        """Show one of the versions; only the last one that stands is amended or withdrawn."""
        if self._reading is not None:
            self.body.removeWidget(self._reading)
            self._reading.hide()
            self._reading.deleteLater()
        self._reading = VisitReading(self._book, self._patient, self._versions, index)
        self._reading.letter_wanted.connect(self.letter_wanted)
        self.body.insertWidget(1, self._reading)
        # A layout shows what it is given a moment later; the sheet is measured now.
        self._reading.show()
        stands = index == len(self._versions) - 1 and self._versions[index].withdrawal is None
        for button in (self.amend_button, self.withdraw_button):
            button.setVisible(stands)
        self.setAccessibleDescription(" ".join(self._reading.said))
