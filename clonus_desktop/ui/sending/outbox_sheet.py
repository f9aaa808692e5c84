"""The outbox: what was refused and why, what waits, what is there."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.casebook import outbox, sending
from clonus_desktop.casebook.outbox import Line, ShipmentState
from clonus_desktop.language import _, say
from clonus_desktop.ui.sending.outbox_row import OutboxRow
from clonus_desktop.ui.sending.sending_words import counts_words
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet

SHOWN = 20
"""Rows of each kind; the counts tell of more."""


class OutboxSheet(Sheet):
    """Lists what is to be sent and what was.

    Args:
        owner: A widget of the window.
        session: Whose outbox.
    """

    def __init__(self, owner: QWidget, session: Session) -> None:
        super().__init__(owner, _("Outbox"), width=760)
        self._session = session
        self.rows: list[OutboxRow] = []
        self.words = plain_label("", role="muted", wrap=True)
        self.trouble = plain_label("", role="notice", wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.now_button = secondary_button(_("Try all now"), "rotate-ccw")
        self.close_button = primary_button(_("Close"), key_hint=_("Esc"))
        self.body.addWidget(self.words)
        self.body.addWidget(self.trouble)
        self.body.addLayout(self._column)
        self.body.addStretch(1)
        self.add_buttons(self.now_button, self.close_button, at_end=True)
        self.now_button.clicked.connect(session.dispatch.try_all_now)
        self.close_button.clicked.connect(lambda: self.close_sheet())
        session.dispatch.changed.connect(self.read)
        self.read()

    def first_focus(self) -> QWidget:
        return self.close_button

    def read(self) -> None:
        """Read the outbox and show it."""
        book, dispatch = self._session.book, self._session.dispatch
        if book.is_aside:
            return
        found = outbox.lines(book, limit=SHOWN)
        counts = outbox.counts(book)
        self._show_rows(found)
        self.words.setText(counts_words(counts))
        self.trouble.setVisible(dispatch.fault is not None)
        if dispatch.fault is not None:
            self.trouble.setText(say(dispatch.fault.message))
        self.now_button.setVisible(dispatch.is_on and counts[ShipmentState.WAITING] > 0)
        self._cover()

    def _show_rows(self, found: tuple[Line, ...]) -> None:
        gone = [row for row in self.rows if row.line not in found]
        had_focus = any(map(_has_focus, gone))
        for row in gone:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        kept = {row.line.sent.id: row for row in self.rows if row not in gone}
        now = self._session.book.now()
        self.rows = [kept.get(line.sent.id) or self._row(line, now) for line in found]
        for row in self.rows:
            self._column.addWidget(row)
            row.show()
        if had_focus:
            # What had the keyboard is gone or another by now.
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, line: Line, now: datetime) -> OutboxRow:
        row = OutboxRow(line, now)
        shipment_id = line.sent.id
        row.again_wanted.connect(lambda: self._session.do(sending.try_again, shipment_id))
        row.given_up.connect(lambda: self._session.do(sending.give_up, shipment_id))
        return row


def _has_focus(row: QWidget) -> bool:
    focus = row.window().focusWidget()
    return focus is not None and row.isAncestorOf(focus)
