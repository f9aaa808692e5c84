"""Help over every screen: the key sheet, the manual, and the way back from it."""

from typing import TYPE_CHECKING

from clonus_desktop.language import _
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page_keys import KeyGroup, ListedKey, PageKey, group

if TYPE_CHECKING:
    from clonus_desktop.ui.main_window import MainWindow


class HelpDesk:
    """Opens help for whatever the window shows, and knows what it lies over.

    Attributes:
        under: What is shown again after the manual.
    """

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.under = Destination(screen=Screen.PATIENTS)

    def key_table(self) -> tuple[PageKey, ...]:
        """The keys that every screen has; a text field takes the question mark as text."""
        keys = PageKey(
            names=("?", "Shift+F1"), words=_("These keys"), act=lambda _ms: self.show_keys()
        )
        manual = PageKey(
            names=("F1",), words=_("The manual, at this page"), act=lambda _ms: self.open_manual()
        )
        # Its shortcut comes first, and answers only in a window that the desktop calls active.
        lock = PageKey(
            names=("Ctrl+L",),
            words=_("Lock; also while you type"),
            act=lambda _ms: self._window.lock(),
        )
        # In an exam the function keys lead to the places.
        is_exam = self._window.destination.screen is Screen.EXAM
        return (keys, lock) if is_exam else (keys, manual, lock)

    def _everywhere(self) -> KeyGroup:
        own = group(_("On every page"), self.key_table())
        usual = (
            ListedKey(names=("Tab", "Shift+Tab"), words=_("The next control, the one before")),
            ListedKey(names=("Space", "Enter"), words=_("Press the control with the ring")),
            ListedKey(names=("Esc",), words=_("Close what lies on top")),
        )
        return KeyGroup(title=own.title, keys=(*own.keys, *usual))

    def show_keys(self) -> None:
        """Show what each key does here, and everywhere."""
        from clonus_desktop.ui.widgets.keys_sheet import KeysSheet

        groups = (*self._window.page.key_groups(), self._everywhere())
        KeysSheet(self._window.page, groups, self.open_manual).open()

    def open_manual(self, chapter: str = "") -> None:
        """Open a chapter, or the one that fits the screen."""
        from clonus_desktop.manual import load_manual

        now = self._window.destination
        if not chapter:
            manual = load_manual(self._window.session.book.language)
            chapter = manual.chapter_for(now.screen.value).key
        self._window.go(Destination(screen=Screen.HELP, patient_id=now.patient_id, chapter=chapter))

    def take(self, before: Destination, now: Destination) -> None:
        """Remember what the manual is opened over; a page that was left stays left."""
        if now.screen is Screen.HELP and before.screen is not Screen.HELP:
            self.under = before
