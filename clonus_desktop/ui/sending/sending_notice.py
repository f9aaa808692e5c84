"""A quiet line over the patients: something was refused by the record system."""

from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import quiet_button, secondary_button
from clonus_desktop.ui.widgets.quiet_notice import QuietNotice


class SendingNotice(QuietNotice):
    """Shows itself while something was refused, and goes when that is settled.

    Args:
        session: The open casebook; of a demo nothing is ever said.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._put_off = 0
        self._refused = 0
        self._follows = False
        self.show_button = secondary_button(_("Show the outbox"))
        self.later = quiet_button(_("Later"))
        super().__init__(self.show_button, self.later)
        self.show_button.clicked.connect(self._show_outbox)
        self.later.clicked.connect(self._wait)

    def show_state(self) -> None:
        """Show what there is to say now."""
        if self._session.signed_in is None or self._session.is_demo:
            return
        if not self._follows:
            self._follows = True
            self._session.dispatch.changed.connect(self.show_state)
        if self._session.book.is_aside:
            return
        from clonus_desktop.casebook import outbox

        self._refused = outbox.counts(self._session.book)[outbox.ShipmentState.REFUSED]
        # What was settled since is not put off any more, nor is what is refused after it.
        self._put_off = min(self._put_off, self._refused)
        words = ngettext(
            "The record system refused {count} exam. In this casebook it is safe; the record "
            "system does not have it. Look why, then send it again or give it up.",
            "The record system refused {count} exams. In this casebook they are safe; the record "
            "system does not have them. Look why, then send them again or give them up.",
            self._refused,
        ).format(count=self._refused)
        self.say(words if self._refused > self._put_off else "")

    def _wait(self) -> None:
        self._put_off = self._refused
        self.show_state()

    def _show_outbox(self) -> None:
        from clonus_desktop.ui.sending.outbox_sheet import OutboxSheet

        OutboxSheet(self, self._session).open()
