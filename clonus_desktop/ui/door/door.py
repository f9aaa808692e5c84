"""The window before the casebook is open: one page at a time, and a worker for the slow keys."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.casebook import keys
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.domain.message import Message
from clonus_desktop.language import _
from clonus_desktop.ui import accessible
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.door.door_pages import DoorPages
from clonus_desktop.ui.door.entry import Entry
from clonus_desktop.ui.door.working_page import WorkingPage
from clonus_desktop.ui.page_keys import is_key
from clonus_desktop.ui.widgets.buttons import quiet_button
from clonus_desktop.ui.widgets.focus_ring import FocusRing
from clonus_desktop.ui.widgets.in_sight import InSight
from clonus_desktop.ui.widgets.reading_order import next_stop

if TYPE_CHECKING:
    from clonus_desktop.ui.door.making import Making
    from clonus_desktop.ui.door.unlocking import Unlocking

_LEAST_SIZE = (480, 360)

OpenBackup = Callable[[Path], None]


class Door(QWidget):
    """Stands before a casebook until somebody may go in. Its title names nobody.

    Args:
        path: Of the casebook file.
        cost: What one try of a passphrase costs at least.
        on_backup: Opens the backups of the casebook; without it none are offered.

    Signals:
        opened: An Entry.
    """

    opened = Signal(object)

    def __init__(
        self,
        path: Path,
        *,
        cost: keys.Cost = keys.STANDARD,
        on_backup: OpenBackup | None = None,
    ) -> None:
        super().__init__()
        accessible.install()
        self.path, self.cost = path, cost
        self._on_backup = on_backup
        self._must_finish = False
        self._way: Making | Unlocking | None = None
        self.background = Background(self)
        self.setWindowTitle(_("Clonus Desktop"))
        self.setObjectName("window")
        self.setMinimumSize(*_LEAST_SIZE)
        self._pages = DoorPages()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self.focus_ring = FocusRing(self)
        InSight(self)
        self.resize(1280, 800)

    @property
    def page(self) -> DoorPage:
        """The page that is shown."""
        return self._pages.page

    def begin(self) -> None:
        """Look what lies at the path, and show the page for it."""
        from clonus_desktop.ui.door.making import Making
        from clonus_desktop.ui.door.unlocking import Unlocking

        try:
            state = keys.state_of(self.path)
            if state is keys.CasebookState.CASEBOOK_MISSING:
                self.show_trouble(_casebook_missing(self.path), again=self.begin)
                return
            # Held: Qt holds what its signals call only weakly.
            if state in {keys.CasebookState.NONE, keys.CasebookState.PLAIN}:
                self._way = Making(self, is_plain=state is keys.CasebookState.PLAIN)
            else:
                # Without a vault this says so.
                self._way = Unlocking(self)
            self._way.begin()
        except StorageFault as fault:
            self.show_trouble(fault.message, again=self.begin)

    # --- pages --------------------------------------------------------------------------------

    def show_page(self, page: DoorPage, *, keeps: DoorPage | None = None) -> None:
        """Show a page; those before it are forgotten with all that was typed into them.

        Args:
            keeps: A page to come back to.
        """
        self._pages.show_page(page, keeps=keeps)
        accessible.announce(self, page.accessibleName())
        page.focus_first()

    def work(
        self,
        page: WorkingPage,
        task: Callable[[], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[StorageFault], None],
        keeps: DoorPage | None = None,
        must_finish: bool = False,
    ) -> None:
        """Show that page while the worker does the task.

        Args:
            must_finish: The window is not closed before it has ended.
        """
        self.show_page(page, keeps=keeps)
        self._must_finish = must_finish

        def end(act: Callable[[Any], None], value: Any) -> None:
            self._must_finish = False
            act(value)

        def fail(error: BaseException) -> None:
            if isinstance(error, StorageFault):
                end(failed, error)
                return
            self._must_finish = False
            self.show_trouble(own_fault(), again=self.begin)
            raise error

        self.background.run(task, done=lambda value: end(done, value), failed=fail)

    def let_in(self, entry: Entry) -> None:
        """Somebody may go in."""
        self.opened.emit(entry)

    def show_trouble(
        self, message: Message, *, again: Callable[[], object], title: str = ""
    ) -> None:
        """Say what is wrong with the casebook; trying again calls again()."""
        from clonus_desktop.ui.door.trouble_page import TroublePage

        page = TroublePage(
            title or _("The casebook was not opened"),
            message,
            self.path,
            has_backups=self._on_backup is not None,
        )
        page.again_wanted.connect(again)
        page.close_wanted.connect(self.close)
        page.backup_wanted.connect(self._open_backup)
        self.show_page(page)

    def offer_backups(self, page: DoorPage) -> None:
        """Offer on a page to restore a backup, such as on another computer."""
        if self._on_backup is None:
            return
        button = quiet_button(_("I have a backup of a casebook"), "history")
        button.clicked.connect(self._open_backup)
        page.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _open_backup(self) -> None:
        if self._on_backup is not None:
            self._on_backup(self.path)

    # --- keys ---------------------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool) -> bool:
        target = next_stop(self, self.focusWidget(), forward=forward)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
        return target is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_key(event, "Esc"):
            self.page.go_back()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._must_finish:
            event.ignore()
            return
        self.shut()
        super().closeEvent(event)

    def shut(self) -> None:
        """Forget what was typed and stop the worker."""
        self._pages.forget()
        self.background.close()


def _casebook_missing(path: Path) -> Message:
    return Message(
        "The keys of a casebook are here, and the casebook {file} itself is not. "
        "Nothing was changed, and no new casebook was begun. "
        "Put the file back beside its keys, or open a backup.",
        {"file": path.name},
    )


def own_fault() -> Message:
    """What is said at the door when the program itself failed before somebody was in."""
    return Message(
        "The program met a fault of its own. "
        "The casebook is as it was before. "
        "Try again, or close the program and open it again."
    )
