"""Left, closed, ended or killed at any moment: what was typed and entered is there again."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import delete

from clonus_desktop.casebook import examinations, patients
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.patients import Among
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.exam_sheets import NoteSheet
from clonus_desktop.ui.session_end import SessionEnd
from clonus_desktop.ui.window_sheets import ResumeSheet
from tests.walks.at_the_door import made, opened_again, read

CHILD = Path(__file__).parent / "type_until_killed.py"
OpenWindow = Callable[[Casebook], MainWindow]
Read = Callable[[str], list[tuple]]

STANDING = "SELECT beats, not_tested_reason FROM clonus_test t LEFT JOIN trial r ON"
STANDING += " r.clonus_test_id = t.id WHERE t.struck_at IS NULL ORDER BY t.id"
NOTES = "SELECT text FROM note WHERE struck_at IS NULL"
KEPT = {
    "count": (STANDING, [(6, None)]),
    "not tested": (STANDING, [(None, "pain")]),
    "undo": (STANDING, [(6, None)]),
    "note": (NOTES, [("seen on video",)]),
    "comment": (NOTES, [("typed words",)]),
    "patient": (
        "SELECT content ->> 'known_conditions' FROM unsaved WHERE form = 'patient 1'",
        [("typed words",)],
    ),
    "reason": (
        "SELECT content ->> '$.typed.reason' FROM unsaved WHERE form = 'letter 1'",
        [("typed words",)],
    ),
    "clinic": ("SELECT clinic FROM practice", [("typed words",)]),
}


def started(path: Path, kind: str, end: str) -> subprocess.Popen:
    command = [sys.executable, str(CHILD), str(path), kind, end]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """The encrypted casebook of a child: a patient with a draft to write about."""
    path = tmp_path / "practice" / "casebook.sqlite"
    made(path)
    with opened_again(path) as book:
        patient_id = patients.add(book, Patient(family_name="Macilroy")).patient_id
        examinations.start(book, patient_id)
    return path


@pytest.mark.parametrize("kind", [kind for kind in KEPT if kind != "clinic"])
def test_kill_9_takes_no_act_and_no_words_of_a_second_ago(kind: str, locked: Path) -> None:
    child = started(locked, kind, "wait")
    assert child.stdout is not None
    assert child.stdout.readline() == "done\n"
    child.kill()
    child.communicate()
    query, kept = KEPT[kind]
    assert read(locked, query) == kept


ENDS = ["SIGTERM", "close", *(["SIGHUP"] if hasattr(subprocess.signal, "SIGHUP") else [])]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("kind", ["note", "comment", "patient", "reason", "clinic"])
def test_an_end_in_good_order_keeps_what_was_typed_just_now(
    kind: str, end: str, locked: Path
) -> None:
    if end == "SIGHUP" and kind != "note":
        pytest.skip("one kind of words is enough for the third way to end")
    child = started(locked, kind, end)
    _out, said = child.communicate(timeout=60)
    assert child.returncode == 0, said
    query, kept = KEPT[kind]
    assert read(locked, query) == kept


@pytest.fixture
def window(open_main_window: OpenWindow, book: Casebook, patient: Patient) -> MainWindow:
    window = open_main_window(book)
    window.go(Destination(screen=Screen.EXAM, patient_id=patient.id))
    return window


def test_a_suspended_program_keeps_the_note_and_leaves_it_open(
    window: MainWindow, keyboard, qapp: QApplication, read_file: Read
) -> None:
    listening = qapp.receivers(SIGNAL("commitDataRequest(QSessionManager&)"))
    end = SessionEnd(qapp, keep=window.keep, lock=window.lock)
    keyboard.press("o", *"half a wor")
    assert read_file(NOTES) == []
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationSuspended)
    assert read_file(NOTES) == [("half a wor",)]
    assert window.locking.is_locked
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press("d")
    assert window.findChild(NoteSheet).editor.toPlainText() == "half a word"
    # A session that ends cannot be made here: that the program listens, and what it then does.
    assert qapp.receivers(SIGNAL("commitDataRequest(QSessionManager&)")) == listening + 1
    end._take_request(None)
    assert read_file(NOTES) == [("half a word",)]
    delete(end)


# --- going on ---------------------------------------------------------------------------------


def resume_sheet(window: MainWindow, qtbot) -> ResumeSheet:
    # Offered once the window has been painted.
    qtbot.waitUntil(lambda: window.findChild(ResumeSheet) is not None)
    return window.findChild(ResumeSheet)


def said(sheet: ResumeSheet) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]


def three_drafts(book: Casebook, clock) -> None:
    for name in ("Adeyemi", "Haugen", "Petrova"):
        clock.forward(minutes=5)
        row = patients.add(book, Patient(family_name=name)).patient_id
        examinations.start(book, row)


def test_the_newest_of_several_drafts_is_offered_with_the_way_to_the_others(
    book: Casebook, clock, open_main_window: OpenWindow, qtbot, keyboard
) -> None:
    patients.add(book, Patient(family_name="Nobody"))
    three_drafts(book, clock)
    window = open_main_window(book)
    sheet = resume_sheet(window, qtbot)
    assert "Resume the exam of 23-Nov-2025 10:57, 0 of 6 places" in said(sheet)
    assert "PETROVA" in said(sheet)
    assert sheet.others.accessibleName() == "2 more unfinished exams"
    keyboard.press(Qt.Key.Key_Tab)
    while QApplication.focusWidget() is not sheet.others:
        keyboard.press(Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Return)
    assert window.page.filters[Among.UNFINISHED].isChecked()
    assert [line.patient.family_name for line in window.page._found] == [
        "Adeyemi",
        "Haugen",
        "Petrova",
    ]


def test_one_draft_alone_names_no_others(
    book: Casebook, patient: Patient, open_main_window: OpenWindow, qtbot
) -> None:
    examinations.start(book, patient.id)
    sheet = resume_sheet(open_main_window(book), qtbot)
    assert not sheet.others.isVisible()
    assert not any("guide" in words for words in said(sheet))


def test_a_changed_guide_is_said_before_the_exam_goes_on_and_the_draft_keeps_its_version(
    book: Casebook, patient: Patient, open_main_window: OpenWindow, qtbot, keyboard
) -> None:
    examinations.start(book, patient.id)
    ankle, *others = book.protocols
    book.wording.__dict__["protocols"] = (replace(ankle, version=ankle.version + 1), *others)
    window = open_main_window(book)
    words = " ".join(said(resume_sheet(window, qtbot)))
    began, now = ankle.version, ankle.version + 1
    assert f"The guide for the ankle was changed from version {began} to {now}." in words
    assert f"This exam keeps version {began} in the record." in words
    keyboard.press(Qt.Key.Key_Return, "4")
    draft = examinations.draft_of(book, patient.id)
    assert draft is not None
    assert len(draft.tests) == 1
    assert draft.protocol_versions["ankle"] == began


@pytest.fixture
def second_book(book: Casebook, casebook_path: Path, clock) -> Iterator[Casebook]:
    """The same file, opened once more."""
    with open_book(casebook_path, now=clock) as opened:
        yield opened


def test_two_windows_on_one_casebook_examine_into_one_draft(
    book: Casebook,
    second_book: Casebook,
    patient: Patient,
    open_main_window: OpenWindow,
    keyboard,
    read_file: Read,
) -> None:
    windows = [open_main_window(book), open_main_window(second_book)]
    for window in windows:
        window.go(Destination(screen=Screen.CHART, patient_id=patient.id))
    for window, beats in zip(windows, "62", strict=True):
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        window.page.setFocus()
        keyboard.press("e", beats)
        assert window.destination.screen is Screen.EXAM
    assert read_file("SELECT count(*) FROM examination") == [(1,)]
    assert {window.page.examination.id for window in windows} == {1}
    # The second window opened at the first open place.
    assert read_file(STANDING) == [(6, None), (2, None)]


def test_words_about_an_earlier_exam_are_not_offered_for_a_later_one(
    book: Casebook, patient: Patient, open_main_window: OpenWindow
) -> None:
    def sign_one() -> None:
        examinations.start(book, patient.id)
        draft = examinations.draft_of(book, patient.id)
        assert draft is not None
        for place in draft.places:
            examinations.record_trial(book, draft, place, Trial(beats=0))
        examinations.sign(book, draft.id)

    def letter(window: MainWindow):
        window.go(Destination(screen=Screen.LETTER, patient_id=patient.id))
        return window.page.view.options.typed["reason"]

    sign_one()
    first = open_main_window(book)
    letter(first).setPlainText("new clonus")
    first.keep()
    assert letter(open_main_window(book)).toPlainText() == "new clonus"
    sign_one()
    assert letter(open_main_window(book)).toPlainText() == ""
