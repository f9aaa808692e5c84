"""From a name to a casebook: at the first start, and for a plain casebook of an earlier build."""

from functools import partial
from typing import TYPE_CHECKING

from clonus_desktop.casebook import keys
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.language import _
from clonus_desktop.ui.door.code_page import CodeBackPage, CodePage
from clonus_desktop.ui.door.entry import Entry
from clonus_desktop.ui.door.keys_page import NewKeysPage
from clonus_desktop.ui.door.working_page import WorkingPage

if TYPE_CHECKING:
    from clonus_desktop.ui.door.door import Door


class Making:
    """Asks, shows the recovery code, asks it back, and only then writes anything.

    Args:
        door: Shows the pages.
        is_plain: True when there is a casebook without keys, to be encrypted where it is.
    """

    def __init__(self, door: "Door", *, is_plain: bool) -> None:
        self._door, self._is_plain = door, is_plain
        self._name, self._role = "", ""
        self._prepared: keys.Prepared | None = None

    def begin(self) -> None:
        """Ask for name, role and passphrase."""
        page = self._plain_page() if self._is_plain else self._first_page()
        page.submitted.connect(lambda: self._prepare(page))
        if not self._is_plain:
            self._door.offer_backups(page)
        self._door.show_page(page)

    def _first_page(self) -> NewKeysPage:
        return NewKeysPage(
            "lock",
            _("Make your casebook"),
            _(
                "The records stay on this computer, encrypted. Choose the passphrase that opens "
                "them; the next page gives you a recovery code."
            ),
            go_on=_("Go on to the recovery code"),
        )

    def _plain_page(self) -> NewKeysPage:
        return NewKeysPage(
            "lock",
            _("Encrypt your casebook"),
            _(
                "This casebook was made by an earlier version and is not encrypted. Choose a "
                "passphrase now: the records are encrypted where they are, after a backup, and "
                "nothing of them is lost."
            ),
            go_on=_("Go on to the recovery code"),
        )

    def _prepare(self, page: NewKeysPage) -> None:
        self._name, self._role = page.typed_name, page.typed_role
        passphrase = page.new.text
        self._door.work(
            WorkingPage(_("Making the keys…"), _("This takes a moment.")),
            partial(self._keys_for, self._name, passphrase),
            done=self._show_code,
            failed=lambda fault: self._door.show_trouble(fault.message, again=self.begin),
            keeps=page,
        )

    def _keys_for(self, name: str, passphrase: str) -> keys.Prepared:
        # What was a casebook before keeps its id; letters and backups bear it.
        casebook_id = keys.id_of_plain(self._door.path) if self._is_plain else None
        return keys.prepare(name, passphrase, casebook_id=casebook_id, cost=self._door.cost)

    def _show_code(self, prepared: keys.Prepared) -> None:
        self._prepared = prepared
        page = CodePage(prepared.recovery_code, self._name, self._door.path.parent)
        page.written_down.connect(lambda: self._ask_code(prepared, page))
        self._door.show_page(page)

    def _ask_code(self, prepared: keys.Prepared, shown: CodePage) -> None:
        page = CodeBackPage(prepared)
        page.right.connect(self._write)
        page.back_wanted.connect(lambda: self._door.show_page(shown))
        self._door.show_page(page, keeps=shown)

    def _write(self) -> None:
        prepared, door = self._prepared, self._door
        assert prepared is not None
        if not self._is_plain:
            page = WorkingPage(_("Making the casebook…"), _("This takes a moment."))
            task = partial(keys.create, door.path, prepared)
        else:
            page = WorkingPage(
                _("Encrypting the casebook…"),
                _("Leave the computer on. A large casebook takes some minutes."),
                has_progress=True,
            )
            task = partial(keys.encrypt_in_place, door.path, prepared, page.progressed.emit)
        door.work(page, task, done=self._go_in, failed=self._say_failed, must_finish=True)

    def _go_in(self, opened: keys.Opened) -> None:
        way_in = keys.WayIn(id=opened.slot_id, name=self._name)
        self._door.let_in(Entry(way_in=way_in, opened=opened, newcomer_role=self._role))

    def _say_failed(self, fault: StorageFault) -> None:
        # The code was asked back already, and still counts for a second try.
        title = _("The casebook was not made")
        if self._is_plain:
            title = _("The casebook was not encrypted and is as it was")
        self._door.show_trouble(fault.message, again=self._write, title=title)
