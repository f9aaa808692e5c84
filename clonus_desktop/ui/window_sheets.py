"""Sheets of the window itself: an examination to go on with, a fault of the program."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from clonus_desktop.casebook import patients
from clonus_desktop.domain.examination import Examination
from clonus_desktop.language import _
from clonus_desktop.ui.dates import hour_and_minute, short_date
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet


class ResumeSheet(Sheet):
    """Offers the unfinished examination that was worked on last."""

    def __init__(self, owner: QWidget, session: Session, draft: Examination) -> None:
        super().__init__(owner, _("Unfinished exam"))
        self._session, self._draft = session, draft
        patient = patients.get(session.book, draft.patient_id)
        done = len(draft.places) - len(draft.missing_places)
        said = _("{name}, exam of {date} {time}, {done} of {all} places.").format(
            name=patient.formal_name,
            date=short_date(draft.started_at),
            time=hour_and_minute(draft.started_at),
            done=done,
            all=len(draft.places),
        )
        self.body.addWidget(plain_label(said, role="value", wrap=True))
        self.body.addWidget(plain_label(_("Nothing was lost."), role="muted", wrap=True))
        self.resume = primary_button(_("Resume exam"), "activity")
        self.resume.clicked.connect(self._resume)
        self.later = secondary_button(_("Leave for later"), key_hint=_("Esc"))
        self.later.clicked.connect(self.close_sheet)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.later)
        row.addWidget(self.resume)
        self.foot.addLayout(row)

    def first_focus(self) -> QWidget:
        return self.resume

    def _resume(self) -> None:
        self.close_sheet()
        self._session.go(Destination(screen=Screen.EXAM, patient_id=self._draft.patient_id))


class FaultSheet(Sheet):
    """Says that the program met a fault of its own."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, _("Something went wrong in the program"))
        said = _(
            "The program met a fault of its own. Everything that was shown as saved is in the "
            "record. Go on, or close the program and open it again."
        )
        self.body.addWidget(plain_label(said, wrap=True))
        go_on = primary_button(_("Go on"), key_hint=_("Esc"))
        go_on.clicked.connect(self.close_sheet)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(go_on)
        self.foot.addLayout(row)
