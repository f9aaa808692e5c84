"""Run as a child: the whole program, walked with marked words in every field there is.

``python leave_no_trace.py CASEBOOK LETTERS END`` comes in through the door and walks through every
screen. What somebody saves on purpose (the recovery code, a letter, the confirmation of an erasure)
goes into a folder of LETTERS whose name is marked too. It ends by closing the window, by a crash of
the process, or, as a later start after either, with END ``again``, by passphrase, lock and PIN.
Prints what was seen, for the one who reads the files afterwards.
"""

import faulthandler
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from at_the_door import Visitor, tell, type_on
from PySide6.QtCore import Qt, QTimer, qWarning
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
from clonus_desktop.casebook import (
    amendments,
    clinicians,
    contexts,
    examinations,
    merging,
    patients,
    practice,
    serotonin,
)
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.drugs import DrugUse
from clonus_desktop.domain.exposure import Exposure
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import Trial
from clonus_desktop.ui.door.code_page import CodePage
from clonus_desktop.ui.door.door import Door
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.door.unlock_page import UnlockPage
from clonus_desktop.ui.lock.pin_sheet import PinSheet
from clonus_desktop.ui.main_window import MainWindow
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.addressee_form import AddresseeForm
from clonus_desktop.ui.pages.addressee_sheet import AddresseeSheet
from clonus_desktop.ui.pages.erase_sheet import ErasedSheet, EraseSheet
from clonus_desktop.ui.pages.letter import LetterPage
from clonus_desktop.ui.pages.revising_sheet import RevisingSheet
from clonus_desktop.ui.pages.trail_sheet import TrailSheet
from clonus_desktop.ui.widgets.sheet import Sheet

MARK = "Zyxmarker Ä"
PASSPHRASE = "quiet zyxlantern borrow otters"
WRONG = "another zyxmistaken line of words"
PIN = "73905162"


def fill_the_record(book: Casebook) -> tuple[int, int, int]:
    """A patient with signed exams, one with a draft, one to be erased, every word marked.

    The first has an amended exam, a withdrawn one, and a second record that was merged into it.
    """
    assert book.signed_in is not None
    profile = replace(book.signed_in, registration=f"reg {MARK}", signature_text=f"sign {MARK}")
    clinicians.change(book, profile)
    practice.change(book, replace(book.practice, clinic=f"clinic {MARK}"))
    names = ("Signed", "Draft", "Gone", "Twin")
    signed, draft, gone, twin = (patients.add(book, marked(name)).patient_id or 0 for name in names)
    for patient_id in (signed, signed, gone, twin):
        sign_one(book, patient_id)
    newest, before, *_others = (one.id for one in merging.side(book, signed).signed)
    amendments.withdraw(book, newest, f"withdrawn {MARK}")
    amendments.amend(book, before, f"amended {MARK}")
    amended = examinations.draft_of(book, signed)
    assert amended is not None
    examinations.sign(book, amended.id)
    merging.merge(book, twin, patients.get(book, signed))
    begin_one(book, draft)
    return signed, draft, gone


def begin_one(book: Casebook, patient_id: int) -> int:
    examinations.start(book, patient_id)
    draft = examinations.draft_of(book, patient_id)
    assert draft is not None
    examine(book, draft)
    return draft.id


def sign_one(book: Casebook, patient_id: int) -> None:
    examinations.sign(book, begin_one(book, patient_id))


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


class Comer(Visitor):
    """Comes in with the marked passphrase; saves the code, and mistypes at a later start."""

    def __init__(self, go_on: Callable[[MainWindow], object], letters: Path) -> None:
        super().__init__(go_on, passphrase=PASSPHRASE, role=f"role {MARK}")
        self._letters = letters

    def take_code(self, page: CodePage) -> str:
        save_into(self._letters, page.save)
        return super().take_code(page)

    def answer(self, door: Door, page: DoorPage) -> None:
        if isinstance(page, UnlockPage):
            type_on(door, WRONG)
            until(lambda: bool(page.form.passphrase.problem))
        super().answer(door, page)


