"""The list of the backups, over the open window or before the casebook is open."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.casebook import backups
from clonus_desktop.casebook.backups import BackupCancelled, Verified
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _, ngettext, say
from clonus_desktop.ui import chosen_file
from clonus_desktop.ui.accessible import announce
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.backup.backup_row import BackupRow
from clonus_desktop.ui.backup.found import Found, Search, look_for
from clonus_desktop.ui.backup.place import Place
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import quiet_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label

SHOWN_FIRST = 6
"""More come on asking: the page would get longer than anybody scrolls."""


class BackupsPage(DoorPage):
    """Lists the backups, checks one, and asks for the preview of one.

    Args:
        place: Where the casebook is, and what is known of it.
        worker: Gives the worker.
        can_restore: False where nobody would restore one.

    Attributes:
        choose_folder: Asks for another folder to look in.

    Signals:
        preview_wanted: The Backup that is to be restored.
    """

    preview_wanted = Signal(object)
    _told = Signal(float)

    def __init__(
        self, place: Place, worker: Callable[[], Background], *, can_restore: bool
    ) -> None:
        words = _("Each was read back when it was made. A restore shows first what it would do.")
        super().__init__("history", _("Backups"), words, width=760)
        self._place, self._worker, self._can_restore = place, worker, can_restore
        self.choose_folder: Callable[[QWidget, str, str], str] = chosen_file.choose_folder
        self.rows: list[BackupRow] = []
        self._search = Search(found=())
        self._elsewhere = () if place.second is None else (place.second,)
        self._shows_all = False
        self._checked: BackupRow | None = None
        self._stop = Event()
        self.status = plain_label("", role="muted", wrap=True)
        self.trouble = plain_label("", role="notice", wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.all_button = quiet_button("")
        self.other = secondary_button(_("Look in another folder…"))
        for part in (self.status, self.trouble):
            self.body.addWidget(part)
        self.body.addLayout(self._column)
        self.body.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_buttons(self.other)
        self.all_button.clicked.connect(self._show_all)
        self.other.clicked.connect(self._look_elsewhere)
        app = QCoreApplication.instance()
        if app is not None:
            # The program does not wait for a check that nobody sees the end of.
            app.aboutToQuit.connect(self.forget)
        self._told.connect(self._show_share, Qt.ConnectionType.QueuedConnection)
        self.offer_back()
        self.look()

    # --- looking ------------------------------------------------------------------------------

    def look(self) -> None:
        """Read in the worker what there is, and show it."""
        self.status.setText(_("Looking for backups…"))
        for part in (self.trouble, self.all_button):
            part.hide()
        self._worker().run(
            partial(look_for, self._place.path, self._elsewhere),
            done=self._show,
            failed=self._fail,
        )

    def _show(self, search: Search) -> None:
        self._search = search
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        shown = search.found if self._shows_all else search.found[:SHOWN_FIRST]
        now = self._place.now()
        self.rows = [self._row(one, now) for one in shown]
        count = len(search.found)
        words = ngettext("{n} backup, the newest first.", "{n} backups, the newest first.", count)
        self.status.setText(words.format(n=count) if count else _("There is no backup here."))
        self.all_button.say(_("Show all {n} backups").format(n=count))
        self.all_button.setVisible(count > len(shown))
        troubles = [say(fault.message) for fault in search.faults]
        troubles += [_unreadable_words(one) for one in search.unreadable]
        self.trouble.setText("\n".join(troubles))
        self.trouble.setVisible(bool(troubles))
        announce(self, self.status.text())
        if self.other.hasFocus() or self.back.hasFocus():
            self.focus_first()

    def _row(self, found: Found, now: datetime) -> BackupRow:
        row = BackupRow(found, now, can_restore=self._can_restore)
        row.check_wanted.connect(lambda: self._check(row))
        row.restore_wanted.connect(lambda: self.preview_wanted.emit(found.backup))
        self._column.addWidget(row)
        return row

    def _show_all(self) -> None:
        self._shows_all = True
        now = self._place.now()
        # Those that are shown stay, with what a check has found of them.
        others = [self._row(one, now) for one in self._search.found[SHOWN_FIRST:]]
        self.rows += others
        checks = [row.check for row in others if not row.check.isHidden()]
        (checks or [self.other])[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.all_button.hide()

    def _look_elsewhere(self) -> None:
        first = str(self._elsewhere[-1] if self._elsewhere else chosen_file.documents_folder())
        chosen = self.choose_folder(self, _("Folder with backups"), first)
        if chosen:
            self._elsewhere = tuple(dict.fromkeys((*self._elsewhere, Path(chosen))))
            self.look()

    # --- checking -----------------------------------------------------------------------------

    def _check(self, row: BackupRow) -> None:
        if self._checked is not None:
            # One at a time: the button of the one that is under way stops it.
            if self._checked is row:
                self._stop.set()
            return
        self._checked, self._stop = row, Event()
        row.show_working(0.0)
        task = partial(
            backups.verify,
            row.found.backup,
            key=self._place.key,
            progress=self._told.emit,
            cancel=self._stop.is_set,
        )
        self._worker().run(task, done=self._say_verified, failed=self._fail)

    def _show_share(self, share: float) -> None:
        if self._checked is not None:
            self._checked.show_working(share)

    def _say_verified(self, verified: Verified) -> None:
        row, self._checked = self._checked, None
        if row is not None and row in self.rows:
            row.show_verified(verified)
            announce(self, row.state.text())

    def _fail(self, error: BaseException) -> None:
        row, self._checked = self._checked, None
        if not isinstance(error, StorageFault):
            raise error
        if row is None or row not in self.rows:
            self.trouble.setText(say(error.message))
            self.trouble.show()
        elif isinstance(error, BackupCancelled):
            row.show_stopped()
        else:
            row.show_fault(error)
            announce(self, row.state.text(), is_urgent=True)

    # --- coming and going ---------------------------------------------------------------------

    def focus_first(self) -> None:
        buttons = [row.restore for row in self.rows if not row.restore.isHidden()]
        first = buttons[0] if buttons else self.other
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        self._stop.set()


def _unreadable_words(folder: Path) -> str:
    return _("The folder {folder} cannot be read as a backup.").format(
        folder=breakable(folder.name)
    )
