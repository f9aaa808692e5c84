"""Patients and exams are taken in at the window, with keys, and the file holds them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from clonus_desktop.casebook import importing, patients
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.issued_letters import told_of
from clonus_desktop.domain.patient import Patient
from clonus_desktop.storage import faults, open_casebook
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.door.working_page import WorkingPage
from clonus_desktop.ui.importing.choose_page import ChoosePage
from clonus_desktop.ui.importing.columns_page import ColumnsPage
from clonus_desktop.ui.importing.end_pages import DonePage, NotOpenPage
from clonus_desktop.ui.importing.import_flow import show_import
from clonus_desktop.ui.importing.plan_page import PlanPage
from clonus_desktop.ui.issued_words import about_words
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.people.pages_sheet import PagesSheet
from clonus_desktop.ui.revision_words import signature_words
from tests.casebook import exported
from tests.storage import whole_record

LIST = (
    "Nachname;Vorname;Geb.-Datum;Geschlecht;Pat.Nr.\n"
    "Lund;Anna;03.02.1960;w;71\n"
    "Ng;Bo;25.01.1970;m;8\n"
    "Macilroy;Iain;11.01.1968;m;999\n"
    ";Ohne;01.01.1980;m;\n"
)
LONG_MS = 10_000


class Taking:
    """Somebody who takes a file in."""

    def __init__(self, window: MainWindow, qtbot: QtBot, path: Path) -> None:
        self.window, self.qtbot, self.path = window, qtbot, path

    @property
    def sheet(self) -> PagesSheet:
        return self.window.findChildren(PagesSheet)[-1]

    def page(self, kind: type[DoorPage]):
        """The page of that kind, once it is shown."""
        self.qtbot.waitUntil(lambda: isinstance(self.sheet.page, kind), timeout=LONG_MS)
        QApplication.processEvents()
        return self.sheet.page

    def choose(self, content: str | bytes | Path, name: str = "list.csv") -> None:
        page = self.page(ChoosePage)
        source = content if isinstance(content, Path) else self.path.with_name(name)
        if isinstance(content, str):
            source.write_text(content, encoding="utf-8")
        elif isinstance(content, bytes):
            source.write_bytes(content)
        page.choose = lambda *_asked: str(source)
        page.pick.click()


@pytest.fixture
def taking(
    open_main_window: Callable[[Casebook], MainWindow],
    book: Casebook,
    patient: Patient,
    qtbot: QtBot,
    casebook_path: Path,
) -> Taking:
    """At the settings of a casebook with Iain Macilroy in it."""
    window = open_main_window(book)
    window.go(Destination(screen=Screen.SETTINGS))
    window.page.taking_in.button.click()
    return Taking(window, qtbot, casebook_path)


def names(book: Casebook) -> list[str]:
    return [line.patient.family_name for line in patients.find(book)]


def test_a_list_comes_in_by_keys_and_one_who_may_be_here_is_decided_about(
    taking, keyboard, book, patient
):
    taking.choose(LIST)
    columns = taking.page(ColumnsPage)
    assert "4 rows, read as UTF-8." in columns.read_as.text()
    keyboard.press_button("Compare with the record")
    plan = taking.page(PlanPage)
    assert [row.item.where for row in plan.rows] == [4]
    # The number differs: somebody has to say that it is another person.
    keyboard.press("2")
    keyboard.press_button("Take in")
    assert "wrong lines" in plan.problem.text()
    keyboard.press(Qt.Key.Key_Space)
    assert plan.leave_out.isChecked()
    keyboard.press_button("Take in")
    done = taking.page(DonePage)
    assert "3 patients were added." in done.accessibleDescription()
    assert names(book) == ["Lund", "Macilroy", "Macilroy", "Ng"]
    assert book.file.verify() is None
    keyboard.press(Qt.Key.Key_Escape)
    assert taking.window.page.isVisible()
    assert patients.get(book, patient.id) == patient


def test_the_list_of_patients_shows_who_came(taking, keyboard, book):
    taking.choose(LIST.replace(";Ohne;01.01.1980;m;\n", ""))
    taking.page(ColumnsPage).compare.click()
    taking.page(PlanPage).act.click()
    taking.page(DonePage).close_button.click()
    taking.window.page.taking_in.button.click()
    taking.choose("\n".join(LIST.split("\n")[:3]), "again.csv")
    taking.page(ColumnsPage).compare.click()
    nothing = taking.page(PlanPage)
    assert nothing.act.isHidden()
    nothing.cancel.click()
    taking.page(ChoosePage).cancel.click()
    taking.window.go(Destination(screen=Screen.PATIENTS))
    page = taking.window.page
    assert [row.line.patient.family_name for row in page.list.rows] == ["Lund", "Macilroy", "Ng"]


@pytest.mark.parametrize(("row", "month"), [(1, 1), (2, 2)])
def test_dates_that_can_mean_two_days_are_asked_about_before_anything_else(
    taking, book, row, month
):
    taking.choose("Surname,DOB\nLund,02/01/1970\n")
    page = taking.page(ColumnsPage)
    page.compare.click()
    assert page._order_field.problem == "Choose what stands first."
    assert page.order.hasFocus()
    page.order.setCurrentIndex(row)
    page.order.activated.emit(row)
    page.compare.click()
    taking.page(PlanPage).act.click()
    taking.page(DonePage)
    [line] = [one for one in patients.find(book) if one.patient.family_name == "Lund"]
    assert line.patient.born_on is not None
    assert line.patient.born_on.month == month


def test_how_a_file_is_read_can_be_changed_and_what_cannot_be_read_is_told(taking):
    # In Windows' letters the é of DOS is a low quotation mark.
    taking.choose("Émile,Zoé,71\nBébé,Bo,72\n".encode("cp850"))
    page = taking.page(ColumnsPage)
    assert "accents" in page.read_as.text()
    assert not page.has_heading.isChecked()
    page.encoding.setCurrentIndex(page.encoding.findText("DOS (Western Europe)"))
    page.encoding.activated.emit(3)
    page.columns[importing.Column.FAMILY_NAME].setCurrentIndex(2)
    page.columns[importing.Column.FAMILY_NAME].activated.emit(2)
    shown = [page._preview.itemAt(n).widget().text() for n in range(page._preview.count())]
    assert shown[0].startswith("ZOÉ")
    page.encoding.setCurrentIndex(page.encoding.findText("UTF-8"))
    page.encoding.activated.emit(0)
    assert "cannot be read" in page.trouble.text()
    assert page.encoding.currentText() == "DOS (Western Europe)"
    page.columns[importing.Column.FAMILY_NAME].setCurrentIndex(0)
    page.columns[importing.Column.FAMILY_NAME].activated.emit(0)
    page.compare.click()
    assert page._by_column[importing.Column.FAMILY_NAME].problem


def test_a_record_of_another_casebook_comes_in_with_its_exams(taking, tmp_path, book):
    with open_casebook(whole_record.make(tmp_path / "there" / "casebook.sqlite")) as there:
        folder = exported.export(there, tmp_path / "export")
    taking.choose(folder / "manifest.json")
    plan = taking.page(PlanPage)
    assert "1 issued letter is new." in {one.text() for one in plan.findChildren(QLabel)}
    plan.act.click()
    done = taking.page(DonePage)
    assert "exams were taken in." in done.accessibleDescription()
    assert "1 letter was taken in." in done.accessibleDescription()
    assert "Twin" in {one.family_name for line in patients.find(book) for one in line.others}
    signed = [
        one
        for line in patients.find(book)
        for one in book.file.examinations.of_patient(line.patient.id)
        if one.signature is not None
    ]
    assert len(signed) > 2
    letters = [told for line in patients.find(book) for told in told_of(book, line.patient.id)]
    assert len(letters) == 1
    for told in letters:
        assert "Issued elsewhere, taken in on 23-Nov-2025." in about_words(told)
    for one in signed:
        assert "Signed elsewhere, taken in on 23-Nov-2025" in signature_words(book, one)
    done.close_button.click()
    go = taking.window.go
    go(Destination(screen=Screen.REVIEW, patient_id=2, examination_id=signed[0].id))
    assert "Signed elsewhere" in taking.window.page.view.signed.text()
    go(Destination(screen=Screen.SETTINGS))
    taking.window.page.taking_in.button.click()
    taking.choose(folder)
    again = taking.page(PlanPage)
    # One of them has the name of somebody here: that is asked again.
    assert not again.plan.would_change({})
    again.act.click()
    assert "Everybody stays out" in again.problem.text()


def test_what_is_no_list_is_told_where_the_file_was_chosen(taking):
    taking.choose(b"\x00\x01\x02", "list.csv")
    assert "cannot be read" in taking.page(ChoosePage).trouble.text()
    taking.choose("{}", "bundle.json")
    taking.qtbot.waitUntil(lambda: "no FHIR" in taking.page(ChoosePage).trouble.text())


def test_taking_in_can_be_stopped_and_nothing_came(taking, keyboard, book, monkeypatch):
    real = importing.act

    def act(*arguments, cancel, **named):
        # As slow as somebody's disk: stopped before it begins to write.
        while not cancel():
            pass
        return real(*arguments, cancel=cancel, **named)

    monkeypatch.setattr(importing, "act", act)
    taking.choose("Surname,No\nLund,71\n")
    taking.page(ColumnsPage).compare.click()
    taking.page(PlanPage).act.click()
    taking.page(WorkingPage)
    assert book.is_aside
    keyboard.press(Qt.Key.Key_Escape)
    page = taking.page(ChoosePage)
    assert page.trouble.text() == "Stopped. Nothing was taken in."
    assert names(book) == ["Macilroy"]


def test_a_casebook_that_does_not_open_again_is_tried_again(taking, book, monkeypatch):
    real, tries = Casebook.take_up, []

    def take_up(self, key):
        tries.append(key)
        if len(tries) == 1:
            raise faults.locked(self.path)
        real(self, key)

    monkeypatch.setattr(Casebook, "take_up", take_up)
    taking.choose("Surname,No\nLund,71\n")
    taking.page(ColumnsPage).compare.click()
    taking.page(PlanPage).act.click()
    taking.page(NotOpenPage).again.click()
    taking.page(DonePage)
    assert names(book) == ["Lund", "Macilroy"]


def test_an_empty_casebook_offers_to_take_patients_in(open_main_window, book, qtbot):
    window = open_main_window(book)
    window.go(Destination(screen=Screen.PATIENTS))
    page = window.page
    assert page.import_button.isVisible()
    page.import_button.click()
    sheet = window.findChildren(PagesSheet)[-1]
    assert isinstance(sheet.page, ChoosePage)
    sheet.page.cancel.click()
    show_import(page, page.session).close_sheet()
