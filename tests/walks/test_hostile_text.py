"""Names, notes and reasons with markup, queries and tricks are text, everywhere."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from clonus_desktop.casebook import examinations, findings, letters, patients
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import EndedBy, Trial
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen

HOSTILE = [
    "<b>Bold</b><img src='file:///etc/passwd'>",
    "Robert'); DROP TABLE patient;--",
    'NEAR("x" AND OR NOT * ^ : -',
    "=HYPERLINK(1)\u202egnp.exe",
    "#set page(width: 1pt) \\ $x$ {{7*7}} %s {0}",
    "Ärzt\u00adin 李小龍 مرحبا 🙂 e\u0301\u0323",
    "W" * 190,
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
        labels = [label for label in window.findChildren(QLabel) if label.text()]
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
        assert window.windowTitle() == "Clonus Desktop"
    assert patients.find(book, text[:60])[0].patient == patient
    options = letters.LetterOptions(recipient=text, reason=text, with_notes=True)
    letter = letters.compose(book, examination_id, options, compare_with_id=None)
    assert letters.pdf(letter).startswith(b"%PDF")
    assert "<b>Bold" not in letters.html(letter)
    visits = findings.signed_visits(book, patient.id)
    assert len(findings.courses(book, patient, visits)) == 6
