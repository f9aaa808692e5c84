"""What is said before anybody works, when something is amiss with the casebook or the clock."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook import opening
from clonus_desktop.language import _, say
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from clonus_desktop.ui.main_window import MainWindow


class MissingActsSheet(Sheet):
    """Saved acts are gone: a backup, or knowingly what is there. Esc answers neither.

    Signals:
        backup_wanted: A backup is to be looked for.
        accepted: Go on with what is there.
    """

    backup_wanted = Signal()
    accepted = Signal()

    def __init__(self, owner: QWidget, words: str) -> None:
        super().__init__(owner, _("Acts are missing from the record"), width=680)
        self.body.addWidget(plain_label(words, role="notice", wrap=True))
        said = _(
            "Going on is entered in the record of acts with your name. A backup is shown before "
            "anything is replaced, and the present files are kept beside it."
        )
        self.body.addWidget(plain_label(said, role="muted", wrap=True))
        self.backup = primary_button(_("Open a backup"), "history")
        self.go_on = secondary_button(_("Go on with what is there"))
        self.backup.clicked.connect(lambda: self.backup_wanted.emit())
        self.go_on.clicked.connect(lambda: self.accepted.emit())
        self.add_buttons(self.go_on, self.backup)

    def first_focus(self) -> QWidget:
        return self.backup

    def close_sheet(self) -> None:
        """Only an answer takes it away."""

    def answered(self) -> None:
        """Take it away after an answer."""
        super().close_sheet()


class ClockSheet(Sheet):
    """The clock of the computer is behind the record."""

    def __init__(self, owner: QWidget, words: str) -> None:
        super().__init__(owner, _("Check the clock of this computer"), width=600)
        self.body.addWidget(plain_label(words, role="notice", wrap=True))
        self.go_on = primary_button(_("Go on"), key_hint=_("Esc"))
        self.go_on.clicked.connect(self.close_sheet)
        self.add_buttons(self.go_on)

    def first_focus(self) -> QWidget:
        return self.go_on


def say_what_is_amiss(
    window: "MainWindow", *, open_backups: Callable[[], None], then: Callable[[], None]
) -> None:
    """Say what is amiss, one after the other, then go on.

    Args:
        open_backups: Shows the backups of this casebook.
        then: What comes when nothing is amiss, or all was answered.
    """
    book = window.session.book
    words = opening.missing_acts(book)
    if words is None:
        _say_clock(window, then)
        return
    sheet = MissingActsSheet(window, say(words))

    def accept() -> None:
        if window.session.do(opening.go_on) is not None:
            sheet.answered()
            _say_clock(window, then)

    def look_for_backup() -> None:
        sheet.answered()
        open_backups()

    sheet.accepted.connect(accept)
    sheet.backup_wanted.connect(look_for_backup)
    sheet.open()


def _say_clock(window: "MainWindow", then: Callable[[], None]) -> None:
    words = opening.clock_behind(window.session.book)
    if words is None:
        then()
        return
    sheet = ClockSheet(window, say(words))
    sheet.closed.connect(then)
    sheet.open()
