"""From the list of backups to the one that somebody wants restored."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from clonus_desktop.casebook import backups
from clonus_desktop.casebook.backups import Backup, RestorePreview
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _, say
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.backup.backups_page import BackupsPage
from clonus_desktop.ui.backup.place import Place
from clonus_desktop.ui.backup.preview_page import PreviewPage
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.door.working_page import WorkingPage


class Shows(Protocol):
    """The door, or a sheet over the window."""

    def show_page(self, page: DoorPage, *, keeps: DoorPage | None = None) -> None:
        """Show a page."""


class BackupsFlow(QObject):
    """Leads from page to page. It changes nothing.

    Args:
        parent: Lives as long as the pages are shown.
        shows: Shows them.
        place: Where the casebook is.
        worker: Gives the worker.
        can_restore: False where nobody would restore one.

    Signals:
        restore_wanted: The RestorePreview that was confirmed.
        left: Back to where the list was opened.
    """

    restore_wanted = Signal(object)
    left = Signal()

    def __init__(
        self,
        parent: QObject,
        shows: Shows,
        place: Place,
        worker: Callable[[], Background],
        *,
        can_restore: bool = True,
    ) -> None:
        super().__init__(parent)
        self._shows, self._place, self._worker = shows, place, worker
        self._can_restore = can_restore
        self._list: BackupsPage | None = None

    def begin(self) -> None:
        """Show the list."""
        page = self._list = BackupsPage(self._place, self._worker, can_restore=self._can_restore)
        page.back_wanted.connect(self.left)
        page.preview_wanted.connect(self._preview)
        self._shows.show_page(page)

    def _preview(self, backup: Backup) -> None:
        assert self._list is not None
        self._shows.show_page(
            WorkingPage(_("Comparing with the present casebook…")), keeps=self._list
        )
        self._worker().run(
            partial(backups.preview, self._place.path, backup, key=self._place.key),
            done=self._show_preview,
            failed=self._say_fault,
        )

    def _show_preview(self, preview: RestorePreview) -> None:
        page = PreviewPage(preview, self._place)
        page.confirmed.connect(lambda: self.restore_wanted.emit(preview))
        page.back_wanted.connect(self._go_back)
        self._shows.show_page(page, keeps=self._list)

    def _go_back(self) -> None:
        assert self._list is not None
        self._shows.show_page(self._list)

    def _say_fault(self, error: BaseException) -> None:
        self._go_back()
        if not isinstance(error, StorageFault):
            raise error
        assert self._list is not None
        self._list.trouble.setText(say(error.message))
        self._list.trouble.show()
