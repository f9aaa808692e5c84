"""What the manual's page shows, side by side or one after the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.widgets.buttons import secondary_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.chapter_view import ChapterView
from clonus_desktop.ui.widgets.labels import heading, plain_label
from clonus_desktop.ui.widgets.manual_contents import ManualContents
from clonus_desktop.ui.widgets.search_field import SearchField

_SIDE_WIDTH = 300


class HelpView:
    """The widgets of the page, laid into it.

    Attributes:
        back: Leads to what was shown before.
        to_contents: Leads from the chapter to the contents, where both do not fit.
        is_stacked: True where contents and chapter take turns.
    """

    def __init__(self, page: QWidget) -> None:
        self.is_stacked = False
        self._is_reading = True
        self.heading = heading(_("Help"))
        self.back = secondary_button(_("Back"), "arrow-left", _("Esc"))
        self.to_contents = secondary_button(_("Contents"))
        self.search = SearchField(_("Search the manual"))
        self.said = plain_label(role="caption", wrap=True)
        self.contents = ManualContents()
        self.chapter = ChapterView()
        self._card = Card()
        self._card.add(self.chapter, 1)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        for part in (self.search, self.said, self.contents):
            side.addWidget(part)
        side.setStretch(2, 1)
        head = self._head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.heading, 1)
        head.addWidget(self.to_contents)
        self._body = QHBoxLayout()
        self._body.addWidget(self._side)
        self._body.addWidget(self._card, 1)
        self._outer = QVBoxLayout(page)
        self._outer.addLayout(head)
        self._outer.addLayout(self._body, 1)
        self.said.hide()
        self.arrange(Arrangement.WIDE)

    def say(self, words: str) -> None:
        """Say what the search found; empty words say nothing."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def arrange(self, arrangement: Arrangement) -> None:
        """Side by side where there is room for both."""
        look = appearance()
        side, top = (32, 24) if arrangement is Arrangement.WIDE else (16, 16)
        self._outer.setContentsMargins(look.gap(side), look.gap(top), look.gap(side), look.gap(16))
        self._outer.setSpacing(look.gap(12))
        self._body.setSpacing(look.gap(16))
        self.is_stacked = arrangement is Arrangement.LARGE_TEXT
        self._head.setSpacing(look.gap(16))
        widest = 16_777_215 if self.is_stacked else look.px(_SIDE_WIDTH)
        self._side.setMinimumWidth(0 if self.is_stacked else widest)
        self._side.setMaximumWidth(widest)
        self.show_reading(is_reading=self._is_reading)

    def show_reading(self, *, is_reading: bool) -> None:
        """Show the chapter (True) or the contents, where both do not fit."""
        self._is_reading = is_reading
        self._card.setVisible(is_reading or not self.is_stacked)
        self._side.setVisible(not is_reading or not self.is_stacked)
        self.to_contents.setVisible(is_reading and self.is_stacked)

    def focus_chapter(self) -> None:
        """Give the keyboard to the chapter."""
        self.chapter.setFocus(Qt.FocusReason.OtherFocusReason)
