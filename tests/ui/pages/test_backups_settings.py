"""The card of the backups: when, where, how it ended, and what is overdue."""

import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from clonus_desktop.casebook import backups, clinicians, keys, patients
from clonus_desktop.casebook.backups import BackupNotMade, Kind
from clonus_desktop.casebook.book import open_book
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import backup_faults
from clonus_desktop.ui import chosen_file
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.backup import backup_words
from clonus_desktop.ui.backup.found import look_for
from clonus_desktop.ui.lock.signed_in import SignedIn
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.patients import PatientsPage
from clonus_desktop.ui.pages.settings import SettingsPage
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settings import Choices, Settings
from tests.ui.pages.conftest import NOW

CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)
LONG_MS = 20_000


class Clinic:
    """A session on an encrypted casebook, and the pages that tell of its backups."""

    def __init__(self, desk, folder: Path) -> None:
        self.desk, self.now = desk, NOW
        self.path = folder / "practice" / "casebook.sqlite"
        opened = keys.create(
            self.path, keys.prepare("Dr P Okafor", "two lamps a heron", cost=CHEAP)
        )
        self.book = open_book(self.path, key=opened.key, now=lambda: self.now)
        seed = opened.signing_seed or b""
        clinicians.sign_in(self.book, slot=opened.slot_id, name="Dr P Okafor", seed=seed)
        (way,) = keys.ways_in(self.path, cost=CHEAP)
        self.settings_path = folder / "choices.json"
        signed_in = SignedIn(self.path, way, opened, cost=CHEAP)
        self.session = Session(self.book, Settings(self.settings_path), signed_in=signed_in)
        self.said: list[str] = []
        self.session.announced.connect(self.said.append)
        self.background = Background()
        self.stick = folder / "stick"
        self.stick.mkdir()

    def card(self):
        page = SettingsPage(self.session, lambda: self.background)
        self.desk.show(page, Destination(screen=Screen.SETTINGS))
        return page.backups

    def notice(self):
        page = PatientsPage(self.session)
        self.desk.show(page, Destination(screen=Screen.PATIENTS))
        return page.notice

    def wait(self) -> None:
        keeping = self.session.keeping
        self.desk.qtbot.waitUntil(lambda: not keeping.is_running, timeout=LONG_MS)

    def add(self) -> None:
        self.session.do(patients.add, Patient(family_name="Macilroy"))


@pytest.fixture
def clinic(desk, tmp_path: Path) -> Iterator[Clinic]:
    made = Clinic(desk, tmp_path)
    yield made
    made.session.shut()
    made.background.close()
    made.book.close()


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


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


# --- the card ---------------------------------------------------------------------------------


def test_the_card_says_when_the_last_backup_was_made(clinic):
    card = clinic.card()
    assert card.last.text() == "There is no backup yet."
    card.now.click()
    assert card.bar.isVisible()
    assert card.cancel.isVisible()
    assert not card.now.isEnabled()
    clinic.wait()
    assert card.last.text() == "Last backup: today 10:42, checked."
    assert clinic.said[-1] == "Backed up and checked."
    (made,) = backups.listed(clinic.path)
    assert made.kind is Kind.ON_DEMAND
    assert backups.verify(made, key=clinic.book.file.key).was_opened
    clinic.now += timedelta(days=1)
    card.show_state()
    assert card.last.text() == "Last backup: yesterday 10:42, checked."
    clinic.now += timedelta(days=1)
    card.show_state()
    assert card.last.text() == "Last backup: 23-Nov-2025 10:42, checked."


def test_the_card_takes_no_backup_for_good_that_is_not_whole(clinic):
    card = clinic.card()
    card.now.click()
    clinic.wait()
    (backups.listed(clinic.path)[0].folder / "casebook.sqlite").unlink()
    card.show_state()
    assert card.last.text() == "There is no backup yet."


def test_a_stopped_backup_leaves_none_and_says_so(clinic, monkeypatch):
    def make(*_arguments: object, cancel, **_named: object) -> None:
        while not cancel():
            pass
        raise backup_faults.cancelled()

    monkeypatch.setattr(backups, "make", make)
    card = clinic.card()
    card.now.click()
    card.cancel.click()
    clinic.wait()
    assert clinic.said[-1] == "Stopped. There is no new backup."
    assert not card.trouble.isVisible()
    assert backups.listed(clinic.path) == ()


