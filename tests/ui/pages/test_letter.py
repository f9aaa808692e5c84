"""The letter's page on a real casebook: typed into, saved, copied, printed, read back."""

import errno
import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, QSizeF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPageSize, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from clonus_desktop.casebook import examinations, letter_attachments, letters, patients, practice
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.stationery import PLAIN
from clonus_desktop.domain.examination import Examination, Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.ui import chosen_file, clipboard, printing
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.breakpoints import Arrangement, arrangement_for
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.letter import LetterPage
from clonus_desktop.ui.paper import drawn_as_lines
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settings import Settings
from clonus_desktop.ui.widgets.paper_view import PaperView

Examine = Callable[..., Examination]
OpenPage = Callable[..., LetterPage]
CONTROL = Qt.KeyboardModifier.ControlModifier
ALONE = Qt.KeyboardModifier.NoModifier
HOSTILE = "</b><img src=x onerror=alert(1)> %s {0} &amp; #import"


class Clock:
    time = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path, clock) -> Iterator[Casebook]:
    with open_book(tmp_path / "casebook.sqlite", now=clock) as opened:
        examiner = Examiner(name="Dr P Okafor", role="Consultant")
        practice.change(opened, replace(opened.practice, examiner=examiner))
        yield opened


def added(book: Casebook, **fields: object) -> Patient:
    return patients.get(book, patients.add(book, Patient(**fields)).patient_id)


@pytest.fixture
def patient(book) -> Patient:
    return added(
        book, family_name="Macilroy", given_name="Iain", title="Mr", born_on=date(1968, 1, 11)
    )


@pytest.fixture
def examine(book, clock) -> Examine:
    def examine_one(patient: Patient, *counts: int, is_signed: bool = True) -> Examination:
        clock.time += timedelta(days=30)
        begun = examinations.get(book, examinations.start(book, patient.id).examination_id)
        for place, beats in zip(begun.places, counts, strict=False):
            examinations.record_trial(book, begun, place, Trial(beats=beats))
        if is_signed:
            examinations.sign(book, begun.id)
        return examinations.get(book, begun.id)

    return examine_one


@pytest.fixture
def visits(patient, examine) -> tuple[Examination, Examination]:
    return (examine(patient, 2, 8, 0, 3, 0, 1), examine(patient, 2, 6, 0, 2, 0, 0))


@pytest.fixture
def open_page(
    qtbot: QtBot, qapp: QApplication, book: Casebook, patient: Patient
) -> Iterator[OpenPage]:
    background = Background()
    opened: list[LetterPage] = []

    def open_it(
        whose: Patient = patient, *, size: tuple[int, int] = (1188, 728), scale: float = 1.0
    ) -> LetterPage:
        appearance().apply(qapp, "light", scale)
        page = LetterPage(Session(book, Settings(None)), background)
        opened.append(page)
        qtbot.addWidget(page)
        page.resize(*size)
        page.arrange(arrangement_for(size[0] + 92, size[1] + 72, scale))
        page.open(Destination(screen=Screen.LETTER, patient_id=whose.id))
        page.show()
        page.activateWindow()
        qtbot.waitActive(page)
        page.focus_first()
        qtbot.waitUntil(lambda: page.letter is None or page.view.paper.page_count > 0)
        return page

    yield open_it
    for page in opened:
        page.leave()
    background.close()


@pytest.fixture(autouse=True)
def _nothing_is_left_on_the_clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    clipboard.forget()


def shown(page: LetterPage) -> str:
    return page.view.paper.accessibleDescription()


def says(page: LetterPage) -> str:
    return page.view.actions.notice.text().replace("\u200b", "")


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = ALONE) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def kept(book: Casebook, examination: Examination) -> list[str]:
    return [issued.text for issued in book.file.letters.of_examination(examination.id)]


# --- what is shown ----------------------------------------------------------------------------


def test_the_latest_signed_visit_is_on_the_paper_beside_the_one_before(open_page, visits):
    page = open_page()
    options = page.view.options
    assert options.examination.currentText() == "01-May-2026 (latest, signed)"
    assert options.compared.currentText() == "01-Apr-2026"
    assert "Left ankle: 6 beats, above the limit; 1 April 2026: 8 beats" in shown(page)


