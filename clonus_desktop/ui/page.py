"""What the window asks of every page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook.change import Change
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.navigation import Destination
from clonus_desktop.ui.session import Session


class Page(QWidget):
    """One screen under the banner. A page reads the casebook and never keeps its own copy.

    Attributes:
        session: The opened casebook and the way to act on it.
        arrangement: How the page is laid out now.

    Signals:
        display_changed: The person chose another theme, text size or comfort.
    """

    display_changed = Signal()
    spreads_out = False
    """True for a page with a bar across the window; it keeps its own margins in wide windows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.arrangement = Arrangement.WIDE

    def open(self, destination: Destination) -> None:
        """Show what the destination names; called each time the page is entered."""

    def read_again(self, change: Change) -> None:
        """Read the casebook again after a deed; called on the visible page only."""

    def arrange(self, arrangement: Arrangement) -> None:
        """Lay the page out for the window; called on entering and when it changes."""
        self.arrangement = arrangement

    def repaint_for_theme(self) -> None:
        """Take the tokens again after a change of theme or text size."""

    def focus_first(self) -> None:
        """Put the keyboard where the page is usually begun."""

    def leave(self) -> None:
        """Called when another screen is about to be shown: keep what was typed."""
