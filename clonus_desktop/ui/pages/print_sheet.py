"""The letter as it will come out of the printer, before it does."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.page_keys import PageKey
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.paper_view import PaperView
from clonus_desktop.ui.widgets.scroll_keys import scroll_keys
from clonus_desktop.ui.widgets.sheet import Sheet

_AROUND = 330
"""Pixels at 100 % that the window keeps for what stands over and under the paper."""

_LEAST = 240


class PrintSheet(Sheet):
    """Pages, and the way to the printer.

    Args:
        owner: A widget of the window.
        text: What the pages say, for those who cannot see them.

    Signals:
        print_wanted: The printer is to be chosen.
    """

    print_wanted = Signal()

    def __init__(self, owner: QWidget, text: str) -> None:
        super().__init__(owner, _("Print the letter"), width=900)
        self.pages: tuple[bytes, ...] = ()
        self._text = text
        self._cancel: Callable[[], None] = lambda: None
        self.count = plain_label(_("Making the letter…"), "muted", wrap=True)
        self.paper = PaperView(_("Letter as it will be printed"))
        self.grey = QCheckBox(_("In shades of grey"))
        self.grey.toggled.connect(lambda is_grey: self.paper.show_grey(is_grey=is_grey))
        for part in (self.count, self.paper, self.grey):
            self.body.addWidget(part)
        self.print_button = primary_button(_("Print…"), "printer")
        self.close_button = secondary_button(_("Close"))
        self.print_button.setEnabled(False)
        self.print_button.clicked.connect(lambda: self.print_wanted.emit())
        self.close_button.clicked.connect(lambda: self.close_sheet())
        self.add_buttons(self.close_button, self.print_button, at_end=True)
        self.closed.connect(lambda: self._cancel())

    @property
    def is_grey(self) -> bool:
        """True when no colours are wanted on paper."""
        return self.grey.isChecked()

    def show_pages_of(self, background: Background, make: Callable[[], tuple[bytes, ...]]) -> None:
        """Make the pages in the worker, and show them when they are there."""
        self._cancel = background.run(make, done=self._show, failed=self._say_not_shown)

    def _show(self, pages: tuple[bytes, ...]) -> None:
        self.pages = pages
        self.paper.show_pages(pages, self._text)
        said = ngettext("{n} page, A4", "{n} pages, A4", len(pages)).format(n=len(pages))
        self.count.setText(said)
        self.print_button.setEnabled(True)
        if self.close_button.hasFocus() or self.hasFocus():
            self.print_button.setFocus()

    def _say_not_shown(self, error: BaseException) -> None:
        self.count.setText(
            _("The letter could not be shown. The record is safe. Change an option to try again.")
        )
        # A fault of the program: the excepthook logs it.
        raise error

    def fit(self, width: int) -> None:
        room = self.window().height() - appearance().px(_AROUND)
        self.paper.stand_at_least(max(appearance().px(_LEAST), room))

    def key_table(self) -> tuple[PageKey, ...]:
        close = PageKey(names=("Esc",), words=_("Close"), act=lambda _ms: self.close_sheet())
        return (close, *scroll_keys(self.paper.verticalScrollBar()))
