"""Backups of the open casebook: when they are made, how the last one ended, what is overdue."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from clonus_desktop.casebook import backups
from clonus_desktop.casebook.backups import Backup, BackupCancelled, Kind
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.ui.backup.task import Done, Task, carry_out

if TYPE_CHECKING:
    from clonus_desktop.ui.background import Background
    from clonus_desktop.ui.backup.closing import Closing
    from clonus_desktop.ui.main_window import MainWindow
    from clonus_desktop.ui.session import Session


class Keeping(QObject):
    """Makes the backups of a session in a worker of its own, one after the other.

    Not in the worker of the window: there a large backup would keep somebody before the lock.

    Args:
        session: The open casebook, and where its second place is kept.

    Attributes:
        is_running: True while a backup or a copy is made.
        share: How much of it is done, from 0 to 1.
        done: What came of the last one; None before, and when it failed.
        fault: Why the last backup failed; stays until one succeeds. A copy is none.
        copy_fault: Why the last copy failed; stays until one succeeds.

    Signals:
        changed: One of these, or the choice of the second place, is another.
        progressed: How much is done.
        ended: A backup or copy has ended, in whatever way.
    """

    changed = Signal()
    progressed = Signal(float)
    ended = Signal()
    _told = Signal(float)

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._background: Background | None = None
        self._cancel = Event()
        self._is_shut = False
        self._put_off_until: datetime | None = None
        self._closing: Closing | None = None
        self.is_running = False
        self.share = 0.0
        self.done: Done | None = None
        self.fault: StorageFault | None = None
        self.copy_fault: StorageFault | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(backups.EVERY.total_seconds() * 1000))
        self._timer.timeout.connect(self._take_time)
        # The worker tells from its own thread.
        self._told.connect(self._take_progress, Qt.ConnectionType.QueuedConnection)
        session.changed.connect(self._take_change)

    # --- when ---------------------------------------------------------------------------------

    @property
    def is_automatic(self) -> bool:
        """True when backups are made without being asked for: of a casebook with keys."""
        return self._session.signed_in is not None and not self._is_shut

    def is_due(self, kind: Kind = Kind.CLOSE) -> bool:
        """True when something was done since the last backup."""
        if not self.is_automatic:
            return False
        try:
            return backups.due(self._session.book, kind)
        except StorageFault:
            # It is being given a new key, or cannot be read: then no backup can be made either.
            return False

    def make_if_due(self, kind: Kind = Kind.CLOSE) -> bool:
        """Begin a backup when something was done since the last; True when one was begun."""
        if self.is_running or not self.is_due(kind):
            return False
        self._begin(kind)
        return True

    def _take_change(self, _change: object) -> None:
        if self.is_automatic and not self._timer.isActive():
            self._timer.start()

    def _take_time(self) -> None:
        if not self.make_if_due(Kind.DAILY) and self.is_due():
            self._timer.start()

    def lets_close(self, window: "MainWindow") -> bool:
        """True when the window may close; else it closes by itself after its backup."""
        if self._closing is None:
            if not self.is_automatic:
                return True
            from clonus_desktop.ui.backup.closing import Closing

            self._closing = Closing(window, self)
        return self._closing.lets_close()

    # --- making -------------------------------------------------------------------------------

    def make(self) -> None:
        """Make a backup now, and copy it when a second place is there."""
        self._begin(Kind.ON_DEMAND)

    def copy(self) -> None:
        """Copy the newest backup to the second place now."""
        self._begin(None)

    def _begin(self, kind: Kind | None) -> None:
        book = self._session.book
        if self.is_running or self._is_shut or book.is_aside:
            return
        task = Task(
            path=book.path,
            key=book.file.key,
            kind=kind,
            second=self.second_place,
            now=book.now,
        )
        self._timer.stop()
        cancel = self._cancel = Event()
        self.is_running, self.share = True, 0.0
        self.worker().run(
            partial(carry_out, task, self._told.emit, cancel.is_set),
            done=self._take_done,
            failed=partial(self._take_fault, is_copy=kind is None),
        )
        self.changed.emit()

    def worker(self) -> "Background":
        """The worker of the backups, also for checking and comparing them."""
        if self._background is None:
            from clonus_desktop.ui.background import Background

            self._background = Background(self)
        return self._background

    def cancel(self) -> None:
        """Stop what is being made; nothing half is left of it."""
        self._cancel.set()

    def stop(self) -> None:
        """Stop what is being made and wait until it lets go of the casebook."""
        self._cancel.set()
        if self._background is not None:
            self._background.close()
            self._background = None
        if self.is_running:
            self._end()

    def shut(self) -> None:
        """Stop, and begin nothing more."""
        self._is_shut = True
        self._timer.stop()
        self.stop()

    # --- how it ended -------------------------------------------------------------------------

    def _take_progress(self, share: float) -> None:
        if self.is_running:
            self.share = share
            self.progressed.emit(share)

    def _take_done(self, done: Done) -> None:
        self.done = done
        if done.is_new:
            self.fault = None
        if done.copy is not None:
            self.copy_fault = None
            self._put_off_until = None
            self._session.settings.change(second_copied_at=done.copy.made_at.isoformat())
        elif not isinstance(done.copy_fault, BackupCancelled | None):
            self.copy_fault = done.copy_fault
        self._end()

    def _take_fault(self, error: BaseException, *, is_copy: bool) -> None:
        self.done = None
        if isinstance(error, StorageFault) and not isinstance(error, BackupCancelled):
            if is_copy:
                self.copy_fault = error
            else:
                self.fault = error
        self._end()
        if not isinstance(error, StorageFault):
            raise error

    def _end(self) -> None:
        self.is_running = False
        self.ended.emit()
        self.changed.emit()

    # --- the second place ---------------------------------------------------------------------

    @property
    def latest(self) -> Backup | None:
        """The newest backup beside the casebook that is whole."""
        return backups.newest_whole(self._session.book.path)

    @property
    def second_place(self) -> Path | None:
        """Where copies go; None when no place was chosen."""
        chosen = self._session.settings.choices.second_place
        return Path(chosen) if chosen else None

    @property
    def copied_at(self) -> datetime | None:
        """When the newest copy in the second place was made, as a backup; None without one."""
        said = self._session.settings.choices.second_copied_at
        return datetime.fromisoformat(said) if said else None

    def choose_second(self, folder: Path | None) -> None:
        """Take another second place, or none."""
        self.copy_fault, self._put_off_until = None, None
        chosen = "" if folder is None else str(folder)
        self._session.settings.change(second_place=chosen, second_copied_at="")
        self.changed.emit()

    @property
    def is_copy_old(self) -> bool:
        """True when a second place was chosen and has no copy of the last days."""
        if self.second_place is None:
            return False
        copied_at = self.copied_at
        return copied_at is None or self._now() - copied_at >= backups.OLD_AFTER

    @property
    def reminds(self) -> bool:
        """True when somebody is to be reminded of the second place."""
        is_put_off = self._put_off_until is not None and self._now() < self._put_off_until
        return self.is_copy_old and self.is_automatic and not is_put_off and not self.is_running

    def put_off(self) -> None:
        """Remind again tomorrow."""
        self._put_off_until = self._now() + timedelta(days=1)
        self.changed.emit()

    def _now(self) -> datetime:
        return self._session.book.now()


def back_up_if_due(session: "Session") -> None:
    """Make a backup when something was done since the last; called when the window is locked."""
    if session.signed_in is not None:
        session.keeping.make_if_due()
