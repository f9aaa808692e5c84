"""A person leaves the casebook: by keys, with a paper about it, and nothing left behind."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication

from clonus_desktop.casebook import erasing, examinations, patients
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui import printing
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.erase_sheet import ErasedSheet


@pytest.fixture
def zorgblatt(book) -> Patient:
    change = patients.add(book, Patient(family_name="Zorgblatt", given_name="Ana", number="4711"))
    examination = examinations.get(book, examinations.start(book, change.patient_id).examination_id)
    examinations.write_note(book, examination, None, "wobbly")
    return patients.get(book, change.patient_id)


@pytest.fixture
def window(open_main_window, book, patient, zorgblatt):
    shown = open_main_window(book)
    shown.go(Destination(screen=Screen.PATIENT_FORM, patient_id=zorgblatt.id))
    return shown


def erase(keyboard, *, name: str = "zorgblatt") -> None:
    keyboard.press_button("Erase on request")
    keyboard.press(*"Asked on 3 May", Qt.Key.Key_Tab, *name)
    keyboard.press_button("Erase for ever")


def erased_sheet(window) -> ErasedSheet:
    (sheet,) = (one for one in window.findChildren(ErasedSheet) if one.isVisible())
    return sheet


def is_open(window) -> bool:
    return any(one.isVisible() for one in window.findChildren(ErasedSheet))


def test_a_person_is_erased_by_keys_alone_and_is_nowhere_any_more(
    window, book, casebook_path: Path, keyboard, read_file
) -> None:
    erase(keyboard)
    assert window.destination.screen is Screen.PATIENTS
    assert erased_sheet(window).isVisible()
    assert patients.counts(book).all == 1
    assert patients.counts(book).unfinished == 0
    assert [line.patient.family_name for line in patients.find(book)] == ["Macilroy"]
    held = b"".join(one.read_bytes() for one in casebook_path.parent.glob("casebook*")).lower()
    assert b"zorgblatt" not in held
    assert b"wobbly" not in held
    assert read_file("SELECT reason FROM erasure") == [("Asked on 3 May",)]
    assert book.file.verify() is None


def test_nothing_is_erased_without_a_reason_or_under_another_name(window, book, keyboard) -> None:
    keyboard.press_button("Erase on request")
    sheet = window.page.sheet
    assert "• 1 unfinished or discarded exam" in sheet.preview.text()
    keyboard.press_button("Erase for ever")
    assert sheet.fields["reason"].problem == "Say why the person is erased."
    assert QApplication.focusWidget() is sheet.reason
    keyboard.press(*"asked", Qt.Key.Key_Tab, *"macilroy")
    keyboard.press_button("Erase for ever")
    assert "not the family name" in sheet.fields["family_name"].problem
    assert sheet.fields["reason"].problem == ""
    keyboard.press_button("Keep the record")
    assert patients.counts(book).all == 2


def test_the_confirmation_is_saved_where_the_clinician_wants_it(
    window, book, zorgblatt, tmp_path: Path, keyboard
) -> None:
    erase(keyboard)
    sheet = erased_sheet(window)
    asked = []
    sheet.choose_path = lambda _parent, _title, proposed: asked.append(proposed) or ""
    keyboard.press_button("Save as PDF")
    assert Path(asked[0]).name == f"2025-11-23_erasure_{zorgblatt.id}.pdf"
    assert sheet.notice.isHidden()
    target = tmp_path / "confirmation.pdf"
    sheet.choose_path = lambda *_asked: str(tmp_path / "gone" / "confirmation.pdf")
    keyboard.press_button("Save as PDF")
    assert sheet.notice.text().startswith("The PDF was not saved.")
    sheet.choose_path = lambda *_asked: str(target)
    keyboard.press_button("Save as PDF")
    assert target.read_bytes().startswith(b"%PDF")
    assert sheet.notice.text().startswith("Saved as confirmation.pdf")
    keyboard.press_button("Close")
    assert not is_open(window)


def test_who_closes_without_the_confirmation_is_asked_once(window, keyboard) -> None:
    erase(keyboard)
    sheet = erased_sheet(window)
    keyboard.press(Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert "neither saved nor printed" in sheet.notice.text()
    keyboard.press_button("Close without the confirmation")
    assert not is_open(window)


def test_the_confirmation_is_printed(window, tmp_path: Path, keyboard, monkeypatch) -> None:
    erase(keyboard)
    sheet = erased_sheet(window)
    printed = []
    monkeypatch.setattr(printing, "print_pages", lambda pages, _to: printed.append(pages) or True)
    sheet.ask_printer = lambda _parent, _count: None
    keyboard.press_button("Print")
    assert printed == []
    sheet.ask_printer = lambda _parent, count: QPdfWriter(str(tmp_path / f"{count}.pdf"))
    keyboard.press_button("Print")
    assert len(printed) == 1
    assert sheet.notice.text() == "The confirmation is at the printer."
    keyboard.press(Qt.Key.Key_Escape)
    assert not is_open(window)


def test_a_printer_that_refuses_is_told(window, tmp_path: Path, keyboard, monkeypatch) -> None:
    erase(keyboard)
    sheet = erased_sheet(window)
    monkeypatch.setattr(printing, "print_pages", lambda _pages, _to: False)
    sheet.ask_printer = lambda _parent, _count: QPdfWriter(str(tmp_path / "x.pdf"))
    keyboard.press_button("Print")
    assert "was not printed" in sheet.notice.text()


def test_a_file_that_cannot_be_wiped_yet_says_so_and_tries_again(
    window, book, keyboard, monkeypatch
) -> None:
    wipe = book.file.wipe

    def busy() -> None:
        raise StorageFault(Message("The casebook is in use."))

    monkeypatch.setattr(book.file, "wipe", busy)
    erase(keyboard)
    assert erased_sheet(window).isVisible()
    assert window.save_bar.isVisible()
    assert not erased_sheet(window)._erasure.facts.is_wiped
    monkeypatch.setattr(book.file, "wipe", wipe)
    window.session.do(erasing.wipe)
    assert not window.save_bar.isVisible()


def test_merged_records_of_the_person_are_named_before_they_go(
    window, book, patient, zorgblatt, keyboard
) -> None:
    from clonus_desktop.casebook import merging

    merging.merge(book, patient.id, zorgblatt)
    window.go(Destination(screen=Screen.PATIENT_FORM, patient_id=patient.id))
    keyboard.press_button("Erase on request")
    sheet = window.page.sheet
    assert "• 2 records" in sheet.preview.text()
    keyboard.press(*"asked", Qt.Key.Key_Tab, *"zorgblatt")
    keyboard.press_button("Erase for ever")
    assert patients.counts(book).all == 0
