"""The letter in the window: copied at once, addressed, in other words, and opened once more."""

from collections.abc import Callable, Iterator

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from clonus_desktop.casebook import (
    addressees,
    amendments,
    examinations,
    issued_letters,
    letters,
    stationery,
)
from clonus_desktop.casebook.addressees import Addressee
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.stationery import StationeryKind
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.ui import clipboard
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.widgets.buttons import Button
from tests.report.stationery_files import with_tag

Open = Callable[[Casebook], MainWindow]


@pytest.fixture(autouse=True)
def _nothing_is_left_on_the_clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    clipboard.forget()


@pytest.fixture
def exam(book: Casebook, patient: Patient) -> int:
    return signed(book, patient, 2, 6, 0, 0, 0, 0)


def signed(book: Casebook, patient: Patient, *counts: int) -> int:
    row = examinations.start(book, patient.id).examination_id
    assert row is not None
    begun = examinations.get(book, row)
    for place, beats in zip(begun.places, counts, strict=True):
        examinations.record_trial(book, begun, place, Trial(beats=beats))
    examinations.sign(book, row)
    return row


@pytest.fixture
def page(open_main_window: Open, book: Casebook, patient: Patient, exam: int, qtbot):
    window = open_main_window(book)
    window.go(Destination(screen=Screen.LETTER, patient_id=patient.id))
    return window.page


def says(page) -> str:
    return page.view.actions.notice.text().replace("\u200b", "")


def choose(chooser, value) -> None:
    chooser.setCurrentIndex(chooser.findData(value))
    chooser.activated.emit(chooser.currentIndex())


def issued_of(book: Casebook, patient: Patient) -> tuple:
    return issued_letters.issued_for(book, patient.id)


# --- two keys ---------------------------------------------------------------------------------


def test_from_the_chart_two_keys_put_the_letter_on_the_clipboard(
    open_main_window: Open, book: Casebook, patient: Patient, exam: int, keyboard, qtbot, qapp
) -> None:
    window = open_main_window(book)
    window.go(Destination(screen=Screen.CHART, patient_id=patient.id))
    keyboard.press("l")
    assert window.destination.screen is Screen.LETTER
    # The keyboard is where the recipient is typed; nothing is selected there.
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == letters.text(window.page.letter)
    assert "Left ankle: 6 beats, above the limit" in qapp.clipboard().text()
    assert says(window.page).startswith("The letter is copied, as text with its table")
    (issued,) = issued_of(book, patient)
    assert issued.text == letters.text(window.page.letter)


def test_c_copies_wherever_nothing_is_typed_and_is_a_letter_in_a_field(page, keyboard, qapp):
    keyboard.press("c")
    assert page.view.options.recipient.text == "c"
    assert qapp.clipboard().text() == ""
    page.view.paper.setFocus()
    keyboard.press("c")
    assert "Dear colleague," in qapp.clipboard().text()
    assert says(page).startswith("The letter to c is copied")


# --- addressees -------------------------------------------------------------------------------


def test_an_addressee_is_kept_chosen_changed_and_removed(page, book, patient, keyboard):
    keyboard.press(*"Dr Moreau")
    page.view.options.recipient.book_button.click()
    assert page.sheet.told.text().startswith("Nobody is kept here yet.")
    page.sheet.add_button.click()
    # Whoever was typed is most likely to be kept.
    assert page.sheet.name.text() == "Dr Moreau"
    page.sheet.address.setPlainText("Lyon")
    page.sheet.salutation.setText("Chère Anne,")
    choose(page.sheet.letter_language, "fr")
    page.sheet.submit()
    assert page.sheet is None
    options = page.view.options.options
    assert (options.recipient, options.language) == ("Dr Moreau\nLyon", "fr")
    page.write()
    assert (page.letter.salutation, page.letter.language) == ("Chère Anne,", "fr")

    (kept,) = addressees.present(book)
    page.view.options.recipient.book_button.click()
    page.sheet.rows[kept.id][2].click()
    page.sheet.name.setText("Pr Moreau")
    page.sheet.submit()
    assert page.view.options.recipient.text == "Pr Moreau\nLyon"
    assert page.view.options.options.addressee_id == kept.id

    page.view.options.recipient.book_button.click()
    page.sheet.rows[kept.id][2].click()
    page.sheet.remove_button.click()
    assert page.sheet.rows == {}
    assert addressees.present(book) == ()