def test_a_refused_backup_is_said_until_one_succeeds(clinic, refused):
    card = clinic.card()
    card.now.click()
    clinic.wait()
    assert "no room" in card.trouble.text()
    assert "no room" in clinic.said[-1]
    refused.clear()
    card.again.click()
    clinic.wait()
    assert not card.trouble.isVisible()
    assert not card.again.isVisible()
    assert card.last.text() == "Last backup: today 10:42, checked."


def test_the_keyboard_comes_back_to_what_was_pressed(clinic, refused):
    card = clinic.card()
    keeping = clinic.session.keeping
    keeping.choose_second(clinic.stick)
    for pressed, holder in ((card.now, card.again), (card.list_button, card.list_button)):
        pressed.setFocus()
        keeping.make()
        assert QApplication.focusWidget() is card.cancel
        clinic.wait()
        assert QApplication.focusWidget() is holder
    assert not card.now.isVisible()
    refused.clear()
    card.again.setFocus()
    card.again.click()
    clinic.wait()
    assert QApplication.focusWidget() is card.now
    card.copy.setFocus()
    card.copy.click()
    assert QApplication.focusWidget() is card.cancel
    card.cancel.click()
    clinic.wait()
    assert QApplication.focusWidget() is card.copy
    # Whoever is elsewhere meanwhile is left there.
    card.choose.setFocus()
    card.window().setFocus()
    keeping.make()
    clinic.wait()
    assert QApplication.focusWidget() is card.window()


def test_a_demo_has_no_backups(desk):
    session = Session(desk.book, desk.settings, is_demo=True)
    page = SettingsPage(session, Background)
    desk.show(page, Destination(screen=Screen.SETTINGS))
    assert not page.backups.isVisible()
    assert session.lets_close(None)
    session.shut()


# --- the second place -------------------------------------------------------------------------


def test_choosing_a_second_place_copies_there_at_once(clinic):
    card = clinic.card()
    assert not card.copy.isVisible()
    assert "lost computer" in card.second_age.text()
    card.choose_folder = lambda *_: ""
    card.choose.click()
    assert clinic.session.keeping.second_place is None
    card.choose_folder = lambda *_: str(clinic.stick)
    card.choose.click()
    clinic.wait()
    (copy,) = backups.listed_in(clinic.stick, clinic.path)
    assert copy.made_at == backups.listed(clinic.path)[0].made_at
    assert card.second.accessibleName() == str(clinic.stick)
    assert "today 10:42, compared" in card.second_age.text()
    assert clinic.said[-1] == "Backed up, checked, and copied to the second place."
    choices = Settings(clinic.settings_path).choices
    assert choices.second_place == str(clinic.stick)
    assert stat.S_IMODE(clinic.settings_path.stat().st_mode) == 0o600


def test_each_backup_is_copied_when_the_second_place_is_there(clinic):
    clinic.session.keeping.choose_second(clinic.stick)
    card = clinic.card()
    card.now.click()
    clinic.wait()
    clinic.add()
    clinic.session.keeping.make_if_due()
    clinic.wait()
    assert len(backups.listed_in(clinic.stick, clinic.path)) == 2


def test_a_second_place_that_is_not_there_is_no_fault_of_a_backup(clinic):
    clinic.session.keeping.choose_second(clinic.stick / "pulled")
    card = clinic.card()
    card.now.click()
    clinic.wait()
    assert not card.second_trouble.isVisible()
    assert clinic.said[-1] == "Backed up and checked. The second place is not connected."
    assert not (clinic.stick / "pulled").exists()
    card.copy.click()
    clinic.wait()
    assert "is not there" in card.second_trouble.text()
    (clinic.stick / "pulled").mkdir()
    card.copy.click()
    clinic.wait()
    assert not card.second_trouble.isVisible()


def test_a_full_second_place_is_said_and_the_backup_stands(clinic, monkeypatch):
    def refuse(_backup: object, folder: Path, **_named: object) -> None:
        raise backup_faults.second_full(folder)

    clinic.session.keeping.choose_second(clinic.stick)
    monkeypatch.setattr(backups, "copy_to", refuse)
    card = clinic.card()
    card.now.click()
    clinic.wait()
    assert "is full" in card.second_trouble.text()
    assert card.last.text() == "Last backup: today 10:42, checked."


