"""Restoring a backup while the casebook is closed: at the door, with progress."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from clonus_desktop.casebook import backups
from clonus_desktop.casebook.backups import Backup, Restored
from clonus_desktop.casebook.book import local_time
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _
from clonus_desktop.ui.backup.backup_words import day_and_time
from clonus_desktop.ui.backup.backups_flow import BackupsFlow
from clonus_desktop.ui.backup.place import Place
from clonus_desktop.ui.door.door_page import DoorPage, path_label
from clonus_desktop.ui.door.working_page import WorkingPage
from clonus_desktop.ui.widgets.buttons import primary_button
from clonus_desktop.ui.widgets.labels import plain_label

if TYPE_CHECKING:
    from clonus_desktop.ui.door.door import Door


class RestoredPage(DoorPage):
    """The backup is in its place; a passphrase of that day opens it.

    Signals:
        go_on_wanted: To the door.
    """

    go_on_wanted = Signal()

    def __init__(self, restored: Restored) -> None:
        when = day_and_time(restored.backup.made_at, local_time())
        words = _(
            "The casebook is as it was in the backup of {when}. A passphrase of that day opens it."
        )
        super().__init__("check", _("Restored"), words.format(when=when), width=560)
        if restored.set_aside is not None:
            said = _("What stood there before is kept in this folder:")
            self.body.addWidget(plain_label(said, wrap=True))
            self.body.addWidget(path_label(restored.set_aside))
        self.go_on = primary_button(_("Unlock the casebook"), "lock-open")
        self.add_buttons(self.go_on)
        self.go_on.clicked.connect(lambda: self.go_on_wanted.emit())

    def focus_first(self) -> None:
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)


def open_backups(
    door: "Door",
    *,
    key: bytes | None,
    second: Path | None,
    done: Callable[[Restored], None],
) -> None:
    """List the backups of a casebook that is not open; the door begins anew without a restore.

    Args:
        key: Of the casebook, when somebody has unlocked it and it could not be opened.
        second: The second place for copies of backups.
        done: Called once one was restored.
    """
    place = Place(path=door.path, key=key, second=second)
    flow = BackupsFlow(door, door, place, lambda: door.background)
    flow.left.connect(door.begin)

    def refuse(fault: StorageFault) -> None:
        door.show_trouble(fault.message, again=flow.begin, title=_("Nothing was restored"))

    flow.restore_wanted.connect(
        lambda preview: restore(door, preview.backup, key=key, done=done, failed=refuse)
    )
    flow.begin()


def restore(
    door: "Door",
    backup: Backup,
    *,
    key: bytes | None,
    done: Callable[[Restored], None],
    failed: Callable[[StorageFault], None],
) -> None:
    """Restore a backup in the worker of the door; the casebook is closed."""
    page = WorkingPage(
        _("Restoring…"),
        _("Leave the computer on. What stands there now is set aside, not deleted."),
        has_progress=True,
    )
    task = partial(backups.restore, door.path, backup, key=key, progress=page.progressed.emit)
    door.work(page, task, done=done, failed=failed, must_finish=True)
