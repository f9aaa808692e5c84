"""Data out on the screen: asked for on a sheet, written beside the work, whole or not there."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from clonus_desktop.casebook import exporting, trail
from clonus_desktop.ui.exporting.export_sheet import ExportSheet
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.patient_form import PatientFormPage
from clonus_desktop.ui.pages.settings import SettingsPage


@pytest.fixture
def out(tmp_path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def sheet(desk, out):
    """Over the settings of a casebook with two patients, one visit each."""
    iain = desk.add("Macilroy", "Iain", number="999 018 5301")
    desk.examine(iain, 0, 6, 0, 2, 0, 0, days_ago=30)
    desk.examine(desk.add("Lund"), 1, 1, 1, 1, 1, 1)
    page = SettingsPage(desk.session, desk.worker)
    desk.show(page, Destination(screen=Screen.SETTINGS))
    page.export.button.click()
    return opened(desk, out)


def opened(desk, out) -> ExportSheet:
    found = desk.window.findChild(ExportSheet)
    found.choose_folder = lambda *_asked: str(out)
    return found


def made(out: Path) -> Path:
    [folder] = out.iterdir()
    return folder


def wait(desk, sheet: ExportSheet) -> None:
    desk.qtbot.waitUntil(lambda: sheet.result.isVisible(), timeout=10_000)


def test_a_table_for_spreadsheets_is_what_one_press_exports(desk, sheet, out):
    assert desk.window.focusWidget() is sheet.scope.choice.buttons["all"]
    sheet.go_on.click()
    assert sheet.is_working
    wait(desk, sheet)
    assert sheet.result.text() == "Exported: 2 exams, 2 patients. It is in the record of acts."
    folder = made(out)
    assert folder.name == "clonus-export-2025-11-23-104207"
    assert sheet.place.accessibleName() == str(folder)
    assert {one.name for one in folder.iterdir()} == {
        "findings-for-spreadsheets.csv",
        "manifest.json",
    }
    assert trail.newest(desk.book, limit=1)[0].what == "exported all exams, with names"
    assert not sheet.go_on.isVisible()
    sheet.cancel.click()
    assert not sheet.isVisible()


def test_some_days_without_names_in_several_files(desk, sheet, out):
    sheet.scope.choice.buttons["some"].click()
    sheet.first.boxes.show_texts(("1", "Nov", "25"))
    sheet.marks.choice.buttons["limited"].click()
    assert "moved by the same secret" in sheet.marks.choice.accessibleDescription()
    assert not sheet.files.boxes["record"].isVisible()
    sheet.files.boxes["csv"].setChecked(True)
    sheet.files.boxes["record"].setChecked(True)
    sheet.submit()
    wait(desk, sheet)
    folder = made(out)
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["mode"], manifest["counts"]["examinations"]) == ("limited", 1)
    with (folder / "findings.csv").open(newline="") as file:
        assert {row["beats"] for row in csv.DictReader(file)} == {"1"}


def systems(folder: Path) -> set[str]:
    """All that codes are named by in the FHIR files of an export."""
    told = "".join(one.read_text() for one in (folder / "fhir").rglob("*") if one.is_file())
    return set(re.findall(r'"system": ?"([^"]+)"', told))


def test_fhir_goes_without_codes_of_snomed_where_that_is_ticked(desk, sheet, out):
    files, choice, no_snomed = sheet.files, sheet.marks.choice, sheet.codes.no_snomed
    assert not sheet.codes.isVisible()
    QTest.keyClick(files.boxes["ndjson"], Qt.Key.Key_Space)
    assert no_snomed.isVisible()
    assert not no_snomed.isChecked()
    said = "SNOMED CT needs a licence in some countries."
    assert no_snomed.accessibleDescription() == said
    assert sheet.request.leave_out == ()
    QTest.keyClick(no_snomed, Qt.Key.Key_Space)
    QTest.keyClick(files.boxes["ndjson"], Qt.Key.Key_Space)
    assert not no_snomed.isVisible()
    assert sheet.request.leave_out == ()
    files.boxes["fhir"].setChecked(True)
    # A transaction is not offered without names, and so the question neither.
    choice.buttons["safe-harbor"].click()
    assert not no_snomed.isVisible()
    choice.buttons["identified"].click()
    files.boxes["ndjson"].setChecked(True)
    assert sheet.request.leave_out == ("snomed",)
    sheet.submit()
    wait(desk, sheet)
    named = systems(made(out))
    assert "http://loinc.org" in named
    assert not any("snomed" in one for one in named)
    # They are there when nobody leaves them out.
    with_codes = replace(sheet.request, leave_out=())
    planned = exporting.plan(desk.book, with_codes)
    exporting.finish(desk.book, exporting.write(planned, out / "with"))
    assert systems(out / "with") == named | {"http://snomed.info/sct"}


def test_what_is_wrong_is_said_at_its_field(desk, sheet, out):
    sheet.scope.choice.buttons["some"].click()
    sheet.first.boxes.show_texts(("31", "2", "2025"))
    sheet.files.boxes["spreadsheet"].setChecked(False)
    sheet.submit()
    assert sheet.first.problem.startswith("From: enter a day")
    assert sheet.files.problem == "Files: tick at least one."
    sheet.go_to("files")
    assert desk.window.focusWidget() is sheet.files.boxes["spreadsheet"]
    sheet.go_to("first")
    assert desk.window.focusWidget() is sheet.first.boxes.day
    sheet.first.boxes.show_texts(("2", "2", "2025"))
    sheet.last.boxes.show_texts(("1", "2", "2025"))
    sheet.submit()
    assert sheet.last.problem.startswith("The last day lies before the first")
    # Days that are not asked for do not stand in the way.
    sheet.scope.choice.buttons["all"].click()
    assert set(sheet.problems()) == {"files"}
    assert list(out.iterdir()) == []


def test_without_a_folder_nothing_happens(desk, sheet, out):
    sheet.choose_folder = lambda *_asked: ""
    sheet.submit()
    assert not sheet.is_working
    assert sheet.isVisible()


def test_a_place_that_takes_nothing_is_said_and_another_can_be_chosen(desk, sheet, out):
    sheet.choose_folder = lambda *_asked: str(out / "gone")
    sheet.submit()
    wait(desk, sheet)
    assert "is not there. Nothing was exported" in sheet.result.text()
    assert desk.window.focusWidget() is sheet.go_on
    sheet.choose_folder = lambda *_asked: str(out)
    sheet.submit()
    wait(desk, sheet)
    assert sheet.result.text().startswith("Exported: 2 exams")


@pytest.fixture
def held(monkeypatch):
    """An export that waits in the worker until the test lets it go."""
    let_go, write = Event(), exporting.write

    def wait_and_write(*given, **named):
        let_go.wait(10)
        return write(*given, **named)

    monkeypatch.setattr(exporting, "write", wait_and_write)
    yield let_go
    let_go.set()


def test_a_stopped_export_leaves_nothing_and_the_sheet_stays(desk, sheet, out, held):
    sheet.submit()
    assert desk.window.focusWidget() is sheet.cancel
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Escape)
    assert sheet.result.text() == "The export was stopped. Nothing is left of it."
    assert sheet.isVisible()
    held.set()
    sheet.run._worker.close()
    assert list(out.iterdir()) == []
    acts = [line.what for line in trail.newest(desk.book)]
    assert not any("exported" in what for what in acts)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_sheet_that_is_taken_away_takes_the_export_with_it(desk, sheet, out, held):
    sheet.submit()
    sheet.close_sheet()
    assert not sheet.isVisible()
    held.set()
    sheet.run._worker.close()
    assert list(out.iterdir()) == []


def test_what_was_written_and_is_not_wanted_any_more_is_removed(desk, sheet, out):
    sheet.submit()
    # All is written, and nobody has heard of it yet.
    sheet.run._worker._pool.shutdown(wait=True)
    assert [one.suffix for one in out.iterdir()] == [".partial"]
    sheet.close_sheet()
    assert list(out.iterdir()) == []


def test_a_record_that_cannot_be_written_exports_nothing(desk, sheet, out, held):
    sheet.submit()
    desk.book.set_aside()
    held.set()
    wait(desk, sheet)
    assert "getting a new key" in sheet.result.text()
    assert list(out.iterdir()) == []


def test_one_patient_is_exported_from_its_own_form(desk, out):
    iain = desk.add("Macilroy", "Iain")
    desk.examine(iain, 0, 6, 0, 2, 0, 0)
    desk.examine(desk.add("Lund"), 1, 1, 1, 1, 1, 1)
    page = PatientFormPage(desk.session)
    desk.show(page, Destination(screen=Screen.PATIENT_FORM, patient_id=iain))
    page.form.records.export_button.click()
    sheet = opened(desk, out)
    assert sheet.title.text() == "Export this record"
    sheet.submit()
    wait(desk, sheet)
    assert sheet.result.text().startswith("Exported: 1 exam, 1 patient.")
    what = trail.newest(desk.book, limit=1)[0].what
    assert what == "exported the exams of this patient, with names"
