"""What the window asks of every page."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from clonus_desktop.casebook.change import Change
from clonus_desktop.language import _
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.navigation import Destination
from clonus_desktop.ui.page_keys import KeyGroup, PageKey, answer, group
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.scroll_keys import scroll_keys


class Page(QWidget):
    """One screen under the banner. A page reads the casebook and never keeps its own copy.

    Attributes:
        session: The opened casebook and the way to act on it.
        arrangement: How the page is laid out now.

    Signals:
        display_changed: The person chose another theme, text size or comfort.
    """

    spoken = Spoken(role=Role.Pane)

    display_changed = Signal()
    spreads_out = False
    """True for a page with a bar across the window; it keeps its own margins in wide windows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.arrangement = Arrangement.WIDE

    @property
    def is_signed(self) -> bool:
        """True for an exam that was signed; of any other page, and of a draft, False."""
        return False

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
        self.keep()

    def keep(self) -> None:
        """Store what was typed and not stored yet; the page stays as it is.

        Called when the program, the session or the computer may be about to end.
        """

    def is_busy(self) -> bool:
        """True while hands are at work without a key or a touch: the window does not lock."""
        return False

    def come_back(self, destination: Destination) -> None:
        """Show again what the page left for the manual; called in the place of open()."""
        self.open(destination)

    # -- keys -------------------------------------------------------------------------------

    def key_table(self) -> tuple[PageKey, ...]:
        """The keys of the page. They answer, and the key sheet lists them."""
        return ()

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """All keys of the page for the key sheet, those of its parts after its own."""
        table = self.key_table()
        return (group(_("On this page"), table),) if table else ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if answer(event, self.key_table()):
            return
        # What nobody inside took: with the keyboard on the page itself it scrolls as well.
        areas = (area for area in self.findChildren(QScrollArea) if area.isVisible())
        area = next(areas, None)
        # Not by Space: on a page that is the pad's and the buttons'.
        keys = () if area is None else scroll_keys(area.verticalScrollBar(), by_space=False)
        if not answer(event, keys):
            super().keyPressEvent(event)
