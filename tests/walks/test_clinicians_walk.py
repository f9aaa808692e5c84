"""Two clinicians on one laptop: added, at work, removed, and the window goes on meanwhile."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clonus_desktop.app import open_window
from clonus_desktop.casebook import clinicians, examinations, keys, letters, patients
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.letters import LetterOptions
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import copying, vault_file
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.door.door import Door
from clonus_desktop.ui.door.entry import Entry
from clonus_desktop.ui.door.working_page import WorkingPage
from clonus_desktop.ui.lock.signed_in import SignedIn
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.people.key_pages import ReopenPage
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settings import Settings
from clonus_desktop.ui.sitting import Sitting
from clonus_desktop.ui.widgets.sheet import Sheet

CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)
OKAFOR, NGUYEN = "quiet otters borrow ladders", "seven lanterns over gravel"

ComeIn = Callable[[str, str], MainWindow]


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def path(tmp_path: Path, clock) -> Path:
    made = tmp_path / "casebook.sqlite"
    opened = keys.create(made, keys.prepare("Dr P Okafor", OKAFOR, cost=CHEAP))
    with open_book(made, key=opened.key, now=clock) as book:
        clinicians.sign_in(
            book, slot=opened.slot_id, name="Dr P Okafor", seed=opened.signing_seed or b""
        )
        patients.add(book, Patient(family_name="Macilroy", given_name="Iain"))
    return made


@pytest.fixture
def come_in(path: Path, clock, qtbot: QtBot, qapp: QApplication) -> Iterator[ComeIn]:
    """Unlock the casebook as somebody, and open its window; one at a time."""
    opened: list[tuple[MainWindow, Casebook]] = []

    def leave() -> None:
        while opened:
            window, book = opened.pop()
            window.shut()
            window.hide()
            book.close()

    def come(name: str, passphrase: str) -> MainWindow:
        leave()
        way = next(one for one in keys.ways_in(path, cost=CHEAP) if one.name == name)
        unlocked = keys.unlock(path, way.id, passphrase, cost=CHEAP)
        book = open_book(path, key=unlocked.key, now=clock)
        assert unlocked.signing_seed is not None
        clinicians.sign_in(book, slot=way.id, name=name, seed=unlocked.signing_seed)
        signed_in = SignedIn(path, way, unlocked, cost=CHEAP)
        appearance().apply(qapp, "light", 1.0)
        window = open_window(Session(book, Settings(None), signed_in=signed_in))
        opened.append((window, book))
        qtbot.addWidget(window)
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        return window

    yield come
    leave()


def sheet(window: MainWindow):
    """The sheet that is open; None when there is none."""
    shown = [one for one in window.findChildren(Sheet) if one.isVisible()]
    return shown[-1] if shown else None


def settings(window: MainWindow):
    window.rail.buttons["settings"].click()
    return window.page


def add_nguyen(window: MainWindow, qtbot: QtBot) -> None:
    settings(window).people.clinicians.add_button.click()
    asked = sheet(window)
    for line, text in (
        (asked.lines["name"], "Ms T Nguyen"),
        (asked.lines["role"], "Physiotherapist"),
        (asked.lines["registration"], "PH 12345"),
        (asked.new.fields["passphrase"].line, NGUYEN),
        (asked.new.fields["again"].line, NGUYEN),
    ):
        assert QApplication.focusWidget() is line
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet(window) is None, timeout=20_000)


def examine(window: MainWindow, keyboard, *presses: str) -> int:
    """An examination of the only patient, counted by keys; its id."""
    book = window.session.book
    patient = patients.find(book, "Macilroy")[0].patient
    window.go(Destination(screen=Screen.EXAM, patient_id=patient.id))
    keyboard.press(*presses)
    return window.page.examination.id


def sign(window: MainWindow, examination_id: int) -> None:
    window.session.do(examinations.sign, examination_id)


def remove_nguyen(window: MainWindow) -> None:
    card = settings(window).people.clinicians
    next(iter(card.removes.values())).click()
    sheet(window).go_on.click()


def test_a_colleague_comes_works_and_leaves_and_the_record_keeps_the_name(
    come_in, path, keyboard, qtbot
):
    window = come_in("Dr P Okafor", OKAFOR)
    add_nguyen(window, qtbot)
    window = come_in("Ms T Nguyen", NGUYEN)
    hers = examine(window, keyboard, "0", "0", "0", "0", "0", "6")
    sign(window, hers)
    window = come_in("Dr P Okafor", OKAFOR)
    draft = examine(window, keyboard, "3", "4")
    key = window.session.book.file.key
    remove_nguyen(window)
    assert isinstance(sheet(window).page, WorkingPage)
    qtbot.waitUntil(lambda: sheet(window) is None, timeout=20_000)
    book = window.session.book
    assert book.file.key != key
    # The same window goes on: the draft, undo by its key, and signing.
    examination = examinations.get(book, draft)
    window.go(
        Destination(screen=Screen.EXAM, patient_id=examination.patient_id, examination_id=draft)
    )
    assert len(window.page.examination.tests) == 2
    keyboard.press(Qt.Key.Key_Backspace)
    assert len(examinations.get(book, draft).tests) == 1
    keyboard.press("1", "1", "1", "1", "1", "1")
    sign(window, draft)
    assert examinations.get(book, draft).signature.examiner.name == "Dr P Okafor"
    letter = letters.compose(book, hers, LetterOptions(recipient=""), compare_with_id=None)
    assert letter.signature[-1].startswith("Examined and signed by Ms T Nguyen on")
    assert book.file.verify() is None
    assert [way.name for way in keys.ways_in(path, cost=CHEAP)] == ["Dr P Okafor"]
    # And the next start.
    window = come_in("Dr P Okafor", OKAFOR)
    assert window.session.book.file.trouble is None
    assert sheet(window) is None or type(sheet(window)).__name__ == "ResumeSheet"


@pytest.mark.parametrize(
    ("module", "name", "nth"),
    [
        (vault_file, "write", 1),
        (copying, "copied", 1),
        (vault_file, "write", 2),
        (copying, "publish", 1),
        (vault_file, "write", 3),
    ],
    ids=["way out", "copy", "next key", "exchange", "settled"],
)
def test_a_removal_that_is_killed_anywhere_is_finished_after_the_next_start(
    come_in, qtbot, monkeypatch, module, name, nth
):
    window = come_in("Dr P Okafor", OKAFOR)
    add_nguyen(window, qtbot)
    real, calls = getattr(module, name), []

    def killed(*arguments, **named):
        calls.append(1)
        if len(calls) >= nth:
            raise Killed
        return real(*arguments, **named)

    monkeypatch.setattr(module, name, killed)
    # What happens after the kill happens to nobody: the window is only shut.
    monkeypatch.setattr(type(window.background), "run", _run_until_killed)
    remove_nguyen(window)
    assert len(calls) == nth
    monkeypatch.undo()
    window = come_in("Dr P Okafor", OKAFOR)
    book = window.session.book
    assert book.file.trouble is None
    assert [one.name for one in clinicians.present(book)] == ["Dr P Okafor"]
    if nth == 3:
        # Only the last word was missing, and unlocking has said it.
        assert not window.session.signed_in.opened.rekey_due
        return
    qtbot.waitUntil(lambda: sheet(window) is not None)
    sheet(window).go_on.click()
    qtbot.waitUntil(lambda: sheet(window) is None, timeout=20_000)
    way = window.session.signed_in.way_in
    again = keys.unlock(book.path, way.id, OKAFOR, cost=CHEAP)
    assert not again.rekey_due
    assert [one.name for one in keys.ways_in(book.path, cost=CHEAP)] == ["Dr P Okafor"]
    assert book.file.verify() is None


def _run_until_killed(_background, task, *, done, failed):
    try:
        value = task()
    except Killed:
        return
    done(value)


# --- who acts after a lock --------------------------------------------------------------------


def unlock_as(window: MainWindow, name: str, passphrase: str) -> None:
    """Unlock the locked window by a passphrase."""
    form = window.locking.screen.form
    names = [form.who.itemText(index) for index in range(form.who.count())]
    form.who.setCurrentIndex(names.index(name))
    form.passphrase.line.setText(passphrase)
    form.unlock_button.click()


def test_another_who_unlocks_acts_under_their_own_name(come_in, qtbot, keyboard):
    window = come_in("Dr P Okafor", OKAFOR)
    add_nguyen(window, qtbot)
    window.locking.lock()
    unlock_as(window, "Ms T Nguyen", NGUYEN)
    qtbot.waitUntil(lambda: not window.locking.is_locked, timeout=20_000)
    examination_id = examine(window, keyboard, "0", "0", "0", "0", "0", "0")
    sign(window, examination_id)
    book = window.session.book
    assert examinations.get(book, examination_id).signature.examiner.name == "Ms T Nguyen"
    page = settings(window)
    assert page.people.profile.typed["registration"] == "PH 12345"
    assert list(page.people.clinicians.removes) == [clinicians.present(book)[0].id]
    assert book.file.verify() is None


def test_who_was_removed_does_not_unlock_even_before_the_way_in_is_closed(come_in, qtbot):
    window = come_in("Dr P Okafor", OKAFOR)
    add_nguyen(window, qtbot)
    book = window.session.book
    window.session.do(clinicians.remove, clinicians.present(book)[1].id)
    window.locking.lock()
    unlock_as(window, "Ms T Nguyen", NGUYEN)
    problem = window.locking.screen.form.passphrase
    qtbot.waitUntil(lambda: bool(problem.problem), timeout=20_000)
    assert "removed from the clinicians" in problem.problem
    assert window.locking.is_locked
    assert book.signed_in.name == "Dr P Okafor"
    unlock_as(window, "Dr P Okafor", OKAFOR)
    qtbot.waitUntil(lambda: not window.locking.is_locked, timeout=20_000)


def test_a_window_that_locks_before_the_casebook_is_open_again_unlocks(come_in, qtbot, monkeypatch):
    window = come_in("Dr P Okafor", OKAFOR)
    add_nguyen(window, qtbot)
    write, calls = vault_file.write, []

    def refuse_last(path, vault):
        calls.append(1)
        if len(calls) == 3:
            raise StorageFault(Message("The disk is full."))
        write(path, vault)

    monkeypatch.setattr(vault_file, "write", refuse_last)
    remove_nguyen(window)
    qtbot.waitUntil(lambda: isinstance(sheet(window).page, ReopenPage), timeout=20_000)
    monkeypatch.undo()
    window.locking.lock()
    unlock_as(window, "Dr P Okafor", OKAFOR)
    qtbot.waitUntil(lambda: not window.locking.is_locked, timeout=20_000)
    form = sheet(window).page.form
    form.passphrase.line.setText(OKAFOR)
    form.unlock_button.click()
    qtbot.waitUntil(lambda: sheet(window) is None, timeout=20_000)
    assert window.session.book.file.trouble is None
    assert not window.session.signed_in.opened.rekey_due


def test_whoever_makes_the_casebook_is_its_first_clinician(tmp_path, qtbot, qapp):
    path = tmp_path / "new" / "casebook.sqlite"
    prepared = keys.prepare("Dr P Okafor", OKAFOR, cost=CHEAP)
    opened = keys.create(path, prepared)
    sitting = Sitting(Settings(None), path, Door(path, cost=CHEAP))
    way_in = keys.WayIn(id=opened.slot_id, name="Dr P Okafor")
    sitting.door.let_in(Entry(way_in=way_in, opened=opened, newcomer_role="Consultant"))
    assert sitting.window is not None
    qtbot.addWidget(sitting.window)
    qtbot.addWidget(sitting.door)
    book = sitting.window.session.book
    assert book.examiner.name == "Dr P Okafor"
    assert [one.role for one in clinicians.present(book)] == ["Consultant"]
    assert book.file.verify() is None
    # What waits for the first painting must find the casebook open.
    qtbot.waitUntil(lambda: not sitting.window._offers_draft)
    sitting.end()


def test_whoever_was_removed_is_told_so_at_the_door(come_in, path, qtbot, qapp):
    window = come_in("Dr P Okafor", OKAFOR)
    add_nguyen(window, qtbot)
    window.session.do(clinicians.remove, clinicians.present(window.session.book)[1].id)
    way_in = keys.ways_in(path, cost=CHEAP)[1]
    opened = keys.unlock(path, way_in.id, NGUYEN, cost=CHEAP)
    sitting = Sitting(Settings(None), path, Door(path, cost=CHEAP))
    sitting.door.let_in(Entry(way_in=way_in, opened=opened))
    qtbot.addWidget(sitting.door)
    assert sitting.window is None
    assert "removed from the clinicians" in sitting.door.page.accessibleDescription()
    sitting.end()
