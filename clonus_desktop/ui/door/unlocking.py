"""The ways through a locked door: a passphrase, the recovery code, or none."""

from functools import partial
from typing import TYPE_CHECKING

from clonus_desktop.casebook import keys
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _, say
from clonus_desktop.ui.door.entry import Entry
from clonus_desktop.ui.door.unlock_page import LostPage, RecoveryPage, UnlockPage
from clonus_desktop.ui.door.working_page import WorkingPage

if TYPE_CHECKING:
    from clonus_desktop.ui.door.door import Door


class Unlocking:
    """Leads from page to page until somebody may go in."""

    def __init__(self, door: "Door") -> None:
        self._door = door

    def begin(self) -> None:
        """Ask for a passphrase.

        Raises:
            StorageFault: The vault is missing, damaged, newer, or another casebook's.
        """
        door = self._door
        ways = keys.ways_in(door.path, cost=door.cost)
        page = UnlockPage(door.path, lambda: door.background, ways, door.cost)
        page.form.unlocked.connect(self._go_in)
        page.form.refused.connect(self._say_trouble)
        page.code_wanted.connect(self._ask_code)
        door.show_page(page)

    def _go_in(self, way_in: keys.WayIn, opened: keys.Opened) -> None:
        self._door.let_in(Entry(way_in=way_in, opened=opened))

    def _say_trouble(self, fault: StorageFault) -> None:
        self._door.show_trouble(fault.message, again=self._door.begin)

    # --- the recovery code --------------------------------------------------------------------

    def _ask_code(self) -> None:
        page = RecoveryPage()
        page.submitted.connect(lambda code: self._try_code(page, code))
        page.lost.connect(lambda: self._say_lost(page))
        page.back_wanted.connect(self._door.begin)
        self._door.show_page(page)

    def _try_code(self, page: RecoveryPage, code: str) -> None:
        door = self._door

        def refuse(fault: StorageFault) -> None:
            if not isinstance(fault, keys.BadRecoveryCode | keys.WrongRecoveryCode):
                self._say_trouble(fault)
                return
            door.show_page(page)
            page.say_problem(say(fault.message))

        door.work(
            WorkingPage(_("Checking the recovery code…")),
            partial(keys.unlock_with_recovery_code, door.path, code, cost=door.cost),
            done=self._ask_new,
            failed=refuse,
            keeps=page,
        )

    def _ask_new(self, opened: keys.Opened) -> None:
        from clonus_desktop.ui.door.keys_page import ResetPage

        door = self._door
        try:
            page = ResetPage(keys.ways_in(door.path, cost=door.cost))
        except StorageFault as fault:
            self._say_trouble(fault)
            return
        page.submitted.connect(lambda way: self._reset(opened, way, page.new.text))
        door.show_page(page)

    def _reset(self, opened: keys.Opened, way: keys.WayIn, new: str) -> None:
        door = self._door
        door.work(
            WorkingPage(_("Setting the passphrase…")),
            partial(keys.reset_passphrase, door.path, opened, way.id, new, cost=door.cost),
            done=lambda again: self._go_in(way, again),
            failed=self._say_trouble,
            must_finish=True,
        )

    def _say_lost(self, before: RecoveryPage) -> None:
        page = LostPage(self._door.path)
        page.close_wanted.connect(self._door.close)
        page.back_wanted.connect(lambda: self._door.show_page(before))
        self._door.show_page(page, keeps=before)
