"""What is said about the record before anybody works: a restore, acts that are gone, the clock."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook.backups import Restored
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _, say
from clonus_desktop.ui.backup.backup_words import day_and_time
from clonus_desktop.ui.door.door_page import path_label
from clonus_desktop.ui.opening_sheets import say_what_is_amiss
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import primary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from clonus_desktop.ui.main_window import MainWindow


class RestoreEndSheet(Sheet):
    """How a restore ended: the casebook of the backup, or the one of before, is open again."""

    def __init__(self, owner: QWidget, title: str, *words: str) -> None:
        super().__init__(owner, title, width=600)
        for line in words:
            self.body.addWidget(plain_label(line, wrap=True))
        self.go_on = primary_button(_("Go on"), key_hint=_("Esc"))
        self.go_on.clicked.connect(self.close_sheet)
        self.add_buttons(self.go_on)

    def first_focus(self) -> QWidget:
        return self.go_on


def begin_with_the_record(window: "MainWindow", *, then: Callable[[], None]) -> None:
    """Say one after the other what there is to say, then go on."""
    session = window.session

    def look() -> None:
        say_what_is_amiss(window, open_backups=open_backups, then=then)

    def open_backups() -> None:
        from clonus_desktop.ui.backup.backups_sheet import show_backups

        # Whoever restores none has still to answer.
        show_backups(window, session, then=look)

    sheet = _end_sheet(window, session)
    if sheet is None:
        look()
        return
    sheet.closed.connect(look)
    sheet.open()


def _end_sheet(window: QWidget, session: Session) -> RestoreEndSheet | None:
    restored, refused = session.restored, session.not_restored
    session.restored = session.not_restored = None
    if refused is not None:
        return refused_sheet(window, refused)
    return None if restored is None else restored_sheet(window, session, restored)


def restored_sheet(window: QWidget, session: Session, restored: Restored) -> RestoreEndSheet:
    """Says that a backup is in its place, and where what stood there before is."""
    when = day_and_time(restored.backup.made_at, session.book.now())
    said = _("The casebook is as it was in the backup of {when}.")
    words = [said.format(when=when)]
    if restored.set_aside is not None:
        words.append(_("What stood there before is kept in this folder:"))
    sheet = RestoreEndSheet(window, _("Restored"), *words)
    if restored.set_aside is not None:
        sheet.body.addWidget(path_label(restored.set_aside))
    return sheet


def refused_sheet(window: QWidget, refused: StorageFault) -> RestoreEndSheet:
    """Says why nothing was restored, and that the casebook is open again."""
    open_again = _("The casebook is open again as it was.")
    return RestoreEndSheet(window, _("Nothing was restored"), say(refused.message), open_again)
