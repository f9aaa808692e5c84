"""From the door to the window: one casebook, opened by somebody, and closed at the end."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import of_screen
from clonus_desktop.ui.door.door import Door, own_fault
from clonus_desktop.ui.door.entry import Entry
from clonus_desktop.ui.lock.signed_in import SignedIn, sign_in
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settings import Settings

if TYPE_CHECKING:
    from clonus_desktop.casebook.backups import Restored, RestorePreview


class Sitting:
    """Shows the door of a casebook, and its window to whoever comes in.

    Attributes:
        door: Before the casebook is open, and while a backup of it is restored.
        window: After; None until then.
    """

    def __init__(self, settings: Settings, path: Path, door: Door | None = None) -> None:
        self._settings, self._path = settings, path
        self._book: Casebook | None = None
        self._restored: Restored | None = None
        self._key: bytes | None = None
        self.window: MainWindow | None = None
        self.door = door or Door(path, on_backup=self._open_backups)
        self.door.opened.connect(self._go_in)

    def begin(self, take: Callable[[], bool] = lambda: True) -> bool:
        """Show the door, with the page for what lies at the path; False when nobody goes in.

        Args:
            take: Takes the casebook for this window; False when another window has it, and a
                StorageFault when it cannot be told.
        """
        try:
            is_ours = take()
        except StorageFault as fault:
            self.door.show()
            self.door.show_trouble(fault.message, again=lambda: self.begin(take))
            return True
        if is_ours:
            self.door.show()
            self.door.begin()
        else:
            self.door.close()
        return is_ours

    def _go_in(self, entry: Entry, refused: StorageFault | None = None) -> None:
        try:
            book = self._opened(entry)
        except StorageFault as fault:
            # With the key it can be told what a restore would lose.
            self._key = entry.opened.key
            self.door.show_trouble(fault.message, again=lambda: self._go_in(entry, refused))
            return
        self._book = book
        try:
            self._open_window(book, entry, refused)
        except BaseException:
            # Whoever tries again finds the casebook closed.
            self.window = None
            self._close_book()
            self.door.show_trouble(own_fault(), again=lambda: self._go_in(entry, refused))
            raise

    def _open_window(self, book: Casebook, entry: Entry, refused: StorageFault | None) -> None:
        signed_in = SignedIn(self._path, entry.way_in, entry.opened, cost=self.door.cost)
        session = Session(book, self._settings, signed_in=signed_in)
        session.can_restore, session.not_restored = True, refused
        session.restore_wanted.connect(self._restore)
        self._enter_restored(session)
        self.window = window = MainWindow(session)
        window.begin()
        # Where the door stood, as if it were the same window.
        window.setGeometry(self.door.geometry())
        window.show()
        self.door.close()

    def _opened(self, entry: Entry) -> Casebook:
        book = open_book(self._path, key=entry.opened.key, language=of_screen().language)
        try:
            sign_in(book, entry.way_in, entry.opened, role=entry.newcomer_role or "")
        except BaseException:
            book.close()
            raise
        return book

    # --- restoring ----------------------------------------------------------------------------

    def _open_backups(self, _path: Path) -> None:
        from clonus_desktop.ui.backup.restoring import open_backups

        chosen = self._settings.choices.second_place
        second = Path(chosen) if chosen else None
        open_backups(self.door, key=self._key, second=second, done=self._say_restored)

    def _restore(self, preview: "RestorePreview") -> None:
        """Close the casebook, restore the backup at the door, and go in again."""
        from clonus_desktop.ui.backup.restoring import restore

        signed_in = self.window.session.signed_in if self.window is not None else None
        assert signed_in is not None
        entry = Entry(way_in=signed_in.way_in, opened=signed_in.opened)
        self._go_out()

        def go_in(restored: "Restored") -> None:
            if preview.has_other_keys:
                self._say_restored(restored)
                return
            self._restored = restored
            self._go_in(entry)

        restore(
            self.door,
            preview.backup,
            key=entry.opened.key,
            done=go_in,
            failed=lambda fault: self._go_in(entry, fault),
        )

    def _go_out(self) -> None:
        """Close the casebook and stand before its door again."""
        window = self.window
        assert window is not None
        cost = self.door.cost
        # It was closed when somebody came in.
        self.door.deleteLater()
        self.door = Door(self._path, cost=cost, on_backup=self._open_backups)
        self.door.opened.connect(self._go_in)
        self.door.setGeometry(window.geometry())
        self.door.show()
        self.window = None
        window.shut()
        window.hide()
        window.deleteLater()
        self._close_book()

    def _say_restored(self, restored: "Restored") -> None:
        from clonus_desktop.ui.backup.restoring import RestoredPage

        self._restored, self._key = restored, None
        page = RestoredPage(restored)
        page.go_on_wanted.connect(self.door.begin)
        self.door.show_page(page)

    def _enter_restored(self, session: Session) -> None:
        if self._restored is None:
            return
        from clonus_desktop.casebook import backups

        session.restored, self._restored = self._restored, None
        session.do(backups.enter_restored, session.restored)

    # --- the end ------------------------------------------------------------------------------

    def keep(self) -> None:
        """Store what was typed and not stored yet."""
        if self.window is not None:
            self.window.keep()

    def lock(self) -> None:
        """Lock the window, if somebody has come in."""
        if self.window is not None:
            self.window.lock()

    def end(self) -> None:
        """Keep what was typed, stop the workers and close the casebook."""
        if self.window is not None:
            self.window.shut()
        self.door.shut()
        self._close_book()

    def _close_book(self) -> None:
        if self._book is not None:
            self._book.close()
            self._book = None
