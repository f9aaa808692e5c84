"""Names, notes and reasons with markup, queries and tricks are text, everywhere."""

import re
import time
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from clonus_desktop.casebook import examinations, findings, letters, patients
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.clonus_test import InvalidClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.patient import InvalidPatient, Patient
from clonus_desktop.domain.trial import EndedBy, Trial
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen

TURNS = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
HOSTILE = [
    "<b>Bold</b><img src='file:///etc/passwd'>",
    "Robert'); DROP TABLE patient;--",
    'NEAR("x" AND OR NOT * ^ : -',
    "=HYPERLINK(1)\u202egnp.exe",
    "#set page(width: 1pt) \\ $x$ {{7*7}} %s {0}",
    "Ärzt\u00adin 李小龍 مرحبا 🙂 e\u0301\u0323",
    "W" * 190,
    f"Mac{TURNS}ilroy\u200b\ufeff",
    "../../etc/passwd\\..\\C:\\aux",
    "</p></body><script>alert(1)</script><a href='javascript:x'>",
    "&amp; && _underlined & ampersand",
]


def sign_with(book: Casebook, patient: Patient, text: str) -> int:
    """A signed examination with the text in every place that takes words; its row."""
    started = examinations.start(book, patient.id).examination_id
    assert started is not None
    draft = examinations.get(book, started)
    why = NotTested(reason=NotTestedReason.OTHER, explanation=text)
    examinations.record_not_tested(book, draft, draft.places[0], why)
    for place in draft.places[1:]:
        trial = Trial(beats=3, ended_by=EndedBy.SELF_EXTINGUISHED)
        examinations.record_trial(book, draft, place, trial)
    examinations.write_note(book, draft, draft.places[1], text)
    examinations.write_note(book, draft, None, text)
    examinations.sign(book, draft.id)
    return draft.id


def check_is_plain(window: MainWindow) -> None:
    """Every label, tip and accessible name of the window is text, and none of it turns."""
    labels = [label for label in window.findChildren(QLabel) if label.text()]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    for widget in window.findChildren(QWidget):
        tip = widget.toolTip()
        assert "<" not in tip or (tip.startswith("<span>") and tip.count("<") == 2)
        seen = [tip, widget.accessibleName(), widget.accessibleDescription()]
        heard = QAccessible.queryAccessibleInterface(widget)
        if heard is not None:
            seen += [heard.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
        if isinstance(widget, QLabel | QLineEdit):
            seen.append(widget.text())
        assert not set(TURNS) & set("".join(seen))


def search(window: MainWindow, text: str) -> None:
    """Type it into the search field, as it is pasted."""
    window.go(Destination(screen=Screen.PATIENTS))
    field = window.page.search
    field.setFocus()
    field.clear()
    field.insert(text)
    field.asked.emit()
    QApplication.processEvents()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text_on_every_screen_and_in_the_letter(
    text: str,
    book: Casebook,
    open_main_window: Callable[[Casebook], MainWindow],
    qtbot,
) -> None:
    change = patients.add(
        book,
        Patient(
            family_name=text,
            given_name=text,
            title=text[:40],
            preferred_name=text,
            number=text[:60],
            alert=text[:40],
            known_conditions=text,
            born_on=date(1968, 1, 11),
        ),
    )
    patient = patients.get(book, change.patient_id or 0)
    examination_id = sign_with(book, patient, text)
    window = open_main_window(book)
    for screen in Screen:
        window.go(Destination(screen=screen, patient_id=patient.id))
        QApplication.processEvents()
        check_is_plain(window)
        assert window.windowTitle() == "Clonus Desktop"
    assert patients.find(book, text[:60])[0].patient == patient
    search(window, text)
    options = letters.LetterOptions(recipient=text, typed={"reason": text}, without=frozenset())
    letter = letters.compose(book, examination_id, options, compare_with_id=None)
    assert letters.pdf(letter).startswith(b"%PDF")
    for said in (letters.html(letter), letters.text(letter)):
        assert not set(TURNS) & set(said)
    for tag in ("<b>Bold", "<img", "<script", "<a "):
        assert tag not in letters.html(letter)
    name = letters.file_name(letter)
    assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}_clonus_[0-9]+\.pdf", name)
    visits = findings.signed_visits(book, patient.id)
    assert len(findings.courses(book, patient, visits)) == 6


def test_a_million_letters_are_refused_in_words_or_shown_without_a_halt(
    book: Casebook, open_main_window: Callable[[Casebook], MainWindow], qtbot
) -> None:
    text = "W" * 1_000_000
    for name in ("family_name", "given_name", "number", "alert", "known_conditions"):
        with pytest.raises(InvalidPatient, match="Use at most"):
            Patient(**({"family_name": "x"} | {name: text}))
    with pytest.raises(InvalidClonusTest, match="at most"):
        NotTested(reason=NotTestedReason.OTHER, explanation=text)
    change = patients.add(book, Patient(family_name="Macilroy"))
    window = open_main_window(book)
    begun = time.monotonic()
    search(window, text)
    window.go(Destination(screen=Screen.PATIENT_FORM, patient_id=change.patient_id))
    for field in window.page.findChildren(QLineEdit):
        field.setFocus()
        field.insert(text)
    QApplication.clipboard().setText(text)
    window.page.form.conditions.paste()
    QApplication.clipboard().clear()
    assert 10_000 < len(window.page.form.conditions.toPlainText()) < 100_000
    window.page.keep()
    QApplication.processEvents()
    assert time.monotonic() - begun < 20


def test_records_stored_with_turning_characters_are_read_without_them(
    book: Casebook, open_main_window: Callable[[Casebook], MainWindow]
) -> None:
    change = patients.add(book, Patient(family_name="Macilroy", number="12"))
    patient_id = change.patient_id or 0
    # As an earlier version stored it.
    with book.file.write():
        book.file._store.change(
            "UPDATE patient SET family_name = ? WHERE id = ?", (f"Mac{TURNS}ilroy", patient_id)
        )
    window = open_main_window(book)
    for screen in (Screen.PATIENTS, Screen.CHART, Screen.PATIENT_FORM):
        window.go(Destination(screen=screen, patient_id=patient_id))
        QApplication.processEvents()
        check_is_plain(window)
    assert patients.get(book, patient_id).formal_name == "MACILROY"
