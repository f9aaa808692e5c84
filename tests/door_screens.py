"""Every page of the door, and how it comes about.

A new page fails ``test_every_page_of_the_door_is_audited`` until it is here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from clonus_desktop.casebook import backups, keys
from clonus_desktop.casebook.book import open_book
from clonus_desktop.ui.backup.restoring import RestoredPage
from clonus_desktop.ui.door import code_page, keys_page, trouble_page, unlock_page, working_page
from clonus_desktop.ui.door.door import Door, _casebook_missing
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.door.making import Making
from clonus_desktop.ui.door.unlocking import Unlocking


@dataclass
class DoorWalker:
    """Somebody before a locked casebook of two clinicians."""

    window: Door
    cost: keys.Cost

    @property
    def path(self) -> Path:
        return self.window.path

    def show(self, page: DoorPage) -> DoorPage:
        """Put a page before the door."""
        self.window.show_page(page)
        self.settle()
        return page

    def settle(self) -> None:
        """Let everything find its place."""
        for _round in range(4):
            QApplication.processEvents()


Way = Callable[[DoorWalker], object]

DOOR_STATES: dict[str, Way] = {}


def state(way: Way) -> Way:
    """List a way to a page."""
    DOOR_STATES[way.__name__.replace("_", " ")] = way
    return way


CODE = "7K2MQ-9XW4T-0ABCD-EFGHJ-KMNPQR"


@state
def first_start(walker: DoorWalker) -> None:
    Making(walker.window, is_plain=False).begin()


@state
def first_start_with_problems(walker: DoorWalker) -> None:
    Making(walker.window, is_plain=False).begin()
    page = walker.window.page
    page.new.fields["passphrase"].line.setText("password1234")
    page.new.fields["passphrase"].edit.caps.show()
    page.submit()


@state
def strong_passphrase(walker: DoorWalker) -> None:
    Making(walker.window, is_plain=False).begin()
    field = walker.window.page.new.fields["passphrase"]
    field.line.setText("quiet river stone lantern umbrella")
    field.edit.show_typed(True)


@state
def plain_casebook(walker: DoorWalker) -> None:
    Making(walker.window, is_plain=True).begin()
    walker.window.page.new.fields["passphrase"].line.setText("riverriver12")


@state
def code_shown(walker: DoorWalker) -> None:
    walker.show(code_page.CodePage(CODE, "Dr P Okafor", walker.path.parent))


@state
def code_not_saved_beside_the_casebook(walker: DoorWalker) -> None:
    page = walker.show(code_page.CodePage(CODE, "Dr P Okafor", walker.path.parent))
    page.choose_path = lambda *_asked: str(walker.path.with_name("code.txt"))
    page.save()


@state
def code_asked_back(walker: DoorWalker) -> None:
    prepared = keys.prepare("Dr P Okafor", "quiet river stone lantern", cost=walker.cost)
    page = walker.show(code_page.CodeBackPage(prepared))
    page.line.setText(CODE[:12])
    page.check()


@state
def at_work(walker: DoorWalker) -> None:
    page = working_page.WorkingPage("Encrypting the casebook…", "Some minutes.", has_progress=True)
    walker.show(page)
    page.progressed.emit(0.4)


@state
def two_clinicians(walker: DoorWalker) -> None:
    Unlocking(walker.window).begin()
    walker.window.page.form.try_it()


@state
def waiting(walker: DoorWalker) -> None:
    Unlocking(walker.window).begin()
    walker.window.page.form.wait_for(30.0)


@state
def recovery(walker: DoorWalker) -> None:
    walker.show(unlock_page.RecoveryPage()).submit()


@state
def neither(walker: DoorWalker) -> None:
    walker.show(unlock_page.LostPage(walker.path))


@state
def new_passphrase(walker: DoorWalker) -> None:
    ways = keys.ways_in(walker.path, cost=walker.cost)
    walker.show(keys_page.ResetPage(ways)).submit()


@state
def trouble(walker: DoorWalker) -> None:
    message = _casebook_missing(walker.path)
    page = trouble_page.TroublePage("Not opened", message, walker.path, has_backups=True)
    walker.show(page)


@state
def restored(walker: DoorWalker) -> None:
    other = walker.path.with_name("other") / walker.path.name
    open_book(other).close()
    backup = (*backups.listed(other), backups.make(other, backups.Kind.ON_DEMAND))[0]
    aside = walker.path.with_name("set-aside-2026-11-25T104207Z")
    done = backups.Restored(path=other, backup=backup, set_aside=aside, was_opened=True)
    walker.show(RestoredPage(done))
