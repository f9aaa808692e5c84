"""Sends what waits, one thing after the other, beside the work; nobody ever waits for it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from clonus_desktop.casebook import record_systems
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.record_systems import RecordSystem

if TYPE_CHECKING:
    from clonus_desktop.casebook.sending import Answer, Cancel, Due, Tokens
    from clonus_desktop.ui.background import Background
    from clonus_desktop.ui.session import Session

_SENT_AFTER = {Deed.SIGNED, Deed.WITHDRAWN, Deed.SHIPPED}
_IN_OUTBOX = {*_SENT_AFTER, Deed.ERASED}
"""What changes it. Who looks at it does not read it again at each press in an exam."""

SOON_MS = 50
AFTER_A_FAULT_MS = 60_000
LONGEST_MS = 3_600_000


class Dispatch(QObject):
    """The outbox of a session at work. It goes on while the window is locked.

    What sends is imported once there is somewhere to send to: the start does not wait for it.

    Args:
        session: Of a casebook with a passphrase; a demo never sends.

    Attributes:
        system: Where the casebook sends to; None for nowhere.
        fault: Why that could not be read, or an answer not be entered; None when all is well.
        is_sending: True while something is on its way.

    Signals:
        changed: One of these, or something in the outbox, is another.
    """

    changed = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._background: Background | None = None
        self._cancel: Cancel | None = None
        self._tokens: Tokens | None = None
        self._is_shut = False
        self.system: RecordSystem | None = None
        self.fault: StorageFault | None = None
        self.is_sending = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._send_next)
        session.changed.connect(self._take_change)

    # --- where to -----------------------------------------------------------------------------

    def begin(self) -> None:
        """Read where the casebook sends to, and send what waits since the last time."""
        signed_in = self._session.signed_in
        if signed_in is None or self._session.is_demo:
            return
        try:
            system = record_systems.read(signed_in.path, signed_in.opened, cost=signed_in.cost)
            if system is not None:
                self.use(system)
        except StorageFault as fault:
            self.fault = fault
            self.changed.emit()

    def use(self, system: RecordSystem | None) -> None:
        """Send there from now on, or nowhere.

        Raises:
            StorageFault: What waits could not be queued for it.
        """
        from clonus_desktop.casebook import sending

        # A token of the one before is none of this one.
        self.system, self.fault, self._tokens = system, None, sending.Tokens()
        self._cancel = self._cancel or sending.Cancel()
        sending.begin(self._session.book, system)
        self._soon()
        self.changed.emit()

    @property
    def is_on(self) -> bool:
        """True while what is signed is sent."""
        return self.system is not None and self.system.is_on

    # --- sending ------------------------------------------------------------------------------

    def _take_change(self, change: Change) -> None:
        if change.deed in _SENT_AFTER:
            self._soon()
        if change.deed in _IN_OUTBOX:
            self.changed.emit()

    def _soon(self) -> None:
        if self.is_on and not self._is_shut:
            self._timer.start(SOON_MS)

    def try_all_now(self) -> None:
        """Try all that waits at once."""
        from clonus_desktop.casebook import sending

        self._session.do(sending.try_all_now)

    def _send_next(self) -> None:
        book, system = self._session.book, self.system
        if self.is_sending or self._is_shut or system is None or not system.is_on:
            return
        if book.is_aside:
            self._timer.start(AFTER_A_FAULT_MS)
            return
        from clonus_desktop.casebook import sending

        try:
            due = sending.next_due(book, system)
            if due is None:
                self._wait()
                return
        except StorageFault as fault:
            self._fail(fault)
            return
        self._send(due, system)

    def _send(self, due: "Due", system: RecordSystem) -> None:
        from clonus_desktop.casebook.sending import send

        assert self._tokens is not None
        assert self._cancel is not None
        self.is_sending = True
        task = partial(send, system, due.parcel, tokens=self._tokens, cancel=self._cancel)
        self.worker().run(task, done=partial(self._take, due.shipment_id), failed=self._take_error)
        self.changed.emit()

    def _wait(self) -> None:
        from clonus_desktop.casebook import sending

        seconds = sending.seconds_until_due(self._session.book)
        if seconds is not None:
            self._timer.start(min(LONGEST_MS, SOON_MS + round(seconds * 1000)))

    def _take(self, shipment_id: int, answer: "Answer") -> None:
        from clonus_desktop.casebook import sending

        self.is_sending = False
        try:
            sending.take(self._session.book, shipment_id, answer)
        except StorageFault as fault:
            # It waits still, and is sent once more: which changes nothing there.
            self._fail(fault)
            return
        self.fault = None
        pause = sending.pause_after(answer)
        self._timer.start(SOON_MS if pause is None else round(pause.total_seconds() * 1000))
        self.changed.emit()

    def _fail(self, fault: StorageFault) -> None:
        self.fault = fault
        self._timer.start(AFTER_A_FAULT_MS)
        self.changed.emit()

    def _take_error(self, error: BaseException) -> None:
        # Only a fault of the program itself: what the network does is an answer.
        self.is_sending = False
        self._timer.start(AFTER_A_FAULT_MS)
        self.changed.emit()
        raise error

    # --- coming and going ---------------------------------------------------------------------

    def worker(self) -> "Background":
        """The worker of the network, also for a look at a record system."""
        if self._background is None:
            from clonus_desktop.ui.background import Background

            self._background = Background(self)
        return self._background

    def shut(self) -> None:
        """Stop at once, and begin nothing more; what is on its way is sent again next time."""
        self._is_shut = True
        self._timer.stop()
        if self._cancel is not None:
            self._cancel.cancel()
        if self._background is not None:
            self._background.close()
            self._background = None