def test_whoever_writes_another_name_writes_to_somebody_else(page, book):
    row = addressees.add(book, Addressee(name="Dr A", salutation="Dear Ann,")).addressee_id
    recipient = page.view.options.recipient
    recipient.show_addressee(addressees.get(book, row))
    recipient.lines.setPlainText("Dr A\nWard 4")
    assert (recipient.addressee_id, recipient.salutation) == (row, "Dear Ann,")
    recipient.lines.setPlainText("Dr B\nWard 4")
    assert (recipient.addressee_id, recipient.salutation) == (None, "")


def test_many_addressees_are_searched_and_one_gets_a_copy(page, book, keyboard):
    for name in ("Ahn", "Bell", "Cruz", "Diaz", "Eker", "Faye", "Gruber"):
        addressees.add(book, Addressee(name=f"Dr {name}", address=f"{name} Ward"))
    page.view.options.recipient.book_button.click()
    sheet = page.sheet
    assert QApplication.focusWidget() is sheet.search
    keyboard.press(*"gru")
    sheet.search.asked.emit()
    ((_write, copy, _change),) = sheet.rows.values()
    copy.click()
    page.view.options.recipient.book_button.click()
    page.sheet.search.setText("zzz")
    page.sheet.look()
    assert page.sheet.told.text().startswith("Nobody matches.")
    page.sheet.search.setText("gruber ward")
    page.sheet.look()
    page.sheet.search.entered.emit()
    assert page.view.options.recipient.text == "Dr Gruber\nGruber Ward"
    page.write()
    assert page.letter.copies == ("Copies to:", "Dr Gruber")
    page.addressing.copy_to(addressees.present(book)[-1])
    assert page.view.options.copies.toPlainText() == "Dr Gruber"


# --- headings, parts, words -------------------------------------------------------------------


def test_what_is_typed_under_other_headings_is_kept_and_outlasts_the_program(
    page, book, patient, open_main_window: Open
):
    options = page.view.options
    options.typed["reason"].setPlainText("New stiffness.")
    choose(options.structure, "sbar")
    assert list(options.typed) == ["reason", "history", "medication", "plan"]
    assert options.typed["reason"].accessibleName() == "Situation"
    options.typed["plan"].setPlainText("Please see him.")
    choose(options.structure, "plain")
    assert list(options.typed) == ["reason"]
    choose(options.structure, "sbar")
    assert options.typed["plan"].toPlainText() == "Please see him."
    page.write()
    assert "Recommendation\r\nPlease see him." in letters.text(page.letter)
    page.keep()
    again = open_main_window(book)
    again.go(Destination(screen=Screen.LETTER, patient_id=patient.id))
    kept = again.page.view.options.options
    assert kept.structure == "sbar"
    assert kept.typed == {"reason": "New stiffness.", "plan": "Please see him."}


def test_choices_become_usual_by_one_press(page, book, patient):
    options = page.view.options
    assert options.usual_button.isHidden()
    choose(options.letter_language, "de")
    options.parts.boxes["plot"].setChecked(False)
    assert not options.usual_button.isHidden()
    options.usual_button.click()
    assert options.usual_button.isHidden()
    assert says(page).startswith("Every new letter begins with")
    assert (book.practice.letter_language, book.practice.letter_structure) == ("de", "plain")
    assert "plot" in book.practice.letter_without


# --- letters of the record -------------------------------------------------------------------


