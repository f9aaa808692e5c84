"""Sheets of the window itself: an examination to go on with, a fault of the program."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook import patients, resuming
from clonus_desktop.domain.examination import Examination
from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.dates import hour_and_minute, short_date
from clonus_desktop.ui.fault_window import place_label, while_running
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet


class ResumeSheet(Sheet):
    """Offers the unfinished examination that was begun last.

    Signals:
        list_wanted: The list of all unfinished examinations is to be shown.
    """

    list_wanted = Signal()

    def __init__(self, owner: QWidget, session: Session, draft: Examination) -> None:
        super().__init__(owner, _resume_words(draft), width=680)
        self._session, self._draft = session, draft
        patient = patients.get(session.book, draft.patient_id)
        name = plain_label(breakable(patient.formal_name), role="h3", wrap=True)
        name.setAccessibleName(patient.formal_name)
        self.body.addWidget(name)
        self.body.addWidget(plain_label(_("Nothing was lost."), role="muted", wrap=True))
        for said in _protocol_words(session, draft):
            self.body.addWidget(plain_label(said, role="notice", wrap=True))
        self._add_others(patients.counts(session.book).unfinished - 1)
        self._add_foot()

    def _add_others(self, others: int) -> None:
        self.others = quiet_button("", "users")
        said = ngettext("{count} more unfinished exam", "{count} more unfinished exams", others)
        self.others.say(said.format(count=others))
        self.others.clicked.connect(self._list)
        self.body.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        # In the sheet first: a button without a parent would be a window of its own.
        self.others.setVisible(others > 0)

    def _add_foot(self) -> None:
        self.resume = primary_button(_("Resume exam"), "activity")
        self.resume.clicked.connect(self._resume)
        self.later = secondary_button(_("Leave for later"), key_hint=_("Esc"))
        self.later.clicked.connect(self.close_sheet)
        self.add_buttons(self.later, self.resume, at_end=True)

    def first_focus(self) -> QWidget:
        return self.resume

    def _list(self) -> None:
        self.close_sheet()
        self.list_wanted.emit()

    def _resume(self) -> None:
        self.close_sheet()
        self._session.go(Destination(screen=Screen.EXAM, patient_id=self._draft.patient_id))


def _resume_words(draft: Examination) -> str:
    if draft.revision > 1:
        return _("Resume amending the exam of {date} {time}, version {n}").format(
            date=short_date(draft.started_at),
            time=hour_and_minute(draft.started_at),
            n=draft.revision,
        )
    return _("Resume the exam of {date} {time}, {done} of {all} places").format(
        date=short_date(draft.started_at),
        time=hour_and_minute(draft.started_at),
        done=len(draft.places) - len(draft.missing_places),
        all=len(draft.places),
    )


def _protocol_words(session: Session, draft: Examination) -> tuple[str, ...]:
    """What is to be known when a guide is another than when the examination began."""
    changed = _(
        "The guide for the {place} was changed from version {began} to {installed}. "
        "This exam keeps version {began} in the record. Read the steps before you go on."
    )
    gone = _(
        "The guide for the {place} is not installed any more. "
        "This exam keeps its version {began} in the record. The place can still be recorded."
    )
    return tuple(
        (gone if other.installed is None else changed).format(
            place=other.name, began=other.began, installed=other.installed
        )
        for other in resuming.other_protocols(session.book, draft)
    )


class FaultSheet(Sheet):
    """Says that the program met a fault of its own.

    Signals:
        close_wanted: The program is to be closed.
    """

    close_wanted = Signal()

    def __init__(self, owner: QWidget, log: Path | None = None) -> None:
        title, said = while_running()
        super().__init__(owner, title)
        self.body.addWidget(plain_label(said, wrap=True))
        if log is not None:
            self.body.addWidget(place_label(log))
        self.go_on = primary_button(_("Go on"), key_hint=_("Esc"))
        self.go_on.clicked.connect(self.close_sheet)
        self.close_button = secondary_button(_("Close the program"))
        self.close_button.clicked.connect(self.close_wanted)
        self.add_buttons(self.close_button, self.go_on)