def test_what_is_typed_reaches_the_paper_by_itself(qtbot, open_page, visits):
    page = open_page()
    qtbot.keyClicks(QApplication.focusWidget(), "Dr M Halloran, Neurology")
    page.view.options.typed["reason"].setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "Stiff left leg.")
    qtbot.waitUntil(lambda: "Stiff left leg." in shown(page))
    assert "Dear Dr Halloran," in shown(page)


def test_the_exam_and_its_comparison_are_chosen_by_keys(qtbot, open_page, visits):
    page = open_page()
    while QApplication.focusWidget() is not page.view.options.examination:
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Down)
    assert page.view.options.examination_id == visits[0].id
    assert page.view.options.compared.currentText() == "None"
    qtbot.waitUntil(lambda: "Left ankle: 8 beats, above the limit\r\n" in shown(page))


def test_each_part_can_be_left_out_and_put_in(qtbot, open_page, visits):
    page = open_page()
    page.view.options.parts.boxes["technique"].setFocus()
    press(qtbot, Qt.Key.Key_Space)
    page.view.options.parts.boxes["table"].setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Left ankle: 6 beats" not in shown(page))
    assert page.letter.table is None
    assert any("dorsiflex" in part for s in page.letter.sections for part in s.paragraphs)


def test_a_turning_wheel_never_changes_the_exam(qtbot, open_page, visits):
    page = open_page()
    combo = page.view.options.examination
    middle = QPointF(combo.rect().center())
    turn = QWheelEvent(
        middle,
        combo.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turn)
    assert page.view.options.examination_id == visits[1].id


def test_two_visits_of_one_day_are_told_apart_by_their_time(open_page, clock, patient, examine):
    first = examine(patient, 0, 0, 0, 0, 0, 0)
    clock.time += timedelta(hours=-30 * 24 + 2)
    second = examine(patient, 1, 0, 0, 0, 0, 0)
    assert first.started_at.date() == second.started_at.date()
    combo = open_page().view.options.examination
    said = [combo.itemText(index) for index in range(combo.count())]
    assert said == ["01-Apr-2026 12:00 (latest, signed)", "01-Apr-2026 10:00 (signed)"]


def test_without_an_exam_the_page_says_what_to_do_first(qtbot, open_page, patient):
    page = open_page()
    assert page.view.empty.isVisible()
    assert not page.view.actions.isVisible()
    page.out.choose_path = page.out.ask_printer = lambda *_, **_kind: pytest.fail("nothing")
    for act in (page.out.save, page.out.save_for_word, page.out.copy, page.out.print):
        act()
    assert QGuiApplication.clipboard().text() == ""


def test_a_draft_is_offered_last_and_carries_its_mark(
    qtbot, open_page, book, visits, patient, examine
):
    draft = examine(patient, 1, 1, is_signed=False)
    page = open_page()
    combo = page.view.options.examination
    assert combo.itemText(2) == "31-May-2026 (draft, not signed)"
    assert not page.view.draft.isVisible()
    combo.setFocus()
    press(qtbot, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: shown(page).startswith("DRAFT"))
    assert page.view.draft.isVisible()
    page.out.copy()
    assert QGuiApplication.clipboard().text().startswith("DRAFT")
    assert kept(book, draft) == []


def test_a_hostile_name_is_text_everywhere(qtbot, open_page, book, examine, tmp_path):
    whose = added(book, family_name=HOSTILE, given_name="{0.__class__}")
    examine(whose, 0, 6, 0, 0, 0, 0)
    page = open_page(whose)
    assert HOSTILE.upper() in shown(page)
    page.out.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert "<img" not in mime.html().lower()
    assert HOSTILE.upper() in mime.text()
    target = tmp_path / "letter.pdf"
    page.out.choose_path = lambda *_asked, **_kind: str(target)
    page.out.save()
    qtbot.waitUntil(target.exists)


# --- saving -----------------------------------------------------------------------------------