def test_a_copy_of_an_earlier_backup_does_not_hide_that_the_last_one_failed(clinic, refused):
    clinic.session.keeping.choose_second(clinic.stick)
    card = clinic.card()
    refused.clear()
    card.now.click()
    clinic.wait()
    clinic.add()
    refused.append(True)
    card.now.click()
    clinic.wait()
    card.copy.click()
    clinic.wait()
    assert clinic.said[-1] == "Backed up, checked, and copied to the second place."
    assert "no room" in card.trouble.text()
    assert card.trouble.isVisible()


def test_trying_again_makes_a_backup_whatever_was_copied_since(clinic, refused):
    keeping, notice = clinic.session.keeping, clinic.notice()
    keeping.choose_second(clinic.stick)
    refused.clear()
    keeping.copy()
    clinic.wait()
    clinic.add()
    refused.append(True)
    keeping.make_if_due()
    clinic.wait()
    refused.clear()
    notice.again.click()
    clinic.wait()
    assert not notice.isVisible()
    assert len(backups.listed(clinic.path)) == 2


def test_a_copy_without_any_backup_makes_one_and_tells_how_far_it_is(clinic):
    keeping, shares = clinic.session.keeping, []
    keeping.progressed.connect(shares.append)
    keeping.choose_second(clinic.stick)
    keeping.fault = backup_faults.disk_full(clinic.stick)
    keeping.copy()
    clinic.wait()
    assert len(backups.listed_in(clinic.stick, clinic.path)) == 1
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert keeping.fault is None


def test_the_second_place_is_given_up(clinic):
    clinic.session.keeping.choose_second(clinic.stick)
    card = clinic.card()
    card.forget.click()
    assert Settings(clinic.settings_path).choices == Choices()
    assert not card.forget.isVisible()


@pytest.mark.parametrize(
    "named",
    [
        {"second_place": "not/absolute"},
        {"second_place": "/a\0b"},
        {"second_place": "/" + "a" * 5000},
        {"second_place": 7},
        {"second_copied_at": "yesterday"},
        {"second_copied_at": "2025-11-23T10:42:07"},
    ],
)
def test_a_second_place_that_makes_no_sense_is_left_out(named):
    assert Settings(None).change(**named) == Choices()


def test_choosing_a_folder_leaves_no_trace(qtbot, tmp_path):
    folder = tmp_path / "Macilroy Iain"
    folder.mkdir()
    parent = QWidget()
    qtbot.addWidget(parent)

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(folder))
        dialog.done(QFileDialog.DialogCode.Accepted)

    QTimer.singleShot(200, accept)
    chosen = chosen_file.choose_folder(parent, "Second place", str(folder))
    assert Path(chosen) == folder
    stored = QSettings(QSettings.Scope.UserScope, "QtProject")
    stored.sync()
    kept = Path(stored.fileName())
    assert not kept.exists() or "Macilroy" not in kept.read_text(encoding="utf-8")


# --- reminders --------------------------------------------------------------------------------


def test_somebody_is_reminded_of_a_second_place_that_was_never_reached(clinic):
    notice = clinic.notice()
    assert not notice.isVisible()
    clinic.session.keeping.choose_second(clinic.stick)
    assert "No backup was copied to the second place yet" in words(notice)
    notice.copy.click()
    clinic.wait()
    assert not notice.isVisible()


def test_somebody_is_reminded_after_a_week_and_can_put_it_off(clinic):
    keeping = clinic.session.keeping
    keeping.choose_second(clinic.stick)
    keeping.copy()
    clinic.wait()
    clinic.now += timedelta(days=6, hours=23)
    notice = clinic.notice()
    assert not notice.isVisible()
    clinic.now += timedelta(hours=2)
    notice.show_state()
    assert "23-Nov-2025 10:42, more than a week ago" in words(notice)
    assert keeping.reminds
    notice.later.click()
    assert not notice.isVisible()
    clinic.now += timedelta(days=1)
    notice.show_state()
    assert notice.isVisible()


