"""The card of the record system in the settings: where to, on or off, how it stands."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent

from clonus_desktop.casebook import outbox, record_systems
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.outbox import ShipmentState
from clonus_desktop.casebook.record_systems import RecordSystem
from clonus_desktop.language import _, say
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.people.key_work import KeyWork
from clonus_desktop.ui.sending.earlier_part import EarlierPart
from clonus_desktop.ui.sending.sending_words import counts_words, problem_words
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.form_fields import FieldsCard
from clonus_desktop.ui.widgets.labels import plain_label


class RecordSystemCard(FieldsCard):
    """What is sent, and to where; off until somebody turns it on.

    Args:
        session: The open casebook; without keys nothing is sent, and the card is hidden.
        worker: Gives the worker of the window, which changes the keys.
    """

    def __init__(self, session: Session, worker: Callable[[], Background]) -> None:
        super().__init__(_("Record system"))
        self._session = session
        self._work = KeyWork(session, worker)
        self._follows = False
        self.state = plain_label("", role="strong", wrap=True)
        self.counts = plain_label("", role="caption", wrap=True)
        self.trouble = plain_label("", role="notice", wrap=True)
        self.switch = secondary_button("")
        self.set_up = secondary_button("")
        self.outbox_button = secondary_button(_("Outbox…"))
        self.earlier = EarlierPart(session)
        self._counted_for = ""
        self._lay_out()
        self.switch.clicked.connect(self._switch)
        self.set_up.clicked.connect(self._set_up)
        self.outbox_button.clicked.connect(self._show_outbox)
        self.earlier.queued.connect(self._say_queued)
        self.earlier.failed.connect(self._say_fault)
        if not self._can_send:
            # Never shown here: without a parent it would be a window of its own.
            self.hide()

    @property
    def _can_send(self) -> bool:
        return self._session.signed_in is not None and not self._session.is_demo

    def _lay_out(self) -> None:
        about = _(
            "What is signed, amended or withdrawn can be sent to the record system of your "
            "hospital by itself, also later, when the network was away. What it refuses is told."
        )
        self.fields.addWidget(plain_label(about, role="muted", wrap=True))
        for part in (self.state, self.counts, self.trouble):
            self.fields.addWidget(part)
        line = Flow()
        line.set_gaps(appearance().gap(12), appearance().gap(8))
        for button in (self.switch, self.set_up, self.outbox_button):
            line.add(button)
        self.fields.addWidget(line)
        self.fields.addWidget(self.earlier)
        self.earlier.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._can_send and not self._follows:
            self._follows = True
            self._session.dispatch.changed.connect(self.show_state)
        # Others may have signed, or erased somebody, since it was shown the last time.
        self._counted_for = ""
        self.show_state()

    # --- reading ------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Show how it stands."""
        if not self._can_send or self._session.book.is_aside:
            return
        dispatch = self._session.dispatch
        self.state.setText(_state_words(dispatch.system))
        self._show_counts()
        self.trouble.setVisible(dispatch.fault is not None)
        if dispatch.fault is not None:
            self.trouble.setText(say(dispatch.fault.message))
        system = dispatch.system
        self.switch.setVisible(system is not None)
        self.switch.say(_("Turn sending off") if dispatch.is_on else _("Turn sending on"))
        self.set_up.say(_("Set up…") if system is None else _("Change…"))
        self._show_earlier()

    def _show_earlier(self) -> None:
        address = self._session.book.sends_to
        # What is sent makes none of them more or fewer; turned off and on again it is another.
        if not self.isVisible() or (address and address == self._counted_for):
            return
        self._counted_for = address
        self.earlier.read()

    def _show_counts(self) -> None:
        counts = outbox.counts(self._session.book)
        has_any = any(counts.values())
        words = [counts_words(counts)] if has_any else []
        waits = counts[ShipmentState.WAITING] > 0
        problem = outbox.last_problem(self._session.book) if waits else None
        if problem is not None:
            words.append(problem_words(problem))
        self.counts.setText(" ".join(words))
        self.counts.setVisible(bool(words))
        self.outbox_button.setVisible(has_any)

    # --- changing -----------------------------------------------------------------------------

    def _switch(self) -> None:
        system = self._session.dispatch.system
        if system is not None:
            self._keep(replace(system, is_on=not system.is_on))

    def _keep(
        self,
        system: RecordSystem | None,
        *,
        done: Callable[[], None] = lambda: None,
        failed: Callable[[StorageFault], None] | None = None,
    ) -> None:
        verb = partial(self._work.run, record_systems.forget)
        if system is not None:
            verb = partial(self._work.run, record_systems.keep, system)

        def kept(_nothing: object) -> None:
            done()
            self._use(system)

        verb(done=kept, failed=failed or self._say_fault)

    def _use(self, system: RecordSystem | None) -> None:
        try:
            self._session.dispatch.use(system)
        except StorageFault as fault:
            self._say_fault(fault)
        self._session.announced.emit(self.state.text())

    def _say_fault(self, fault: StorageFault) -> None:
        self.trouble.setText(say(fault.message))
        self.trouble.show()
        self._session.announced.emit(self.trouble.text())

    def _say_queued(self) -> None:
        # The button that was pressed is gone.
        self.outbox_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._session.announced.emit(self.counts.text())

    def _set_up(self) -> None:
        from clonus_desktop.ui.sending.record_system_sheet import RecordSystemSheet

        dispatch = self._session.dispatch
        sheet = RecordSystemSheet(self, dispatch.system, dispatch.worker)

        def refuse(fault: StorageFault) -> None:
            sheet.end_work()
            sheet.show_refusal(say(fault.message))

        def keep(system: RecordSystem | None) -> None:
            sheet.begin_work(_("Saving…"))
            self._keep(system, done=sheet.finish, failed=refuse)

        sheet.submitted.connect(lambda: keep(sheet.entered))
        sheet.forget_button.clicked.connect(lambda: keep(None))
        sheet.open()

    def _show_outbox(self) -> None:
        from clonus_desktop.ui.sending.outbox_sheet import OutboxSheet

        OutboxSheet(self, self._session).open()


def _state_words(system: RecordSystem | None) -> str:
    if system is None:
        return _("Nothing is sent: no record system is set up.")
    words = _("Sending is off. The record system is {address}")
    if system.is_on:
        words = _("What is signed is sent to {address}")
    return words.format(address=breakable(system.address))