def test_the_saved_pdf_is_the_letter_and_is_kept_in_the_record(
    qtbot, open_page, book, visits, tmp_path
):
    page = open_page()
    asked = []
    target = str(tmp_path / "a.pdf")
    page.out.choose_path = lambda _on, _title, name, **_kind: asked.append(name) or target
    press(qtbot, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: says(page).startswith("Saved as a.pdf in "))
    assert Path(asked[0]).name == f"2026-05-01_clonus_{visits[1].id}.pdf"
    letter = letters.compose(
        book, visits[1].id, page.view.options.options, compare_with_id=visits[0].id
    )
    inside = letter_attachments.attachments_of(book, letter)
    assert (tmp_path / "a.pdf").read_bytes() == letters.pdf(letter, PLAIN, inside)
    assert [part.name for part in inside] == [f"clonus-examination-{visits[1].id}.fhir.json"]
    assert kept(book, visits[1]) == [letters.text(letter)]
    assert list(tmp_path.glob("*.part")) == list(tmp_path.glob(".*.part")) == []


def test_saving_what_was_typed_a_moment_ago_does_not_wait_for_the_paper(
    qtbot, open_page, book, visits, tmp_path
):
    page = open_page()
    page.out.choose_path = lambda *_asked, **_kind: str(tmp_path / "a.pdf")
    qtbot.keyClicks(QApplication.focusWidget(), "Dr Late")
    page.out.save()
    qtbot.waitUntil((tmp_path / "a.pdf").exists)
    qtbot.waitUntil(lambda: kept(book, visits[1]) != [])
    assert "Dear Dr Late," in kept(book, visits[1])[0]


def test_the_next_letter_is_offered_the_same_folder(qtbot, open_page, visits, tmp_path):
    page = open_page()
    asked = []
    target = str(tmp_path / "a.pdf")
    page.out.choose_path = lambda _on, _title, name, **_kind: asked.append(name) or target
    page.out.save()
    page.out.save()
    assert Path(asked[1]).parent == tmp_path
    qtbot.waitUntil(lambda: says(page).startswith("Saved as"))


def test_leaving_at_once_still_keeps_the_letter_that_was_saved(open_page, book, visits, tmp_path):
    page = open_page()
    page.out.choose_path = lambda *_asked, **_kind: str(tmp_path / "a.pdf")
    page.out.save()
    page.leave()
    assert (tmp_path / "a.pdf").exists()
    assert len(kept(book, visits[1])) == 1


def test_choosing_no_place_saves_nothing(open_page, book, visits):
    page = open_page()
    page.out.choose_path = lambda *_asked, **_kind: ""
    page.out.save()
    assert kept(book, visits[1]) == []
    assert says(page) == ""


def test_a_place_that_is_gone_is_named_and_everything_stays(
    qtbot, open_page, book, visits, tmp_path
):
    page = open_page()
    qtbot.keyClicks(QApplication.focusWidget(), "Dr M Halloran")
    gone = tmp_path / "stick"
    page.out.choose_path = lambda *_asked, **_kind: str(gone / "a.pdf")
    with qtbot.waitSignal(page.session.announced) as announced:
        page.out.save()
    words = f"The PDF was not saved. {gone} is not connected. Choose another place."
    assert says(page) == announced.args[0] == words
    assert page.view.actions.notice.property("role") == "error"
    assert page.view.options.recipient.text == "Dr M Halloran"
    assert kept(book, visits[1]) == []


def test_a_full_disk_leaves_the_file_that_was_there(
    qtbot, open_page, visits, tmp_path, monkeypatch
):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"before")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    page = open_page()
    page.out.choose_path = lambda *_asked, **_kind: str(target)
    monkeypatch.setattr(os, "fsync", full)
    page.out.save()
    qtbot.waitUntil(lambda: says(page).startswith("The PDF was not saved. The disk is full."))
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_name_that_is_a_folder_is_refused_in_words(qtbot, open_page, visits, tmp_path):
    (tmp_path / "a.pdf").mkdir()
    page = open_page()
    page.out.choose_path = lambda *_asked, **_kind: str(tmp_path / "a.pdf")
    page.out.save()
    qtbot.waitUntil(lambda: f"{tmp_path} does not take the file" in says(page))


def test_any_other_trouble_is_said_too(tmp_path):
    message = chosen_file.why_not_saved(OSError("?"), tmp_path / "a.pdf")
    assert str(message).count(".") == 3


