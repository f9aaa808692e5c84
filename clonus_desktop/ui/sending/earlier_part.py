"""Exams that were signed while nothing was sent: how many, and how they are sent after all."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.casebook import queueing
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.people.consequences_sheet import ConsequencesSheet
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label


class EarlierPart(QWidget):
    """A quiet line with a button; not there when there is nothing to say.

    Args:
        session: Whose exams.

    Attributes:
        count: How many there were when they were read.

    Signals:
        queued: They wait in the outbox now.
        failed: They could not be queued, and why: a StorageFault.
    """

    queued = Signal()
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.count = 0
        self.words = plain_label("", role="muted", wrap=True)
        self.button = secondary_button(_("Send earlier exams…"))
        line = Flow()
        line.add(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance().gap(8))
        column.addWidget(self.words)
        column.addWidget(line)
        self.button.clicked.connect(self._ask)

    def read(self) -> None:
        """Count them and say so: once through all exams, so not at each thing that is sent."""
        self.count = queueing.count_earlier(self._session.book)
        words = ngettext(
            "{n} exam was signed while nothing was sent to this record system. It is not sent "
            "unless you ask for it.",
            "{n} exams were signed while nothing was sent to this record system. They are not "
            "sent unless you ask for it.",
            self.count,
        )
        self.words.setText(words.format(n=self.count))
        self.setVisible(self.count > 0)

    def _ask(self) -> None:
        sheet = asking(self, self.count, self._session.book.sends_to)
        sheet.confirmed.connect(self._queue)
        sheet.open()

    def _queue(self) -> None:
        try:
            change = queueing.send_earlier(self._session.book)
        except StorageFault as fault:
            self.failed.emit(fault)
            return
        self.read()
        if change is not None:
            self._session.changed.emit(change)
        self.queued.emit()


def asking(owner: QWidget, count: int, address: str) -> ConsequencesSheet:
    """Asks before so many exams go to an address."""
    where = ngettext(
        "{n} exam goes to {address}, with name, birth date, sex and record number of the patient.",
        "{n} exams go to {address}, the oldest first, with names, birth dates, sex and record "
        "numbers of the patients.",
        count,
    )
    what = _(
        "An amended exam is sent with all its versions, each as it was signed. Drafts, withdrawn "
        "exams and those that were signed in another casebook are not sent."
    )
    stays = _(
        "What has arrived there cannot be called back: a withdrawal marks it there as entered by "
        "mistake."
    )
    title = ngettext("Send {n} earlier exam?", "Send {n} earlier exams?", count)
    go_on = ngettext("Send {n} exam", "Send {n} exams", count).format(n=count)
    return ConsequencesSheet(
        owner,
        title.format(n=count),
        where.format(n=count, address=breakable(address)),
        what,
        stays,
        go_on=Button(go_on, "primary"),
    )
