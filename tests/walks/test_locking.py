"""Locking the open window: what is kept, what can be seen, and the way back to the same place."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QWidget
from shiboken6 import delete

from clonus_desktop.casebook import examinations
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.storage.faults import disk_full
from clonus_desktop.ui import clipboard
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.door.door import Door
from clonus_desktop.ui.fault_window import FaultTeller
from clonus_desktop.ui.lock.pin_sheet import PinSheet
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.exam_sheets import NoteSheet
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.session_end import SessionEnd
from clonus_desktop.ui.settings import Settings
from clonus_desktop.ui.sitting import Sitting
from clonus_desktop.ui.widgets.demo_strip import DemoStrip
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.window_sheets import FaultSheet
from tests.walks.conftest import HERS, PASSPHRASE

NAMES = ("Macilroy", "MACILROY", "Iain", "999 018 5301", "Latex")


@pytest.fixture
def window(qtbot, qapp: QApplication, book: Casebook, patient: Patient, signed_in):
    appearance().apply(qapp, "light", 1.0)
    session = Session(book, Settings(None), signed_in=signed_in())
    made = MainWindow(session)
    made.begin()
    made.show()
    # No backup on closing: the record is that of another casebook than the keys.
    qtbot.addWidget(made, before_close_func=MainWindow.shut)
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    made.go(Destination(screen=Screen.EXAM, patient_id=patient.id))
    QApplication.processEvents()
    yield made
    made.shut()


def lock(window: QWidget) -> None:
    """As a person does, from whatever has the keyboard."""
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def enter(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def unlock(window: MainWindow, qtbot, passphrase: str = PASSPHRASE) -> None:
    enter(passphrase)
    qtbot.waitUntil(lambda: not window.locking.is_locked)


def seen(window: QWidget) -> str:
    """All words that can be seen."""
    return "\n".join(
        label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)
    )


def told(thing, depth: int = 0) -> list[str]:
    """All that a screen reader is told, from the window down."""
    if thing is None or depth > 40:
        return []
    words = [thing.text(QAccessible.Text.Name), thing.text(QAccessible.Text.Description)]
    words.append(thing.text(QAccessible.Text.Value))
    for index in range(thing.childCount()):
        words += told(thing.child(index), depth + 1)
    return words


# --- what is kept and what is seen ------------------------------------------------------------


def test_ctrl_l_shows_nothing_about_any_patient_to_eye_or_screen_reader(window):
    before = seen(window) + "\n".join(told(QAccessible.queryAccessibleInterface(window)))
    assert all(name in before for name in NAMES[1:2])
    lock(window)
    after = seen(window) + "\n".join(told(QAccessible.queryAccessibleInterface(window)))
    assert "Locked" in after
    assert "No patient details are shown while locked." in after
    assert [name for name in NAMES if name in after] == []
    assert window.windowTitle() == "Clonus Desktop"
    screen = window.locking.screen
    shown = {w for w in window.findChildren(QWidget) if w.isVisible()}
    assert {w for w in shown if w is not screen and not screen.isAncestorOf(w)} <= {
        window.focus_ring
    }


def test_the_picture_of_a_locked_window_is_the_same_whatever_lies_below(
    window, qtbot, qapp, monkeypatch
):
    flash_ms = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    # The ring is around the field in both pictures.
    QTest.keyClick(window, Qt.Key.Key_Tab)
    lock(window)
    one = window.grab().toImage()
    unlock(window, qtbot)
    window.go(Destination(screen=Screen.CHART, patient_id=window.destination.patient_id))
    window.go(Destination(screen=Screen.EXAM, patient_id=window.destination.patient_id))
    window.page.asking.how_to()
    lock(window)
    assert window.grab().toImage() == one
    qapp.setCursorFlashTime(flash_ms)


def test_locking_keeps_a_half_typed_note_and_unlocking_goes_on_in_it(
    window, keyboard, qtbot, read_file
):
    keyboard.press("o", *"half a wor")
    editor = window.findChild(NoteSheet).editor
    assert editor.hasFocus()
    lock(window)
    assert read_file("SELECT text FROM note WHERE struck_at IS NULL") == [("half a wor",)]
    unlock(window, qtbot)
    assert editor.hasFocus()
    keyboard.press("d")
    assert editor.toPlainText() == "half a word"


def test_unlocking_returns_to_the_same_place_pad_and_keyboard(window, keyboard, qtbot):
    page = window.page
    page.go_to(3)
    for _beat in range(3):
        keyboard.press(Qt.Key.Key_Space, after_ms=140, hold_ms=40)
    place, focus = page.place, QApplication.focusWidget()
    lock(window)
    unlock(window, qtbot)
    assert (window.page, page.place) == (page, place)
    assert page.view.taps.pad.pending.beats == 3
    assert QApplication.focusWidget() is focus
    assert window.banner.isVisible()
    assert not window.rail.isVisible()
    assert window.locking.screen is None


def test_ctrl_l_locks_from_a_text_field_and_types_nothing(window, qtbot, patient):
    window.go(Destination(screen=Screen.PATIENT_FORM, patient_id=patient.id))
    line = window.page.form.lines["given_name"]
    line.setFocus()
    lock(window)
    assert window.locking.is_locked
    unlock(window, qtbot)
    assert line.text() == "Iain"
    assert line.hasFocus()


def test_ctrl_l_locks_also_where_no_desktop_calls_the_window_active(window):
    # Without a window manager keys come in, and the shortcuts of the window answer to none.
    for shortcut in window.findChildren(QShortcut):
        shortcut.setEnabled(False)
    for screen in (Screen.EXAM, Screen.PATIENTS):
        window.go(Destination(screen=screen, patient_id=window.destination.patient_id))
        target = QApplication.focusWidget() or window
        pressed = QEvent.Type.KeyPress, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier
        QApplication.sendEvent(target, QKeyEvent(*pressed, "\x0c"))
        assert window.locking.is_locked
        window.locking._unlock(None, None)


def test_the_rail_locks(window, qtbot):
    window.go(Destination(screen=Screen.PATIENTS))
    QTest.mouseClick(
        window.rail.buttons["lock"], Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), QPoint()
    )
    assert window.locking.is_locked
    assert "draft" not in seen(window)
    unlock(window, qtbot)
    assert window.destination.screen is Screen.PATIENTS


def test_a_copied_letter_is_taken_from_the_clipboard_and_others_words_are_left(window, qtbot):
    clipboard.put(text="Dear colleague, Iain", html="<p>Iain</p>")
    lock(window)
    assert QApplication.clipboard().text() == ""
    unlock(window, qtbot)
    QApplication.clipboard().setText("mine")
    lock(window)
    assert QApplication.clipboard().text() == "mine"
    QApplication.clipboard().clear()


def test_what_could_not_be_saved_is_said_on_the_lock_screen(window, monkeypatch):
    def full(book):
        raise disk_full(book.file.path)

    window.session.do(full)
    lock(window)
    assert "not saved yet" in seen(window)
    assert "Your draft exam is saved" not in seen(window)


def test_a_draft_is_said_to_be_saved_and_what_was_signed_is_called_no_draft(
    window, book, patient, qtbot
):
    lock(window)
    assert "Your draft exam is saved." in seen(window)
    unlock(window, qtbot)
    draft = examinations.draft_of(book, patient.id)
    for place in draft.places:
        examinations.record_trial(book, draft, place, Trial(beats=0))
    examinations.sign(book, draft.id)
    review = Destination(screen=Screen.REVIEW, patient_id=patient.id, examination_id=draft.id)
    window.go(review)
    lock(window)
    assert "draft" not in seen(window)
    assert "No patient details are shown while locked." in seen(window)


def test_a_sheet_that_comes_up_meanwhile_waits_behind_the_lock(window, qtbot):
    lock(window)
    sheet = Sheet(window, "Resume the exam of Iain Macilroy")
    sheet.open()
    QApplication.processEvents()
    assert not sheet.isVisible()
    assert "Macilroy" not in "\n".join(told(QAccessible.queryAccessibleInterface(window)))
    assert window.locking.screen.isAncestorOf(QApplication.focusWidget())
    unlock(window, qtbot)
    assert sheet.isVisible()
    assert sheet.isAncestorOf(QApplication.focusWidget()) or sheet.hasFocus()


@pytest.fixture
def teller(qapp: QApplication, tmp_path: Path) -> Iterator[FaultTeller]:
    made = FaultTeller(qapp, tmp_path / "clonus-desktop.log")
    yield made
    made.deleteLater()


def test_a_fault_of_the_program_meanwhile_waits_behind_the_lock(window, teller, qtbot):
    lock(window)
    teller.tell()
    qtbot.waitUntil(lambda: window.findChild(FaultSheet) is not None)
    QApplication.processEvents()
    sheet = window.findChild(FaultSheet)
    assert not sheet.isVisible()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]
    shown = seen(window) + "\n".join(told(QAccessible.queryAccessibleInterface(window)))
    assert [name for name in NAMES if name in shown] == []
    assert window.locking.screen.isAncestorOf(QApplication.focusWidget())
    unlock(window, qtbot)
    assert sheet.isVisible()
    assert sheet.isAncestorOf(QApplication.focusWidget()) or sheet.hasFocus()
    sheet.go_on.click()
    assert window.page.isAncestorOf(QApplication.focusWidget()) or window.page.hasFocus()
    teller.tell()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(FaultSheet)))


@pytest.mark.parametrize("end", ["by itself", "session", "suspended"])
def test_a_page_that_fails_to_keep_is_locked_all_the_same(window, qtbot, qapp, monkeypatch, end):
    def fail() -> None:
        raise ValueError("Macilroy")

    monkeypatch.setattr(window.page, "keep", fail)
    sitting = Sitting(Settings(None), Path("casebook.sqlite"), Door(Path("casebook.sqlite")))
    qtbot.addWidget(sitting.door)
    ends = SessionEnd(qapp, keep=sitting.keep, lock=sitting.lock)
    # Before somebody has come in there is nothing to keep and nothing to hide.
    ends._take_request(None)
    sitting.window = window
    with qtbot.captureExceptions() as caught:
        assert window.keep() is False
        if end == "by itself":
            window.locking.watch.wanted.emit()
        elif end == "session":
            ends._take_request(None)
        else:
            qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationSuspended)
    assert {kind for kind, _error, _trace in caught} == {ValueError}
    assert window.locking.is_locked
    assert [name for name in NAMES if name in seen(window)] == []
    monkeypatch.undo()
    unlock(window, qtbot)
    delete(ends)


def test_no_key_reaches_the_page_below(window, qtbot):
    lock(window)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_F10, Qt.Key.Key_6):
        QTest.keyClick(QApplication.focusWidget(), key)
        assert window.locking.screen.isAncestorOf(QApplication.focusWidget())
    assert window.destination.screen is Screen.EXAM
    assert not window.page.examination.tests


def test_a_dialog_of_files_and_a_list_that_is_open_are_closed(window):
    dialog = QDialog(window)
    dialog.open()
    window.lock()
    assert not dialog.isVisible()


@pytest.mark.qt_log_ignore("^This plugin does not support")
def test_an_open_list_of_choices_is_closed(window, patient):
    window.go(Destination(screen=Screen.CONTEXT, patient_id=patient.id))
    box = QComboBox(window.page)
    box.addItems(["a", "b"])
    box.show()
    box.showPopup()
    window.lock()
    assert QApplication.activePopupWidget() is None


# --- by itself --------------------------------------------------------------------------------


def test_the_window_watches_once_it_was_painted_and_waits_while_the_pad_is_held(
    window, keyboard, qtbot
):
    qtbot.waitUntil(lambda: window.locking.watch._timer.isActive())
    assert not window.is_busy()
    keyboard.down(Qt.Key.Key_Space)
    assert window.is_busy()
    keyboard.up(Qt.Key.Key_Space)
    assert not window.is_busy()
    window.locking.watch.wanted.emit()
    assert window.locking.is_locked
    assert not window.locking.watch._timer.isActive()


# --- the way back -----------------------------------------------------------------------------


def test_a_wrong_passphrase_does_not_unlock(window, qtbot):
    lock(window)
    enter("something else entirely")
    form = window.locking.screen.form
    qtbot.waitUntil(lambda: bool(form.passphrase.problem))
    assert window.locking.is_locked


def test_a_vault_that_cannot_be_read_is_said_on_the_lock_screen(window, qtbot):
    vault = window.session.signed_in.path.with_name("vault.json")
    away = vault.rename(vault.with_name("vault.away"))
    lock(window)
    form = window.locking.screen.form
    assert "vault" in form.passphrase.problem
    assert form.passphrase.line.hasFocus()
    away.rename(vault)
    unlock(window, qtbot)


def test_another_clinician_begins_at_the_patients_and_the_pin_is_forgotten(window, qtbot):
    signed_in = window.session.signed_in
    signed_in.pin.set("2580")
    window.page.asking.note()
    lock(window)
    screen = window.locking.screen
    screen.switch.click()
    screen.form.who.setCurrentIndex(1)
    screen.form.passphrase.line.setFocus()
    unlock(window, qtbot, HERS)
    assert window.destination.screen is Screen.PATIENTS
    assert signed_in.name == "Sr N Featherstonehaugh-Adeyemi"
    assert not signed_in.pin.is_set
    assert not window.findChildren(NoteSheet) or not window.findChild(NoteSheet).isVisible()


def test_a_pin_unlocks_at_once_by_keys_and_by_touch(window):
    window.session.signed_in.pin.set("2580")
    lock(window)
    assert "PIN for Dr P Okafor" in seen(window)
    enter("2580")
    assert not window.locking.is_locked
    lock(window)
    pin = window.locking.screen.pin
    for digit in "2589":
        pin.pad.digits[digit].click()
    pin.pad.delete.click()
    pin.pad.digits["0"].click()
    pin.unlock_button.click()
    assert not window.locking.is_locked


def test_five_wrong_pins_ask_for_the_passphrase(window, qtbot):
    window.session.signed_in.pin.set("2580")
    lock(window)
    screen = window.locking.screen
    enter("")
    assert screen.pin.field.problem == "Enter the PIN."
    for left in (4, 3, 2, 1):
        enter("1111")
        assert f"{left} tr" in screen.pin.field.problem
    enter("1111")
    assert not screen.pin.isVisible()
    assert "Five wrong PINs" in screen.form.passphrase.problem
    assert window.locking.is_locked
    unlock(window, qtbot)
    assert not window.session.signed_in.pin.is_set


def test_letters_are_no_part_of_a_pin(window):
    window.session.signed_in.pin.set("2580")
    lock(window)
    QTest.keyClicks(QApplication.focusWidget(), "a2b5")
    assert window.locking.screen.pin.line.text() == "25"


# --- settings ---------------------------------------------------------------------------------


@pytest.fixture
def settings_page(window):
    window.go(Destination(screen=Screen.SETTINGS))
    return window.page


def test_the_minutes_are_chosen_in_the_settings(settings_page, window):
    settings_page.lock.minutes.buttons["2"].click()
    assert window.session.settings.choices.lock_after_min == 2
    assert window.locking.watch._lock_after_s() == 120.0


def test_a_pin_is_typed_twice_and_can_be_forgotten(settings_page, window):
    card = settings_page.lock
    assert card.pin_status.text() == "No PIN is set."
    card.set_pin.click()
    sheet = window.findChild(PinSheet)
    for digits, again, name in (
        ("12", "12", "pin"),
        ("1234", "1234", "pin"),
        ("5555", "5555", "pin"),
        ("2580", "2581", "again"),
    ):
        sheet.lines["pin"].setText(digits)
        sheet.lines["again"].setText(again)
        sheet.go_on.click()
        assert sheet.asked[name].problem
        assert not window.session.signed_in.pin.is_set
    sheet.lines["again"].setText("2580")
    sheet.go_on.click()
    assert window.session.signed_in.pin.check("2580")
    assert card.pin_status.text() == "A PIN is set."
    card.forget_pin.click()
    assert not window.session.signed_in.pin.is_set
    card.lock_now.click()
    assert window.locking.is_locked


def test_the_page_stays_where_it_was_scrolled_to_after_a_sheet_and_after_a_lock(
    settings_page, window, qtbot
):
    bar, far = settings_page.scroller.verticalScrollBar(), settings_page.lock.set_pin

    def settle() -> None:
        for _round in range(4):
            QApplication.processEvents()

    settle()
    # The keyboard stays where it was, above.
    settings_page.scroller.ensureWidgetVisible(far)
    settle()
    before = bar.value()
    assert before > settings_page.scroller.viewport().height()
    QTest.mouseClick(far, Qt.MouseButton.LeftButton)
    settle()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    settle()
    assert bar.value() == before
    lock(window)
    unlock(window, qtbot)
    settle()
    assert bar.value() == before
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    settle()
    assert bar.value() < before


# --- without a passphrase ---------------------------------------------------------------------


def test_a_demo_is_unlocked_by_a_button_that_says_why(
    open_main_window: Callable[[Casebook], MainWindow], book: Casebook, qapp
):
    window = open_main_window(book)
    window.session.is_demo = True
    lock(window)
    assert "This is a demo: it has no passphrase." in seen(window)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not window.locking.is_locked


def test_the_line_of_the_demo_makes_room_for_what_was_not_saved_in_large_text(
    qtbot, book: Casebook, patient, qapp
):
    appearance().apply(qapp, "light", 2.0)
    window = MainWindow(Session(book, Settings(None), is_demo=True))
    qtbot.addWidget(window)
    window.begin()
    window.resize(1024, 700)
    window.show()
    window.go(Destination(screen=Screen.EXAM, patient_id=patient.id))
    strip = window.findChild(DemoStrip)
    assert strip.isVisible()
    window.session.failed.emit(disk_full(book.file.path), lambda: None, "")
    assert not strip.isVisible()
    window.lock()
    window.locking.screen.open_button.click()
    assert (window.save_bar.isVisible(), strip.isVisible()) == (True, False)
    window.session.recovered.emit()
    assert strip.isVisible()
    window.shut()


def test_the_demo_says_on_every_page_that_it_is_one(qtbot, book: Casebook, patient, qapp):
    appearance().apply(qapp, "light", 1.0)
    window = MainWindow(Session(book, Settings(None), is_demo=True))
    qtbot.addWidget(window)
    window.begin()
    window.show()
    for screen in (Screen.PATIENTS, Screen.EXAM, Screen.LETTER, Screen.SETTINGS):
        window.go(Destination(screen=screen, patient_id=patient.id))
        QApplication.processEvents()
        assert "Not encrypted, and forgotten when it is closed." in seen(window)
    window.shut()