def test_an_issued_letter_opens_from_its_visit_and_leaves_as_it_was(
    page, book, patient, exam, open_main_window: Open, qtbot, qapp, tmp_path
):
    page.view.options.recipient.lines.setPlainText("Dr M Halloran")
    page.out.copy()
    (issued,) = issued_of(book, patient)
    amendment = amendments.amend(book, exam, "counted again").examination_id
    examinations.sign(book, amendment)
    window = open_main_window(book)
    window.go(Destination(screen=Screen.CHART, patient_id=patient.id))
    window.page.show_visit(amendment)
    sheet = window.page.sheet
    sheet.version_choice.chosen.emit(str(exam))
    buttons = sheet.findChildren(Button)
    next(one for one in buttons if one.accessibleName().startswith("Open: Letter to")).click()
    assert window.destination.screen is Screen.LETTER
    opened = window.page
    assert opened.view.options.isHidden()
    assert (
        opened.view.issued.title.text().replace("\u200b", "").startswith("Letter to Dr M Halloran")
    )
    assert "revision 2 stands" in opened.view.issued.since.text()
    qtbot.waitUntil(lambda: opened.view.paper.page_count > 0, timeout=20_000)
    opened.out.copy()
    mark, _blank, rest = qapp.clipboard().text().partition("\r\n\r\n")
    assert mark.startswith("Copy of the letter that was issued on ")
    assert rest == issued.text
    amendments.withdraw(book, amendment, "another patient")
    opened.out.choose_path = lambda *_asked, **_kind: str(tmp_path / "copy.pdf")
    opened.out.save()
    qtbot.waitUntil((tmp_path / "copy.pdf").exists, timeout=20_000)
    # It is a copy, and no other letter was issued.
    assert issued_of(book, patient) == (issued,)
    opened.out.finish()
    opened.view.issued.new_button.click()
    assert opened.view.issued.isHidden()
    # There is nothing to write about any more.
    assert not opened.view.empty.isHidden()


def test_a_copy_has_the_template_of_its_time(page, book, patient, clock, qtbot, tmp_path):
    def save_for_word(name: str) -> str:
        page.out.choose_path = lambda *_asked, **_kind: str(tmp_path / name)
        page.out.save_for_word()
        qtbot.waitUntil((tmp_path / name).exists, timeout=20_000)
        page.out.finish()
        return "\n".join(part.text for part in Document(str(tmp_path / name)).paragraphs)

    def use(words: str) -> None:
        clock.forward(minutes=1)
        template = stationery.check(StationeryKind.WORD_TEMPLATE, "own.docx", with_tag(words))
        stationery.keep(book, template)
        clock.forward(minutes=1)

    use("Then: {{ clinic_name }}")
    assert "Then: Northgate" in save_for_word("issued.docx")
    use("Now: {{ clinic_name }}")
    (issued,) = issued_of(book, patient)
    page.issued.show(issued.id)
    assert "Then: Northgate" in save_for_word("copy.docx")
    page.write_new()
    assert "Now: Northgate" in save_for_word("new.docx")


def test_issued_letters_are_listed_beside_the_choices(page, book, patient, exam, qapp):
    assert page.view.options.issued_button.isHidden()
    page.out.copy()
    assert not page.view.options.issued_button.isHidden()
    with book.file.write():
        book.file.letters.issue(
            examination_id=exam,
            recipient="Dr Old",
            text="Dear Dr Old,",
            rule_id="ARTICLE_GT5",
            rule_version=1,
            at=book.now(),
            by=None,
            content=None,
        )
    page.view.options.issued_button.click()
    old, whole = page.sheet.buttons.values()
    assert (old.text(), whole.text()) == ("Copy text", "Open")
    old.click()
    assert qapp.clipboard().text() == "Dear Dr Old,"
    assert says(page) == "The text of the issued letter is copied."
    page.view.options.issued_button.click()
    list(page.sheet.buttons.values())[1].click()
    assert page.letter.frame.copy_mark.startswith("Copy of the letter")
    # Whatever is read again, the letter of the record stays as it is.
    page.read_again(examinations.start(book, patient.id))
    assert page.letter.frame.copy_mark.startswith("Copy of the letter")


def test_a_letter_that_another_version_kept_is_refused_in_words(page, book, patient, exam):
    with book.file.write():
        row = book.file.letters.issue(
            examination_id=exam,
            recipient="",
            text="Dear colleague,",
            rule_id="ARTICLE_GT5",
            rule_version=1,
            at=book.now(),
            by=None,
            content='{"version":99}',
        )
    page.issued.show(row)
    assert says(page).startswith("This letter was kept by another version of the program")
    assert page.issued.letter is None
    assert not page.view.options.isHidden()
