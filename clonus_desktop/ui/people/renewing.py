"""A new key for the open casebook: after somebody was removed, or when it is wanted.

The casebook is closed for it and opened again in the same window. Whatever is interrupted is
taken up by the next ``begin``: it closes the ways in of all who are removed, whoever it was.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from clonus_desktop.casebook import clinicians, keys
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _
from clonus_desktop.ui.door.working_page import WorkingPage
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.people.key_pages import FailedPage, ReopenPage
from clonus_desktop.ui.people.key_work import KeyWork
from clonus_desktop.ui.people.pages_sheet import PagesSheet


class _Stopped(Exception):
    """The program is about to end; the casebook keeps its key."""


class Renewing(QObject):
    """Gives the casebook another key, and takes up what was interrupted.

    Args:
        page: Over whose window it is done.
        work: Runs what is slow.

    Signals:
        ended: It is done, or was left for later.
    """

    ended = Signal()

    def __init__(self, page: Page, work: KeyWork) -> None:
        super().__init__(page)
        self._page, self._work, self._session = page, work, page.session
        self._sheet: PagesSheet | None = None
        self._said = ""
        self._is_stopped = False
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._stop)

    @property
    def is_due(self) -> bool:
        """True when somebody was removed who may still know a way in, or the key."""
        return self._work.signed_in.opened.rekey_due or bool(self._ways_left())

    def _ways_left(self) -> tuple[str, ...]:
        """The ways in of those who were removed."""
        signed_in, book = self._work.signed_in, self._session.book
        removed = {one.slot for one in clinicians.all_of(book) if one.is_removed}
        if not removed:
            return ()
        try:
            ways = keys.ways_in(signed_in.path, cost=signed_in.cost)
        except StorageFault:
            # Told by whatever is tried next.
            return ()
        return tuple(way.id for way in ways if way.id in removed)

    def begin(self, said: str) -> None:
        """Close the ways in of who was removed, and make the new key.

        Args:
            said: What is announced when it is done.
        """
        self._said = said
        self._page.keep()
        sheet = self._sheet = PagesSheet(self._page, _("New key"))
        sheet.must_stay = True
        self._close_ways()

    @property
    def _shown(self) -> PagesSheet:
        assert self._sheet is not None
        return self._sheet

    def _close_ways(self) -> None:
        page = WorkingPage(
            _("Making the new key…"),
            _(
                "Leave the computer on. With many records it takes some minutes; nothing can be "
                "recorded meanwhile."
            ),
            has_progress=True,
        )
        self._shown.show_page(page)
        left = self._ways_left()
        if left:
            signed_in = self._work.signed_in
            signed_in.opened = replace(signed_in.opened, rekey_due=True)
        self._work.run(
            close_ways, left, done=lambda _none: self._rekey(page), failed=self._say_failed
        )

    def _rekey(self, page: WorkingPage) -> None:
        # It would hold the casebook open.
        self._session.keeping.stop()
        self._session.book.set_aside()
        self._work.run(keys.rekey, self._told_to(page), done=self._take_new, failed=self._take_old)

    def _told_to(self, page: WorkingPage) -> Callable[[float], None]:
        def tell(part: float) -> None:
            if self._is_stopped:
                raise _Stopped
            page.progressed.emit(part)

        return tell

    def _stop(self) -> None:
        self._is_stopped = True

    # --- how it ended -------------------------------------------------------------------------

    def _take_new(self, opened: keys.Opened) -> None:
        self._work.signed_in.opened = opened
        try:
            self._session.book.take_up(opened.key)
        except StorageFault as fault:
            self._ask_to_unlock(fault, before=None)
            return
        self._session.do(clinicians.enter_key)
        self._session.announced.emit(self._said)
        self._end()

    def _take_old(self, fault: StorageFault) -> None:
        before = self._work.signed_in.opened
        try:
            self._session.book.take_up(before.key)
        except StorageFault:
            # The exchange was done, or it cannot be told: the passphrase can.
            self._ask_to_unlock(fault, before=before)
            return
        self._say_failed(fault)

    def _ask_to_unlock(self, fault: StorageFault, *, before: keys.Opened | None) -> None:
        page = ReopenPage(fault, self._work)
        page.unlocked.connect(lambda opened: self._take_unlocked(opened, fault, before))
        self._shown.show_page(page)

    def _take_unlocked(
        self, opened: keys.Opened, fault: StorageFault, before: keys.Opened | None
    ) -> None:
        if before is None or opened.key != before.key:
            self._take_new(opened)
            return
        self._work.signed_in.opened = opened
        self._take_old(fault)

    def _say_failed(self, fault: StorageFault) -> None:
        words = _("All passphrases open the casebook as before.")
        if self.is_due:
            words = _(
                "Who was removed cannot come in. Until the casebook has a new key, a copy of its "
                "folder from before can still be opened by them."
            )
        page = FailedPage(_("The casebook has no new key yet"), fault, words)
        page.again_wanted.connect(self._close_ways)
        page.back_wanted.connect(self._end)
        self._shown.show_page(page)

    def _end(self) -> None:
        sheet, self._sheet = self._shown, None
        sheet.must_stay = False
        sheet.close_sheet()
        self.ended.emit()


def close_ways(
    path: Path, opened: keys.Opened, slots: Sequence[str], *, cost: keys.Cost = keys.STANDARD
) -> None:
    """Close those ways in; one that is closed already is left.

    Raises:
        StorageFault: The vault could not be written.
    """
    for slot in slots:
        try:
            keys.remove_way_in(path, opened, slot, cost=cost)
        except keys.NoSuchWayIn:
            continue