def test_the_dialog_leaves_no_visited_folder_behind(qtbot, qapp, tmp_path):
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.setValue("FileDialog/lastVisited", "file:///before")
    settings.remove("FileDialog/history")
    (tmp_path / "MACILROY").mkdir()
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    parent = QWidget()
    qtbot.addWidget(parent)

    def accept() -> None:
        dialog = parent.findChild(QFileDialog)
        dialog.accept()

    QTimer.singleShot(0, accept)
    chosen = chosen_file.choose_path(parent, "Save as PDF", str(tmp_path / "MACILROY" / "a.pdf"))
    assert chosen == str(tmp_path / "MACILROY" / "a.pdf")
    settings.sync()
    assert settings.value("FileDialog/lastVisited") == "file:///before"
    assert settings.value("FileDialog/history") is None


# --- saving for Word, and cancelling -----------------------------------------------------------


def test_the_saved_word_file_is_the_letter_and_is_kept_in_the_record(
    qtbot, open_page, book, visits, tmp_path
):
    page = open_page()
    asked = []
    target = str(tmp_path / "a.docx")
    page.out.choose_path = lambda *_on, kind: asked.append((_on[2], kind)) or target
    page.view.paper.setFocus()
    press(qtbot, Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: says(page).startswith("Saved as a.docx in "))
    ((proposed, kind),) = asked
    assert Path(proposed).name == f"2026-05-01_clonus_{visits[1].id}.docx"
    assert kind == "Word document (*.docx)"
    assert (tmp_path / "a.docx").read_bytes() == letters.docx(page.letter)
    assert kept(book, visits[1]) == [letters.text(page.letter)]


@pytest.fixture
def held(monkeypatch) -> Iterator[threading.Event]:
    """The making of files waits until this is set."""
    go_on = threading.Event()
    make = {"pdf": letters.pdf, "docx": letters.docx}

    def wait_for(name: str) -> Callable[..., bytes]:
        def made(*made_of: object) -> bytes:
            assert go_on.wait(10)
            return make[name](*made_of)

        return made

    for name in make:
        monkeypatch.setattr(letters, name, wait_for(name))
    yield go_on
    go_on.set()


@pytest.mark.parametrize(
    ("way", "words"), [("save", "Saving the PDF…"), ("save_for_word", "Making the Word file…")]
)
def test_what_takes_long_says_so_and_cancelled_leaves_no_file(
    qtbot, open_page, book, visits, tmp_path, held, way, words
):
    page = open_page()
    actions = page.view.actions
    page.out.choose_path = lambda *_asked, **_kind: str(tmp_path / "a")
    getattr(page.out, way)()
    assert not actions.cancel.isVisible()
    qtbot.waitUntil(lambda: actions.cancel.isVisible())
    assert says(page) == words
    actions.cancel.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    held.set()
    qtbot.waitUntil(lambda: says(page) == "Cancelled. No file was saved.")
    assert not actions.cancel.isVisible()
    assert actions.save.hasFocus()
    assert {path.name.split(".")[0] for path in tmp_path.iterdir()} == {"casebook"}
    assert kept(book, visits[1]) == []


def test_a_cancel_that_comes_too_late_leaves_the_file_in_the_record(
    qtbot, open_page, book, visits, tmp_path
):
    page = open_page()
    page.out.choose_path = lambda *_asked, **_kind: str(tmp_path / "a.pdf")
    page.out.save()
    qtbot.waitUntil((tmp_path / "a.pdf").exists)
    page.out.cancel()
    qtbot.waitUntil(lambda: says(page).startswith("Saved as a.pdf"))
    assert len(kept(book, visits[1])) == 1


def test_a_word_file_that_cannot_be_written_or_made_is_said(
    qtbot, open_page, book, visits, tmp_path, monkeypatch
):
    page = open_page()
    gone = tmp_path / "stick"
    page.out.choose_path = lambda *_asked, **_kind: str(gone / "a.docx")
    page.out.save_for_word()
    words = f"The Word file was not saved. {gone} is not connected. Choose another place."
    qtbot.waitUntil(lambda: says(page) == words)

    def fail(*_made_of: object) -> bytes:
        raise RuntimeError("a fault of the program")

    monkeypatch.setattr(letters, "docx", fail)
    with qtbot.captureExceptions() as faults:
        page.out.save_for_word()
        qtbot.waitUntil(lambda: "Look at the Word template" in says(page))
    assert len(faults) == 1
    assert kept(book, visits[1]) == []


