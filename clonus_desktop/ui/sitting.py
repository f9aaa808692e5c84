"""From the door to the window: one casebook, opened by somebody, and closed at the end."""

from pathlib import Path

from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.ui.door.door import Door
from clonus_desktop.ui.door.entry import Entry
from clonus_desktop.ui.lock.signed_in import SignedIn, sign_in
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settings import Settings


class Sitting:
    """Shows the door of a casebook, and its window to whoever comes in.

    Attributes:
        door: Before the casebook is open.
        window: After; None until then.
    """

    def __init__(self, settings: Settings, path: Path, door: Door | None = None) -> None:
        self._settings, self._path = settings, path
        self._book: Casebook | None = None
        self.window: MainWindow | None = None
        self.door = door or Door(path)
        self.door.opened.connect(self._go_in)

    def begin(self) -> None:
        """Show the door, with the page for what lies at the path."""
        self.door.show()
        self.door.begin()

    def _go_in(self, entry: Entry) -> None:
        try:
            book = self._opened(entry)
        except StorageFault as fault:
            self.door.show_trouble(fault.message, again=lambda: self._go_in(entry))
            return
        self._book = book
        signed_in = SignedIn(self._path, entry.way_in, entry.opened, cost=self.door.cost)
        session = Session(book, self._settings, signed_in=signed_in)
        self.window = window = MainWindow(session)
        window.begin()
        # Where the door stood, as if it were the same window.
        window.setGeometry(self.door.geometry())
        window.show()
        self.door.close()

    def _opened(self, entry: Entry) -> Casebook:
        book = open_book(self._path, key=entry.opened.key)
        try:
            sign_in(book, entry.way_in, entry.opened, role=entry.newcomer_role or "")
        except BaseException:
            book.close()
            raise
        return book

    def say_program_fault(self) -> None:
        """Say calmly that the program met a fault, wherever somebody is now."""
        (self.window or self.door).say_program_fault()

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
        if self._book is not None:
            self._book.close()