class Walk:
    """Through every screen of the program, then its end."""

    def __init__(self, folder: Path, end: str) -> None:
        self.folder, self.end = folder, end
        self.visitor = Comer(self.again if end == "again" else self.begin, folder)

    def begin(self, window: MainWindow) -> None:
        self.window = window
        self.window.session.settings.change(second_place=str(self.folder.parents[1] / "second"))
        signed, draft, gone = fill_the_record(self.window.session.book)
        self.close_sheets()
        for screen in Screen:
            for patient_id in (signed, draft):
                self.go(screen, patient_id)
                self.type_into_everything()
        self.search()
        self.choose_settings()
        self.ask_why(signed)
        self.erase(gone)
        self.read_acts(signed)
        self.write_letter(signed)
        self.lock_and_come_back()
        self.set_pin()
        self.lock_and_come_back()
        self.fail()
        self.go(Screen.EXAM, draft)
        self.tell()
        if self.end == "crash":
            faulthandler._sigsegv()
        self.window.close()

    def again(self, window: MainWindow) -> None:
        """A later start: what the one before left is offered, and all of it locked."""
        self.window = window
        QTest.qWait(300)
        self.lock_and_come_back()
        self.tell()
        self.window.close()

    def tell(self) -> None:
        said = QApplication.clipboard().text()
        tell({"title": self.window.windowTitle(), "clipboard": said, "start": self.visitor.said})

    def go(self, screen: Screen, patient_id: int) -> None:
        self.window.go(Destination(screen=screen, patient_id=patient_id))
        QTest.qWait(60)

    def sheet(self, kind: type[Sheet]) -> Sheet:
        return next(one for one in self.window.findChildren(kind) if one.isVisible())

    def close_sheets(self) -> None:
        for sheet in self.window.findChildren(Sheet):
            sheet.close_sheet()

    def type_into_everything(self) -> None:
        """Marked words in each field that is shown, as the person's own hand would type them."""
        people = getattr(self.window.page, "people", None)
        # The name of whoever may unlock is told before the casebook is open.
        own_name = people.profile.lines["name"] if people is not None else None
        for field in self.window.page.findChildren(QWidget):
            if not field.isVisible() or not field.isEnabled() or field is own_name:
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

    def ask_why(self, patient_id: int) -> None:
        """Reasons that are typed and not confirmed."""
        self.go(Screen.CHART, patient_id)
        page = self.window.page
        for visit in merging.side(self.window.session.book, patient_id).signed[1:2]:
            for ask in (page._revising.ask_to_amend, page._revising.ask_to_withdraw):
                ask(page.chart.patient, visit)
                QTest.keyClicks(self.sheet(RevisingSheet).reason, MARK)
                self.close_sheets()

    def erase(self, patient_id: int) -> None:
        self.go(Screen.PATIENT_FORM, patient_id)
        self.window.page.acts.ask_to_erase()
        asked = self.sheet(EraseSheet)
        QTest.keyClicks(asked.reason, f"erased {MARK}")
        QTest.keyClicks(asked.name, f"Gone {MARK}")
        asked.erase_button.click()
        erased = self.sheet(ErasedSheet)
        save_into(self.folder, erased.save)
        erased.leave()

    def read_acts(self, patient_id: int) -> None:
        """The record of acts, of one patient and of all, copied as a table."""
        self.go(Screen.CHART, patient_id)
        self.window.page.show_acts()
        self.sheet(TrailSheet).copy()
        self.close_sheets()
        self.go(Screen.SETTINGS, patient_id)
        self.window.page.show_acts()
        QTest.keyClicks(self.sheet(TrailSheet).number, MARK)
        self.sheet(TrailSheet).copy()
        assert MARK in QApplication.clipboard().text()
        self.close_sheets()

    def write_letter(self, patient_id: int) -> None:
        self.go(Screen.LETTER, patient_id)
        page = self.window.page
        until(lambda: page.letter is not None)
        self.address(page)
        page.out.copy()
        page.view.options.issued_button.click()
        self.close_sheets()
        save_into(self.folder, page.out.save)

    def address(self, page: LetterPage) -> None:
        """Keep an addressee with marked words, and write to them under every heading."""
        page.addressing.show_book()
        self.sheet(AddresseeSheet).add_button.click()
        form = self.sheet(AddresseeForm)
        for field in (form.name, form.address, form.salutation):
            QTest.keyClicks(field, MARK)
        form.submit()
        options = page.view.options
        options.structure.setCurrentIndex(options.structure.findData("prsb"))
        options.structure.activated.emit(options.structure.currentIndex())
        for field in (*options.typed.values(), options.copies):
            QTest.keyClicks(field, MARK)
        page.write()

    # --- the lock -----------------------------------------------------------------------------

    def lock_and_come_back(self) -> None:
        """By the keys; a PIN is asked where there is one, else a passphrase, mistyped at first."""
        window = self.window
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        QTest.keyClick(
            window.focusWidget() or window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier
        )
        until(lambda: window.locking.is_locked)
        screen = window.locking.screen
        assert screen is not None
        assert screen.form is not None
        assert MARK not in QApplication.clipboard().text()
        if window.session.signed_in.pin.is_set:
            type_on(window, PIN[::-1], PIN)
        else:
            type_on(window, WRONG)
            until(lambda: bool(screen.form.passphrase.problem))
            type_on(window, PASSPHRASE)
        until(lambda: not window.locking.is_locked)

    def set_pin(self) -> None:
        self.window.go(Destination(screen=Screen.SETTINGS))
        self.window.page.ask_pin()
        self.sheet(PinSheet)
        type_on(self.window, PIN, PIN)
        assert self.window.session.signed_in.pin.is_set

    def fail(self) -> None:
        """A fault with a name in it, in a slot, and a message of Qt with one."""

        def break_down() -> None:
            raise ValueError(f"{MARK} {PASSPHRASE} {PIN} cannot be shown")

        self.window.rail.chosen.connect(break_down)
        self.window.rail.chosen.emit("patients")
        self.window.rail.chosen.disconnect(break_down)
        QTest.qWait(200)
        qWarning(f'QFile::open: cannot open "{MARK}"')
        for sheet in self.window.findChildren(Sheet):
            for button in sheet.findChildren(QPushButton):
                if button.text().startswith("Go on"):
                    button.click()


def save_into(folder: Path, save: Callable[[], object]) -> None:
    """Save by Qt's own dialog, in that folder and under the name that is proposed."""
    before = set(folder.iterdir())

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(folder))
        dialog.accept()

    QTimer.singleShot(300, accept)
    save()
    until(lambda: any(not path.name.startswith(".") for path in set(folder.iterdir()) - before))
    QTest.qWait(200)


def until(fits: Callable[[], bool]) -> None:
    for _time in range(400):
        if fits():
            return
        QTest.qWait(25)
    raise TimeoutError(fits)


def main(path: Path, letters: Path, end: str) -> int:
    """Walk through the program; its exit code."""
    house.application()
    folder = letters / f"folder {MARK}"
    folder.mkdir(exist_ok=True)
    walk = Walk(folder, end)
    code = house.run(casebook_path=path)
    del walk
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