# --- copying ----------------------------------------------------------------------------------


def test_ctrl_c_copies_the_letter_as_lines_and_as_a_table(qtbot, open_page, book, visits):
    page = open_page()
    page.view.paper.setFocus()
    press(qtbot, Qt.Key.Key_C, CONTROL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == letters.text(page.letter)
    assert mime.html() == letters.html(page.letter)
    assert kept(book, visits[1]) == [letters.text(page.letter)]
    assert says(page) == "The letter is copied, as text with its table and as plain lines."


def test_ctrl_c_in_a_field_copies_the_words_of_the_field(qtbot, open_page, book, visits):
    open_page()
    qtbot.keyClicks(QApplication.focusWidget(), "Dr Halloran")
    press(qtbot, Qt.Key.Key_A, CONTROL)
    press(qtbot, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Dr Halloran"
    assert kept(book, visits[1]) == []
    QGuiApplication.clipboard().clear()


def test_copying_the_same_letter_again_keeps_it_once(open_page, book, visits):
    page = open_page()
    page.out.copy()
    page.out.copy()
    assert len(kept(book, visits[1])) == 1


def test_forgetting_empties_the_clipboard_of_what_was_put_there_only(qapp):
    clipboard.put(text="a", html="<p>a</p>")
    clipboard.forget()
    assert QGuiApplication.clipboard().text() == ""
    other = QMimeData()
    other.setText("of another program")
    QGuiApplication.clipboard().setMimeData(other)
    clipboard.forget()
    assert QGuiApplication.clipboard().text() == "of another program"
    QGuiApplication.clipboard().clear()


# --- printing ---------------------------------------------------------------------------------


def printer_into(path: Path, paper: QPageSize.PageSizeId = QPageSize.PageSizeId.A4) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageSize(QPageSize(paper))
    return printer


def pages_in(pdf: Path) -> list[tuple[float, float]]:
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", pdf.read_bytes())
    return [(float(across), float(down)) for across, down in boxes]


def test_ctrl_p_prints_on_a4_and_keeps_the_letter(qtbot, open_page, book, visits, tmp_path):
    page = open_page()
    printed = tmp_path / "printed.pdf"
    counted = []
    page.out.ask_printer = lambda _parent, count: counted.append(count) or printer_into(printed)
    press(qtbot, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: page.out.sheet.print_button.hasFocus())
    assert counted == []
    press(qtbot, Qt.Key.Key_Return)
    assert counted == [1]
    assert page.out.sheet is None
    ((across, down),) = pages_in(printed)
    assert (across, down) == (pytest.approx(595.3, abs=1), pytest.approx(841.9, abs=1))
    assert kept(book, visits[1]) == [letters.text(page.letter)]
    assert says(page) == "The letter is at the printer."


def test_every_page_is_printed_or_only_those_that_were_asked_for(open_page, book, visits, tmp_path):
    page = open_page()
    reason = "Please advise on antispastic treatment. " * 150
    page.view.options.typed["reason"].setPlainText(reason)
    page.write()
    pages = letters.pages(page.letter)
    assert len(pages) > 1
    assert printing.print_pages(pages, printer_into(tmp_path / "all.pdf"))
    assert len(pages_in(tmp_path / "all.pdf")) == len(pages)
    chosen = printer_into(tmp_path / "second.pdf")
    chosen.setFromTo(2, 2)
    assert printing.print_pages(pages, chosen)
    assert len(pages_in(tmp_path / "second.pdf")) == 1


def test_a_smaller_paper_shrinks_the_page_instead_of_cutting_it(open_page, visits, tmp_path):
    printer = printer_into(tmp_path / "small.pdf", QPageSize.PageSizeId.Letter)
    printer.setFullPage(True)
    sheet = printing._sheet_on(printer).size()
    inches = QSizeF(sheet.width(), sheet.height()) / printer.resolution()
    assert inches.height() <= 11.0
    assert inches.width() / inches.height() == pytest.approx(210 / 297, abs=0.001)


def print_it(qtbot: QtBot, page: LetterPage) -> None:
    page.out.print()
    qtbot.waitUntil(lambda: page.out.sheet.pages != ())
    page.out.sheet.print_button.click()


def test_no_printer_chosen_prints_and_keeps_nothing(qtbot, open_page, book, visits):
    page = open_page()
    page.out.ask_printer = lambda *_: None
    print_it(qtbot, page)
    assert kept(book, visits[1]) == []
    assert page.out.sheet is not None
    press(qtbot, Qt.Key.Key_Escape)
    assert page.out.sheet is None


def test_shades_of_grey_are_seen_before_and_asked_of_the_printer(
    qtbot, open_page, visits, tmp_path
):
    page, printers = open_page(), []
    page.out.print()
    sheet = page.out.sheet
    qtbot.waitUntil(lambda: sheet.pages != ())
    assert sheet.count.text() == "1 page, A4"
    assert "Left ankle: 6 beats" in sheet.paper.accessibleDescription()

    def colours() -> set[bool]:
        image = sheet.paper.viewport().grab().toImage()
        dots = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
        return {image.pixelColor(x, y).saturation() > 40 for x, y in dots}

    assert colours() == {False, True}
    sheet.grey.setChecked(True)
    assert colours() == {False}
    page.out.ask_printer = lambda *_: (
        printers.append(printer_into(tmp_path / "a.pdf")) or (printers[0])
    )
    sheet.print_button.click()
    assert printers[0].colorMode() is QPrinter.ColorMode.GrayScale


def test_pages_that_cannot_be_made_are_said_on_the_sheet(qtbot, open_page, visits, monkeypatch):
    page = open_page()

    def fail(*_made_of: object) -> tuple[bytes, ...]:
        raise RuntimeError("no typesetter")

    monkeypatch.setattr(letters, "pages", fail)
    with qtbot.captureExceptions() as faults:
        page.out.print()
        qtbot.waitUntil(lambda: page.out.sheet.count.text().startswith("The letter could not"))
    assert len(faults) == 1
    assert not page.out.sheet.print_button.isEnabled()


def test_a_sheet_over_the_page_goes_with_the_page(qtbot, open_page, visits):
    page = open_page()
    page.out.print()
    page.leave()
    assert page.out.sheet is None


# Qt says it in its own words too.
@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_said(qtbot, open_page, book, visits, tmp_path):
    page = open_page()
    page.out.ask_printer = lambda *_: printer_into(tmp_path / "gone" / "printed.pdf")
    print_it(qtbot, page)
    assert says(page).startswith("The letter was not printed.")
    assert kept(book, visits[1]) == []


# --- coming and going -------------------------------------------------------------------------


def test_what_was_typed_stays_with_its_patient(qtbot, open_page, book, visits, patient, examine):
    other = added(book, family_name="Petrova")
    examine(other, 0, 0, 0, 0, 0, 0)
    page = open_page()
    qtbot.keyClicks(QApplication.focusWidget(), "Dr M Halloran")
    page.leave()
    page.open(Destination(screen=Screen.LETTER, patient_id=other.id))
    assert page.view.options.recipient.text == ""
    page.leave()
    page.open(Destination(screen=Screen.LETTER, patient_id=patient.id))
    assert page.view.options.recipient.text == "Dr M Halloran"


def test_the_page_opens_on_the_exam_that_was_asked_for(open_page, visits, patient):
    page = open_page()
    page.open(Destination(screen=Screen.LETTER, patient_id=patient.id, examination_id=visits[0].id))
    assert page.view.options.examination_id == visits[0].id


def test_a_change_in_the_record_is_read_again(qtbot, open_page, book, visits, patient):
    page = open_page()
    page.session.changed.connect(page.read_again)
    page.session.do(patients.change, replace(patient, family_name="McIlroy"))
    qtbot.waitUntil(lambda: "Re: MCILROY, Iain (Mr)" in shown(page))


def test_what_takes_long_says_so_until_it_is_there(qtbot, open_page, visits):
    page = open_page()
    held = threading.Event()
    page._background.run(held.wait, done=bool, failed=bool)
    page.write()
    qtbot.waitUntil(lambda: page.view.paper.said == "Making the letter…")
    held.set()
    qtbot.waitUntil(lambda: page.view.paper.said == "")


# --- how it lies ------------------------------------------------------------------------------

SIZES = {
    "wide": ((1188, 728), 1.0, Arrangement.WIDE),
    "compact": ((932, 628), 1.0, Arrangement.COMPACT),
    "upright": ((800, 1108), 1.0, Arrangement.PORTRAIT),
    "large text": ((1280, 500), 2.0, Arrangement.LARGE_TEXT),
}


@pytest.mark.parametrize("name", SIZES)
def test_nothing_is_clipped_and_every_control_is_large_enough(qtbot, open_page, visits, name):
    size, scale, arrangement = SIZES[name]
    page = open_page(size=size, scale=scale)
    page.arrange(arrangement)
    qtbot.wait(50)
    view = page.view
    controls = (
        *view.options.stops,
        view.actions.save,
        view.actions.word,
        view.actions.copy,
        view.actions.print,
    )
    for control in controls:
        assert control.accessibleName()
        assert control.height() >= 44 * scale
        assert control.width() >= control.minimumSizeHint().width()
        right = control.mapTo(page, QPoint(control.width(), 0)).x()
        assert 0 < right <= page.width()
    assert view.paper.viewport().width() >= 380
    assert page.minimumSizeHint().width() <= size[0]


def test_the_field_of_the_reason_grows_with_what_is_typed(qtbot, open_page, visits):
    page = open_page()
    reason, below = page.view.options.typed["reason"], page.view.options.copies
    before = reason.height()
    reason.setFocus()
    qtbot.keyClicks(reason, "Increasing spasms at night since the change of baclofen. " * 3)
    qtbot.waitUntil(lambda: reason.height() > before)
    qtbot.waitUntil(
        lambda: reason.mapTo(page, QPoint(0, reason.height())).y() < below.mapTo(page, QPoint()).y()
    )
    assert not reason.verticalScrollBar().isVisible()


def test_tab_walks_the_page_in_the_order_it_is_read(qtbot, open_page, visits):
    page = open_page()
    view = page.view
    order = [
        *view.options.stops,
        view.actions.save,
        view.actions.word,
        view.actions.copy,
        view.actions.print,
        view.paper,
    ]
    walked = []
    for _stop in order:
        walked.append(QApplication.focusWidget())
        press(qtbot, Qt.Key.Key_Tab)
    assert walked == order


def test_the_paper_is_scrolled_by_keys(qtbot, open_page, visits):
    page = open_page()
    paper, bar = page.view.paper, page.view.paper.verticalScrollBar()
    paper.setFocus()
    assert bar.maximum() > 0
    for key, value in (
        (Qt.Key.Key_End, bar.maximum()),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Down, bar.singleStep()),
        (Qt.Key.Key_PageDown, min(bar.maximum(), bar.singleStep() + bar.pageStep())),
    ):
        press(qtbot, key)
        assert bar.value() == value


def test_the_paper_tells_how_many_pages_it_shows(open_page, visits):
    paper = open_page().view.paper
    assert paper.accessibleName() == "Letter as it will be printed, 1 page"


def test_the_paper_is_light_in_the_dark(qtbot, qapp, open_page, visits):
    page = open_page()
    appearance().apply(qapp, "dark", 1.0)
    page.repaint_for_theme()
    picture = page.view.paper.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 40).lightness() == 255
    assert picture.pixelColor(4, picture.height() // 2).lightness() < 40


def test_a_drawing_in_the_page_is_painted_as_lines_and_not_as_a_picture(open_page, visits):
    page = open_page()
    (drawn,) = page.view.paper._renderers
    (svg,) = letters.pages(page.letter)
    assert b"<image" in svg
    assert drawn.isValid()
    assert b"<image" not in drawn_as_lines(svg)
    assert b"IBM Plex Sans" in drawn_as_lines(svg)


def test_a_paper_without_pages_is_an_empty_table(qtbot, qapp):
    paper = PaperView("Letter")
    qtbot.addWidget(paper)
    paper.show()
    paper.say("Making the letter…")
    assert paper.page_count == 0
    assert not paper.grab().isNull()
