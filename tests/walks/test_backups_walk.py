"""Backups as a practice lives with them: made on locking and closing, listed, checked, restored."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clonus_desktop.casebook import backups, keys, opening, patients
from clonus_desktop.casebook.backups import BackupNotMade, Kind
from clonus_desktop.casebook.book import open_book
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import backup_faults, driver
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.backup import closing
from clonus_desktop.ui.backup.backups_page import BackupsPage
from clonus_desktop.ui.backup.beginning import RestoreEndSheet
from clonus_desktop.ui.backup.closing import ClosingSheet
from clonus_desktop.ui.backup.preview_page import PreviewPage
from clonus_desktop.ui.backup.restoring import RestoredPage
from clonus_desktop.ui.door.door import Door
from clonus_desktop.ui.door.trouble_page import TroublePage
from clonus_desktop.ui.door.unlock_page import UnlockPage
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.opening_sheets import MissingActsSheet
from clonus_desktop.ui.settings import Settings
from clonus_desktop.ui.sitting import Sitting
from clonus_desktop.ui.widgets.sheet import Sheet

CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "quiet otters borrow ladders"
LONG_MS = 20_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "practice" / "casebook.sqlite"
    opened = keys.create(made, keys.prepare("Dr P Okafor", PASSPHRASE, cost=CHEAP))
    with open_book(made, key=opened.key) as book:
        patients.add(book, Patient(family_name="Macilroy", given_name="Iain"))
    return made


class Practice:
    """Somebody who comes and goes."""

    def __init__(self, path: Path, qtbot: QtBot) -> None:
        self.path, self.qtbot = path, qtbot
        self.settings = Settings(path.parent.parent / "settings.json")
        self.sitting: Sitting

    def start(self) -> Door:
        """Start the program; the windows of an earlier start are not on the screen any more."""
        self.put_away()
        self.sitting = Sitting(self.settings, self.path)
        self.sitting.door.cost = CHEAP
        self.sitting.begin()
        return self.sitting.door

    def put_away(self) -> None:
        """As if the process had ended: none of its windows is there any more."""
        if hasattr(self, "sitting"):
            self.sitting.end()
            for window in (self.sitting.door, self.sitting.window):
                if window is not None:
                    window.hide()
                    window.deleteLater()

    def come_in(self, passphrase: str = PASSPHRASE) -> MainWindow:
        """Unlock, and stand before the list of patients."""
        self.start()
        return self.unlock(passphrase)

    def unlock(self, passphrase: str = PASSPHRASE) -> MainWindow:
        page = self.at_door(UnlockPage)
        line = page.form.passphrase.line
        QTest.keyClicks(line, passphrase)
        QTest.keyClick(line, Qt.Key.Key_Return)
        return self.window()

    def window(self) -> MainWindow:
        self.qtbot.waitUntil(lambda: self.sitting.window is not None, timeout=LONG_MS)
        window = self.sitting.window
        assert window is not None
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        QApplication.processEvents()
        return window

    def at_door(self, kind: type) -> object:
        """Wait for a page of the door."""
        self.qtbot.waitUntil(lambda: isinstance(self.sitting.door.page, kind), timeout=LONG_MS)
        return self.sitting.door.page

    def sheet(self, kind: type) -> object:
        """Wait for a sheet over the window."""
        window = self.sitting.window

        def shown() -> list[Sheet]:
            return [one for one in window.findChildren(kind) if one.isVisible()]

        self.qtbot.waitUntil(lambda: bool(shown()), timeout=LONG_MS)
        return shown()[-1]

    def settings_page(self):
        window = self.sitting.window
        window.rail.buttons["settings"].click()
        return window.page

    def open_list(self) -> BackupsPage:
        """Settings, Backups…, and the list once it is there."""
        self.settings_page().backups.list_button.click()
        return self.listed(lambda: self.sitting.window.findChild(BackupsPage))

    def listed(self, find: Callable[[], object]) -> BackupsPage:
        self.qtbot.waitUntil(lambda: find() is not None and bool(find().rows), timeout=LONG_MS)
        return find()

    def preview(self, page: BackupsPage, row: int, find: Callable[[], object]) -> PreviewPage:
        page.rows[row].restore.click()
        self.qtbot.waitUntil(lambda: find() is not None, timeout=LONG_MS)
        return find()

    def names(self) -> list[str]:
        book = self.sitting.window.session.book
        return [line.patient.family_name for line in patients.find(book, "")]

    def add(self, family_name: str) -> None:
        window = self.sitting.window
        window.session.do(patients.add, Patient(family_name=family_name))

    def wait_for_backup(self) -> None:
        keeping = self.sitting.window.session.keeping
        self.qtbot.waitUntil(lambda: not keeping.is_running, timeout=LONG_MS)


def words_of(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def practice(path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Practice]:
    appearance().apply(qapp, "light", 1.0)
    made = Practice(path, qtbot)
    yield made
    made.put_away()


def is_gone(window: MainWindow) -> Callable[[], bool]:
    return lambda: not window.isVisible()


# --- made by themselves -----------------------------------------------------------------------


def test_locking_makes_a_backup_when_something_was_done(practice):
    window = practice.come_in()
    window.lock()
    practice.wait_for_backup()
    (made,) = backups.listed(practice.path)
    assert made.kind is Kind.CLOSE
    key = window.session.book.file.key
    assert backups.verify(made, key=key).was_opened
    window.locking._unlock(None, None)
    window.lock()
    assert not window.session.keeping.is_running
    assert backups.listed(practice.path) == (made,)


def test_closing_waits_for_its_backup_and_then_closes_by_itself(practice):
    window = practice.come_in()
    assert not window.close()
    assert window.isVisible()
    practice.qtbot.waitUntil(is_gone(window), timeout=LONG_MS)
    (made,) = backups.listed(practice.path)
    assert made.content.counts.patients == 1


def test_closing_with_nothing_to_back_up_closes_at_once(practice):
    window = practice.come_in()
    backups.make(window.session.book, Kind.ON_DEMAND, key=window.session.book.file.key)
    assert window.close()
    assert len(backups.listed(practice.path)) == 1


def test_what_is_entered_while_the_window_closes_is_backed_up_too(practice):
    window = practice.come_in()
    window.close()
    practice.add("Okafor")
    practice.qtbot.waitUntil(is_gone(window), timeout=LONG_MS)
    assert backups.listed(practice.path)[0].content.counts.patients == 2


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Backups that wait until the event is set, and may be stopped meanwhile."""
    may_end, make = Event(), backups.make

    def make_slowly(*arguments: object, **named: object) -> backups.Backup:
        while not may_end.wait(0.01):
            if named["cancel"]():
                raise backup_faults.cancelled()
        return make(*arguments, **named)

    monkeypatch.setattr(backups, "make", make_slowly)
    return may_end


