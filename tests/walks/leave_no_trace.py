"""Run as a child: the whole program, walked with marked words in every field there is.

``python leave_no_trace.py CASEBOOK LETTERS END`` saves the letter in a folder of LETTERS whose
name is marked too, and ends by closing the window, or by a crash of the process. Prints what
was left open, for the one who reads the files afterwards.
"""

import faulthandler
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, qWarning
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from clonus_desktop import app as house
from clonus_desktop.casebook import contexts, examinations, patients, practice, serotonin
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.drugs import DrugUse
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.exposure import Exposure
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.widgets.sheet import Sheet

MARK = "Zyxmarker Ä"


def fill_the_record(book: Casebook) -> tuple[int, int]:
    """A patient with a signed exam and one with a draft, every word of both marked."""
    me = Examiner(name=f"Dr {MARK}", role=f"role {MARK}")
    practice.change(book, replace(book.practice, examiner=me, clinic=f"clinic {MARK}"))
    ids = tuple(patients.add(book, marked(name)).patient_id or 0 for name in ("Signed", "Draft"))
    for patient_id in ids:
        examinations.start(book, patient_id)
        draft = examinations.draft_of(book, patient_id)
        assert draft is not None
        examine(book, draft)
    signed = examinations.draft_of(book, ids[0])
    assert signed is not None
    examinations.sign(book, signed.id)
    return ids


def marked(name: str) -> Patient:
    return Patient(
        family_name=f"{name} {MARK}",
        given_name=f"given {MARK}",
        title=f"title {MARK}",
        preferred_name=f"preferred {MARK}",
        number=f"{name} {MARK}",
        alert=f"alert {MARK}",
        known_conditions=f"conditions {MARK}",
        born_on=date(1968, 1, 11),
    )


def examine(book: Casebook, draft: examinations.Examination) -> None:
    why = NotTested(reason=NotTestedReason.OTHER, explanation=f"reason {MARK}")
    examinations.record_not_tested(book, draft, draft.places[0], why)
    for place in draft.places[1:]:
        examinations.record_trial(book, draft, place, Trial(beats=3))
    examinations.write_note(book, draft, draft.places[1], f"note {MARK}")
    examinations.write_note(book, draft, None, f"comment {MARK}")
    drugs = (DrugUse(drug="other", name=f"drug {MARK}", dose=f"dose {MARK}"),)
    contexts.keep(book, draft, contexts.get(book, draft).taking(drugs), about=MARK)
    agent = Exposure(drug=f"agent {MARK}", dose=MARK, route=MARK, source=MARK)
    record = replace(serotonin.record_of(draft), exposures=(agent,))
    serotonin.keep(book, draft, record, about=MARK)


# --- the walk -----------------------------------------------------------------------------------


class Walk:
    """Through every screen of the program, then its end."""

    def __init__(self, letters: Path, end: str) -> None:
        self.letters, self.end = letters, end

    def begin(self) -> None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        self.window = found[0]
        signed, draft = fill_the_record(self.window.session.book)
        for sheet in self.window.findChildren(Sheet):
            sheet.close_sheet()
        for screen in Screen:
            for patient_id in (signed, draft):
                self.go(screen, patient_id)
                self.type_into_everything()
        self.search()
        self.choose_settings()
        self.write_letter(signed)
        self.fail()
        sys.stdout.write(self.window.windowTitle() + "\n")
        sys.stdout.flush()
        self.go(Screen.EXAM, draft)
        if self.end == "crash":
            faulthandler._sigsegv()
        self.window.close()

    def go(self, screen: Screen, patient_id: int) -> None:
        self.window.go(Destination(screen=screen, patient_id=patient_id))
        QTest.qWait(60)

    def type_into_everything(self) -> None:
        """Marked words in each field that is shown, as the person's own hand would type them."""
        for field in self.window.page.findChildren(QWidget):
            if not field.isVisible() or not field.isEnabled():
                continue
            if isinstance(field, QLineEdit | QPlainTextEdit) and not field.isReadOnly():
                field.setFocus()
                QTest.keyClicks(field, MARK)
        QTest.qWait(60)

    def search(self) -> None:
        self.window.go(Destination(screen=Screen.PATIENTS))
        field = self.window.page.search
        field.clear()
        QTest.keyClicks(field, MARK)
        QTest.qWait(300)

    def choose_settings(self) -> None:
        self.window.session.settings.change(theme="dark", text_scale=1.25)

    def write_letter(self, patient_id: int) -> None:
        self.go(Screen.LETTER, patient_id)
        page = self.window.page
        until(lambda: page.letter is not None)
        page.copy()
        folder = self.letters / f"folder {MARK}"
        folder.mkdir()
        QTimer.singleShot(300, lambda: self.accept(folder))
        page.save()
        until(lambda: any(folder.glob("*.pdf")))
        QTest.qWait(200)

    def accept(self, folder: Path) -> None:
        """Go to the folder in Qt's own dialog, and save under the name that is proposed."""
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(folder))
        dialog.accept()

    def fail(self) -> None:
        """A fault with a name in it, in a slot, and a message of Qt with one."""

        def break_down() -> None:
            raise ValueError(f"{MARK} cannot be shown")

        self.window.rail.chosen.connect(break_down)
        self.window.rail.chosen.emit("patients")
        self.window.rail.chosen.disconnect(break_down)
        QTest.qWait(200)
        qWarning(f'QFile::open: cannot open "{MARK}"')
        for sheet in self.window.findChildren(Sheet):
            for button in sheet.findChildren(QPushButton):
                if button.text().startswith("Go on"):
                    button.click()


def until(fits: Callable[[], bool]) -> None:
    for _time in range(400):
        if fits():
            return
        QTest.qWait(25)
    raise TimeoutError(fits)


def main(path: Path, letters: Path, end: str) -> int:
    """Walk through the program; its exit code."""
    house.application()
    walk = Walk(letters, end)
    QTimer.singleShot(800, walk.begin)
    return house.run(casebook_path=path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