def test_the_card_says_that_the_copy_is_old(clinic):
    clinic.session.keeping.choose_second(clinic.stick)
    clinic.session.keeping.copy()
    clinic.wait()
    clinic.now += timedelta(days=8)
    assert "It is older than a week" in clinic.card().second_age.text()


def test_a_copy_that_failed_from_the_notice_says_why(clinic):
    keeping = clinic.session.keeping
    keeping.choose_second(clinic.stick / "pulled")
    notice = clinic.notice()
    notice.copy.click()
    clinic.wait()
    assert "is not there" in words(notice)


# --- when -------------------------------------------------------------------------------------


def test_half_an_hour_of_changes_makes_a_backup(clinic):
    keeping = clinic.session.keeping
    clinic.add()
    assert keeping._timer.isActive()
    assert keeping._timer.interval() == 30 * 60 * 1000
    keeping._timer.timeout.emit()
    clinic.wait()
    assert backups.listed(clinic.path)[0].kind is Kind.DAILY
    assert not keeping._timer.isActive()


def test_changes_soon_after_a_backup_wait_for_the_next_half_hour(clinic):
    keeping = clinic.session.keeping
    keeping.make()
    clinic.wait()
    clinic.add()
    keeping._timer.stop()
    keeping._timer.timeout.emit()
    assert not keeping.is_running
    assert keeping._timer.isActive()
    clinic.now += timedelta(minutes=30)
    keeping._timer.timeout.emit()
    clinic.wait()
    assert len(backups.listed(clinic.path)) == 2


def test_a_plain_casebook_is_backed_up_on_demand_only(desk):
    desk.add("Macilroy")
    keeping = desk.session.keeping
    assert not keeping.make_if_due()
    keeping.make()
    desk.qtbot.waitUntil(lambda: not keeping.is_running, timeout=LONG_MS)
    assert len(backups.listed(desk.path)) == 1
    desk.session.shut()
    keeping.make()
    assert not keeping.is_running


def test_a_folder_of_backups_that_cannot_be_looked_into_makes_one_due(clinic, monkeypatch):
    def refuse(*_arguments: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(backups, "listed", refuse)
    assert clinic.session.keeping.is_due()
    assert clinic.session.keeping.latest is None


def test_stopping_lets_go_of_the_casebook_and_another_can_follow(clinic, monkeypatch):
    def make(*_arguments: object, cancel, **_named: object) -> None:
        while not cancel():
            pass
        raise backup_faults.cancelled()

    keeping = clinic.session.keeping
    with monkeypatch.context() as slow:
        slow.setattr(backups, "make", make)
        keeping.make()
        keeping.stop()
    assert not keeping.is_running
    keeping.make()
    clinic.wait()
    assert len(backups.listed(clinic.path)) == 1


def test_nothing_is_backed_up_while_the_casebook_gets_a_new_key(clinic):
    clinic.add()
    key = clinic.book.file.key
    clinic.book.set_aside()
    assert not clinic.session.keeping.make_if_due()
    clinic.book.take_up(key)
    assert clinic.session.keeping.is_due()


# --- looking for them -------------------------------------------------------------------------


def test_whoever_chooses_a_backup_itself_sees_all_that_lie_around_it(clinic):
    keeping = clinic.session.keeping
    keeping.choose_second(clinic.stick)
    for _time in range(2):
        clinic.add()
        keeping.make()
        clinic.wait()
    chosen = backups.listed_in(clinic.stick, clinic.path)[0].folder
    for elsewhere in ((chosen,), (clinic.stick, chosen)):
        search = look_for(clinic.path, elsewhere)
        assert [one.elsewhere for one in search.found] == [(clinic.stick,)] * 2
        assert all(one.is_here for one in search.found)
        assert search.faults == ()


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0.0 kB"), (288_500, "288.5 kB"), (4_200_000, "4.2 MB"), (1_234_000_000_000, "1234.0 GB")],
)
def test_a_size_is_said_in_the_unit_that_fits(size, said):
    assert backup_words.size_words(size) == said


def test_every_kind_of_backup_has_its_words():
    assert len({backup_words.kind_words(kind) for kind in Kind}) == len(Kind)