def test_a_long_backup_on_closing_is_said_calmly_and_closes_the_window(practice, slow, monkeypatch):
    monkeypatch.setattr(closing, "CALM_MS", 10)
    window = practice.come_in()
    window.close()
    sheet = practice.sheet(ClosingSheet)
    assert "Backing up" in sheet.title.text()
    assert QApplication.focusWidget() is sheet.cancel
    QTest.keyClick(sheet.cancel, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert not window.close()
    slow.set()
    practice.qtbot.waitUntil(is_gone(window), timeout=LONG_MS)
    assert len(backups.listed(practice.path)) == 1


def test_cancel_closes_the_window_at_once_and_leaves_no_half_backup(practice, slow, monkeypatch):
    monkeypatch.setattr(closing, "CALM_MS", 10)
    window = practice.come_in()
    window.close()
    practice.sheet(ClosingSheet).cancel.click()
    practice.qtbot.waitUntil(is_gone(window), timeout=LONG_MS)
    practice.sitting.end()
    assert backups.listed(practice.path) == ()


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Backups that the disk refuses while the list is not empty."""
    refuses, make = [True], backups.make

    def make_or_not(*arguments: object, **named: object) -> backups.Backup:
        if refuses:
            raise BackupNotMade(Message("There is no room. No backup was made. Free some space."))
        return make(*arguments, **named)

    monkeypatch.setattr(backups, "make", make_or_not)
    return refuses


def test_a_refused_backup_on_closing_is_said_and_tried_again(practice, refused):
    window = practice.come_in()
    window.close()
    sheet = practice.sheet(ClosingSheet)
    practice.qtbot.waitUntil(lambda: "no room" in sheet.words.text())
    refused.clear()
    sheet.again.click()
    practice.qtbot.waitUntil(is_gone(window), timeout=LONG_MS)
    assert len(backups.listed(practice.path)) == 1


def test_after_a_refused_backup_the_window_stays_or_closes_without_it(practice, refused):
    window = practice.come_in()
    window.close()
    sheet = practice.sheet(ClosingSheet)
    practice.qtbot.waitUntil(sheet.stay.isVisible)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert window.isVisible()
    window.close()
    sheet = practice.sheet(ClosingSheet)
    practice.qtbot.waitUntil(sheet.without.isVisible)
    sheet.without.click()
    practice.qtbot.waitUntil(is_gone(window), timeout=LONG_MS)


def test_a_refused_backup_keeps_no_locked_window_open(practice, refused):
    window = practice.come_in()
    window.lock()
    practice.wait_for_backup()
    window.close()
    practice.qtbot.waitUntil(is_gone(window), timeout=LONG_MS)


def test_a_refused_backup_does_not_keep_a_computer_that_shuts_down(practice, refused, qapp):
    window = practice.come_in()
    qapp.setProperty("is_ending", True)
    try:
        window.close()
        practice.qtbot.waitUntil(is_gone(window), timeout=LONG_MS)
    finally:
        qapp.setProperty("is_ending", None)


def test_a_refused_backup_is_a_quiet_lasting_line_over_the_patients(practice, refused):
    window = practice.come_in()
    assert not window.page.notice.isVisible()
    window.session.keeping.make_if_due()
    practice.wait_for_backup()
    assert "no room" in words_of(window.page.notice)
    assert not [one for one in window.findChildren(Sheet) if one.isVisible()]
    refused.clear()
    window.page.notice.again.click()
    practice.wait_for_backup()
    assert not window.page.notice.isVisible()


# --- restored ---------------------------------------------------------------------------------


def back_up(practice: Practice) -> None:
    practice.sitting.window.session.keeping.make()
    practice.wait_for_backup()


def test_a_backup_is_restored_with_its_preview_and_the_window_comes_again(practice):
    practice.come_in()
    back_up(practice)
    practice.add("Okafor")
    page = practice.open_list()
    window = practice.sitting.window
    preview = practice.preview(page, 0, lambda: window.findChild(PreviewPage))
    said = words_of(preview)
    assert "Not in this backup and lost from sight" in said
    assert "1 patient entered or changed" in said
    assert str(practice.path.parent) in said.replace("\u200b", "")
    assert window.focusWidget() is preview.cancel
    preview.restore.click()
    practice.qtbot.waitUntil(lambda: practice.sitting.window not in {None, window}, timeout=LONG_MS)
    practice.window()
    sheet = practice.sheet(RestoreEndSheet)
    assert sheet.title.text() == "Restored"
    assert "set-aside-" in words_of(sheet).replace("\u200b", "")
    assert practice.names() == ["Macilroy"]
    book = practice.sitting.window.session.book
    assert opening.missing_acts(book) is None
    assert book.file.verify() is None
    rows = book.file._store.rows("SELECT what, who FROM audit ORDER BY id DESC LIMIT 1")
    assert [row["what"] for row in rows] == ["restore backup"]
    sheet.go_on.click()
    practice.sitting.end()
    # The next start raises no alarm either.
    practice.come_in()
    QApplication.processEvents()
    assert practice.sitting.window.findChildren(MissingActsSheet) == []


def test_showing_all_backups_keeps_what_was_checked(practice):
    window = practice.come_in()
    key = window.session.book.file.key
    made = [backups.make(practice.path, Kind.DAILY, key=key) for _time in range(9)]
    damaged = bytearray((made[-1].folder / "casebook.sqlite").read_bytes())
    damaged[5000] ^= 1
    (made[-1].folder / "casebook.sqlite").write_bytes(damaged)
    (made[2].folder / "casebook.sqlite").unlink()
    page = practice.open_list()
    assert len(page.rows) == 6
    page.rows[0].check.click()
    practice.qtbot.waitUntil(lambda: "damaged" in page.rows[0].state.text(), timeout=LONG_MS)
    page.all_button.setFocus()
    page.all_button.click()
    QApplication.processEvents()
    assert len(page.rows) == 9
    assert "damaged" in page.rows[0].state.text()
    assert not page.all_button.isVisible()
    # The first of the others cannot be checked: a file of it is missing.
    assert QApplication.focusWidget() is page.rows[7].check


def test_older_keys_are_asked_for_at_the_door_after_a_restore(practice):
    window = practice.come_in()
    back_up(practice)
    signed_in = window.session.signed_in
    keys.change_passphrase(
        practice.path, signed_in.opened, "seven lanterns over gravel", cost=CHEAP
    )
    page = practice.open_list()
    preview = practice.preview(page, 0, lambda: window.findChild(PreviewPage))
    assert "passphrases and the recovery code of that day count again" in words_of(preview)
    preview.restore.click()
    practice.at_door(RestoredPage).go_on.click()
    practice.unlock(PASSPHRASE)
    assert practice.sheet(RestoreEndSheet).title.text() == "Restored"
    assert opening.missing_acts(practice.sitting.window.session.book) is None


def test_a_refused_restore_opens_the_casebook_again_and_says_so(practice, monkeypatch):
    window = practice.come_in()
    back_up(practice)
    practice.add("Okafor")
    page = practice.open_list()
    preview = practice.preview(page, 0, lambda: window.findChild(PreviewPage))
    (backups.listed(practice.path)[0].folder / "casebook.sqlite").write_bytes(b"")
    preview.restore.click()
    practice.qtbot.waitUntil(lambda: practice.sitting.window not in {None, window}, timeout=LONG_MS)
    sheet = practice.sheet(RestoreEndSheet)
    assert sheet.title.text() == "Nothing was restored"
    assert "is damaged" in words_of(sheet)
    assert "open again as it was" in words_of(sheet)
    assert practice.names() == ["Macilroy", "Okafor"]


def test_a_damaged_casebook_is_replaced_from_the_door(practice):
    practice.come_in()
    back_up(practice)
    practice.sitting.end()
    practice.path.unlink()
    practice.start()
    practice.at_door(TroublePage).backup.click()
    page = practice.listed(lambda: practice.sitting.door.findChild(BackupsPage))
    preview = practice.preview(page, 0, lambda: practice.sitting.door.findChild(PreviewPage))
    assert "no casebook now" in words_of(preview)
    preview.restore.click()
    practice.at_door(RestoredPage).go_on.click()
    practice.unlock()
    practice.sheet(RestoreEndSheet)
    assert practice.names() == ["Macilroy"]
    assert opening.missing_acts(practice.sitting.window.session.book) is None


def test_a_casebook_that_was_unlocked_and_is_damaged_inside_is_replaced_too(practice):
    practice.come_in()
    back_up(practice)
    key = practice.sitting.window.session.book.file.key
    practice.sitting.end()
    with driver.connect(practice.path, driver.Access.READ_AND_WRITE, key=key) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_schema WHERE name = 'patient'")
    practice.start()
    page = practice.at_door(UnlockPage)
    QTest.keyClicks(page.form.passphrase.line, PASSPHRASE)
    QTest.keyClick(page.form.passphrase.line, Qt.Key.Key_Return)
    practice.at_door(TroublePage).backup.click()
    page = practice.listed(lambda: practice.sitting.door.findChild(BackupsPage))
    preview = practice.preview(page, 0, lambda: practice.sitting.door.findChild(PreviewPage))
    assert "cannot be read" in words_of(preview)
    preview.restore.click()
    practice.at_door(RestoredPage).go_on.click()
    practice.unlock()
    assert practice.names() == ["Macilroy"]


def test_another_computer_begins_with_a_backup_from_the_stick(practice, tmp_path):
    practice.come_in()
    stick = tmp_path / "stick"
    stick.mkdir()
    practice.sitting.window.session.keeping.choose_second(stick)
    back_up(practice)
    new = Practice(tmp_path / "new" / "casebook.sqlite", practice.qtbot)
    new.settings = Settings(None)
    practice.put_away()
    del practice.sitting
    door = new.start()
    try:
        [button] = [
            one
            for one in door.page.findChildren(QWidget)
            if one.accessibleName() == "I have a backup of a casebook"
        ]
        button.click()
        practice.qtbot.waitUntil(lambda: isinstance(door.page, BackupsPage))
        page = door.page
        practice.qtbot.waitUntil(lambda: "no backup here" in page.status.text())
        page.choose_folder = lambda *_: str(stick)
        page.other.click()
        new.listed(lambda: page)
        new.preview(page, 0, lambda: door.findChild(PreviewPage)).restore.click()
        new.at_door(RestoredPage).go_on.click()
        new.unlock()
        assert new.names() == ["Macilroy"]
    finally:
        new.put_away()


def test_missing_acts_lead_to_the_backups_and_back_to_the_question(practice, path):
    practice.come_in()
    back_up(practice)
    practice.sitting.end()
    path.with_name("casebook.mark").unlink()
    window = practice.come_in()
    practice.sheet(MissingActsSheet).backup.click()
    page = practice.listed(lambda: window.findChild(BackupsPage))
    page.back.click()
    practice.sheet(MissingActsSheet).go_on.click()
    assert opening.missing_acts(window.session.book) is None
