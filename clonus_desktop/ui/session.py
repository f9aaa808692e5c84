"""The opened casebook on the screen's side: acts on it, and tells who reads it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.ui.navigation import Destination
from clonus_desktop.ui.settings import Settings

if TYPE_CHECKING:
    from clonus_desktop.casebook.backups import Restored
    from clonus_desktop.ui.backup.keeping import Keeping
    from clonus_desktop.ui.lock.signed_in import SignedIn
    from clonus_desktop.ui.main_window import MainWindow
    from clonus_desktop.ui.sending.dispatch import Dispatch

Verb = Callable[..., Change | None]


class Session(QObject):
    """One sitting at the computer.

    Args:
        signed_in: Who opened the casebook; None where there is no passphrase.
        is_demo: True for invented patients, unencrypted, which are gone at the end.

    Attributes:
        has_failed: True while the last entry waits to be stored.
        can_restore: True when somebody answers to ``restore_wanted``.
        restored: How this casebook was put back from a backup just now; None when it was not.
        not_restored: Why a restore failed just now; None when none did.

    Signals:
        changed: A Change, once, after it is in the record.
        failed: A StorageFault, what to call to try again, and the entry in words (may be
            empty); nothing was stored.
        recovered: The verb that had failed has succeeded.
        wanted: A Destination that a page asks for.
        announced: A sentence for screen readers and the status text.
        keys_wanted: The keys of the page are to be shown.
        help_wanted: Key of a chapter of the manual, or "" for the one that fits the screen.
        back_wanted: The manual is to give way to what was shown before it.
        lock_wanted: The window is to be locked.
        signed_in_changed: Another clinician is at work.
        restore_wanted: The RestorePreview of a backup that is to be restored; the casebook is
            closed for it.
    """

    changed = Signal(object)
    failed = Signal(object, object, str)
    recovered = Signal()
    wanted = Signal(object)
    announced = Signal(str)
    keys_wanted = Signal()
    help_wanted = Signal(str)
    back_wanted = Signal()
    lock_wanted = Signal()
    signed_in_changed = Signal()
    restore_wanted = Signal(object)

    def __init__(
        self,
        book: Casebook,
        settings: Settings,
        parent: QObject | None = None,
        *,
        signed_in: "SignedIn | None" = None,
        is_demo: bool = False,
    ) -> None:
        super().__init__(parent)
        self.book = book
        self.settings = settings
        self.signed_in = signed_in
        self.is_demo = is_demo
        self.has_failed = False
        self.can_restore = False
        self.restored: Restored | None = None
        self.not_restored: StorageFault | None = None

    @cached_property
    def keeping(self) -> "Keeping":
        """The backups of the casebook, looked after from when they are first asked for."""
        from clonus_desktop.ui.backup.keeping import Keeping

        return Keeping(self)

    @cached_property
    def dispatch(self) -> "Dispatch":
        """What is sent to the record system, looked after from when it is first asked for."""
        from clonus_desktop.ui.sending.dispatch import Dispatch

        return Dispatch(self)

    def lets_close(self, window: "MainWindow") -> bool:
        """True when the window may close; else it closes by itself, after its last backup."""
        return self.signed_in is None or self.keeping.lets_close(window)

    def shut(self) -> None:
        """Make no more backups and send nothing more: the casebook is about to be closed."""
        if "keeping" in self.__dict__:
            self.keeping.shut()
        if "dispatch" in self.__dict__:
            self.dispatch.shut()

    def do(self, verb: Verb, *arguments: Any, entry: str = "", **named: Any) -> Change | None:
        """Run a verb of the casebook on this book; its Change, or None when it failed.

        A fault of the storage is reported by ``failed`` together with a retry; every other
        exception is the caller's own (such as CannotSign) and passes through. The entry says in
        words what is kept on the screen when it could not be stored.
        """
        try:
            change = verb(self.book, *arguments, **named)
        except StorageFault as fault:
            self.has_failed = True
            self.failed.emit(fault, lambda: self.do(verb, *arguments, entry=entry, **named), entry)
            return None
        if self.has_failed:
            self.has_failed = False
            self.recovered.emit()
        if change is not None:
            self.changed.emit(change)
        return change

    def go(self, destination: Destination) -> None:
        """Ask the window for another screen."""
        self.wanted.emit(destination)
